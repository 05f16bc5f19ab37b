"""A plain reply to a letter about an event reaches its organisers, and their answer the guest."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.activities.events import letters, telling
from vezi.activities.events.models import Event, Invitation, Registration, Reply
from vezi.activities.events.queries import committee
from vezi.activities.events.services.asking import ASKED_FOR, refuse_late
from vezi.activities.events.services.locking import locked
from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.ties.queries import are_apart

LONGEST = 10_000
MOST = 20  # words of one guest that wait for an answer


class NotInIt(Refused):
    sentence = _("The event is not there any more, or you are no longer invited to it.")


class Empty(Refused):
    status = 422
    sentence = _("Write something first.")


class Enough(Refused):
    sentence = _("The organisers have much to answer you already.")


class NotReached(Refused):
    sentence = _("She cannot be written to.")


def _said(text: str) -> str:
    said = clean.text(text)[:LONGEST]
    if clean.is_blank(said):
        raise Empty
    return said


@transaction.atomic
def write_back(*, event: Event, person: Person, text: str, token: str, now: datetime) -> Reply:
    """From a guest to the organisers; after it is over for so long, to what they answered lately. Raises NotInIt, Empty,
    Enough, AskedLate."""
    hers = {"event": event, "person": person}
    if not (Invitation.objects.filter(**hers).exists() or Registration.objects.filter(**hers).exists()):
        raise NotInIt
    event = locked(event.pk)
    known = Reply.objects.filter(event=event, token=token).first()
    if known is not None:
        return known
    answered = Reply.objects.filter(is_answer=True, **hers).order_by("-at").values_list("at", flat=True).first()
    if answered is None or now >= answered + ASKED_FOR:
        refuse_late(event, now=now)
    waiting = Reply.objects.filter(is_answer=False, **hers)
    if (waiting.filter(at__gt=answered) if answered else waiting).count() >= MOST:
        raise Enough
    reply = Reply.objects.create(**hers, text=_said(text), token=token, at=now)
    reply.event = event
    audit.record("events.write_back", by=None, at=now, subject=reply, club_id=event.club_id, person_id=person.pk)
    telling.replied(reply, organisers=committee.who_hear(event), now=now)
    return reply


@transaction.atomic
def answer_back(*, event: Event, person: Person, text: str, token: str, by: Account, now: datetime) -> Reply:
    """From an organiser to a guest who wrote. Raises NotInIt, Empty, NotReached."""
    if not Reply.objects.filter(event=event, person=person, is_answer=False).exists():
        raise NotInIt
    organiser = Person.objects.filter(account=by).first()
    if organiser is None or are_apart(organiser.pk, person.pk):
        raise NotReached
    event = locked(event.pk)
    known = Reply.objects.filter(event=event, token=token).first()
    if known is not None:
        return known
    reply = Reply(event=event, person=person, by=by, is_answer=True, text=_said(text), token=token, at=now)
    reply.save()
    audit.record("events.answer_back", by=by, at=now, subject=reply, club_id=event.club_id, person_id=person.pk)
    if letters.answer_back(reply, now=now) is None:
        raise NotReached
    return reply
