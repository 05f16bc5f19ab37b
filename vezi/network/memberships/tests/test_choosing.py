"""Choosing people in the ledger, and deeds on all of them."""

from datetime import timedelta

import pytest
from django.test import Client

from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Choice, Membership, State
from vezi.network.memberships.queries import choices
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.memberships.tests.pages import OFFICE, text
from vezi.network.memberships.tests.test_exporting import exported
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW

pytestmark = pytest.mark.django_db
MEMBERS, CHOOSE = f"{OFFICE}members/", f"{OFFICE}members/choose/"
RIGHTS = ["office", "see_records", "admit", "export", "invite"]
HTMX = {"HTTP_HX_REQUEST": "true"}


def tick(client: Client, shown: list[Person], ticked: list[Person], address: str = CHOOSE, **more):
    said = {"shown": [one.public_id for one in shown], "who": [one.public_id for one in ticked]}
    return client.post(address, said | {name: value for name, value in more.items() if name in ("deed", "choice")})


def chosen(choice: Choice) -> list[str]:
    people = choices.chosen(choice, now=choice.made_at)
    return sorted(people.values_list("person__family", flat=True))


def test_ticks_of_one_page_add_to_those_of_another(club: Club, office: Client) -> None:
    ana, bor, cene = (make_record(club, "X", family) for family in ("Ana", "Bor", "Cene"))

    tick(office, [ana, bor], [ana])
    choice = Choice.objects.get()
    tick(office, [cene], [cene], choice=choice.public_id)
    tick(office, [ana, bor], [bor], choice=choice.public_id)

    choice.refresh_from_db()
    assert chosen(choice) == ["Bor", "Cene"]


def test_all_found_are_chosen_on_whatever_page_and_one_may_be_taken_out(club: Club, office: Client) -> None:
    people = [make_record(club, "X", family) for family in ("Novak", "Novakovič", "Novinc", "Kovač")]

    tick(office, [], [], f"{CHOOSE}?q=nov", deed="all")
    choice = Choice.objects.get()
    answer = tick(office, people[:2], people[:1], f"{CHOOSE}?q=nov", choice=choice.public_id)

    choice.refresh_from_db()
    assert chosen(choice) == ["Novak", "Novinc"]
    assert answer["Location"] == f"{MEMBERS}?q=nov&choice={choice.public_id}#choosing"


def test_everybody_found_is_forgotten_when_other_filters_are_asked(club: Club, office: Client) -> None:
    make_record(club, "X", "Novak")
    tick(office, [], [], f"{CHOOSE}?q=nov", deed="all")
    choice = Choice.objects.get()

    same, other = (text(office, f"{MEMBERS}?q={words}&choice={choice.public_id}") for words in ("nov", "nova"))

    assert ("1 chosen." in same, "1 chosen." in other) == (True, False)


def test_the_last_tick_taken_away_leaves_no_choice(club: Club, office: Client) -> None:
    ana = make_record(club, "X", "Ana")
    tick(office, [ana], [ana])

    tick(office, [ana], [], choice=Choice.objects.get().public_id)

    assert Choice.objects.count() == 0


def test_a_tick_is_answered_with_the_bar_and_stands_in_the_address(club: Club, office: Client) -> None:
    ana = make_record(club, "X", "Ana")

    bar = office.post(CHOOSE, {"shown": ana.public_id, "who": ana.public_id}, **HTMX)

    assert bar["HX-Replace-Url"] == f"{MEMBERS}?choice={Choice.objects.get().public_id}"
    assert "1 chosen." in bar.content.decode()
    assert "<html" not in bar.content.decode()
    assert "An invitation by mail would reach 0. Left out: 1 without an address." in bar.content.decode()


def test_nobody_of_another_club_can_be_chosen(club: Club, office: Client) -> None:
    stranger = make_record(make_club("law"), "Maja", "Kovač")

    tick(office, [stranger], [stranger])

    assert Choice.objects.count() == 0


def test_a_choice_is_its_officer_s_alone_in_this_club_and_for_a_day(club: Club, office: Client) -> None:
    make_record(club, "X", "Ana")
    tick(office, [], [], deed="all")
    choice = Choice.objects.get()
    edith = client_of(make_officer(club, capabilities=RIGHTS, given="Edith").person)
    addresses = [f"{OFFICE}members/{page}/?choice={choice.public_id}" for page in ("end", "export")]
    addresses.append(f"{OFFICE}invitations/?choice={choice.public_id}")

    assert [office.get(one).status_code for one in addresses] == [200, 200, 200]
    assert [edith.get(one).status_code for one in addresses] == [404, 404, 404]
    Choice.objects.update(made_at=choice.made_at - timedelta(days=1, minutes=1))
    assert [office.get(one).status_code for one in addresses] == [404, 404, 404]


def test_without_anybody_ticked_a_deed_leads_back_and_says_so(club: Club, office: Client) -> None:
    ana = make_record(club, "X", "Ana")

    page = office.post(CHOOSE, {"shown": ana.public_id, "deed": "end"}, follow=True)

    assert "Nobody is chosen: tick somebody first." in page.content.decode()


# Ending memberships


def to_end(client: Client, people: list[Person]) -> str:
    """Where the button leads."""
    return tick(client, people, people, deed="end")["Location"]


def test_memberships_end_after_a_question_and_who_is_no_member_is_left_out(club: Club, office, grace) -> None:
    ada, maja = make_member(club), make_member(club, "Maja", "Kovač")
    record = make_record(club)

    address = to_end(office, [ada, maja, record, grace.person])
    page = text(office, address)
    office.post(address, {"expected": "2"})

    assert "End the memberships of 2 people in Economics?" in page
    assert "1 who is not a member, 1 who holds an office (end the office first)" in page
    states = dict(Membership.objects.values_list("person_id", "state"))
    assert states == {
        ada.pk: State.LEFT, maja.pk: State.LEFT, record.pk: State.RECORDED, grace.person.pk: State.MEMBER,
    }  # fmt: skip
    entries = AuditEntry.objects.filter(deed="memberships.leave").values_list("by_id", flat=True)
    assert list(entries) == [grace.person.account.pk] * 2


def test_nothing_ends_when_they_are_others_than_the_officer_saw(club: Club, office: Client) -> None:
    ada = make_member(club)
    address = to_end(office, [ada])

    page = office.post(address, {"expected": "2"})

    assert page.status_code == 409
    assert Membership.objects.get(person=ada).state == State.MEMBER


def test_too_many_memberships_do_not_end_at_once(club: Club, office: Client, monkeypatch) -> None:
    from vezi.network.memberships.services import members

    monkeypatch.setattr(members, "ENDED_AT_ONCE", 1)
    people = [make_member(club, "X", family) for family in ("A", "B")]

    page = office.post(to_end(office, people), {"expected": "2"})

    assert page.status_code == 409
    assert Membership.objects.filter(state=State.LEFT).count() == 0


def test_to_end_memberships_one_must_admit_and_see(club: Club) -> None:
    ada = make_member(club)
    sees = client_of(make_officer(club, capabilities=["see_records"], given="Edith").person)
    admits = client_of(make_officer(club, capabilities=["admit"], given="Joan").person)

    address = to_end(sees, [ada])

    assert "End membership" not in text(sees, MEMBERS)
    assert sees.post(address, {"expected": "1"}).status_code == 403
    assert admits.post(address, {"expected": "1"}).status_code == 403


# Handing over


def test_the_chosen_are_taken_out_as_a_list(club: Club, office: Client) -> None:
    ana = make_record(club, "=1+1", "Ana")
    make_record(club, "X", "Bor")
    address = tick(office, [ana], [ana], deed="export")["Location"]

    rows = exported(office.post(address, {"reason": "The reunion"}))

    assert [row[:2] for row in rows[1:]] == [["Ana", "'=1+1"]]
    assert AuditEntry.objects.get(deed="memberships.export").details["wanted"] == {"chosen": True}


def test_the_right_to_export_is_shown_as_missing(club: Club) -> None:
    ana = make_record(club, "X", "Ana")
    edith = client_of(make_officer(club, capabilities=["see_records"], given="Edith").person)
    tick(edith, [ana], [ana])

    page = text(edith, f"{MEMBERS}?choice={Choice.objects.get().public_id}")

    assert "Exporting is a right of its own; who appoints officers gives it." in page
    assert 'value="export"' not in page


def test_a_choice_made_long_ago_is_cleared_away(club: Club, office: Client, grace) -> None:
    ana = make_record(club, "X", "Ana")
    Choice.objects.create(club=club, by=grace.person.account, people=[ana.pk], made_at=NOW - timedelta(days=400))

    tick(office, [ana], [ana])

    assert Choice.objects.count() == 1
