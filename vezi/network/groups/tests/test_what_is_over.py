"""What was hidden, taken back, left, declined or closed is over: it is news no more, and waits for nobody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vezi.network.clubs.models import Club
from vezi.network.groups import services, telling
from vezi.network.groups.models import Entry, Group, Joining, Member, Post, PostState, Rank, Waiting
from vezi.network.groups.queries import circles
from vezi.network.groups.services import joining, offices
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships import services as memberships
from vezi.network.memberships.access import viewer_of
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.notices.models import Notice
from vezi.network.people import erasing
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=31)


def tell(post: Post) -> None:
    telling.tell_of_post(post=Post.objects.get(pk=post.pk), after=0, now=NOW)


def open_to(person: Person) -> list[str]:
    """What is news to the person, or waits for her."""
    mine = Notice.objects.filter(person=person, settled_at=None, read_at=None)
    return sorted(mine.values_list("kind", flat=True))


def hide(post: Post) -> None:
    services.hide(post=post, reason="This is no place for that.", by=None, now=NOW)


def take_back(post: Post) -> None:
    services.take_back(post=post, by=None, now=NOW)


def test_what_was_hidden_stays_hidden_when_it_is_taken_back(group: Group, ada: Person, alan: Person) -> None:
    opening = open_discussion(group, ada, "Zanzibar", title="Slander")
    reply = answer(opening, alan, "Palimpsest")
    hide(opening)
    client_of(ada).post(reverse("groups:post_take_back", args=[opening.public_id]))

    opening.refresh_from_db()
    assert (opening.state, opening.text, opening.title) == (PostState.HIDDEN, "", "…")
    assert opening.hidden_because
    assert "Slander" not in client_of(alan).get(group.get_absolute_url()).content.decode()
    for name, post in (("discussion", opening), ("discussion", reply), ("post_own", opening)):
        assert client_of(alan).get(reverse(f"groups:{name}", args=[post.public_id])).status_code == 404

    shown = services.show(post=opening, by=None, now=NOW)
    assert (shown.state, shown.hidden_because) == (PostState.TAKEN_BACK, "")


def test_what_was_hidden_stays_hidden_when_its_writer_is_erased(group: Group, ada: Person, alan: Person) -> None:
    opening = open_discussion(group, ada, "Zanzibar", title="Slander")
    answer(opening, alan)
    hide(opening)

    erasing.erase(person=ada, by=ada.account, why=erasing.OWN_WORD, now=NOW)

    opening.refresh_from_db()
    assert (opening.state, opening.text, opening.title, opening.hidden_because) == (PostState.HIDDEN, "", "…", "…")
    assert client_of(alan).get(opening.get_absolute_url()).status_code == 404


def test_what_was_taken_back_is_read_alone_by_nobody_else(group: Group, ada: Person, alan: Person) -> None:
    opening = open_discussion(group, ada)
    answer(opening, alan)
    take_back(opening)

    assert client_of(alan).get(reverse("groups:post_own", args=[opening.public_id])).status_code == 404
    assert client_of(ada).get(reverse("groups:post_own", args=[opening.public_id])).status_code == 200


@pytest.mark.parametrize("end", [hide, take_back])
def test_what_is_gone_is_no_news(
    group: Group, ada: Person, grace: Person, alan: Person, end: Callable[[Post], None]
) -> None:
    opening, other = open_discussion(group, ada, title="Slander"), open_discussion(group, ada, title="Other")
    reply = answer(opening, alan, "Ask @Grace Hopper")
    for post in (opening, other, reply):
        tell(post)
    assert open_to(grace) == ["groups.mention", "groups.post", "groups.post"]
    assert not Notice.objects.filter(words__has_key="title").exists()

    end(reply)
    assert open_to(grace) == ["groups.post", "groups.post"]
    assert "groups.answer" not in open_to(ada)
    end(opening)
    assert open_to(grace) == ["groups.post"]


def test_under_what_was_hidden_nothing_is_news(group: Group, ada: Person, alan: Person) -> None:
    opening = open_discussion(group, ada)
    tell(answer(opening, alan))
    assert open_to(ada) == ["groups.answer"]
    hide(opening)

    assert open_to(ada) == ["groups.hidden"]


def test_who_left_or_was_taken_out_hears_of_nothing_more(group: Group, ada: Person, alan: Person) -> None:
    opening = open_discussion(group, ada, "Ask @Alan Turing")
    tell(opening)
    tell(open_discussion(group, ada))
    tell(answer(opening, alan))
    services.leave(group=group, person=alan, by=None, now=NOW)
    services.remove(member=Member.objects.get(person=ada), reason="Away.", by=None, now=NOW)

    assert open_to(alan) == []
    assert open_to(ada) == ["groups.removed"]


def test_taking_back_settles_what_was_reported(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    post = open_discussion(group, ada)
    report = services.report(post=post, person=alan, reason="Rude.", by=None, now=NOW)
    assert open_to(grace) == ["groups.report"]
    take_back(post)

    report.refresh_from_db()
    assert report.settled_at == NOW
    assert open_to(grace) == []


def test_nobody_judges_her_own_post(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    put_in(group, make_member(group.club, "Edith", "Clarke"), rank=Rank.MODERATOR)
    post = open_discussion(group, grace, "Zanzibar")
    report = services.report(post=post, person=alan, reason="Palimpsest.", by=None, now=NOW)
    edith = Member.objects.get(rank=Rank.MODERATOR).person
    page = reverse("groups:reports", args=[group.public_id])

    assert "Palimpsest" not in client_of(grace).get(page).content.decode()
    assert "Palimpsest" in client_of(edith).get(page).content.decode()
    show = reverse("groups:post_show", args=[post.public_id])
    assert client_of(grace).post(show, {"seen": "1"}).status_code == 403
    report.refresh_from_db()
    assert report.settled_at is None
    assert client_of(edith).post(show, {"seen": "1"}).status_code == 302
    assert open_to(edith) == []


def test_reported_posts_cost_the_same_for_few_and_many(
    group: Group, ada: Person, grace: Person, alan: Person, django_assert_max_num_queries
) -> None:
    client, page = client_of(grace), reverse("groups:reports", args=[group.public_id])
    services.report(post=open_discussion(group, ada), person=alan, reason="Rude.", by=None, now=NOW)
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        client.get(page)
    for _ in range(5):
        services.report(post=open_discussion(group, ada), person=alan, reason="Rude.", by=None, now=NOW)
    with django_assert_max_num_queries(len(few)):
        client.get(page)


def test_a_request_waits_for_moderators_no_longer_than_it_waits(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, joining=Joining.REQUEST, officer=grace)

    def ask() -> Entry:
        entry = services.ask_to_join(group=group, person=ada, words="", by=None, now=NOW)
        assert isinstance(entry, Entry)
        assert open_to(grace) == ["groups.request"]
        return entry

    services.withdraw(entry=ask(), by=None, now=NOW)
    assert open_to(grace) == []
    services.decide(entry=ask(), admits=False, by=None, now=NOW)
    assert open_to(grace) == []
    services.decide(entry=ask(), admits=True, by=None, now=NOW)
    assert open_to(grace) == []


def test_nothing_waits_at_a_closed_group(club: Club, ada: Person, grace: Person, alan: Person) -> None:
    group = make_group(club, joining=Joining.REQUEST, officer=grace)
    services.ask_to_join(group=group, person=ada, words="", by=None, now=NOW)
    services.invite(group=group, whom=alan, person=grace, by=None, now=NOW)
    assert (open_to(grace), open_to(alan)) == (["groups.request"], ["groups.invitation"])
    services.close_group(group=group, by=None, now=NOW)

    assert (open_to(grace), open_to(alan)) == ([], [])


def test_who_leaves_the_club_waits_at_no_door(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, joining=Joining.REQUEST, officer=grace)
    services.ask_to_join(group=group, person=ada, words="", by=None, now=NOW)
    services.invite(group=make_group(club, name="Chess", officer=grace), whom=ada, person=grace, by=None, now=NOW)
    memberships.leave(person=ada, club=club, by=None, now=NOW)

    assert (open_to(grace), open_to(ada)) == ([], [])


def test_who_leaves_her_last_club_waits_at_no_door_of_the_network(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(None, name="Chess", joining=Joining.HIDDEN, officer=grace)
    services.invite(group=group, whom=ada, person=grace, by=None, now=NOW)
    assert client_of(ada).get(group.get_absolute_url()).status_code == 200

    memberships.leave(person=ada, club=club, by=None, now=NOW)

    assert open_to(ada) == []
    assert client_of(ada).get(group.get_absolute_url()).status_code in (403, 404)
    assert not circles.invitations(viewer_of(ada.account, today=NOW.date()))


@pytest.mark.parametrize(("joining", "told"), [(Joining.OPEN, ["groups.report"]), (Joining.HIDDEN, [])])
def test_where_nobody_looks_after_a_group_the_clubs_officers_hear_of_a_report(
    club: Club, ada, alan, joining, told
) -> None:
    """Such as in a class that nobody took the office of; of a hidden group they do not learn."""
    officer = make_officer(club).person
    group = make_group(club, joining=joining)
    put_in(group, ada, alan)
    post = open_discussion(group, ada)

    services.report(post=post, person=alan, reason="It is not so.", by=None, now=NOW)
    assert open_to(officer) == told

    services.settle_reports(post=post, now=NOW)
    assert open_to(officer) == []


def test_answers_under_what_was_hidden_are_not_counted_as_new(
    group: Group, ada: Person, grace: Person, alan: Person
) -> None:
    opening = open_discussion(group, ada, now=LATER)
    answer(opening, alan, now=LATER)
    [before] = circles.mine(viewer_of(grace.account, today=NOW.date()))

    services.hide(post=opening, reason="It is not so.", by=None, now=LATER)

    [after] = circles.mine(viewer_of(grace.account, today=NOW.date()))
    assert (before.new, after.new) == (2, 0)


def test_a_button_pressed_twice_says_it_once(group: Group, ada: Person) -> None:
    client, write = client_of(ada), reverse("groups:write", args=[group.public_id])
    for _press in range(2):
        client.post(write, {"title": "Cash", "text": "Eleven days."})
    [opening] = Post.objects.all()
    for text in ("Twelve.", "Twelve.", "Thirteen."):
        client.post(opening.get_absolute_url(), {"text": text})

    assert sorted(opening.answers.values_list("text", flat=True)) == ["Thirteen.", "Twelve."]
    assert Notice.objects.count() == 0


def test_an_offer_that_lapsed_waits_no_longer(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    services.leave(group=group, person=grace, by=None, now=NOW)
    assert open_to(ada) == ["groups.offer"]
    services.let_offers_lapse(now=NOW + timedelta(days=15))
    assert (open_to(ada), open_to(alan)) == ([], ["groups.offer"])
    services.give_rank(member=Member.objects.get(person=ada), rank=Rank.OFFICER, by=None, now=NOW)
    assert open_to(alan) == []


def test_the_invitation_of_somebody_blocked_keeps_nobody_elses_away(
    club: Club, ada: Person, grace: Person, alan: Person
) -> None:
    group = make_group(club, joining=Joining.HIDDEN, officer=grace)
    put_in(group, alan, rank=Rank.MODERATOR)
    services.invite(group=group, whom=ada, person=grace, by=None, now=NOW)
    make_block(ada, grace)
    entry = services.invite(group=group, whom=ada, person=alan, by=None, now=NOW)

    assert isinstance(entry, Entry)
    assert entry.by == alan
    assert open_to(ada) == ["groups.invitation"]
    assert client_of(ada).get(group.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_nobody_is_invited_again_and_again(club: Club, ada: Person, grace: Person, end: str) -> None:
    group = make_group(club, joining=Joining.INVITATION, officer=grace)
    entry = services.invite(group=group, whom=ada, person=grace, by=None, now=NOW)
    assert isinstance(entry, Entry)
    if end == "decline":
        services.answer_invitation(entry=entry, comes=False, by=None, now=NOW)
    else:
        services.withdraw(entry=entry, by=None, now=NOW)

    with pytest.raises(joining.InvitedLately):
        services.invite(group=group, whom=ada, person=grace, by=None, now=NOW + timedelta(days=29))
    again = services.invite(group=group, whom=ada, person=grace, by=None, now=LATER)
    assert isinstance(again, Entry)
    assert again.state == Waiting.WAITING


def test_the_answer_of_somebody_apart_answered_nothing(group: Group, ada: Person, grace: Person, alan: Person) -> None:
    opening = open_discussion(group, grace, "Zanzibar", is_question=True)
    services.mark_answer(opening=opening, post=answer(opening, ada), by=None, now=NOW)
    pages = [group.get_absolute_url(), reverse("groups:search") + "?q=zanzibar"]
    assert all("<b>answered</b>" in client_of(alan).get(page).content.decode() for page in pages)

    make_block(alan, ada)

    assert not any("<b>answered</b>" in client_of(alan).get(page).content.decode() for page in pages)


def test_a_visit_puts_out_the_light(group: Group, ada: Person, alan: Person) -> None:
    client_of(alan).get(group.get_absolute_url())
    post = open_discussion(group, ada)
    client_of(alan).get(group.get_absolute_url())
    tell(post)  # the job comes after her visit
    assert open_to(alan) == ["groups.post"]
    client_of(alan).get(group.get_absolute_url())

    assert open_to(alan) == []


def test_who_chose_nothing_here_hears_as_she_chose_for_all(group: Group, ada: Person, alan: Person) -> None:
    tell(open_discussion(group, ada))
    assert Notice.objects.get(person=alan).way == ""
    client_of(alan).post(reverse("groups:group_follow", args=[group.public_id]), {"follow": "each"})
    tell(open_discussion(group, ada))
    assert Notice.objects.filter(person=alan).latest("pk").way == "now"
    client_of(alan).post(reverse("groups:group_follow", args=[group.public_id]), {"follow": ""})
    assert Member.objects.get(person=alan).follow == ""


def test_an_officer_who_died_looks_after_nothing(group: Group, ada: Person, grace: Person) -> None:
    Person.objects.filter(pk=grace.pk).update(is_deceased=True)
    services.follow_the_dead(now=NOW)

    assert group.offers.get().person == ada
    assert open_to(ada) == ["groups.offer"]
    services.answer_offer(group=group, person=ada, takes=True, by=None, now=NOW)
    with pytest.raises(offices.LastOfficer):
        services.give_rank(member=Member.objects.get(person=ada), rank=Rank.MEMBER, by=None, now=NOW)


def test_of_many_called_alike_the_one_meant_is_found(group: Group, club: Club, ada: Person) -> None:
    others = [
        Person(given="Ana Maja", family="Kovač", folded=f"kovac ana maja {place}", recorded_at=NOW, created_at=NOW)
        for place in range(130)
    ]
    put_in(group, *Person.objects.bulk_create(others))
    maja = make_member(club, "Maja", "Kovač")
    put_in(group, maja)

    assert open_discussion(group, ada, "Thank you, @Maja Kovač!").text == f"Thank you, @{{{maja.public_id}}}!"


def test_erasure_leaves_nothing_however_it_is_spelt(group: Group, club: Club, ada: Person, alan: Person) -> None:
    ziga = make_member(club, "Žiga", "Čuček", "ziga@example.org")
    put_in(group, ziga)
    unanswered = open_discussion(group, ziga, "Zanzibar", title="Nobody answers")
    post = open_discussion(group, ada, "Hello ziga cucek, ŽIGA ČUČEK!", options=["Žiga Čuček", "Somebody else"])
    report = services.report(post=post, person=alan, reason="Names ŽIGA ČUČEK.", by=None, now=NOW)
    gone = open_discussion(group, ada, title="About Žiga Čuček")
    answer(gone, alan)
    take_back(gone)

    erasing.erase(person=ziga, by=ziga.account, why=erasing.OWN_WORD, now=NOW)

    for row in (post, report, gone, unanswered):
        row.refresh_from_db()
    assert post.text == "Hello …, …!"
    assert sorted(post.poll.options.values_list("words", flat=True)) == ["Somebody else", "…"]
    assert (report.reason, gone.title) == ("Names ….", "About …")
    assert (unanswered.state, unanswered.text, unanswered.title) == (PostState.TAKEN_BACK, "", "…")


def test_true_sizes_stand_in_no_address(club: Club, ada: Person, grace: Person, monkeypatch) -> None:
    monkeypatch.setattr("vezi.network.groups.queries.circles.A_PAGE", 1)
    for name in ("Bridge", "Chess"):
        make_group(club, name=name, officer=grace)
    hidden = make_group(club, name="Palimpsest", joining=Joining.HIDDEN, officer=grace)
    unseen = make_member(club, "Edith", "Clarke")
    Person.objects.filter(pk=unseen.pk).update(name_audience=0)
    put_in(hidden, unseen)
    services.invite(group=hidden, whom=ada, person=grace, by=None, now=NOW)

    page = client_of(ada).get(reverse("groups:group_list"))
    assert page.context["invited"][0][2] == 1
    assert page.context["next"] == Group.objects.get(name="Chess").public_id
    further = client_of(ada).get(reverse("groups:group_list"), {"after": page.context["next"]}).content.decode()
    assert "Bridge" in further
    assert "Chess" not in further


def test_a_poll_is_counted_without_reading_every_vote(group: Group, ada: Person, grace: Person) -> None:
    post = open_discussion(group, ada, options=["Yes", "No"], is_several=True)
    yes, no = post.poll.options.order_by("pk")
    for person, chosen in ((ada, [yes, no]), (grace, [yes])):
        services.vote(poll=post.poll, person=person, option_ids=[one.pk for one in chosen], now=NOW)
    with CaptureQueriesContext(connection) as asked:
        page = client_of(ada).get(post.get_absolute_url())
    poll = page.context["shown"].poll
    said = [one["sql"].partition(" FROM ")[0] for one in asked.captured_queries if '"groups_vote"' in one["sql"]]

    assert (poll.voters, poll.has_voted) == (2, True)
    assert [(one.votes, one.of_hundred, one.is_mine) for one in poll.choices] == [(2, 100, True), (1, 50, True)]
    assert said
    assert not [one for one in said if '"person_id"' in one and "COUNT" not in one]
