"""A club's people as records to be linked: what the club holds of them, and nothing another club does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from vezi.core.garbage import collecting_seldom
from vezi.network.clubs.models import AffiliationKind, Club
from vezi.network.memberships.models import State
from vezi.network.people.models import ContactKind, PersonQuerySet
from vezi.network.registrar.linkage import Record
from vezi.network.registrar.linkage.records import phone_key

AT_ONCE = 10_000  # rows fetched
WAYS = (ContactKind.MAIL.value, ContactKind.PHONE.value, ContactKind.POST.value)
POSTCODE = re.compile(r"(?P<postcode>\S*\d\S*(?: \d\S*)?) (?P<city>.+)")

#: `{whom}` is a condition on p.id. What the club holds is its own and what people wrote themselves, unless they left it
#: (memberships.queries.reach says the same of single values).
HELD = "(v.club_id = m.club_id or (v.club_id is null and m.state <> %(left)s))"
ROWS = f"""
select p.id, p.given, p.family, p.preferred, p.born_on, p.birth_year,
    array(select v.family from people_othername v
        where v.person_id = p.id and {HELD} and v.family not in ('', p.family) order by v.id),
    array(select v.kind || ':' || v.value from people_contactvalue v
        where v.person_id = p.id and {HELD} and v.kind = any(%(ways)s)
        order by v.is_primary desc, v.bounced_at desc nulls first, v.id),
    (select array[v.city, v.country] from people_residence v where v.person_id = p.id and {HELD}),
    array(select array[coalesce(o.name, ''), coalesce(v.class_year, 0)::text]
        from people_affiliation v left join clubs_programme o on o.id = v.programme_id
        where v.person_id = p.id and {HELD} and v.kind = %(alum)s order by v.class_year, v.id)
from memberships_membership m join people_person p on p.id = m.person_id
where m.club_id = %(club)s and p.merged_into_id is null and p.erased_at is null and p.id {{whom}}
order by p.id
"""  # noqa: S608 - made of our own constants


@dataclass(frozen=True, slots=True)
class Home:
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Of one person all that can be compared; a record has room for one value of each."""

    id: int
    given: str
    family: str
    preferred: str
    born_on: date | None
    birth_year: int | None
    former: list[str]
    mails: list[str]
    phones: list[str]
    homes: list[Home]
    studies: list[tuple[str, int | None]]  # programme and class year

    @property
    def record(self) -> Record:
        """With the first of everything."""
        home = self.homes[0] if self.homes else Home()
        programme, class_year = self.studies[0] if self.studies else ("", None)
        return Record(
            id=str(self.id), given_name=self.given, family_name=self.family, known_as=self.preferred,
            former_name=" ".join(dict.fromkeys(self.former)), birth_date=self.born_on, birth_year=self.birth_year,
            email=next(iter(self.mails), ""), phone=next(iter(self.phones), ""), street=home.street, city=home.city,
            postcode=home.postcode, country=home.country, programme=programme, class_year=class_year,
        )  # fmt: skip

    def record_like(self, other: Record) -> Record:
        """With those values that another record has as well, if any: who has two addresses of mail has both."""
        if max(len(self.mails), len(self.phones), len(self.homes), len(self.studies)) < 2:
            return self.record
        mail, phone = other.email.strip().lower(), phone_key(other.phone)
        place = (other.street.lower(), other.postcode, other.city.lower())
        return replace(
            self,
            mails=sorted(self.mails, key=lambda one: one.lower() != mail),
            phones=sorted(self.phones, key=lambda one: phone_key(one) != phone),
            homes=sorted(
                self.homes, key=lambda one: -_agreeing((one.street.lower(), one.postcode, one.city.lower()), place)
            ),
            studies=sorted(self.studies, key=lambda one: -_agreeing(one, (other.programme, other.class_year))),
        ).record


def records_of(people: PersonQuerySet, *, club: Club) -> Iterator[Record]:
    """Those of them on the club's books as the club knows them, by id; one query, read in parts."""
    try:
        whom, values = people.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return
    named = {f"value_{number}": value for number, value in enumerate(values)}
    sql = ROWS.format(whom=f"in ({whom % tuple(f'%({name})s' for name in named)})")
    with collecting_seldom(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, {**_constants(club), **named})
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                yield _held(row).record


def held_of(ids: Iterable[int], *, club: Club) -> list[Held]:
    """Those of them on the club's books, by id; one query."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(whom="= any(%(ids)s)"), {**_constants(club), "ids": list(ids)})
        return [_held(row) for row in cursor.fetchall()]


def _constants(club: Club) -> dict[str, Any]:
    return {"club": club.pk, "left": State.LEFT.value, "alum": AffiliationKind.ALUM.value, "ways": list(WAYS)}


def _held(row: tuple[Any, ...]) -> Held:
    pk, given, family, preferred, born_on, birth_year, former, contacts, residence, studies = row
    by_kind: dict[str, list[str]] = {kind: [] for kind in WAYS}
    for contact in contacts:
        kind, _, value = contact.partition(":")
        by_kind[kind].append(value)
    homes = [home_of(address) for address in by_kind[ContactKind.POST]]
    if residence and not any(home.city == residence[0] for home in homes):
        homes.append(Home(city=residence[0], country=residence[1]))
    return Held(
        pk, given, family, preferred, born_on, birth_year, former, by_kind[ContactKind.MAIL], by_kind[ContactKind.PHONE],
        homes, [(programme, int(class_year) or None) for programme, class_year in studies],
    )  # fmt: skip


def home_of(address: str) -> Home:
    """An address as the importer writes it: street, postcode and town, country."""
    street, *rest = (part.strip() for part in address.replace("\n", ",").split(","))
    town, country = rest[0] if rest else "", rest[1] if len(rest) > 1 else ""
    told = POSTCODE.fullmatch(town)
    return Home(street, told["postcode"], told["city"], country) if told else Home(street, "", town, country)


def _agreeing(ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> int:
    return sum(one == other for one, other in zip(ours, theirs, strict=True) if other)
