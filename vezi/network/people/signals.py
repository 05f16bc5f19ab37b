"""What people announces."""

from django.dispatch import Signal

#: kept, gone: Person; merge: Merge; now. Sent once more when a merge before it is undone; then *ended* are rows that had
#: ended beside a like that is gone by now: {(model, id)}
person_merged = Signal()
merge_undone = Signal()  # merge: Merge; now

#: Somebody said where a person works or lives. value: Position or Residence; was: what its fields said before, None for a
#: new one; source; now. Neither imports nor merges say it.
value_said = Signal()

#: Just before: receivers forget what no tie to the person leads to. traces: erasing.Traces; now
person_erasing = Signal()
person_erased = Signal()  # person: Person, empty by now; now
