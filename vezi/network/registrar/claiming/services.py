"""Deeds of claiming a record."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.folding import fold
from vezi.core.mail import gate
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Officer
from vezi.network.people import erasing, merging
from vezi.network.people import services as people
from vezi.network.people.models import ContactKind, ContactValue, Identifier, Person
from vezi.network.registrar import signals
from vezi.network.registrar.claiming import letters, queries
from vezi.network.registrar.claiming.queries import Standing
from vezi.network.registrar.feature import INVITE
from vezi.network.registrar.inviting import services as inviting
from vezi.network.registrar.inviting.services import withdraw_open
from vezi.network.registrar.models import Claim, Invitation, Withdrawal, WrongTry


class Spent(Refused):
    """An invitation that opens no more."""

    status = 410
    sentence = _("This invitation opens no more.")

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing


class DoesNotFit(Refused):
    status = 422
    sentence = _("This does not fit. Look once more at the letter and at what you typed.")


class TooManyTries(Refused):
    status = 429
    sentence = _("That was too many tries. Wait an hour, or write to the club.")


class RecordTaken(Refused):
    sentence = _("Somebody has taken up this record already. If it was not you, write to the club.")


def open_by_code(*, code: str, born_on: date | None, origin: str, now: datetime) -> Invitation:
    """The invitation a letter's code opens, with the birth date if the record knows it.

    A wrong code and a wrong date are answered alike. Raises TooManyTries, DoesNotFit, Spent.
    """
    hold_back_guessing(origin, now=now)
    invitation = queries.by_code(code)
    if invitation is None:
        _wrong(None, origin=origin, now=now)
        raise DoesNotFit
    if invitation.person.born_on and invitation.person.born_on != born_on:
        _wrong(invitation, origin=origin, now=now)
        raise DoesNotFit
    return _still_open(invitation, now=now)


def prove(
    *, invitation: Invitation, born_on: date | None, student_number: str, origin: str, now: datetime
) -> Invitation:
    """One thing only the owner of the record knows; either is enough. Raises TooManyTries, DoesNotFit, Spent."""
    hold_back_guessing(origin, now=now)
    _still_open(invitation, now=now)
    numbers = Identifier.objects.filter(person=invitation.person, club=invitation.club).values_list("value", flat=True)
    typed = fold(student_number).replace(" ", "")
    fits = (born_on is not None and born_on == invitation.person.born_on) or (
        typed != "" and typed in {fold(number).replace(" ", "") for number in numbers}
    )
    if not fits:
        _wrong(invitation, origin=origin, now=now)
        raise DoesNotFit
    return invitation


def _still_open(invitation: Invitation, *, now: datetime) -> Invitation:
    standing = queries.standing(invitation, now=now)
    if standing is not Standing.OPEN:
        raise Spent(standing)
    return invitation


def hold_back_guessing(origin: str, *, now: datetime) -> None:
    """Raises TooManyTries."""
    if queries.tries_left(origin, now=now) <= 0:
        raise TooManyTries


@transaction.atomic
def _wrong(invitation: Invitation | None, *, origin: str, now: datetime) -> None:
    """Write a wrong try down; after a few an invitation holds no more."""
    WrongTry.objects.create(at=now, origin=origin, invitation=invitation)
    if invitation is None:
        return
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    locked.wrong_tries += 1
    locked.save(update_fields=["wrong_tries"])
    audit.record(
        "registrar.wrong_claim_try", by=None, at=now, subject=locked, club_id=locked.club_id,
        person_id=locked.person_id, tries=locked.wrong_tries,
    )  # fmt: skip
    if locked.wrong_tries >= queries.TRIES:
        withdraw_open(Invitation.objects.filter(pk=locked.pk), Withdrawal.GUESSED, now=now)


@transaction.atomic
def take_up(*, invitation: Invitation, account: Account, now: datetime) -> Claim:
    """The record is the account's from now on, and its owner a member of the club.

    Who has a record already keeps one, with all that is in both. Raises Spent, RecordTaken.
    """
    # Locked: of two people who use one link at the same moment, one gets the record.
    invitation = _locked(invitation)
    _still_open(invitation, now=now)
    record = Person.objects.select_for_update(of=("self",)).get(pk=invitation.person_id)
    person = _tie(record, account, invitation.club, now=now)
    memberships.admit(person=person, club=invitation.club, by=account, now=now)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=now)
    withdraw_open(Invitation.objects.filter(person=person, club=invitation.club), Withdrawal.CLAIMED, now=now)
    claim, _made = Claim.objects.update_or_create(
        person=person, club=invitation.club,
        defaults={"channel": invitation.channel, "taken_at": now, "finished_at": None},
    )  # fmt: skip
    audit.record(
        "registrar.claim", by=account, at=now, subject=claim, club_id=claim.club_id, person_id=person.pk,
        channel=claim.channel,
    )  # fmt: skip
    signals.record_claimed.send(Claim, claim=claim, now=now)
    return claim


def _locked(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",)).select_related("club", "person")
    return found.get(pk=invitation.pk)


def _tie(record: Person, account: Account, club: Club, *, now: datetime) -> Person:
    if record.account_id == account.pk:
        return record
    if record.account_id is not None or record.merged_into_id is not None:
        raise RecordTaken
    mine = queries.own_person(account)
    if mine is None:
        return people.tie_account(person=record, account=account, by=account, now=now)
    because = {"how": "claim"}
    return merging.merge(kept=mine, gone=record, by=account, now=now, club=club, because=because).kept


def erase_record(
    *, invitation: Invitation, born_on: date | None, student_number: str, origin: str, now: datetime
) -> None:
    """The owner of the record wants nothing of it; proved by what the record knows. A wrong try is counted.

    Raises TooManyTries, DoesNotFit, Spent, RecordTaken.
    """
    if queries.proofs_of(invitation):
        prove(invitation=invitation, born_on=born_on, student_number=student_number, origin=origin, now=now)
    with transaction.atomic():
        invitation = _locked(invitation)
        _still_open(invitation, now=now)
        if invitation.person.account_id is not None:
            raise RecordTaken
        erasing.erase(person=invitation.person, by=None, why=erasing.OWN_WORD, now=now)


@transaction.atomic
def not_me(*, invitation: Invitation, now: datetime) -> None:
    """It came to somebody else: it holds no more, its address is not used again, and the officers are told.

    Raises Spent.
    """
    invitation = _locked(invitation)
    _still_open(invitation, now=now)
    withdraw_open(Invitation.objects.filter(pk=invitation.pk), Withdrawal.NOT_ME, now=now)
    address = queries.sent_to(invitation)
    if address:
        mails = ContactValue.objects.filter(person=invitation.person, kind=ContactKind.MAIL, value__iexact=address)
        mails.update(bounced_at=now)
    audit.record(
        "registrar.not_me", by=None, at=now, subject=invitation, club_id=invitation.club_id,
        person_id=invitation.person_id,
    )  # fmt: skip
    for account in officers_who_invite(invitation.club, on=now.date()):
        gate.post(letters.came_to_another(invitation, to=account, address=address), now=now)


def officers_who_invite(club: Club, *, on: date) -> list[Account]:
    serving = Officer.objects.serving(on).filter(role__club=club, role__capabilities__contains=[INVITE])
    accounts = Account.objects.filter(person__offices__in=serving, is_active=True)
    return list(accounts.distinct().order_by("pk"))


@transaction.atomic
def ask_for_new_link(*, invitation: Invitation, now: datetime) -> bool:
    """A fresh link to the address the old one went to; False if one was sent within a day.

    Raises Spent, RecordTaken.
    """
    invitation = _locked(invitation)
    standing = queries.standing(invitation, now=now)
    if standing not in (Standing.EXPIRED, Standing.REPLACED):
        raise Spent(standing)
    if invitation.person.account_id is not None:
        raise RecordTaken
    return inviting.renew(invitation, to=queries.sent_to(invitation), now=now)


@transaction.atomic
def look_at(*, claim: Claim, keys: list[str]) -> Claim:
    """The owner has looked at these lines of what is held; where she stops, she can go on another day."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    claim.checked = sorted({*claim.checked, *keys})
    claim.save(update_fields=["checked"])
    return claim


@transaction.atomic
def tell_what_is_wrong(*, claim: Claim, about: str, words: str, by: Account, now: datetime) -> int:
    """Tell the officers that something of the registrar's is wrong; how many were told."""
    audit.record(
        "registrar.say_wrong",
        by=by,
        at=now,
        subject=claim,
        club_id=claim.club_id,
        person_id=claim.person_id,
        about=about,
    )
    told = officers_who_invite(claim.club, on=now.date())
    for account in told:
        gate.post(letters.something_is_wrong(claim, about=about, words=words, to=account, now=now), now=now)
    return len(told)


@transaction.atomic
def finish(*, claim: Claim, by: Account, now: datetime) -> Claim:
    """The owner has looked through what the club holds."""
    claim.finished_at = now
    claim.save(update_fields=["finished_at"])
    audit.record(
        "registrar.finish_claim", by=by, at=now, subject=claim, club_id=claim.club_id, person_id=claim.person_id
    )
    return claim
