"""Sealed invitations: how they stand, and what is told of a class to its own members."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet, Sum

from vezi.network.clubs.models import Club
from vezi.network.memberships import proof
from vezi.network.memberships.models import JoinRequest
from vezi.network.memberships.queries import books, fitting, reach
from vezi.network.people.models import Affiliation, Person
from vezi.network.registrar.inviting import keys
from vezi.network.registrar.models import PassedInvitation

HOLDS_FOR = timedelta(days=60)
MOST_TAKEN_UP = 10  # records one invitation can open
MOST_WRONG_TRIES = 20  # an invitation may lie in a chat of a whole class; guessing birthdays takes more
MOST_MADE = 5  # by one member in the time one holds, withdrawn ones too
#: What proves to be of the class: its year beside the name, and one thing only the person knows.
PROOFS = (frozenset({proof.NAME, proof.YEAR, proof.BORN}), frozenset({proof.NAME, proof.YEAR, proof.NUMBER}))


@dataclass(frozen=True)
class Said:
    """What somebody says of herself."""

    given: str
    family: str
    former_family: str = ""
    born_on: date | None = None
    student_number: str = ""


def years_of(person: Person, club: Club) -> list[int]:
    """The classes of the club the person belongs to, by what the club holds."""
    return sorted({year for year in studies_of(person, club) if year is not None})


def studies_of(person: Person, club: Club) -> QuerySet[Affiliation, int | None]:
    held = Affiliation.objects.filter(reach.held_by(club), person=person, class_year__isnull=False)
    return held.values_list("class_year", flat=True)


def not_here_yet(club: Club, year: int) -> int:
    """About how many of a class have not come; 0 stands for so few that a number could point at one of them."""
    return books.about(next(iter(missing_of(club, year)), 0))


def missing_of(club: Club, year: int) -> QuerySet[Affiliation, int]:
    """How many that is exactly, as a question; no row where nobody is missing. It is told to nobody: see `books.about`."""
    held = Affiliation.objects.filter(reach.held_by(club), class_year=year, person__in=fitting.unclaimed(club))
    counted = held.order_by().values("class_year").annotate(n=Count("person", distinct=True))
    return counted.values_list("n", flat=True)


def mine(person: Person, club: Club) -> QuerySet[PassedInvitation]:
    return PassedInvitation.objects.filter(passer=person, club=club).order_by("-made_at", "-pk")


def still_open(person: Person, club: Club, *, now: datetime) -> QuerySet[PassedInvitation]:
    return mine(person, club).filter(
        withdrawn_at__isnull=True, expires_at__gt=now, taken_up__lt=MOST_TAKEN_UP, wrong_tries__lt=MOST_WRONG_TRIES
    )


def taken_up_by(person: Person, club: Club) -> int:
    """How many came by this member's invitations; nobody can ask who."""
    return mine(person, club).aggregate(n=Sum("taken_up"))["n"] or 0


def room_left(person: Person, club: Club, *, now: datetime) -> int:
    return MOST_MADE - mine(person, club).filter(made_at__gt=now - HOLDS_FOR).count()


def by_token(token: str) -> PassedInvitation | None:
    found = PassedInvitation.objects.filter(secret_hash__in=keys.hashes_of(token))
    return found.select_related("club__institution").first()


def opens(passed: PassedInvitation, *, now: datetime) -> bool:
    return (
        passed.withdrawn_at is None
        and passed.expires_at > now
        and passed.taken_up < MOST_TAKEN_UP
        and passed.wrong_tries < MOST_WRONG_TRIES
    )


def record_of(passed: PassedInvitation, said: Said) -> Person | None:
    """The one record of the class that nobody speaks for and that fits with proof; None if there is none, or several."""
    asked = JoinRequest(pk=0, club=passed.club, class_year=passed.class_year, **vars(said))
    proven = [fit.person for fit in fitting.fits(passed.club, [asked])[0] if _proves(fit)]
    of_class = [person for person in proven if passed.class_year in years_of(person, passed.club)]
    return of_class[0] if len(of_class) == 1 else None


def _proves(fit: fitting.Fit) -> bool:
    return any(one <= fit.agreed for one in PROOFS)
