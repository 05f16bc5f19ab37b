"""All deeds in any order: what becomes of requests and ties is what a slow and obvious model says.

The model keeps a list of what was asked and asks it again for everything; it knows no states.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from vezi.core.errors import Refused
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections import access, limits, queries
from vezi.network.connections.models import ConnectionRequest, Introduction, Stage
from vezi.network.connections.services import asking, introducing
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties
from vezi.network.ties.models import Connection

pytestmark = pytest.mark.django_db
in_any_order = settings(
    max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
NAMES = ("Ada", "Maja", "Grace", "Hedy")
WHO = st.integers(0, len(NAMES) - 1)
PAIR_DEEDS = (
    "ask", "ask", "ask", "accept", "accept", "decline", "withdraw", "end", "block", "unblock", "wait", "reserve",
    "leave", "return",
)  # fmt: skip
DEEDS = st.lists(st.tuples(st.sampled_from(PAIR_DEEDS), WHO, WHO), min_size=5, max_size=30)
STEP = timedelta(days=25)


@dataclass
class Wish:
    """Somebody asked somebody on a day; the rest is what was done about it."""

    asker: int
    asked: int
    at: datetime
    answered: bool = False  # by a tie
    taken_back: bool = False
    put_away: bool = False

    def is_open(self, now: datetime) -> bool:
        return not self.answered and not self.taken_back and now < self.at + limits.OPEN_FOR


@dataclass
class Model:
    now: datetime = NOW
    wishes: list[Wish] = field(default_factory=list)
    tied: set[frozenset[int]] = field(default_factory=set)
    blocks: set[tuple[int, int]] = field(default_factory=set)
    reserved: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    def open(self, one: int, other: int) -> Wish | None:
        found = [wish for wish in self.wishes if (wish.asker, wish.asked) == (one, other) and wish.is_open(self.now)]
        return found[0] if found else None

    def apart(self, one: int, other: int) -> bool:
        return (one, other) in self.blocks or (other, one) in self.blocks

    def connect(self, one: int, other: int) -> None:
        self.tied.add(frozenset((one, other)))
        for wish in self.wishes:
            if {wish.asker, wish.asked} == {one, other} and not wish.taken_back and not self.lapsed(wish):
                wish.answered = True

    def lapsed(self, wish: Wish) -> bool:
        return not wish.is_open(self.now)

    def ask(self, one: int, other: int) -> str:
        if one == other or {one, other} & self.gone or self.apart(one, other):
            return "CannotBeAsked"
        if frozenset((one, other)) in self.tied:
            return "ConnectedAlready"
        if self.open(other, one):
            self.connect(one, other)
            return ""
        if self.open(one, other):
            return "AskedAlready"
        past = [wish for wish in self.wishes if (wish.asker, wish.asked) == (one, other) and not wish.answered]
        if any(self.now < wish.at + limits.AGAIN_AFTER for wish in past):
            return "AskedNotLongAgo"
        if other in self.reserved:
            return "TakesNoRequests"
        self.wishes.append(Wish(one, other, self.now))
        return ""

    def accept(self, one: int, other: int) -> str:
        """One accepts what the other asked last."""
        wish = self.last(other, one)
        if wish is None:
            return "nothing"
        if wish.answered and frozenset((one, other)) in self.tied:
            return ""
        if not wish.is_open(self.now):
            return "NotOpenAnyMore"
        if {one, other} & self.gone or self.apart(one, other):
            return "CannotBeAsked"
        self.connect(one, other)
        return ""

    def decline(self, one: int, other: int) -> str:
        wish = self.last(other, one)
        if wish is None:
            return "nothing"
        if not wish.is_open(self.now):
            return "NotOpenAnyMore"
        wish.put_away = True
        return ""

    def withdraw(self, one: int, other: int) -> str:
        wish = self.last(one, other)
        if wish is None:
            return "nothing"
        if not wish.is_open(self.now):
            return "NotOpenAnyMore"
        wish.taken_back = True
        return ""

    def last(self, one: int, other: int) -> Wish | None:
        found = [wish for wish in self.wishes if (wish.asker, wish.asked) == (one, other)]
        return found[-1] if found else None

    def end(self, one: int, other: int) -> str:
        self.tied.discard(frozenset((one, other)))
        return "WithOneself" if one == other else ""

    def block(self, one: int, other: int) -> str:
        if one == other:
            return "WithOneself"
        if (one, other) not in self.blocks:
            self.blocks.add((one, other))
            for wish in self.wishes:
                if wish.is_open(self.now) and (wish.asker, wish.asked) == (one, other):
                    wish.taken_back = True
                if wish.is_open(self.now) and (wish.asker, wish.asked) == (other, one):
                    wish.put_away = True
        self.tied.discard(frozenset((one, other)))
        return ""

    def unblock(self, one: int, other: int) -> str:
        self.blocks.discard((one, other))
        return "WithOneself" if one == other else ""

    def inbox(self, one: int) -> set[int]:
        waits = (wish for wish in self.wishes if wish.asked == one and wish.is_open(self.now) and not wish.put_away)
        return {wish.asker for wish in waits if not self.apart(one, wish.asker)}

    def sent(self, one: int) -> set[int]:
        waits = (wish for wish in self.wishes if wish.asker == one and wish.is_open(self.now))
        return {wish.asked for wish in waits if not self.apart(one, wish.asked)}


@dataclass
class House:
    """The same through the deeds of the house."""

    people: list[Person]
    now: datetime = NOW

    def does(self, deed: str, one: int, other: int) -> str:
        about: dict[str, Any] = {"by": None, "now": self.now}
        me, her = self.people[one], self.people[other]
        try:
            match deed:
                case "ask":
                    asking.ask(asker=me, asked=her, words="", **about)
                case "accept" | "decline":
                    return self.answer(getattr(asking, deed), her, me, about)
                case "withdraw":
                    return self.answer(asking.withdraw, me, her, about)
                case "end":
                    asking.end(person=me, other=her, **about)
                case "block" | "unblock":
                    getattr(ties, deed)(person=me, whom=her, **about)
        except Refused as refused:
            return type(refused).__name__
        return ""

    def answer(self, deed: Any, asker: Person, asked: Person, about: dict[str, Any]) -> str:
        last = ConnectionRequest.objects.filter(asker=asker, asked=asked).order_by("-asked_at", "-pk").first()
        if last is None:
            return "nothing"
        deed(request=last, **about)
        return ""

    def numbers(self, ids: Any) -> set[int]:
        return {next(place for place, one in enumerate(self.people) if one.pk == pk) for pk in ids}


@in_any_order
@given(deeds=DEEDS)
def test_requests_go_as_the_model_says(deeds: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        club, model = make_club(), Model()
        house = House([make_member(club, name, "Novak", f"{name}@example.org") for name in NAMES])
        for deed, one, other in deeds:
            apply(deed, one, other, model, house)
            for place, person in enumerate(house.people):
                viewer = queries.viewer_as(person, now=house.now)
                inbox = access.waiting_for(viewer, now=house.now).values_list("asker", flat=True)
                sent = access.sent_by(viewer, now=house.now).values_list("asked", flat=True)
                assert house.numbers(inbox) == model.inbox(place)
                assert house.numbers(sent) == model.sent(place)
            halves = Connection.objects.values_list("person", "other")
            assert {frozenset(house.numbers(pair)) for pair in halves} == model.tied
        transaction.set_rollback(True)


def apply(deed: str, one: int, other: int, model: Model, house: House) -> None:
    match deed:
        case "wait":
            model.now = house.now = model.now + STEP
            if one % 2:
                asking.close_overdue(now=house.now)
        case "reserve":
            (model.reserved.discard if one in model.reserved else model.reserved.add)(one)
            asking.choose(person=house.people[one], takes_requests=one not in model.reserved, by=None, now=house.now)
        case "leave" | "return":
            (model.gone.add if deed == "leave" else model.gone.discard)(one)
            state = State.LEFT if deed == "leave" else State.MEMBER
            Membership.objects.filter(person=house.people[one]).update(state=state)
        case _:
            said = house.does(deed, one, other)
            assert said == getattr(model, deed)(one, other), (deed, one, other)


# Introductions: the asker is 0, the third 3, 1 and 2 may stand between.

STEPS = (
    "ask",
    "ask",
    "pass_on",
    "pass_on",
    "keep_back",
    "take_up",
    "decline",
    "withdraw",
    "untie",
    "tie",
    "wait",
    "meet",
)
WISHES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 2), WHO), min_size=4, max_size=25)


@dataclass
class Told:
    through: int
    stage: str = "asked"
    at: datetime = NOW
    until: datetime = NOW
    is_passed_on: bool = False


@dataclass
class Between:
    """The model: one wish at a time; each may be answered by the one whose turn it is."""

    now: datetime = NOW
    told: list[Told] = field(default_factory=list)
    knows: set[tuple[int, int]] = field(default_factory=lambda: {(1, 0), (1, 3), (2, 0), (2, 3)})
    met: bool = False

    def current(self) -> Told | None:
        return self.told[-1] if self.told else None

    def is_open(self, one: Told) -> bool:
        return one.stage in ("asked", "passed_on") and self.now < one.until

    def ask(self, through: int, _who: int) -> str:
        if self.met:
            return "ConnectedAlready"
        if not {(through, 0), (through, 3)} <= self.knows:
            return "KnowsNotBoth"
        if any(self.is_open(one) for one in self.told):
            return "IntroducedAlready"
        for one in self.told:
            recent = self.now < one.at + limits.AGAIN_AFTER
            if recent and one.is_passed_on and one.stage in ("declined", "passed_on", "withdrawn"):
                return "SaidNotLongAgo"
            if recent and one.through == through and one.stage in ("not_passed_on", "asked", "withdrawn"):
                return "SaidNotLongAgo"
        self.told.append(Told(through, at=self.now, until=self.now + limits.OPEN_FOR))
        return ""

    def answer(self, deed: str, who: int) -> str:
        one = self.current()
        if one is None:
            return "nothing"
        if deed == "take_up" and one.stage == "connected" and who == 3 and self.met:
            return ""
        turn, stage, becomes = {
            "pass_on": (one.through, "asked", "passed_on"),
            "keep_back": (one.through, "asked", "not_passed_on"),
            "take_up": (3, "passed_on", "connected"),
            "decline": (3, "passed_on", "declined"),
            "withdraw": (0, one.stage, "withdrawn"),
        }[deed]
        if who != turn:
            return "NotYours"
        if one.stage not in ("asked", "passed_on") or one.stage != stage:
            return "NotOpenAnyMore"
        if not self.is_open(one):
            return "NotOpenAnyMore"
        if deed == "pass_on" and not {(one.through, 0), (one.through, 3)} <= self.knows:
            return "KnowsNotBoth"
        one.stage = becomes
        if deed == "pass_on":
            one.is_passed_on, one.until = True, self.now + limits.OPEN_FOR
        if deed == "take_up":
            self.meet()
        return ""

    def meet(self) -> None:
        self.met = True
        for one in self.told:
            if one.stage in ("asked", "passed_on") and self.now < one.until:
                one.stage = "connected"

    def seen(self, who: int) -> list[tuple[int, str]]:
        mine = [one for one in self.told if who in (0, one.through) or (who == 3 and one.is_passed_on)]
        return [
            (one.through, one.stage if one.stage not in ("asked", "passed_on") or self.is_open(one) else "over")
            for one in mine
        ]


@in_any_order
@given(steps=WISHES)
def test_introductions_go_as_the_model_says(steps: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        club, model = make_club(), Between()
        people = [make_member(club, name, "Novak", f"{name}@example.org") for name in NAMES]
        for one, other in sorted(model.knows):
            ties.connect(one=people[one], other=people[other], by=None, now=NOW)
        for deed, through, who in steps:
            take(deed, through, who, model, people)
            for place, person in enumerate(people):
                found = access.introductions_of(queries.viewer_as(person, now=model.now)).order_by("asked_at", "pk")
                shown = [(people.index(one.through), stage(one, model.now)) for one in found]
                assert shown == model.seen(place)
        transaction.set_rollback(True)


def stage(one: Introduction, now: datetime) -> str:
    is_over = one.stage == Stage.CLOSED or (one.ended_at is None and not one.is_open(now))
    return "over" if is_over else str(one.stage)


def take(deed: str, through: int, who: int, model: Between, people: list[Person]) -> None:
    about: dict[str, Any] = {"by": None, "now": model.now}
    expected = said = ""
    try:
        match deed:
            case "wait":
                model.now += STEP
                if who % 2:
                    introducing.close_overdue(now=model.now)
            case "tie" | "untie":
                known = (through, 0 if who % 2 else 3)
                (model.knows.add if deed == "tie" else model.knows.discard)(known)
                does = ties.connect if deed == "tie" else ties.disconnect
                does(one=people[known[0]], other=people[known[1]], **about)
            case "meet":
                if not model.met:
                    model.meet()
                    asking.tie(one=people[0], other=people[3], **about)
            case "ask":
                expected = model.ask(through, who)
                introducing.ask_for(asker=people[0], through=people[through], third=people[3], why="Bees", **about)
            case _:
                expected = model.answer(deed, who)
                last = Introduction.objects.order_by("-asked_at", "-pk").first()
                if last is None:
                    assert expected == "nothing"
                    return
                more = {"word": "Meet!"} if deed == "pass_on" else {}
                getattr(introducing, deed)(introduction=last, person=people[who], **about, **more)
    except Refused as refused:
        said = type(refused).__name__
    assert said == expected, (deed, through, who)
