"""Somebody does not want to be on the club's books: by the notice, without one, or through an officer."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.people import erasing, tombstones
from vezi.network.people.models import (
    Affiliation,
    ContactValue,
    Identifier,
    OtherName,
    Person,
    Position,
    Residence,
)
from vezi.network.registrar.claiming.queries import by_code
from vezi.network.registrar.claiming.services import DoesNotFit, hold_back_guessing
from vezi.network.registrar.erasing import forget_rows_of
from vezi.network.registrar.handover import queries
from vezi.network.registrar.handover.models import HeldRecord
from vezi.network.registrar.handover.services.locking import locked
from vezi.network.registrar.models import Duplicate, Invitation, WrongTry

VALUES = (OtherName, Identifier, Affiliation, Position, Residence, ContactValue)


class TooLate(Refused):
    """The time to object has passed, or the record was taken up, or is gone already."""

    status = 410
    sentence = _("This record is not held back any more.")


class NothingSaid(Refused):
    status = 422
    sentence = _("Give the whole name, and the date of birth or the student number with it.")


def open_by_code(*, code: str, origin: str, now: datetime) -> Invitation:
    """The notice that a letter's code belongs to. Raises TooManyTries, DoesNotFit."""
    hold_back_guessing(origin, now=now)
    invitation = by_code(code)
    if invitation is None or queries.of_invitation(invitation) is None:
        WrongTry.objects.create(at=now, origin=origin)
        raise DoesNotFit
    return invitation


@transaction.atomic
def object_to(*, held: HeldRecord, by: Account | None, now: datetime) -> None:
    """The person does not want to be on the club's books: nothing of her stays, and no later file brings her back.

    Raises TooLate, and what erasing refuses.
    """
    handover = locked(held.handover_id)
    # Of an objection and the end of the time, one comes first.
    theirs = Membership.with_held.select_for_update().filter(person=held.person_id, club=handover.club_id)
    membership = theirs.filter(state=State.HELD).first()
    if membership is None:
        raise TooLate
    person = Person.objects.select_for_update(of=("self",)).get(pk=held.person_id)
    handover.objected += 1
    handover.save(update_fields=["objected"])
    if person.account_id is None and not Membership.with_held.filter(person=person).exclude(pk=membership.pk).exists():
        erasing.erase(person=person, by=by, why=erasing.OWN_WORD, now=now, club=handover.club)
    else:
        _take_off(person, membership, handover.club, now=now)
    audit.record("registrar.object", by=by, at=now, subject=handover, club_id=handover.club_id)


def _take_off(person: Person, membership: Membership, club: Club, *, now: datetime) -> None:
    """Who is somebody elsewhere in the house stays there; what this club holds goes."""
    tombstones.put_up(tombstones.of_record([person]), club=club, now=now)
    forget_rows_of(person.pk, club_id=club.pk, now=now)
    Duplicate.objects.filter(Q(one=person) | Q(other=person), club=club).delete()
    for model in VALUES:
        model._base_manager.filter(person=person, club=club).delete()
    Invitation.objects.filter(person=person, club=club).delete()
    HeldRecord.objects.filter(person=person, handover__club=club).delete()
    membership.delete()


def object_by_proof(
    *, club: Club, given: str, family: str, born_on: date | None, student_number: str, origin: str, now: datetime
) -> None:
    """Somebody objects without a letter. Whoever is held back and fits is erased; nobody learns whether anybody was.

    Raises TooManyTries, NothingSaid.
    """
    hold_back_guessing(origin, now=now)
    if not (given.strip() and family.strip()) or (born_on is None and not student_number.strip()):
        raise NothingSaid
    # Counted whether it fits or not: else the count would tell.
    WrongTry.objects.create(at=now, origin=origin)
    for held in queries.proved(club, given=given, family=family, born_on=born_on, student_number=student_number):
        object_to(held=held, by=None, now=now)
