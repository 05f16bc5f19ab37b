"""An event that comes again: a series is made of it by a rule; what is changed in one may be changed in all that follow."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.activities.events.calendars import recurring
from vezi.activities.events.models import Circle, Event, Organiser, Series, State
from vezi.activities.events.moments import Shift
from vezi.activities.events.services import planning
from vezi.activities.events.services.locking import locked
from vezi.activities.events.services.planning import PLANNED, Plan, Words
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person

MOST = 60
MOMENTS = ("starts_at", "ends_at", "answers_until")


class NoOtherDay(Refused):
    status = 422
    sentence = _("No other day comes until then.")


class TooManyDays(Refused):
    status = 422

    def __init__(self) -> None:
        said = ngettext("That is more than %(count)d event.", "That is more than %(count)d events.", MOST)
        super().__init__(said % {"count": MOST})


class IsInSeries(Refused):
    sentence = _("It is one of a series already.")


def days_of(event: Event, *, every: str, until: date) -> list[datetime]:
    """When it would come again. Raises NoOtherDay, TooManyDays."""
    rule = recurring.rule_of(every, event.first_day)
    days = recurring.after(rule, event.starts_at, until, zone=event.zone, most=MOST)
    if not days:
        raise NoOtherDay
    if len(days) > MOST:
        raise TooManyDays
    return days


@transaction.atomic
def repeat(
    *, event: Event, every: str, until: date, organiser: Person | None, by: Account | None, now: datetime
) -> list[Event]:
    """Its copies, day by day; published where it is. Raises NoOtherDay, TooManyDays, IsInSeries."""
    event = locked(event.pk)
    if event.series_id is not None:
        raise IsInSeries
    days = days_of(event, every=every, until=until)
    rule = recurring.rule_of(every, event.first_day)
    event.series = Series.objects.create(club=event.club, rule=rule, until=until, made_at=now)
    event.save(update_fields=["series"])
    made = [_again(event, day, organiser=organiser, by=by, now=now) for day in days]
    audit.record("events.repeat", by=by, at=now, subject=event, club_id=event.club_id, rule=rule, count=len(made))
    return made


def _again(event: Event, day: datetime, *, organiser: Person | None, by: Account | None, now: datetime) -> Event:
    made = planning.copy(event=event, starts_at=day, organiser=organiser, by=by, now=now)
    made.series = event.series
    made.save(update_fields=["series"])
    for one in event.organisers.all():
        Organiser.objects.get_or_create(event=made, person_id=one.person_id, defaults={"since": now})
    if event.state == State.PUBLISHED and made.ends_at > now:
        made = planning.publish(event=made, by=by, now=now)
    return made


def following(event: Event, *, now: datetime) -> list[Event]:
    """Those of its series that come after it, are not over and not called off, in order."""
    if event.series_id is None:
        return []
    later = Event.objects.filter(series=event.series_id, starts_at__gt=event.starts_at, ends_at__gt=now)
    found = later.exclude(state=State.CANCELLED).select_related("club__institution")
    return list(found.order_by("starts_at", "pk"))


@transaction.atomic
def change_following(*, event: Event, plan: Plan, by: Account | None, now: datetime) -> int:
    """It, and in all that follow what is changed in it; what they say differently stays theirs. How many were changed.

    Raises what `planning.change` raises; then nothing is changed.
    """
    was = locked(event.pk)
    later = following(was, now=now)
    before, words = _as_planned(was), _words_of(was)
    event = planning.change(event=was, plan=plan, by=by, now=now)
    for one in later:
        shift = _shift(before, event, one)
        said = Plan(
            facts=_facts(plan, before, shift, event), words=dict(_words(plan, words, _words_of(one))),
            circles=_circles(plan, before, one), programme=_programme(plan, before, one, shift),
        )  # fmt: skip
        planning.change(event=one, plan=said, by=by, now=now)
        if plan.cover is not None:
            Event.objects.filter(pk=one.pk).update(cover=event.cover.name)
    return 1 + len(later)


@transaction.atomic
def call_off_following(*, event: Event, why: str, by: Account | None, now: datetime) -> int:
    """It, and all that follow. Raises as `planning.call_off`."""
    events = [event, *following(event, now=now)]
    for one in events:
        planning.call_off(event=one, why=why, by=by, now=now)
    return len(events)


def _as_planned(event: Event) -> dict[str, Any]:
    said = {name: getattr(event, name) for name in planning.FACTS}
    circles = event.circles.filter(kind__in=PLANNED)
    parts = [(one.title, one.starts_at, one.ends_at) for one in event.parts.all()]
    return said | {"first": event.starts_there, "circles": {_named(one) for one in circles}, "parts": parts}


def _named(circle: Circle) -> tuple[Any, ...]:
    of = (circle.programme_id, circle.group_id, circle.segment_id)
    return circle.kind, tuple(circle.class_years), tuple(circle.trades), *of


def _shift(before: dict[str, Any], event: Event, one: Event) -> Shift:
    """From the event's own moments to those of one that follows: as many days on as before, at the new hour."""
    days = one.starts_there.date() - before["first"].date()
    begins = datetime.combine(event.starts_there.date() + days, event.starts_there.time())
    return Shift(event.starts_at, begins.replace(tzinfo=event.clock).astimezone(UTC), zone=event.zone)


def _facts(plan: Plan, before: dict[str, Any], shift: Shift, event: Event) -> dict[str, Any]:
    changed = {name: said for name, said in plan.facts.items() if said != before[name]}
    if changed.keys() & {*MOMENTS, "zone"}:
        changed |= {name: shift(getattr(event, name)) for name in MOMENTS}
    return changed


def _words_of(event: Event) -> dict[str, Words]:
    rows = event.written.order_by("pk")
    return {one.language: Words(one.title, one.lede, one.story, one.way_there) for one in rows}


def _words(plan: Plan, before: dict[str, Words], own: dict[str, Words]) -> Iterator[tuple[str, Words]]:
    for language in {**plan.words, **own}:
        said, was, has = plan.words.get(language), before.get(language, Words("")), own.get(language, Words(""))
        if said is None:
            yield language, has
            continue
        names = ("title", "lede", "story", "way_there")
        changed = {name: getattr(said, name) for name in names if getattr(said, name) != getattr(was, name)}
        yield language, replace(has, **changed)


def _circles(plan: Plan, before: dict[str, Any], one: Event) -> list[Circle]:
    if {_named(circle) for circle in plan.circles} == before["circles"]:
        return list(one.circles.filter(kind__in=PLANNED))
    return list(plan.circles)


def _programme(plan: Plan, before: dict[str, Any], one: Event, shift: Shift) -> list[planning.Line] | None:
    """None where it was not changed, or where people have chosen parts of its own."""
    if plan.programme is None or one.parts.filter(is_chosen=True).exists():
        return None
    if [(line.title, line.starts_at, line.ends_at) for line in plan.programme] == before["parts"]:
        return None
    return [
        replace(line, starts_at=shift.moment(line.starts_at), ends_at=shift(line.ends_at), public_id="")
        for line in plan.programme
    ]
