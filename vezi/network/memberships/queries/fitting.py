"""Which records of a club may be the person who asks to join."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from vezi.core.folding import fold
from vezi.network.clubs.models import Club
from vezi.network.memberships import proof
from vezi.network.memberships.models import JoinRequest, State
from vezi.network.people.models import Affiliation, Identifier, OtherName, Person, PersonQuerySet
from vezi.network.people.naming import first_given

SHOWN = 3  # records beside one request
CLAIMABLE = (State.RECORDED, State.HELD)


@dataclass(frozen=True)
class Fit:
    """A record and in what it agrees with the request."""

    person: Person
    agreed: frozenset[str]

    @property
    def is_proof(self) -> bool:
        return proof.proves(self.agreed)

    @property
    def weight(self) -> int:
        return proof.weight(self.agreed)


def unclaimed(club: Club, *, states: tuple[State, ...] = (State.RECORDED,)) -> PersonQuerySet:
    """Records on the club's books that nobody speaks for: living people, neither claimed, merged nor erased."""
    return Person.objects.living_records().filter(
        memberships__club=club, memberships__state__in=states, account__isnull=True, is_deceased=False
    )


def claimable(club: Club) -> PersonQuerySet:
    """The same with those who are held back: they may come of themselves."""
    return unclaimed(club, states=CLAIMABLE)


def fits(club: Club, requests: Iterable[JoinRequest]) -> dict[int, list[Fit]]:
    """For each request the records that may be the person, best first; five queries however many requests."""
    requests = list(requests)
    records = [(record, described(record)) for record in _candidates(club, requests)]
    found: dict[int, list[Fit]] = {}
    for request in requests:
        said = said_in(request)
        likely = [
            Fit(record, agreed) for record, known in records if proof.is_likely(agreed := proof.agreement(said, known))
        ]
        found[request.pk] = sorted(likely, key=lambda fit: (-fit.weight, fit.person.folded, fit.person.pk))
    return found


def said_in(request: JoinRequest) -> proof.Description:
    names = [(request.given, request.family)]
    if request.former_family:
        names.append((request.given, request.former_family))
    return proof.describe(
        names,
        born_on=request.born_on,
        years=[request.class_year] if request.class_year else [],
        numbers=[request.student_number],
    )


def described(record: Person) -> proof.Description:
    """The record in the same words; costs no query for records from `_candidates`."""
    others = [(name.given or record.given, name.family or record.family) for name in record.other_names.all()]
    called = [(record.preferred, record.family)] if record.preferred else []
    return proof.describe(
        [(record.given, record.family), *called, *others],
        born_on=record.born_on,
        years=[studied.class_year for studied in record.affiliations.all() if studied.class_year],
        numbers=[number.value for number in record.identifiers.all()],
    )


def _candidates(club: Club, requests: list[JoinRequest]) -> list[Person]:
    """Whoever shares a student number, a birth date or a beginning of the name with one of the requests."""
    like = Q(pk__in=[])
    numbers = {request.student_number.strip() for request in requests} - {""}
    if numbers:
        same_number = Identifier.objects.filter(club=club, value__in=numbers)
        like |= Q(pk__in=same_number.values("person"))
    if births := {request.born_on for request in requests} - {None}:
        like |= Q(born_on__in=births)
    for begin in {beginning for request in requests for beginning in _beginnings(request)}:
        like |= Q(folded__startswith=begin)
    here = Q(club=club) | Q(club__isnull=True)  # what another club holds is not compared
    return list(
        claimable(club)
        .filter(like)
        .prefetch_related(
            Prefetch("identifiers", queryset=Identifier.objects.filter(club=club)),
            Prefetch("affiliations", queryset=Affiliation.objects.filter(here).select_related("programme")),
            Prefetch("other_names", queryset=OtherName.objects.filter(here)),
        )
    )


def _beginnings(request: JoinRequest) -> set[str]:
    """Surname and first given name, folded: enough to find the record, and no others of the surname."""
    first = first_given(request.given)
    surnames = {request.family, request.former_family} - {""}
    return {fold(f"{surname} {first}") for surname in surnames} - {""}
