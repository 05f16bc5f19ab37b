"""How one wants to be told: choices, rhythm, a quiet holiday. What waits for a letter follows each of them at once."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.core import features
from vezi.core.errors import Refused
from vezi.network.clubs.models import Club
from vezi.network.notices import moments, wanting
from vezi.network.notices.kinds import kind_of
from vezi.network.notices.models import Notice, Rhythm, Way, WayChoice
from vezi.network.people.models import Person

LONGEST_HOLIDAY = timedelta(days=366)


class UnknownWay(Refused):
    status = 422
    sentence = _("There is no such way of being told.")


class HolidayTooLong(Refused):
    status = 422
    sentence = _("A quiet holiday lasts a year at most.")


class HolidayBackwards(Refused):
    status = 422
    sentence = _("The holiday ends before it begins.")


class UnknownZone(Refused):
    status = 422
    sentence = _("There is no such time zone.")


def rhythm_of(person: Person) -> Rhythm:
    """What the person chose, or what holds for who chose nothing."""
    return Rhythm.objects.filter(person=person).first() or Rhythm(person=person)


def chosen(*, person: Person, kind: str, club: Club | None) -> str:
    """The way that holds for a kind (from a club): her choice, or the kind's own."""
    return wanting.wants_of([person.pk], kinds=[kind]).way(person.pk, kind_of(kind), club.pk if club else None)


@transaction.atomic
def choose(*, person: Person, kind: str, club: Club | None = None, way: str, now: datetime) -> None:
    """An empty way takes the choice back: the wider one holds again. Raises UnknownWay, LookupError for a kind."""
    kind_of(kind)
    mine = WayChoice.objects.filter(person=person, kind=kind, club=club)
    if not way:
        mine.delete()
    elif way in Way.values:
        WayChoice.objects.update_or_create(person=person, kind=kind, club=club, defaults={"way": way})
    else:
        raise UnknownWay
    follow(person=person, now=now)


@transaction.atomic
def nothing_by_mail(*, person: Person, club: Club, now: datetime) -> None:
    """Nothing that may come from this club leaves the page any more, whatever its kind; what is not told stays untold."""
    wants = wanting.wants_of([person.pk])
    for kind in features.notice_kinds().values():
        if kind.of_club and wants.way(person.pk, kind, club.pk) not in (Way.PAGE, Way.NONE):
            WayChoice.objects.update_or_create(person=person, kind=kind.name, club=club, defaults={"way": Way.PAGE})
    follow(person=person, now=now)


@transaction.atomic
def keep_rhythm(*, person: Person, now: datetime, **said: Any) -> Rhythm:
    """Say some of the fields of `Rhythm` anew. Raises HolidayBackwards, HolidayTooLong, UnknownZone."""
    rhythm, _made = Rhythm.objects.select_for_update().get_or_create(person=person)
    for name, value in said.items():
        setattr(rhythm, name, value)
    _check_holiday(rhythm.away_from, rhythm.away_until)
    if rhythm.time_zone and rhythm.time_zone not in available_timezones():
        raise UnknownZone
    rhythm.save()
    follow(person=person, now=now)
    return rhythm


def _check_holiday(first: date | None, last: date | None) -> None:
    if (first is None) != (last is None) or (first is not None and last is not None and last < first):
        raise HolidayBackwards
    if first is not None and last is not None and last - first > LONGEST_HOLIDAY:
        raise HolidayTooLong


def follow(*, person: Person, now: datetime) -> None:
    """What waits for a letter waits as the person chose by now. What was to come by itself comes with the others."""
    is_waiting = Q(due_at__isnull=False) | Q(push_at__isnull=False)
    waiting = list(Notice.objects.select_for_update().filter(is_waiting, person=person))
    wants, kinds = wanting.wants_of([person.pk]), features.notice_kinds()
    for notice in waiting:
        kind = kinds.get(notice.kind)
        way = wants.way(person.pk, kind, notice.club_id, asked=notice.way) if kind else Way.PAGE
        due = wants.due(person.pk, way, now=now)
        if notice.push_at is not None and due.push_at is not None:
            continue  # still on its way to her devices
        if (due.alone and not notice.alone) or due.push_at is not None:
            due = put_off(wants, person.pk, now=now)
        notice.due_at, notice.alone, notice.push_at = due.at, due.alone, None
    Notice.objects.bulk_update(waiting, ["due_at", "alone", "push_at"], batch_size=500)


def put_off(wants: wanting.Wants, person_id: int, *, now: datetime) -> moments.Due:
    """Until the next daily letter."""
    return wants.due(person_id, Way.DAY, now=now)
