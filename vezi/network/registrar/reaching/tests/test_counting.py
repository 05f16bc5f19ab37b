"""Whom a club reaches, counted for everybody at once, and how that went."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries import reach
from vezi.network.memberships.reach import FRESH
from vezi.network.memberships.tests.factories import client_of, make_officer, make_record
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_contact
from vezi.network.registrar.models import ReachCount
from vezi.network.registrar.reaching import queries, services, tasks
from vezi.network.registrar.reaching.queries import Counts, Wanted

pytestmark = pytest.mark.django_db
PAGE = "/c/economists/office/reach/"
OLD, LATELY = NOW - FRESH - timedelta(days=1), NOW - FRESH + timedelta(days=1)


@pytest.fixture
def club() -> Club:
    return make_club("economists", name="Economists")


MOMENTS = st.sampled_from([OLD, NOW - FRESH, LATELY])
CARD = st.tuples(st.sampled_from(ContactKind.values), MOMENTS, st.none() | MOMENTS, st.booleans(), st.booleans())
PERSON = st.fixed_dictionaries(
    {
        "cards": st.lists(CARD, max_size=3),
        "state": st.sampled_from(State.values),
        "since": MOMENTS,
        "seen": st.none() | MOMENTS,
        "has_account": st.booleans(),
        "is_deceased": st.booleans(),
        "years": st.lists(st.sampled_from([1989, 1999, 2009]), max_size=3),
    }
)
WANTED = st.sampled_from([Wanted(), Wanted(first=1999), Wanted(last=1999), Wanted(1999, 1999)])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(people=st.lists(PERSON, max_size=6), wanted=WANTED)
def test_one_statement_counts_what_looking_at_each_person_finds(club: Club, people, wanted: Wanted) -> None:
    with transaction.atomic():
        other = make_club("law")
        for number, facts in enumerate(people):
            make_up(club, other, number, facts)

        found = queries.count(club, wanted, now=NOW)

        assert found.total == one_by_one(club, lambda years: fits(years, wanted))
        assert dict(found.classes) == {
            year: counts
            for year in (1989, 1999, 2009)
            if fits({year}, wanted) and (counts := one_by_one(club, lambda years, year=year: year in years)) != Counts()
        }
        transaction.set_rollback(True)


def fits(years: set[int], wanted: Wanted) -> bool:
    if wanted == Wanted():
        return True
    return any((wanted.first or 0) <= year <= (wanted.last or 9999) for year in years)


def one_by_one(club: Club, fits_in) -> Counts:
    counts = dict.fromkeys(("reachable", "doubtful", "lost", "deceased"), 0)
    for membership in Membership.objects.filter(club=club).exclude(state=State.LEFT).select_related("person__account"):
        held = Affiliation.objects.filter(reach.held_by(club), person=membership.person)
        if fits_in({one.class_year for one in held}):
            ways = ContactValue.objects.filter(reach.held_by(club), person=membership.person)
            counts[reach.judged(membership, ways, now=NOW).reach.value] += 1
    return Counts(**counts)


def make_up(club: Club, other: Club, number: int, facts: dict) -> None:
    person = make_record(club, f"P{number}", is_deceased=facts["is_deceased"])
    if facts["has_account"]:
        person.account = make_account(f"p{number}@example.org")
        person.save()
    Membership.objects.filter(person=person).update(
        state=facts["state"], since=facts["since"], last_seen_at=facts["seen"]
    )
    for place, (kind, recorded, confirmed, is_back, is_ours) in enumerate(facts["cards"]):
        make_contact(
            person, str(place), kind=kind, recorded_at=recorded, confirmed_at=confirmed,
            bounced_at=NOW if is_back else None, club=club if is_ours else other,
        )  # fmt: skip
    for place, year in enumerate(facts["years"]):
        make_affiliation(person, year, club=other if place == 2 else club)


def test_programmes_are_counted_the_largest_first(club: Club) -> None:
    law, arts = (clubs.programme_named(name, institution=club.institution) for name in ("Law", "Arts"))
    for number, programme in enumerate([law, law, arts]):
        make_affiliation(make_record(club, f"P{number}"), programme=programme, club=club)

    found = queries.count(club, None, now=NOW)

    assert found.programmes == (("Law", Counts(lost=2)), ("Arts", Counts(lost=1)))
    assert queries.count(club, Wanted(programme=arts), now=NOW).total == Counts(lost=1)


def test_records_that_are_no_more_are_not_counted(club: Club) -> None:
    ada = make_record(club)
    Person.objects.filter(pk=make_record(club, "Emil", "Post").pk).update(merged_into=ada)
    Person.objects.filter(pk=make_record(club, "Kurt", "Gödel").pk).update(erased_at=NOW)

    assert queries.count(club, None, now=NOW).total == Counts(lost=1)


def test_a_week_is_written_down_once(club: Club) -> None:
    make_record(club)

    first = services.count_week(club=club, now=NOW)
    make_record(club, "Maja", "Kovač")
    again = services.count_week(club=club, now=NOW + timedelta(days=2))
    next_week = services.count_week(club=club, now=NOW + timedelta(days=7))

    assert (first.pk, first.week_on, first.lost) == (again.pk, date(2024, 4, 15), 1)
    assert (next_week.week_on, next_week.lost) == (date(2024, 4, 22), 2)


def test_every_club_is_counted_by_a_job_of_its_own(club: Club, django_capture_on_commit_callbacks) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    tasks.count_reach(timestamp=0)
    tasks.count_week(club_id=club.pk)
    tasks.count_week(club_id=0)

    jobs = ProcrastinateJob.objects.filter(task_name__endswith="count_week")
    assert list(jobs.values_list("args", flat=True)) == [{"club_id": club.pk}]
    assert ReachCount.objects.get().club == club


def test_the_history_ends_with_today(club: Club) -> None:
    services.count_week(club=club, now=NOW)

    weeks = queries.history(club, today=date(2024, 4, 18), now_counted=Counts(reachable=3))

    assert [(week.on, week.counts) for week in weeks] == [
        (date(2024, 4, 15), Counts()),
        (date(2024, 4, 18), Counts(reachable=3)),
    ]


# The page


@pytest.fixture
def office(club: Club) -> Client:
    return client_of(make_officer(club, capabilities=["office", "invite"]).person)


def words(client: Client, address: str = PAGE) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_the_page_tells_numbers_and_no_names(club: Club, office: Client) -> None:
    make_affiliation(make_record(club, "Edsger", "Dijkstra"), 1999, club=club)
    services.count_week(club=club, now=NOW)

    page = words(office)

    assert "50 of 100" in page  # Grace, who has an account, and Edsger, who is lost
    assert "1999" in page
    assert 'class="trend"' in page
    assert "Dijkstra" not in page
    assert "Edsger" not in page


def test_the_filter_narrows_the_numbers(club: Club, office: Client) -> None:
    make_affiliation(make_record(club), 1999, club=club)
    make_affiliation(make_record(club), 2009, club=club)

    page = office.get(f"{PAGE}?first=2000")
    wrong = office.get(f"{PAGE}?first=year")

    assert page.context["found"].total == Counts(lost=1)
    assert [year for year, _counts in page.context["found"].classes] == [2009]
    assert "Four digits, such as 1999." in wrong.content.decode()


def test_an_empty_club_says_what_will_stand_here(club: Club, office: Client) -> None:
    Membership.objects.update(state=State.LEFT)

    assert "Nobody is on the books yet" in words(office)


def test_the_page_asks_the_same_of_the_database_however_many_there_are(
    club: Club, office: Client, django_assert_num_queries
) -> None:
    def add(number: int) -> None:
        programme = clubs.programme_named(f"Programme {number}", institution=club.institution)
        make_affiliation(make_record(club), 1960 + number, programme=programme, club=club)

    add(0)
    office.get(PAGE)
    with CaptureQueriesContext(connection) as for_one:
        office.get(PAGE)
    for number in range(1, 30):
        add(number)

    with django_assert_num_queries(len(for_one)):
        page = office.get(PAGE)

    assert "Earlier classes" in page.content.decode()
