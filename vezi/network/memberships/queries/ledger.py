"""The members' ledger of the office: whom an officer looks for, in which order, one page at a time."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import cached_property

from vezi.core.folding import fold
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, MembershipQuerySet, State
from vezi.network.memberships.queries import books, narrowing, reach, wording
from vezi.network.memberships.queries.reach import Reach
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Identifier, OtherName, Person, Residence
from vezi.network.people.naming import mail_key, sorted_for_reader

DEAD = "dead"
MOST_NAMES = 6  # of one person, in a search
SORTED_AT_ONCE = 25_000  # people; more are read along an index


@dataclass(frozen=True)
class Wanted:
    """Whom the officer looks for. Empty fields ask for nothing."""

    find: str = ""
    state: str = ""  # a State, or DEAD; empty: on the books
    reach: str = ""
    year_from: int | None = None
    year_to: int | None = None
    mail: str = ""  # "yes" or "no"
    claimed: str = ""  # "yes" or "no"
    joined_since: str = ""  # a day as 2024-05-31; members alone
    # Of these (see narrowing.MANY) several values may be asked for, and others excluded.
    programme: tuple[str, ...] = ()
    degree: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    employer: tuple[str, ...] = ()
    trade: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    not_programme: tuple[str, ...] = ()
    not_degree: tuple[str, ...] = ()
    not_city: tuple[str, ...] = ()
    not_country: tuple[str, ...] = ()
    not_employer: tuple[str, ...] = ()
    not_trade: tuple[str, ...] = ()
    not_help: tuple[str, ...] = ()
    sort: str = "name"  # name, class, seen; with a minus turned round

    def __post_init__(self) -> None:
        """As a record kept it, several values are a list; as an older house kept it, one is a text."""
        for name in (*narrowing.MANY, *(f"not_{kind}" for kind in narrowing.MANY)):
            given = getattr(self, name)
            values = ((given,) if given else ()) if isinstance(given, str) else tuple(given)
            object.__setattr__(self, name, values)

    @property
    def looks_at_hidden_values(self) -> bool:
        """Whether standing among those found says more of a person than her row does."""
        return any(getattr(self, kind) or getattr(self, f"not_{kind}") for kind in narrowing.LOOKED_AT)


@dataclass(frozen=True)
class Row:
    """A person as the ledger shows one."""

    membership: Membership
    person: Person
    reach: Reach
    studies: list[Affiliation] = field(default_factory=list)
    mail: str = ""
    number: str = ""

    @property
    def year(self) -> int | None:
        return min((studied.class_year for studied in self.studies if studied.class_year), default=None)

    @property
    def programme(self) -> str:
        """“Economics, BSc; Law, MSc”."""
        said = [", ".join(str(part) for part in (s.programme, s.degree) if part) for s in self.studies]
        return "; ".join(dict.fromkeys(one for one in said if one))

    @property
    def residence(self) -> Residence | None:
        """The home town, if this club holds it."""
        found = getattr(self.person, "residence", None)
        return found if found is not None and reach.holds(self.membership, found) else None

    @property
    def city(self) -> str:
        return self.residence.city if self.residence else ""

    @property
    def country(self) -> str:
        return self.residence.country if self.residence else ""


def wanted_of(club: Club, wanted: Wanted, *, now: datetime) -> MembershipQuerySet:
    """The memberships of everybody wanted, in no order."""
    if wanted.state == DEAD:
        people = Membership.objects.filter(club=club, person__is_deceased=True, person__merged_into__isnull=True)
    elif wanted.state:
        people = books.living(club).filter(state=wanted.state)
    else:
        people = books.on_the_books(club)
    people = people.filter(reach.condition(wanted.reach, club, now=now))
    if wanted.find.strip():
        people = people.filter(_worded(wanted.find, club))
    if wanted.year_from or wanted.year_to:
        people = people.filter(Exists(_studied(club, wanted)))
    if wanted.mail:
        has_mail = Q(reach.has_mail(club))
        people = people.filter(has_mail if wanted.mail == "yes" else ~has_mail)
    if wanted.claimed:
        people = people.filter(person__claimed_at__isnull=wanted.claimed == "no")
    if wanted.joined_since:
        people = people.filter(state=State.MEMBER, since__gte=start_of(wanted.joined_since))
    return people.filter(
        narrowing.condition(
            club,
            wanted={kind: getattr(wanted, kind) for kind in narrowing.MANY},
            unwanted={kind: getattr(wanted, f"not_{kind}") for kind in narrowing.MANY},
        )
    )


def start_of(day: str) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time.min))


def _worded(words: str, club: Club) -> Q:
    """By name, number or mail; or by what stands in work and town."""
    by_name = Q(person_id__in=found_by(words, club))
    in_texts = wording.found_in_texts(words, club)
    return by_name if in_texts is None else by_name | Q(person_id__in=in_texts)


def found_by_texts_alone(words: str, club: Club, person_ids: list[int]) -> list[int]:
    """Those of the people found whom their names, numbers and mails would not have given away."""
    plainly = Q(person_id__in=found_by(words, club)) | Q(person_id__in=wording.found_in_names(words))
    named = Membership.objects.filter(plainly, club=club, person_id__in=person_ids)
    return sorted(set(person_ids) - set(named.values_list("person_id", flat=True)))


def _studied(club: Club, wanted: Wanted) -> QuerySet[Affiliation]:
    studied = Affiliation.objects.filter(reach.held_by(club), person_id=OuterRef("person_id"))
    if wanted.year_from:
        studied = studied.filter(class_year__gte=wanted.year_from)
    if wanted.year_to:
        studied = studied.filter(class_year__lte=wanted.year_to)
    return studied


def named(words: str, club: Club) -> QuerySet:
    """Numbers of the people whose name (either way round) or former surname begins so."""
    folded = fold(words)
    names = Q(folded__regex=f"^{either_joined(folded)}")
    parts = folded.split(" ")[:MOST_NAMES]
    for first in range(1, len(parts)):
        given, family = " ".join(parts[:first]), " ".join(parts[first:])
        names |= Q(folded__regex=f"^{either_joined(family)}") & Q(folded__regex=f" {either_joined(given)}")
    by_name = Person.objects.filter(names).order_by().values("pk")
    formerly = OtherName.objects.filter(reach.held_by(club), family__istartswith=words.strip()).values("person")
    return by_name.union(formerly)


def either_joined(folded: str) -> str:
    """The words as a pattern, whether a hyphen or a blank stands between them."""
    return "[ -]".join(re.escape(word) for word in re.split("[ -]", folded))


def found_by(words: str, club: Club) -> QuerySet:
    """Those, and the people whose student number or mail begins so: for who may see records."""
    by_number = Identifier.objects.filter(club=club, value__startswith=words.strip()).values("person")
    by_mail = ContactValue.objects.filter(
        reach.held_by(club), kind=ContactKind.MAIL, key__startswith=mail_key(words)
    ).values("person")
    return named(words, club).union(by_number, by_mail)


class LedgerPages(Paginator):
    """Pages of memberships. Large results are read along an index, so that the first page of 320,000 is as quick."""

    def __init__(self, club: Club, wanted: Wanted, *, now: datetime, per_page: int) -> None:
        self.club, self.wanted, self.now = club, wanted, now
        super().__init__(object_list=[], per_page=per_page)

    @cached_property
    def count(self) -> int:
        everybody = wanted_of(self.club, self.wanted, now=self.now)
        key = ":".join(str(getattr(self.wanted, name)) for name in self.wanted.__dataclass_fields__ if name != "sort")
        return books.remembered(self.club, f"count:{hash_of(key)}", everybody.count)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        ids = self.ids(start, min(start + self.per_page, self.count))
        return Page(rows(self.club, ids, now=self.now), number, self)

    def ids(self, start: int, end: int) -> list[int]:
        everybody = wanted_of(self.club, self.wanted, now=self.now)
        by_name = sort_field()
        kind, turned = self.wanted.sort.lstrip("-"), self.wanted.sort.startswith("-")
        if kind == "seen":
            latest = F("last_seen_at").asc(nulls_last=True) if turned else F("last_seen_at").desc(nulls_last=True)
            ordered = everybody.order_by(latest, "person_id")
        elif kind == "class":
            return self._ids_by_class(everybody, start, end, turned=turned)
        else:
            way = "-" if turned else ""
            ordered = everybody.order_by(f"{way}{by_name}", f"{way}person_id")
        return list(ordered.values_list("pk", flat=True)[start:end])

    def _ids_by_class(self, everybody: MembershipQuerySet, start: int, end: int, *, turned: bool) -> list[int]:
        of_person = Affiliation.objects.filter(reach.held_by(self.club), class_year__isnull=False)
        if self.count <= SORTED_AT_ONCE:
            mine = of_person.filter(person_id=OuterRef("person_id")).order_by().values("person_id")
            year = F("class_year")
            ordered = everybody.annotate(class_year=Subquery(mine.annotate(first=Min("class_year")).values("first")))
            way = year.desc(nulls_last=True) if turned else year.asc(nulls_last=True)
            return list(ordered.order_by(way, sort_field(), "person_id").values_list("pk", flat=True)[start:end])
        return self._ids_along_classes(everybody, of_person, start, end, turned=turned)

    def _ids_along_classes(
        self, everybody: MembershipQuerySet, of_person: QuerySet[Affiliation], start: int, end: int, *, turned: bool
    ) -> list[int]:
        """Reads the first affiliation of each person in the order of class years; who has none comes last."""
        earlier = of_person.filter(person_id=OuterRef("person_id")).filter(
            Q(class_year__lt=OuterRef("class_year")) | Q(class_year=OuterRef("class_year"), pk__lt=OuterRef("pk"))
        )
        firsts = (
            of_person.filter(~Exists(earlier), person__memberships__in=everybody, person__memberships__club=self.club)
            .order_by("-class_year" if turned else "class_year", sort_field(), "person_id")
            .values_list("person__memberships__pk", flat=True)
        )
        found = list(firsts[start:end])
        if len(found) < end - start:
            with_year = firsts.order_by().count()
            without = everybody.filter(~Exists(of_person.filter(person_id=OuterRef("person_id"))))
            rest = without.order_by(sort_field(), "person_id").values_list("pk", flat=True)
            found += rest[max(0, start - with_year) : end - with_year]
        return found


def rows(club: Club, ids: list[int], *, now: datetime) -> list[Row]:
    """What the ledger shows of these memberships, in their order; four queries."""
    found = Membership.objects.filter(pk__in=ids).select_related("person__residence", "person__account").prefetch_related(
        Prefetch("person__affiliations", Affiliation.objects.filter(reach.held_by(club)).select_related("programme")),
        Prefetch("person__contacts", ContactValue.objects.filter(reach.held_by(club))),
        Prefetch("person__identifiers", Identifier.objects.filter(club=club)),
    )  # fmt: skip
    by_id = {membership.pk: _row(membership, now=now) for membership in found}
    return [by_id[pk] for pk in ids if pk in by_id]


def _row(membership: Membership, *, now: datetime) -> Row:
    person = membership.person
    contacts = list(person.contacts.all())
    mails = [contact for contact in contacts if contact.kind == ContactKind.MAIL]
    first_mail = min(mails, key=lambda contact: (not contact.is_primary, contact.pk), default=None)
    return Row(
        membership=membership,
        person=person,
        reach=reach.judged(membership, contacts, now=now).reach,
        studies=sorted(person.affiliations.all(), key=lambda studied: (studied.class_year or 9999, studied.pk)),
        mail=first_mail.value if first_mail else "",
        number=", ".join(identifier.value for identifier in person.identifiers.all()),
    )


def sort_field() -> str:
    """The key by which names stand in order for the reader."""
    return f"person__sort_{sorted_for_reader()}"


def hash_of(text: str) -> str:
    """A short name for a long key."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def states() -> list[str]:
    return [*State.values, DEAD]
