"""Who a new record may be of: found among a club's people by what indexes know, then weighed one by one.

Whoever shares nothing of that with the record, such as one misspelt at the beginning of her surname and without a birth
date, is not found; linking whole files looks wider.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from vezi.core.folding import fold
from vezi.core.short_forms import formal_of
from vezi.network.clubs.models import Club
from vezi.network.people.naming import mail_key
from vezi.network.registrar.linkage import Model, Record, Scales, Weighed
from vezi.network.registrar.linkage.bands import WORTH_A_LOOK
from vezi.network.registrar.linkage.names import plain, surnames
from vezi.network.registrar.linkage.records import phone_key
from vezi.network.registrar.people_as_records import held_of

MOST, FEW = 60, 20  # looked at, of those who share one thing; of those who share a surname alone
BEGINNING = 3  # letters of a name

#: Each answers from an index. Which values of a person the club holds is seen to when she is weighed.
BY_MAIL = "p.id in (select v.person_id from people_contactvalue v where v.kind = 'mail' and v.key = %s)"
BY_MAIL_LIKE = "p.id in (select v.person_id from people_contactvalue v where v.kind = 'mail' and v.key like %s)"
BY_PHONE = "p.id in (select v.person_id from people_contactvalue v where v.kind = 'phone' and right(v.key, 8) = %s)"
BY_BIRTH = "p.born_on = any(%s)"
BY_NAME = "p.folded like %s"
BY_OTHER_NAME = "p.id in (select v.person_id from people_othername v where upper(v.family) = upper(%s))"
ONE_KIND = """
(select p.id from people_person p join memberships_membership m on m.person_id = p.id
where {alike} and m.club_id = %s and p.merged_into_id is null and p.erased_at is null limit %s)
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody on a club's books whom a record may be of, and why."""

    person_id: int
    record: Record  # as the club knows her; of several values those nearest to the record's
    weighed: Weighed

    @property
    def probability(self) -> float:
        return self.weighed.probability


def who_may_be(record: Record, *, club: Club, model: Model, limit: int = 10) -> list[Likeness]:
    """The people of the club whom somebody had better look at, the likeliest first; two queries."""
    scales = Scales(model, prior=model.prior_of_a_newcomer)
    asked = scales.ready(record)
    found = []
    for held in held_of(candidates(record, club=club), club=club):
        like = held.record_like(record)
        weighed = scales.weigh(asked, scales.ready(like))
        if weighed.probability >= WORTH_A_LOOK:
            found.append(Likeness(held.id, like, weighed))
    return sorted(found, key=lambda one: (-one.weighed.bits, one.person_id))[:limit]


def candidates(record: Record, *, club: Club) -> list[int]:
    """Ids of people of the club that have something in common with the record; one query."""
    asked = list(_alike(record))
    if not asked:
        return []
    parts = [ONE_KIND.format(alike=alike) for alike, _value, _most in asked]
    values = [each for _alike, value, most in asked for each in (value, club.pk, most)]
    with connection.cursor() as cursor:
        cursor.execute(" union ".join(parts), values)
        return [pk for (pk,) in cursor.fetchall()]


def _alike(record: Record) -> Iterator[tuple[str, Any, int]]:
    """What of the record is looked up: in SQL, which of the people; the value; and how many of them at most."""
    if mail := mail_key(record.email):
        yield BY_MAIL, mail, MOST
        if "@" in mail[1:]:
            yield BY_MAIL_LIKE, _prefix(mail[: mail.index("@") + 1]), MOST
    if phone := phone_key(record.phone):
        yield BY_PHONE, phone, MOST
    if record.birth_date:
        yield BY_BIRTH, [record.birth_date, *swapped(record.birth_date)], MOST
    for beginning in beginnings(record):
        yield BY_NAME, _prefix(beginning), FEW if beginning.endswith(" ") else MOST
    for surname in dict.fromkeys(name.strip() for name in (record.family_name, record.former_name)):
        if surname:
            yield BY_OTHER_NAME, surname, FEW


def _prefix(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text) + "%"


def swapped(day: date) -> list[date]:
    """With day and month the other way round, if there is such a day."""
    return [day.replace(month=day.day, day=day.month)] if day.day <= 12 and day.day != day.month else []


def beginnings(record: Record) -> list[str]:
    """How the names of people like the record begin, as `Person.folded` has them: surname first."""
    families = [name for name in (record.family_name, record.former_name) if name.strip()]
    given = [name.split()[0] for name in (record.given_name, record.known_as) if name.strip()]
    surname = [fold(family) for family in families]
    parts = [part for family in families for part in surnames(family)]
    first = [fold(name) for name in given] + [plain(name) for name in given]
    first += sorted(full for name in first for full in formal_of(name))
    if not parts:
        return [f"{name} " for name in dict.fromkeys(first[: len(given)])]
    found = [f"{family} {name[:BEGINNING]}" for family in (*surname, *parts) for name in first or [""]]
    found += [f"{name} {family[:BEGINNING]}" for family in surname for name in first[: len(given)]]  # turned round
    return list(dict.fromkeys([*found, *(f"{family} " for family in surname)]))
