"""Where a handover stands: who is to be told and how, who was, who may still object."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Q, QuerySet, Value, When

from vezi.core.folding import fold
from vezi.network.clubs.models import Club
from vezi.network.memberships import proof
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books, fitting
from vezi.network.people.models import Identifier, Person
from vezi.network.registrar.handover.models import Handover, HeldRecord
from vezi.network.registrar.inviting.queries import has_address
from vezi.network.registrar.models import Import, ImportState, Invitation, InvitationChannel, Withdrawal
from vezi.network.registrar.reviewing.queries import waiting

#: Where somebody who is held back stands.
DOUBTED, TOLD, MAIL, LETTER, NOWHERE = "doubted", "told", "mail", "letter", "nowhere"
STRAYED = (Withdrawal.NOT_ME, Withdrawal.RETURNED)  # why a notice did not reach its person
#: Told, and the notice did not come back.
WAS_TOLD = Q(told_at__isnull=False) & ~Q(invitation__withdrawn_because__in=STRAYED)
#: What proves to be somebody who is held back, without a letter.
PROOFS = (frozenset({proof.NAME, proof.BORN}), frozenset({proof.NAME, proof.NUMBER}))
SHOWN = 10
#: What a notice names, for people of whom many are told at once.
PARTS = tuple(f"person__{part}" for part in ("identifiers", "affiliations", "positions", "contacts", "residence"))


@dataclass(frozen=True)
class Numbers:
    """How many people of a handover stand where."""

    mail: int = 0  # to be told by mail
    letter: int = 0  # to be told by letter
    nowhere: int = 0  # neither reaches them
    doubted: int = 0  # may be somebody the club has: decided first
    told: int = 0
    activated: int = 0
    objected: int = 0
    people: int = 0

    @property
    def held(self) -> int:
        return self.untold + self.told

    @property
    def untold(self) -> int:
        return self.mail + self.letter + self.nowhere + self.doubted

    @property
    def otherwise(self) -> int:
        """Came of themselves, or turned out to be somebody the club had."""
        return max(0, self.people - self.held - self.activated - self.objected)


def still_held(held: QuerySet[HeldRecord] | None = None) -> QuerySet[HeldRecord]:
    """Those whose record is of no use to the club yet."""
    theirs = Membership.with_held.filter(
        person=OuterRef("person"), club=OuterRef("handover__club"), state=State.HELD
    ).living_records()
    held = HeldRecord.objects.all() if held is None else held
    return held.filter(Exists(theirs), activated_at__isnull=True)


def with_standing(handover: Handover) -> Any:
    """Annotates `standing` of everybody who is still held back."""
    pairs = waiting(handover.club)
    doubts = Exists(pairs.filter(one=OuterRef("person"))) | Exists(pairs.filter(other=OuterRef("person")))
    return still_held(handover.held.all()).annotate(
        standing=Case(
            When(doubts, then=Value(DOUBTED)),
            When(WAS_TOLD, then=Value(TOLD)),
            When(has_address(InvitationChannel.MAIL, person="person"), then=Value(MAIL)),
            When(has_address(InvitationChannel.LETTER, person="person"), then=Value(LETTER)),
            default=Value(NOWHERE),
        )
    )


def numbers(handover: Handover) -> Numbers:
    """Two queries."""
    counted = dict(with_standing(handover).order_by().values_list("standing").annotate(Count("pk")))
    activated = handover.held.filter(activated_at__isnull=False).count()
    return Numbers(**counted, activated=activated, objected=handover.objected, people=handover.people)


def of_standing(handover: Handover, standing: str) -> QuerySet[HeldRecord]:
    found: QuerySet[HeldRecord] = with_standing(handover).filter(standing=standing).prefetch_related(*PARTS)
    return found.select_related("person").order_by("pk")


def due(handover: Handover, *, now: datetime) -> QuerySet[HeldRecord]:
    """Told, and the time to object has passed."""
    return of_standing(handover, TOLD).filter(objects_until__lte=now)


def with_people_due(*, now: datetime) -> QuerySet[Handover]:
    waiting_for_it = HeldRecord.objects.filter(
        handover=OuterRef("pk"), activated_at__isnull=True, objects_until__lte=now
    )
    return open_ones(Handover.objects.all()).filter(Exists(waiting_for_it)).select_related("club")


def open_ones(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Of files that are on the books and were not taken back."""
    return handovers.filter(registrar_import__state=ImportState.APPLIED)


def last_day(handover: Handover) -> datetime | None:
    """When the last of those who were told may object no more."""
    found: datetime | None = still_held(handover.held.all()).filter(WAS_TOLD).aggregate(day=Max("objects_until"))["day"]
    return found


@dataclass(frozen=True)
class Bundle:
    """Letters that were printed together."""

    number: int
    printed_at: datetime
    letters: int  # of those who are still held back


def bundles(handover: Handover) -> list[Bundle]:
    printed = still_held(handover.held.filter(bundle__isnull=False)).order_by().values("bundle")
    found = printed.annotate(at=Min("told_at"), count=Count("pk")).order_by("-bundle")
    return [Bundle(one["bundle"] or 0, one["at"], one["count"]) for one in found]


def of_bundle(handover: Handover, number: int) -> QuerySet[HeldRecord]:
    found = still_held(handover.held.filter(bundle=number, invitation__isnull=False))
    return found.select_related("person", "invitation").prefetch_related(*PARTS).order_by("pk")


def of_invitation(invitation: Invitation) -> HeldRecord | None:
    """Of whom the notice that brought this link or code tells."""
    return HeldRecord.objects.filter(invitation=invitation).select_related("handover__club__institution").first()


def is_held(held: HeldRecord) -> bool:
    return still_held(HeldRecord.objects.filter(pk=held.pk)).exists()


def of_person(handover: Handover, public_id: str) -> HeldRecord | None:
    found = still_held(handover.held.filter(person__public_id=public_id))
    return found.select_related("person", "handover__club").first()


def found_by(handover: Handover, words: str) -> list[HeldRecord]:
    """Held back, with all of these words in the name; for an officer with a letter of objection in her hand."""
    wanted = fold(words).split()
    if not wanted:
        return []
    held = still_held(handover.held.all()).select_related("person").prefetch_related("person__affiliations")
    for word in wanted:
        held = held.filter(person__folded__contains=word)
    return list(held.order_by("person__folded", "pk")[:SHOWN])


def proved(club: Club, *, given: str, family: str, born_on: Any, student_number: str) -> list[HeldRecord]:
    """Who of those the club holds back this must be: the whole name, and the birth date or student number with it."""
    said = proof.describe([(given, family)], born_on=born_on, years=[], numbers=[student_number])
    like = Q(pk__in=[])
    if born_on is not None:
        like |= Q(person__born_on=born_on)
    if student_number.strip():
        numbers = Identifier.objects.filter(club=club, value__iexact=student_number.strip())
        like |= Q(person__in=numbers.values("person"))
    held = still_held(HeldRecord.objects.filter(like, handover__club=club)).select_related("person", "handover__club")
    held = held.prefetch_related("person__other_names", "person__affiliations__programme", "person__identifiers")
    return [one for one in held if any(need <= proof.agreement(said, fitting.described(one.person)) for need in PROOFS)]


def on_the_page(club: Club, *, now: datetime) -> QuerySet[Handover]:
    """Handovers of which the club tells on its page, because no letter reaches some of their people."""
    return open_ones(Handover.objects.filter(club=club, page_until__gt=now)).order_by("-asked_at", "pk")


def to_be_told(club: Club) -> list[tuple[Handover, Numbers]]:
    """Handovers with people whom somebody has yet to tell; of a large club as they were counted a while ago."""
    idle = open_ones(Handover.objects.filter(club=club, telling_since__isnull=True)).order_by("-asked_at")
    untold = HeldRecord.objects.filter(handover=OuterRef("pk"), activated_at__isnull=True).exclude(WAS_TOLD)
    counted = [
        (one, books.remembered(club, untold_of(one), partial(numbers, one))) for one in idle.filter(Exists(untold))
    ]
    return [(one, found) for one, found in counted if found.untold]


def untold_of(handover: Handover) -> str:
    """Under which words the number is remembered."""
    return f"handover:{handover.pk}"


def of_import(registrar_import: Import) -> Handover | None:
    return Handover.objects.filter(registrar_import=registrar_import).first()


def kinds_held(person: Person, club: Club) -> list[str]:
    """Which kinds of things the file said of the person, by their codes; never the things themselves."""
    held = ["name"]
    if person.born_on or person.birth_year:
        held.append("birth")
    for code, part in (("number", "identifiers"), ("studies", "affiliations"), ("work", "positions")):
        if any(one.club_id in (club.pk, None) for one in getattr(person, part).all()):
            held.append(code)
    if getattr(person, "residence", None) is not None:
        held.append("town")
    return [*held, *sorted({one.kind for one in person.contacts.all() if one.club_id in (club.pk, None)})]
