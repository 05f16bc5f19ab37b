"""Deeds on sealed invitations: made by a classmate, opened by whoever proves to be one."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
from vezi.network.registrar.claiming.services import hold_back_guessing
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.inviting.services import write_down
from vezi.network.registrar.models import Claim, Invitation, InvitationChannel, PassedInvitation, WrongTry
from vezi.network.registrar.passing import queries
from vezi.network.registrar.passing.queries import Said

TIME_TO_COME_IN = timedelta(hours=2)


class NotYourClass(Refused):
    sentence = _("You can pass invitations on to your own classes.")


class EnoughMade(Refused):
    sentence = _("You have made as many invitations as there are for now. One of them opens for several classmates.")


class OpensNoMore(Refused):
    status = 410
    sentence = _("This invitation opens no more. Ask who gave it to you for a new one.")


class NothingFits(Refused):
    """Said of a wrong name, a wrong day, a record that is claimed already and one that never was: always the same."""

    status = 422
    sentence = _(
        "By this we cannot find you in the class. Write the name as it was then, and look at the day once more. "
        "Or ask the club to let you in: that always works."
    )


@transaction.atomic
def make(*, person: Person, club: Club, class_year: int, by: Account, now: datetime) -> PassedInvitation:
    """A sealed invitation for a class of one's own. Raises NotYourClass, EnoughMade."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if class_year not in queries.years_of(person, club):
        raise NotYourClass
    if queries.room_left(person, club, now=now) <= 0:
        raise EnoughMade
    made = PassedInvitation(
        passer=person, club=club, class_year=class_year, made_at=now, expires_at=now + queries.HOLDS_FOR
    )
    made.secret_hash = keys.hash_of(keys.token_of(made.seed))
    made.save()
    audit.record("registrar.pass_on", by=by, at=now, subject=made, club_id=club.pk, person_id=person.pk)
    return made


@transaction.atomic
def withdraw(*, passed: PassedInvitation, by: Account, now: datetime) -> PassedInvitation:
    """It opens no more; who came by it stays."""
    passed = _locked(passed)
    if passed.withdrawn_at is None:
        passed.withdrawn_at = now
        passed.save(update_fields=["withdrawn_at"])
        audit.record(
            "registrar.withdraw_passed", by=by, at=now, subject=passed, club_id=passed.club_id,
            person_id=passed.passer_id,
        )  # fmt: skip
    return passed


def open_by(*, passed: PassedInvitation, said: Said, origin: str, now: datetime) -> Invitation:
    """The way to her own record for a graduate of the class. Raises TooManyTries, OpensNoMore, NothingFits."""
    hold_back_guessing(origin, now=now)
    if not queries.opens(passed, now=now):
        raise OpensNoMore
    record = queries.record_of(passed, said)
    if record is None:
        _wrong(passed, origin=origin, now=now)
        raise NothingFits
    return _invite(record, passed, now=now)


@transaction.atomic
def _wrong(passed: PassedInvitation, *, origin: str, now: datetime) -> None:
    """Counted twice: by where it came from, and by the invitation, which opens no more after many."""
    WrongTry.objects.create(at=now, origin=origin)
    PassedInvitation.objects.filter(pk=passed.pk).update(wrong_tries=F("wrong_tries") + 1)


@transaction.atomic
def _invite(record: Person, passed: PassedInvitation, *, now: datetime) -> Invitation:
    """Opens for the hours it takes to come in; nothing is sent, and nobody but the visitor's browser holds it."""
    invitation = write_down(
        person=record, club=passed.club, channel=InvitationChannel.PASSED, passed=passed, now=now,
        expires_at=now + TIME_TO_COME_IN,
    )  # fmt: skip
    audit.record(
        "registrar.open_passed", by=None, at=now, subject=invitation, club_id=passed.club_id, person_id=record.pk
    )
    return invitation


@transaction.atomic
def count_claim(*, claim: Claim) -> None:
    """Somebody came by a sealed invitation: it is counted, and forgotten which one it was."""
    theirs = Invitation.objects.filter(person_id=claim.person_id, club_id=claim.club_id, passed__isnull=False)
    used = theirs.filter(used_at=claim.taken_at).values_list("passed", flat=True)
    PassedInvitation.objects.filter(pk__in=list(used)).update(taken_up=F("taken_up") + 1)
    theirs.update(passed=None)


def _locked(passed: PassedInvitation) -> PassedInvitation:
    return PassedInvitation.objects.select_for_update(of=("self",)).get(pk=passed.pk)
