"""Who is offered while a name is typed behind an `@`."""

import pytest
from django.urls import reverse

from vezi.network.clubs.models import Club
from vezi.network.groups.models import Group
from vezi.network.groups.queries import members
from vezi.network.groups.queries.naming import named_in
from vezi.network.groups.tests.factories import make_group, put_in, seeing
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(club: Club, ada: Person) -> Group:
    group = make_group(club, officer=make_member(club, "Grace", "Hopper"))
    put_in(group, ada)
    return group


def offered(person: Person, group: Group, letters: str) -> list[str]:
    return [name for name, _who in members.to_name(seeing(person), group, letters)]


def test_members_are_offered_by_the_beginning_of_each_name(club: Club, group: Group, ada: Person) -> None:
    ziga = make_member(club, "Žiga", "Čuček")
    put_in(group, ziga)
    make_member(club, "Zita", "Čopič")  # not in the group

    assert [offered(ada, group, letters) for letters in ("zi", "Žiga Č", "cuc", "ga", "Ada")] == [
        ["Žiga Čuček"], ["Žiga Čuček"], ["Žiga Čuček"], [], [],
    ]  # fmt: skip


def test_of_namesakes_the_year_is_offered_and_names_the_one(club: Club, group: Group, ada: Person) -> None:
    both = [make_member(club, "Maja", "Kovač", f"maja{year}@example.org") for year in (1999, 2003)]
    for person, year in zip(both, (1999, 2003), strict=True):
        make_affiliation(person, year, institution=club.institution)
    put_in(group, *both)

    names = offered(ada, group, "maja")

    assert names == ["Maja Kovač ’99", "Maja Kovač ’03"]
    named = [named_in(f"Ask @{name} about it", group=group, viewer=seeing(ada))[1] for name in names]
    assert named == [[one] for one in both]


def test_nobody_apart_is_offered(club: Club, group: Group, ada: Person) -> None:
    alan = make_member(club, "Alan", "Turing")
    put_in(group, alan)
    before = offered(ada, group, "al")

    make_block(alan, ada)

    assert (before, offered(ada, group, "al"), offered(alan, group, "ada")) == (["Alan Turing"], [], [])


def test_only_who_writes_in_the_group_is_offered_anybody(club: Club, group: Group, ada: Person) -> None:
    address = reverse("groups:to_name", args=[group.public_id])
    inside, outside = client_of(ada), client_of(make_member(club, "Alan", "Turing"))

    assert 'data-name="Grace Hopper"' in inside.get(address, {"q": "gr"}).content.decode()
    assert inside.get(address).content.decode().strip() == ""
    assert outside.get(address, {"q": "gr"}).status_code == 403
