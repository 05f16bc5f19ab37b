"""What an invitation opens, and how far a claim has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db.models import QuerySet

from vezi.core.models import OutgoingMail
from vezi.core.who import Who
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people.models import ContactValue, Identifier, Person
from vezi.network.registrar.handover.models import KIND as HANDOVER
from vezi.network.registrar.inviting import keys, letters
from vezi.network.registrar.inviting.queries import rules_of
from vezi.network.registrar.models import Claim, Invitation, InvitationChannel, Withdrawal, WrongTry

TRIES = 5  # wrong ones an invitation bears
TRIES_AN_HOUR = 10  # from one network address
AN_HOUR = timedelta(hours=1)


class Standing(Enum):
    """How an invitation stands."""

    OPEN = "open"
    EXPIRED = "expired"
    USED = "used"
    REPLACED = "replaced"
    STOPPED = "stopped"  # by an officer, an objection, wrong tries, or because it came to somebody else


#: What the one it was sent to may have sent anew.
CAN_BE_RENEWED = (Standing.EXPIRED, Standing.REPLACED)


@dataclass(frozen=True)
class Invited:
    """Whom an invitation is for, as it may be told to who holds it: name, class, programme."""

    who: Who
    studied: str
    club: Club


def by_token(token: str) -> Invitation | None:
    return _by_hash(keys.hashes_of(token), InvitationChannel.MAIL)


def by_code(code: str) -> Invitation | None:
    return _by_hash(keys.hashes_of(keys.plain(code)), InvitationChannel.LETTER)


def _by_hash(hashes: list[str], channel: str) -> Invitation | None:
    found = Invitation.objects.filter(secret_hash__in=hashes, channel=channel)
    return found.select_related("person", "club__institution").first()


def standing(invitation: Invitation, *, now: datetime) -> Standing:
    if invitation.person.is_deceased:
        return Standing.STOPPED
    if invitation.used_at is not None or invitation.withdrawn_because == Withdrawal.CLAIMED:
        return Standing.USED
    if invitation.withdrawn_because == Withdrawal.REPLACED:
        return Standing.REPLACED
    if invitation.withdrawn_at is not None:
        return Standing.STOPPED
    return Standing.EXPIRED if invitation.expires_at <= now else Standing.OPEN


def invited(invitation: Invitation) -> Invited:
    study = letters.first_study(invitation.person)
    return Invited(as_who(invitation.person), letters.studied(study), invitation.club)


def as_who(person: Person) -> Who:
    """Name and class, for the person alone."""
    study = letters.first_study(person)
    return Who(name=person.name, given=person.called, family=person.family, year=study.class_year if study else None)


def proofs_of(invitation: Invitation) -> set[str]:
    """What could be asked to be sure: `born_on`, `student_number`; nothing if the record knows neither."""
    known = set()
    if invitation.person.born_on:
        known.add("born_on")
    if Identifier.objects.filter(person=invitation.person, club=invitation.club).exists():
        known.add("student_number")
    return known


def asks_proof(invitation: Invitation) -> set[str]:
    """What the club wants to hear before a link may be used. A code has been proved already."""
    if invitation.channel != InvitationChannel.MAIL or not rules_of(invitation.club).asks_proof:
        return set()
    return proofs_of(invitation)


def tries_left(origin: str, *, now: datetime) -> int:
    return TRIES_AN_HOUR - WrongTry.objects.filter(origin=origin, at__gt=now - AN_HOUR).count()


def sent_to(invitation: Invitation) -> str:
    """The address an invitation by mail went to last, empty for a letter."""
    held = f"{HANDOVER}:{invitation.pk}"
    places = ContactValue.objects.filter(person=invitation.person_id).values_list("pk", flat=True)
    keys_of_it = [
        held,
        f"{letters.KIND}:{invitation.pk}",
        *(f"{letters.KIND}:{invitation.pk}:{place}" for place in places),
    ]
    last = OutgoingMail.objects.filter(key__in=keys_of_it).order_by("-written_at", "-pk").only("to").first()
    return last.to if last else ""


def own_person(account: Account) -> Person | None:
    return Person.objects.filter(account=account).first()


def unfinished(person: Person) -> Claim | None:
    """The record the person took up and has not looked through yet."""
    return next(iter(unfinished_of(person)), None)


def unfinished_of(person: Person) -> QuerySet[Claim]:
    """The same as a question: one at most."""
    claims = Claim.objects.filter(person=person, finished_at__isnull=True)
    return claims.select_related("club").order_by("taken_at", "pk")[:1]
