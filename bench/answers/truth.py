"""What is true of the people and may be seen by members of their club, as plain records read from the tables."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from bench.answers.spelling import words

CLUB = 20  # the least audience that reaches a fellow member
READ = """
select p.id, p.given, p.family, p.preferred,
    case when p.ask_audience >= %(club)s then p.ask_about else '' end,
    (select json_agg(json_build_array(o.given, o.family)) from people_othername o
        where o.person_id = p.id and (o.audience is null or o.audience >= %(club)s)),
    (select json_agg(distinct a.class_year) from people_affiliation a
        where a.person_id = p.id and a.class_year is not null and (a.audience is null or a.audience >= %(club)s)),
    (select json_agg(json_build_array(w.title, w.employer, w.trade, w.city)) from people_position w
        where w.person_id = p.id and w.audience >= %(club)s and w.is_current),
    (select r.city from people_residence r where r.person_id = p.id and r.audience >= %(club)s),
    (select json_agg(c.value) from people_contactvalue c
        where c.person_id = p.id and c.kind = 'mail' and c.audience >= %(club)s),
    (select json_agg(c.value) from people_contactvalue c
        where c.person_id = p.id and c.kind = 'mail' and coalesce(c.audience, 0) < %(club)s)
from people_person p
where exists (select 1 from memberships_membership m where m.person_id = p.id and m.state = 'member')
    and (p.name_audience is null or p.name_audience >= %(club)s)
    and p.erased_at is null and p.merged_into_id is null
order by p.id
"""


@dataclass
class Work:
    title: str
    employer: str
    trade: str
    city: str


@dataclass
class Known:
    """A person, as far as a fellow member may know her."""

    id: int
    given: str
    family: str
    preferred: str
    knows: str
    others: list[tuple[str, str]]
    years: set[int]
    work: list[Work]
    home: str
    mails: list[str]
    hidden_mails: list[str]
    called: tuple[str, ...] = ()  # words of given names
    surnames: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        return self.given.split(" ")[0]

    @property
    def cities(self) -> set[str]:
        return {self.home, *(work.city for work in self.work)} - {""}

    @property
    def texts(self) -> set[str]:
        """Words of what she says she knows, and of what she does."""
        return set(words(" ".join((self.knows, *(f"{work.title} {work.employer}" for work in self.work)))))


@dataclass
class Truth:
    people: list[Known]
    by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # of the names of today
    by_former: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_year: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_city: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_number: dict[int, Known] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.people:
            one.called, one.surnames = words(f"{one.given} {one.preferred}"), words(one.family)
            self.by_number[one.id] = one
            for word in {*one.called, *one.surnames}:
                self.by_word[word].add(one.id)
            for word in {word for given, family in one.others for word in words(f"{given} {family}")}:
                self.by_former[word].add(one.id)
            for year in one.years:
                self.by_year[year].add(one.id)
            for city in one.cities:
                self.by_city[city].add(one.id)

    def named(self, text: str) -> set[int]:
        """Whose names of today have all the words."""
        found = [self.by_word.get(word, set()) for word in words(text)]
        return set.intersection(*found) if found else set()

    def those(self, numbers: Iterable[int]) -> list[Known]:
        return [self.by_number[number] for number in numbers]


def read() -> Truth:
    with connection.cursor() as cursor:
        cursor.execute(READ, {"club": CLUB})
        return Truth([known(*row) for row in cursor.fetchall()])


def known(
    number: int, given: str, family: str, preferred: str, knows: str, others: object, years: object, work: object,
    home: str | None, mails: object, hidden: object,
) -> Known:  # fmt: skip
    return Known(
        number, given, family, preferred, knows, [tuple(name) for name in parts(others)], set(parts(years)),
        [Work(*post) for post in parts(work)], home or "", parts(mails), parts(hidden),
    )  # fmt: skip


def parts(given: object) -> list:
    return (json.loads(given) if isinstance(given, str) else given) or []
