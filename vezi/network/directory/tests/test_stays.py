"""Stays: announced, changed, withdrawn; seen by those they are for, and by nobody else."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given

from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.models import Stay
from vezi.network.directory.stays import queries, services
from vezi.network.directory.tests import oracle
from vezi.network.directory.tests.worlds import SEEDS, World, quickly, world
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people import merging
from vezi.network.people import queries as people
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_person, make_residence

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
VIENNA, GRAZ = 2761369, 2778067
AUDIENCES = (Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK)


def make_stay(person: Person, place: int = VIENNA, **facts) -> Stay:
    today = timezone.localdate()
    usual = {"starts_on": today, "ends_on": today + timedelta(days=3), "audience": Audience.CLUB, "said_at": NOW}
    return Stay.objects.create(person=person, place=place, **usual | facts)


@pytest.fixture
def club() -> Club:
    return make_club("economics", default_audience=Audience.CLUB)


@pytest.fixture
def ada(club: Club) -> Person:
    return make_member(club)


@pytest.fixture
def as_ada(ada: Person) -> Client:
    return client_of(ada)


@quickly
@given(seed=SEEDS)
def test_stays_are_seen_by_those_they_are_for(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world(chance, people=20)
        for _ in range(40):
            starts = TODAY + timedelta(days=chance.randint(-20, 20))
            make_stay(
                chance.choice(made.people), oracle.PLACES[chance.choice(list(oracle.PLACES))][0], starts_on=starts,
                ends_on=starts + timedelta(days=chance.randint(0, 15)), audience=chance.choice(AUDIENCES),
            )  # fmt: skip
        for reader in chance.sample(made.people, 5):
            compare(made, reader, chance)

    rolled_back(act)


def compare(made: World, reader: Person, chance: random.Random) -> None:
    viewer = made.viewer(reader, None)
    name = chance.choice(list(oracle.PLACES))
    city = known.by_id(oracle.PLACES[name][0])
    starts = TODAY + timedelta(days=chance.randint(-5, 5))
    ends = starts + timedelta(days=chance.randint(0, 9))
    near = {oracle.PLACES[other][0] for other in oracle.PLACES if oracle.kilometres(name, other) <= 50}
    should = {
        stay.pk
        for stay in Stay.objects.select_related("person")
        if stay.person != reader
        and stay.place in near
        and any(starts <= day <= ends for day in days_of(stay))
        and sees(viewer, stay)
    }

    found = [one.stay.pk for one in queries.near(viewer, city, starts_on=starts, ends_on=ends)]

    assert Counter(found) == Counter(should)


def days_of(stay: Stay) -> list[date]:
    return [stay.starts_on + timedelta(days=day) for day in range((stay.ends_on - stay.starts_on).days + 1)]


def sees(viewer, stay: Stay) -> bool:
    person = stay.person
    clubs = [one.club for one in Membership.objects.filter(person=person, state=State.MEMBER).select_related("club")]
    if not clubs or person.is_deceased or oracle.are_apart(viewer.person, person):
        return False
    reach = Audience.NETWORK if viewer.clubs else Audience.PUBLIC
    reach = Audience.CLUB if {club.pk for club in clubs} & set(viewer.club_ids) else reach
    reach = Audience.CONNECTIONS if oracle.are_connected(viewer.person, person) else reach
    default = max(club.default_audience for club in clubs)
    return bool(people.seen(person, reach=reach, default=default).name) and reach <= stay.audience


def test_a_stay_is_announced_and_shown_to_whom_it_is_for(as_ada: Client, ada: Person, club: Club, index_now) -> None:
    friend, stranger = make_member(club, "Maja", "Kovač"), make_member(make_club("law"), "Alan", "Turing")
    make_residence(friend, "Wien", "AT", audience=Audience.CLUB)
    index_now()
    day = timezone.localdate() + timedelta(days=10)

    answer = as_ada.post(
        "/stays/new/",
        {"city": "Dunaj", "starts_on": f"{day:%d. %m. %Y}", "ends_on": f"{day:%d. %m. %Y}", "line": " At  the fair ",
         "audience": Audience.CLUB},
    )  # fmt: skip

    stay = Stay.objects.get(person=ada)
    assert (stay.place, stay.line, stay.audience) == (VIENNA, "At the fair", Audience.CLUB)
    assert AuditEntry.objects.get(deed="directory.announce_stay").person_id == ada.pk
    assert answer["Location"] == f"/stays/{stay.public_id}/"
    assert "Maja Kovač" in as_ada.get(answer["Location"]).text
    assert "At the fair" in as_ada.get("/me/").text
    assert "At the fair" in client_of(friend).get("/cities/2761369-vienna/").text
    assert "At the fair" in client_of(friend).get(f"/people/{ada.public_id}/").text
    assert "At the fair" not in client_of(stranger).get("/cities/2761369-vienna/").text


@pytest.mark.parametrize(
    ("starts", "ends", "field", "words"),
    [
        (5, 3, "ends_on", "This lies before the first day."),
        (-9, -2, "ends_on", "This day is past."),
        (900, 905, "starts_on", "This is too far ahead"),
        (5, 300, "ends_on", "Half a year at most."),
    ],
)
def test_bad_days_are_refused_at_their_field(as_ada: Client, index_now, starts, ends, field, words) -> None:
    today = timezone.localdate()
    days = {"starts_on": today + timedelta(days=starts), "ends_on": today + timedelta(days=ends)}

    answer = as_ada.post(
        "/stays/new/", {"city": "Graz", "audience": Audience.CLUB, **{name: str(day) for name, day in days.items()}}
    )

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert not Stay.objects.exists()


def test_what_is_no_day_and_no_city_is_said_at_the_fields(as_ada: Client) -> None:
    answer = as_ada.post(
        "/stays/new/", {"city": "Xqwv", "starts_on": "31. 2. 2027", "ends_on": "soon", "audience": Audience.PUBLIC}
    )

    errors = answer.context["form"].errors
    assert set(errors) == {"city", "starts_on", "ends_on", "audience"}
    assert "no city called “Xqwv”" in str(errors["city"])
    assert "Xqwv" in answer.text


def test_a_stay_is_changed_and_withdrawn_by_its_owner_alone(as_ada: Client, ada: Person, club: Club) -> None:
    stay = make_stay(ada)
    other = client_of(make_member(club, "Maja", "Kovač"))
    today = timezone.localdate()
    said = {"city": "Graz", "starts_on": str(today), "ends_on": str(today), "audience": Audience.NETWORK}

    assert other.get(f"/stays/{stay.public_id}/").status_code == 404
    assert other.post(f"/stays/{stay.public_id}/change/", said).status_code == 404
    assert other.post(f"/stays/{stay.public_id}/withdraw/").status_code == 404
    assert as_ada.post(f"/stays/{stay.public_id}/change/", said).status_code == 302
    stay.refresh_from_db()
    assert (stay.place, stay.audience) == (GRAZ, Audience.NETWORK)
    as_ada.post(f"/stays/{stay.public_id}/withdraw/")

    assert not Stay.objects.exists()


def test_a_stay_ends_by_itself_and_is_forgotten(as_ada: Client, ada: Person) -> None:
    today = timezone.localdate()
    make_stay(ada, starts_on=today - timedelta(days=4), ends_on=today - timedelta(days=1), line="Over now")
    make_stay(ada, starts_on=today - timedelta(days=30), ends_on=today - timedelta(days=9))

    assert "Over now" not in as_ada.get("/me/").text
    assert services.forget_those_over(today=today) == 1
    assert Stay.objects.count() == 1


def test_pressed_twice_a_stay_is_announced_once(as_ada: Client, index_now) -> None:
    index_now()
    day = timezone.localdate() + timedelta(days=10)
    said = {
        "city": "Dunaj",
        "starts_on": f"{day:%d. %m. %Y}",
        "ends_on": f"{day:%d. %m. %Y}",
        "audience": Audience.CLUB,
    }

    first, second = (as_ada.post("/stays/new/", said)["Location"] for _press in range(2))

    assert (first, Stay.objects.count()) == (second, 1)


def test_nobody_announces_more_than_twenty(ada: Person) -> None:
    for _ in range(services.MOST):
        make_stay(ada)
    day = timezone.localdate()

    with pytest.raises(services.TooMany):
        services.announce(
            person=ada, city=known.by_id(GRAZ), starts_on=day, ends_on=day, line="", audience=Audience.CLUB,
            by=ada.account, now=NOW, today=day,
        )  # fmt: skip


def test_stays_move_with_a_merged_record(ada: Person) -> None:
    other = make_person("Ada", "Lovelace")
    make_stay(other)

    merging.merge(kept=ada, gone=other, by=None, now=NOW)

    assert Stay.objects.get().person == ada
