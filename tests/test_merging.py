"""Records merged and taken apart in any order, over every kind of row that any area ties to a person.

The oracle is plain: the records as they would be had a merge never been, the others done one after the other.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.serializers import serialize
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from vezi.core import features
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.connections.models import AskingChoice, ConnectionRequest, Introduction
from vezi.network.consent.models import ConsentEntry, Decision
from vezi.network.memberships.models import Membership, State
from vezi.network.people import merging
from vezi.network.people.merging import undoing
from vezi.network.people.models import Affiliation, ContactValue, Identifier, Merge, OtherName, Person, Position
from vezi.network.people.tests.factories import (
    make_affiliation,
    make_contact,
    make_person,
    make_position,
    make_residence,
)
from vezi.network.questions.models import Asked, Question, Room
from vezi.network.registrar.inviting.tests.factories import make_invitation
from vezi.network.registrar.models import (
    Claim,
    Duplicate,
    Handover,
    HeldRecord,
    Import,
    OwnerQuestion,
    SourceRow,
    Verdict,
    WrongTry,
)
from vezi.network.ties.models import Block, Connection, TieChoice, WavedAway

pytestmark = pytest.mark.django_db

DAYS = [NOW + timedelta(days=day) for day in range(20)]
any_order = settings(
    max_examples=40, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip

PEOPLE = 4
#: What may belong to a person: each is given twice at most, and two people have much in common.
THINGS = (
    "mail a", "mail b", "mail a!", "mail b!", "phone", "phone!", "home in Koper", "home in Pula", "class of 1999",
    "class of 2004", "work", "number", "born", "titled", "dead", "in one club", "left one club", "in two clubs", "held back",
    "held back and told", "invited",
    "invited and tried", "claimed before", "row", "agreed", "objected", "called Byron", "called Milbanke", "account",
    "may be 0", "may be 1", "may be 2", "may be 3", "is not 0", "is not 2", "is asked 0", "is asked 1",
    "tied to 0", "tied to 1", "tied to 2", "tied to 3", "blocks 0", "blocks 1", "blocks 3", "waves away 2", "reserved",
    "asks 0", "asks 1", "asks 2", "asks 3", "led to 0 by 1", "led to 3 by 2", "led to 1 by 3", "unasked",
    "wonders 0", "wonders 1", "wonders 3", "has room",
)  # fmt: skip
WORLD = st.lists(st.sets(st.sampled_from(THINGS), min_size=4, max_size=14), min_size=PEOPLE, max_size=PEOPLE)
#: Whom to whom: numbers that are taken modulo those who are still there, so that nearly every merge may be.
MERGES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sets(st.sampled_from(merging.CARRIED))),
    min_size=2, max_size=PEOPLE - 1,
)  # fmt: skip
ORDER = st.permutations(range(PEOPLE - 1))


def give(person: Person, thing: str, clubs: list[Club], number: int, stored: Import) -> None:
    """One thing more for the person; what cannot be twice is left."""
    what, _, which = thing.partition(" ")
    first = thing.endswith("!") and not person.contacts.filter(kind=what, is_primary=True).exists()
    at = DAYS[number]
    match what, which:
        case "mail", _:
            ContactValue.objects.filter(person=person, kind="mail", key=which[0]).exists() or make_contact(
                person, which[0], is_primary=first, recorded_at=at
            )
        case "phone" | "phone!", _:
            person.contacts.filter(kind="phone").exists() or make_contact(person, "1", kind="phone", is_primary=first)
        case "home", _:
            hasattr(person, "residence") or make_residence(person, which)
        case "class", _:
            make_affiliation(person, int(which[-4:]))
        case "work", _:
            make_position(person)
        case "number", _:
            Identifier.objects.create(
                person=person, value=str(person.pk), club=clubs[0], source="registrar", recorded_at=at
            )
        case "born", _:
            person.born_on, person.birth_year = f"1976-03-{number + 1:02}", 1976
        case "titled", _:
            person.title = f"dr. {number}"
        case "dead", _:
            person.is_deceased, person.deceased_on = True, "2020-01-01"
        case (("in" | "left"), _):
            club = clubs["two" in which]
            Membership.with_held.get_or_create(
                person=person,
                club=club,
                defaults={"state": State.LEFT if what == "left" else State.RECORDED, "since": at, "recorded_at": at},
            )
        case "held", _:
            Membership.with_held.get_or_create(
                person=person, club=clubs[0], defaults={"state": State.HELD, "since": at, "recorded_at": at}
            )
            handover, _made = Handover.objects.get_or_create(
                registrar_import=stored, defaults={"club": clubs[0], "giver": "g", "asked_at": NOW}
            )
            told: dict[str, Any] = {}
            if "told" in which:
                invitation, _secret = make_invitation(person, clubs[0])
                until = at + timedelta(days=30)
                told = {"told_by": "mail", "told_at": at, "objects_until": until, "invitation": invitation}
            HeldRecord.objects.update_or_create(handover=handover, person=person, defaults=told)
        case (("invited" | "claimed"), _):
            if what == "claimed":
                Claim.objects.get_or_create(person=person, club=clubs[0], defaults={"channel": "mail", "taken_at": at})
                return
            invitation, _secret = make_invitation(person, clubs[0])
            if "tried" in which:
                WrongTry.objects.create(at=at, origin="x", invitation=invitation)
        case "row", _:
            SourceRow.objects.create(
                registrar_import=stored, number=person.pk, cells=[], read={}, person_key="k", person=person
            )
        case (("agreed" | "objected"), _):
            ConsentEntry.objects.create(
                person=person, club=clubs[0], purpose="news", channel="mail", basis="consent", notice_version=1, at=at,
                source="page", decision=Decision.GIVEN if what == "agreed" else Decision.OBJECTED,
            )  # fmt: skip
        case "called", _:
            OtherName.objects.get_or_create(
                person=person,
                kind="other",
                given="Ada",
                family=which,
                defaults={"source": "registrar", "recorded_at": at},
            )
        case "has", "room":
            Room.objects.get_or_create(person=person, defaults={"monthly": number})
        case "unasked", _:
            AskingChoice.objects.get_or_create(person=person, takes_requests=False)
        case "reserved", _:
            TieChoice.objects.get_or_create(person=person, is_suggested=False)
        case "account", _:
            person.account = make_account(f"{person.pk}@example.org")
    person.save()


def peopled(world: list[set[str]]) -> list[Person]:
    clubs = [make_club("one"), make_club("two")]
    stored = Import.objects.create(club=clubs[0], filename="f", size=1, checksum="c", uploaded_at=NOW)
    people = []
    for number, things in enumerate(world):
        person = make_person("Ada", ("Lovelace", "Byron", "Gordon")[number % 3], now=DAYS[number])
        for thing in sorted(things):
            give(person, thing, clubs, number, stored)
        people.append(person)
    for person, things in zip(people, world, strict=True):
        for thing in sorted(things):
            doubt(person, thing, clubs[0], people)
            tie(person, thing, people, at=person.recorded_at)
            ask(person, thing, people, at=person.recorded_at)
    return people


def ask(person: Person, thing: str, people: list[Person], *, at: datetime) -> None:
    """Requests and wishes that wait, also of two who are connected by now through another of their records."""
    what, _, which = thing.partition(" ")
    if what == "asks" and (asked := people[int(which)]) != person:
        ConnectionRequest.objects.create(asker=person, asked=asked, asked_at=at, closes_at=at + timedelta(days=60))
    if what == "wonders" and (asked := people[int(which)]) != person:
        question = Question.objects.create(
            asker=person, words="x", state="open", written_at=at, asked_at=at, closes_at=at, due_at=at
        )
        Asked.objects.create(question=question, person=asked, asked_at=at, until=at)
        for other in people[: int(which)]:
            if other not in (person, asked):
                Asked.objects.create(question=question, person=other, asked_at=at, until=at, named_by=asked)
    if what == "led":
        third, through = (people[int(number)] for number in which.removeprefix("to ").split(" by "))
        if len({person, third, through}) == 3:
            Introduction.objects.create(
                asker=person, through=through, third=third, why="x", asked_at=at, closes_at=at + timedelta(days=60)
            )


def tie(person: Person, thing: str, people: list[Person], *, at: datetime) -> None:
    what, _, which = thing.rpartition(" ")
    if what not in ("tied to", "blocks", "waves away") or people[int(which)] == person:
        return
    other = people[int(which)]
    match what:
        case "tied to":
            for one, another in ((person, other), (other, person)):
                Connection.objects.get_or_create(person=one, other=another, defaults={"since": at})
        case "blocks":
            Block.objects.create(person=person, blocked=other, at=at)
        case "waves away":
            WavedAway.objects.create(person=person, other=other, at=at)


def doubt(person: Person, thing: str, club: Club, people: list[Person]) -> None:
    """Whether the two are one person: still a question, or decided."""
    what, _, which = thing.rpartition(" ")
    if what not in ("may be", "is not", "is asked") or people[int(which)] == person:
        return
    one, other = sorted((person, people[int(which)]), key=lambda one: one.pk)
    verdict = Verdict.DIFFERENT if what == "is not" else Verdict.WAITING
    pair, _made = Duplicate.objects.get_or_create(
        club=club, one=one, other=other,
        defaults={"verdict": verdict, "probability": 0.5, "version": "x", "found_at": NOW},
    )  # fmt: skip
    if what == "is asked":
        OwnerQuestion.objects.get_or_create(duplicate=pair, defaults={"person": person, "asked_at": NOW})


def everything(*, numbered: bool = True) -> list[str]:
    """Every row of every kind that is tied to a person, and the people, to the letter."""
    kinds = {features.model_of(tie) for tie in features.person_ties()} - {Merge} | {Person, WrongTry}
    found = []
    for model in kinds:
        rows = model._base_manager.order_by("pk")
        for line in serialize("jsonl", rows).splitlines():
            # What a merge made it makes anew, with another number.
            is_made = model in (OtherName, ConsentEntry) and not numbered
            found.append(line.split('"fields"', 1)[1] if is_made else line)
    return sorted(found)


def merge_as_told(people: list[Person], merges: list[Any]) -> list[Merge]:
    """One after the other, each of two who are still there; refused are those of whom both, or the one to go, sign in."""
    done, there = [], list(people)
    for number, (one, other, carry) in enumerate(merges):
        kept = there[one % len(there)]
        gone = [person for person in there if person is not kept][other % (len(there) - 1)]
        try:
            with transaction.atomic():
                done.append(merging.merge(kept=kept, gone=gone, by=None, now=DAYS[10 + number], carry=carry))
        except merging.CannotMerge:
            continue
        there.remove(gone)
    return done


def forgotten(deed: Callable[[], Any]) -> Any:
    """What the deed answers; then it never was."""
    sure = transaction.atomic()
    sure.__enter__()
    try:
        return deed()
    finally:
        transaction.set_rollback(True)
        sure.__exit__(None, None, None)


#: Two who each have a first address; and two who bring the same one to somebody who has none.
FIRST = [{"mail a!", "phone!"}, {"mail b!", "phone!"}, {"mail a!"}, set()]
SAME = [set(), {"mail a!", "home in Koper", "titled"}, {"mail a", "home in Pula", "born"}, {"mail b!"}]


#: Everybody is tied to everybody, the first and the last two both ways apart.
TIED = [
    {"tied to 1", "tied to 2", "tied to 3", "blocks 1"},
    {"tied to 2", "blocks 0"},
    {"tied to 3", "reserved"},
    set(),
]
#: Who is asked by one is tied to another, and they turn out to be one.
ASKED = [
    {"asks 1", "asks 3", "led to 3 by 2", "tied to 2"},
    {"asks 0", "tied to 3", "led to 3 by 2"},
    {"asks 0", "led to 0 by 1", "tied to 1"},
    {"asks 0", "asks 1", "led to 1 by 3"},
]
#: Who asks the network is asked by another, named by a third, and they turn out to be one.
WONDERING = [
    {"wonders 1", "wonders 3", "has room"},
    {"wonders 0", "wonders 3", "has room"},
    {"wonders 1"},
    {"wonders 0", "wonders 1", "has room"},
]
#: Everybody may be everybody but the last two, of whom it is decided.
DOUBTED = [{"is asked 1", "may be 2", "may be 3"}, {"is asked 2", "may be 3"}, {"is asked 0"}, {"is not 2"}]


@any_order
@given(world=WORLD, merges=MERGES, order=ORDER)
@example(world=DOUBTED, merges=[(0, 0, set()), (0, 0, set()), (0, 0, set())], order=(0, 1, 2))
@example(world=DOUBTED, merges=[(3, 0, set()), (2, 1, set()), (0, 0, set())], order=(1, 2, 0))
@example(world=ASKED, merges=[(0, 0, set()), (0, 0, set()), (0, 0, set())], order=(0, 1, 2))
@example(world=ASKED, merges=[(1, 0, set()), (2, 0, set()), (0, 0, set())], order=(1, 0, 2))
@example(world=ASKED, merges=[(3, 0, set()), (0, 1, set()), (0, 0, set())], order=(0, 2, 1))
@example(world=WONDERING, merges=[(0, 0, set()), (0, 0, set()), (0, 0, set())], order=(0, 1, 2))
@example(world=WONDERING, merges=[(3, 0, set()), (0, 1, set()), (0, 0, set())], order=(1, 0, 2))
@example(world=WONDERING, merges=[(1, 2, set()), (2, 0, set()), (0, 0, set())], order=(2, 0, 1))
@example(world=TIED, merges=[(3, 0, set()), (0, 1, set()), (0, 0, set())], order=(1, 0, 2))
@example(world=FIRST, merges=[(0, 0, set()), (0, 0, {"mail"})], order=(0, 1, 2))
@example(world=SAME, merges=[(0, 0, set()), (0, 0, {"residence"}), (0, 0, set())], order=(0, 1, 2))
@example(world=SAME, merges=[(0, 0, set()), (0, 0, {"residence"}), (0, 0, set())], order=(1, 0, 2))
def test_undone_in_any_order_the_records_are_as_if_the_merge_had_never_been(world, merges, order):
    def walk() -> None:
        people = peopled(world)
        before = everything()
        done = merge_as_told(people, merges)
        standing = list(done)
        for place in order:
            if place >= len(done):
                continue
            merge = done[place]
            standing.remove(merge)
            merging.undo(merge=merge, by=None, now=DAYS[19])
            found = everything(numbered=False)

            def otherwise() -> list[str]:
                for one in sorted(standing, key=lambda one: -one.pk):
                    merging.undo(merge=one, by=None, now=DAYS[19])
                assert everything() == before
                for one in standing:
                    merging.merge(kept=one.kept, gone=one.gone, by=None, now=one.at, carry=one.carried)
                return everything(numbered=False)

            assert found == forgotten(otherwise)
        assert everything() == before

    forgotten(walk)


@any_order
@given(world=WORLD, merges=MERGES)
def test_no_tie_is_lost_and_none_doubled(world, merges):
    def walk() -> None:
        people = peopled(world)
        before = {person.pk: things_of(person) for person in people}
        rows = {label: model_count(label) for label in ("people.Affiliation", "people.Position", "registrar.SourceRow")}
        done = merge_as_told(people, merges)
        together: dict[int, set[Any]] = {}
        for person in Person.objects.all():
            together.setdefault(person.merged_into_id or person.pk, set()).update(before[person.pk])
        for pk, things in together.items():
            assert things <= things_of(Person.objects.get(pk=pk))
        assert not any(things_of(merge.gone) for merge in done)
        assert rows == {label: model_count(label) for label in rows}

    forgotten(walk)


@any_order
@given(world=WORLD, merges=MERGES)
@example(world=DOUBTED, merges=[(0, 0, set()), (0, 0, set())])
@example(world=DOUBTED, merges=[(3, 0, set()), (2, 1, set())])
def test_what_was_asked_is_asked_of_whoever_they_are_by_now(world, merges):
    """Once, unless it was decided of them; and never of a record that ended."""

    def walk() -> None:
        people = peopled(world)
        asked = {verdict: pairs(verdict) for verdict in (Verdict.WAITING, Verdict.DIFFERENT)}
        merge_as_told(people, merges)
        now = {pk: into or pk for pk, into in Person.objects.values_list("pk", "merged_into")}
        by_now = {verdict: {frozenset(now[pk] for pk in pair) for pair in found} for verdict, found in asked.items()}
        expected = {pair for pair in by_now[Verdict.WAITING] - by_now[Verdict.DIFFERENT] if len(pair) == 2}
        found = pairs(Verdict.WAITING)
        assert len(found) == len(set(found))
        assert set(found) == expected
        assert pairs(Verdict.DIFFERENT) == asked[Verdict.DIFFERENT]

    forgotten(walk)


@any_order
@given(world=WORLD, merges=MERGES)
@example(world=TIED, merges=[(0, 0, set()), (0, 0, set())])
@example(world=TIED, merges=[(3, 0, set()), (0, 1, set())])
def test_ties_are_of_whoever_they_are_by_now_once_and_of_nobody_with_herself(world, merges):
    def walk() -> None:
        people = peopled(world)
        before = {model: ties_of(model) for model in (Connection, Block, WavedAway)}
        merge_as_told(people, merges)
        now = {pk: into or pk for pk, into in Person.objects.values_list("pk", "merged_into")}
        for model, found in before.items():
            by_now = {(now[one], now[other]) for one, other in found}
            assert sorted(ties_of(model)) == sorted(pair for pair in by_now if pair[0] != pair[1])
        assert {pair[::-1] for pair in ties_of(Connection)} == set(ties_of(Connection))

    forgotten(walk)


def ties_of(model: Any) -> list[tuple[int, int]]:
    return list(model.objects.values_list("person_id", "blocked_id" if model is Block else "other_id"))


def pairs(verdict: Verdict) -> list[frozenset[int]]:
    found = Duplicate.objects.filter(verdict=verdict).order_by("pk").values_list("one", "other")
    return [frozenset(pair) for pair in found]


def model_count(label: str) -> int:
    return features.apps.get_model(label).objects.count()


def things_of(person: Person) -> set[Any]:
    """What is said of a person, whichever row says it."""
    return {
        *(("contact", one.kind, one.key) for one in person.contacts.all()),
        *(("study", one.class_year) for one in person.affiliations.all()),
        *(("number", one.value) for one in person.identifiers.all()),
        *(("work", one.title) for one in person.positions.all()),
        *(("name", one.family) for one in person.other_names.all()),
        *(("home",) for _ in Person.objects.filter(pk=person.pk, residence__isnull=False)),
        *(("club", one.club_id) for one in Membership.with_held.filter(person=person)),
        *(("row", one.number) for one in person.source_rows.all()),
        *(("word", one.pk) for one in person.consent_entries.all()),
        *(("invitation", one.pk) for one in person.invitations.all()),
        *(("claim", one.club_id) for one in person.claims.all()),
    }


#: What may be done by hand: to one of the rows there are, or to whoever a person is by then.
EDITS = st.lists(
    st.tuples(st.sampled_from(("work", "forget a study", "forget a way", "study more", "title")), st.integers(0, 9)),
    max_size=6,
)


@any_order
@given(world=WORLD, merges=MERGES, edits=EDITS, order=ORDER)
@example(world=SAME, merges=[(0, 0, set()), (0, 0, set()), (0, 0, set())], edits=[("forget a way", 0)], order=(2, 0, 1))
@example(world=SAME, merges=[(0, 0, set()), (0, 0, set())], edits=[("title", 0), ("forget a way", 0)], order=(0, 1, 2))
def test_what_was_changed_by_hand_since_stays_changed(world, merges, edits, order):
    """Whether it is done before the merges are undone, or after, to the same rows and people, comes to the same."""

    def walk() -> None:
        people = peopled(world)
        done = merge_as_told(people, merges)
        rows = {
            model: list(model.objects.order_by("pk").values_list("pk", flat=True))
            for model in (Affiliation, ContactValue, Position)
        }
        tops = [undoing.together_with(person.pk)[0] for person in people]

        def do_edits() -> None:
            for what, number in edits:
                edit(what, number, rows, tops[number % PEOPLE])

        def undo_all() -> None:
            for place in order:
                if place < len(done):
                    merging.undo(merge=done[place], by=None, now=DAYS[19])

        found = []
        for deeds in ((do_edits, undo_all), (undo_all, do_edits)):
            found.append(forgotten(lambda deeds=deeds: [deed() for deed in deeds] and everything()))
        assert sorted(map(unnumbered, found[0])) == sorted(map(unnumbered, found[1]))

    forgotten(walk)


def edit(what: str, number: int, rows: dict[Any, list[int]], top: int) -> None:
    match what:
        case "work":
            Position.objects.filter(pk__in=rows[Position][number : number + 1]).update(title="Captain")
        case "forget a study":
            Affiliation.objects.filter(pk__in=rows[Affiliation][number : number + 1]).delete()
        case "forget a way":
            ContactValue.objects.filter(pk__in=rows[ContactValue][number : number + 1]).delete()
        case "study more":
            make_affiliation(Person.objects.get(pk=top), 2010 + number)
        case "title":
            Person.objects.filter(pk=top).update(title=f"mag. {number}")


def unnumbered(line: str) -> str:
    """What was added stands under another number each time."""
    return line.split('"fields"', 1)[1] if '"class_year": 201' in line else line
