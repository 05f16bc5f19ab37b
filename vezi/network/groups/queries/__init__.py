"""Questions about groups. Other areas ask these."""

from vezi.network.groups.queries.shared import groups_of, shared_with

__all__ = ["groups_of", "shared_with"]
