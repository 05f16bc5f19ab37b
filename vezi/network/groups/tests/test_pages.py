"""Each page is drawn, for who may see it and for who may not."""

import pytest
from django.test import Client
from django.urls import reverse

from vezi.core import slots
from vezi.network.clubs.models import Club
from vezi.network.groups.models import Group, Joining, Member, Post, Rank
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(club: Club, grace: Person) -> Group:
    return make_group(club, officer=grace, about="We **hedge**.")


@pytest.fixture
def opening(group: Group, ada: Person, grace: Person) -> Post:
    put_in(group, ada)
    opening = open_discussion(group, ada, "How do you do it, @Grace Hopper?", title="Cash", is_question=True)
    answer(opening, grace, "Ring the *bank*.")
    return opening


def page(client: Client, name: str, *args: str, status: int = 200) -> str:
    answered = client.get(reverse(f"groups:{name}", args=args))
    assert answered.status_code == status, (name, answered.status_code)
    return answered.content.decode()


def test_pages_of_a_group(group: Group, opening: Post, ada: Person, grace: Person) -> None:
    officer, member = client_of(grace), client_of(ada)
    reply = opening.answers.get()
    for client in (officer, member):
        assert "Hedging" in page(client, "group_list")
        assert "<strong>hedge</strong>" in page(client, "group", group.public_id)
        shown = page(client, "discussion", opening.public_id)
        assert "Ring the <em>bank</em>." in shown
        assert f'class="nm" href="{reverse("profiles:person", args=[grace.public_id])}"' in shown
        assert "Ada" in page(client, "members", group.public_id)
        for name in ("write", "search_in", "practice_in", "leave", "invite"):
            page(client, name, group.public_id)
    for name in ("group_change", "group_close", "door", "reports"):
        page(officer, name, group.public_id)
        page(member, name, group.public_id, status=403)
    for name in ("search", "practice", "group_found"):
        page(member, name)
    page(member, "post_change", opening.public_id)
    page(officer, "post_change", opening.public_id, status=403)
    page(member, "post_take_back", opening.public_id)
    page(member, "post_report", reply.public_id)
    page(officer, "post_hide", reply.public_id)
    page(member, "post_hide", reply.public_id, status=403)
    officer_removes = reverse("groups:remove", args=[group.public_id, ada.public_id])
    assert officer.get(officer_removes).status_code == 200


def test_a_discussion_from_end_to_end(group: Group, ada: Person, grace: Person) -> None:
    client = client_of(ada)
    client.post(reverse("groups:join", args=[group.public_id]))
    client.post(
        reverse("groups:write", args=[group.public_id]),
        {"title": "Who hedges gas?", "text": "I do.\n\n- one\n- two", "is_question": "on", "options": "Yes\nNo"},
    )
    opening = Post.objects.get()
    reply = client_of(grace).post(reverse("groups:discussion", args=[opening.public_id]), {"text": "So do **I**."})
    assert reply["Location"] == Post.objects.get(opening=opening).get_absolute_url()

    shown = page(client, "discussion", opening.public_id)
    assert "<li>one</li>" in shown
    assert "<strong>I</strong>" in shown
    client.post(reverse("groups:mark_answer", args=[opening.public_id]), {"answer": opening.answers.get().public_id})
    client.post(reverse("groups:vote", args=[opening.public_id]), {"option": opening.poll.options.first().pk})
    client.post(reverse("groups:react", args=[opening.answers.get().public_id]), {"kind": "thanks"})

    shown = page(client, "discussion", opening.public_id)
    assert "The answer that helped" in shown
    assert "1 person has chosen" in shown
    found = client.get(reverse("groups:search"), {"q": "hedge"}).content.decode()
    assert "Who hedges gas?" in found


def test_outsiders_of_a_hidden_group_learn_nothing(club: Club, ada: Person, grace: Person) -> None:
    hidden = make_group(club, name="Palimpsest", joining=Joining.HIDDEN, officer=grace)
    opening = open_discussion(hidden, grace, "Zanzibar", title="Secret")
    outsider = client_of(ada)

    assert "Palimpsest" not in page(outsider, "group_list")
    assert "Palimpsest" not in outsider.get(reverse("groups:group_list"), {"q": "palimpsest"}).content.decode()
    assert "0 groups you are not in" in page(outsider, "group_list")
    assert "Secret" not in outsider.get(reverse("groups:search"), {"q": "zanzibar"}).content.decode()
    for name in ("group", "members", "write", "search_in", "practice_in", "leave", "invite", "door", "reports"):
        page(outsider, name, hidden.public_id, status=404)
    for name in ("discussion", "post_own", "post_change", "post_report"):
        page(outsider, name, opening.public_id, status=404)
    for name in ("join", "ask", "group_follow", "offer_answer", "invitation_answer"):
        assert outsider.post(reverse(f"groups:{name}", args=[hidden.public_id])).status_code == 404
    assert not Member.objects.filter(person=ada).exists()
    assert Member.objects.get(person=grace).rank == Rank.OFFICER


def test_there_is_room_for_what_activities_bring_and_only_readers_see_it(club: Club, monkeypatch) -> None:
    monkeypatch.setattr(slots, "_slots", {**slots._slots, "group_doings": []})
    slots.fills("group_doings", order=10)(lambda _request, *, group: f"A regatta of {group.title}")
    ada, alan = make_member(club), make_member(club, "Alan", "Turing", "alan@example.org")
    group = make_group(club, name="Sailing", joining=Joining.REQUEST, officer=ada)

    shown = [client_of(one).get(group.get_absolute_url()).content.decode() for one in (ada, alan)]

    assert ["A regatta of Sailing" in one for one in shown] == [True, False]
