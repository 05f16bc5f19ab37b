"""What stands for connections is found by them while the tie stands, and nothing is written to the index for it."""

from datetime import date

import pytest
from django.test import Client

from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory import scopes, suggestions
from vezi.network.directory.by_name import by_name
from vezi.network.directory.classes import queries as classes
from vezi.network.directory.classes import walls
from vezi.network.directory.classes.places import ClassOf
from vezi.network.directory.filters import Filters
from vezi.network.directory.index import halves, store
from vezi.network.directory.index.documents import documents
from vezi.network.directory.knowing import counted
from vezi.network.directory.models import Every, SavedSearch
from vezi.network.directory.saved import queries as saved
from vezi.network.directory.whereabouts import cities
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.tests.factories import client_of, make_member, make_record
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_position, make_residence
from vezi.network.ties import services
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 18)
PEOPLE = "/people/"
NETWORK = {"in": "network"}


@pytest.fixture(params=[0, halves.FEW], ids=["many", "few"], autouse=True)
def few(request, monkeypatch) -> None:
    """Of many connections those are asked for whom words find."""
    monkeypatch.setattr(halves, "FEW", request.param)


@pytest.fixture
def club() -> Club:
    return make_club("economics", default_audience=Audience.CLUB)


@pytest.fixture
def ada(club: Club) -> Person:
    ada = make_member(club)
    make_affiliation(ada, 1999, institution=club.institution)
    return ada


@pytest.fixture
def maja(club: Club) -> Person:
    """She shows where she lives, works and studied to her connections alone."""
    maja = make_member(club, "Maja", "Kovač")
    shown = {"audience": Audience.CONNECTIONS}
    make_residence(maja, "Graz", "AT", **shown)
    make_position(maja, "Treasurer", "Petrol", city="Koper", country="SI", **shown)
    make_affiliation(maja, 1999, institution=club.institution, **shown)
    return maja


@pytest.fixture
def ziga(club: Club) -> Person:
    """His very name is for his connections alone."""
    return make_member(club, "Žiga", "Čuček", name_audience=Audience.CONNECTIONS)


def looking(reader: Person, club: Club | None = None) -> Viewer:
    return viewer_of(reader.account, today=TODAY).looking_from(club)


def tie(one: Person, other: Person) -> None:
    make_connection(one, other)


def untie(one: Person, other: Person) -> None:
    services.disconnect(one=one, other=other, by=None, now=NOW)


def found(client: Client, **asked: str) -> list[str]:
    return [row.who.given for row in client.get(PEOPLE, asked).context["rows"]]


@pytest.mark.parametrize(
    "asked",
    [{"q": "petrol"}, {"q": "treasu"}, {"q": "graz"}, {"city": "Graz"}, {"employer": "Petrol"}, {"near": "Graz", "km": "50"},
     {"q": "maja petrol", "in": "network"}, {"q": "kovac graz", "sort": "name"}],
)  # fmt: skip
def test_found_while_the_tie_stands(ada, maja, index_now, asked) -> None:
    index_now()
    as_ada, written = client_of(ada), store.reader().version
    before = found(as_ada, **asked)
    tie(ada, maja)
    meanwhile = found(as_ada, **asked)
    untie(ada, maja)

    assert (before, meanwhile, found(as_ada, **asked)) == ([], ["Maja"], [])
    assert store.reader().version == written


def test_a_name_for_connections_is_found_by_them_alone(ada, ziga, maja, index_now) -> None:
    index_now()
    tie(ada, ziga)

    assert found(client_of(ada), q="cucek") == ["Žiga"]
    assert found(client_of(maja), q="cucek") == []


def test_without_an_index_a_name_for_connections_is_found_by_them_alone(ada, ziga, maja, club, node) -> None:
    tie(ada, ziga)

    def of(reader: Person, club: Club | None) -> list[str]:
        rows = by_name(
            viewer=looking(reader, club), words="cucek", filters=Filters(is_everywhere=club is None), limit=9
        )
        return [row.who.given for row in rows]

    assert (of(ada, club), of(ada, None)) == (["Žiga"], ["Žiga"])
    assert (of(maja, club), of(maja, None)) == ([], [])


def test_nobody_else_finds_it_though_numbers_are_remembered(ada, maja, club, index_now) -> None:
    tie(ada, maja)
    grace = make_member(club, "Grace", "Hopper")
    index_now()

    def employers(reader: Person) -> dict[str, int]:
        facets = {one.name: one for one in client_of(reader).get(PEOPLE).context["answer"].facets}
        return {choice.value: choice.count for choice in facets["employer"].choices} if "employer" in facets else {}

    assert [employers(reader) for reader in (grace, ada, grace, ada)] == [{}, {"Petrol": 1}, {}, {"Petrol": 1}]


def test_a_connection_in_another_club_is_found_as_if_she_shared_one(ada, index_now) -> None:
    maja = make_member(make_club("law"), "Maja", "Kovač", name_audience=Audience.NETWORK)
    make_position(maja, "Judge", "Court", audience=Audience.CLUB)
    index_now()
    as_ada = client_of(ada)
    before = found(as_ada, q="court", **NETWORK), found(as_ada, q="maja", **NETWORK)
    tie(ada, maja)

    assert before == ([], ["Maja"])
    assert found(as_ada, q="court", **NETWORK) == ["Maja"]
    assert found(as_ada, q="court") == []


def test_a_connection_who_shows_clubs_no_more_than_others_is_not_asked_about(ada, index_now) -> None:
    maja = make_member(make_club("law"), "Maja", "Kovač", name_audience=Audience.NETWORK)
    grace = make_member(make_club("arts"), "Grace", "Hopper", name_audience=Audience.CLUB)
    make_position(maja, "Judge", "Court", audience=Audience.NETWORK)
    for one in (maja, grace):
        tie(ada, one)
    index_now()

    assert scopes.everywhere(looking(ada)).afar == (grace.pk,)
    assert found(client_of(ada), q="court", **NETWORK) == ["Maja"]
    assert found(client_of(ada), q="grace", **NETWORK) == ["Grace"]


def test_a_record_nobody_took_up_stays_with_its_club_whoever_it_is_tied_to(ada, index_now) -> None:
    other = make_club("law", shows_unclaimed=True, unclaimed_basis="decided by the board")
    edsger = make_record(other, "Edsger", "Dijkstra")
    index_now()
    tie(ada, edsger)

    assert [document["recorded_in"] for document in documents([edsger.pk])] == [other.pk]
    assert client_of(ada).get(PEOPLE, {"q": "dijkstra"} | NETWORK).context["answer"].count == 0


def test_who_blocks_is_not_found_though_once_connected(ada, maja, index_now) -> None:
    index_now()
    tie(ada, maja)
    make_block(maja, ada)

    assert found(client_of(ada), q="petrol") == found(client_of(ada), q="maja") == []


def test_classes_cities_searches_and_typing_go_by_the_tie(ada, maja, club, index_now) -> None:
    index_now()
    graz = known.by_id(2778067)
    search = SavedSearch.objects.create(
        person=ada, club=club, name="Petrol", every=Every.NEVER, kept_at=NOW, asked="q=petrol"
    )

    def said() -> tuple[object, ...]:
        mine = looking(ada, club)
        return (
            classes.people(viewer=mine, of=ClassOf(club, 1999)).count,
            dict(walls.wall(viewer=mine, club=club)),
            counted.classmates(looking(ada), Affiliation.objects.filter(person=ada).select_related("institution")),
            cities.how_many(mine, graz),
            {city.name: number for city, number in cities.in_each(mine).items()},
            saved.count(search, looking(ada)),
            [
                group.title
                for words in ("petrol", "graz")
                for group in suggestions.suggestions(viewer=looking(ada), words=words)
                if group.answers and str(group.title) in ("People", "Employers", "Cities")
            ],
        )

    without = (1, {1999: 1}, 0, 0, {}, 0, [])
    assert said() == without
    tie(ada, maja)
    assert said() == (2, {1999: 2}, 1, 1, {"Graz": 1, "Koper": 1}, 1, ["People", "Employers", "People", "Cities"])
    untie(ada, maja)
    assert said() == without


def test_only_who_shows_something_to_connections_alone_stands_there(ada, maja, ziga, index_now) -> None:
    made = {document["id"]: document for document in documents()}

    assert {number for number, document in made.items() if 10 in document["tier"]} == {maja.pk, ziga.pk}
    assert not [name for name in made[ada.pk] if name.endswith("_t")]
    assert [name for name in made[ziga.pk] if name.endswith("_c")] == []


@pytest.mark.parametrize("everywhere", [{}, NETWORK])
def test_many_connections_cost_as_many_queries_as_one(
    ada, maja, club, index_now, everywhere, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    index_now()
    as_ada = client_of(ada)
    tie(ada, maja)
    with django_assert_max_num_queries(60) as asked:
        as_ada.get(PEOPLE, {"q": "petrol"} | everywhere)
    for number in range(30):
        mate = make_member(club, f"Mate{number:02}", "Novak")
        make_position(mate, "Clerk", "Petrol", audience=Audience.CONNECTIONS)
        tie(ada, mate)
    index_now()

    with django_assert_num_queries(len(asked)):
        response = as_ada.get(PEOPLE, {"q": "petrol"} | everywhere)
    assert response.context["answer"].count == 31
