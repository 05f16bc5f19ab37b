"""Sending invitations, and nudging those who have not answered: written down at once, letters in the background."""

import logging
import time
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import letters
from vezi.activities.events.models import (
    Addressed,
    Circle,
    Event,
    Invitation,
    Posting,
    PostingKind,
    Registration,
    State,
)
from vezi.activities.events.queries import whom
from vezi.activities.events.services.answering import refuse_closed
from vezi.activities.events.services.locking import locked
from vezi.core import audit, jobs
from vezi.core.errors import Refused
from vezi.core.models import OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person, PersonQuerySet
from vezi.network.ties.queries import apart_from

log = logging.getLogger(__name__)

CHUNK = 100  # letters written in one transaction
BUDGET = 30.0  # seconds of one run
WRITE_LETTERS = "vezi.activities.events.tasks.write_letters"


class NobodyToWriteTo(Refused):
    sentence = _("There is nobody to write to: look at who is left out, and why.")


class OthersNow(Refused):
    sentence = _("In the meantime it would reach others than you saw. Look once more, then press again.")


@transaction.atomic
def invite(
    *, event: Event, circles: Sequence[Circle] = (), people: Collection[int] = (), expected: int | None, by: Account,
    now: datetime,
) -> Posting:  # fmt: skip
    """Everybody in the circles and each of the people, once. `expected` is the number that was seen beforehand.

    Raises CalledOff, NotOpen, NobodyToWriteTo, OthersNow, NotYourSegment.
    """
    event = locked(event.pk)
    refuse_closed(event, now=now)
    found = of_circles_and(event, circles, people, by=by, now=now)
    numbers = whom.reached(found, event=event, kind=PostingKind.INVITE, now=now)
    posting = begin(event, PostingKind.INVITE, numbers, expected=expected, by=by, now=now)
    Invitation.objects.bulk_create(
        [Invitation(event=event, person_id=number, invited_at=now) for number in numbers],
        ignore_conflicts=True, batch_size=2000,
    )  # fmt: skip
    return posting


def of_circles_and(
    event: Event, circles: Sequence[Circle], people: Collection[int], *, by: Account, now: datetime
) -> PersonQuerySet:
    """Those a press would be about, but for who is apart from the one who presses. Raises NotYourSegment."""
    found = whom.of_circles(circles, event=event, by=by, now=now)
    if people:
        found |= whom.on_the_books(event.club).filter(pk__in=people)
    return found.exclude(pk__in=apart_from_account(by))


def apart_from_account(account: Account | None) -> frozenset[int]:
    """Nobody where there is none, or it is no person’s."""
    found = Person.objects.filter(account=account).first() if account is not None else None
    return apart_from(found.pk) if found is not None else frozenset()


@transaction.atomic
def set_reminders(
    *, event: Event, before: int | None, on_the_eve: bool, by: Account | None, now: datetime
) -> Event:  # fmt: skip
    """When the house reminds by itself: so many days before answers end, and the day before."""
    event = locked(event.pk)
    event.reminds_before, event.reminds_on_the_eve = before, on_the_eve
    event.save(update_fields=["reminds_before", "reminds_on_the_eve"])
    audit.record(
        "events.set_reminders", by=by, at=now, subject=event, club_id=event.club_id, before=before, eve=on_the_eve
    )
    return event


def send_test(*, event: Event, by: Account, now: datetime) -> OutgoingMail | None:
    """The invitation as guests get it, to the organiser alone; the answers in it count as hers."""
    person = Person.objects.select_related("account").filter(account=by).first()
    return letters.test(event, person, now=now) if person is not None else None


@transaction.atomic
def nudge(*, event: Event, expected: int | None, by: Account, now: datetime) -> Posting:
    """Whoever was invited, has not answered, and heard nothing for seven days. Raises as `invite`."""
    event = locked(event.pk)
    refuse_closed(event, now=now)
    people = whom.silent(event).exclude(pk__in=apart_from_account(by))
    numbers = whom.reached(people, event=event, kind=PostingKind.NUDGE, now=now)
    return begin(event, PostingKind.NUDGE, numbers, expected=expected, by=by, now=now)


def begin(
    event: Event, kind: str, numbers: Sequence[int], *, expected: int | None = None, by: Account | None, now: datetime,
    once: str = "",
) -> Posting:  # fmt: skip
    """The letters that are to be written; the work goes on in the background. The event is locked by then.

    Raises NobodyToWriteTo, OthersNow.
    """
    if expected is not None and expected != len(numbers):
        raise OthersNow
    if not numbers and not once:
        raise NobodyToWriteTo
    posting = Posting(event=event, kind=kind, by=by, asked_at=now, wanted=len(numbers))
    posting.once = once or f"{kind}:{posting.public_id}"
    posting.ended_at = None if numbers else now
    posting.save()
    Addressed.objects.bulk_create([Addressed(posting=posting, person_id=one) for one in numbers], batch_size=2000)
    audit.record(
        f"events.{kind}",
        by=by,
        at=now,
        subject=posting,
        club_id=event.club_id,
        event=event.public_id,
        people=len(numbers),
    )
    if numbers:
        jobs.ask_for(WRITE_LETTERS)
    return posting


@transaction.atomic
def next_letters(*, posting_id: int, now: datetime) -> bool:
    """Write the next letters; whether there are more. They are written as a whole or not at all."""
    # The posting is locked: a job that was rescued and one that is merely slow must not write the same letters twice.
    # Whoever finds it in other hands leaves it to them, and its own hand is free to carry letters out.
    posting = (
        Posting.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=posting_id, ended_at=None).first()
    )
    if posting is None:
        return False
    posting.event = (
        Event.objects.select_related("club__institution").prefetch_related("written").get(pk=posting.event_id)
    )
    waiting = posting.addressed.order_by("pk")
    if not _goes_on(posting, now=now):
        _drop(posting, waiting, now=now)
        return False
    numbers = list(waiting.values_list("person_id", flat=True)[:CHUNK])
    people, left_out = _still(posting, numbers, now=now)
    letters.of_posting(posting, people, now=now)
    _mark(posting, [person.pk for person in people], now=now)
    _uninvite(posting, [number for number, why in left_out.items() if why != whom.HERE])
    posting.addressed.filter(person__in=numbers).delete()
    posting.done += len(numbers)
    posting.left_out = dict(Counter(posting.left_out) + Counter(left_out.values()))
    if not posting.addressed.exists():
        # Who was erased meanwhile is in it no more.
        posting.done, posting.ended_at = min(posting.done, posting.wanted), now
    posting.save(update_fields=["done", "left_out", "ended_at"])
    return posting.ended_at is None


def _goes_on(posting: Posting, *, now: datetime) -> bool:
    """Nobody is asked to an event that is called off or takes no answers, nor reminded of one that has begun."""
    try:
        if posting.kind != PostingKind.EVE:
            refuse_closed(posting.event, now=now)
    except Refused:
        return False
    return posting.event.state == State.PUBLISHED and now < posting.event.starts_at


def _drop(posting: Posting, waiting: QuerySet[Addressed], *, now: datetime) -> None:
    numbers = list(waiting.values_list("person_id", flat=True))
    _uninvite(posting, numbers)
    waiting.delete()
    posting.left_out = dict(Counter(posting.left_out) + Counter({whom.OVER: len(numbers)}))
    posting.done, posting.ended_at = posting.done + len(numbers), now
    posting.save(update_fields=["done", "left_out", "ended_at"])


def _still(posting: Posting, numbers: Collection[int], *, now: datetime) -> tuple[list[Any], dict[int, str]]:
    """Those it may still go to, with their `address`; the others by reason, such as who objected since."""
    kind = posting.kind
    asked = Person.objects.living_records().filter(pk__in=numbers).exclude(pk__in=apart_from_account(posting.by))
    if kind in (PostingKind.INVITE, PostingKind.NUDGE, PostingKind.SILENT):
        asked = asked.filter(pk__in=whom.on_the_books(posting.event.club).values("pk"))
    asked = asked.select_related("account").order_by("pk")
    rows = whom.with_reason(asked, event=posting.event, kind=kind, now=now, is_written=True)
    still = {one.pk: one for one in rows}
    left_out = {number: still[number].why_not if number in still else whom.OBJECTED for number in numbers}
    return [one for one in still.values() if not one.why_not], {one: why for one, why in left_out.items() if why}


def _mark(posting: Posting, numbers: Collection[int], *, now: datetime) -> None:
    if posting.kind in (PostingKind.NUDGE, PostingKind.SILENT):
        Invitation.objects.filter(event=posting.event_id, person__in=numbers).update(reminded_at=now)
    elif posting.kind == PostingKind.MAYBE:
        Registration.objects.filter(event=posting.event_id, person__in=numbers).update(asked_at=now, ask_on=None)


def _uninvite(posting: Posting, numbers: Collection[int]) -> None:
    """Whom no letter reached, as she objected meanwhile, was not invited."""
    if posting.kind == PostingKind.INVITE and numbers:
        Invitation.objects.filter(event=posting.event_id, person__in=numbers).delete()


def write_all(*, now: datetime, seconds: float = BUDGET) -> bool:
    """Go on with the letters under way, the oldest first, for so long at most. Whether some are left."""
    until = time.monotonic() + seconds
    for posting_id in list(Posting.objects.filter(ended_at=None).order_by("pk").values_list("pk", flat=True)):
        try:
            while next_letters(posting_id=posting_id, now=now):
                if time.monotonic() > until:
                    return True
        except Exception:
            # One that cannot be written must not keep the others from it; it is tried again in five minutes.
            log.exception("The letters of the posting %s could not be written.", posting_id)
    return False
