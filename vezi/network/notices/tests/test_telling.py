"""Who is told, and what stands in the list."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from vezi.core.audience import Audience
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import stopping as consent
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.notices import choosing, kinds, queries, services, views
from vezi.network.notices.models import Notice
from vezi.network.notices.tests.factories import ASKED, LOOKED, POSTED, choose, tell
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db


def words_of(client: Client, page: str = "/notices/") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(page).content.decode()).split())


def test_what_one_is_told_stands_in_the_list_and_counts_in_the_bell(ada, maja) -> None:
    client = client_of(maja)
    assert "Nothing yet" in words_of(client)

    tell(maja, by=ada)

    page = words_of(client)
    assert "Ada Lovelace would like to connect with you" in page
    assert "Notices, 1 new" in page
    assert "Notices, 1 new" in words_of(client, "/home/")
    assert "Ada Lovelace" not in words_of(client_of(ada))


def test_what_is_about_one_thing_is_one_heading(ada, maja, ziga) -> None:
    for number, person in enumerate((ada, maja, ada)):
        tell(ziga, POSTED, by=person, words={"group": "Sailing"}, now=NOW + timedelta(minutes=number))
    tell(ziga, POSTED, by=ada, about="other", words={"group": "Chess"}, now=NOW)

    page = words_of(client_of(ziga))

    assert "Ada Lovelace and Maja Kovač: 3 posts in Sailing" in page
    assert "Ada Lovelace wrote in Chess" in page
    assert "Notices, 2 new" in page


def test_opening_it_leads_to_its_place_and_it_is_news_no_more(ada, maja) -> None:
    client = client_of(maja)
    tell(maja, by=ada, path="/me/", about="tests:7")

    answer = client.get("/notices/open/", {"kind": ASKED.name, "about": "tests:7"})

    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert "new" not in words_of(client)
    assert client_of(ada).get("/notices/open/", {"kind": ASKED.name, "about": "tests:7"})["Location"] == "/notices/"


def test_settled_it_waits_no_more_and_goes_into_no_letter(ada, maja) -> None:
    tell(maja, POSTED, by=ada, about="tests:7")

    services.settle(person=maja, about="tests:7", now=NOW)

    assert "new" not in words_of(client_of(maja))
    assert Notice.objects.get().due_at is None


def test_all_can_be_read_at_once(ada, maja) -> None:
    client = client_of(maja)
    tell(maja, by=ada)
    tell(maja, LOOKED)

    client.post("/notices/read/")

    assert "Notices, " not in words_of(client)


def test_nothing_is_told_between_who_is_kept_apart(ada, maja, ziga) -> None:
    tell(maja, by=ada)
    tell(maja, by=ziga, about="tests:2")
    make_block(ada, maja)

    assert tell(maja, by=ada, about="tests:3") is None
    assert tell(ada, by=maja) is None
    page = words_of(client_of(maja))
    assert ("Ada" in page, "Žiga Čuček" in page, "Notices, 1 new" in page) == (False, True, True)
    answer = client_of(maja).get("/notices/open/", {"kind": ASKED.name, "about": f"{ASKED.name}:1"})
    assert answer["Location"] == "/notices/"


def test_nobody_is_told_of_her_own_doings_nor_of_what_she_wants_to_hear_nothing_of(ada, maja, club) -> None:
    choose(maja, POSTED, "none", club)

    assert tell(maja, POSTED, by=ada, club=club) is None
    assert tell(ada, by=ada) is None
    assert tell(maja, POSTED, by=ada) is not None


def test_the_same_deed_is_told_once(ada, maja) -> None:
    assert tell(maja, by=ada, once="tests:request:1") is not None

    assert tell(maja, by=ada, once="tests:request:1") is None
    assert tell(ada, by=maja, once="tests:request:1") is not None


def test_whose_name_the_reader_may_not_see_is_somebody_unless_signed(ada, maja) -> None:
    Person.objects.filter(pk=ada.pk).update(name_audience=Audience.NOBODY)

    tell(maja, by=ada)
    tell(maja, POSTED, by=ada, words={"group": "Sailing"})

    page = words_of(client_of(maja))
    assert "Ada Lovelace would like to connect with you" in page
    assert "Somebody wrote in Sailing" in page


def test_the_list_costs_the_same_for_one_and_for_many(
    ada, maja, ziga, club, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    client = client_of(ziga)
    tell(ziga, by=ada)
    client.get("/notices/")
    with django_assert_max_num_queries(40) as one:
        client.get("/notices/")

    for number in range(12):
        other = make_member(club, "Edith", f"Clarke{number}")
        tell(ziga, POSTED, by=other, about=f"tests:{number}", club=club, words={"group": "Sailing"})

    with django_assert_num_queries(len(one)):
        client.get("/notices/")


def test_a_notice_leads_into_the_house(ada, maja) -> None:
    for path in ("https://example.org/", "//example.org/", "/\\example.org/", "people/"):
        with pytest.raises(ValueError, match="leads into the house"):
            tell(maja, by=ada, path=path)
    with pytest.raises(LookupError, match="declares the notice"):
        services.tell(kind="nothing", person=maja, about="x", path="/", now=NOW)


def test_names_are_said_in_either_language() -> None:
    names = ["Ada", "Grace", "Ada", "Maja", "Žiga"]

    assert [kinds.who(names[:number]) for number in (0, 1, 3)] == ["Somebody", "Ada", "Ada and Grace"]
    assert kinds.who(names) == "Ada, Grace and 2 others"
    with translation.override("sl"):
        assert kinds.who(names) == "Ada, Grace in še 2 drugi osebi"
        assert kinds.who(names[:2]) == "Ada in Grace"


def test_a_busy_heading_hides_no_other_and_is_counted_in_full(ada, maja) -> None:
    tell(maja, POSTED, by=ada, about="quiet", words={"group": "Chess"})
    for minute in range(20):
        tell(maja, POSTED, by=ada, about="busy", words={"group": "Sailing"}, now=NOW + timedelta(minutes=minute + 1))
    reader = viewer_of(maja.account, today=NOW.date())

    said = [one.sentence for one in queries.listed(reader, queries.headings(reader))]

    assert said == ["Ada Lovelace: 20 posts in Sailing", "Ada Lovelace wrote in Chess"]
    with mock.patch.object(queries, "LOOKED_AT", 1):
        assert [one.sentence for one in queries.listed(reader, queries.headings(reader))] == said


def test_the_bell_counts_what_the_list_shows(ada, maja, ziga) -> None:
    tell(maja, by=ada, about="one")
    tell(maja, by=ziga, about="one")
    tell(maja, POSTED, about="two")
    tell(maja, POSTED, by=ada, about="read")
    services.read(person=maja, about="read", now=NOW)
    tell(maja, POSTED, by=ada, about="settled")
    services.settle(person=maja, about="settled", now=NOW)
    Notice.objects.create(person=maja, kind="gone.kind", about="gone", path="/", at=NOW)
    Notice.objects.create(person=maja, kind=POSTED.name, about="own", path="/", at=NOW, by=maja)

    def numbers() -> tuple[int, int]:
        reader = viewer_of(maja.account, today=NOW.date())
        return queries.unread_number(reader), sum(new > 0 for *_rest, new in queries.headings(reader))

    assert numbers() == (2, 2)
    make_block(ada, maja)
    make_block(maja, ziga)
    assert numbers() == (1, 1)


def test_what_is_new_on_another_page_can_be_read_at_once(maja, monkeypatch) -> None:
    monkeypatch.setattr(views, "A_PAGE", 1)
    tell(maja, about="new")
    tell(maja, about="old", now=NOW + timedelta(hours=1))
    services.read(person=maja, about="old", now=NOW)

    assert reverse("notices:read") in client_of(maja).get(reverse("notices:list")).content.decode()


def test_nothing_at_all_from_this_club_stops_its_notices_by_mail_and_no_others(ada, maja, club) -> None:
    other = make_club("law", name="Law")
    choose(maja, POSTED, way="now")
    choose(maja, ASKED, way="now")
    told = [tell(maja, POSTED, by=ada, club=place, about=f"tests:{place.slug}") for place in (club, other)]

    consent.stop(consent.Stopping(maja, club, consent.EVERYTHING), source="letter", now=NOW)

    assert [choosing.chosen(person=maja, kind=POSTED.name, club=place) for place in (club, other)] == ["page", "now"]
    assert choosing.chosen(person=maja, kind=ASKED.name, club=None) == "now"
    after = tell(maja, POSTED, by=ada, club=club, about="tests:later")
    assert after is not None
    assert (after.due_at, len(told)) == (None, 2)
