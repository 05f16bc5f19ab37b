"""The committee's tool: each sees her share, numbers of all, names as she may see them, and nobody who is lost."""

import pytest
from django.urls import reverse

from vezi.activities.events import services
from vezi.activities.events.models import Event, Invitation, Openness, Organiser
from vezi.activities.events.queries import shares
from vezi.activities.events.tests.factories import make_event, organise, says, seeing
from vezi.network.clubs.models import Club
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(club) -> Event:
    return make_event(club, openness=Openness.INVITED, years=[1998, 1999])


def agent(event: Event, given: str, years: list[int] | None = None) -> Organiser:
    person = make_member(event.club, given, "Agent")
    made = organise(event, person)
    return services.set_share(organiser=made, class_years=years or [], by=None, now=NOW)


def of_class(club: Club, given: str, year: int = 1999, *, is_member: bool = False) -> Person:
    person = make_member(club, given, "Novak") if is_member else make_record(club, given, "Novak")
    make_affiliation(person, year)
    return person


def ids(event: Event, organiser: Organiser) -> set[int]:
    return set(shares.people_of(event, organiser).values_list("pk", flat=True))


def test_a_class_is_shared_out_among_its_agents_and_nobody_falls_to_two(club, event) -> None:
    everybody = {of_class(club, f"Ada{number}").pk for number in range(20)}
    first, second = agent(event, "Edith"), agent(event, "Joan")

    one, other = ids(event, first), ids(event, second)

    assert (one | other, one & other) == (everybody, set())
    assert len(one) in range(5, 16)


def test_an_agent_of_one_class_sees_that_class(club, event) -> None:
    of_class(club, "Maja", 1998)
    ziga = of_class(club, "Žiga", 1999)
    joan = agent(event, "Joan", [1999])

    assert ids(event, joan) == {ziga.pk}


def test_the_numbers_say_how_far_it_has_come(club, event) -> None:
    ada = of_class(club, "Ada", is_member=True)
    maja, lost = of_class(club, "Maja"), of_class(club, "Žiga")
    make_contact(maja, "maja@example.org")
    for one in (ada, maja):
        Invitation.objects.create(event=event, person=one, invited_at=NOW)
    says(event, ada)
    grace = seeing(make_officer(club).person)

    found = shares.share(grace, event, None)

    assert found.numbers == shares.Numbers(all=3, found=1, invited=2, answered=1, coming=1, lost=1)
    assert lost.name not in [line.who.name for line in found.lines]


def test_who_sees_no_records_reads_how_many_are_lost_in_round_numbers_alone(club, event) -> None:
    for number in range(13):
        of_class(club, f"Ada{number}")
    edith = agent(event, "Edith")

    numbers = shares.share(seeing(edith.person), event, None).numbers

    assert (numbers.lost, numbers.is_round) == (10, True)


def test_the_page_names_who_may_be_seen_and_leads_to_sealed_invitations(club, event) -> None:
    edith = agent(event, "Edith")
    make_affiliation(edith.person)
    of_class(club, "Maja"), of_class(club, "Ada", is_member=True)
    apart = of_class(club, "Alan", is_member=True)
    ties.block(person=apart, whom=edith.person, by=None, now=NOW)

    page = (
        client_of(edith.person).get(reverse("events:committee", args=[event.public_id]), {"of": "all"}).content.decode()
    )

    assert ("Ada Novak" in page, "Maja Novak" in page, "Alan Novak" in page) == (True, False, False)
    assert reverse("registrar:pass_on", args=[club.slug]) in page


def test_the_share_is_kept_and_guests_do_not_open_it(club, event) -> None:
    edith, guest = agent(event, "Edith"), of_class(club, "Ada", is_member=True)
    place = reverse("events:committee", args=[event.public_id])

    client_of(edith.person).post(place, {"of": edith.person.public_id, "year": ["1999", "1812"]})

    edith.refresh_from_db()
    assert edith.class_years == [1999]
    assert client_of(guest).get(place).status_code == 403
