"""Members, guests, companions, doubles and records that become one, in any order of deeds: nobody is lost, nobody counted
twice, whoever came first is first, and never more seats are taken than there are. A slow oracle says what must be."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from vezi.activities.events import answers, services
from vezi.activities.events.models import Guest, Openness, Registration, Seat
from vezi.activities.events.queries import doubles, guests, seats
from vezi.activities.events.services.answering import MAYBE, NO, YES, Comer, Said
from vezi.activities.events.services.guesting import Name
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.tests.factories import letters_leave, make_event
from vezi.core.errors import Refused
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.people import merging
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db

#: By the number under which deeds name them: three members, the second record of one of them, two guests without account.
NAMES = ["Ada Lovelace", "Maja Novak", "Žiga Čuček", "Ada Lovelace", "Maja Novak", "Zala Kos"]
TWIN, GUESTS = 3, (4, 5)
INTO = {3: 0, 4: 1, 5: 2}  # whose record becomes part of whose
BROUGHT = ["Maja Novak", "Žiga Čuček", "Ada Lovelace", "Ben"]
A_DAY, CAPACITY = timedelta(hours=24), 3
RANK = {name: rank for rank, name in enumerate(("no", "maybe", "waiting", "offered", "coming"))}

WHO, WHICH = st.integers(0, len(NAMES) - 1), st.integers(0, 5)
COMPANIONS = st.lists(st.sampled_from(BROUGHT), max_size=2, unique=True)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("yes"), WHO, COMPANIONS),
        st.tuples(st.just("yes"), WHO, COMPANIONS),
        st.tuples(st.sampled_from(["no", "maybe", "take", "instead"]), WHO, st.just([])),
        st.tuples(st.sampled_from(["free", "several"]), WHICH, st.just([])),
        st.tuples(st.just("seats"), st.integers(1, 6), st.just([])),
        st.tuples(st.just("wait"), st.integers(1, 6), st.just([])),
        st.tuples(st.just("joins"), st.sampled_from(GUESTS), st.just([])),
        st.tuples(st.just("forget"), st.just(5), st.just([])),
        st.tuples(st.just("merge"), st.sampled_from(sorted(INTO)), st.just([])),
    ),
    min_size=8, max_size=30,
)  # fmt: skip
Deed = tuple[str, int, list]


@dataclass
class Party:
    """One answer: who is brought, under marks that stay with each; her own mark is the first."""

    standing: str
    own: int = 0
    brings: list[tuple[str, int]] = field(default_factory=list)
    kept_until: datetime | None = None

    @property
    def seats(self) -> int:
        return 1 + len(self.brings)

    @property
    def holds(self) -> bool:
        return self.standing in ("coming", "offered")

    @property
    def promised(self) -> bool:
        return self.holds or self.standing == "waiting"


@dataclass
class Oracle:
    """Parties by the number of the record that answers, and those who wait in the order in which they came."""

    now: datetime = NOW
    capacity: int = CAPACITY
    parties: dict[int, Party] = field(default_factory=dict)
    queue: list[int] = field(default_factory=list)
    several: set[frozenset[int]] = field(default_factory=set)
    marks: int = 0

    @property
    def taken(self) -> int:
        return sum(one.seats for one in self.parties.values() if one.holds)

    @property
    def free(self) -> int:
        return self.capacity - self.taken

    def mark(self) -> int:
        self.marks += 1
        return self.marks

    def settle(self) -> None:
        for who in list(self.queue):
            one = self.parties[who]
            if one.standing == "offered" and one.kept_until is not None and one.kept_until <= self.now:
                self.leave(who, "no")
        for who in self.queue:
            one = self.parties[who]
            if one.standing == "waiting":
                if one.seats > self.free:
                    return
                one.standing, one.kept_until = "offered", self.now + A_DAY

    def leave(self, who: int, standing: str) -> None:
        self.queue = [one for one in self.queue if one != who]
        self.parties[who] = Party(standing)

    def stands(self, who: int, standing: str) -> None:
        self.parties[who].standing = standing
        if standing == "coming":
            self.parties[who].kept_until = None
            self.queue = [one for one in self.queue if one != who]
        elif who not in self.queue:
            self.queue.append(who)

    def somebody_waits(self) -> bool:
        return any(one.standing == "waiting" for one in self.parties.values())

    def yes(self, who: int, names: list[str], *, room: bool = False) -> bool:
        """`room`: a seat was freed for her this moment."""
        was = self.parties.get(who, Party("none"))
        party = Party(was.standing, was.own or self.mark(), self.named(was, names), was.kept_until)
        if was.holds:
            if party.seats - was.seats > max(0, self.free):
                return False
            new = "coming"
        elif room:
            if party.seats > self.free:
                return False
            new = "coming"
        elif was.standing == "waiting":
            new = "waiting"
        else:
            new = "waiting" if self.somebody_waits() or party.seats > self.free else "coming"
        self.parties[who] = party
        self.stands(who, new)
        return True

    def named(self, was: Party, names: list[str]) -> list[tuple[str, int]]:
        """Who is brought still keeps her mark; who is new gets another."""
        left = dict(was.brings)
        return [(name, left.pop(name, 0) or self.mark()) for name in names]

    def take_out(self, who: int, mark: int) -> None:
        party = self.parties[who]
        if mark == party.own:
            self.leave(who, "no")
        else:
            party.brings = [one for one in party.brings if one[1] != mark]

    def doubles(self) -> list[list[tuple[int, int]]]:
        """Of each name that stands there twice: whose answer, and which mark."""
        named: dict[str, list[tuple[int, int]]] = {}
        for who, party in self.parties.items():
            if party.promised:
                for name, mark in [(NAMES[who], party.own), *party.brings]:
                    named.setdefault(name, []).append((who, mark))
        found = []
        for places in named.values():
            open_ = {
                mark for (_w, mark), (_v, other) in combinations(places, 2)
                if frozenset((mark, other)) not in self.several for mark in (mark, other)
            }  # fmt: skip
            if open_:
                found.append([one for one in places if one[1] in open_])
        return found

    def may_go(self, who: int, mark: int) -> bool:
        return mark != self.parties[who].own or self.parties[who].seats == 1

    def instead(self, who: int, host: int) -> bool:
        """She comes by her own answer, and no longer as the companion of that host."""
        before = deepcopy(self)
        mark = next(mark for name, mark in self.parties[host].brings if name == NAMES[who])
        room = self.parties[host].holds
        self.take_out(host, mark)
        if not self.yes(who, [], room=room):
            self.__dict__.update(before.__dict__)
            return False
        return True

    def merge(self, gone: int, kept: int) -> None:
        """The better of both places, with all who hold a seat by either; who only waits comes along where there is room."""
        if gone not in self.parties or kept not in self.parties:
            self.renamed(gone, kept)
            return
        hers, theirs = self.parties[kept], self.parties[gone]
        better, worse = (theirs, hers) if RANK[theirs.standing] > RANK[hers.standing] else (hers, theirs)
        first = next((who for who in self.queue if who in (gone, kept)), None)
        if better.standing in ("waiting", "offered") and worse.standing not in ("waiting", "offered"):
            first = kept if better is hers else gone
        place = self.queue.index(first) if first is not None else 0
        ahead = any(self.parties[who].standing == "waiting" and who not in (gone, kept) for who in self.queue)
        self.queue = [who for who in self.queue if who not in (gone, kept)]
        if better.standing in ("waiting", "offered"):
            self.queue.insert(place, kept)
        del self.parties[gone]
        own, brings = hers.own or theirs.own, better.brings
        self.one_and_the_same(hers, theirs, own)
        every = [*brings, *(one for one in worse.brings if one[0] not in dict(brings))]
        self.parties[kept] = Party(better.standing, own, brings, better.kept_until)
        if worse.standing != "waiting" or not better.holds or (len(every) - len(brings) <= self.free and not ahead):
            self.parties[kept].brings = every

    def renamed(self, gone: int, kept: int) -> None:
        if gone in self.parties:
            self.parties[kept] = self.parties.pop(gone)
            self.queue = [kept if who == gone else who for who in self.queue]

    def one_and_the_same(self, hers: Party, theirs: Party, own: int) -> None:
        """What was said of a seat that ends is said of the one that is left of the same person."""
        stays = dict(hers.brings)
        became = {theirs.own: own} | {mark: stays[name] for name, mark in theirs.brings if name in stays}
        said = {frozenset(became.get(mark, mark) for mark in pair) for pair in self.several}
        self.several = {pair for pair in said if len(pair) == 2}


class House:
    """The same deeds, done by the house. Each says False where it was refused."""

    def __init__(self, club: Club) -> None:
        self.club, self.now = club, NOW
        self.event = make_event(
            club, capacity=CAPACITY, most_companions=2, openness=Openness.PUBLIC, starts_at=NOW + timedelta(days=400)
        )
        people = [make_member(club, *NAMES[who].split()) for who in range(TWIN)]
        people.append(make_record(club, *NAMES[TWIN].split()))
        self.links = {who: answers.token_of(self.event, person) for who, person in enumerate(people)}
        self.guests = {who: self.asks(who) for who in GUESTS}

    def asks(self, who: int) -> Guest:
        mail, (first, last) = f"guest{who}@example.org", NAMES[who].split()
        guest = services.ask_to_come(event=self.event, name=Name(first, last), mail=mail, language="en", now=NOW)
        self.links[who] = answers.address_of_guest(guest).rstrip("/").rpartition("/")[2]
        return guest

    def person(self, who: int) -> Person | None:
        """As her link leads to her by now; None for a guest who has not answered."""
        asked = answers.read(self.links[who])
        assert asked is not None
        return asked.person if asked.guest is None else None

    def registration(self, who: int) -> Registration | None:
        person = self.person(who)
        return Registration.objects.filter(event=self.event, person=person).first() if person is not None else None

    def says(self, who: int, said: Said) -> None:
        asked = answers.read(self.links[who])
        assert asked is not None
        if asked.guest is not None:
            services.answer_as_guest(guest=asked.guest, said=said, now=self.now)
        else:
            services.answer(event=self.event, person=asked.person, said=said, by=None, now=self.now)

    def take(self, who: int) -> None:
        if (mine := self.registration(who)) is not None:
            services.take_kept(registration=mine, by=None, now=self.now)

    def seat(self, who: int, name: str, *, is_own: bool) -> str:
        hers = Seat.objects.filter(registration=self.registration(who))
        return (hers.get(number=0) if is_own else hers.get(name=name)).public_id

    def resize(self, capacity: int) -> None:
        plan = Plan(facts={"capacity": capacity}, words={"en": Words("Supper")})
        services.change(event=self.event, plan=plan, by=None, now=self.now)

    def joins(self, who: int) -> None:
        books = {"club": self.club, "state": State.RECORDED, "since": NOW, "recorded_at": NOW}
        Membership.objects.get_or_create(person=self.person(who), defaults=books)

    def forget(self, who: int) -> None:
        services.forget_guest(guest=guests.in_hand(self.event).get(pk=self.guests[who].pk), by=None, now=self.now)

    def merge(self, gone: int, kept: int) -> None:
        records = {"gone": self.person(gone), "kept": self.person(kept)}
        merging.merge(**records, club=self.club, by=None, now=self.now)


class Evening:
    """Both, deed by deed."""

    def __init__(self) -> None:
        self.oracle, self.house = Oracle(), House(make_club("economics"))
        self.alias, self.joined, self.gone = {who: who for who in range(len(NAMES))}, set(), set()

    def does(self, deed: str, which: int, names: list[str]) -> None:
        letters_leave(now=self.house.now)
        self.oracle.settle()
        if deed in ("yes", "no", "maybe", "take", "instead"):
            if which not in self.gone:
                getattr(self, f"do_{deed}")(which, names)
        else:
            getattr(self, f"do_{deed}")(which)
        self.oracle.settle()

    def do_yes(self, who: int, names: list[str]) -> None:
        companions = [Comer(name=name) for name in names]
        done = attempt(self.house.says, who, Said(YES, companions=companions))
        assert done == self.oracle.yes(self.alias[who], names)

    def do_no(self, who: int, _names: list[str]) -> None:
        self.house.says(who, Said(NO))
        self.oracle.leave(self.alias[who], "no")

    def do_maybe(self, who: int, _names: list[str]) -> None:
        self.house.says(who, Said(MAYBE))
        self.oracle.leave(self.alias[who], "maybe")

    def do_take(self, who: int, _names: list[str]) -> None:
        attempt(self.house.take, who)
        party = self.oracle.parties.get(self.alias[who])
        if party is not None and party.standing == "offered":
            self.oracle.stands(self.alias[who], "coming")

    def do_instead(self, who: int, _names: list[str]) -> None:
        me, parties = self.alias[who], self.oracle.parties
        hosts = [one for one in parties if one != me and NAMES[me] in dict(parties[one].brings)]
        done = attempt(self.house.says, who, Said(YES, is_instead=True))
        if done:
            (host,) = [one for one in hosts if NAMES[me] not in self.brought_by(one)]
            assert self.oracle.instead(me, host)
        else:
            assert not any(self.oracle.instead(me, host) for host in hosts)

    def do_free(self, which: int) -> None:
        places = [one for double in self.oracle.doubles() for one in double]
        if not places:
            return
        who, mark = places[which % len(places)]
        is_own = mark == self.oracle.parties[who].own
        name = next((name for name, one in self.oracle.parties[who].brings if one == mark), "")
        seat = self.house.seat(who, name, is_own=is_own)
        done = attempt(services.free_double, event=self.house.event, seat=seat, by=None, now=self.house.now)
        assert done == (not is_own or self.oracle.parties[who].seats == 1)
        if done:
            self.oracle.take_out(who, mark)

    def do_several(self, which: int) -> None:
        found = doubles.of(self.house.event)
        expected = self.oracle.doubles()
        if not found or not expected:
            return
        double = expected[which % len(expected)]
        named = [
            self.house.seat(who, name, is_own=mark == self.oracle.parties[who].own)
            for who, mark in double
            for name in [next((name for name, one in self.oracle.parties[who].brings if one == mark), "")]
        ]
        services.are_several(event=self.house.event, seats=named, by=None, now=self.house.now)
        self.oracle.several |= {frozenset(pair) for pair in combinations([mark for _who, mark in double], 2)}

    def do_seats(self, capacity: int) -> None:
        done = attempt(self.house.resize, capacity)
        assert done == (capacity >= self.oracle.taken or capacity == self.oracle.capacity)
        if done:
            self.oracle.capacity = capacity

    def do_wait(self, which: int) -> None:
        self.oracle.now = self.house.now = self.house.now + which * timedelta(hours=6)
        services.move_up(event=self.house.event, now=self.house.now)

    def do_joins(self, who: int) -> None:
        if who not in self.gone and self.house.person(who) is not None:
            self.house.joins(who)
            self.joined.add(who)

    def do_forget(self, who: int) -> None:
        if who in {*self.gone, *self.joined} or self.alias[who] != who or self.house.person(who) is None:
            return
        self.house.forget(who)
        self.gone.add(who)
        self.oracle.parties.pop(who, None)
        self.oracle.queue = [one for one in self.oracle.queue if one != who]

    def do_merge(self, who: int) -> None:
        into = INTO[who]
        if who in self.gone or self.alias[who] == into or self.house.person(who) is None:
            return
        self.house.merge(who, into)
        self.oracle.merge(who, into)
        self.alias[who] = into

    def brought_by(self, who: int) -> list[str]:
        return [seat.name for seat in Seat.objects.filter(registration=self.house.registration(who), number__gt=0)]

    def hold(self) -> None:
        """What the house has is what the oracle says."""
        oracle, event = self.oracle, self.house.event
        rows = {who: self.house.registration(who) for who in set(self.alias.values()) - self.gone}
        found = {who: (row.standing, sorted(self.brought_by(who)), row.kept_until) for who, row in rows.items() if row}
        said = {
            who: (one.standing, sorted(dict(one.brings)), one.kept_until) for who, one in oracle.parties.items()
        }  # fmt: skip
        assert found == said
        assert Registration.objects.filter(event=event).count() == len(said)
        for who, row in rows.items():
            heads = row.people.count() if row is not None else 0
            assert heads == (oracle.parties[who].seats if who in oracle.parties and oracle.parties[who].promised else 0)
            assert row is None or row.seats == (heads or 1)
        queue = sorted((row.waits_as, who) for who, row in rows.items() if row is not None and row.waits_as)
        assert [who for _number, who in queue] == oracle.queue
        assert seats.taken(event) == oracle.taken <= oracle.capacity
        asked = [sorted(self.named(place.seat) for place in double.places) for double in doubles.of(event)]
        wanted = [sorted((who, mark == oracle.parties[who].own) for who, mark in double) for double in oracle.doubles()]
        assert sorted(asked) == sorted(wanted)

    def named(self, seat: Seat) -> tuple[int, bool]:
        there = {row.pk: who for who in set(self.alias.values()) - self.gone if (row := self.house.registration(who))}
        return there[seat.registration_id], seat.number == 0


def attempt(deed: Callable[..., object], *given: object, **named: object) -> bool:
    try:
        with transaction.atomic():
            deed(*given, **named)
    except Refused:
        return False
    return True


@settings(
    max_examples=25, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(deeds=DEEDS)
@example(deeds=[("yes", 2, []), ("yes", 3, []), ("yes", 0, ["Ben", "Cene"]), ("merge", 3, [])])  # holds and waits
@example(
    deeds=[("yes", 2, ["Ben", "Cene"]), ("yes", 3, []), ("yes", 1, []), ("yes", 0, []), ("merge", 3, [])]
)  # waits twice
@example(
    deeds=[
        ("seats", 6, []),
        ("yes", 2, ["Ben", "Maja Novak"]),
        ("yes", 1, []),
        ("several", 0, []),
        ("yes", 2, ["Maja Novak"]),
    ]
)
@example(deeds=[("maybe", 0, []), ("yes", 3, ["Maja Novak"]), ("yes", 1, []), ("several", 0, []), ("merge", 3, [])])
@example(deeds=[("yes", 2, ["Maja Novak", "Ben"]), ("yes", 0, []), ("instead", 1, [])])  # the seat kept for her is hers
def test_whatever_is_done_nobody_is_lost_and_nobody_counted_twice(deeds) -> None:
    with transaction.atomic():
        evening = Evening()
        for deed in deeds:
            evening.does(*deed)
            evening.hold()
        transaction.set_rollback(True)
