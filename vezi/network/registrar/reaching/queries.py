"""How many people of a club can be reached: as a whole, by class, by programme, and how that went.

The rule is that of `memberships.reach`; here it is asked of everybody in one statement, so that a club of 320,000 is
counted in about a second (a page of it waits for nothing: see `books.counted_before`). A test holds both to the same
answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club, Programme
from vezi.network.memberships.models import State
from vezi.network.memberships.queries import books
from vezi.network.memberships.reach import FRESH, MUST_BE_CONFIRMED, TAKEN_AT_WORD, Reach
from vezi.network.registrar.models import ReachCount, ReachRules

A_MONTH = timedelta(days=30)
MOST_WEEKS = 104  # of history that the page draws

#: How each person stands is worked out once, whatever it is then grouped by; who has two degrees of a class is counted
#: once in it. The words of Reach are numbered, as 320,000 numbers take less room than so many words.
WORDS = (Reach.REACHABLE, Reach.DOUBTFUL, Reach.LOST, Reach.DECEASED)
COUNTED = """
with ways as (
    select person_id,
        bool_or(confirmed_at > %(since)s or (kind = any(%(taken_at_word)s) and recorded_at > %(since)s)) as is_sure
    from people_contactvalue
    where kind = any(%(kinds)s) and bounced_at is null and (club_id = %(club)s or club_id is null)
    group by person_id
), standing as materialized (
    select m.person_id,
        case
            when p.is_deceased then 3
            when w.is_sure or (a.id is not null and greatest(m.since, m.last_seen_at) > %(since)s) then 0
            when w.person_id is not null or a.id is not null then 1
            else 2
        end as reach
    from memberships_membership m
    join people_person p on p.id = m.person_id
    left join ways w on w.person_id = m.person_id
    left join accounts_account a on a.id = p.account_id and a.is_active and m.state = %(member)s
    where m.club_id = %(club)s and m.state = any(%(on_the_books)s)
        and p.merged_into_id is null and p.erased_at is null
), studied as materialized (
    select person_id, reach, class_year, programme_id
    from people_affiliation join standing using (person_id)
    where (club_id = %(club)s or club_id is null)
        and (%(first)s::int is null or class_year >= %(first)s)
        and (%(last)s::int is null or class_year <= %(last)s)
        and (%(programme)s::bigint is null or programme_id = %(programme)s)
)
select 'total', null::bigint, reach, count(*) from standing
where %(is_whole)s or person_id in (select person_id from studied)
group by reach
union all
select 'class', class_year, reach, count(*)
from (select distinct person_id, reach, class_year from studied where class_year is not null) as once
group by class_year, reach
union all
select 'programme', programme_id, reach, count(*)
from (select distinct person_id, reach, programme_id from studied where programme_id is not null) as once
group by programme_id, reach
"""


@dataclass(frozen=True)
class Wanted:
    """Which of them: from and to a class, of a programme."""

    first: int | None = None
    last: int | None = None
    programme: Programme | None = None


@dataclass(frozen=True)
class Counts:
    """People by how they can be reached."""

    reachable: int = 0
    doubtful: int = 0
    lost: int = 0
    deceased: int = 0

    @property
    def living(self) -> int:
        return self.reachable + self.doubtful + self.lost

    @property
    def parts(self) -> tuple[int, int, int]:
        return (self.reachable, self.doubtful, self.lost)

    def of_hundred(self, number: int) -> int:
        return round(100 * number / self.living) if self.living else 0

    @property
    def reachable_of_hundred(self) -> int:
        return self.of_hundred(self.reachable)

    @property
    def doubtful_of_hundred(self) -> int:
        return self.of_hundred(self.doubtful)


@dataclass(frozen=True)
class Reached(books.Counted):
    """A club, or a part of it, by reach."""

    total: Counts = field(default_factory=Counts)
    classes: tuple[tuple[int, Counts], ...] = ()  # newest first
    programmes: tuple[tuple[str, Counts], ...] = ()  # the largest first


def reached(club: Club, wanted: Wanted | None = None, *, now: datetime) -> Reached:
    """Of a large club it was counted a while ago; as a whole, before anybody asked."""
    if wanted is None or wanted == Wanted():
        return _of_all(club, now=now)
    programme = wanted.programme.pk if wanted.programme else ""
    what = f"reach:{wanted.first or ''}:{wanted.last or ''}:{programme}"
    return books.remembered(club, what, lambda: count(club, wanted, now=now))


@books.counted_before("reach")
def _of_all(club: Club, now: datetime) -> Reached:
    return count(club, None, now=now)


def count(club: Club, wanted: Wanted | None, *, now: datetime) -> Reached:
    """Two statements; the first reads the whole club."""
    found = asked(facts_of(club, wanted or Wanted(), now=now))
    names = {one.pk: str(one) for one in Programme.objects.filter(pk__in=found["programme"])}
    programmes = [(names[pk], counts) for pk, counts in found["programme"].items()]
    return Reached(
        total=found["total"].get(0, Counts()),
        classes=tuple(sorted(found["class"].items(), reverse=True)),
        programmes=tuple(sorted(programmes, key=lambda row: (-row[1].living, row[0]))),
        at=now,
    )


def facts_of(club: Club, wanted: Wanted, *, now: datetime) -> dict[str, Any]:
    return {
        "club": club.pk,
        "since": now - FRESH,
        "taken_at_word": list(TAKEN_AT_WORD),
        "kinds": [*TAKEN_AT_WORD, *MUST_BE_CONFIRMED],
        "member": State.MEMBER.value,
        "on_the_books": [state.value for state in books.ON_THE_BOOKS],
        "first": wanted.first,
        "last": wanted.last,
        "programme": wanted.programme.pk if wanted.programme else None,
        "is_whole": wanted == Wanted(),
    }


def asked(facts: dict[str, Any]) -> dict[str, dict[int, Counts]]:
    """By what it is grouped by, then by year or number; 0 stands for all."""
    found: dict[str, dict[int, dict[str, int]]] = {"total": {}, "class": {}, "programme": {}}
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, facts)
        for group, key, reach, number in cursor.fetchall():
            found[group].setdefault(key or 0, {})[WORDS[reach].value] = number
    return {group: {key: Counts(**counts) for key, counts in rows.items()} for group, rows in found.items()}


# How it went


@dataclass(frozen=True)
class Week:
    """A point of the history."""

    on: date
    counts: Counts


def history(club: Club, *, today: date, now_counted: Counts) -> list[Week]:
    """The weeks written down, oldest first; the last is as of now."""
    kept = ReachCount.objects.filter(club=club, week_on__lte=today).order_by("-week_on")[:MOST_WEEKS]
    weeks = [Week(one.week_on, Counts(one.reachable, one.doubtful, one.lost, one.deceased)) for one in kept][::-1]
    return [*(week for week in weeks if week.on < today), Week(today, now_counted)]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rules_of(club: Club) -> ReachRules:
    return ReachRules.objects.filter(club=club).first() or ReachRules(club=club)


@dataclass(frozen=True)
class CameBack:
    """Letters of the last month that came back, in numbers."""

    mails: int
    letters: int
    tried_next: int

    @property
    def any(self) -> bool:
        return bool(self.mails or self.letters)


MAIL_CAME_BACK, LETTER_CAME_BACK, TRIED_NEXT = (
    "registrar.mail_came_back",
    "registrar.letter_came_back",
    "registrar.try_next_address",
)


def came_back(club: Club, *, now: datetime) -> CameBack:
    deeds = AuditEntry.objects.filter(
        club_id=club.pk, at__gt=now - A_MONTH, deed__in=[MAIL_CAME_BACK, LETTER_CAME_BACK, TRIED_NEXT]
    )
    return counted_deeds(deeds.values_list("deed", flat=True))


def counted_deeds(deeds: Iterable[str]) -> CameBack:
    found = list(deeds)
    return CameBack(found.count(MAIL_CAME_BACK), found.count(LETTER_CAME_BACK), found.count(TRIED_NEXT))
