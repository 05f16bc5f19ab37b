"""How much one may ask: enough for anybody who means it, too little for spraying."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from vezi.core.errors import Refused
from vezi.network.connections.models import OPEN, ConnectionRequest, Introduction, RequestState
from vezi.network.people.models import Person

OPEN_FOR = timedelta(days=60)
#: After a request that led to nothing, whatever became of it, the same person is asked again so long after the day
#: of the first one: a declined request must not differ from one that nobody answered.
AGAIN_AFTER = timedelta(days=180)
DAY, LOOKED_BACK = timedelta(days=1), timedelta(days=90)
MANY_DECLINED = 8


@dataclass(frozen=True)
class Room:
    """How many requests may be open at once, and asked in a day."""

    at_once: int
    a_day: int


USUAL, CAUTIOUS = Room(at_once=50, a_day=20), Room(at_once=10, a_day=4)
INTRODUCTIONS = Room(at_once=8, a_day=4)


class TooMany(Refused):
    status = 429


def room_of(person: Person, *, now: datetime) -> Room:
    """Less where many were declined of late, and more than were accepted. It tells nothing of a single one."""
    since = now - LOOKED_BACK
    of_late = ConnectionRequest.objects.filter(asker=person, asked_at__gt=since)
    counted = of_late.aggregate(
        declined=Count("pk", filter=Q(set_aside_at__isnull=False) & ~Q(state=RequestState.ACCEPTED)),
        accepted=Count("pk", filter=Q(state=RequestState.ACCEPTED)),
    )
    is_cautious = counted["declined"] >= MANY_DECLINED and counted["declined"] > counted["accepted"]
    return CAUTIOUS if is_cautious else USUAL


def hold(person: Person, *, now: datetime) -> None:
    """Raises TooMany where the person has no room for one request more. Lock the person first."""
    room, requests = room_of(person, now=now), ConnectionRequest.objects.filter(asker=person)
    is_open = Q(state=RequestState.WAITING, closes_at__gt=now)
    counted = requests.aggregate(at_once=Count("pk", filter=is_open), a_day=Count("pk", filter=_today(now)))
    if counted["at_once"] >= room.at_once:
        raise TooMany(f"{_at_once(room)} {_few() if room == CAUTIOUS else ''}".strip())
    if counted["a_day"] >= room.a_day:
        raise TooMany(f"{_a_day(room)} {_few() if room == CAUTIOUS else ''}".strip())


def hold_introductions(person: Person, *, now: datetime) -> None:
    """The same for asking to be introduced, which costs somebody else's time."""
    asked = Introduction.objects.filter(asker=person)
    counted = asked.aggregate(
        at_once=Count("pk", filter=Q(stage__in=OPEN, closes_at__gt=now)), a_day=Count("pk", filter=_today(now))
    )
    if counted["at_once"] >= INTRODUCTIONS.at_once:
        raise TooMany(
            _("Several people are busy introducing you already. Wait for an answer, or take one of your wishes back.")
        )
    if counted["a_day"] >= INTRODUCTIONS.a_day:
        raise TooMany(_("That is enough introductions for a day. Go on tomorrow."))


def _today(now: datetime) -> Q:
    return Q(asked_at__gt=now - DAY)


def _at_once(room: Room) -> str:
    said = ngettext(
        "%(count)s request of yours waits for an answer. Before you ask somebody else, wait for it or take it back.",
        "%(count)s requests of yours wait for an answer. Before you ask somebody else, wait for some or take one back.",
        room.at_once,
    )
    return said % {"count": room.at_once}


def _a_day(room: Room) -> str:
    said = ngettext(
        "You have asked %(count)s person since yesterday. Go on tomorrow: those you asked want to be met one by one.",
        "You have asked %(count)s people since yesterday. Go on tomorrow: those you asked want to be met one by one.",
        room.a_day,
    )
    return said % {"count": room.a_day}


def _few() -> str:
    return str(
        _("Many of your latest requests led to nothing. A line on how you know each other, or an introduction, helps.")
    )
