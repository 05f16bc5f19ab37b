"""Deeds on stays. Each is written into the log: that it was done, never where somebody goes."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.audience import Audience
from vezi.core.cities.known import City
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.directory.models import Stay
from vezi.network.people.models import Person

AUDIENCES = (Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK)
LONGEST = timedelta(days=183)
FURTHEST = timedelta(days=550)
MOST = 20  # of one person, not yet over
KEPT = timedelta(days=7)  # after the last day


class EndsBeforeItStarts(Refused):
    sentence = _("This lies before the first day.")


class IsOver(Refused):
    sentence = _("This day is past.")


class TooFar(Refused):
    sentence = _("This is too far ahead: a year and a half at most.")


class TooLong(Refused):
    sentence = _("Half a year at most. If you move there, change your home town on your page.")


class TooMany(Refused):
    sentence = _("You have announced twenty stays. Withdraw one first.")


class UnknownAudience(Refused):
    sentence = _("There is no such audience.")


def check(*, starts_on: date, ends_on: date, audience: int, today: date) -> None:
    """Raises EndsBeforeItStarts, IsOver, TooFar, TooLong, UnknownAudience."""
    if audience not in AUDIENCES:
        raise UnknownAudience
    if ends_on < starts_on:
        raise EndsBeforeItStarts
    if ends_on < today:
        raise IsOver
    if starts_on > today + FURTHEST:
        raise TooFar
    if ends_on - starts_on > LONGEST:
        raise TooLong


@transaction.atomic
def announce(
    *, person: Person, city: City, starts_on: date, ends_on: date, line: str, audience: int, by: Account, now: datetime,
    today: date,
) -> Stay:  # fmt: skip
    """Raises as `check` does, and TooMany. The very same is announced once, however often its button is pressed."""
    check(starts_on=starts_on, ends_on=ends_on, audience=audience, today=today)
    # Lock the person: two windows must not both announce the last one.
    Person.objects.select_for_update().get(pk=person.pk)
    said = {"place": city.id, "starts_on": starts_on, "ends_on": ends_on, "line": line, "audience": audience}
    if (there := Stay.objects.filter(person=person, **said).first()) is not None:
        return there
    if Stay.objects.filter(person=person, ends_on__gte=today).count() >= MOST:
        raise TooMany
    stay = Stay.objects.create(person=person, said_at=now, **said)
    audit.record("directory.announce_stay", by=by, at=now, subject=stay, person_id=person.pk, audience=audience)
    return stay


@transaction.atomic
def change(
    *, stay: Stay, city: City, starts_on: date, ends_on: date, line: str, audience: int, by: Account, now: datetime,
    today: date,
) -> Stay:  # fmt: skip
    """Raises as `check` does."""
    check(starts_on=starts_on, ends_on=ends_on, audience=audience, today=today)
    stay.place, stay.starts_on, stay.ends_on = city.id, starts_on, ends_on
    stay.line, stay.audience, stay.said_at = line, audience, now
    stay.save()
    audit.record("directory.change_stay", by=by, at=now, subject=stay, person_id=stay.person_id, audience=audience)
    return stay


@transaction.atomic
def withdraw(*, stay: Stay, by: Account, now: datetime) -> None:
    audit.record("directory.withdraw_stay", by=by, at=now, subject=stay, person_id=stay.person_id)
    stay.delete()


def forget_those_over(*, today: date) -> int:
    """Delete stays that ended long ago: nobody needs to know where somebody once was."""
    return Stay.objects.filter(ends_on__lt=today - KEPT).delete()[0]
