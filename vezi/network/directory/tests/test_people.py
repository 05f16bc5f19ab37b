"""The page of people, the answers while one types, and the same from the shell."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from vezi.core.audience import Audience
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.index import finding, store
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.people.models import NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import (
    NOW,
    make_affiliation,
    make_contact,
    make_person,
    make_position,
    make_residence,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/people/"
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def economics():
    return make_club("economics", name="Economics Alumni")


@pytest.fixture
def ada(economics) -> Person:
    ada = make_member(economics, "Ada", "Lovelace", email="ada@example.org")
    make_affiliation(ada, 1999)
    return ada


@pytest.fixture
def maja(economics) -> Person:
    maja = make_member(economics, "Maja", "Kovač")
    make_affiliation(maja, 1999, degree="MBA")
    make_position(maja, "Head of Treasury", "Luka Koper", city="Koper", country="SI")
    make_residence(maja, "Koper")
    OtherName.objects.create(
        person=maja,
        kind=NameKind.GRADUATION,
        given="Maja",
        family="Žnidaršič",
        recorded_at=NOW,
        source=Source.REGISTRAR,
    )
    return maja


@pytest.fixture
def adas(ada) -> Client:
    client = Client()
    client.force_login(ada.account)
    return client


def names(response) -> list[str]:
    return [row.who.name for row in response.context["rows"]]


def found(client: Client, query: str, **more) -> list[str]:
    return names(client.get(PEOPLE, {"q": query, **more}))


def test_a_visitor_is_asked_to_sign_in(economics) -> None:
    assert Client().get(PEOPLE).status_code == 302


def test_an_account_without_a_record_is_led_to_the_ways_in(economics) -> None:
    client = Client()
    client.force_login(make_account("stranger@example.org"))

    assert client.get(PEOPLE)["Location"] == reverse("memberships:welcome")


@pytest.mark.parametrize(
    "query",
    ["maja kovac", "KOVAČ maja", "kov", "kovca", "znidarsic", "žnidrašič", "treasury", "koper", "kovac 99", "’99 maja",
     "1999 kov", "luka koper", "mba", "slovenija", "slovenia"],
)  # fmt: skip
def test_people_are_found_by_what_one_remembers(adas, maja, index_now, query) -> None:
    index_now()

    assert "Maja Kovač" in found(adas, query)


def test_a_current_name_comes_before_a_former_and_a_misspelt_one(adas, economics, index_now) -> None:
    former = make_member(economics, "Abel", "Zajc")
    OtherName.objects.create(person=former, kind=NameKind.FORMER, family="Horvat", recorded_at=NOW, source=Source.SELF)
    make_member(economics, "Berta", "Hrovat")
    make_member(economics, "Cene", "Horvat")
    index_now()

    assert found(adas, "horvat") == ["Cene Horvat", "Abel Zajc", "Berta Hrovat"]


def test_who_is_spelt_nearly_so_is_looked_for_where_few_are_found(adas, economics, index_now, monkeypatch) -> None:
    monkeypatch.setattr(finding, "ENOUGH", 2)
    make_member(economics, "Berta", "Hrovat")
    make_residence(make_member(economics, "Cene", "Horvat"), "Koper")
    index_now()
    of_one = found(adas, "horvat")
    make_member(economics, "Dana", "Horvat")
    index_now()

    assert of_one == ["Cene Horvat", "Berta Hrovat"]
    assert found(adas, "horvat") == ["Cene Horvat", "Dana Horvat"]
    assert found(adas, "horvat", city="Koper") == ["Cene Horvat"]
    assert found(adas, "horvta") == ["Cene Horvat", "Dana Horvat"]


def test_classmates_come_first_then_the_rest_by_name(adas, economics, maja, index_now) -> None:
    for family in ("Žagar", "Cerar", "Čop", "Zupan"):
        make_member(economics, "Ana", family)
    index_now()
    adas.cookies["vezi_language"] = "sl"

    assert found(adas, "") == ["Maja Kovač", "Ada Lovelace", "Ana Cerar", "Ana Čop", "Ana Zupan", "Ana Žagar"]


def test_why_somebody_was_found_is_marked(adas, maja, index_now) -> None:
    index_now()

    page = adas.get(PEOPLE, {"q": "znidarsic koper"}).content.decode()

    assert "At graduation: Maja <mark>Žnidaršič</mark>" in page
    assert "<mark>Koper</mark>" in page


def test_marks_keep_dangerous_text_harmless(adas, economics, index_now) -> None:
    make_position(make_member(economics, "Eve"), "<script>treasury</script>", "A & B")
    index_now()

    page = adas.get(PEOPLE, {"q": "treasury"}).content.decode()

    assert "&lt;script&gt;<mark>treasury</mark>&lt;/script&gt;, A &amp; B" in page


def test_what_programs_read_has_no_signs_of_pages(adas, economics, index_now) -> None:
    make_position(make_member(economics, "Pia", "Novak"), "Treasurer", "Tom & O'Brien", audience=Audience.CLUB)
    index_now()
    row = adas.get(PEOPLE, {"q": "obrien"}).context["rows"][0]

    assert "Tom & O'Brien" in str(row.as_json["what"])


def test_htmx_gets_the_answer_alone_and_the_address_to_show(adas, maja, index_now) -> None:
    index_now()

    typed = adas.get(PEOPLE, {"q": "kovač", "from": "", "to": ""}, **HTMX, HTTP_HX_TRIGGER_NAME="q")
    ticked = adas.get(PEOPLE, {"q": "kovač", "degree": "MBA"}, **HTMX)

    assert typed.content.decode().strip().startswith('<div id="found"')
    assert typed["HX-Replace-Url"] == "/people/?q=kova%C4%8D"
    assert ticked["HX-Push-Url"] == "/people/?q=kova%C4%8D&degree=MBA"


def test_filters_stand_in_the_address_and_can_be_taken_off(adas, maja, index_now) -> None:
    index_now()

    response = adas.get(PEOPLE, {"from": "2000", "to": "1998", "city": ["Koper", "Vienna"], "page": "x", "sort": "?"})

    assert names(response) == ["Maja Kovač"]
    assert response.context["chips"] == [
        ("Class of 1998 to 2000", "?city=Koper&city=Vienna"),
        ("Koper", "?from=1998&to=2000&city=Vienna"),
        ("Vienna", "?from=1998&to=2000&city=Koper"),
    ]


def test_values_can_be_left_out(adas, economics, maja, index_now) -> None:
    make_residence(make_member(economics, "Ana"), "Vienna", "AT")
    index_now()

    response = adas.get(PEOPLE, {"city": ["Koper", "Vienna"], "not": ["city:Koper", "planet:Mars", "city:", "city"]})
    cities = next(facet for facet in response.context["answer"].facets if facet.name == "city")

    assert [row.who.name.split()[0] for row in response.context["rows"]] == ["Ana"]
    assert response.context["chips"] == [("not Koper", "?city=Vienna"), ("Vienna", "?not=city%3AKoper")]
    assert [(one.value, one.count, one.is_chosen, one.is_left_out) for one in cities.choices] == [
        ("Koper", 1, False, True),
        ("Vienna", 1, True, False),
    ]


def test_a_facet_leaves_its_own_filter_out_of_its_counts(adas, economics, maja, index_now) -> None:
    make_residence(make_member(economics, "Ana"), "Vienna", "AT")
    index_now()

    response = adas.get(PEOPLE, {"city": "Koper"})
    facets = {facet.name: [(c.value, c.count) for c in facet.choices] for facet in response.context["answer"].facets}

    assert (facets["city"], facets["country"]) == ([("Koper", 1), ("Vienna", 1)], [("SI", 1)])


def test_members_of_other_clubs_are_found_in_the_network_by_what_it_may_see(adas, index_now) -> None:
    other = make_member(make_club("law"), "Olga", "Other", name_audience=Audience.NETWORK)
    make_position(other, "Judge", "Court", audience=Audience.CLUB)
    make_position(other, "Poet", "Press", audience=Audience.NETWORK)
    index_now()

    assert found(adas, "olga") == []
    assert found(adas, "olga", **{"in": "network"}) == ["Olga Other"]
    assert found(adas, "poet", **{"in": "network"}) == ["Olga Other"]
    assert found(adas, "judge", **{"in": "network"}) == []


def test_records_nobody_took_up_are_found_only_where_their_club_shows_them(adas, economics, index_now) -> None:
    make_affiliation(make_record(economics, "Edsger", "Dijkstra"), 1999, degree="MBA")
    index_now()
    before = found(adas, "dijkstra")
    economics.shows_unclaimed, economics.unclaimed_basis = True, "The board's decision of 1 March"
    economics.save()
    index_now()
    response = adas.get(PEOPLE, {"q": "dijkstra"})
    row = response.context["rows"][0]

    assert before == []
    assert (row.who.name, row.who.year, row.who.url, row.is_unclaimed) == ("Edsger Dijkstra", 1999, "", True)
    assert found(adas, "dijkstra mba") == []
    assert found(adas, "dijkstra", **{"in": "network"}) == []


def test_of_a_record_nobody_took_up_programme_and_year_are_all_that_is_said(adas, economics, index_now) -> None:
    law = programme_named("Comparative Law", institution=economics.institution)
    record = make_record(economics, "Edsger", "Dijkstra")
    make_affiliation(record, 1999, degree="LLM", programme=law, institution=economics.institution)
    economics.shows_unclaimed, economics.unclaimed_basis = True, "The board's decision of 1 March"
    economics.save()
    index_now()
    [row] = adas.get(PEOPLE, {"q": "comparative"}).context["rows"]

    assert row.as_json["found"] == "Studied: Comparative Law, 1999"


def test_what_was_hidden_a_moment_ago_is_not_shown_from_the_index(adas, maja, index_now) -> None:
    index_now()
    maja.positions.update(audience=Audience.NOBODY)
    by_work = found(adas, "treasury")
    by_name = adas.get(PEOPLE, {"q": "maja"}).content.decode()
    Person.objects.filter(pk=maja.pk).update(name_audience=Audience.NOBODY)

    assert by_work == []
    assert ("Maja Kovač" in by_name, "Treasury" in by_name) == (True, False)
    assert found(adas, "maja") == []


def test_who_left_is_not_shown_from_the_index(adas, maja, index_now) -> None:
    index_now()
    maja.memberships.update(state="left")

    assert found(adas, "maja") == []


@pytest.fixture
def marija(economics) -> Person:
    """Whom one looks for by everything but her name."""
    marija = make_member(
        economics, "Marija", "Kovačič", ask_about="Water turbines and streams", ask_audience=Audience.CLUB
    )
    make_position(marija, "Treasurer", "Sava", trade="banking", city="Graz", country="AT")
    make_contact(marija, "Marija.K@posta.example", audience=Audience.CLUB)
    return marija


@pytest.mark.parametrize(
    ("query", "because"),
    [
        ("mimi kovacic", "“mimi” is short for Marija"),
        ("m. kovačič", ""),
        ("kowatschitsch", "sounds like “kowatschitsch”"),
        ("marija.k@posta.example", "Mail: Marija.K@posta.example"),
        ("MARIJA.K@pos", "Mail: Marija.K@posta.example"),
        ("who knows something about a water turbine", "Ask about: Water turbines and streams"),
        ("finance in graz", "Treasurer, Sava · Graz, Austria · Banking and insurance"),
        ("finance marija", "Trade: Banking and insurance"),
        ("Марија Ковачич", ""),
    ],
)
def test_each_way_of_finding_somebody_says_why(adas, marija, index_now, query, because) -> None:
    index_now()

    [row] = adas.get(PEOPLE, {"q": query}).context["rows"]

    assert (row.who.name, row.as_json["found"]) == ("Marija Kovačič", because)


@pytest.mark.parametrize("audience", [None, Audience.NOBODY, Audience.CONNECTIONS])
def test_what_is_hidden_finds_nobody_in_any_way(adas, marija, index_now, audience) -> None:
    OtherName.objects.create(
        person=marija, kind=NameKind.FORMER, given="Nežika", family="Plestenjak", recorded_at=NOW, source=Source.SELF,
        audience=audience or Audience.NOBODY,
    )  # fmt: skip
    marija.contacts.update(audience=audience)
    marija.positions.update(audience=audience)
    Person.objects.filter(pk=marija.pk).update(ask_audience=audience)
    index_now()

    asked = ("marija.k@posta.example", "marija.k@", "plestenjak", "plestnjak", "plestenyak", "plest", "nezika", "neza",
             "turbine", "turbinah", "finance", "graz", "treasurers")  # fmt: skip

    assert found(adas, "marija") == ["Marija Kovačič"]
    assert [query for query in asked if found(adas, query)] == []


def test_a_mail_address_hidden_a_moment_ago_is_not_shown_from_the_index(adas, marija, index_now) -> None:
    index_now()
    marija.contacts.update(audience=Audience.NOBODY)

    assert found(adas, "marija.k@posta.example") == []


def test_somebody_called_so_comes_before_who_works_at_a_firm_of_that_name(adas, economics, index_now) -> None:
    make_position(make_member(economics, "Abel", "Zajc"), "Clerk", "Novak", city="Graz", country="AT")
    make_residence(make_member(economics, "Zora", "Novak"), "Graz", "AT")
    index_now()

    assert found(adas, "novak graz") == ["Zora Novak", "Abel Zajc"]


def test_where_somebody_is_today_comes_before_where_she_was(adas, economics, index_now) -> None:
    make_position(make_member(economics, "Abel", "Novak"), "Clerk", "Sava", city="Graz", country="AT", is_current=False)
    make_position(make_member(economics, "Zora", "Novak"), "Clerk", "Sava", city="Graz", country="AT")
    index_now()

    assert found(adas, "novak graz") == ["Zora Novak", "Abel Novak"]


def test_nobody_found_leads_on(adas, maja, index_now) -> None:
    index_now()

    response = adas.get(PEOPLE, {"q": "maja xqzzt", "degree": "MBA"})

    assert [(hint.title, hint.address, hint.count) for hint in response.context["hints"]] == [
        ("Without “xqzzt”", "?q=maja&degree=MBA", 1)
    ]


def test_one_row_costs_as_many_queries_as_thirty(
    adas, economics, maja, index_now, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    index_now()
    with django_assert_max_num_queries(60) as counted:
        adas.get(PEOPLE, {"q": "maja"})
    for number in range(30):
        made = make_member(economics, "Maja", f"Novak{chr(97 + number)}")
        make_affiliation(made, 1999)
        make_position(made)
    index_now()

    with django_assert_num_queries(len(counted)):
        response = adas.get(PEOPLE, {"q": "maja"})
    assert len(response.context["rows"]) == 20


def test_a_page_past_the_last_is_the_last(adas, maja, index_now) -> None:
    index_now()

    assert adas.get(PEOPLE, {"page": "900"}).context["answer"].page == 1


def typed(adas, words: str) -> dict[str, list[tuple[str, str]]]:
    groups = adas.get("/people/typeahead", {"q": words}).context["groups"]
    return {
        str(group.title): [
            (answer.who.name if answer.who else str(answer.title), answer.url) for answer in group.answers
        ]
        for group in groups
        if group.answers
    }


def test_typing_answers_with_whatever_is_meant(adas, maja, economics, index_now) -> None:
    make_affiliation(maja, 1999, institution=economics.institution)
    index_now()
    place = economics.institution

    assert typed(adas, "maj")["People"] == [("Maja Kovač", f"/people/{maja.public_id}/")]
    assert typed(adas, "99")["Classes"] == [("Class of 1999", "/classes/economics/1999/")]
    assert typed(adas, "econ")["Clubs"] == [("Economics Alumni", "/c/economics/")]
    assert typed(adas, str(place).split()[0])["Faculties and programmes"] == [
        (str(place), f"/people/?in=network&institution={place.public_id}")
    ]
    assert typed(adas, "luka k")["Employers"] == [("Luka Koper", "/people/?in=network&employer=Luka+Koper")]
    assert typed(adas, "sign-in")["Pages"] == [("Sign-in and security", "/accounts/")]


def test_typing_leads_to_no_place_where_nobody_may_be_seen(adas, maja, economics, index_now) -> None:
    maja.positions.update(audience=Audience.NOBODY)
    index_now()

    assert "Employers" not in typed(adas, "luka koper")
    assert "Faculties and programmes" not in typed(adas, str(economics.institution))


def test_pages_of_an_office_are_offered_to_its_officers_alone(adas, economics, ada, index_now) -> None:
    index_now()
    before = typed(adas, "duplicates")
    make_officer(economics, ada)

    assert "Pages" not in before
    assert typed(adas, "duplicates")["Pages"] == [("Duplicates", "/c/economics/office/duplicates/")]


def test_typing_says_why_somebody_is_meant(adas, marija, index_now) -> None:
    index_now()

    [answer] = adas.get("/people/typeahead", {"q": "mimi kov"}).context["groups"][0].answers

    assert answer.note == "“mimi” is short for Marija · Treasurer, Sava"


def test_typing_before_there_is_an_index_answers_without_people(adas, node) -> None:
    assert [
        len(group.answers) for group in adas.get("/people/typeahead", {"q": "econ"}).context["groups"] if group.answers
    ] == [1]


def shell(*given: str) -> dict:
    said = StringIO()
    call_command("search", *given, "--json", stdout=said)
    return json.loads(said.getvalue().splitlines()[-1])


def test_the_shell_answers_what_the_page_answers(adas, maja, index_now) -> None:
    index_now()

    page = adas.get(PEOPLE, {"q": "kovac", "from": "1999"}).context["answer"]
    said = shell("kovac", "--as", "ada@example.org", "--club", "economics", "--from", "1999")

    assert said["count"] == page.count == 1
    assert said["results"] == [row.as_json for row in page.results]
    assert set(said["facets"]) == {"year", *(facet.name for facet in page.facets)}
    assert said["facets"]["degree"] == [{"value": "MBA", "title": "MBA", "count": 1}]
    assert said["seconds"] > 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["x", "--as", "nobody@example.org"], "Nobody signs in as nobody@example.org."),
        (["x", "--as", "ada@example.org", "--club", "law"], "ada@example.org is not a member of law; of: economics."),
        (["x", "--as", "ada@example.org", "--only", "colour=red"], "--only takes FACET=VALUE"),
        (["x", "--as", "ada@example.org", "--from", "99999"], "“99999” is no class year."),
    ],
)
def test_the_shell_says_what_is_wrong(ada, index_now, given, sentence) -> None:
    index_now()

    with pytest.raises(CommandError) as refused:
        call_command("search", *given)
    assert str(refused.value).startswith(sentence)


def test_the_shell_says_when_there_is_no_index(ada, node) -> None:
    with pytest.raises(CommandError, match="There is no index yet"):
        call_command("search", "x", "--as", "ada@example.org")


def test_status_tells_how_far_the_index_is(ada, index_now, node) -> None:
    from vezi.network.directory import probes

    before = probes.index()
    index_now()
    after = probes.index()

    assert (before["state"], before["database"]) == ("none yet", 1)
    assert (after["documents"], after["database"], after["indexer"]) == (1, 1, False)
    assert store.current() == after["generation"]


def test_somebody_without_a_name_in_the_club_is_not_in_the_index(ada, economics, adas, index_now) -> None:
    make_member(economics, "Hidden", "Person", name_audience=Audience.NOBODY)
    make_person("Nowhere", "Member")
    index_now()

    assert found(adas, "") == ["Ada Lovelace"]


def test_a_club_s_classes_lead_its_members_on_to_the_people(economics, ada, adas) -> None:
    for number in range(10):
        make_affiliation(make_record(economics, "Maja", f"Kovač {number}"), 1999)

    strangers, members = (client.get("/c/economics/").content.decode() for client in (Client(), adas))

    assert (strangers.count("Our classes"), members.count("Our classes")) == (1, 1)
    assert ("Find people" in strangers, "Find people" in members) == (False, True)
