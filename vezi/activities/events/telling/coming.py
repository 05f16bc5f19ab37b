"""What becomes of somebody's own answer."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from vezi.activities.events import letters
from vezi.activities.events.letters import about_invitation
from vezi.activities.events.models import Event, Registration, Standing
from vezi.activities.events.telling.ways import about, tell_answered
from vezi.core import jobs
from vezi.network.notices import services as notices
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person


def answered(mine: Registration, *, before: str | None, now: datetime) -> None:
    """That she comes, or waits; what she said herself and nobody decided is not repeated to her."""
    notices.settle(person=mine.person, about=about_invitation(mine.event), now=now)
    if mine.standing == before:
        return
    if before in (Standing.OFFERED, Standing.WAITING):
        notices.settle(person=mine.person, about=about(mine.event), now=now)
    if mine.standing in (Standing.COMING, Standing.WAITING):
        # In the background: whoever answers next waits for the lock on the event, and not for this.
        jobs.ask_for("vezi.activities.events.tasks.tell", registration_id=mine.pk, standing=mine.standing)


@transaction.atomic
def became(mine: Registration, *, now: datetime) -> None:
    """What became of her answer: a notice of it, and where she comes the letter with the file for her calendar. Told once,
    however often it is asked for."""
    once = f"{about(mine.event)}:{mine.public_id}:{mine.changed_at.isoformat()}"
    tell_answered(mine, mine.standing, now=mine.changed_at, once=once)
    if mine.standing == Standing.COMING:
        letters.confirm(mine, now=now)


def kept(mine: Registration, *, now: datetime) -> None:
    until = mine.kept_there
    assert until is not None
    with translation.override(language_of(mine.person, mine.event.club)):
        said = translation.gettext("It is kept for you until %(moment)s, then it goes to the next.")
        moment = date_format(until, "DATETIME_FORMAT")
    tell_answered(mine, "kept", now=now, more=said % {"moment": moment})


def lapsed(mine: Registration, *, now: datetime) -> None:
    notices.settle(person=mine.person, about=about(mine.event), now=now)
    tell_answered(mine, "lapsed", now=now)


def freed_double(mine: Registration, *, now: datetime) -> None:
    tell_answered(mine, "double_freed", now=now)


def kept_double(mine: Registration, *, now: datetime) -> None:
    tell_answered(mine, "double_kept", now=now)


def left_behind(mine: Registration, *, merge_id: int, now: datetime) -> None:
    """Of her two answers, which are one since she is one person, one waited for more people than there was room for."""
    tell_answered(mine, "left_behind", now=now, once=f"{about(mine.event)}:left_behind:{mine.public_id}:{merge_id}")


def read(event: Event, person: Person, *, now: datetime) -> None:
    """She has opened its page."""
    notices.read(person=person, about=about(event), now=now)
    notices.read(person=person, about=about_invitation(event), now=now)
