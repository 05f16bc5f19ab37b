"""Questions about who belongs where."""

from vezi.network.memberships.queries.seeing import (
    alone_in_charge,
    clubs_of,
    default_audiences,
    each_to,
    named_to,
    seen_by,
)

__all__ = ["alone_in_charge", "clubs_of", "default_audiences", "each_to", "named_to", "seen_by"]
