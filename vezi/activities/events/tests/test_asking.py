"""Asks and answers on the page of an event."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.somebody import erase
from vezi.activities.events import services
from vezi.activities.events.models import Event, Openness, Remark, RemarkReport
from vezi.activities.events.services.asking import OF_ONE, AskedLate, EnoughAsked, IsGone, NothingAsked
from vezi.activities.events.tests.factories import make_event, organise, says
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db

BEDS = "Is there somewhere to sleep that is not a bunk bed?"
HOTEL = "Twelve rooms are held at Hotel Gradišče."


@pytest.fixture
def grace(club) -> Person:
    return make_member(club, "Grace", "Hopper")


@pytest.fixture
def maja(club) -> Person:
    return make_member(club, "Maja", "Novak")


@pytest.fixture
def event(club, grace) -> Event:
    """Ahead, looked after by Grace."""
    made = make_event(club, starts_at=soon())
    organise(made, grace)
    return made


def soon() -> datetime:
    return timezone.now() + timedelta(days=20)


def ask(event: Event, person: Person, text: str = BEDS, now: datetime = NOW) -> Remark:
    return services.ask(event=event, person=person, text=text, by=None, now=now)


def reply(question: Remark, person: Person, text: str = HOTEL) -> Remark:
    return services.reply(question=question, person=person, text=text, by=None, now=NOW)


def read(event: Event, person: Person) -> str:
    return client_of(person).get(event.get_absolute_url()).content.decode()


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def go(person: Person, name: str, remark: Remark, **given: str) -> int:
    return client_of(person).post(reverse(f"events:{name}", args=[remark.public_id]), given).status_code


def test_whoever_may_see_the_event_asks_and_the_organiser_is_told(event, ada, grace) -> None:
    client_of(ada).post(reverse("events:ask", args=[event.public_id]), {"text": f"  {BEDS}\u202e"})

    assert list(Remark.objects.values_list("author", "text")) == [(ada.pk, f"  {BEDS}")]
    assert (told(grace), told(ada)) == (["events.asked"], [])
    assert BEDS in read(event, grace)


def test_who_asked_is_told_of_the_answer_and_reads_who_organises(event, ada, grace) -> None:
    question = ask(event, ada)

    answered = go(grace, "reply", question, text=HOTEL)

    page = read(event, ada)
    assert (answered, told(ada)) == (302, ["events.question_answered"])
    assert (HOTEL in page, "organises it" in page, "Grace reads along." in page) == (True, True, True)


def test_nobody_but_who_organises_comes_or_asked_answers(event, ada, maja, club) -> None:
    question, žiga = ask(event, ada), make_member(club, "Žiga", "Čuček")
    says(event, maja)

    answers = [go(one, "reply", question, text=HOTEL) for one in (žiga, maja, ada)]

    assert answers == [403, 302, 302]


def test_an_answer_is_not_answered_and_a_draft_is_not_asked_about(event, ada, grace, club) -> None:
    answer = reply(ask(event, ada), grace)

    with pytest.raises(IsGone):
        reply(answer, grace)
    with pytest.raises(IsGone):
        ask(make_event(club, draft=True), ada)


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u2800"])
def test_nothing_that_cannot_be_read_is_asked(event, ada, text: str) -> None:
    with pytest.raises(NothingAsked):
        ask(event, ada, text)


def test_one_asks_so_much_a_day(event, ada) -> None:
    for number in range(OF_ONE):
        ask(event, ada, f"And number {number}?")

    with pytest.raises(EnoughAsked):
        ask(event, ada)
    assert ask(event, ada, now=NOW + timedelta(days=2)).text == BEDS


def test_of_a_public_event_strangers_read_no_asks(club, ada) -> None:
    event = make_event(club, openness=Openness.PUBLIC, starts_at=soon())
    ask(event, ada)

    page = Client().get(event.get_absolute_url()).content.decode()

    assert (event.title in page, BEDS in page, "Asks and answers" in page) == (True, False, False)


def test_two_who_are_apart_read_nothing_of_each_other(event, ada, maja, grace) -> None:
    says(event, ada), says(event, maja)
    hers = ask(event, maja)
    answer = reply(hers, grace, "Yes, there is.")
    by_maja = reply(ask(event, grace, "Who brings a guitar?"), maja, "I do.")
    ties.block(person=ada, whom=maja, by=None, now=NOW)

    pages = read(event, ada), read(event, maja)

    assert [(BEDS in page, "Yes, there is." in page, "I do." in page) for page in pages] == [
        (False, False, False), (True, True, True),
    ]  # fmt: skip
    for remark in (hers, answer, by_maja):
        assert [go(ada, name, remark, text="x", reason="x") for name in ("reply", "report", "hide")] == [404] * 3


def test_nothing_is_answered_between_two_who_are_apart(event, ada, maja) -> None:
    says(event, maja)
    question = ask(event, ada)
    ties.block(person=ada, whom=maja, by=None, now=NOW)

    with pytest.raises(IsGone):
        reply(question, maja)


def test_what_is_reported_is_looked_at_by_another_and_hidden_with_a_reason(event, ada, maja, grace) -> None:
    remark = ask(event, ada, "Buy my watches.")
    go(maja, "report", remark, reason="It is an advertisement.")

    seen = read(event, grace)
    go(grace, "hide", remark, reason="No advertisements, please.")

    assert ("It is an advertisement." in seen, "It is an advertisement." in read(event, ada)) == (True, False)
    assert ["Buy my watches." in read(event, one) for one in (maja, ada, grace)] == [False, True, True]
    assert (told(ada), told(grace)) == (["events.remark_hidden"], ["events.asked", "events.remark_report"])
    assert Notice.objects.get(kind="events.remark_report").settled_at is not None


def test_what_nothing_is_wrong_with_stands(event, ada, maja, grace) -> None:
    remark = ask(event, ada)
    go(maja, "report", remark, reason="I do not like it.")

    go(grace, "hide", remark, let_stand="1")

    assert BEDS in read(event, maja)
    assert RemarkReport.objects.filter(settled_at=None).count() == 0


def test_nobody_judges_her_own_words_nor_reports_them(event, ada, grace) -> None:
    own, other = ask(event, grace), ask(event, ada)

    refused = [
        go(grace, "hide", own, reason="x"),
        go(grace, "hide", own, let_stand="1"),
        go(ada, "report", other, reason="x"),
    ]

    assert refused == [403, 403, 403]


def test_no_member_hides_or_takes_back_what_is_another_s(event, ada, maja) -> None:
    remark = ask(event, ada)

    assert (go(maja, "hide", remark, reason="x"), go(maja, "take_back_remark", remark)) == (403, 403)


def test_a_question_that_is_taken_back_leaves_what_others_answered(event, ada, grace) -> None:
    alone, answered = ask(event, ada, "Never mind."), ask(event, ada)
    reply(answered, grace)

    go(ada, "take_back_remark", alone), go(ada, "take_back_remark", answered)

    page = read(event, ada)
    assert ("Never mind." in page, BEDS in page, HOTEL in page) == (False, False, True)
    assert "Taken back by its writer." in page


def test_who_is_erased_leaves_what_others_answered_without_her_name(
    event, ada, maja, grace, django_capture_on_commit_callbacks
) -> None:
    says(event, maja), says(event, ada)
    reply(ask(event, ada), grace, "Ask Ada Lovelace, she knows.")
    reply(ask(event, maja, "Who drives?"), ada, "I do.")
    ask(event, ada, "Nobody answered this.")

    erase(ada, django_capture_on_commit_callbacks)

    page = read(event, grace)
    assert (BEDS in page, "I do." in page, "Former member" in page) == (True, True, True)
    assert ("Lovelace" in page, "Nobody answered this." in page) == (False, False)


def test_the_page_shows_the_latest_and_the_earlier_when_asked(event, ada, maja) -> None:
    for number in range(OF_ONE + 5):
        ask(event, ada if number % 2 else maja, f"Question {number:02}?")

    latest = read(event, ada)
    everything = client_of(ada).get(event.get_absolute_url(), {"asks": "all"}).content.decode()

    assert ("5 earlier questions" in latest, "Question 04?" in latest, "Question 05?" in latest) == (True, False, True)
    assert "Question 00?" in everything


def test_the_page_asks_as_often_for_one_as_for_many(event, ada, maja, grace, django_assert_max_num_queries) -> None:
    client = client_of(grace)
    client.get(event.get_absolute_url())
    reply(ask(event, ada), grace)
    with CaptureQueriesContext(connection) as few:
        client.get(event.get_absolute_url())
    for number in range(9):
        reply(ask(event, maja, f"Question {number}?"), grace)

    with django_assert_max_num_queries(len(few)):
        client.get(event.get_absolute_url())


@pytest.fixture
def long_over(club, grace) -> Event:
    made = make_event(club, starts_at=NOW, ends_at=NOW + timedelta(hours=3))
    organise(made, grace)
    return made


def test_questions_end_a_month_after_the_event_and_what_was_asked_in_time_is_answered(long_over, ada, grace) -> None:
    last = long_over.ends_at + timedelta(days=30)
    question = ask(long_over, ada, now=last - timedelta(seconds=1))

    with pytest.raises(AskedLate):
        ask(long_over, ada, now=last)
    with pytest.raises(AskedLate):
        services.reply(question=question, person=ada, text="And a lift?", by=None, now=last)
    services.reply(question=question, person=grace, text=HOTEL, by=None, now=last + timedelta(days=5))
    assert [one.text for one in Remark.objects.order_by("pk")] == [BEDS, HOTEL]


def test_the_page_says_until_when_questions_are_taken_and_that_they_have_ended(club, ada, grace) -> None:
    now = timezone.now()
    lately = make_event(club, starts_at=now - timedelta(days=29), title="Lately")
    long_ago = make_event(club, starts_at=now - timedelta(days=31), title="Long ago")
    quiet = make_event(club, starts_at=now - timedelta(days=31), title="Nobody asked")
    ask(long_ago, ada, now=now - timedelta(days=20))

    pages = [read(event, ada) for event in (lately, long_ago, quiet)]

    assert ["Questions are taken until" in page for page in pages] == [True, False, False]
    assert ["organisers take no more questions" in page for page in pages] == [False, True, False]
    assert ['name="text"' in page for page in pages] == [True, False, False]
    place = reverse("events:ask", args=[long_ago.public_id])
    assert client_of(ada).post(place, {"text": BEDS}).status_code == 409
