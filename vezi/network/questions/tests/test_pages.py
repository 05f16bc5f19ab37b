"""Pages of questions, and the press in the mail."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from vezi.core.models import OutgoingMail
from vezi.network.memberships.tests.factories import client_of, make_officer
from vezi.network.questions import answers, limits
from vezi.network.questions.models import AskState, Question, Room, State
from vezi.network.questions.services import answering, asking, moderating, routing
from vezi.network.questions.tests.factories import WORDS, asked_of, make_asked, make_expert, make_routed
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
FORM = {"words": WORDS, "wanted": "answer", "breadth": "clubs", "days": "14"}


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_asked_from_the_page_it_is_on_its_way(ada, maja) -> None:
    answer = client_of(ada).post(reverse("questions:new"), FORM)

    question = Question.objects.get()
    assert (answer.status_code, question.state, question.asker) == (302, State.OPEN, ada)


@pytest.mark.parametrize("words", ["", " \u200b \u2800", "x" * 1001])
def test_what_cannot_be_asked_stays_in_the_form(ada, words: str) -> None:
    answer = client_of(ada).post(reverse("questions:new"), {**FORM, "words": words, "wanted": "talk"})

    assert (answer.status_code, Question.objects.count()) == (422, 0)
    assert words.strip() in answer.content.decode()
    assert re.search(r'value="talk"[^>]*checked|checked[^>]*value="talk"', answer.content.decode())


def test_a_draft_is_kept_gone_on_with_and_asked(ada) -> None:
    client = client_of(ada)
    client.post(reverse("questions:new"), {**FORM, "deed": "keep"})
    draft = Question.objects.get()
    assert draft.state == State.DRAFT

    client.post(reverse("questions:draft", args=[draft.public_id]), {**FORM, "words": "Who knows bees?"})

    draft.refresh_from_db()
    assert (draft.state, draft.words) == (State.OPEN, "Who knows bees?")


def test_beyond_the_limit_the_question_is_kept_as_a_draft(ada) -> None:
    client = client_of(ada)
    for number in range(4):
        answer = client.post(reverse("questions:new"), {**FORM, "words": f"{WORDS} {number}"})

    assert answer.status_code == 422
    assert sorted(Question.objects.values_list("state", flat=True)) == ["draft", "open", "open", "open"]


def test_how_many_fit_is_said_without_a_name(ada, club, index_now) -> None:
    for number in range(6):
        make_expert(club, "Maja", f"Kovač {number}", email=f"m{number}@example.org")
    index_now()

    answer = client_of(ada).post(reverse("questions:new"), {**FORM, "deed": "preview"}, headers={"HX-Request": "true"})

    assert "6 people fit." in text_of(answer)
    assert "Kovač" not in text_of(answer)
    assert Question.objects.count() == 0


def test_where_all_fit_in_part_alone_it_is_said(ada, club, index_now) -> None:
    for number in range(6):
        make_expert(
            club,
            "Maja",
            f"Kovač {number}",
            ("Hedging", "Coffee", "Turbines")[number % 3],
            email=f"m{number}@example.org",
        )
    index_now()

    answer = client_of(ada).post(
        reverse("questions:new"), {**FORM, "words": "Hedging coffee turbines", "deed": "preview"}
    )

    assert "6 people fit. </b>" in text_of(answer).replace("fit.</b>", "fit. </b>")
    assert "None of them fits in all" in text_of(answer)


def test_few_who_fit_are_not_counted_out(ada, maja, index_now) -> None:
    index_now()

    answer = client_of(ada).post(reverse("questions:new"), {**FORM, "deed": "preview"})

    assert "A few people fit." in text_of(answer)


def test_the_link_answers_nothing_by_being_opened(ada, maja, index_now) -> None:
    index_now()
    one = asked_of(make_routed(ada, now=timezone.now()))[0]
    address = answers.address_of(one)

    for say in ("", "?say=help", "?say=not_me", "?say=else"):
        assert "Ada Lovelace asks you" in text_of(Client().get(address + say))

    one.refresh_from_db()
    assert one.state == AskState.WAITING


@pytest.mark.parametrize(
    ("deed", "state", "said"),
    [("help", AskState.HELPS, "Thank you for helping"), ("not_me", AskState.NOT_ME, "Thank you for saying so"),
     ("else", AskState.SOMEONE_ELSE, "Thank you for saying so")],
)  # fmt: skip
def test_one_press_in_the_mail_answers_without_a_sign_in(ada, maja, index_now, deed, state, said) -> None:
    index_now()
    one = asked_of(make_routed(ada, now=timezone.now()))[0]

    page = Client().post(answers.address_of(one), {"deed": deed}, follow=True)

    one.refresh_from_db()
    assert one.state == state
    assert said in text_of(page)


def test_the_link_is_good_for_nothing_else(ada, maja, index_now) -> None:
    index_now()
    one = asked_of(make_routed(ada, now=timezone.now()))[0]
    token = answers.token_of(one)

    assert Client().get(reverse("questions:answer", args=[token[:-2]])).status_code == 404
    assert Client().get(reverse("connections:answer", args=[token])).status_code == 404
    assert Client().post(answers.address_of(one), {"deed": "withdraw"}).status_code == 302
    one.question.refresh_from_db()
    assert one.question.state == State.OPEN


def test_an_old_link_says_kindly_what_became_of_it(ada, maja, ziga, index_now) -> None:
    index_now()
    first, second = asked_of(make_routed(ada, now=timezone.now()))
    answering.help_with(asked=first, by=None, now=timezone.now())
    assert "Somebody helps already" in text_of(Client().get(answers.address_of(second)))

    asking.withdraw(question=first.question, by=None, now=timezone.now())

    assert WORDS not in text_of(Client().get(answers.address_of(second)))
    assert "not open any more" in text_of(Client().get(answers.address_of(second)))


def test_who_is_asked_is_shown_to_nobody_until_she_helps(ada, maja, ziga, index_now) -> None:
    index_now()
    question = make_routed(ada, now=timezone.now())
    page = reverse("questions:question", args=[question.public_id])
    asker = client_of(ada)
    assert "2 people were asked so far." in text_of(asker.get(page))
    assert not {"Maja", "Žiga"} & set(re.findall(r"\w+", text_of(asker.get(page))))

    client_of(maja).post(page, {"deed": "help", "line": "Of course.", "shares_mail": "on"})

    said = text_of(asker.get(page))
    assert "Maja Kovač" in said
    assert "Of course." in said
    assert maja.account.email in said
    assert "can be asked about this" in said
    assert "Žiga" not in said


def test_a_mail_address_is_passed_on_only_if_its_owner_says_so(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada, now=timezone.now())
    page = reverse("questions:question", args=[question.public_id])

    client_of(maja).post(page, {"deed": "help", "line": "Of course."})

    assert maja.account.email not in text_of(client_of(ada).get(page))
    letter = OutgoingMail.objects.get(kind="questions.answered")
    assert maja.account.email not in letter.text + letter.reply_to


def test_nobody_else_finds_the_question(ada, maja, ziga, club, index_now) -> None:
    index_now()
    question = make_routed(ada, breadth="clubs", now=timezone.now())
    question.asked.filter(person=ziga).delete()

    assert client_of(ziga).get(question.get_absolute_url()).status_code == 404
    assert client_of(make_officer(club).person).get(question.get_absolute_url()).status_code == 404


def test_who_takes_none_is_asked_nothing(ada, maja, index_now) -> None:
    index_now()
    client_of(maja).post(reverse("questions:room"), {"monthly": "0", "taken": ["answer"]})

    question = make_routed(ada)

    assert Room.objects.get().monthly == 0
    assert (asked_of(question), question.state) == ([], State.NOBODY)


def test_who_takes_no_such_question_is_not_asked_it(ada, maja, index_now) -> None:
    index_now()
    asking.choose_room(person=maja, monthly=5, refused=["talk"], by=None, now=timezone.now())

    assert asked_of(make_routed(ada, wanted="talk")) == []
    assert [one.person for one in asked_of(make_routed(ada, wanted="answer"))] == [maja]


def test_officers_see_a_question_only_when_it_is_reported(ada, maja, club, index_now) -> None:
    index_now()
    grace = make_officer(club).person
    question = make_routed(ada, now=timezone.now())
    office, client = reverse("questions:office", args=[club.slug]), client_of(grace)
    assert WORDS not in text_of(client.get(office))

    client_of(maja).post(reverse("questions:report", args=[question.public_id]), {"reason": "It sells something."})
    said = text_of(client.get(office))
    assert WORDS in said
    assert "It sells something." in said
    assert "Maja" not in said

    client.post(office, {"question": question.public_id, "deed": "hide", "reason": "Nothing is sold here."})
    question.refresh_from_db()
    assert question.state == State.HIDDEN
    assert "Nothing is sold here." in text_of(client_of(ada).get(question.get_absolute_url()))
    assert client_of(maja).get(question.get_absolute_url()).status_code == 404
    assert WORDS not in text_of(client.get(office))


def test_a_hidden_question_is_read_by_no_letter(ada, maja, club, index_now) -> None:
    index_now()
    question = make_routed(ada, now=timezone.now())
    one = asked_of(question)[0]

    moderating.hide(question=question, club=club, reason="No.", by=None, now=timezone.now())

    assert WORDS not in text_of(Client().get(answers.address_of(one)))


def test_what_waits_stands_at_home(ada, maja, index_now) -> None:
    index_now()
    make_routed(ada, now=timezone.now())

    assert "Ada Lovelace" in text_of(client_of(maja).get(reverse("memberships:home")))


@pytest.mark.parametrize("page", ["list", "asked", "room", "new"])
def test_every_page_has_something_to_say_when_empty(ada, page: str) -> None:
    assert client_of(ada).get(reverse(f"questions:{page}")).status_code == 200


def test_pages_cost_the_same_for_many(ada, club, index_now, django_assert_max_num_queries) -> None:
    experts = [make_expert(club, "Maja", f"Kovač {n}", email=f"m{n}@example.org") for n in range(3)]
    index_now()
    for _number in range(2):
        make_routed(ada, now=timezone.now())
    client = client_of(experts[0])

    with django_assert_max_num_queries(14):
        client.get(reverse("questions:list"))


def test_where_a_search_finds_nobody_one_may_ask(ada, index_now) -> None:
    index_now()

    page = text_of(client_of(ada).get(reverse("directory:people"), {"q": "xylophonist"}))

    assert "/questions/new/?q=xylophonist" in page


MARKUP = "\"'><img src=x onerror=alert(1)>{{7|add:7}}"
HIDING = "pay\u202eoot\u200b"


def test_whatever_is_written_is_shown_as_it_is_written_and_nothing_more(ada, maja, club, index_now) -> None:
    index_now()
    grace = make_officer(club).person
    one = make_asked(ada, maja, f"Hedging {MARKUP} {HIDING}", now=timezone.now())
    page = one.question.get_absolute_url()
    seen = [Client().get(answers.address_of(one)), client_of(maja).get(page)]
    client_of(maja).post(page, {"deed": "help", "line": MARKUP})
    client_of(maja).post(reverse("questions:report", args=[one.question.public_id]), {"reason": MARKUP})
    seen += [client_of(ada).get(page), client_of(grace).get(reverse("questions:office", args=[club.slug]))]
    client_of(ada).post(page, {"deed": "close", "thanks": MARKUP})
    seen += [client_of(maja).get(page), client_of(ada).get(reverse("questions:asked"))]

    for answer in seen:
        text = answer.content.decode()
        assert "&lt;img src=x" in text
        assert "<img src=x" not in text
        assert "7|add:7" in text
        assert not {"\u202e", "\u200b"} & set(text)
    assert all("<img src=x" not in letter.html for letter in OutgoingMail.objects.all())
    assert OutgoingMail.objects.filter(kind__startswith="questions.").count() >= 3


def test_twenty_megabytes_are_refused_kindly(ada) -> None:
    answer = client_of(ada).post(reverse("questions:new"), {**FORM, "words": "hedging " * 2_500_000})

    assert answer.status_code == 413
    assert not Question.objects.exists()


def test_a_named_person_reads_who_thought_of_her(ada, maja, ziga, index_now) -> None:
    index_now()
    make_connection(maja, ziga)
    one = make_asked(ada, maja, now=timezone.now())
    page = one.question.get_absolute_url()

    client_of(maja).post(page, {"deed": "name", "other": ziga.public_id, "word": "He did it twice."})

    said = text_of(client_of(ziga).get(page))
    assert "<b>Maja Kovač</b> thought of you." in said
    assert "He did it twice." in said


def test_a_stranger_cannot_be_named_by_a_made_up_form(ada, maja, ziga) -> None:
    one = make_asked(ada, maja, now=timezone.now())

    answer = client_of(maja).post(one.question.get_absolute_url(), {"deed": "name", "other": ziga.public_id})

    assert answer.status_code == 422
    assert one.question.asked.count() == 1


def test_an_open_page_asks_for_how_it_stands_alone(ada, maja) -> None:
    one = make_asked(ada, maja, now=timezone.now())

    part = client_of(ada).get(one.question.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<div id="standing"')
    assert "1 person was asked so far." in part
    assert "</html>" not in part


def test_what_nobody_could_help_with_is_not_said_to_be_under_way(ada, maja) -> None:
    one = make_asked(ada, maja, now=timezone.now()).question
    client = client_of(ada)
    assert "It is under way until" in text_of(client.get(one.get_absolute_url()))
    assert "Under way</h2>" in text_of(client.get(reverse("questions:asked")))

    one.asked.update(state=AskState.NOT_ME, answered_at=timezone.now())
    Question.objects.update(state=State.NOBODY)

    page, mine = text_of(client.get(one.get_absolute_url())), text_of(client.get(reverse("questions:asked")))
    assert ("under way" in page, "we look every third day whether somebody has room" in page) == (False, True)
    assert ("Under way" in mine, "Without help so far</h2>" in mine) == (False, True)


def test_where_twelve_were_asked_no_more_is_promised_than_that_one_of_them_may_help(ada, club) -> None:
    one = make_asked(ada, make_expert(club), now=timezone.now()).question
    for number in range(limits.IN_ALL - 1):
        routing.put(one, make_expert(club, "Vida", f"V{number}", email=f"v{number}@example.org"), now=timezone.now())
    one.asked.update(state=AskState.PASSED)
    Question.objects.update(state=State.NOBODY)

    page = text_of(client_of(ada).get(one.get_absolute_url()))

    assert ("every third day" in page, "Nobody else is asked any more." in page) == (False, True)


def test_a_button_pressed_twice_asks_once(ada) -> None:
    client = client_of(ada)
    first, second = (client.post(reverse("questions:new"), FORM)["Location"] for _press in range(2))
    kept = client.post(reverse("questions:new"), {**FORM, "words": "Who knows bees?", "deed": "keep"})["Location"]
    third, fourth = (client.post(kept, {**FORM, "words": "Who knows bees?"})["Location"] for _press in range(2))

    assert (first, third) == (second, fourth)
    assert Question.objects.count() == 2


def test_a_draft_kept_twice_is_one_draft(ada) -> None:
    client = client_of(ada)

    first, second = (client.post(reverse("questions:new"), {**FORM, "deed": "keep"})["Location"] for _press in range(2))

    assert (first, Question.objects.count()) == (second, 1)


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def test_pages_ask_the_database_as_often_for_one_as_for_many(ada, maja, club) -> None:
    others = [make_expert(club, "Žiga", f"Čuček {n}", email=f"z{n}@example.org") for n in range(5)]
    one = make_asked(ada, maja, now=timezone.now())
    answering.help_with(asked=one, line="Yes.", by=None, now=timezone.now())
    make_asked(others[0], maja, now=timezone.now())
    pages = {
        client_of(maja): reverse("questions:list"),
        client_of(ada): reverse("questions:asked"),
    }
    before = [queries_of(client, page) for client, page in pages.items()]

    for other in others[1:]:
        make_asked(other, maja, now=timezone.now())
    for other in others[:2]:
        answering.help_with(asked=make_asked(ada, other, now=timezone.now()), by=None, now=timezone.now())

    assert [queries_of(client, page) for client, page in pages.items()] == before
