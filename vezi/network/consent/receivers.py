"""Every letter asks here whether it may go."""

from vezi.core.mail import gate
from vezi.network.consent import queries

gate.asks(queries.reason_against_mail)
