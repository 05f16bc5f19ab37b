"""What both ways of meeting stand on: everybody locked in one order, and the tie itself."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.connections import telling
from vezi.network.connections.models import OPEN, ConnectionRequest, Introduction, RequestState, Stage
from vezi.network.memberships.access import is_here
from vezi.network.people.models import Person
from vezi.network.ties import queries as facts
from vezi.network.ties import services as ties


class CannotBeAsked(Refused):
    """Says nothing of the reason: it may be a block, a death, a membership that ended."""

    sentence = _("This person cannot be asked.")


class NotOpenAnyMore(Refused):
    sentence = _("This is not open any more: it was taken back, or it closed by itself after a while.")


class ConnectedAlready(Refused):
    sentence = _("You are connected already.")


def locked(*people: Person) -> list[Person]:
    """As they are now, in the order given; locked in one order for everybody. Raises CannotBeAsked."""
    wanted = [person.pk for person in people]
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    found = {person.pk: person for person in rows}
    if len(found) < len(set(wanted)) or any(one.merged_into_id or one.erased_at for one in found.values()):
        raise CannotBeAsked
    return [found[number] for number in wanted]


def refuse_who_is_away(people: Iterable[Person]) -> None:
    """Raises CannotBeAsked where one of them has died, or is a member no more, or two keep apart."""
    ids = {person.pk for person in people}
    if Person.objects.filter(is_here(), pk__in=ids).count() < len(ids):
        raise CannotBeAsked
    if any(facts.apart_from(number) & ids for number in ids):
        raise CannotBeAsked


def tie(*, one: Person, other: Person, by: Account | None, now: datetime) -> None:
    """The two are connected; whatever either asked of the other is answered by it. Lock them first."""
    ties.connect(one=one, other=other, by=by, now=now)
    pair = [one.pk, other.pk]
    requests = ConnectionRequest.objects.filter(asker__in=pair, asked__in=pair, state=RequestState.WAITING)
    for request in requests.select_related("asked"):
        telling.answered(request, now=now)
    requests.update(state=RequestState.ACCEPTED, ended_at=now)
    introductions = Introduction.objects.filter(asker__in=pair, third__in=pair, stage__in=OPEN)
    for introduction in introductions.select_related("asker", "through", "third"):
        telling.introduction_met(introduction, now=now)
    introductions.update(stage=Stage.CONNECTED, ended_at=now)
