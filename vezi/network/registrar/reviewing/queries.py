"""Records of a club that may be of one person: which wait, and what two of them say, side by side."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.components.places import country_name
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import reach
from vezi.network.people import merging
from vezi.network.people.models import (
    Affiliation,
    ContactKind,
    ContactValue,
    Identifier,
    Merge,
    OtherName,
    Person,
    Position,
    Source,
    Sourced,
)
from vezi.network.registrar.linkage import Evidence, Weighed
from vezi.network.registrar.models import Duplicate, DuplicateRules, OwnerQuestion, OwnWord, Verdict

WRONG_IN = 1000  # of so many merges done without anybody's looking one may be wrong, unless the club says otherwise
RECENT = 20
WAITS_FOR = timedelta(days=21)  # a pair, for the word of the member who was asked
ONE, OTHER = "one", "other"


def on_the_books(club: Club, person: str) -> Exists:
    """A condition on rows whose column `person` is a person: a record of the club's, of its own."""
    theirs = Membership.with_held.living_records().filter(club=club, person_id=OuterRef(person))
    return Exists(theirs)


def waiting(club: Club) -> QuerySet[Duplicate]:
    """Pairs that nobody has decided, of records that are both still there; not two people who both sign in."""
    found = Duplicate.objects.filter(club=club, verdict=Verdict.WAITING)
    both_sign_in = Q(one__account__isnull=False, other__account__isnull=False)
    return found.filter(on_the_books(club, "one_id"), on_the_books(club, "other_id")).exclude(both_sign_in)


def asked(pairs: QuerySet[Duplicate], *, now: datetime) -> QuerySet[Duplicate]:
    """Those about which a member is asked herself; without an answer, for so long."""
    open_ones = OwnerQuestion.objects.filter(duplicate=OuterRef("pk"), word="", asked_at__gt=now - WAITS_FOR)
    return pairs.filter(Exists(open_ones))


def to_decide(club: Club, *, now: datetime) -> QuerySet[Duplicate]:
    """Pairs for an officer: those that wait, but not for a member's own word."""
    found = waiting(club)
    return found.exclude(pk__in=asked(found, now=now).values("pk"))


def own_words(club: Club) -> QuerySet[Duplicate]:
    """Pairs of which a member has said: that was me."""
    return waiting(club).filter(owner_question__word=OwnWord.ME)


def in_order(pairs: QuerySet[Duplicate]) -> QuerySet[Duplicate]:
    """Those first of which a member has said that it is her; then those that nobody put off, the surest of them first."""
    hers = OwnerQuestion.objects.filter(duplicate=OuterRef("pk"), word=OwnWord.ME)
    return pairs.annotate(is_her_word=Exists(hers)).order_by(
        "-is_her_word", F("put_off_at").asc(nulls_first=True), "-probability", "pk"
    )


def place_of(pair: Duplicate, pairs: QuerySet[Duplicate]) -> int:
    """Which one it is of those that wait, from 1; those put off are counted where they stood."""
    surer, hers = pairs.filter(probability__gt=pair.probability), Q(owner_question__word=OwnWord.ME)
    if pairs.filter(hers, pk=pair.pk).exists():
        return surer.filter(hers).count() + 1
    return pairs.filter(hers).count() + surer.exclude(hers).count() + 1


def free_for(pairs: QuerySet[Duplicate], account: Account, *, now: datetime) -> QuerySet[Duplicate]:
    """Those that no other officer is looking at."""
    return pairs.filter(Q(looked_at_until__isnull=True) | Q(looked_at_until__lte=now) | Q(looked_at_by=account))


def rules_of(club: Club) -> DuplicateRules:
    return DuplicateRules.objects.filter(club=club).first() or DuplicateRules(club=club, wrong_in=WRONG_IN)


def sure_from(rules: DuplicateRules) -> float:
    """The probability from which of `wrong_in` pairs at most one is wrong."""
    return 1 - 1 / rules.wrong_in


def sure(club: Club, rules: DuplicateRules, *, now: datetime) -> QuerySet[Duplicate]:
    """Pairs that may become one without anybody's looking; nobody has put them off, or is asked about them."""
    return to_decide(club, now=now).filter(probability__gte=sure_from(rules), put_off_at__isnull=True)


def recent_merges(club: Club) -> QuerySet[Merge]:
    found = Merge.objects.filter(club=club).select_related("kept", "gone", "by__person", "undone_by__person")
    return found.order_by("-at", "-pk")


def parts_held(club: Club) -> list[Prefetch]:
    """What belongs to people, as far as the club holds it."""
    held = reach.held_by(club)
    return [
        Prefetch(
            "affiliations", Affiliation.objects.filter(held).select_related("programme", "institution").order_by("pk")
        ),
        Prefetch("contacts", ContactValue.objects.filter(held).order_by("-is_primary", "pk")),
        Prefetch("positions", Position.objects.filter(held).order_by("pk")),
        Prefetch("other_names", OtherName.objects.filter(held).order_by("pk")),
        Prefetch("identifiers", Identifier.objects.filter(club=club).order_by("pk")),
    ]


@dataclass(frozen=True)
class Side:
    """One of the two records, as the club holds it."""

    person: Person
    membership: Membership

    @property
    def is_held_back(self) -> bool:
        return self.membership.state == State.HELD

    @property
    def is_claimed(self) -> bool:
        return self.person.account_id is not None

    @property
    def origin(self) -> str:
        """“Registrar, since 1999”."""
        return str(Source(self.person.source).label)

    @property
    def name(self) -> list[str]:
        person = self.person
        called = f" ({person.preferred})" if person.preferred and person.preferred != person.given else ""
        return [f"{person.given}{called} {person.family}".strip()]

    @property
    def names_before(self) -> list[str]:
        return [str(name) for name in self.person.other_names.all()]

    @property
    def born(self) -> list[str]:
        if not reach.holds(self.membership, self.person):
            return []
        if self.person.born_on:
            return [date_format(self.person.born_on, "DATE_FORMAT")]
        return [str(self.person.birth_year)] if self.person.birth_year else []

    @property
    def studied(self) -> list[str]:
        return [_study(one) for one in self.person.affiliations.all()]

    @property
    def number(self) -> list[str]:
        return [one.value for one in self.person.identifiers.all()]

    @property
    def mail(self) -> list[str]:
        return self._ways(ContactKind.MAIL)

    @property
    def phone(self) -> list[str]:
        return self._ways(ContactKind.PHONE)

    @property
    def post(self) -> list[str]:
        return self._ways(ContactKind.POST)

    @property
    def lives(self) -> list[str]:
        home = self.home
        return [", ".join(part for part in (home.city, country_name(home.country)) if part)] if home else []

    @property
    def works(self) -> list[str]:
        return [str(one) for one in self.person.positions.all()]

    @property
    def home(self) -> Any:
        home = getattr(self.person, "residence", None)
        return home if home is not None and reach.holds(self.membership, home) else None

    def said_at(self, choice: str) -> datetime | None:
        """When what may be chosen was said or confirmed last; None where nothing was."""
        said: Sourced | None = None
        if choice == "name":
            said = self.person
        elif choice == "born":
            said = self.person if self.born else None
        elif choice == "residence":
            said = self.home
        else:
            said = next((one for one in self.person.contacts.all() if one.kind == choice and one.is_primary), None)
        return (said.confirmed_at or said.recorded_at) if said is not None else None

    def _ways(self, kind: str) -> list[str]:
        return [one.value for one in self.person.contacts.all() if one.kind == kind]


def _study(one: Affiliation) -> str:
    what = [str(one.programme) if one.programme else "", one.degree]
    place = str(one.institution) if one.institution and not one.programme else ""
    years = "–".join(str(year) for year in dict.fromkeys((one.started_year, one.class_year or one.ended_year)) if year)
    return ", ".join(part for part in (*what, place, years) if part)


@dataclass(frozen=True)
class Line:
    """A field of both records, what the comparison says of it, and what may be chosen."""

    title: Promise
    one: list[str]
    other: list[str]
    evidence: list[Evidence] = field(default_factory=list)
    choice: str = ""  # of merging.CARRIED; empty where nothing is to be chosen
    chosen: str = ""  # ONE or OTHER

    @property
    def differs(self) -> bool:
        return self.one != self.other

    @property
    def bits(self) -> float:
        return sum(evidence.bits for evidence in self.evidence)


#: Title, what of a side is shown, what may be chosen, and the comparisons that look at it.
FIELDS: tuple[tuple[Promise, str, str, tuple[str, ...]], ...] = (
    (_("Name"), "name", "name", ("given_name", "family_name", "family")),
    (_("Other names"), "names_before", "", ()),
    (pgettext_lazy("record", "Born"), "born", "born", ("birth_date", "birth_year", "birth_place")),
    (pgettext_lazy("record", "Studied"), "studied", "", ("study",)),
    (_("Student number"), "number", "", ("national_number",)),
    (_("E-mail"), "mail", "mail", ("email",)),
    (_("Telephone"), "phone", "phone", ("phone",)),
    (_("Post"), "post", "", ()),
    (_("Lives in"), "lives", "residence", ("address",)),
    (_("Works"), "works", "", ()),
)


def sides_of(duplicate: Duplicate) -> tuple[Side, Side]:
    """Both records with what the club holds of them."""
    club = duplicate.club
    pks = [duplicate.one_id, duplicate.other_id]
    people = (
        Person.objects.filter(pk__in=pks).select_related("residence", "account").prefetch_related(*parts_held(club))
    )
    memberships = {one.person_id: one for one in Membership.with_held.filter(club=club, person__in=pks)}
    found = {person.pk: Side(person, memberships[person.pk]) for person in people}
    return found[duplicate.one_id], found[duplicate.other_id]


def kept_of(other: Side) -> str:
    """Which of the two stays: what its owner has claimed, or the older record, which is the first one."""
    return OTHER if other.is_claimed else ONE


def newest(one: Side, other: Side, choice: str) -> str:
    """Whose word on it is the later one; of what a claimed record says, its own."""
    if one.is_claimed or other.is_claimed:
        return kept_of(other)
    first, second = one.said_at(choice), other.said_at(choice)
    return OTHER if second is not None and (first is None or second > first) else ONE


def carried_by_age(one: Side, other: Side) -> list[str]:
    """What the record that stays takes from the other when nobody chooses: whatever was said later."""
    kept = kept_of(other)
    return [choice for choice in merging.CARRIED if newest(one, other, choice) != kept]


def lines_of(one: Side, other: Side, weighed: Weighed) -> list[Line]:
    """Field by field; fields of which neither knows anything are left out."""
    may_choose = not (one.is_claimed or other.is_claimed)
    lines = []
    for title, name, choice, comparisons in FIELDS:
        first, second = getattr(one, name), getattr(other, name)
        if not first and not second:
            continue
        is_choice = bool(may_choose and choice and first and second and first != second)
        evidence = [found for found in weighed.comparisons if found.comparison in comparisons]
        chosen = newest(one, other, choice) if choice else ""
        lines.append(Line(title, first, second, evidence, choice if is_choice else "", chosen))
    return lines


def different_by_now(club: Club, people: Collection[int]) -> set[frozenset[int]]:
    """Pairs of these people that were decided to be two, by the records they are part of by now."""
    pairs = Duplicate.objects.filter(
        Q(one__in=people) | Q(one__merged_into__in=people),
        Q(other__in=people) | Q(other__merged_into__in=people),
        club=club,
        verdict=Verdict.DIFFERENT,
    ).values_list("one_id", "one__merged_into_id", "other_id", "other__merged_into_id")
    return {frozenset((one_into or one, other_into or other)) for one, one_into, other, other_into in pairs}
