"""When something is written down as news, and how it goes away again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import make_member
from vezi.network.news import services
from vezi.network.news.models import Fact, Kind
from vezi.network.news.tests.factories import said_to
from vezi.network.people import merging
from vezi.network.people import services as people
from vezi.network.people.models import Person, Position, Residence, Source
from vezi.network.people.tests.factories import make_affiliation, make_person, make_position, make_residence

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def club() -> Club:
    return make_club("economics")


@pytest.fixture
def maja(club: Club) -> Person:
    """A classmate of Ada's, known for long."""
    return member(club, "Maja", "Kovač")


@pytest.fixture
def ada(club: Club, maja: Person) -> Person:
    found = member(club, "Ada", "Lovelace")
    Fact.objects.all().delete()  # that they came
    return found


def member(club: Club, given: str, family: str) -> Person:
    person = make_member(club, given, family)
    make_affiliation(person, 1999, institution=club.institution)
    return person


def works(person: Person, title: str = "Analyst", employer: str = "Sava") -> Position:
    return make_position(person, title, employer, audience=Audience.CLUB, recorded_at=NOW - timedelta(days=900))


def change(position: Position, *, source: str = Source.SELF, now=NOW, **facts) -> None:
    people.change_position(
        position=Position.objects.get(pk=position.pk), source=source, by=None, now=now, **facts
    )  # fmt: skip


def lives(person: Person, city: str = "Koper", country: str = "SI") -> Residence:
    return make_residence(person, city, country, audience=Audience.CLUB, recorded_at=NOW - timedelta(days=900))


def move(person: Person, city: str, country: str = "SI", *, source: str = Source.SELF, now=NOW) -> None:
    person = Person.objects.get(pk=person.pk)
    people.move_to(person=person, city=city, country=country, source=source, by=None, now=now)


def test_who_says_that_she_works_elsewhere_has_news(ada, maja) -> None:
    change(works(maja), title="Director", employer="Luka Jadran")

    assert said_to(ada) == [("Maja", "work")]
    assert said_to(maja) == []


def test_who_says_that_she_lives_elsewhere_has_news(ada, maja) -> None:
    lives(maja)

    move(maja, "Vienna", "AT")

    assert said_to(ada) == [("Maja", "town")]


def test_a_first_value_is_filled_in_and_no_news(ada, maja) -> None:
    people.add_position(person=maja, source=Source.SELF, by=None, now=NOW, title="Analyst", audience=Audience.CLUB)
    move(maja, "Koper")
    Residence.objects.update(audience=Audience.CLUB)

    assert said_to(ada) == []


def test_a_second_post_begun_this_year_is_news_and_an_old_one_is_not(ada, maja) -> None:
    works(maja)
    second = {"person": maja, "source": Source.SELF, "by": None, "now": NOW, "audience": Audience.CLUB}

    people.add_position(title="Lecturer", started_year=1999, **second)
    people.add_position(title="Intern", is_current=False, **second)
    assert said_to(ada) == []
    people.add_position(title="Director", started_year=NOW.year, **second)

    assert said_to(ada) == [("Maja", "work")]


@pytest.mark.parametrize("source", [Source.OFFICER, Source.REGISTRAR])
def test_what_others_write_of_her_is_no_news(ada, maja, source: str) -> None:
    position = works(maja)
    lives(maja)

    change(position, source=source, employer="Luka Jadran")
    move(maja, "Vienna", "AT", source=source)

    assert said_to(ada) == []


def test_what_an_officer_puts_right_ends_the_news(ada, maja) -> None:
    position = works(maja)
    change(position, employer="Luka Jadran")

    change(position, source=Source.OFFICER, employer="Petrol", now=NOW + timedelta(minutes=1))

    assert said_to(ada) == []


def test_who_settles_in_has_no_news_but_that_she_came(ada, maja) -> None:
    Person.objects.filter(pk=maja.pk).update(claimed_at=NOW - timedelta(hours=2))

    change(works(maja), employer="Luka Jadran")

    assert said_to(ada) == []


def test_a_slip_put_right_leaves_the_news_as_it_was(ada, maja) -> None:
    position = works(maja)
    change(position, employer="Luka Jdran")
    said_at = Fact.objects.get().at

    change(position, employer="Luka Jadran", now=NOW + timedelta(days=3))

    assert said_to(ada) == [("Maja", "work")]
    assert Fact.objects.get().at == said_at


def test_another_city_of_the_same_post_leaves_the_news_as_it_was(ada, maja) -> None:
    position = works(maja)
    change(position, employer="Luka Jadran")

    change(position, city="Koper", now=NOW + timedelta(minutes=1))

    assert said_to(ada) == [("Maja", "work")]


def test_who_comes_back_to_what_she_said_before_has_no_news(ada, maja) -> None:
    position, _home = works(maja), lives(maja)
    change(position, employer="Petrol")
    change(position, employer="Luka Jadran", now=NOW + timedelta(minutes=1))
    move(maja, "Vienna", "AT")

    change(position, employer="Sava", now=NOW + timedelta(minutes=2))
    move(maja, "Koper", "SI", now=NOW + timedelta(minutes=2))

    assert Fact.objects.count() == 0


def test_a_value_taken_away_takes_its_news_along(ada, maja) -> None:
    position = works(maja)
    change(position, employer="Luka Jadran")

    people.remove_position(position=position, by=None, now=NOW)

    assert said_to(ada) == []


def test_a_value_hidden_hides_its_news_at_once_and_shown_again_shows_it(ada, maja) -> None:
    position = works(maja)
    change(position, employer="Luka Jadran")

    for audience, said in ((Audience.CONNECTIONS, []), (Audience.NOBODY, []), (Audience.CLUB, [("Maja", "work")])):
        people.choose_audience_of(value=Position.objects.get(), audience=audience, by=None, now=NOW)
        assert said_to(ada) == said


def test_what_an_import_overwrites_is_no_news_until_it_is_undone(ada, maja) -> None:
    position = works(maja)
    change(position, employer="Luka Jadran")
    own = Position.objects.get()

    Position.objects.update(
        employer="Sava", source=Source.REGISTRAR, recorded_at=NOW + timedelta(hours=1)
    )  # as it does
    assert said_to(ada) == []
    Position.objects.update(employer=own.employer, source=own.source, recorded_at=own.recorded_at)

    assert said_to(ada) == [("Maja", "work")]


def test_who_comes_into_the_club_has_news_as_long_as_she_is_in_it(ada, club) -> None:
    late = member(club, "Late", "Comer")
    Fact.objects.filter(person=late).update(at=NOW)
    assert said_to(ada) == [("Late", "joined")]

    memberships.leave(person=late, club=club, by=None, now=NOW)

    assert said_to(ada) == []


def test_a_merge_makes_no_news_and_takes_it_along(ada, maja, club) -> None:
    second = make_person("Maja", "Novak", club=club)
    position = works(second)
    Fact.objects.create(person=second, kind=Kind.WORK, value=position.pk, said_at=position.recorded_at, at=NOW)
    before = Fact.objects.count()

    done = merging.merge(kept=maja, gone=second, by=None, now=NOW)
    assert (Fact.objects.count(), said_to(ada)) == (before, [("Maja", "work")])
    merging.undo(merge=done, by=None, now=NOW)

    assert Fact.objects.get(kind=Kind.WORK).person == second


def test_news_of_three_months_ago_is_cleared(ada, maja) -> None:
    change(works(maja), employer="Luka Jadran")

    services.clear(now=NOW + services.KEPT - timedelta(days=1))
    assert Fact.objects.count() == 1
    services.clear(now=NOW + services.KEPT + timedelta(days=1))

    assert Fact.objects.count() == 0


def test_no_value_is_kept_in_a_fact(ada, maja) -> None:
    change(works(maja), employer="Luka Jadran")
    lives(maja)
    move(maja, "Vienna", "AT")

    said = str(list(Fact.objects.values_list("kind", "was", "value"))).lower()

    assert len(Fact.objects.all()) == 2
    assert [word for word in ("sava", "luka", "analyst", "koper", "vienna") if word in said] == []
