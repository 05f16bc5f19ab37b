"""What finding people remembers; the index itself is derived and lies elsewhere."""

from vezi.network.directory.saved.models import Every, SavedSearch

__all__ = ["Every", "SavedSearch"]
