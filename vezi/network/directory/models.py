"""What finding people holds of its own; all else it reads, and the index lies elsewhere."""

from vezi.network.directory.saved.models import Every, SavedSearch
from vezi.network.directory.stays.models import Stay

__all__ = ["Every", "SavedSearch", "Stay"]
