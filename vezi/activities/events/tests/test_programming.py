"""Who chose a part of the programme is told when it is left out, or moved to another hour."""

from datetime import timedelta

import pytest

from vezi.activities.events import services
from vezi.activities.events.models import Event
from vezi.activities.events.services.answering import MAYBE
from vezi.activities.events.services.programming import Line, SomebodyChose
from vezi.activities.events.tests.factories import SOON, make_event, says
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices import rounds
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db

BOAT, DANCE = "A boat on the river", "Dance"


@pytest.fixture
def event() -> Event:
    """A boat and a dance at the same hour, both chosen."""
    made = make_event(make_club("economics"))
    return plan(made, Line(BOAT, SOON, is_chosen=True), Line(DANCE, SOON, is_chosen=True))


@pytest.fixture
def ada(event) -> Person:
    """Chose the boat; Maja the dance, and Alan nothing."""
    ada, maja = make_member(event.club), make_member(event.club, "Maja", "Novak")
    says(event, ada, parts=[event.parts.get(title=BOAT)]), says(event, maja, parts=[event.parts.get(title=DANCE)])
    says(event, make_member(event.club, "Alan", "Turing"), MAYBE)
    return ada


def plan(event: Event, *lines: Line, surely: tuple[str, ...] = ()) -> Event:
    return services.set_parts(event=event, lines=lines, by=None, now=NOW, surely=surely)


def lines_of(event: Event, **shifts: timedelta) -> list[Line]:
    """As they stand, some of them later."""
    return [
        Line(one.title, one.starts_at + shifts.get(one.title.split()[-1], timedelta(0)), one.ends_at, one.is_chosen,
             one.capacity, one.public_id)
        for one in event.parts.all()
    ]  # fmt: skip


def told(kind: str) -> list[tuple[Person, str]]:
    rounds.tell_all(now=NOW)
    rows = Notice.objects.filter(kind=f"events.{kind}").select_related("person").order_by("pk")
    return [(one.person, one.words["part"]) for one in rows]


def test_who_chose_what_is_left_out_is_told_and_nobody_else(event, ada) -> None:
    boat = event.parts.get(title=BOAT).public_id
    rest = [one for one in lines_of(event) if one.public_id != boat]
    with pytest.raises(SomebodyChose):
        plan(event, *rest)

    plan(event, *rest, surely=(boat,))

    assert (told("part_gone"), told("part_moved")) == ([(ada, BOAT)], [])


def test_who_chose_what_is_moved_is_told_when_it_is(event, ada) -> None:
    plan(event, *lines_of(event, river=timedelta(hours=2)))

    assert (told("part_moved"), told("part_gone")) == ([(ada, BOAT)], [])
    assert Notice.objects.get(kind="events.part_moved").words["begins"] == "18 May 2024, 13.00"


def test_two_parts_that_move_at_once_are_told_apart(event, ada) -> None:
    plan(event, *lines_of(event, river=timedelta(hours=2), Dance=timedelta(hours=1)))

    assert sorted(part for _person, part in told("part_moved")) == [BOAT, DANCE]


def test_a_new_title_seats_and_what_is_for_all_again_are_told_to_nobody(event, ada) -> None:
    boat, dance = lines_of(event)

    plan(
        event, Line("The boat", boat.starts_at, None, True, 20, boat.public_id),
        Line(DANCE, dance.starts_at, None, False, None, dance.public_id), surely=(dance.public_id,),
    )  # fmt: skip

    assert (told("part_moved"), told("part_gone")) == ([], [])
