"""Questions about who belongs where."""

from vezi.network.memberships.queries.seeing import clubs_of, default_audiences, seen_by

__all__ = ["clubs_of", "default_audiences", "seen_by"]
