"""How much one may write: enough for anybody who means it, too little for spraying."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vezi.core.errors import Refused
from vezi.network.messages.models import Message, Seat, SeatState, WritingPause
from vezi.network.people.models import Person

MOST_PEOPLE = 50  # in one conversation: more is a group
A_WHILE, IN_A_WHILE = timedelta(minutes=10), 60  # messages of one person
DAY, LOOKED_BACK = timedelta(days=1), timedelta(days=90)
STRANGERS_A_DAY, FEW_A_DAY = 12, 3
WAITING_AT_ONCE = 30
MANY_PUT_AWAY = 6
CHANGED_WITHIN = timedelta(minutes=15)


class TooMany(Refused):
    status = 429


class Paused(Refused):
    def __init__(self, pause: WritingPause) -> None:
        said = _("Until %(day)s you can answer, but write to nobody new. The reason given: %(reason)s")
        super().__init__(said % {"day": date_format(pause.until, "DATE_FORMAT"), "reason": pause.reason})


def hold(person: Person, *, now: datetime) -> None:
    """Raises TooMany where one writes faster than anybody reads."""
    if Message.objects.filter(author=person, written_at__gt=now - A_WHILE).count() >= IN_A_WHILE:
        raise TooMany(_("That is a lot of messages within ten minutes. Wait a little; what you wrote is kept here."))


def hold_strangers(person: Person, count: int, *, now: datetime) -> None:
    """Raises TooMany, Paused where one may not write to so many new people more. Lock the person first."""
    if not count:
        return
    pause = WritingPause.objects.filter(person=person, until__gt=now).order_by("-until").first()
    if pause is not None:
        raise Paused(pause)
    brought = Seat.objects.filter(by=person, is_stranger=True)
    counted = brought.filter(joined_at__gt=now - LOOKED_BACK).aggregate(
        today=Count("pk", filter=Q(joined_at__gt=now - DAY)),
        waiting=Count("pk", filter=Q(state__in=[SeatState.WAITING, SeatState.PUT_AWAY])),
        put_away=Count("pk", filter=Q(state=SeatState.PUT_AWAY)),
        answered=Count("pk", filter=Q(state=SeatState.IN)),
    )
    is_cautious = counted["put_away"] >= MANY_PUT_AWAY and counted["put_away"] > counted["answered"]
    room = FEW_A_DAY if is_cautious else STRANGERS_A_DAY
    if counted["today"] + count > room:
        raise TooMany(_a_day(room))
    if counted["waiting"] + count > WAITING_AT_ONCE:
        raise TooMany(_("Many of your first messages wait for an answer. Wait for some before you write to others."))


def _a_day(room: int) -> str:
    said = ngettext(
        "In a day you can write to %(count)s person you are not connected with. Go on tomorrow.",
        "In a day you can write to %(count)s people you are not connected with. Go on tomorrow.",
        room,
    )
    return said % {"count": room}
