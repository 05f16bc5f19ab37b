"""Two records of one person become one, and two again.

    merge = merging.merge(kept=hers, gone=the_other, by=officer, now=now)
    merging.undo(merge=merge, by=officer, now=now)

What belongs to the record that ends follows the rule each area declared for it (`core.features.PersonTie`); every step
is written down (`Merge`, `MergedRow`), and undoing walks it back. The record that ends stays as a sign pointing to the
one that is kept. Why it is made so: docs/decisions/0010.
"""

from vezi.network.people.merging.accounts import Account, account_of
from vezi.network.people.merging.deeds import CannotMerge, merge
from vezi.network.people.merging.fields import CARRIED
from vezi.network.people.merging.steps import changed, ended, made
from vezi.network.people.merging.undoing import AlreadyUndone, CannotUndo, undo

__all__ = [
    "CARRIED",
    "Account",
    "AlreadyUndone",
    "CannotMerge",
    "CannotUndo",
    "account_of",
    "changed",
    "ended",
    "made",
    "merge",
    "undo",
]
