"""What a reader sees of a person, value by value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vezi.core.audience import Audience, may_see
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_institution
from vezi.network.people import queries
from vezi.network.people.models import OtherName, Person
from vezi.network.people.tests.factories import (
    NOW,
    make_affiliation,
    make_contact,
    make_person,
    make_position,
    make_residence,
)

REACHES = [None, *Audience.values]
choices = st.sampled_from(REACHES)


@pytest.fixture
def maja(db) -> Person:
    return make_person("Maja", "Kovač", born_on=date(1976, 5, 14), birth_year=1976, ask_about="Hedging.", speaks=["sl"])


def seen(person: Person, *, reach: int, default: int = Audience.CLUB) -> queries.Seen:
    return queries.seen(queries.with_parts(Person.objects.filter(pk=person.pk)).get(), reach=reach, default=default)


def test_without_a_choice_name_and_class_follow_the_default_and_all_else_is_hidden(maja) -> None:
    make_affiliation(maja, 1999)
    make_position(maja, audience=None)
    make_residence(maja, audience=None)
    make_contact(maja, audience=None)

    to_a_member = seen(maja, reach=Audience.CLUB)

    assert (to_a_member.name, to_a_member.class_year) == ("Maja Kovač", 1999)
    assert (to_a_member.positions, to_a_member.residence, to_a_member.contacts) == ([], None, [])
    assert (to_a_member.born_on, to_a_member.ask_about, to_a_member.speaks) == (None, "", [])


def test_without_a_choice_nothing_reaches_beyond_the_default(maja) -> None:
    make_affiliation(maja, 1999)

    to_the_network = seen(maja, reach=Audience.NETWORK)

    assert (to_the_network.name, to_the_network.affiliations) == ("", [])


def test_who_hides_the_name_is_hidden_with_everything(maja) -> None:
    maja.name_audience = Audience.CONNECTIONS
    maja.save()
    make_contact(maja, audience=Audience.PUBLIC)

    to_a_member = seen(maja, reach=Audience.CLUB)

    assert (to_a_member.name, to_a_member.contacts) == ("", [])


def test_the_owner_sees_what_nobody_else_does(maja) -> None:
    make_contact(maja, audience=None)
    make_position(maja, audience=Audience.NOBODY)

    herself = seen(maja, reach=Audience.NOBODY)

    assert [contact.value for contact in herself.contacts] == ["ada@example.org"]
    assert [str(position) for position in herself.positions] == ["Treasurer, Luka Jadran"]
    assert herself.born_on == date(1976, 5, 14)


def test_the_year_beside_the_name_is_of_the_first_degree_seen(maja) -> None:
    make_affiliation(maja, 2005)
    make_affiliation(maja, 1999, audience=Audience.NOBODY)

    assert seen(maja, reach=Audience.CLUB).class_year == 2005
    assert seen(maja, reach=Audience.NOBODY).class_year == 1999


def test_the_work_of_today_is_the_latest_that_has_not_ended(maja) -> None:
    make_position(maja, "Analyst", "Sava", started_year=2004, ended_year=2007, is_current=False)
    make_position(maja, "Deputy", "Luka Jadran", started_year=2014)
    make_position(maja, "Head of Treasury", "Luka Jadran", started_year=2021)

    current = seen(maja, reach=Audience.CLUB).current

    assert current is not None
    assert current.title == "Head of Treasury"


def test_a_former_name_is_seen_where_the_name_is_unless_chosen_otherwise(maja) -> None:
    for kind, audience in (("former", None), ("other", Audience.NOBODY)):
        OtherName.objects.create(
            person=maja, kind=kind, family="Novak", audience=audience, source="registrar", recorded_at=NOW
        )

    assert [name.kind for name in seen(maja, reach=Audience.CLUB).other_names] == ["former"]


@pytest.mark.parametrize("people", [1, 30])
def test_everything_costs_the_same_few_queries(people, db, django_assert_num_queries) -> None:
    faculty = make_institution("Faculty", parent=make_institution("University"))
    programme = programme_named("Economics", institution=faculty)
    for number in range(people):
        make_affiliation(make_person("Ada", f"Lovelace {number}"), institution=faculty, programme=programme)

    with django_assert_num_queries(8):
        for person in queries.with_parts(Person.objects.order_by("pk")):
            queries.seen(person, reach=Audience.CLUB, default=Audience.CLUB)


@given(audience=choices, reach=st.sampled_from(Audience.values))
def test_may_see_is_the_rule_of_the_data_rules(audience: int | None, reach: int) -> None:
    """nobody < connections < club < network < public; no audience is nobody."""
    order = [Audience.NOBODY, Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK, Audience.PUBLIC]
    given_to = order.index(Audience(audience or 0))

    assert may_see(audience=audience, reach=reach) is (order.index(Audience(reach)) <= given_to)
