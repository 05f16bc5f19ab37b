"""Asking, and every answer: what each of the two sees of it, and what neither does."""

from datetime import timedelta

import pytest

from vezi.core.audience import Audience
from vezi.core.models import AuditEntry, MailState, OutgoingMail
from vezi.network.connections import access, limits, queries
from vezi.network.connections.models import ConnectionRequest, RequestState
from vezi.network.connections.services import asking
from vezi.network.connections.services.tying import CannotBeAsked, ConnectedAlready, NotOpenAnyMore
from vezi.network.connections.tests.factories import make_request
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member
from vezi.network.notices.models import Notice
from vezi.network.people import erasing, merging
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_contact, make_person
from vezi.network.ties import queries as facts
from vezi.network.ties import services as ties
from vezi.network.ties.tests.factories import make_block, make_connection

pytestmark = pytest.mark.django_db
LATER = NOW + limits.OPEN_FOR + timedelta(days=1)
MUCH_LATER = NOW + limits.AGAIN_AFTER + timedelta(days=1)


def viewer(person: Person):
    return queries.viewer_as(person, now=NOW)


def waits_for(person: Person) -> list[str]:
    return [one.words for one in access.waiting_for(viewer(person), now=NOW)]


def told(person: Person) -> list[str]:
    waiting = Notice.objects.filter(person=person, settled_at__isnull=True).order_by("pk")
    return list(waiting.values_list("kind", flat=True))


def test_a_request_waits_with_its_line_and_is_told(ada, maja):
    make_request(ada, maja, " From the choir! ")

    assert waits_for(maja) == ["From the choir!"]
    assert [one.asked for one in access.sent_by(viewer(ada), now=NOW)] == [maja]
    assert (told(maja), told(ada)) == (["connections.request"], [])


def test_accepting_connects_and_tells_who_asked(ada, maja):
    request = make_request(ada, maja)

    asking.accept(request=request, by=maja.account, now=NOW)

    assert facts.connected_since(ada.pk, maja.pk) == NOW
    assert (told(maja), told(ada)) == ([], ["connections.accepted"])
    assert AuditEntry.objects.filter(deed="connections.accept", person_id=maja.pk).count() == 1


def test_accepting_twice_is_no_mistake(ada, maja):
    request = make_request(ada, maja)

    for _ in range(2):
        asking.accept(request=request, by=maja.account, now=NOW)

    assert told(ada) == ["connections.accepted"]


def test_who_is_declined_sees_what_she_saw_before(ada, maja):
    kept, declined = make_member(ada.memberships.get().club, "Grace", "Hopper"), maja
    make_request(ada, kept)
    request = make_request(ada, declined)

    asking.decline(request=request, by=maja.account, now=NOW)

    both = {one.asked: (one.state, one.closes_at) for one in access.sent_by(viewer(ada), now=NOW)}
    assert both[kept] == both[declined]
    assert (waits_for(maja), told(maja), told(ada)) == ([], [], [])
    assert not AuditEntry.objects.filter(deed="connections.decline", person_id=ada.pk).exists()


def test_declined_and_unanswered_end_alike(ada, maja):
    silent = make_member(ada.memberships.get().club, "Grace", "Hopper")
    asking.decline(request=make_request(ada, maja), by=maja.account, now=NOW)
    make_request(ada, silent)

    assert asking.close_overdue(now=LATER) == 2

    assert told(ada) == ["connections.closed"] * 2
    for whom in (maja, silent):
        with pytest.raises(asking.AskedNotLongAgo) as refused:
            make_request(ada, whom, now=LATER)
        assert refused.value.until == NOW + limits.AGAIN_AFTER
        assert make_request(ada, whom, now=MUCH_LATER).state == RequestState.WAITING


def test_who_declined_may_think_better_of_it(ada, maja):
    request = make_request(ada, maja)
    asking.decline(request=request, by=maja.account, now=NOW)

    assert asking.ask(asker=maja, asked=ada, words="", by=maja.account, now=NOW) is None

    assert facts.connected_since(ada.pk, maja.pk) == NOW


def test_withdrawn_is_gone_from_inbox_and_bell_and_cannot_be_accepted(ada, maja):
    request = make_request(ada, maja)

    asking.withdraw(request=request, by=ada.account, now=NOW)

    assert (waits_for(maja), told(maja)) == ([], [])
    with pytest.raises(NotOpenAnyMore):
        asking.accept(request=request, by=maja.account, now=NOW)
    with pytest.raises(asking.AskedNotLongAgo):
        make_request(ada, maja)


def test_asking_each_other_connects_at_once(ada, maja):
    make_request(ada, maja)

    assert asking.ask(asker=maja, asked=ada, words="", by=maja.account, now=NOW) is None

    assert facts.connected_since(ada.pk, maja.pk) == NOW
    assert ConnectionRequest.objects.get().state == RequestState.ACCEPTED


def test_what_is_asked_twice_or_is_so_already_is_said(ada, maja):
    make_request(ada, maja)
    with pytest.raises(asking.AskedAlready):
        make_request(ada, maja)
    ties.connect(one=ada, other=maja, by=None, now=NOW)
    with pytest.raises(ConnectedAlready):
        make_request(ada, maja)
    with pytest.raises(CannotBeAsked):
        make_request(ada, ada)


def test_after_a_connection_ended_either_may_ask_again(ada, maja):
    asking.accept(request=make_request(ada, maja), by=maja.account, now=NOW)

    asking.end(person=maja, other=ada, by=maja.account, now=NOW)

    assert facts.connected_since(ada.pk, maja.pk) is None
    assert make_request(ada, maja).state == RequestState.WAITING


def test_an_overdue_request_closes_by_itself_before_the_clock_comes_round(ada, maja):
    request = make_request(ada, maja)

    assert list(access.waiting_for(viewer(maja), now=LATER)) == []
    with pytest.raises(NotOpenAnyMore):
        asking.accept(request=request, by=maja.account, now=LATER)
    assert make_request(ada, maja, now=MUCH_LATER).state == RequestState.WAITING
    request.refresh_from_db()
    assert request.state == RequestState.CLOSED


@pytest.mark.parametrize("why", ["dead", "left", "block", "blocked", "erased", "merged"])
def test_who_cannot_be_asked_is_told_apart_by_nothing(ada, maja, why):
    match why:
        case "dead":
            Person.objects.filter(pk=maja.pk).update(is_deceased=True)
        case "left":
            Membership.objects.filter(person=maja).update(state=State.LEFT)
        case "block":
            make_block(ada, maja)
        case "blocked":
            make_block(maja, ada)
        case "erased":
            erasing.erase(person=maja, by=maja.account, why=erasing.OWN_WORD, now=NOW)
        case "merged":
            Person.objects.filter(pk=maja.pk).update(account=None, merged_into=make_person())

    with pytest.raises(CannotBeAsked) as refused:
        make_request(ada, maja)

    assert str(refused.value) == "This person cannot be asked."
    assert not ConnectionRequest.objects.exists()


def test_who_takes_no_requests_is_left_alone_but_may_ask(ada, maja):
    asking.choose(person=maja, takes_requests=False, by=maja.account, now=NOW)

    with pytest.raises(asking.TakesNoRequests):
        make_request(ada, maja)
    make_request(maja, ada)
    assert asking.ask(asker=ada, asked=maja, words="", by=ada.account, now=NOW) is None


def test_a_block_ends_what_was_on_its_way_without_a_word(ada, maja):
    make_request(ada, maja)
    make_block(maja, ada)

    assert (told(ada), told(maja), waits_for(maja)) == ([], [], [])
    assert list(access.sent_by(viewer(ada), now=NOW)) == []
    with pytest.raises(CannotBeAsked):
        asking.accept(request=ConnectionRequest.objects.get(), by=maja.account, now=NOW)
    ties.unblock(person=maja, whom=ada, by=None, now=NOW)
    assert [one.asked for one in access.sent_by(viewer(ada), now=NOW)] == [maja]  # as if nothing had been


def test_a_letter_that_has_not_left_goes_with_the_block(ada, maja):
    make_request(ada, maja)
    letters = OutgoingMail.objects.filter(kind="connections.request", person_id=maja.pk)
    assert letters.get().state == MailState.WAITING

    make_block(maja, ada)

    assert not letters.exists()


def test_too_many_at_once_are_refused_with_a_kind_word(ada, club):
    others = [make_member(club, "Maja", f"Kovač {number}", f"m{number}@example.org") for number in range(21)]
    for other in others[:20]:
        make_request(ada, other)

    with pytest.raises(limits.TooMany) as refused:
        make_request(ada, others[20])

    assert str(refused.value).startswith("You have asked 20 people since yesterday.")
    assert make_request(ada, others[20], now=NOW + timedelta(days=2)).state == RequestState.WAITING


def test_who_is_declined_often_has_less_room(ada, club):
    others = [make_member(club, "Maja", f"Kovač {number}", f"m{number}@example.org") for number in range(13)]
    requests = [make_request(ada, other) for other in others[:10]]
    for request in requests[: limits.MANY_DECLINED]:
        asking.decline(request=request, by=None, now=NOW)
    tomorrow = NOW + timedelta(days=2)

    with pytest.raises(limits.TooMany) as refused:
        make_request(ada, others[10], now=tomorrow)

    assert str(refused.value).startswith("10 requests of yours wait for an answer.")
    assert "led to nothing" in str(refused.value)
    assert len(access.sent_by(viewer(ada), now=tomorrow)) == 10


def test_a_value_for_connections_comes_and_goes_with_the_tie(ada, maja):
    make_contact(maja, "+386 1", kind="phone", audience=Audience.CONNECTIONS)

    def sees() -> list[str]:
        whole = people.with_parts(Person.objects.filter(pk=maja.pk)).get()
        from vezi.network.memberships.queries import seen_by

        return [one.value for one in seen_by(viewer(ada), [whole])[0].contacts]

    request = make_request(ada, maja)
    assert sees() == []
    asking.accept(request=request, by=maja.account, now=NOW)
    assert sees() == ["+386 1"]
    asking.end(person=ada, other=maja, by=ada.account, now=NOW)
    assert sees() == []


def test_merging_answers_a_request_between_people_who_are_connected(ada, maja, club):
    double = make_person("Maja", "Kovac")
    Membership.objects.create(person=double, club=club, state=State.MEMBER, since=NOW, recorded_at=NOW)
    make_connection(ada, maja)
    request = make_request(ada, double)

    merge = merging.merge(kept=maja, gone=double, by=None, now=NOW)
    request.refresh_from_db()
    assert (request.asked, request.state) == (maja, RequestState.ACCEPTED)

    merging.undo(merge=merge, by=None, now=NOW)
    request.refresh_from_db()
    assert (request.asked, request.state, request.ended_at) == (double, RequestState.WAITING, None)


def test_merging_two_who_asked_each_other_leaves_nothing(ada, club):
    double = make_person("Ada", "Lovelace")
    Membership.objects.create(person=double, club=club, state=State.MEMBER, since=NOW, recorded_at=NOW)
    make_request(ada, double)

    merging.merge(kept=ada, gone=double, by=None, now=NOW)

    assert not ConnectionRequest.objects.exists()


def test_erasing_takes_requests_of_both_sides_along(ada, maja, ziga):
    make_request(ada, maja)
    grace = make_member(ada.memberships.get().club, "Grace", "Hopper")
    make_request(maja, grace)

    erasing.erase(person=maja, by=maja.account, why=erasing.OWN_WORD, now=NOW)

    assert not ConnectionRequest.objects.exists()
    assert not Notice.objects.filter(kind__startswith="connections.").exists()


def test_what_was_taken_back_leaves_no_words_behind(ada, maja):
    request = make_request(ada, maja, "From the choir!")

    asking.withdraw(request=request, by=ada.account, now=NOW)

    assert Notice.objects.get(person=maja).words == {}
