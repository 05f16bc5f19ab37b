"""Whom an event is for: classes, programmes, groups, trades and segments, chosen in the plan and in invitations."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from vezi.activities.events import services
from vezi.activities.events.forms.planning import PlanForm, as_written
from vezi.activities.events.models import Circle, CircleKind, Event, Invitation, Openness
from vezi.activities.events.queries import inviting, whom
from vezi.activities.events.tests.factories import make_event, organise, seeing
from vezi.activities.events.tests.test_planning import TYPED, as_sent
from vezi.core.audience import Audience
from vezi.network.clubs.models import Club, Programme
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent.models import Basis, Purpose
from vezi.network.consent.services import publish_notice
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.models import KeptView
from vezi.network.memberships.queries import segments
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_position

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    made = make_club("economics")
    publish_notice(club=made, purpose=Purpose.EVENTS, basis=Basis.LEGITIMATE_INTEREST, text={}, by=None, now=NOW)
    return made


@pytest.fixture
def grace(club: Club) -> Person:
    """An officer who sees records."""
    return make_officer(club).person


@pytest.fixture
def edith(club: Club) -> Person:
    """A member of committees, without a role."""
    return make_member(club, "Edith", "Clarke")


@pytest.fixture
def finance(club: Club, grace: Person) -> Programme:
    made = Programme.objects.create(institution=club.institution, name="Finance", names={})
    make_affiliation(grace, programme=made, club=club)
    return made


def make_segment(club: Club, by: Person, *, name: str = "Lapsed", is_shared: bool = False) -> KeptView:
    return KeptView.objects.create(club=club, by=by.account, name=name, is_shared=is_shared, kept_at=NOW)


def said(event: Event) -> set[tuple[Any, ...]]:
    return {
        (one.kind, *one.class_years, *one.trades, one.programme_id, one.group_id, one.segment_id)
        for one in event.circles.all()
    }


def test_a_plan_says_every_kind_of_circle_and_begins_with_what_it_said(club, grace, finance) -> None:
    group, segment = make_group(club), make_segment(club, grace)
    put_in(group, grace)
    typed = TYPED | {
        "openness": "invited", "years": "1999", "programmes": [str(finance.pk)], "groups": [str(group.pk)],
        "trades": ["banking", "law"], "segments": [str(segment.pk)],
    }  # fmt: skip

    client_of(grace).post(reverse("events:event_new") + "?template=lecture", typed)

    event = Event.objects.get()
    wanted = {
        ("class", 1999, None, None, None), ("programme", finance.pk, None, None), ("group", None, group.pk, None),
        ("trade", "banking", "law", None, None, None), ("segment", None, None, segment.pk),
    }  # fmt: skip
    assert said(event) == wanted
    form = PlanForm(as_sent(as_written(event)), club=club, viewer=seeing(grace), event=event)
    assert form.is_valid(), form.errors
    services.change(event=event, plan=form.plan(), by=grace.account, now=NOW)
    assert said(event) == wanted


def test_what_a_planner_may_not_learn_of_has_no_box_and_stays(club, grace, edith) -> None:
    hidden, segment = make_group(club, name="Secret supper", joining="hidden"), make_segment(club, grace)
    put_in(hidden, grace)
    event = make_event(club, years=[1999])
    organise(event, edith)
    for circle in ({"kind": CircleKind.GROUP, "group": hidden}, {"kind": CircleKind.SEGMENT, "segment": segment}):
        Circle.objects.create(event=event, **circle)
    was, page = said(event), reverse("events:event_change", args=[event.public_id])

    shown = client_of(edith).get(page).content.decode()
    invitations = client_of(edith).get(reverse("events:invitations", args=[event.public_id])).content.decode()
    form = PlanForm(
        as_sent(as_written(event)) | {"groups": [], "segments": []}, club=club, viewer=seeing(edith), event=event
    )

    assert [word in place for place in (shown, invitations) for word in ("Secret supper", "Lapsed")] == [False] * 4
    assert form.is_valid(), form.errors
    services.change(event=event, plan=form.plan(), by=edith.account, now=NOW)
    assert said(event) == was


@pytest.mark.parametrize("field", ["groups", "segments", "programmes", "trades"])
def test_nothing_is_chosen_that_was_not_offered(club, edith, field: str) -> None:
    law = make_club("law")
    joan = make_officer(law, given="Joan", family="Clarke").person
    study = Programme.objects.create(institution=law.institution, name="Torts", names={})
    make_affiliation(joan, programme=study, club=law)
    others = {
        "groups": make_group(law).pk, "segments": make_segment(law, joan, is_shared=True).pk, "programmes": study.pk,
        "trades": "piracy",
    }  # fmt: skip

    form = PlanForm(TYPED | {field: [str(others[field])]}, club=club, viewer=seeing(edith))

    assert list(form.errors) == [field]


def test_segments_are_offered_to_those_who_may_use_them(club, grace, edith) -> None:
    joan = make_officer(club, capabilities=["see_records"], given="Joan", family="Clarke").person
    make_segment(club, joan, name="Hers alone"), make_segment(club, joan, name="For all", is_shared=True)

    offered = [[one.name for one in inviting.segments_for(seeing(who), club)] for who in (joan, grace, edith)]

    assert offered == [["For all", "Hers alone"], ["For all"], []]
    usable = [
        sorted(one.name for one in KeptView.objects.all() if segments.may_use(one, by=who.account, now=timezone.now()))
        for who in (joan, grace, edith)
    ]
    assert usable == offered


def worker(club: Club, given: str, **facts: Any) -> Person:
    person = make_member(club, given, "Novak")
    make_position(person, **{"trade": "banking"} | facts)
    return person


def test_letters_reach_those_of_a_trade_who_let_members_see_it(club, grace, edith) -> None:
    worker(club, "Maja")
    worker(club, "Ana", audience=Audience.NETWORK)
    worker(club, "Vida", audience=Audience.CONNECTIONS)
    worker(club, "Nejc", audience=None)
    worker(club, "Irena", is_current=False)
    worker(club, "Joan", trade="law")
    worker(make_club("law"), "Alan")
    event = make_event(club)
    circles = [Circle(event=event, kind=CircleKind.TRADE, trades=["banking"])]

    reached = [
        set(whom.of_circles(circles, event=event, by=who.account, now=NOW).values_list("given", flat=True))
        for who in (grace, edith)
    ]

    assert reached == [{"Maja", "Ana"}] * 2


def test_a_trade_is_chosen_on_the_page_of_invitations(club, grace) -> None:
    maja = worker(club, "Maja")
    ahead, client = timezone.now() + timedelta(days=30), client_of(grace)
    event = make_event(club, openness=Openness.INVITED, years=[1950], starts_at=ahead)
    Circle.objects.create(event=event, kind=CircleKind.TRADE, trades=["banking", "law"])
    page = reverse("events:invitations", args=[event.public_id])

    shown = client.get(page).content.decode()
    client.post(page, {"chosen": "1", "to": "trade-banking-law", "expected": "1"})

    assert ("Banking and insurance, Law" in shown, 'value="trade-software"' in shown) == (True, True)
    assert list(Invitation.objects.values_list("person", flat=True)) == [maja.pk]


def test_a_copy_is_for_the_same_people(club, grace, finance) -> None:
    event = make_event(club, years=[1999])
    Circle.objects.create(event=event, kind=CircleKind.TRADE, trades=["banking"])
    Circle.objects.create(event=event, kind=CircleKind.PROGRAMME, programme=finance)

    copy = services.copy(event=event, starts_at=services.a_year_on(event), organiser=grace, by=None, now=NOW)

    assert said(copy) == said(event)
