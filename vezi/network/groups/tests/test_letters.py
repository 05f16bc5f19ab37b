"""A letter about a discussion holds what was said in it, as it stands when the letter is written, for who reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vezi.core.audience import Audience
from vezi.core.models import OutgoingMail
from vezi.network.groups import services, telling
from vezi.network.groups.models import Follow, Group, Member, Post
from vezi.network.groups.queries.lettered import OF_A_LETTER
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices import letters
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def sailing(club, ada, grace, alan) -> Group:
    group = make_group(club, name="Sailing", officer=ada)
    put_in(group, grace, alan, follow=Follow.EACH)
    return group


def told(post: Post) -> None:
    telling.tell_of_post(post=post, after=0, now=NOW)


def written() -> dict[str, str]:
    """Given name -> the letter, as plain text."""
    letters.write_due(person_ids=Member.objects.values_list("person_id", flat=True), now=NOW, alone=True)
    names = dict(Person.objects.values_list("pk", "given"))
    return {names[mail.person_id]: mail.text for mail in OutgoingMail.objects.all() if mail.person_id}


def test_it_holds_the_title_and_the_words_without_their_marks(sailing, ada) -> None:
    told(open_discussion(sailing, ada, "**Wind** is [there](https://wind.example/).\nWho comes?", title="Sunday"))

    for text in written().values():
        assert "Sunday\n\nWind is there (https://wind.example/).\nWho comes?" in text


def test_an_answer_is_in_the_letter_about_it_and_who_is_named_reads_it_too(sailing, ada, grace, alan) -> None:
    opening = open_discussion(sailing, grace, "Who comes along?", title="Sunday")
    told(answer(opening, ada, "I do, and @Alan Turing."))

    found = written()

    assert {given for given, text in found.items() if "I do, and @Alan Turing." in text} == {"Grace", "Alan"}


def test_whom_a_post_names_reads_as_each_reader_may_see_the_name(sailing, ada, grace, alan) -> None:
    opening = open_discussion(sailing, ada, "Ask @Alan Turing.", title="Sunday")
    Person.objects.filter(pk=alan.pk).update(name_audience=Audience.CONNECTIONS)
    told(opening)

    assert "Ask @….\n" in written()["Grace"]

    OutgoingMail.objects.all().delete()
    make_connection(grace, alan)
    told_anew(opening, grace)

    assert "Ask @Alan Turing.\n" in written()["Grace"]


def told_anew(post: Post, person: Person) -> None:
    from vezi.network.notices.models import Notice

    Notice.objects.filter(person=person).delete()
    told(post)


def test_it_is_what_the_post_says_by_now(sailing, ada) -> None:
    post = open_discussion(sailing, ada, "On Sunday.", title="Sailing")
    told(post)
    Post.objects.filter(pk=post.pk).update(text="On Monday.")

    found = written()

    assert ["On Sunday." in text for text in found.values()] == [False, False]
    assert ["On Monday." in text for text in found.values()] == [True, True]


@pytest.mark.parametrize("is_written", [False, True])
@pytest.mark.parametrize("way", ["hidden", "taken back"])
def test_what_was_hidden_or_taken_back_is_in_no_letter(sailing, ada, way: str, is_written: bool) -> None:
    post = open_discussion(sailing, ada, "Nobody should read this.", title="Sailing")
    told(post)
    if is_written:
        assert len(written()) == 2
    if way == "hidden":
        services.hide(post=post, reason="This is no place for that.", by=None, now=NOW)
    else:
        services.take_back(post=post, by=None, now=NOW)

    assert "Nobody should read this." not in "".join(written().values())


def test_of_a_discussion_of_somebody_apart_no_word_is_read(sailing, ada, grace, alan) -> None:
    opening = open_discussion(sailing, grace, "Whither?", title="Sunday")
    answer(opening, alan, "South.")
    told(answer(opening, ada, "North."))
    make_block(grace, alan)

    found = written()

    assert "North." in found["Grace"]
    assert "North." not in found["Alan"]


def test_a_long_post_is_cut_and_the_rest_is_a_press_away(sailing, ada) -> None:
    told(open_discussion(sailing, ada, "wind " * 2_000, title="Sunday"))

    for text in written().values():
        assert "…" in text
        assert text.count("wind") == OF_A_LETTER // len("wind ")


def test_a_hundred_letters_cost_as_many_queries_as_two(club, sailing, ada) -> None:
    def cost(title: str) -> int:
        told(open_discussion(sailing, ada, "@Grace Hopper and @Alan Turing!", title=title))
        with CaptureQueriesContext(connection) as asked:
            written()
        return len(asked)

    few = cost("One")
    put_in(sailing, *(make_member(club, "Ada", f"Of{number}") for number in range(20)), follow=Follow.EACH)

    assert cost("Two") == few
