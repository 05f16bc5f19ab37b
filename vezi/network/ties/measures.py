"""How near connected people stand to each other, and that who blocked the other sees nothing, nor is seen."""

from vezi.core import audience
from vezi.network.ties import access

audience.measure(access.reaches_of_ties)
