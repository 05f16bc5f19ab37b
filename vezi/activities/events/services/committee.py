"""Who looks after an event, and who keeps its door besides."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import telling
from vezi.activities.events.models import DoorHelper, Event, Organiser
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person

Helping = TypeVar("Helping", Organiser, DoorHelper)


class NotAMember(Refused):
    status = 422
    sentence = _("Only a member of the club can help to organise it.")


def add_organiser(*, event: Event, person: Person, by: Account | None, now: datetime) -> Organiser:
    """Raises NotAMember."""
    return _add(Organiser, event, person, by=by, now=now, deed="events.add_organiser", tell=telling.organises)


def remove_organiser(*, organiser: Organiser, by: Account | None, now: datetime) -> None:
    _remove(organiser, by=by, now=now, deed="events.remove_organiser")


def add_helper(*, event: Event, person: Person, by: Account | None, now: datetime) -> DoorHelper:
    """Raises NotAMember."""
    return _add(DoorHelper, event, person, by=by, now=now, deed="events.add_helper", tell=telling.helps)


def remove_helper(*, helper: DoorHelper, by: Account | None, now: datetime) -> None:
    _remove(helper, by=by, now=now, deed="events.remove_helper")


@transaction.atomic
def _add(
    of: type[Helping], event: Event, person: Person, *, by: Account | None, now: datetime, deed: str,
    tell: Callable[..., None],
) -> Helping:  # fmt: skip
    if not Membership.objects.active().filter(person=person, club=event.club_id).exists():
        raise NotAMember
    found, made = of._default_manager.get_or_create(event=event, person=person, defaults={"since": now})
    if made:
        audit.record(deed, by=by, at=now, subject=event, club_id=event.club_id, person_id=person.pk)
        tell(event, person, now=now)
    return found


@transaction.atomic
def _remove(one: Organiser | DoorHelper, *, by: Account | None, now: datetime, deed: str) -> None:
    event = one.event
    audit.record(deed, by=by, at=now, subject=event, club_id=event.club_id, person_id=one.person_id)
    one.delete()


@transaction.atomic
def set_share(*, organiser: Organiser, class_years: Sequence[int], by: Account | None, now: datetime) -> Organiser:
    """The classes an organiser looks after, of those it is for; none for all of them."""
    known = {year for circle in organiser.event.circles.all() for year in circle.class_years}
    organiser.class_years = sorted(known & set(class_years))
    organiser.save(update_fields=["class_years"])
    audit.record(
        "events.set_share", by=by, at=now, subject=organiser.event, club_id=organiser.event.club_id,
        person_id=organiser.person_id, years=organiser.class_years,
    )  # fmt: skip
    return organiser
