"""Questions about who belongs where."""

from vezi.network.memberships.queries.seeing import default_audiences, seen_by

__all__ = ["default_audiences", "seen_by"]
