"""Coming in, going out, and who looks after a group."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.groups import queries, services
from vezi.network.groups.models import Entry, Group, Joining, Kind, Member, OfferState, Rank, Waiting
from vezi.network.groups.services import joining, offices
from vezi.network.groups.services.founding import OneIsThere, TooManyGroups
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation
from vezi.network.ties.tests.factories import make_block

pytestmark = pytest.mark.django_db


def join(group: Group, person: Person) -> Member:
    return services.join(group=group, person=person, by=person.account, now=NOW)


def leave(group: Group, person: Person) -> None:
    services.leave(group=group, person=person, by=person.account, now=NOW)


def invite(group: Group, whom: Person, by: Person) -> Entry:
    return services.invite(group=group, whom=whom, person=by, by=by.account, now=NOW)


def told(person: Person) -> list[str]:
    return sorted(Notice.objects.filter(person=person, settled_at=None).values_list("kind", flat=True))


def test_the_size_is_kept_by_the_database(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, officer=grace)
    join(group, ada)
    join(group, ada)
    group.refresh_from_db()
    assert group.size == 2

    leave(group, ada)
    group.refresh_from_db()
    assert group.size == 1


def test_groups_two_share(club: Club, ada: Person, grace: Person, alan: Person, django_assert_num_queries) -> None:
    one, other = make_group(club, officer=grace), make_group(club, name="Chess", officer=alan)
    put_in(one, ada)
    put_in(other, ada)
    with django_assert_num_queries(2):
        assert sorted(queries.groups_of(ada.pk)) == [one.pk, other.pk]
        assert queries.shared_with(ada.pk, [grace.pk, alan.pk]) == {grace.pk: [one.pk], alan.pk: [other.pk]}
    assert queries.groups_of(None) == []
    assert queries.shared_with(None, [grace.pk]) == {}


@pytest.mark.parametrize("rule", [Joining.REQUEST, Joining.INVITATION, Joining.HIDDEN])
def test_only_an_open_group_is_joined_at_once(club: Club, ada: Person, grace: Person, rule: str) -> None:
    group = make_group(club, joining=rule, officer=grace)

    with pytest.raises(joining.NotYours):
        join(group, ada)


def test_members_of_other_clubs_do_not_come_in(club: Club, grace: Person) -> None:
    barbara = make_member(make_club("law"), "Barbara", "Liskov")
    group, everybodys = make_group(club, officer=grace), make_group(None, name="All", officer=grace)

    with pytest.raises(joining.NotYours):
        join(group, barbara)
    assert join(everybodys, barbara).rank == Rank.MEMBER


def test_a_request_is_decided_by_those_who_look_after_the_group(
    club: Club, ada: Person, grace: Person, alan: Person
) -> None:
    group = make_group(club, joining=Joining.REQUEST, officer=grace)
    client_of(ada).post(reverse("groups:ask", args=[group.public_id]), {"words": "I hedge."})
    client_of(alan).post(reverse("groups:ask", args=[group.public_id]))
    assert told(grace) == ["groups.request", "groups.request"]
    page = client_of(grace).get(reverse("groups:door", args=[group.public_id])).content.decode()
    assert "I hedge." in page

    for person, said in ((ada, {"yes": "1"}), (alan, {"no": "1", "reason": "Another time."})):
        entry = Entry.objects.get(person=person)
        client_of(grace).post(reverse("groups:decide", args=[group.public_id, entry.public_id]), said)

    assert list(Member.objects.filter(group=group, rank=0).values_list("person", flat=True)) == [ada.pk]
    assert told(ada) == ["groups.admitted"]
    assert Notice.objects.get(person=alan).words["reason"] == "Another time."
    with pytest.raises(joining.NoLongerWaits):
        services.decide(entry=entry, admits=True, by=grace.account, now=NOW)


def test_an_invitation_opens_a_hidden_group(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, joining=Joining.HIDDEN, officer=grace)
    page = reverse("groups:group", args=[group.public_id])
    assert client_of(ada).get(page).status_code == 404
    invite(group, ada, grace)
    assert told(ada) == ["groups.invitation"]
    assert client_of(ada).get(page).status_code == 200

    client_of(ada).post(reverse("groups:invitation_answer", args=[group.public_id]), {"yes": "1"})

    assert Member.objects.filter(group=group, person=ada).exists()
    assert told(ada) == []


def test_nobody_invites_across_a_block_nor_is_invited(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, joining=Joining.HIDDEN, officer=grace)
    entry = invite(group, ada, grace)
    make_block(ada, grace)

    assert client_of(ada).get(reverse("groups:group", args=[group.public_id])).status_code == 404
    assert "Hedging" not in client_of(ada).get(reverse("groups:group_list")).content.decode()
    with pytest.raises(joining.NotYours):
        services.answer_invitation(entry=entry, comes=True, by=ada.account, now=NOW)
    entry.delete()
    with pytest.raises(joining.CannotInvite):
        invite(group, ada, grace)


def test_who_was_taken_out_comes_back_by_invitation_alone(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, officer=grace)
    member = join(group, ada)
    with pytest.raises(joining.ReasonMissing):
        services.remove(member=member, reason=" \u200b", by=grace.account, now=NOW)
    services.remove(member=member, reason="Sold insurance in three posts.", by=grace.account, now=NOW)

    assert Notice.objects.get(person=ada, kind="groups.removed").words["reason"] == "Sold insurance in three posts."
    with pytest.raises(joining.NotYours):
        join(group, ada)
    invite(group, ada, grace)
    assert join(group, ada).rank == Rank.MEMBER


def test_the_last_officer_does_not_step_down(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, officer=grace)
    put_in(group, ada)
    officer = Member.objects.get(group=group, person=grace)
    with pytest.raises(offices.LastOfficer):
        services.give_rank(member=officer, rank=Rank.MEMBER, by=grace.account, now=NOW)
    with pytest.raises(offices.LastOfficer):
        services.remove(member=officer, reason="Away.", by=grace.account, now=NOW)

    services.give_rank(member=Member.objects.get(person=ada), rank=Rank.OFFICER, by=grace.account, now=NOW)

    assert services.give_rank(member=officer, rank=Rank.MEMBER, by=grace.account, now=NOW).rank == Rank.MEMBER


def test_a_group_without_officer_is_offered_to_one_after_the_other(
    club: Club, ada: Person, grace: Person, alan: Person
) -> None:
    group = make_group(club, officer=grace)
    put_in(group, ada, now=NOW - timedelta(days=9))
    put_in(group, alan, rank=Rank.MODERATOR)
    leave(group, grace)
    assert told(alan) == ["groups.offer"]  # a moderator before those who were there longer

    assert services.let_offers_lapse(now=NOW + timedelta(days=13)) == 0
    assert services.let_offers_lapse(now=NOW + timedelta(days=15)) == 1
    assert told(ada) == ["groups.offer"]
    with pytest.raises(offices.NoLongerOffered):
        services.answer_offer(group=group, person=alan, takes=True, by=alan.account, now=NOW)
    client_of(ada).post(reverse("groups:offer_answer", args=[group.public_id]), {"yes": "1"})

    assert Member.objects.get(group=group, person=ada).rank == Rank.OFFICER
    assert sorted(group.offers.values_list("state", flat=True)) == sorted([OfferState.LAPSED, OfferState.TAKEN])


def test_a_group_nobody_is_in_closes(club: Club, ada: Person, grace: Person) -> None:
    group = make_group(club, joining=Joining.REQUEST, officer=grace)
    services.ask_to_join(group=group, person=ada, words="", by=ada.account, now=NOW)
    leave(group, grace)

    group.refresh_from_db()
    assert group.closed_at == NOW
    assert Entry.objects.get().state == Waiting.WITHDRAWN
    assert client_of(ada).get(group.get_absolute_url()).status_code == 404


def test_who_leaves_the_club_leaves_its_groups(club: Club, ada: Person, grace: Person) -> None:
    group, everybodys = make_group(club, officer=grace), make_group(None, name="All", officer=grace)
    put_in(group, ada)
    put_in(everybodys, ada)

    memberships.leave(person=ada, club=club, by=ada.account, now=NOW)

    assert not Member.objects.filter(person=ada).exists()


def test_groups_are_made_of_the_records(club: Club, ada: Person) -> None:
    for place in range(5):
        record = make_record(club, f"Given{place}", f"Family{place}")
        make_affiliation(record, 1999, institution=club.institution)
    make_affiliation(ada, 1999, institution=club.institution)
    make_affiliation(ada, 2004, institution=club.institution)

    assert [services.gather(now=NOW), services.gather(now=NOW)] == [1, 0]

    group = Group.objects.get()
    assert (group.kind, group.class_year, group.size) == (Kind.CLASS, 1999, 0)
    page = client_of(ada).get(reverse("groups:group_list")).content.decode()
    assert "Yours by your records" in page
    assert "Class of 1999" in page
    alan = make_member(club, "Alan", "Turing")
    assert "Class of 1999" not in client_of(alan).get(reverse("groups:group_list")).content.decode()
    with pytest.raises(joining.NotYours):
        join(group, alan)
    join(group, ada)
    assert told(ada) == ["groups.offer"]  # the first looks after it, if she likes


def test_who_makes_what(club: Club, ada: Person) -> None:
    facts = {
        "kind": "chapter",
        "name": "Vienna",
        "club": "economics",
        "joining": "open",
        "place": "Vienna",
        "about": "",
    }
    page = reverse("groups:group_found")
    assert client_of(ada).post(page, facts).status_code == 422
    keeper = make_officer(club, capabilities=["keep_groups"]).person

    assert client_of(keeper).post(page, facts).status_code == 302
    assert Group.objects.get().place == "Vienna"
    other = facts | {"name": "Vienna, once more"}
    assert "There is such a group already." in client_of(keeper).post(page, other).content.decode()
    assert client_of(ada).post(page, facts | {"kind": "trade", "trade": ""}).status_code == 422
    assert client_of(ada).post(page, facts | {"kind": "interest", "name": "\u200b\u202e"}).status_code == 422


@pytest.mark.parametrize("joining", [Joining.HIDDEN, Joining.OPEN])
def test_a_button_pressed_twice_makes_one_group(club: Club, ada: Person, joining: str) -> None:
    page, facts = reverse("groups:group_found"), {"name": "Board", "kind": "interest", "club": "economics", "about": ""}

    first, second = (client_of(ada).post(page, facts | {"joining": joining})["Location"] for _press in range(2))

    assert (first, Group.objects.count()) == (second, 1)


def test_a_second_hidden_group_of_the_name_is_made_later_or_by_another(club: Club, ada: Person, grace: Person) -> None:
    """A hidden group tells nobody that it is there, so that others may be called the same."""

    def found(person: Person, now: datetime) -> Group:
        return services.found_group(
            kind="interest", name="Board", club=club, joining="hidden", person=person, by=None, now=now, is_pressed=True
        )

    made = [found(ada, NOW), found(grace, NOW), found(ada, NOW + timedelta(minutes=2))]

    assert len({group.pk for group in made}) == 3


def test_nobody_makes_groups_by_the_dozen(club: Club, ada: Person) -> None:
    def found(name: str) -> Group:
        return services.found_group(
            kind="interest", name=name, club=club, joining="open", person=ada, by=ada.account, now=NOW
        )

    for name in ("One", "Two", "Three", "Four", "Five"):
        found(name)
    with pytest.raises(TooManyGroups):
        found("Six")
    with pytest.raises(OneIsThere):
        make_group(club, name="FIVE")


def test_keepers_of_a_club_moderate_but_not_in_hidden_groups(club: Club, grace: Person) -> None:
    keeper = make_officer(club, capabilities=["keep_groups"], given="Edith").person
    group = make_group(club, joining=Joining.INVITATION, officer=grace)
    hidden = make_group(club, name="Palimpsest", joining=Joining.HIDDEN, officer=grace)

    assert client_of(keeper).get(reverse("groups:reports", args=[group.public_id])).status_code == 200
    assert client_of(keeper).get(reverse("groups:reports", args=[hidden.public_id])).status_code == 404
