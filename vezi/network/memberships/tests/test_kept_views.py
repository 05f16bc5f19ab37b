"""Views of the ledger under a name: an officer's own, or for all officers of the club."""

import pytest
from django.test import Client

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import KeptView
from vezi.network.memberships.tests.factories import client_of, make_officer
from vezi.network.memberships.tests.pages import OFFICE, text

pytestmark = pytest.mark.django_db
MEMBERS, VIEWS = f"{OFFICE}members/", f"{OFFICE}members/views/"


def keep(client: Client, name: str, asked: str = "reach=lost&page=3", **more):
    return client.post(f"{VIEWS}keep/?{asked}", {"name": name, **more})


def edith(club: Club) -> Client:
    return client_of(make_officer(club, capabilities=["see_records"], given="Edith", family="Clarke").person)


def test_filters_order_and_columns_are_kept_but_not_the_page(club: Club, office: Client) -> None:
    answer = keep(office, "Lost", "page=3&column=city&reach=lost&sort=-name&bad=1&choice=x&q=")

    view = KeptView.objects.get()
    assert (view.name, view.asked) == ("Lost", "reach=lost&sort=-name&column=city")
    assert answer["Location"] == f"{MEMBERS}?{view.asked}"


def test_it_stands_over_the_table_marked_where_it_is_shown(club: Club, office: Client) -> None:
    keep(office, "Lost ones")

    there, elsewhere = text(office, f"{MEMBERS}?reach=lost"), text(office, MEMBERS)

    link = '<a class="chip{on}" href="/c/economics/office/members/?reach=lost"{current}>Lost ones'
    assert link.format(on=" chip-on", current=' aria-current="page"') in there
    assert link.format(on="", current="") in elsewhere


def test_another_officer_sees_those_that_are_shared_and_changes_none(club: Club, office: Client) -> None:
    keep(office, "Mine alone")
    keep(office, "For all", is_shared="on")
    shared = KeptView.objects.get(is_shared=True)
    other = edith(club)

    page = text(other, MEMBERS)

    assert ("For all" in page, "shared by Grace Hopper" in page, "Mine alone" in page) == (True, True, False)
    assert other.post(f"{VIEWS}{shared.public_id}/", {"name": "Hers"}).status_code == 404
    assert other.post(f"{VIEWS}{shared.public_id}/remove/").status_code == 404


def test_views_stay_in_their_club(club: Club, office: Client, grace) -> None:
    keep(office, "For all", is_shared="on")
    make_officer(make_club("law"), person=grace.person)
    text(office, MEMBERS)  # it says that the view is kept

    assert "For all" not in text(office, "/c/law/office/members/views/")


def test_a_view_is_renamed_shared_and_removed(club: Club, office: Client) -> None:
    keep(office, "Lost")
    view = KeptView.objects.get()

    office.post(f"{VIEWS}{view.public_id}/", {"name": "Nobody knows where", "is_shared": "on"})
    view.refresh_from_db()
    office.post(f"{VIEWS}{view.public_id}/remove/")

    assert (view.name, view.is_shared) == ("Nobody knows where", True)
    assert KeptView.objects.count() == 0


def test_one_name_is_kept_once_and_a_name_is_needed(club: Club, office: Client) -> None:
    keep(office, "Lost")
    keep(office, "Found")
    found = KeptView.objects.get(name="Found")

    again, nameless = keep(office, "Lost "), keep(office, " ")
    renamed = office.post(f"{VIEWS}{found.public_id}/", {"name": "Lost"})

    assert [one.status_code for one in (again, nameless, renamed)] == [422, 422, 422]
    assert "You keep a segment of this name already." in renamed.content.decode()
    assert sorted(KeptView.objects.values_list("name", flat=True)) == ["Found", "Lost"]


def test_two_officers_may_use_one_name(club: Club, office: Client) -> None:
    keep(office, "Lost")

    assert keep(edith(club), "Lost").status_code == 302


def test_the_list_says_what_is_in_a_view(club: Club, office: Client) -> None:
    keep(office, "Lost of the nineties", "reach=lost&year_from=1990&year_to=1999")
    keep(office, "Everybody", "")

    page = text(office, VIEWS)

    assert "Lost, Class of 1990 to 1999" in page
    assert "Everybody on the books" in page
