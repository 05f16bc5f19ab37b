"""How near members stand to each other, for the audience of a value."""

from vezi.core import audience
from vezi.network.memberships import access

audience.measure(access.reaches_of_members)
