"""What becomes of the questions on records that are merged, and of those that were when they are taken apart again.

Each step is written down with the merge, as what follows a person by its tie is: so undoing opens the questions again
that were asked of the record that ended, in whatever order merges are undone.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from vezi.network.people import merging
from vezi.network.people.models import Merge, Person
from vezi.network.registrar.models import Duplicate, OwnerQuestion, Verdict
from vezi.network.registrar.reviewing import queries


@transaction.atomic
def ask_of_the_one_that_stays(*, merge: Merge, ended: Collection[tuple[str, int]] = ()) -> None:
    """Questions on the record that ended are asked of the one that stays, unless they are answered, or asked there.

    *ended*: of those that had ended for a like that is gone by now.
    """
    kept, gone = merge.kept_id, merge.gone_id
    for question in _open(gone):
        one, other = sorted((kept, question.other_id if question.one_id == gone else question.one_id))
        like = Duplicate.objects.filter(one=one, other=other, club=question.club_id).first()
        if like is not None and like.verdict == Verdict.SAME:  # of a merge that was undone: no answer any more
            merging.ended(merge, like)
            like = None
        if one == other or like is not None or (Duplicate._meta.label, question.pk) in ended:
            _hand_over(merge, question, like)
            merging.ended(merge, question, like=like)
        else:
            merging.changed(merge, question, name="one_id other_id", was=[question.one_id, question.other_id])
            question.one_id, question.other_id = one, other
            question.save(update_fields=["one", "other"])
    for question in _open(kept):
        if frozenset((question.one_id, question.other_id)) in _decided(question):
            merging.ended(merge, question)


def _hand_over(merge: Merge, question: Duplicate, like: Duplicate | None) -> None:
    """What a member was asked, or has said, about the one counts for the other."""
    own = OwnerQuestion.objects.filter(duplicate=question).first()
    if own is None or like is None or like.verdict != Verdict.WAITING:
        return
    if not OwnerQuestion.objects.filter(duplicate=like).exists():
        merging.changed(merge, own, name="duplicate_id", was=question.pk)
        own.duplicate = like
        own.save(update_fields=["duplicate"])


def _open(person_id: int) -> list[Duplicate]:
    found = Duplicate.objects.filter(Q(one=person_id) | Q(other=person_id), verdict=Verdict.WAITING)
    return list(found.select_for_update(of=("self",)).select_related("club").order_by("pk"))


def _decided(question: Duplicate) -> set[frozenset[int]]:
    return queries.different_by_now(question.club, [question.one_id, question.other_id])


@transaction.atomic
def are_two_after_all(*, merge: Merge, now: datetime) -> None:
    """A merge was undone: whoever did so says that they are two people, and it is not asked again."""
    if merge.club_id is None:
        return
    said: dict[str, Any] = {"verdict": Verdict.DIFFERENT, "decided_by": merge.undone_by, "decided_at": now}
    # By now either may be part of another record, which merges that stand have carried the question to.
    tops = sorted(
        into or pk
        for pk, into in Person.objects.filter(pk__in=[merge.kept_id, merge.gone_id]).values_list("pk", "merged_into")
    )
    carried = Duplicate.objects.filter(club=merge.club_id, one=tops[0], other=tops[1], verdict=Verdict.WAITING)
    if carried.update(**said):
        return
    one, other = sorted((merge.kept_id, merge.gone_id))
    Duplicate.objects.update_or_create(
        club_id=merge.club_id, one_id=one, other_id=other, defaults=said,
        create_defaults=said | {
            "found_at": merge.at, "probability": merge.because.get("probability", 0.0),
            "version": merge.because.get("model", ""),
        },
    )  # fmt: skip
