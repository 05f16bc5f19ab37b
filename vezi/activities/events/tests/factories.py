"""Events and answers to them, for tests."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone

from vezi.activities.events import services, tasks
from vezi.activities.events.models import Circle, CircleKind, Event, Openness, Organiser, Registration, Ticket
from vezi.activities.events.queries import books
from vezi.activities.events.services.answering import YES, Comer, Said
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.services.ticketing import Kind, Ways
from vezi.core.models import MailState, OutgoingMail
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent.models import Basis, Purpose
from vezi.network.consent.services import publish_notice
from vezi.network.memberships.access import viewer_of
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

SOON = NOW + timedelta(days=30)


def make_club_that_invites() -> Club:
    """It has said by which right it writes of events."""
    made = make_club("economics")
    publish_notice(club=made, purpose=Purpose.EVENTS, basis=Basis.LEGITIMATE_INTEREST, text={}, by=None, now=NOW)
    return made


def make_event(
    club: Club, *, title: str = "Twenty-five years, one evening", openness: str = Openness.CLUB, starts_at: datetime = SOON,
    years: list[int] | None = None, organiser: Person | None = None, draft: bool = False, now: datetime = NOW, **facts: Any,
) -> Event:  # fmt: skip
    """Published, on a Saturday evening in Ljubljana, three hours long, with as many seats as come."""
    facts = {
        "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=3), "zone": "Europe/Ljubljana", "venue": "Križanke",
        "openness": openness,
    } | facts  # fmt: skip
    circles = [Circle(kind=CircleKind.CLASS, class_years=years)] if years else []
    made = services.plan(
        club=club, organiser=organiser, by=None, now=now,
        plan=Plan(facts=facts, words={club.language: Words(title, "No speeches longer than a song.")}, circles=circles),
    )  # fmt: skip
    return made if draft else services.publish(event=made, by=None, now=now)


def says(
    event: Event, person: Person, answer: str = YES, *companions: str, now: datetime = NOW, **more: Any
) -> Registration:
    said = Said(answer=answer, companions=[Comer(name=name) for name in companions], **more)
    mine = services.answer(event=event, person=person, said=said, by=None, now=now)
    hear()
    return mine


def hear() -> None:
    """What became of answers, as the worker tells it a moment later."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where task_name = %s returning args", [tasks.tell.name])
        waiting = [args if isinstance(args, dict) else json.loads(args) for (args,) in cursor.fetchall()]
    for args in waiting:
        tasks.tell(**args)


def letters_leave(*, now: datetime) -> None:
    """All that were written or asked for by then have left, as the worker does it."""
    Notice.objects.filter(due_at__isnull=False, at__lte=now).update(due_at=None, mailed_at=F("at"))
    OutgoingMail.objects.filter(state=MailState.WAITING, written_at__lte=now).update(
        state=MailState.SENT, sent_at=F("written_at")
    )


def organise(event: Event, person: Person) -> Organiser:
    return Organiser.objects.create(event=event, person=person, since=NOW)


def seeing(person: Person) -> Viewer:
    return viewer_of(person.account, today=timezone.localdate())


def sell(event: Event, *kinds: Kind, ways: Ways | None = None) -> None:
    """What is there by its title stays the same kind; what is not named is taken off sale."""
    there = {one.title: one.public_id for one in event.tickets.all()}
    named = [replace(one, public_id=one.public_id or there.get(one.title, "")) for one in kinds]
    services.set_tickets(event=event, ways=ways or Ways(), kinds=named, by=None, now=NOW)


def kinds_of(event: Event) -> dict[str, Ticket]:
    return {one.title: one for one in event.tickets.all()}


def owed_by(mine: Registration) -> tuple[int, int, int]:
    """Owed, paid and paid back; nothing where there is no bill."""
    found = books.of_registration(mine)
    return (found.owed.minor, found.paid.minor, found.refunded.minor) if found is not None else (0, 0, 0)
