"""Introductions: what each of the three sees at each stage."""

from datetime import timedelta

import pytest

from vezi.core.audience import Audience
from vezi.network.connections import access, limits, queries, telling
from vezi.network.connections.models import Introduction, Stage
from vezi.network.connections.services import asking, introducing
from vezi.network.connections.services.tying import ConnectedAlready, NotOpenAnyMore
from vezi.network.connections.tests.factories import make_introduction, make_passed_on, make_request
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices.models import Notice
from vezi.network.people import erasing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties import queries as facts
from vezi.network.ties import services as ties
from vezi.network.ties.models import TieChoice
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db
LATER = NOW + limits.OPEN_FOR + timedelta(days=1)
A_MONTH_LATER = NOW + introducing.LOOK_BACK_AFTER


def sees(person: Person) -> list[str]:
    viewer = queries.viewer_as(person, now=NOW)
    return list(access.introductions_of(viewer).values_list("stage", flat=True))


def told(person: Person) -> list[str]:
    waiting = Notice.objects.filter(person=person, settled_at__isnull=True).order_by("pk")
    return [kind.removeprefix("connections.") for kind in waiting.values_list("kind", flat=True)]


def test_the_third_hears_of_it_only_when_it_is_passed_on(ada, maja, ziga):
    made = make_introduction(ada, ziga, maja)
    assert (sees(ada), sees(ziga), sees(maja)) == (["asked"], ["asked"], [])
    assert (told(ziga), told(maja)) == (["introduce"], [])

    introducing.pass_on(introduction=made, person=ziga, word="She keeps bees.", by=ziga.account, now=NOW)

    assert sees(maja) == ["passed_on"]
    assert (told(ada), told(ziga), told(maja)) == (["introduction_news"], [], ["introduced"])


def test_what_is_not_passed_on_is_never_seen_by_the_third(ada, maja, ziga):
    made = make_introduction(ada, ziga, maja)

    introducing.keep_back(introduction=made, person=ziga, by=ziga.account, now=NOW)

    assert (sees(ada), sees(ziga), sees(maja)) == (["not_passed_on"], ["not_passed_on"], [])
    assert (told(ada), told(ziga), told(maja)) == (["introduction_news"], [], [])
    with pytest.raises(introducing.SaidNotLongAgo):
        make_introduction(ada, ziga, maja)


def test_taken_up_they_are_connected_and_all_three_see_it(ada, maja, ziga):
    made = make_passed_on(ada, ziga, maja)

    for _twice in range(2):
        introducing.take_up(introduction=made, person=maja, by=maja.account, now=NOW)

    assert facts.connected_since(ada.pk, maja.pk) == NOW
    assert [sees(one) for one in (ada, ziga, maja)] == [["connected"]] * 3
    assert (told(ziga), told(maja)) == (["introduction_news"], [])


def test_declined_is_seen_by_all_three_and_rests(ada, maja, ziga):
    made = make_passed_on(ada, ziga, maja)

    introducing.decline(introduction=made, person=maja, by=maja.account, now=NOW)

    assert [sees(one) for one in (ada, ziga, maja)] == [["declined"]] * 3
    with pytest.raises(introducing.SaidNotLongAgo):
        make_introduction(ada, ziga, maja)


def test_each_says_what_is_theirs_to_say(ada, maja, ziga):
    made = make_introduction(ada, ziga, maja)
    about = {"introduction": made, "by": None, "now": NOW}
    for deed, wrong in ((introducing.keep_back, maja), (introducing.withdraw, ziga), (introducing.take_up, ada)):
        with pytest.raises(introducing.NotYours):
            deed(person=wrong, **about)
    with pytest.raises(NotOpenAnyMore):
        introducing.take_up(person=maja, **about)
    with pytest.raises(introducing.WordsMissing):
        introducing.pass_on(person=ziga, word="  ", **about)
    with pytest.raises(NotOpenAnyMore):
        introducing.say_helped(person=ada, helped=True, **about)
    introducing.withdraw(person=ada, **about)
    for deed in (introducing.withdraw, introducing.take_up):
        with pytest.raises((NotOpenAnyMore, introducing.NotYours)):
            deed(person=ada, **about)


def test_only_who_knows_both_and_says_so_can_be_asked(ada, maja, ziga, club):
    grace = make_member(club, "Grace", "Hopper")
    with pytest.raises(introducing.KnowsNotBoth):
        make_introduction(ada, grace, maja)
    with pytest.raises(introducing.KnowsNotBoth):
        make_introduction(ada, ziga, ziga)
    with pytest.raises(introducing.WordsMissing):
        make_introduction(ada, ziga, maja, why=" ")
    TieChoice.objects.create(person=ziga, list_audience=Audience.NOBODY)
    with pytest.raises(introducing.KnowsNotBoth):
        make_introduction(ada, ziga, maja)


def test_whoever_ceased_to_know_both_cannot_pass_it_on(ada, maja, ziga):
    made = make_introduction(ada, ziga, maja)
    ties.disconnect(one=ziga, other=maja, by=None, now=NOW)

    with pytest.raises(introducing.KnowsNotBoth):
        introducing.pass_on(introduction=made, person=ziga, word="Meet!", by=ziga.account, now=NOW)


def test_one_at_a_time_and_few_in_a_day(ada, maja, ziga, club):
    make_introduction(ada, ziga, maja)
    with pytest.raises(introducing.IntroducedAlready):
        make_introduction(ada, ziga, maja)
    for number in range(limits.INTRODUCTIONS.a_day):
        third = make_member(club, "Grace", f"Hopper {number}", f"g{number}@example.org")
        make_connection(ziga, third)
        if number < limits.INTRODUCTIONS.a_day - 1:
            make_introduction(ada, ziga, third)
    with pytest.raises(limits.TooMany):
        make_introduction(ada, ziga, third)
    for day in (2, 4):
        for number in range(2):
            third = make_member(club, "Hedy", f"Lamarr {day} {number}", f"h{day}{number}@example.org")
            make_connection(ziga, third)
            make_introduction(ada, ziga, third, now=NOW + timedelta(days=day))
    third = make_member(club, "Hedy", "Kiesler", "hk@example.org")
    make_connection(ziga, third)
    with pytest.raises(limits.TooMany) as refused:
        make_introduction(ada, ziga, third, now=NOW + timedelta(days=6))
    assert str(refused.value).startswith("Several people are busy")


def test_a_plain_request_meanwhile_answers_it(ada, maja, ziga):
    make_passed_on(ada, ziga, maja)

    asking.accept(request=make_request(ada, maja), by=maja.account, now=NOW)

    assert Introduction.objects.get().stage == Stage.CONNECTED
    assert told(maja) == []
    with pytest.raises(ConnectedAlready):
        make_introduction(ada, ziga, maja)


def test_who_was_introduced_says_yes_by_asking(ada, maja, ziga):
    make_passed_on(ada, ziga, maja)
    with pytest.raises(introducing.AnswerFirst):
        make_introduction(maja, ziga, ada)

    assert asking.ask(asker=maja, asked=ada, words="", by=maja.account, now=NOW) is None

    assert Introduction.objects.get().stage == Stage.CONNECTED
    assert (told(ziga), told(maja)) == (["introduction_news"], [])


def test_nobody_answered_it_closes_kindly(ada, maja, ziga):
    made = make_passed_on(ada, ziga, maja)
    with pytest.raises(NotOpenAnyMore):
        introducing.take_up(introduction=made, person=maja, by=maja.account, now=LATER)

    assert introducing.close_overdue(now=LATER) == 1

    assert sees(maja) == ["closed"]
    assert (told(ziga), told(maja)) == ([], [])
    assert "introduction_news" in told(ada)


def test_after_a_month_both_are_asked_once_whether_it_helped(ada, maja, ziga):
    made = make_passed_on(ada, ziga, maja)
    introducing.take_up(introduction=made, person=maja, by=maja.account, now=NOW)
    assert introducing.look_back(now=A_MONTH_LATER - timedelta(days=1)) == 0

    assert [introducing.look_back(now=A_MONTH_LATER) for _ in range(2)] == [1, 0]

    assert (told(ada)[-1], told(maja)) == ("look_back", ["look_back"])
    assert "look_back" not in told(ziga)
    introducing.say_helped(introduction=made, person=maja, helped=True, by=maja.account, now=A_MONTH_LATER)
    introducing.say_helped(introduction=made, person=ada, helped=False, by=ada.account, now=A_MONTH_LATER)
    made.refresh_from_db()
    assert (made.helped_asker, made.helped_third) == (False, True)
    assert "look_back" not in told(ada) + told(maja)
    with pytest.raises(introducing.NotYours):
        introducing.say_helped(introduction=made, person=ziga, helped=True, by=None, now=A_MONTH_LATER)


def test_who_met_without_being_introduced_is_not_asked(ada, maja, ziga):
    make_introduction(ada, ziga, maja)
    asking.accept(request=make_request(ada, maja), by=maja.account, now=NOW)

    assert introducing.look_back(now=A_MONTH_LATER) == 0


@pytest.mark.parametrize(
    ("is_passed_on", "blocker", "whom", "stage"),
    [
        (False, "ada", "ziga", Stage.WITHDRAWN),
        (False, "ziga", "ada", Stage.NOT_PASSED_ON),
        (False, "maja", "ada", Stage.CLOSED),
        (True, "ada", "maja", Stage.WITHDRAWN),
        (True, "maja", "ada", Stage.DECLINED),
        (True, "maja", "ziga", Stage.CLOSED),
        (True, "ziga", "ada", Stage.CLOSED),
    ],
)
def test_a_block_among_the_three_ends_it_without_a_word(ada, maja, ziga, is_passed_on, blocker, whom, stage):
    cast = {"ada": ada, "maja": maja, "ziga": ziga}
    make = make_passed_on if is_passed_on else make_introduction
    make(ada, ziga, maja)
    Notice.objects.filter(kind="connections.introduction_news").delete()

    make_block(cast[blocker], cast[whom])

    assert Introduction.objects.get().stage == stage
    assert [told(one) for one in cast.values()] == [[], [], []]
    assert sees(cast[blocker]) == sees(cast[whom]) == []


def test_a_block_leaves_the_introductions_of_others_alone(ada, maja, ziga, club):
    make_introduction(ada, ziga, maja)

    make_block(ada, make_member(club, "Grace", "Hopper"))

    assert Introduction.objects.get().stage == Stage.ASKED


def test_erasing_any_of_the_three_takes_it_along(ada, maja, ziga):
    made = make_passed_on(ada, ziga, maja)

    erasing.erase(person=ziga, by=ziga.account, why=erasing.OWN_WORD, now=NOW)

    assert not Introduction.objects.exists()
    with pytest.raises(NotOpenAnyMore):
        introducing.take_up(introduction=made, person=maja, by=maja.account, now=NOW)


def test_the_question_whether_it_helped_waits_sixty_days_and_no_longer(ada, maja, ziga):
    made = make_passed_on(ada, ziga, maja)
    introducing.take_up(introduction=made, person=maja, by=maja.account, now=NOW)
    introducing.look_back(now=A_MONTH_LATER)

    telling.no_more_asked(now=A_MONTH_LATER + access.QUESTION_STANDS - timedelta(days=1))
    assert "look_back" in told(ada)
    telling.no_more_asked(now=A_MONTH_LATER + access.QUESTION_STANDS)
    assert ("look_back" in told(ada), "look_back" in told(maja)) == (False, False)


@pytest.mark.parametrize("is_passed_on", [False, True])
def test_what_was_taken_back_is_not_asked_again_at_once(ada, maja, ziga, is_passed_on):
    made = (make_passed_on if is_passed_on else make_introduction)(ada, ziga, maja)
    introducing.withdraw(introduction=made, person=ada, by=ada.account, now=NOW)

    with pytest.raises(introducing.SaidNotLongAgo):
        make_introduction(ada, ziga, maja, now=NOW + limits.AGAIN_AFTER - timedelta(days=1))
    assert make_introduction(ada, ziga, maja, now=NOW + limits.AGAIN_AFTER).stage == Stage.ASKED


def test_passing_on_reads_no_more_than_two_ties(ada, maja, ziga, monkeypatch):
    made = make_introduction(ada, ziga, maja)
    monkeypatch.setattr(facts, "connected_ids", None)  # reads everybody: not for a question about two

    assert introducing.pass_on(introduction=made, person=ziga, word="Bees.", by=None, now=NOW).stage == Stage.PASSED_ON
