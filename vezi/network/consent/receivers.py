"""Every letter asks here whether it may go, and takes along the ways to stop."""

from vezi.core.mail import gate
from vezi.network.consent import queries, stopping

gate.asks(queries.reason_against_mail)
gate.offers(stopping.ways_to_stop)
