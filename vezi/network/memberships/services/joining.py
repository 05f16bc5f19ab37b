"""Asking to join a club; the club's rule, or an officer, decides."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.mail import gate
from vezi.network.accounts import services as accounts
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import AffiliationKind, Club, JoiningRule
from vezi.network.memberships.models import JoinRequest, Membership, RequestState, State
from vezi.network.memberships.queries import fitting
from vezi.network.memberships.services.members import admit
from vezi.network.people import merging, tombstones
from vezi.network.people import services as people
from vezi.network.people.models import Affiliation, NameKind, OtherName, Person, Source

ASKS_A_DAY = 3  # of one account
GUESSES_A_DAY = 5  # at one name or student number, by whomever: then an officer looks


class AlreadyMember(Refused):
    sentence = _("You are a member of this club already.")


class AlreadyAsked(Refused):
    sentence = _("You have asked already; an officer of the club will answer.")


class TooManyAsks(Refused):
    status = 429
    sentence = _("That is enough for one day. Try again tomorrow, or write to the club.")


class AlreadyDecided(Refused):
    sentence = _("This request has been decided already.")


class RecordTaken(Refused):
    sentence = _("Somebody has taken up this record already.")


class NotOnTheBooks(Refused):
    sentence = _("This record does not belong to the club.")


class ReasonMissing(Refused):
    sentence = _("Say why: the person reads it.")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What somebody who asks to join says of themselves."""

    given: str
    family: str
    former_family: str = ""
    born_on: date | None = None
    student_number: str = ""
    class_year: int | None = None
    programme: str = ""
    note: str = ""


@transaction.atomic
def ask_to_join(*, club: Club, account: Account, answers: Answers, now: datetime) -> JoinRequest:
    """Ask, and be in at once where the rule of the club says so. Raises AlreadyMember, AlreadyAsked, TooManyAsks."""
    # The account is locked, so that asking twice at one moment is asking once.
    account = Account.objects.select_for_update().get(pk=account.pk)
    if Membership.objects.active().filter(person__account=account, club=club).exists():
        raise AlreadyMember
    mine = JoinRequest.objects.filter(account=account)
    if mine.filter(club=club, state=RequestState.WAITING).exists():
        raise AlreadyAsked
    if mine.filter(asked_at__gt=now - timedelta(days=1)).count() >= ASKS_A_DAY:
        raise TooManyAsks
    request = JoinRequest.objects.create(club=club, account=account, asked_at=now, **asdict(answers))
    audit.record("memberships.ask_to_join", by=account, at=now, subject=request, club_id=club.pk, rule=club.joining)
    if club.joining == JoiningRule.OPEN:
        _let_in(request, record=None, by=None, now=now)
    elif club.joining == JoiningRule.PROOF and (record := _the_one_record(request)):
        # Taken up by another a moment ago: an officer looks, and the one who asks learns nothing of it.
        with suppress(RecordTaken):
            _let_in(request, record=record, by=None, now=now)
    return request


@transaction.atomic
def withdraw(*, request: JoinRequest, by: Account, now: datetime) -> JoinRequest:
    """Take one's own request back. Raises AlreadyDecided."""
    request = _waiting(request)
    return _close(request, RequestState.WITHDRAWN, by=by, now=now)


@transaction.atomic
def admit_as(*, request: JoinRequest, record: Person, by: Account, now: datetime) -> JoinRequest:
    """The one who asks is the person of this record. Raises AlreadyDecided, NotOnTheBooks, RecordTaken."""
    request = _waiting(request)
    if not Membership.with_held.filter(person=record, club=request.club_id).exclude(state=State.MEMBER).exists():
        raise NotOnTheBooks
    _let_in(request, record=record, by=by, now=now)
    _answer(request, "admitted", now=now)
    return request


@transaction.atomic
def admit_as_new(*, request: JoinRequest, by: Account, now: datetime) -> JoinRequest:
    """The one who asks was not on record. Raises AlreadyDecided."""
    request = _waiting(request)
    _let_in(request, record=None, by=by, now=now)
    _answer(request, "admitted", now=now)
    return request


@transaction.atomic
def decline(*, request: JoinRequest, reason: str, by: Account, now: datetime) -> JoinRequest:
    """Say no, and why. Raises AlreadyDecided, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    request = _waiting(request)
    request.reason = reason.strip()
    _close(request, RequestState.DECLINED, by=by, now=now)
    _answer(request, "declined", now=now)
    return request


def _waiting(request: JoinRequest) -> JoinRequest:
    """The request, locked: two officers must not decide it twice."""
    locked = JoinRequest.objects.select_for_update(of=("self",)).select_related("club", "account").get(pk=request.pk)
    if locked.state != RequestState.WAITING:
        raise AlreadyDecided
    return locked


def _the_one_record(request: JoinRequest) -> Person | None:
    """The record that the answers prove, unless several do, or too many have tried: then an officer must look."""
    if _is_guessed_at(request):
        return None
    proven = [fit.person for fit in fitting.fits(request.club, [request])[request.pk] if fit.is_proof]
    return proven[0] if len(proven) == 1 else None


def _is_guessed_at(request: JoinRequest) -> bool:
    """Whether this person was asked for so often today that somebody may be trying birthdays, with many accounts."""
    same = Q(family__iexact=request.family, given__iexact=request.given)
    if request.student_number:
        same |= Q(student_number__iexact=request.student_number)
    today = JoinRequest.objects.filter(same, club=request.club, asked_at__gt=request.asked_at - timedelta(days=1))
    return today.count() > GUESSES_A_DAY


def _let_in(request: JoinRequest, *, record: Person | None, by: Account | None, now: datetime) -> None:
    person = Person.objects.filter(account=request.account).first()
    if record is not None:
        person = _take_up(record, person=person, request=request, by=by, now=now)
    else:
        person = person or _new_person(request, now=now)
        _add_studies(person, request, now=now)
    tombstones.lift(described(request, person), by=request.account, now=now)
    admit(person=person, club=request.club, by=by, now=now)
    request.person = person
    _close(request, RequestState.ADMITTED, by=by, now=now)


def described(request: JoinRequest, person: Person) -> tombstones.Described:
    """What she says of herself: by that she comes back, if she was erased here."""
    names = [(request.family, request.given), (person.family, person.given)]
    return tombstones.Described(
        names=[*names, *([(request.former_family, request.given)] if request.former_family else [])],
        born_on=request.born_on,
        mails=accounts.addresses_of(request.account),
        numbers=[(request.club_id, request.student_number)] if request.student_number else [],
        classes=[(request.club_id, request.class_year)] if request.class_year else [],
    )


def _take_up(
    record: Person, *, person: Person | None, request: JoinRequest, by: Account | None, now: datetime
) -> Person:
    """The account's from now on; who has a record already (of another club) keeps one, with all that is in both."""
    record = Person.objects.select_for_update().get(pk=record.pk)
    if record.account_id is not None or record.merged_into_id is not None:
        raise RecordTaken
    if person is None:
        return people.tie_account(person=record, account=request.account, by=by, now=now)
    because = {"how": "claim"}
    return merging.merge(kept=person, gone=record, by=by, now=now, club=request.club, because=because).kept


def _new_person(request: JoinRequest, *, now: datetime) -> Person:
    person = people.record_person(
        given=request.given, family=request.family, source=Source.SELF, by=request.account, now=now,
        born_on=request.born_on, birth_year=request.born_on.year if request.born_on else None,
        language=request.account.language,
    )  # fmt: skip
    if request.former_family:
        OtherName.objects.create(
            person=person, kind=NameKind.GRADUATION, given=request.given, family=request.former_family,
            source=Source.SELF, recorded_at=now, confirmed_at=now,
        )  # fmt: skip
    return people.tie_account(person=person, account=request.account, by=request.account, now=now)


def _add_studies(person: Person, request: JoinRequest, *, now: datetime) -> None:
    """What the person says of their studies; nothing if the same is written already."""
    if not request.class_year and not request.programme:
        return
    institution = request.club.institution
    programme = clubs.programme_named(request.programme, institution=institution) if request.programme else None
    if Affiliation.objects.filter(person=person, institution=institution, class_year=request.class_year).exists():
        return
    Affiliation.objects.create(
        person=person, kind=AffiliationKind.ALUM, institution=institution, programme=programme,
        class_year=request.class_year, source=Source.SELF, recorded_at=now, confirmed_at=now,
    )  # fmt: skip


def _close(request: JoinRequest, state: RequestState, *, by: Account | None, now: datetime) -> JoinRequest:
    request.state, request.decided_at, request.decided_by_id = state, now, by.pk if by else None
    request.save(update_fields=["state", "reason", "person", "decided_at", "decided_by_id"])
    audit.record(
        f"memberships.request_{state.value}", by=by, at=now, subject=request, club_id=request.club_id,
        person_id=request.person_id, reason=request.reason,
    )  # fmt: skip
    return request


def _way_in(request: JoinRequest, answer: str) -> dict[str, str]:
    """Where the letter's button leads."""
    with translation.override(request.account.language or request.club.language):
        if answer == "admitted":
            return {"url": settings.SITE_ADDRESS + reverse("memberships:home"), "words": str(_("Go in"))}
        join = reverse("memberships:club_join", args=[request.club.slug])
        return {"url": settings.SITE_ADDRESS + join, "words": str(_("Ask again"))}


def _answer(request: JoinRequest, answer: str, *, now: datetime) -> None:
    """Write to the one who asked; they asked for this answer, so it is service mail."""
    club = request.club
    gate.post(
        gate.Letter(
            key=f"memberships.request:{request.public_id}",
            kind=f"memberships.request_{answer}",
            purpose=gate.SERVICE,
            to=request.account.email,
            to_name=str(request),
            language=request.account.language or club.language,
            template=f"memberships/mail/request_{answer}",
            context={"request": request, "to_name": str(request), "button": _way_in(request, answer)},
            club=club,
            person_id=request.person_id,
            sender_name=str(club),
            reply_to=club.contact_mail,
        ),
        now=now,
    )
