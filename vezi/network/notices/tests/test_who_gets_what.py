"""Who gets what, by which way, when: held against a slow telling of the same rules, one notice after the other.

The oracle knows no query of the house; it walks hour by hour through a week and a half.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from vezi.core.audience import Audience
from vezi.core.models import OutgoingMail
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.access import people_visible_to, viewer_of
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.notices import choosing, letters, readers, rounds, runs, services
from vezi.network.notices.models import Device, Notice, Rhythm, Way
from vezi.network.notices.tests.factories import ASKED, GREETED, KINDS, LOOKED, POSTED, TOLD
from vezi.network.people.models import Person
from vezi.network.ties.models import Block
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 25, 12, 0, tzinfo=ZoneInfo("Europe/Ljubljana"))  # the clocks change on the 29th
HOUR, DAYS = timedelta(hours=1), 11
ZONES = ("", "Australia/Sydney", "America/New_York")
slowly = settings(
    max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)

RHYTHMS = st.fixed_dictionaries({}, optional={
    "hour": st.sampled_from((0, 2, 7, 23)),
    "weekday": st.integers(0, 6),
    "time_zone": st.sampled_from(ZONES),
    "has_digests": st.sampled_from((True, True, False)),
    "letters_a_week": st.integers(1, 3),
    "away": st.tuples(st.integers(0, 6), st.integers(0, 4)),
})  # fmt: skip
TELLING = st.fixed_dictionaries({
    "hour": st.integers(0, 24 * 8),
    "kind": st.sampled_from(KINDS),
    "to": st.integers(0, 1),
    "by": st.sampled_from((None, 0, 1, 2, 3)),
    "club": st.sampled_from((None, 0, 1)),
    "way": st.sampled_from(("", "", "", "now", "day")),
    "many": st.booleans(),
})  # fmt: skip
CHOICES = st.dictionaries(
    st.tuples(st.integers(0, 1), st.sampled_from([kind.name for kind in KINDS]), st.sampled_from((None, 0, 1))),
    st.sampled_from(Way.values),
    max_size=5,
)
BLOCKS = st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda pair: pair[0] != pair[1]), max_size=2)
READ = st.sets(st.integers(0, 11), max_size=3)
DEVICES = st.sets(st.integers(0, 1), max_size=2)  # who has a device that is told at once


def rhythm_said(said: dict[str, Any]) -> dict[str, Any]:
    said = dict(said)
    if (away := said.pop("away", None)) is not None:
        first = START.date() + timedelta(days=away[0])
        said |= {"away_from": first, "away_until": first + timedelta(days=away[1])}
    return said


class Oracle:
    """Walks by the hour: what each person gets at which hour. (person, hour) -> letters, each a sorted list of numbers."""

    def __init__(self, tellings, choices, rhythms, blocks, read, devices=frozenset()) -> None:
        self.tellings, self.choices, self.blocks, self.read = tellings, choices, blocks, read
        self.devices, self.pushed = devices, set()
        self.rhythms = [{"hour": 7, "weekday": 0, "time_zone": "", "has_digests": True, "letters_a_week": 5,
                         "away_from": None, "away_until": None} | rhythm_said(said) for said in rhythms]  # fmt: skip

    def way(self, telling) -> str:
        chosen = {
            where: way
            for (to, kind, where), way in self.choices.items()
            if (to, kind) == (telling["to"], telling["kind"].name)
        }
        own = chosen.get(telling["club"], chosen.get(None))
        if (telling["way"], own) == ("now", "push"):
            return "push"
        if telling["way"] and own not in ("page", "none"):
            return telling["way"]
        return own or telling["kind"].way

    def is_told(self, telling) -> bool:
        pair = (telling["to"], telling["by"])
        return telling["to"] != telling["by"] and not ({pair, pair[::-1]} & self.blocks) and self.way(telling) != "none"

    def local(self, person: int, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.rhythms[person]["time_zone"] or "Europe/Ljubljana"))

    def is_away(self, person: int, day: date) -> bool:
        first, last = self.rhythms[person]["away_from"], self.rhythms[person]["away_until"]
        return first is not None and first <= day <= last

    def strikes(self, person: int, moment: datetime, *, weekly: bool) -> bool:
        """Whether a digest of the person begins within the hour that ends at this moment."""
        rhythm = self.rhythms[person]
        local = self.local(person, moment)
        for day in (local.date() - timedelta(days=1), local.date()):
            at = datetime(day.year, day.month, day.day, rhythm["hour"], tzinfo=local.tzinfo)
            if moment - HOUR < at.astimezone(ZoneInfo("UTC")) <= moment:
                return not self.is_away(person, day) and (not weekly or day.weekday() == rhythm["weekday"])
        return False

    def walk(self) -> dict[tuple[int, int], list[list[int]]]:
        got: dict[tuple[int, int], list[list[int]]] = {}
        waiting: list[tuple[int, str]] = []  # number of the telling, day or week
        sent: list[tuple[int, int, int]] = []  # person, club, hour
        for hour in range(24 * DAYS + 1):
            moment = START.astimezone(ZoneInfo("UTC")) + hour * HOUR
            for person in (0, 1):
                due = [
                    (number, rhythm) for number, rhythm in waiting
                    if self.tellings[number]["to"] == person and self.tellings[number]["hour"] < hour
                    and self.strikes(person, moment, weekly=rhythm == "week")
                ]  # fmt: skip
                waiting = [one for one in waiting if one not in due]
                if fresh := sorted(number for number, _rhythm in due if number not in self.read):
                    got.setdefault((person, hour), []).append(fresh)
            for number, telling in enumerate(self.tellings):
                if telling["hour"] == hour and self.is_told(telling):
                    self.tell(number, telling, moment, hour, got, waiting, sent)
        return got

    def tell(self, number, telling, moment, hour, got, waiting, sent) -> None:
        person, way, rhythm = telling["to"], self.way(telling), self.rhythms[telling["to"]]
        if way == "now":
            lately = [one for one in sent if one[:2] == (person, telling["club"]) and one[2] > hour - 24 * 7]
            is_over = telling["club"] is not None and len(lately) >= rhythm["letters_a_week"]
            if not self.is_away(person, self.local(person, moment).date()) and not is_over:
                got.setdefault((person, hour), []).append([number])
                sent.append((person, telling["club"], hour))
                return
            way = "day"
        if way == "push":
            if person in self.devices and not self.is_away(person, self.local(person, moment).date()):
                self.pushed.add(number)
                return
            way = "day"
        if way in ("day", "week") and rhythm["has_digests"]:
            waiting.append((number, way))


def lived(
    tellings, choices, rhythms, blocks, read, devices
) -> tuple[dict[tuple[int, int], list[list[int]]], set[int], set[int]]:
    """The same by the house itself: what was written in which hour, what stands in the lists, what went to devices."""
    clubs = [make_club("one"), make_club("two")]
    people = [make_member(clubs[0], "Ada", f"Of{number}", f"p{number}@example.org") for number in range(4)]
    for person, said in zip(people, rhythms, strict=False):
        if said:
            choosing.keep_rhythm(person=person, now=START, **rhythm_said(said))
    for (to, kind, club), way in choices.items():
        where = clubs[club] if club is not None else None
        choosing.choose(person=people[to], kind=kind, club=where, way=way, now=START)
    for one, other in blocks:
        Block.objects.create(person=people[one], blocked=people[other], at=START)
    for number in devices:
        Device.objects.create(person=people[number], endpoint=f"https://push.example/{number}", added_at=START)
    got: dict[tuple[int, int], list[list[int]]] = {}
    pushed: set[int] = set()
    for hour in range(24 * DAYS + 1):
        now = START.astimezone(ZoneInfo("UTC")) + hour * HOUR
        runs.write_all(now=now, alone=False)
        for number, telling in enumerate(tellings):
            if telling["hour"] == hour:
                tell(number, telling, people, clubs, now)
                pushed |= {number} if Notice.objects.filter(about=f"t:{number}", push_at=now).exists() else set()
                if number in read:
                    services.read(person=people[telling["to"]], about=f"t:{number}", now=now)
        for person, about, mailed in Notice.objects.filter(mailed_at=now).values_list("person_id", "about", "alone"):
            place = next(index for index, one in enumerate(people) if one.pk == person)
            letters_then = got.setdefault((place, hour), [])
            number = int(about.partition(":")[2])
            gathered = next((one for one in letters_then if one and one[0] == -1), None)
            if mailed:
                letters_then.append([number])
            elif gathered is None:
                letters_then.append([-1, number])
            else:
                gathered.append(number)
    shown = {int(about.partition(":")[2]) for about in Notice.objects.values_list("about", flat=True)}
    return (
        {place: [sorted(number for number in one if number >= 0) for one in found] for place, found in got.items()},
        shown,
        pushed,
    )


def tell(number: int, telling: Any, people: list[Person], clubs: list[Any], now: datetime) -> None:
    said: dict[str, Any] = {
        "kind": telling["kind"].name, "about": f"t:{number}", "path": "/", "now": now, "way": telling["way"],
        "by": people[telling["by"]] if telling["by"] is not None else None,
        "club": clubs[telling["club"]] if telling["club"] is not None else None,
    }  # fmt: skip
    if telling["many"]:
        services.tell_many(person_ids=[people[telling["to"]].pk], once=f"deed:{number}", **said)
        rounds.tell_all(now=now)
        runs.write_all(now=now, alone=True)
    else:
        services.tell(person=people[telling["to"]], **said)


def ordered(got: dict[tuple[int, int], list[list[int]]]) -> dict[tuple[int, int], list[list[int]]]:
    return {place: sorted(found) for place, found in got.items()}


def said(hour: int, kind: Any, **facts: Any) -> dict[str, Any]:
    return {"hour": hour, "kind": kind, "to": 0, "by": 2, "club": None, "way": "", "many": False, **facts}


FLOOD = [said(hour, TOLD, club=0, many=hour % 2 == 0) for hour in range(1, 6)] + [said(170, TOLD, club=0)]
AWAY = [said(1, ASKED), said(30, ASKED), said(60, POSTED), said(70, GREETED)]


@slowly
@given(tellings=st.lists(TELLING, max_size=12), choices=CHOICES, rhythms=st.lists(RHYTHMS, min_size=2, max_size=2),
       blocks=BLOCKS, read=READ, devices=DEVICES)  # fmt: skip
@example(tellings=FLOOD, choices={}, rhythms=[{"letters_a_week": 2}, {}], blocks=set(), read=set(), devices=set())
@example(
    tellings=FLOOD,
    choices={},
    rhythms=[{"letters_a_week": 2, "has_digests": False}, {}],
    blocks=set(),
    read=set(),
    devices=set(),
)
@example(tellings=AWAY, choices={}, rhythms=[{"away": (1, 3), "hour": 23}, {}], blocks=set(), read={3}, devices=set())
@example(tellings=AWAY, choices={(0, ASKED.name, None): "week"}, rhythms=[{"hour": 2, "weekday": 6}, {}],
         blocks={(2, 0)}, read=set(), devices={0})  # fmt: skip
@example(tellings=[said(3, POSTED, way="now", club=0), said(4, LOOKED, way="now")],
         choices={(0, POSTED.name, 0): "page"}, rhythms=[{}, {}], blocks=set(), read=set(), devices=set())  # fmt: skip
@example(tellings=[*AWAY, said(31, ASKED, way="now", to=1)], rhythms=[{"away": (1, 3)}, {}], blocks=set(), read=set(),
         choices={(0, ASKED.name, None): "push", (1, ASKED.name, None): "push"}, devices={0, 1})  # fmt: skip
@example(tellings=AWAY, choices={(0, ASKED.name, None): "push"}, rhythms=[{}, {}], blocks=set(), read=set(),
         devices=set())  # fmt: skip
def test_each_gets_what_she_chose_when_she_chose_and_once(tellings, choices, rhythms, blocks, read, devices) -> None:
    with transaction.atomic():
        oracle = Oracle(tellings, choices, rhythms, blocks, read, devices)
        expected = oracle.walk()

        got, shown, pushed = lived(tellings, choices, rhythms, blocks, read, devices)

        assert ordered(got) == ordered(expected)
        assert pushed == oracle.pushed
        assert shown == {number for number, telling in enumerate(tellings) if oracle.is_told(telling)}
        written = OutgoingMail.objects.filter(kind__regex="^(tests|notices)")
        assert written.count() == sum(len(found) for found in expected.values())
        transaction.set_rollback(True)


AUDIENCES = st.sampled_from((None, *Audience))


@slowly
@given(
    audiences=st.lists(AUDIENCES, min_size=4, max_size=4),
    defaults=st.lists(st.sampled_from((Audience.CLUB, Audience.NETWORK, Audience.PUBLIC)), min_size=2, max_size=2),
    blocks=BLOCKS,
    ties=BLOCKS,
)
def test_a_letter_names_whom_its_reader_may_see_and_nobody_else(audiences, defaults, blocks, ties) -> None:
    """The rule for thousands of pairs at once against the one of the pages."""
    with transaction.atomic():
        clubs = [make_club("one", default_audience=defaults[0]), make_club("two", default_audience=defaults[1])]
        people = [
            make_member(clubs[0], "Ada", "Lovelace"), make_member(clubs[1], "Maja", "Kovač"),
            make_record(clubs[0], "Edsger", "Dijkstra"), make_officer(clubs[1]).person,
        ]  # fmt: skip
        for person, chosen in zip(people, audiences, strict=True):
            Person.objects.filter(pk=person.pk).update(name_audience=chosen)
        for one, other in ties:
            make_connection(people[one], people[other])
        for one, other in blocks:
            Block.objects.create(person=people[one], blocked=people[other], at=START)
        told = [Notice(pk=10 * a + b, person=one, by=other, kind=POSTED.name)
                for a, one in enumerate(people) for b, other in enumerate(people) if one != other]  # fmt: skip

        found = readers.names_seen(readers.readers_of([one.pk for one in people], today=timezone.localdate()), told)

        for notice in told:
            viewer = viewer_of(notice.person.account, today=timezone.localdate())
            if viewer.person is not None:
                is_seen = people_visible_to(viewer).filter(pk=notice.by_id).exists()
                assert (notice.pk in found) == is_seen, (notice.person, notice.by)
        transaction.set_rollback(True)


def test_the_oracle_is_not_idle() -> None:
    found = Oracle(FLOOD, {}, [{"letters_a_week": 2}, {}], set(), set()).walk()

    assert Counter(len(one) for letters_then in found.values() for one in letters_then) == Counter({1: 3, 3: 1})
    assert Rhythm.FEW == 5
    assert timedelta(days=7) == letters.A_WEEK
