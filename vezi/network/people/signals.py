"""What people announces."""

from django.dispatch import Signal

person_merged = Signal()  # kept, gone: Person; merge: Merge; now. Sent once more when a merge before it is undone
merge_undone = Signal()  # merge: Merge; now
