"""What people announces."""

from django.dispatch import Signal

#: kept, gone: Person; merge: Merge; now. Sent once more when a merge before it is undone; then *ended* are rows that had
#: ended beside a like that is gone by now: {(model, id)}
person_merged = Signal()
merge_undone = Signal()  # merge: Merge; now

#: Just before: receivers forget what no tie to the person leads to. traces: erasing.Traces; now
person_erasing = Signal()
person_erased = Signal()  # person: Person, empty by now; now
