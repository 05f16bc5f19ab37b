"""Front page, club page, home, joining and leaving, as people meet them in a browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from vezi.core.audience import Audience
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club, JoiningRule
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import services
from vezi.network.memberships.models import JoinRequest, Membership, Officer, RequestState, State
from vezi.network.memberships.queries import books
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.memberships.tests.pages import cost, text
from vezi.network.memberships.views import home
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_affiliation, make_residence

pytestmark = pytest.mark.django_db


def signed_in(account: Account) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(account)
    return client


# Front


def test_a_stranger_sees_clubs_and_numbers_and_nobody_s_name(club: Club) -> None:
    for number in range(books.FEW):
        make_affiliation(make_record(club, "Maja", f"Kovač {number}"), 1999, club=club)

    page = text(Client(), "/")

    assert "1 club, 10 graduates" in page
    assert "Economics" in page
    assert "<title>1999: 10</title>" in page
    assert "Kovač" not in page


def test_a_member_goes_on_to_her_own_page(club: Club) -> None:
    assert client_of(make_member(club)).get("/")["Location"] == "/home/"


def test_an_empty_network_says_what_it_will_hold() -> None:
    assert "No club yet" in text(Client(), "/")


def test_the_front_costs_the_same_for_one_club_and_for_thirty(club: Club) -> None:
    make_record(club)
    one = cost(Client(), "/")
    for _ in range(30):
        make_record(make_club())

    assert cost(Client(), "/") == one


def test_slovenian_counts_in_dual_and_plural() -> None:
    said = []
    for _ in range(5):
        make_club()
        said.append(text(Client(headers={"accept-language": "sl"}), "/"))

    for page, words in zip(said, ("1 klub", "2 kluba", "3 klubi", "4 klubi", "5 klubov"), strict=True):
        assert words in page


# A club's page


def test_who_runs_a_club_is_public_but_only_their_name_and_role(club: Club) -> None:
    officer = make_officer(club, capabilities=["office"])
    make_affiliation(officer.person, 1999)

    strangers, members = text(Client(), "/c/economics/"), text(client_of(make_member(club)), "/c/economics/")

    assert "Grace Hopper" in strangers
    assert "’99" not in strangers.partition("Who runs it")[2]
    assert f"/people/{officer.person.public_id}/" not in strangers
    assert f"/people/{officer.person.public_id}/" in members


def test_an_officer_who_is_not_listed_is_not_named(club: Club) -> None:
    Officer.objects.filter(pk=make_officer(club).pk).update(is_listed=False)

    assert "Grace Hopper" not in text(Client(), "/c/economics/")


def test_the_club_s_page_costs_the_same_for_one_officer_and_for_ten(club: Club) -> None:
    make_officer(club)
    one = cost(Client(), "/c/economics/")
    role = services.make_role(club=club, name="Host", capabilities=[], by=None, now=NOW)
    for number in range(10):
        services.appoint(person=make_member(club, f"P{number}"), role=role, by=None, now=NOW)

    assert cost(Client(), "/c/economics/") == one


def test_the_privacy_page_tells_each_purpose_with_its_basis() -> None:
    from vezi.network.clubs.tests.factories import make_institution

    services.found(slug="law", name="Law", institution=make_institution(), by=None, now=NOW)

    page = text(Client(), "/c/law/privacy/")

    assert page.count("On the basis of: your consent.") == 4
    assert page.count("On the basis of: a legitimate interest.") == 2
    assert "You can object at any time." in page


# Home


@pytest.mark.parametrize(
    ("hour", "english", "slovenian"),
    [
        (5, "Good morning, Ada.", "Dobro jutro, Ada."),
        (10, "Good morning, Ada.", "Dober dan, Ada."),
        (13, "Good afternoon, Ada.", "Dober dan, Ada."),
        (18, "Good evening, Ada.", "Dober večer, Ada."),
        (2, "Good evening, Ada.", "Dober večer, Ada."),
    ],
)
def test_one_is_greeted_by_the_hour(hour, english, slovenian) -> None:
    assert home.greeting(hour, "Ada") == english
    with translation.override("sl"):
        assert home.greeting(hour, "Ada") == slovenian


def test_the_hour_is_that_of_the_club() -> None:
    ada = make_member(make_club("auckland", time_zone="Pacific/Auckland"))
    from vezi.network.memberships import access

    reader = access.viewer_of(ada.account, today=NOW.date())
    reader.club = reader.clubs[0]

    assert home.here_and_now(reader).utcoffset() in (timedelta(hours=12), timedelta(hours=13))


def test_home_is_not_empty_on_the_first_day(club: Club) -> None:
    ada = make_member(club)
    Person.objects.filter(pk=ada.pk).update(claimed_at=timezone.now())

    page = text(client_of(ada), "/home/")

    assert "Look at your page." in page
    assert "Say what you can be asked about." in page
    assert "You are the first of yours here" in page
    assert "Your club</h2>" in page


def test_steps_that_are_done_are_gone(club: Club) -> None:
    ada = make_member(club)
    Person.objects.filter(pk=ada.pk).update(
        confirmed_at=NOW, ask_about="Engines", claimed_at=timezone.now() - timedelta(days=60)
    )

    assert "Begin here" not in text(client_of(ada), "/home/")


def test_my_people_are_classmates_first_and_only_those_who_show_themselves(club: Club) -> None:
    ada, maja, hidden = make_member(club), make_member(club, "Maja", "Kovač"), make_member(club, "Alan", "Turing")
    vida, elsewhere = make_member(club, "Vida", "Zupančič"), make_member(make_club("law"), "Kurt", "Gödel")
    for person in (ada, maja, hidden, elsewhere):
        make_affiliation(person, 1999, institution=club.institution)
    make_affiliation(vida, 1980)
    Person.objects.filter(pk=hidden.pk).update(name_audience=Audience.NOBODY)
    Membership.objects.filter(person=vida).update(since=NOW + timedelta(days=1))

    page = text(client_of(ada), "/home/")

    assert page.index("Kovač") < page.index("Zupančič")
    assert "Turing" not in page
    assert "Gödel" not in page


def test_home_costs_the_same_for_one_person_and_for_thirty(club: Club) -> None:
    ada = make_member(club)
    make_affiliation(ada, 1999)
    make_residence(ada, "Koper")

    def add(number: int) -> None:
        person = make_member(club, f"P{number}")
        make_affiliation(person, 1999)
        make_residence(person, "Koper")

    add(0)
    client = client_of(ada)
    one = cost(client, "/home/")
    for number in range(1, 30):
        add(number)

    assert cost(client, "/home/") == one


def test_an_officer_is_told_who_waits_and_a_member_is_not(club: Club) -> None:
    officer, ada = make_officer(club, capabilities=["admit"]), make_member(club)
    for _ in range(2):
        services.ask_to_join(club=club, account=make_account(), answers=Answers(given="Maja", family="Kovač"), now=NOW)

    assert "<b>2 people</b> ask to join Economics." in text(client_of(officer.person), "/home/")
    assert "ask to join" not in text(client_of(ada), "/home/")


def test_an_account_without_a_record_is_led_to_the_ways_in(club: Club) -> None:
    client = signed_in(make_account())

    assert client.get("/home/")["Location"] == "/welcome/"
    assert "/c/economics/join/" in text(client, "/welcome/")
    assert client_of(make_member(club)).get("/welcome/")["Location"] == "/home/"


def test_signing_in_is_being_seen(club: Club, client: Client) -> None:
    ada = make_member(club)

    client.force_login(ada.account)

    assert Membership.objects.get(person=ada).last_seen_at is not None


# Switching


def test_the_club_one_chooses_stays_chosen(club: Club) -> None:
    ada = make_member(club)
    law = make_club("law", name="Law")
    services.admit(person=ada, club=law, by=None, now=NOW)
    client = client_of(ada)

    answer = client.post("/switch/law/", headers={"referer": "http://testserver/me/"})

    assert answer["Location"] == "/me/"
    assert '<span class="nm text-xl leading-tight truncate">Law</span>' in text(client, "/home/")


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("", "/home/"),
        ("http://testserver/c/economics/", "/home/"),
        ("http://testserver/nowhere/", "/home/"),
        ("http://elsewhere.example/me/", "/home/"),
        ("http://testserver/me/?as=network", "/me/?as=network"),
    ],
)
def test_switching_leads_back_but_never_away_or_to_another_club_s_page(club: Club, came_from, back) -> None:
    answer = client_of(make_member(club)).post("/switch/economics/", headers={"referer": came_from})

    assert answer["Location"] == back


def test_a_club_of_others_cannot_be_chosen(club: Club) -> None:
    make_club("law")
    client = client_of(make_member(club))

    assert client.post("/switch/law/").status_code == 404
    assert client.get("/switch/economics/").status_code == 405


# Joining


def test_a_stranger_is_led_to_the_sign_up_and_the_door_is_open(club: Club) -> None:
    client = Client()

    page = text(client, "/c/economics/join/")
    answers = [client.post("/c/economics/join/", {way: ""}) for way in ("sign_up", "sign_in")]

    assert "an officer of the club decides" in page
    assert [answer["Location"] for answer in answers] == [
        "/accounts/signup/?next=/c/economics/join/",
        "/accounts/login/?next=/c/economics/join/",
    ]
    assert client.session["accounts_door"]["onward"] == "/c/economics/join/"


@pytest.mark.parametrize(
    ("rule", "asked_for"),
    [
        (JoiningRule.OPEN, set()),
        (JoiningRule.APPROVAL, {"born_on", "student_number", "note"}),
        (JoiningRule.PROOF, {"born_on", "student_number", "note"}),
    ],
)
def test_a_club_asks_for_no_more_than_its_rule_needs(rule, asked_for) -> None:
    make_club("economics", joining=rule)

    page = text(signed_in(make_account()), "/c/economics/join/")

    assert {name for name in ("born_on", "student_number", "note") if f'name="{name}"' in page} == asked_for


def test_an_open_club_is_joined_in_one_step() -> None:
    club, account = make_club("economics", name="Economics", joining=JoiningRule.OPEN), make_account()
    client = signed_in(account)

    page = client.post("/c/economics/join/", {"given": "Maja", "family": "Kovač", "class_year": "1999"}, follow=True)

    assert page.redirect_chain == [("/home/", 302)]
    assert "You are a member of Economics." in page.content.decode()
    assert Membership.objects.active().filter(club=club, person__account=account).count() == 1


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({}, ["given", "family", "born_on"]),
        ({"given": "M", "family": "K", "born_on": "1976-05-14"}, ["class_year"]),
        ({"given": "M", "family": "K", "born_on": "1976-02-31", "class_year": "1999"}, ["born_on"]),
        ({"given": "M", "family": "K", "born_on": "2999-01-01", "class_year": "1999"}, ["born_on"]),
        ({"given": "M", "family": "K", "born_on": "1976-05-14", "class_year": "19999"}, ["class_year"]),
        ({"given": "M", "family": "K", "born_on": "1976-05-14", "class_year": "then"}, ["class_year"]),
        ({"given": "M" * 201, "family": "K", "born_on": "1976-05-14", "class_year": "1999"}, ["given"]),
    ],
)
def test_what_is_missing_is_said_at_its_place_and_what_was_typed_stays(said, errors) -> None:
    make_club("economics", joining=JoiningRule.PROOF)

    page = signed_in(make_account()).post("/c/economics/join/", {**said, "note": "I was in the choir."})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == errors
    assert "I was in the choir." in page.content.decode()
    assert JoinRequest.objects.count() == 0


def test_the_answer_is_the_same_whether_somebody_is_on_record_or_not() -> None:
    club = make_club("economics", joining=JoiningRule.PROOF)
    make_affiliation(make_record(club, "Maja", "Kovač", born_on="1976-05-14"), 1999)
    said = {"family": "Kovač", "born_on": "1976-05-15", "class_year": "1999"}

    pages = []
    for given in ("Maja", "Vida"):
        client = signed_in(make_account())
        client.post("/c/economics/join/", {**said, "given": given})
        pages.append(text(client, "/c/economics/join/").replace(given, "X"))

    bare = [page.partition("<h1")[2].partition("</main>")[0] for page in pages]
    import re

    hidden = [re.sub(r"csrfmiddlewaretoken\" value=\"[^\"]+|requests/[a-z0-9]+", "", page) for page in bare]
    assert hidden[0] == hidden[1]
    assert "It was not enough to be sure by itself" in hidden[0]


def test_a_refusal_is_said_on_the_page(club: Club) -> None:
    account = make_account()
    for _ in range(3):
        asked = services.ask_to_join(
            club=club, account=account, answers=Answers(given="Maja", family="Kovač"), now=timezone.now()
        )
        services.withdraw(request=asked, by=account, now=timezone.now())

    page = signed_in(account).post("/c/economics/join/", {"given": "Maja", "family": "Kovač"})

    assert page.status_code == 422
    assert "That is enough for one day." in page.content.decode()


def test_one_takes_one_s_own_request_back_and_nobody_else_s(club: Club) -> None:
    account = make_account()
    asked = services.ask_to_join(club=club, account=account, answers=Answers(given="Maja", family="Kovač"), now=NOW)

    other = signed_in(make_account()).post(f"/requests/{asked.public_id}/withdraw/")
    mine = signed_in(account).post(f"/requests/{asked.public_id}/withdraw/")

    assert (other.status_code, mine.status_code) == (404, 302)
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN


def test_a_member_has_nothing_to_ask(club: Club) -> None:
    assert client_of(make_member(club)).get("/c/economics/join/")["Location"] == "/home/"


# Leaving


def test_leaving_says_what_stays_and_is_done_by_a_deed(club: Club) -> None:
    ada = make_member(club)
    client = client_of(ada)

    page = text(client, "/c/economics/leave/")
    assert "What stays" in page
    assert Membership.objects.get(person=ada).state == State.MEMBER

    answer = client.post("/c/economics/leave/")

    assert answer["Location"] == "/welcome/"
    assert Membership.objects.get(person=ada).state == State.LEFT


def test_the_last_keeper_is_told_why_she_cannot_leave(club: Club) -> None:
    page = client_of(make_officer(club).person).post("/c/economics/leave/")

    assert page.status_code == 409
    assert "Appoint another first." in page.content.decode()


def test_who_is_no_member_cannot_leave(club: Club) -> None:
    assert client_of(make_member(make_club("law"))).get("/c/economics/leave/").status_code == 404
