"""The pages of classes, and the ways that lead to them."""

from datetime import date

import pytest
from django.test import Client

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club, Institution, Programme
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club, make_institution
from vezi.network.directory.classes import anniversaries
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import books
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_position, make_residence

pytestmark = pytest.mark.django_db
CLASS = "/classes/economics/1999/"


@pytest.fixture
def club() -> Club:
    return make_club("economics", name="Economics Alumni", institution=make_institution("Emona School of Economics"))


@pytest.fixture
def economics(club: Club) -> Programme:
    return programme_named("Economics", institution=club.institution)


@pytest.fixture
def ada(club: Club, economics: Programme) -> Person:
    ada = make_member(club, "Ada", "Lovelace", email="ada@example.org")
    study(ada, economics)
    return ada


def study(person: Person, programme: Programme, year: int = 1999, **facts) -> Affiliation:
    return make_affiliation(person, year, programme=programme, institution=programme.institution, **facts)


def maja_of(club: Club, programme: Programme, family: str = "Kovač", **facts) -> Person:
    maja = make_member(club, "Maja", family)
    study(maja, programme, **facts)
    return maja


def words(page) -> str:
    return " ".join(page.content.decode().replace("\xa0", " ").split())


def names(page) -> list[str]:
    return [one.who.name for one in page.context["people"].shown]


def test_a_class_shows_its_people_by_surname_and_where_they_are(ada, club, economics, index_now) -> None:
    maja = maja_of(club, economics, "Čop")
    make_residence(maja, "Koper")
    make_position(maja, "Treasurer", "Luka Jadran", trade="banking")
    maja_of(club, economics, "Cerar")
    maja_of(club, economics, "Cof", year=2001)
    index_now()

    page = client_of(ada, "sl").get(CLASS)

    assert names(page) == ["Maja Cerar", "Maja Čop", "Ada Lovelace"]
    assert page.context["cities"] == [("Koper", f"/people/?in=network&city=Koper&class={of(club)}-1999", 1)]
    assert [count for _title, _url, count in page.context["trades"]] == [1]
    assert page.context["after"].year == 2001


def of(club: Club) -> str:
    return club.institution.public_id


def test_one_s_own_row_says_who_sees_what(ada, economics, club, index_now) -> None:
    maja_of(club, economics)
    index_now()

    on_class, on_people = (words(client_of(ada).get(address)) for address in (CLASS, "/people/"))

    assert (on_class.count("Who sees what of you"), on_people.count("Who sees what of you")) == (1, 1)
    assert "This is you" in on_class


def test_who_hides_her_class_stands_in_no_number_and_is_told_so(ada, club, economics, index_now) -> None:
    maja_of(club, economics)
    Affiliation.objects.filter(person=ada).update(audience=Audience.NOBODY)
    index_now()

    page = client_of(ada).get(CLASS)

    assert (names(page), page.context["people"].count) == (["Maja Kovač"], 1)
    assert "Nobody sees you here." in words(page)


def test_a_city_that_is_hidden_is_in_no_number(ada, club, economics, index_now) -> None:
    make_residence(maja_of(club, economics), "Koper", audience=Audience.CONNECTIONS)
    make_residence(maja_of(club, economics, "Novak"), "Celje")
    maja_of(club, economics, "Horvat")
    index_now()

    page = client_of(ada).get(CLASS)

    assert [(title, count) for title, _url, count in page.context["cities"]] == [("Celje", 1)]
    assert "Koper" not in words(page)


def test_a_programme_of_another_year_does_not_count(ada, club, economics, index_now) -> None:
    law = programme_named("Law", institution=club.institution)
    maja = maja_of(club, economics)
    study(maja, law, 2012)
    study(maja_of(club, law, "Novak"), law, 1999)
    index_now()

    page = client_of(ada).get(CLASS)
    of_law = client_of(ada).get(f"{CLASS}{law.public_id}/")

    assert [(one.programme.name, count) for one, count in page.context["programmes"]] == [("Economics", 2), ("Law", 1)]
    assert names(of_law) == ["Maja Novak"]


def test_a_study_at_a_faculty_is_of_the_university_s_class_and_no_other_s(ada, club, economics, index_now) -> None:
    faculty = Institution.objects.create(name="Faculty", folded="faculty", parent=club.institution, kind="faculty")
    make_affiliation(make_member(club, "Maja", "Below"), 1999, institution=faculty)
    make_affiliation(make_member(club, "Maja", "Elsewhere"), 1999, institution=make_institution())
    index_now()

    assert names(client_of(ada).get(CLASS)) == ["Maja Below", "Ada Lovelace"]


def test_a_member_of_another_club_sees_whom_the_network_sees(club, economics, ada, index_now) -> None:
    maja_of(club, economics, audience=Audience.NETWORK)
    Person.objects.filter(family="Kovač").update(name_audience=Audience.NETWORK)
    make_records(club, economics, 20)
    barbara = make_member(make_club("law"), "Barbara", "Liskov")
    index_now()

    page = client_of(barbara).get(CLASS)

    assert names(page) == ["Maja Kovač"]
    assert page.context["missing"] == 0


def make_records(club: Club, programme: Programme, number: int, year: int = 1999) -> None:
    for one in range(number):
        study(make_record(club, "Emil", f"Unclaimed {one}"), programme, year)


@pytest.mark.parametrize(
    ("records", "told"), [(0, 0), (1, 0), (9, 0), (10, 10), (14, 10), (15, 20), (24, 20), (25, 30), (104, 100)]
)
def test_who_is_not_here_yet_is_told_as_a_round_number(records: int, told: int) -> None:
    assert books.about(records) == told


@pytest.mark.parametrize("shows_unclaimed", [False, True])
def test_nobody_s_name_who_is_not_here_yet_stands_on_the_page(ada, club, economics, index_now, shows_unclaimed) -> None:
    Club.objects.update(shows_unclaimed=shows_unclaimed, unclaimed_basis="the board" if shows_unclaimed else "")
    make_records(club, economics, 12)
    index_now()

    page = client_of(ada).get(CLASS)

    assert page.context["missing"] == 10
    assert names(page) == ["Ada Lovelace"]
    assert "about 10" in words(page)
    assert "Unclaimed" not in words(page)


def test_one_record_more_or_less_does_not_show(ada, club, economics, index_now) -> None:
    """Who claims a record and hides is not found out by what was there the day before, nor by the programmes."""
    law = programme_named("Law", institution=club.institution)
    make_records(club, economics, 11)
    make_records(club, law, 1)
    index_now()
    reader = client_of(ada)
    before = [reader.get(address).context["missing"] for address in (CLASS, f"{CLASS}{economics.public_id}/")]
    one = Person.objects.filter(family="Unclaimed 3").first()
    Membership.objects.filter(person=one).update(state=State.MEMBER)
    Person.objects.filter(pk=one.pk).update(claimed_at=NOW, name_audience=Audience.NOBODY)
    index_now()

    assert before == [10, 10]
    assert reader.get(CLASS).context["missing"] == 10
    assert reader.get(f"{CLASS}{law.public_id}/").context["missing"] == 0


def test_who_died_is_remembered_without_city_and_work(ada, club, economics, index_now) -> None:
    maja = maja_of(club, economics)
    make_residence(maja, "Koper")
    Person.objects.filter(pk=maja.pk).update(is_deceased=True)
    index_now()

    who = client_of(ada).get(CLASS).context["people"].shown[0].who

    assert (who.name, who.what, who.where, who.tie) == ("Maja Kovač", "", "", "We remember them")


def test_an_empty_class_says_what_will_stand_here(ada, index_now) -> None:
    index_now()

    page = client_of(ada).get("/classes/economics/1950/")

    assert page.status_code == 200
    assert "Nobody to be seen here yet" in words(page)


@pytest.mark.parametrize(
    "address", ["/classes/nowhere/1999/", "/classes/economics/1849/", "/classes/economics/99999/", f"{CLASS}nothing/"]
)
def test_what_is_no_class_is_not_found(ada, index_now, address: str) -> None:
    index_now()

    assert client_of(ada).get(address).status_code == 404


def test_a_programme_of_another_institution_is_none_of_the_club_s(ada, index_now) -> None:
    other = programme_named("Physics", institution=make_institution())
    index_now()

    assert client_of(ada).get(f"{CLASS}{other.public_id}/").status_code == 404


def test_a_large_class_is_parted_into_pages(ada, club, economics, index_now, monkeypatch) -> None:
    monkeypatch.setattr("vezi.network.directory.classes.queries.PER_PAGE", 3)
    monkeypatch.setattr("vezi.network.directory.classes.shown.PER_PAGE", 3)
    for family in "ABCD":
        maja_of(club, economics, family)
    index_now()
    reader = client_of(ada)

    first, second, far = (reader.get(CLASS, {"page": page}) for page in ("1", "2", "900000"))

    assert (names(first), names(second)) == (["Maja A", "Maja B", "Maja C"], ["Maja D", "Ada Lovelace"])
    assert (first.context["pages"].later, second.context["pages"].earlier) == ("?page=2#everyone", "?page=1#everyone")
    assert names(far) == names(second)
    assert (len(first.context["facts"]), second.context["cities"]) == (1, [])


def test_a_page_asks_as_often_for_one_as_for_many(
    ada, club, economics, index_now, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    reader = client_of(ada)
    index_now()
    reader.get(CLASS)
    with django_assert_max_num_queries(30) as counted:
        reader.get(CLASS)
    asked = len(counted)
    for number in range(25):
        make_residence(maja_of(club, economics, f"Kovač {number}"), f"City {number}")
    index_now()
    reader.get(CLASS)

    with django_assert_num_queries(asked):
        assert len(names(reader.get(CLASS))) == 26


def test_the_wall_shows_the_years_and_mine_first(ada, club, economics, index_now) -> None:
    maja_of(club, economics, year=1987)
    index_now()

    page = client_of(ada).get("/classes/", follow=True)

    assert page.redirect_chain == [("/classes/economics/", 302)]
    assert [(one.of.year, one.count) for one in page.context["mine"]] == [(1999, 1)]
    assert [[brick.of.year for brick in bricks] for _decade, bricks in page.context["decades"]] == [[1999], [1987]]


def test_before_there_is_an_index_the_pages_say_so(ada, node) -> None:
    reader = client_of(ada)

    assert [reader.get(address).status_code for address in (CLASS, "/classes/economics/", "/home/")] == [503, 503, 200]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1999", ["Emona School of Economics"]),
        ("99", ["Emona School of Economics"]),
        ("class of 1999", ["Emona School of Economics"]),
        ("letnik 99 law", ["Law"]),
        ("1999 econ", ["Emona School of Economics", "Economics"]),
        ("maja 99", []),
        ("1998", []),
        ("classes", ["Economics Alumni"]),
    ],
)
def test_typing_finds_classes(ada, club, index_now, typed: str, found: list[str]) -> None:
    maja_of(club, programme_named("Law", institution=club.institution))
    index_now()

    groups = client_of(ada).get("/people/typeahead", {"q": typed}).context["groups"]

    assert [answer.note for answer in groups[1].answers] == found


def test_the_year_beside_a_name_leads_to_the_class(ada, club, economics, index_now) -> None:
    maja = maja_of(club, economics)
    stranger_to_the_club = make_member(make_club("law"), "Barbara", "Liskov")
    index_now()

    pages = [client_of(one).get(f"/people/{maja.public_id}/").content.decode() for one in (ada, stranger_to_the_club)]

    assert [page.count(f'href="{CLASS}"') for page in pages] == [1, 0]


def test_people_of_one_year_lead_to_the_class_and_back(ada, club, economics, index_now) -> None:
    maja_of(club, economics)
    index_now()
    reader = client_of(ada)

    of_year = reader.get("/people/", {"from": "1999", "to": "1999"})
    of_class = reader.get(reader.get(CLASS).context["directory_url"])

    assert of_year.context["class_page"].url == CLASS
    assert of_class.context["class_page"].url == CLASS
    assert (of_class.context["answer"].count, of_class.context["chips"][0][0]) == (
        2,
        "Class of 1999, Emona School of Economics",
    )
    assert f'name="class" value="{of(club)}-1999"' in of_class.content.decode()


@pytest.mark.parametrize(
    ("year", "this_year", "years", "in_year"),
    [(1999, 2024, 25, 2024), (1999, 2025, 30, 2029), (2020, 2024, 10, 2030), (1974, 2024, 50, 2024)],
)
def test_the_next_round_year(year: int, this_year: int, years: int, in_year: int) -> None:
    found = anniversaries.next_of(year, this_year=this_year)

    assert found == anniversaries.Anniversary(years, in_year, in_year - this_year)


@pytest.mark.parametrize(("year", "this_year"), [(2027, 2024), (1930, 2024)])
def test_a_class_to_come_and_one_long_ago_have_none(year: int, this_year: int) -> None:
    assert anniversaries.next_of(year, this_year=this_year) is None


@pytest.mark.parametrize(("today", "said"), [(2023, True), (2024, True), (2025, False)])
def test_home_says_that_a_round_year_is_near(ada, index_now, monkeypatch, today: int, said: bool) -> None:
    monkeypatch.setattr("vezi.network.directory.slots.timezone.localdate", lambda *_moment: date(today, 5, 1))
    index_now()

    page = words(client_of(ada).get("/home/"))

    assert ("Your class: 25 years in 2024." in page) == said
    assert f'href="{CLASS}"' in page


def test_a_visitor_is_asked_to_sign_in(club) -> None:
    assert Client().get(CLASS).status_code == 302
