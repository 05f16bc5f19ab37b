"""Planning an event: a draft first, then published; changed, copied, called off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import Storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.activities.events import letters, moments, telling
from vezi.activities.events.models import Circle, CircleKind, Event, EventWords, Openness, Organiser, Place, State
from vezi.activities.events.queries import guests, offers, seats
from vezi.activities.events.services import queueing, rooming, ticketing
from vezi.activities.events.services.counting import count_who_came
from vezi.activities.events.services.locking import locked
from vezi.activities.events.services.programming import Line, write_programme
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.pictures import redraw
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person

#: What a plan says of the event itself.
FACTS = (
    "template", "openness", "starts_at", "ends_at", "zone", "place", "venue", "address", "city", "link", "capacity",
    "most_companions", "asks_meal", "answers_until", "has_waiting_list", "reminds_before", "reminds_on_the_eve",
    "keeps_guests",
)  # fmt: skip


#: The circles a plan says; those that invitations added stand beside it.
PLANNED = (CircleKind.CLASS, CircleKind.PROGRAMME, CircleKind.GROUP, CircleKind.TRADE, CircleKind.SEGMENT)


class TitleMissing(Refused):
    status = 422
    sentence = _("Give the event a title that can be read.")


class EndsTooSoon(Refused):
    status = 422
    sentence = _("It ends before it begins.")


class ForNobody(Refused):
    status = 422
    sentence = _("Say whom it is for, or open it to more people.")


class FewerThanTaken(Refused):
    status = 422

    def __init__(self, count: int) -> None:
        said = ngettext(
            "%(count)d seat is taken already. Leave at least that many, or give seats back first.",
            "%(count)d seats are taken already. Leave at least that many, or give seats back first.", count,
        )  # fmt: skip
        super().__init__(said % {"count": count})


class ToldSooner(Refused):
    status = 422

    def __init__(self, days: int) -> None:
        said = ngettext(
            "Guests were told already that they are kept for %(days)d day. Leave it at that, or choose fewer.",
            "Guests were told already that they are kept for %(days)d days. Leave it at that, or choose fewer.", days,
        )  # fmt: skip
        super().__init__(said % {"days": days})


class IsOver(Refused):
    sentence = _("It is over.")


class WhyMissing(Refused):
    status = 422
    sentence = _("Say why: everybody who answered reads it.")


@dataclass(frozen=True)
class Words:
    title: str
    lede: str = ""
    story: str = ""
    way_there: str = ""


@dataclass(frozen=True)
class Plan:
    """All that an event says. `facts` are those of FACTS; `words` by language, the first the one it is written in."""

    facts: Mapping[str, Any]
    words: Mapping[str, Words]
    circles: Sequence[Circle] = ()
    programme: Sequence[Line] | None = None  # None leaves it as it is
    cover: Any = field(default=None, repr=False)  # an uploaded picture; None leaves the one there is


@transaction.atomic
def plan(*, club: Club, plan: Plan, organiser: Person | None, by: Account | None, now: datetime) -> Event:
    """A draft, looked after by who planned it. Raises TitleMissing, EndsTooSoon, pictures.NoPicture."""
    event = Event(club=club, made_at=now)
    _write(event, plan)
    if organiser is not None:
        Organiser.objects.create(event=event, person=organiser, since=now)
    audit.record("events.plan", by=by, at=now, subject=event, club_id=club.pk)
    return event


@transaction.atomic
def change(*, event: Event, plan: Plan, by: Account | None, now: datetime) -> Event:
    """Who comes is told where day, hour or place changed; a guest is kept for longer only where she is told so.

    Raises as `plan`, and FewerThanTaken, PartIsFull, ToldSooner.
    """
    event = locked(event.pk)
    was = {name: getattr(event, name) for name in ("starts_at", "ends_at", "place", "venue", "address", "city", "link")}
    wanted = plan.facts.get("capacity")
    if wanted is not None and wanted != event.capacity and wanted < (count := seats.taken(event)):
        raise FewerThanTaken(count)
    if plan.facts.get("keeps_guests", 0) > event.keeps_guests and guests.were_told(event):
        raise ToldSooner(event.keeps_guests)
    _write(event, plan)
    moved = [name for name, value in was.items() if getattr(event, name) != value]
    audit.record("events.change", by=by, at=now, subject=event, club_id=event.club_id, moved=moved)
    queueing.settle(event, now=now)
    if now >= event.starts_at and event.state == State.PUBLISHED:
        count_who_came(event, now=now)  # by another day or name
    if moved and event.state == State.PUBLISHED:
        telling.moved(event, now=now)
    goes_at = guests.goes_at(event)
    for kept in (event.guests, event.walk_ins):
        kept.filter(goes_at__gt=goes_at).update(goes_at=goes_at)
    return event


def _write(event: Event, plan: Plan) -> None:
    first = next(iter(plan.words.values()), None)
    if first is None or clean.is_blank(first.title):
        raise TitleMissing
    for name in FACTS:
        if name in plan.facts:
            setattr(event, name, plan.facts[name])
    if event.place == Place.ONLINE:
        event.venue, event.address, event.city = "", "", None
    if event.ends_at <= event.starts_at:
        raise EndsTooSoon
    if plan.cover is not None:
        transaction.on_commit(partial(_throw_away, event.cover.storage, event.cover.name or ""))
        drawn = redraw(plan.cover, size=plan.cover.size)
        event.cover.save("cover.webp", drawn.file, save=False)
    event.save()
    _write_words(event, plan.words)
    event.circles.filter(kind__in=PLANNED).delete()
    for circle in plan.circles:
        circle.pk, circle.event = None, event
        circle.save()
    if plan.programme is not None:
        write_programme(event, plan.programme)


def _throw_away(storage: Storage, cover: str) -> None:
    """The picture that stood there, unless it was taken over into another event or from one."""
    if cover and not Event.objects.filter(cover=cover).exists():
        storage.delete(cover)


def _write_words(event: Event, words: Mapping[str, Words]) -> None:
    event.written.exclude(language__in=words).delete()
    for language, said in words.items():
        if clean.is_blank(said.title):
            event.written.filter(language=language).delete()
            continue
        EventWords.objects.update_or_create(
            event=event, language=language,
            defaults={
                "title": clean.line(said.title)[:140], "lede": clean.line(said.lede)[:400], "story": clean.text(said.story),
                "way_there": clean.line(said.way_there)[:300],
            },
        )  # fmt: skip
    if hasattr(event, "_prefetched_objects_cache"):
        event._prefetched_objects_cache.pop("written", None)


@transaction.atomic
def publish(*, event: Event, by: Account | None, now: datetime) -> Event:
    """Those it is for learn of it in their lists; letters go out by invitations. Raises IsOver, ForNobody."""
    event = locked(event.pk)
    if event.state != State.DRAFT:
        return event
    if event.ends_at <= now:
        raise IsOver
    if event.openness == Openness.INVITED and not event.circles.exists() and not event.invitations.exists():
        raise ForNobody
    event.state, event.published_at = State.PUBLISHED, now
    event.save(update_fields=["state", "published_at"])
    audit.record("events.publish", by=by, at=now, subject=event, club_id=event.club_id)
    return event


@transaction.atomic
def call_off(*, event: Event, why: str, by: Account | None, now: datetime) -> Event:
    """Everybody who comes, waits or may come is told, with the reason. Raises WhyMissing, IsOver."""
    event = locked(event.pk)
    if event.state == State.CANCELLED:
        return event
    if event.ends_at <= now:
        raise IsOver
    if clean.is_blank(why):
        raise WhyMissing
    if event.state == State.DRAFT:
        event.published_at = now
    is_known = event.state == State.PUBLISHED
    event.state, event.called_off_because = State.CANCELLED, clean.line(why)[:300]
    event.save(update_fields=["state", "called_off_because", "published_at"])
    audit.record("events.call_off", by=by, at=now, subject=event, club_id=event.club_id)
    if is_known:
        letters.take_back(event)
        telling.called_off(event, now=now)
    return event


def a_year_on(event: Event) -> datetime:
    """The same day of the week and hour, 52 weeks later."""
    there = event.starts_there + timedelta(weeks=52)
    return there.replace(tzinfo=event.clock).astimezone(UTC)


@transaction.atomic
def copy(*, event: Event, starts_at: datetime, organiser: Person | None, by: Account | None, now: datetime) -> Event:
    """Last year's as a draft: its words, programme and circles, the hours as the clock of the place showed them."""
    later = moments.Shift(event.starts_at, starts_at, zone=event.zone)
    facts = {name: getattr(event, name) for name in FACTS}
    for name in ("starts_at", "ends_at", "answers_until"):
        facts[name] = later(facts[name])
    made = plan(
        club=event.club, organiser=organiser, by=by, now=now,
        plan=Plan(
            facts=facts,
            words={
                one.language: Words(one.title, one.lede, one.story, one.way_there)
                for one in event.written.order_by("pk")
            },
            circles=list(event.circles.all()),
            programme=[
                Line(one.title, later.moment(one.starts_at), later(one.ends_at), one.is_chosen, one.capacity)
                for one in event.parts.all()
            ],
        ),
    )  # fmt: skip
    if (till := offers.till_of(event)) is not None:
        ways = ticketing.Ways(till.currency, till.at_door, till.by_transfer, till.by_card, till.pay_within)
        ticketing.set_tickets(event=made, ways=ways, kinds=ticketing.copied(event, later=later), by=by, now=now)
    if event.asks_rooms:
        rooming.set_rooms(event=made, rooms=rooming.copied(event), by=by, now=now)
    if event.cover:
        made.cover = event.cover.name  # the same picture; files are thrown away when nothing names them
        made.save(update_fields=["cover"])
    return made
