"""Telling tens of thousands: the people are written down at once, and told in the background, a thousand at a time.

Each thousand is one transaction, with how far the round has come: killed at any moment, nobody is told twice.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from vezi.core import jobs
from vezi.network.notices import kinds, writing
from vezi.network.notices.models import Round
from vezi.network.people.queries import record_now

log = logging.getLogger(__name__)

AT_ONCE = 1000  # people in one transaction
BUDGET = 60.0  # seconds of one run
KEPT_FOR = timedelta(days=30)  # an ended round, so that the same deed is not told again


@transaction.atomic
def begin(said: writing.Said, person_ids: Iterable[int], *, now: datetime) -> Round | None:
    """None if the same was begun before. Raises ValueError for a path out of the house."""
    writing.check_path(said.path)
    told = {
        "kind": said.kind.name, "about": said.about, "path": said.path, "words": said.words, "way": said.way,
        "mail_path": said.mail_path,
    }  # fmt: skip
    people = sorted(set(person_ids))
    row = Round(once=said.once, told=told, by_id=said.by_id, club_id=said.club_id, people=people, at=now)
    Round.objects.bulk_create([row], ignore_conflicts=True)
    stored = Round.objects.filter(once=said.once, at=now).defer("people").first()
    if stored is not None:
        jobs.ask_for("vezi.network.notices.tasks.tell_many")
    return stored


def tell_all(*, now: datetime, seconds: float = BUDGET) -> bool:
    """Go on with the rounds under way, the oldest first, for so long at most. Whether some are left."""
    until = time.monotonic() + seconds
    for round_id in list(Round.objects.filter(ended_at=None).order_by("pk").values_list("pk", flat=True)):
        try:
            while go_on(round_id=round_id, now=now):
                if time.monotonic() > until:
                    return True
        except Exception:
            # One that cannot be told must not keep the others from it; it is tried again in five minutes.
            log.exception("The notice to many %s could not be told.", round_id)
    return False


@transaction.atomic
def go_on(*, round_id: int, now: datetime) -> bool:
    """Tell the next thousand; whether the round goes on. It ends, too, when who did it is erased."""
    found = Round.objects.select_for_update().defer("people").filter(pk=round_id, ended_at=None).first()
    if found is None:
        return False
    by = record_now(found.by_id)
    people = _slice(found) if by is not None or found.by_id is None else []
    notices = writing.write(people, said_in(found, by_id=by.pk if by else None)) if people else []
    ask_for_letters(notices)
    found.done += len(people)
    if len(people) < AT_ONCE:
        found.ended_at = now
        Round.objects.filter(pk=found.pk).update(people=[])
    found.save(update_fields=["done", "ended_at"])
    return found.ended_at is None


def ask_for_letters(notices: Iterable[writing.Written], *, are_due: bool = True) -> None:
    """Those that go by themselves are written in the background, and so is what goes to devices."""
    notices = list(notices)
    if are_due and any(notice.alone for notice in notices):
        jobs.ask_for("vezi.network.notices.tasks.write_letters")
    if any(notice.pushed for notice in notices):
        jobs.ask_for("vezi.network.notices.tasks.push")


def _slice(found: Round) -> list[int]:
    name = f"people__{found.done}_{found.done + AT_ONCE}"
    return list(Round.objects.filter(pk=found.pk).values_list(name, flat=True).first() or [])


def said_in(found: Round, *, by_id: int | None) -> writing.Said:
    told: dict[str, Any] = {**found.told, "kind": kinds.kind_of(found.told["kind"])}
    return writing.Said(by_id=by_id, club_id=found.club_id, once=found.once, at=found.at, **told)


def clear(*, now: datetime) -> int:
    return Round.objects.filter(ended_at__lt=now - KEPT_FOR).delete()[0]
