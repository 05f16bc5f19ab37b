"""What becomes of questions when people are erased, merged, blocked, or leave; and who is named by others."""

from datetime import timedelta

import pytest

from tests.somebody import erase
from vezi.core.models import OutgoingMail
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.notices.models import Notice, Rhythm
from vezi.network.people import merging
from vezi.network.people.tests.factories import NOW
from vezi.network.questions import outcomes, queries
from vezi.network.questions.access import asked_of
from vezi.network.questions.models import Asked, AskState, OfClub, Question, State
from vezi.network.questions.services import answering, asking, routing
from vezi.network.questions.tests import factories
from vezi.network.questions.tests.factories import WORDS, make_asked, make_expert, make_helped, make_routed
from vezi.network.ties import introductions
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db


def state_of(one: Asked) -> str:
    return Asked.objects.get(pk=one.pk).state


# Erased


def test_of_who_is_erased_the_words_are_gone_and_the_count_stays(ada, maja, django_capture_on_commit_callbacks) -> None:
    make_helped(ada, maja, line="Call me.")
    waiting = make_asked(ada, maja, "Who knows bees?", now=NOW + timedelta(days=1))

    erase(ada, django_capture_on_commit_callbacks)

    assert set(Question.objects.values_list("asker", "words", "state")) == {(None, "", State.WITHDRAWN)}
    assert OfClub.objects.count() == 2
    assert state_of(waiting) == AskState.OFF
    assert list(Asked.objects.filter(state=AskState.HELPS).values_list("line", flat=True)) == ["Call me."]


def test_who_is_erased_while_she_is_asked_leaves_room_for_the_next(
    ada, maja, index_now, django_capture_on_commit_callbacks
) -> None:
    index_now()
    question = make_routed(ada)

    erase(maja, django_capture_on_commit_callbacks)

    assert not question.asked.exists()
    assert Question.objects.get().due_at > NOW + timedelta(days=300)  # the day of the erasure: looked at again at once


# Merged


def test_who_was_asked_her_own_question_is_waited_for_no_more(ada, club) -> None:
    second = make_record(club, "Ada", "King")
    one = make_asked(ada, second)

    merge = merging.merge(kept=ada, gone=second, by=None, now=NOW)
    assert state_of(one) == AskState.OFF

    merging.undo(merge=merge, by=None, now=NOW)
    assert state_of(one) == AskState.WAITING


def test_of_two_records_that_were_both_asked_one_answer_stands(ada, maja, club) -> None:
    second = make_record(club, "Maja", "Novak")
    one = make_asked(ada, maja)
    answering.help_with(asked=one, line="Yes.", by=None, now=NOW)
    routing.put(one.question, second, now=NOW)

    merging.merge(kept=maja, gone=second, by=None, now=NOW)

    assert [(each.person, each.line) for each in Asked.objects.all()] == [(maja, "Yes.")]


# Apart


def test_a_block_while_it_waits_ends_it_silently(ada, maja, index_now) -> None:
    index_now()
    question = make_routed(ada)

    ties.block(person=maja, whom=ada, by=None, now=NOW)

    assert [one.state for one in factories.asked_of(question)] == [AskState.OFF]
    assert not OutgoingMail.objects.filter(kind="questions.asked", state="waiting").exists()
    assert Notice.objects.filter(person=ada, kind__startswith="questions.").count() == 0


def test_who_is_apart_never_fits(ada, maja, index_now) -> None:
    index_now()
    ties.block(person=ada, whom=maja, by=None, now=NOW)

    assert factories.asked_of(make_routed(ada)) == []


# Leaving


def test_who_leaves_her_last_club_is_asked_no_more_and_asks_no_more(ada, maja, ziga, club, index_now) -> None:
    index_now()
    question, hers = make_routed(ada), make_routed(maja)
    (of_maja,) = [one for one in factories.asked_of(question) if one.person == maja]

    memberships.leave(person=maja, club=club, by=None, now=NOW)

    hers.refresh_from_db()
    assert (state_of(of_maja), hers.state) == (AskState.OFF, State.WITHDRAWN)


@pytest.mark.parametrize("why", ["record", "left", "died", "away"])
def test_who_is_not_here_is_not_asked(ada, maja, club, index_now, why: str) -> None:
    index_now()
    match why:
        case "record":
            type(maja).objects.filter(pk=maja.pk).update(account=None)
        case "left":
            memberships.leave(person=maja, club=club, by=None, now=NOW)
        case "died":
            type(maja).objects.filter(pk=maja.pk).update(is_deceased=True)
        case "away":
            Rhythm.objects.create(person=maja, away_from=NOW.date(), away_until=NOW.date())

    assert factories.asked_of(make_routed(ada)) == []


# Spreading


def test_among_equals_those_asked_least_lately_come_first(ada, club, index_now) -> None:
    experts = [make_expert(club, "Maja", f"Kovač {number}", email=f"m{number}@example.org") for number in range(6)]
    index_now()

    first = make_routed(ada)
    second = make_routed(ada, now=NOW + timedelta(hours=1))

    asked = [one.person for question in (first, second) for one in factories.asked_of(question)]
    assert sorted(one.pk for one in asked) == sorted(one.pk for one in experts)


def test_who_fits_better_comes_first(ada, club, index_now) -> None:
    for number in range(4):
        make_expert(club, "Maja", f"Kovač {number}", "Hedging", email=f"m{number}@example.org")
    best = make_expert(club, "Žiga", "Čuček", "Hedging coffee in Brazil")
    index_now()

    question = make_routed(ada, "Who knows about hedging coffee from Brazil?")

    assert best in [one.person for one in factories.asked_of(question)]


def test_who_took_two_this_month_is_asked_again_next_month(ada, maja, index_now) -> None:
    index_now()
    for day in (0, 1):
        make_routed(ada, now=NOW + timedelta(days=day))

    assert factories.asked_of(make_routed(ada, now=NOW + timedelta(days=29))) == []
    Question.objects.update(state=State.OVER, ended_at=NOW, due_at=None)
    assert len(factories.asked_of(make_routed(ada, now=NOW + timedelta(days=32)))) == 1


# Named by somebody who was asked


def test_whom_she_names_is_asked_with_her_word(ada, maja, ziga) -> None:
    make_connection(maja, ziga)
    one = make_asked(ada, maja)

    answering.name(asked=one, other=ziga, word="He did it twice.", by=None, now=NOW)

    named = Asked.objects.get(person=ziga)
    assert (state_of(one), named.state, named.named_by, named.word) == (
        AskState.SOMEONE_ELSE, AskState.WAITING, maja, "He did it twice.",
    )  # fmt: skip


def test_one_who_was_asked_passes_it_on_to_three_at_most(ada, maja, club) -> None:
    one, others = make_asked(ada, maja), [make_expert(club, "Emmy", f"N {n}", email=f"n{n}@x.org") for n in range(4)]
    for other in others:
        make_connection(maja, other)
    for other in others[:3]:
        answering.name(asked=one, other=other, word="", by=None, now=NOW)

    with pytest.raises(answering.NamedEnough):
        answering.name(asked=one, other=others[3], word="", by=None, now=NOW)

    assert Asked.objects.filter(named_by=maja).count() == 3
    assert queries.nameable(viewer_of(maja.account, today=NOW.date()), one.question) == []


@pytest.mark.parametrize(
    "why", ["not connected", "no room", "apart", "asked before", "the asker", "elsewhere", "unseen"]
)
def test_nobody_is_named_against_the_rules_and_the_reason_is_not_told(ada, maja, ziga, why: str) -> None:
    if why != "not connected":
        make_connection(maja, ziga)
    one, other = make_asked(ada, maja), ziga
    match why:
        case "no room":
            asking.choose_room(person=ziga, monthly=0, refused=[], by=None, now=NOW)
        case "apart":
            ties.block(person=ziga, whom=ada, by=None, now=NOW)
        case "asked before":
            routing.put(one.question, ziga, now=NOW)
        case "the asker":
            make_connection(maja, ada)
            other = ada
        case "elsewhere":
            other = make_member(make_club("law"), "Edsger", "Dijkstra")
            make_connection(maja, other)
        case "unseen":
            type(ziga).objects.filter(pk=ziga.pk).update(name_audience=0)

    with pytest.raises(answering.CannotBeNamed) as refused:
        answering.name(asked=one, other=other, word="", by=None, now=NOW)

    assert str(refused.value) == "This person cannot be asked just now. Name somebody else, or leave it to us."
    assert state_of(one) == AskState.WAITING


# Counted


def counted(club, *, helped: int, not_helped: int, ada, maja) -> None:
    for number in range(helped + not_helped):
        question = Question.objects.create(
            asker=ada, words=WORDS, state=State.CLOSED, written_at=NOW, asked_at=NOW, closes_at=NOW, ended_at=NOW,
            first_help_at=NOW + timedelta(hours=number + 1), helped=number < helped,
        )  # fmt: skip
        OfClub.objects.create(question=question, club=club)


def test_outcomes_are_counted_for_the_club_of_who_asked(ada, maja, club) -> None:
    counted(club, helped=6, not_helped=3, ada=ada, maja=maja)

    found = outcomes.of_club(club, now=NOW + timedelta(days=20))

    assert found is not None
    assert (found.helped, found.asked, found.median) == (6, 9, timedelta(hours=5))
    assert outcomes.of_club(make_club("law"), now=NOW) is None


def test_fewer_than_five_are_not_told(ada, maja, club) -> None:
    counted(club, helped=4, not_helped=0, ada=ada, maja=maja)

    assert outcomes.of_club(club, now=NOW) is None


def test_a_question_over_the_network_counts_for_the_clubs_of_who_asked_alone(ada, club, index_now) -> None:
    law = make_club("law")
    other = make_expert(law)
    memberships.admit(person=ada, club=make_club("music"), by=None, now=NOW)

    make_helped(ada, other)

    assert set(OfClub.objects.values_list("club__slug", flat=True)) == {"economics", "music"}


def test_a_hidden_question_is_shown_to_nobody_who_was_asked(ada, maja) -> None:
    one = make_asked(ada, maja)
    viewer = viewer_of(maja.account, today=NOW.date())
    assert asked_of(viewer).count() == 1

    Question.objects.filter(pk=one.question_id).update(state=State.HIDDEN, ended_at=NOW, due_at=None)

    assert asked_of(viewer).count() == 0


# Brought together


def test_who_asks_and_who_helps_are_as_introduced(ada, maja, ziga) -> None:
    one = make_asked(ada, maja)
    routing.put(one.question, ziga, now=NOW)
    assert introductions.introduced_to(ada.pk, {maja.pk, ziga.pk}) == set()

    answering.help_with(asked=one, by=None, now=NOW)

    assert introductions.introduced_to(ada.pk, {maja.pk, ziga.pk}) == {maja.pk}
    assert introductions.introduced_to(maja.pk, {ada.pk, ziga.pk}) == {ada.pk}
    Question.objects.update(state=State.HIDDEN, ended_at=NOW, due_at=None)
    assert introductions.introduced_to(ada.pk, {maja.pk}) == set()
