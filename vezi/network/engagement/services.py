"""The one way in which areas say that somebody did something that counts, or that it was not so after all.

An area tells its whole truth of one thing (`who_did`): whoever is missing there did not, whoever is there did, however
often it is said. It does so in the transaction of the deed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from vezi.core import features
from vezi.network.engagement.models import Act


@dataclass(frozen=True)
class Doing:
    """What was done. `kind` is declared in the `feature.py` of its area; `source` names the thing for that area alone."""

    kind: str
    source: str
    club_id: int
    day: date
    titles: Mapping[str, str]  # by language, the one it was written in first
    path: str = ""


@transaction.atomic
def record(doing: Doing, *, person_id: int, now: datetime) -> None:
    """She did it; said twice, it is one act."""
    _write(doing, {person_id}, now=now)


@transaction.atomic
def withdraw(*, kind: str, source: str, person_id: int) -> None:
    """She did not, after all."""
    Act.objects.filter(kind=kind, source=source, person=person_id).delete()


@transaction.atomic
def who_did(doing: Doing, *, person_ids: Collection[int], now: datetime) -> None:
    """These did it, and nobody else. Whoever calls holds a lock on the thing."""
    there = set(Act.objects.filter(kind=doing.kind, source=doing.source).values_list("person", flat=True))
    wanted = set(person_ids)
    if gone := there - wanted:
        Act.objects.filter(kind=doing.kind, source=doing.source, person__in=gone).delete()
    _write(doing, wanted - there, now=now)
    if there & wanted:
        _say_anew(doing)


def _write(doing: Doing, person_ids: Collection[int], *, now: datetime) -> None:
    Act.objects.bulk_create(
        [
            Act(
                person_id=number, club_id=doing.club_id, kind=doing.kind, mode=features.act_kinds()[doing.kind].mode,
                source=doing.source, day=doing.day, titles=dict(doing.titles), path=doing.path, recorded_at=now,
            )
            for number in sorted(person_ids)
        ],
        update_conflicts=True, unique_fields=["person", "kind", "source"], update_fields=["day", "titles", "path"],
    )  # fmt: skip


def _say_anew(doing: Doing) -> None:
    """Where its day or its name is another by now."""
    said = {"day": doing.day, "titles": dict(doing.titles), "path": doing.path}
    Act.objects.filter(~Q(**said), kind=doing.kind, source=doing.source).update(**said)
