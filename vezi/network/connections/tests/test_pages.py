"""The pages of connecting, and the answer from a letter."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections import answers, limits, queries
from vezi.network.connections.models import AskingChoice, ConnectionRequest, Introduction, RequestState, Stage
from vezi.network.connections.services import asking, introducing
from vezi.network.connections.tests.factories import make_introduction, make_passed_on, make_request
from vezi.network.memberships.services.members import leave
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.memberships.tests.pages import cost
from vezi.network.people import erasing, merging
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_contact, make_person, make_position
from vezi.network.ties import queries as facts
from vezi.network.ties.models import TieChoice
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db
ACCEPT = {"deed": "accept"}


def page(name: str, *parts: object) -> str:
    return reverse(f"connections:{name}", args=parts)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def profile(person: Person) -> str:
    return reverse("profiles:person", args=[person.public_id])


def asked_now(ada: Person, maja: Person, words: str = "") -> ConnectionRequest:
    return make_request(ada, maja, words, now=timezone.now())


def test_one_asks_from_a_page_and_the_other_accepts_at_home(ada, maja):
    client = client_of(ada)
    assert page("ask", maja.public_id) in text(client.get(profile(maja)))
    assert "A line of your own" in text(client.get(page("ask", maja.public_id)))

    client.post(page("ask", maja.public_id), {"words": "From the choir"})

    assert "Take the request back" in text(client.get(profile(maja)))
    hers, request = client_of(maja), ConnectionRequest.objects.get()
    for where in (reverse("memberships:home"), page("waiting")):
        assert "From the choir" in text(hers.get(where))
    assert "Accept the request" in text(hers.get(profile(ada)))
    hers.post(page("accept", request.public_id))
    assert facts.connected_since(ada.pk, maja.pk) is not None
    assert "Connected" in text(client.get(profile(maja)))
    assert "From the choir" not in text(hers.get(page("waiting")))


def test_declined_it_looks_to_the_asker_as_before(ada, maja):
    request, client = asked_now(ada, maja), client_of(ada)
    before = [text(client.get(where)) for where in (page("sent"), profile(maja), page("ask", maja.public_id))]

    client_of(maja).post(page("decline", request.public_id))

    after = [text(client.get(where)) for where in (page("sent"), profile(maja), page("ask", maja.public_id))]
    assert [without_tokens(one) for one in after] == [without_tokens(one) for one in before]
    assert "Kovač" not in text(client_of(maja).get(page("waiting")))


def without_tokens(body: str) -> str:
    import re

    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"|since=[0-9]+', "", body)


def test_nobody_answers_or_withdraws_for_another(ada, maja, ziga):
    request = asked_now(ada, maja)
    for deed, who in (("accept", ada), ("accept", ziga), ("decline", ada), ("withdraw", maja), ("withdraw", ziga)):
        assert client_of(who).post(page(deed, request.public_id)).status_code == 404
    client_of(ada).post(page("withdraw", request.public_id))
    assert client_of(ada).post(page("withdraw", request.public_id)).status_code == 404
    assert "not open any more" in text(client_of(maja).post(page("accept", request.public_id), follow=True))


def test_a_refusal_stands_on_the_page_of_asking(ada, maja):
    asking.choose(person=maja, takes_requests=False, by=maja.account, now=timezone.now())
    client = client_of(ada)

    assert "takes no requests" in text(client.get(page("ask", maja.public_id)))
    answer = client.post(page("ask", maja.public_id), {"words": "Hello"})

    assert (answer.status_code, "takes no requests" in text(answer)) == (422, True)
    assert page("ask", maja.public_id) not in text(client.get(profile(maja)))


def test_words_may_not_be_endless(ada, maja):
    answer = client_of(ada).post(page("ask", maja.public_id), {"words": "x" * 301})

    assert answer.status_code == 422
    assert "x" * 301 in text(answer)


def test_whether_one_is_asked_is_chosen_on_the_page_of_ties(maja):
    client = client_of(maja)
    assert "Others may ask me to connect" in text(client.get(reverse("profiles:ties")))

    client.post(page("choose"), {})
    assert AskingChoice.objects.get(person=maja).takes_requests is False
    client.post(page("choose"), {"takes_requests": "on"})
    assert AskingChoice.objects.get(person=maja).takes_requests is True


def test_who_shows_her_name_to_nobody_shows_it_by_asking(ada, maja):
    Person.objects.filter(pk=ada.pk).update(name_audience=Audience.NOBODY)
    make_contact(ada, "+386 1", kind="phone", audience=Audience.CONNECTIONS)
    asked_now(ada, maja)

    shown = text(client_of(maja).get(page("waiting")))

    assert "Ada Lovelace" in shown
    assert ada.public_id not in shown


def test_connections_are_looked_through_by_name_and_paged(ada, club):
    names = [("Zora", "Ahačič"), ("Ana", "Novak"), ("Žiga", "Šuštar"), ("Hidden", "Novakova")]
    for given, family in names:
        make_connection(ada, make_member(club, given, family, f"{given}@example.org"))
    Person.objects.filter(given="Hidden").update(name_audience=Audience.NOBODY)
    client = client_of(ada)

    everybody, found = text(client.get(page("mine"))), text(client.get(page("mine"), {"q": "novak"}))

    assert [everybody.index(name) for name in ("Ahačič", "Ana Novak", "Šuštar")] == sorted(
        everybody.index(name) for name in ("Ahačič", "Ana Novak", "Šuštar")
    )
    assert ("Ana Novak" in found, "Zora" in found, "you do not see" in found) == (True, False, False)
    assert "Žiga Šuštar" in text(client.get(page("mine"), {"q": "sustar zi", "sort": "latest"}))
    assert "None of your connections" in text(client.get(page("mine"), {"q": "nobody"}))
    assert "<html" not in text(client.get(page("mine"), {"q": "novak"}, headers={"hx-request": "true"}))


def test_pages_cost_the_same_for_few_and_for_many(ada, club, django_assert_max_num_queries):
    client, now = client_of(ada), timezone.now()
    client.get(page("mine"))
    for number in range(12):
        other = make_member(club, "Maja", f"Kovač {number}", f"m{number}@example.org")
        if number < 6:
            make_connection(ada, other)
        else:
            make_request(other, ada, now=now)
    for name in ("mine", "waiting", "sent"):
        with django_assert_max_num_queries(22):
            client.get(page(name))


def test_a_connection_is_written_to_from_her_row_where_she_can_be(ada, maja, ziga, club):
    client, write = client_of(ada), reverse("messages:write", args=[ziga.public_id])
    shown = text(client.get(page("mine")))
    assert shown.index(write) < shown.index(page("end", ziga.public_id))

    gone, dead = (make_member(club, given, "Novak", f"{given}@example.org") for given in ("Gone", "Dead"))
    for other in (gone, dead):
        make_connection(ada, other)
    leave(person=gone, club=club, by=None, now=timezone.now())
    Person.objects.filter(pk=dead.pk).update(is_deceased=True)

    body = text(client.get(page("mine")))
    ways = [reverse("messages:write", args=[one.public_id]) in body for one in (ziga, gone, dead)]
    assert (ways, page("end", gone.public_id) in body) == ([True, False, False], True)


def test_the_list_of_connections_costs_the_same_for_one_and_for_twelve(ada, ziga, club):
    client = client_of(ada)
    before = cost(client, page("mine"))

    for number in range(12):
        make_connection(ada, make_member(club, "Maja", f"Kovač {number}", f"m{number}@example.org"))

    assert cost(client, page("mine")) == before


def test_ending_says_first_what_it_means(ada, maja, ziga):
    client = client_of(ada)
    assert client.get(page("end", maja.public_id)).status_code == 404
    assert "Žiga is not told." in text(client.get(page("end", ziga.public_id)))

    client.post(page("end", ziga.public_id))

    assert facts.connected_since(ada.pk, ziga.pk) is None


def test_an_introduction_from_end_to_end(ada, maja, ziga):
    client, now = client_of(ada), timezone.now()
    assert "Ask for an introduction" in text(client.get(profile(maja)))
    assert client.get(page("ask_for", ziga.public_id)).status_code == 404
    wish = {"through": ziga.public_id, "why": "We both keep bees."}
    assert client.post(page("ask_for", maja.public_id), wish | {"why": ""}).status_code == 422
    assert client.post(page("ask_for", maja.public_id), wish | {"through": maja.public_id}).status_code == 422

    client.post(page("ask_for", maja.public_id), wish)
    made = Introduction.objects.get()
    where = page("introduction", made.public_id)
    assert client_of(maja).get(where).status_code == 404
    between = client_of(ziga)
    assert "asks you for an introduction" in text(between.get(page("waiting")))
    assert between.post(where, {"deed": "pass_on", "word": ""}).status_code == 422
    between.post(where, {"deed": "pass_on", "word": "You will like each other."})
    hers = client_of(maja)
    assert "You will like each other." in text(hers.get(where))
    assert "would like you to meet" in text(hers.get(reverse("memberships:home")))
    assert hers.post(where, {"deed": "nothing"}).status_code == 404
    hers.post(where, {"deed": "take_up"})
    assert "They are connected." in text(between.get(where))
    assert text(client.post(where, {"deed": "withdraw"})).count("not open any more") == 1

    Introduction.objects.update(ended_at=now - introducing.LOOK_BACK_AFTER)
    introducing.look_back(now=now)
    assert "Did it help?" in text(client.get(page("waiting")))
    client.post(where, {"deed": "helped"})
    assert Introduction.objects.get().helped_asker is True
    assert "Did it help?" not in text(client.get(page("waiting")))


def test_the_chain_of_three_steps_is_shown_as_far_as_it_may_be_seen(ada, maja, ziga, club):
    far = make_member(club, "Grace", "Hopper")
    make_connection(maja, far)
    assert "The way to Grace" not in text(client_of(ada).get(profile(far)))

    TieChoice.objects.create(person=maja, list_audience=Audience.CLUB)

    shown = text(client_of(ada).get(profile(far)))
    assert "The way to Grace" in shown
    assert "Žiga knows Maja." in shown


# From the letter


def letter(what: object) -> str:
    return answers.address_of(what)


def test_accepting_from_the_letter_is_one_press_without_signing_in(ada, maja):
    request, anybody = asked_now(ada, maja, "From the choir"), Client()

    shown = text(anybody.get(letter(request)))
    assert ("Be connected with Ada Lovelace?" in shown, "From the choir" in shown) == (True, True)
    assert facts.connected_since(ada.pk, maja.pk) is None  # opening it does nothing

    shown = text(anybody.post(letter(request), ACCEPT, follow=True))

    assert "You are connected" in shown
    assert facts.connected_since(ada.pk, maja.pk) is not None
    assert "You are connected" in text(anybody.post(letter(request), ACCEPT, follow=True))


def test_an_old_letter_does_not_accept_what_was_declined_nor_anything_unsaid(ada, maja):
    request, anybody = asked_now(ada, maja), Client()
    for unsaid in ({}, {"deed": "nothing"}):
        assert "Be connected with" in text(anybody.post(letter(request), unsaid, follow=True))

    assert "Ada is not told" in text(anybody.post(letter(request), {"deed": "decline"}, follow=True))
    assert "Ada is not told" in text(anybody.post(letter(request), ACCEPT, follow=True))
    assert facts.connected_since(ada.pk, maja.pk) is None


@pytest.mark.parametrize("is_introduction", [False, True])
def test_once_accepted_the_link_shows_a_name_and_nothing_that_connections_see(ada, maja, ziga, is_introduction):
    made = make_passed_on(ada, ziga, maja, now=timezone.now()) if is_introduction else asked_now(ada, maja)
    make_position(ada, title="Analyst of engines", audience=Audience.CONNECTIONS)
    assert "Analyst of engines" not in text(Client().get(letter(made)))
    Client().post(letter(made), ACCEPT)
    assert facts.connected_since(ada.pk, maja.pk) is not None

    shown = text(Client().get(letter(made)))

    assert ("You are connected" in shown, "Ada Lovelace" in shown) == (True, True)
    assert "Analyst of engines" not in shown
    asking.end(person=maja, other=ada, by=maja.account, now=timezone.now())
    assert "Lovelace" not in text(Client().get(letter(made)))


def test_who_hides_her_name_stands_last_and_not_by_it(ada, maja, ziga, club):
    make_connection(ada, maja)
    hidden = make_member(club, "Aaron", "Aaronson", name_audience=Audience.NOBODY)
    make_connection(ada, hidden)
    make_connection(ada, make_member(club, "Beda", "Bevk"))

    _found, known = queries.connections(
        queries.viewer_as(ada, now=timezone.now()), words="", page="1", by_name=True
    )  # fmt: skip

    assert [one.public_id for one in known][-1] == hidden.public_id
    assert len(known) == 4


@pytest.mark.parametrize("became", ["withdrawn", "closed", "blocked", "blocks", "dead", "erased", "left"])
def test_what_became_of_it_meanwhile_is_said_kindly(ada, maja, became):
    request, anybody, now = asked_now(ada, maja), Client(), timezone.now()
    where, status = letter(request), 200
    match became:
        case "withdrawn":
            asking.withdraw(request=request, by=ada.account, now=now)
        case "closed":
            ConnectionRequest.objects.update(closes_at=now - timedelta(days=1))
        case "blocked":
            make_block(ada, maja)
        case "blocks":
            make_block(maja, ada)
        case "dead":
            Person.objects.filter(pk=ada.pk).update(is_deceased=True)
        case "left":
            ada.memberships.update(state="left")
        case "erased":
            erasing.erase(person=ada, by=ada.account, why=erasing.OWN_WORD, now=now)
            status = 404

    for answer in (anybody.get(where), anybody.post(where, ACCEPT, follow=True)):
        assert answer.status_code == status
        if became in ("dead", "left"):
            assert "You are connected" not in text(answer)
        else:
            assert "any more" in text(answer)
            assert "btn-primary" not in text(answer).split("<main")[1]
    assert facts.connected_since(ada.pk, maja.pk) is None
    if became in ("blocked", "blocks", "erased"):
        assert "Lovelace" not in text(anybody.get(where))


def test_the_letter_of_a_record_that_was_merged_still_answers(ada, maja, club):
    double = make_person("Maja", "Kovac")
    double.memberships.create(club=club, state="member", since=timezone.now(), recorded_at=timezone.now())
    request = asked_now(ada, double)
    merging.merge(kept=maja, gone=double, by=None, now=timezone.now())

    assert "You are connected" in text(Client().post(letter(request), ACCEPT, follow=True))

    assert facts.connected_since(ada.pk, maja.pk) is not None


def test_a_link_nobody_here_made_leads_nowhere(ada, maja, ziga):
    made = make_introduction(ada, ziga, maja, now=timezone.now())  # not passed on: no letter to the third was written
    assert "leads nowhere" in text(Client().get(page("answer", "made-up")))
    assert Client().post(letter(made), ACCEPT).status_code == 404
    assert Introduction.objects.get().stage == Stage.ASKED


@pytest.mark.parametrize(("deed", "stage"), [("accept", Stage.CONNECTED), ("decline", Stage.DECLINED)])
def test_an_introduction_is_answered_from_its_letter(ada, maja, ziga, deed, stage):
    made = make_passed_on(ada, ziga, maja, now=timezone.now())
    assert "Žiga Čuček introduces Ada Lovelace to you" in text(Client().get(letter(made)))

    Client().post(letter(made), {"deed": deed})

    assert Introduction.objects.get().stage == stage


def test_the_letter_carries_the_link(ada, maja, mailoutbox, django_capture_on_commit_callbacks):
    from vezi.network.notices.models import Notice

    request = asked_now(ada, maja)

    link = Notice.objects.get(person=maja).mail_path
    assert link == page("answer", link.split("/")[-2])
    assert answers.read(link.split("/")[-2]) == request
    assert limits.OPEN_FOR.days == 60
    assert request.state == RequestState.WAITING


def test_the_name_of_who_left_is_told_by_no_search_and_no_place(ada, maja, ziga):
    """She is a connection still, and comes back when she does."""
    other = make_member(make_club("law"), "Aaron", "Aardvark", "aaron@example.org", name_audience=Audience.PUBLIC)
    make_connection(ada, other)
    client = client_of(ada)
    assert text(client.get(page("mine"), {"q": "aard"})).count("Aardvark") > 0

    leave(person=other, club=other.memberships.get().club, by=None, now=timezone.now())

    everybody, searched = text(client.get(page("mine"))), text(client.get(page("mine"), {"q": "aard"}))
    assert everybody.index("Čuček") < everybody.index("Somebody you do not see any more")
    assert "Somebody you do not see any more" not in searched
    assert "Aardvark" not in everybody
