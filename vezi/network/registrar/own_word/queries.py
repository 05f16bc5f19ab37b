"""Who may be asked about a second record, and what she may be shown of it.

The other record may be a stranger's. So she reads of it only what she knows if it is hers, and what tells nobody who it
is: programme and class year, which file it came from, and whether its name is one of hers; never the name itself.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils import timezone

from vezi.core.folding import fold
from vezi.network.clubs.models import AffiliationKind
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import reach
from vezi.network.people.models import Affiliation, OtherName, Person, Source
from vezi.network.registrar.models import Duplicate, ImportState, OwnerQuestion, SourceRow
from vezi.network.registrar.reviewing import queries as reviewing

SALT = "registrar.is_it_you"
HOLDS_FOR = timedelta(days=120)  # a late answer is better than none
MOST_OPEN = 3  # questions one member is asked at a time
FILES_TOLD = 3
STUDIED_THERE = (AffiliationKind.ALUM, AffiliationKind.STUDENT)
SAME, ONE_OF_HERS, ANOTHER = "same", "one_of_hers", "another"


def askable(duplicate: Duplicate) -> Person | None:
    """Whom to ask: the owner of the one record that is taken up, if she is a member, and was not asked before."""
    if OwnerQuestion.objects.filter(duplicate=duplicate).exists():
        return None
    pair = Q(pk__in=[duplicate.one_id, duplicate.other_id])
    owners = list(Person.objects.filter(pair, account__isnull=False).select_related("account"))
    if len(owners) != 1:
        return None
    owner = owners[0]
    here = Membership.objects.filter(person=owner, club=duplicate.club_id, state=State.MEMBER)
    if owner.account is None or not owner.account.is_active or owner.is_deceased or not here.exists():
        return None
    return owner


def open_ones(person: Person, *, now: datetime) -> list[OwnerQuestion]:
    """What she is asked and has not answered; the first one first. Settled meanwhile are left out."""
    return [one for one in unanswered(person, now=now) if is_open(one)]


def unanswered(person: Person, *, now: datetime) -> QuerySet[OwnerQuestion]:
    """What she is asked and has not answered, the first one first; some may be settled meanwhile (`pair_of`)."""
    found = OwnerQuestion.objects.filter(person=person, word="", asked_at__gt=now - HOLDS_FOR)
    return found.select_related("duplicate__club").order_by("asked_at")


def pair_of(question: OwnerQuestion) -> QuerySet[Duplicate]:
    """The pair, while it is still a question."""
    pair = question.duplicate
    return reviewing.waiting(pair.club).filter(pk=pair.pk)


def is_open(question: OwnerQuestion) -> bool:
    return pair_of(question).exists()


@dataclass(frozen=True)
class Shown:
    """What she is asked by."""

    studies: list[tuple[str, int | None]]  # what, and the class year
    files: list[date]  # when a registrar's file said so, newest first
    written_on: date
    is_by_officer: bool
    named: str  # SAME, ONE_OF_HERS, ANOTHER


def shown(question: OwnerQuestion) -> Shown:
    """Four queries."""
    pair = question.duplicate
    is_first = pair.one_id == question.person_id
    hers, other = (pair.one, pair.other) if is_first else (pair.other, pair.one)
    studies = Affiliation.objects.filter(reach.held_by(pair.club), person=other, kind__in=STUDIED_THERE)
    said = [
        (str(one.programme or one.institution or ""), one.class_year)
        for one in studies.select_related("programme", "institution").order_by("class_year", "pk")
    ]
    rows = SourceRow.objects.filter(
        person=other, registrar_import__club=pair.club, registrar_import__state=ImportState.APPLIED
    )
    moments = rows.order_by("-registrar_import__uploaded_at").values_list("registrar_import__uploaded_at", flat=True)
    return Shown(
        studies=[study for study in dict.fromkeys(said) if any(study)],
        files=list(dict.fromkeys(timezone.localdate(moment) for moment in moments))[:FILES_TOLD],
        written_on=timezone.localdate(other.created_at),
        is_by_officer=other.source == Source.OFFICER,
        named=how_named(other, hers),
    )


def how_named(other: Person, hers: Person) -> str:
    name = fold(f"{other.given} {other.family}")
    if name == fold(f"{hers.given} {hers.family}"):
        return SAME
    before = OtherName.objects.filter(person=hers).values_list("given", "family")
    if name in {fold(f"{given or hers.given} {family or hers.family}") for given, family in before}:
        return ONE_OF_HERS
    return ANOTHER


def token_of(question: OwnerQuestion) -> str:
    return signing.dumps(question.public_id, salt=SALT)


def by_token(token: str) -> OwnerQuestion | None:
    """The question of a letter; None if nobody here wrote it, or it was too long ago."""
    try:
        public_id = signing.loads(token, salt=SALT, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    found = OwnerQuestion.objects.filter(public_id=public_id, person__erased_at__isnull=True)
    return found.select_related(
        "person__account", "duplicate__one", "duplicate__other", "duplicate__club__institution"
    ).first()
