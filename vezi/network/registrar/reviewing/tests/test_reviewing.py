"""Records that may be of one person: found, decided once, by one officer at a time, and taken back."""

import threading
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core.errors import Refused
from vezi.core.models import AccessEntry
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships.models import Membership, Officer, State
from vezi.network.memberships.services.adding import Added, add_member
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people import merging
from vezi.network.people.models import Merge, OtherName, Person
from vezi.network.people.tests.factories import make_affiliation, make_contact, make_residence
from vezi.network.registrar.claiming import services as claiming
from vezi.network.registrar.inviting import queries as inviting
from vezi.network.registrar.inviting.tests.factories import allow_inviting, make_invitation
from vezi.network.registrar.linkage import Weighed
from vezi.network.registrar.models import Duplicate, InvitationChannel, LinkageModel, Verdict
from vezi.network.registrar.reviewing import finding, queries, services
from vezi.network.registrar.tests.factories import applied, undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(club: Club) -> Duplicate:
    """Špela, under two names."""
    one = make_record(club, "Špela", "Žnidaršič", born_on="1976-03-12")
    other = make_record(club, "Špela", "Žnidaršič Čebulj", born_on="1976-03-12", now=NOW + timedelta(days=900))
    make_affiliation(one, 1999, club=club)
    make_affiliation(other, 1999, club=club)
    make_contact(one, "spela@gov.example", is_primary=True, club=club)
    make_contact(other, "cebulj@posta.example", is_primary=True, club=club, recorded_at=NOW + timedelta(days=900))
    make_record(club, "Bojan", "Adamič", born_on="1970-01-02")
    finding.look_through(club=club, now=NOW)
    return Duplicate.objects.get()


def page_of(pair: Duplicate) -> str:
    return reverse("registrar:duplicate", args=[pair.club.slug, pair.public_id])


def test_two_records_of_one_person_are_found_and_strangers_are_not(pair: Duplicate) -> None:
    assert (pair.one.family, pair.other.family) == ("Žnidaršič", "Žnidaršič Čebulj")
    assert pair.verdict == Verdict.WAITING
    assert pair.probability > 0.9
    assert pair.version == LinkageModel.objects.get().version


def test_the_page_shows_both_and_says_why(pair: Duplicate, office: Client, grace: Officer) -> None:
    page = office.get(page_of(pair)).content.decode()

    assert "Is this one person?" in page
    assert "Žnidaršič Čebulj" in page
    assert "spela@gov.example" in page
    assert "Same birth date" in page
    assert "speaks for" in page
    looks = AccessEntry.objects.filter(what="registrar.duplicate", by_id=grace.person.account_id)
    assert {one.person_id for one in looks} == {pair.one_id, pair.other_id}


def test_merged_as_the_officer_chose(pair: Duplicate, office: Client) -> None:
    answer = office.post(page_of(pair), {"verdict": "same", "name": "other", "mail": "one"})

    kept = Person.objects.get(pk=pair.one_id)
    assert answer.url == reverse("registrar:duplicate_list", args=["economics"])
    assert kept.name == "Špela Žnidaršič Čebulj"
    assert OtherName.objects.get(person=kept).family == "Žnidaršič"
    assert {one.value: one.is_primary for one in kept.contacts.all()} == {
        "spela@gov.example": True, "cebulj@posta.example": False,
    }  # fmt: skip
    merge = Merge.objects.get()
    assert merge.because["model"] == pair.version
    assert Membership.objects.get(person=kept).state == State.RECORDED


def test_what_was_said_later_is_proposed(pair: Duplicate) -> None:
    one, other = queries.sides_of(pair)

    assert queries.newest(one, other, "name") == "other"
    assert queries.newest(one, other, "mail") == "other"
    assert queries.carried_by_age(one, other) == ["name", "born", "mail"]


def test_a_claimed_record_stays_as_its_owner_has_it(club: Club) -> None:
    record = make_record(club, "Ana", "Novak", born_on="1980-02-29")
    member = make_member(club, "Ana", "Novak Kos", born_on="1980-02-29")
    pair = Duplicate.objects.get(one=record, other=member)

    merge = services.same(duplicate=pair, by=None, now=NOW, chosen={"name": "one"})

    member.refresh_from_db()
    assert (merge.kept, merge.gone) == (member, record)
    assert member.family == "Novak Kos"


def test_two_people_who_both_sign_in_are_no_question(club: Club) -> None:
    one, other = make_member(club, "Ana", "Novak"), make_member(club, "Ana", "Novak", email="n@example.org")
    assert Duplicate.objects.filter(one=one, other=other).exists()
    assert not queries.waiting(club).exists()


def test_a_decision_is_remembered_and_never_asked_again(pair: Duplicate, office: Client) -> None:
    office.post(page_of(pair), {"verdict": "different"})
    finding.look_through(club=pair.club, now=NOW + timedelta(days=1))

    assert Duplicate.objects.get().verdict == Verdict.DIFFERENT
    assert "Two people" in office.get(page_of(pair)).content.decode()


def test_two_people_stay_two_when_one_of_them_takes_in_a_third(pair: Duplicate) -> None:
    club = pair.club
    services.different(duplicate=pair, by=None, now=NOW)
    third = make_record(club, "Špela", "Žnidaršič", born_on="1976-03-12")
    merging.merge(kept=third, gone=pair.other, by=None, now=NOW)

    finding.look_through(club=club, now=NOW)

    assert not Duplicate.objects.filter(verdict=Verdict.WAITING, one=pair.one, other=third).exists()


def test_questions_on_a_record_that_ended_are_asked_of_the_one_that_stays(pair: Duplicate) -> None:
    third = make_record(pair.club, "Špela", "Čebulj", born_on="1976-03-12")
    on_third = Duplicate.objects.create(
        club=pair.club, one=pair.other, other=third, probability=0.5, version="x", found_at=NOW
    )

    services.same(duplicate=pair, by=None, now=NOW)

    on_third.refresh_from_db()
    assert (on_third.one_id, on_third.other_id) == (pair.one_id, third.pk)


def test_undone_the_other_questions_are_open_again(pair: Duplicate, grace: Officer) -> None:
    third, fourth = (make_record(pair.club, "Špela", family) for family in ("Čebulj", "Žnidaršič Č."))
    asked = {"club": pair.club, "probability": 0.5, "version": "x", "found_at": NOW}
    Duplicate.objects.create(one=pair.other, other=third, **asked)
    Duplicate.objects.create(one=pair.one, other=fourth, **asked)
    Duplicate.objects.create(one=pair.other, other=fourth, **asked)
    before = set(queries.waiting(pair.club).exclude(pk=pair.pk).values_list("pk", "one", "other"))
    merge = services.same(duplicate=pair, by=None, now=NOW)
    meanwhile = set(queries.waiting(pair.club).values_list("one", "other"))

    merging.undo(merge=merge, by=grace.person.account, now=NOW)

    assert meanwhile == {(pair.one_id, third.pk), (pair.one_id, fourth.pk)}
    assert set(queries.waiting(pair.club).values_list("pk", "one", "other")) == before
    pair.refresh_from_db()
    assert (pair.verdict, pair.decided_by) == (Verdict.DIFFERENT, grace.person.account)


def test_what_is_decided_of_a_record_is_decided_of_whoever_takes_it_in(pair: Duplicate) -> None:
    third = make_record(pair.club, "Špela", "Čebulj")
    asked = {"club": pair.club, "probability": 0.5, "version": "x", "found_at": NOW}
    Duplicate.objects.create(one=pair.other, other=third, verdict=Verdict.DIFFERENT, **asked)
    Duplicate.objects.create(one=pair.one, other=third, **asked)

    merge = services.same(duplicate=pair, by=None, now=NOW)

    assert not queries.waiting(pair.club).exists()
    merging.undo(merge=merge, by=None, now=NOW)
    assert list(queries.waiting(pair.club).values_list("one", "other")) == [(pair.one_id, third.pk)]


def test_later_comes_after_all_others(pair: Duplicate, grace: Officer) -> None:
    surer = Duplicate.objects.get()
    weaker = Duplicate.objects.create(
        club=pair.club, one=pair.one, other=make_record(pair.club), probability=0.2, version="x", found_at=NOW
    )

    services.put_off(duplicate=surer, by=grace.person.account, now=NOW)

    assert list(queries.in_order(queries.waiting(pair.club))) == [weaker, surer]


def test_a_pair_is_decided_once(pair: Duplicate, office: Client) -> None:
    services.different(duplicate=pair, by=None, now=NOW)

    with pytest.raises(services.AlreadyDecided):
        services.same(duplicate=pair, by=None, now=NOW)


def test_officers_do_not_meet_on_a_pair(pair: Duplicate, grace: Officer) -> None:
    nejc = make_officer(pair.club, capabilities=["office", "merge"], given="Nejc", family="Žagar").person.account
    mine = services.take_next(club=pair.club, by=grace.person.account, now=NOW)

    assert mine == pair
    assert services.take_next(club=pair.club, by=nejc, now=NOW) is None
    assert services.look_at(duplicate=pair, by=nejc, now=NOW) == grace.person.account
    assert services.take_next(club=pair.club, by=nejc, now=NOW + timedelta(minutes=11)) == pair


@pytest.mark.django_db(transaction=True)
def test_many_officers_at_once_each_get_a_pair_of_their_own() -> None:
    club = make_club("economics")
    people = [make_record(club, "Ana", f"Novak{number}") for number in range(9)]
    for other in people[1:]:
        Duplicate.objects.create(club=club, one=people[0], other=other, probability=0.5, version="x", found_at=NOW)
    officers = [make_account(f"{number}@example.org") for number in range(6)]
    together, taken = threading.Barrier(len(officers)), []

    def take(account: Account) -> None:
        together.wait()
        taken.append(services.take_next(club=club, by=account, now=NOW))
        connections.close_all()

    threads = [threading.Thread(target=take, args=[account]) for account in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({pair.pk for pair in taken}) == len(officers)


@pytest.mark.django_db(transaction=True)
def test_officers_who_merge_overlapping_pairs_at_once_end_in_one_person_or_are_refused() -> None:
    club = make_club("economics")
    people = [make_record(club, "Ana", f"Novak{number}") for number in range(5)]
    found = [
        Duplicate.objects.create(
            club=club, one=one, other=other, probability=0.5, why=Weighed(0.0, 0.5, ()).as_json(), version="x",
            found_at=NOW,
        )
        for one, other in pairwise(people)
    ]  # fmt: skip
    together, refused, faults = threading.Barrier(len(found)), [], []

    def merge(pair: Duplicate) -> None:
        together.wait()
        try:
            services.same(duplicate=pair, by=None, now=NOW)
        except Refused as fault:
            refused.append(fault)
        except Exception as fault:
            faults.append(fault)
        connections.close_all()

    threads = [threading.Thread(target=merge, args=[pair]) for pair in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert {type(fault) for fault in refused} <= {services.HasChanged, services.AlreadyDecided}
    while (pair := queries.waiting(club).first()) is not None:
        services.same(duplicate=pair, by=None, now=NOW)
    assert Person.objects.living_records().filter(family__startswith="Novak").count() == 1
    assert not queries.waiting(club).exists()


def test_undone_they_are_two_and_not_asked_again(pair: Duplicate, office: Client) -> None:
    services.same(duplicate=pair, by=None, now=NOW)
    merge = Merge.objects.get()
    undo = reverse("registrar:merge_undo", args=["economics", merge.public_id])

    page = office.get(undo).content.decode()
    office.post(undo)
    finding.look_through(club=pair.club, now=NOW)

    assert "gets back what came with this record" in page
    assert Duplicate.objects.get().verdict == Verdict.DIFFERENT
    assert set(pair.other.contacts.values_list("value", flat=True)) == {"cebulj@posta.example"}
    assert "has been undone" in office.get(undo).content.decode()


def test_looking_at_what_undoing_would_do_does_nothing(pair: Duplicate, office: Client) -> None:
    merge = services.same(duplicate=pair, by=None, now=NOW)

    account = merging.account_of(merge=merge)

    merge.refresh_from_db()
    assert merge.undone_at is None
    assert (account.kept, account.gone) == ("Špela Žnidaršič", "Špela Žnidaršič Čebulj")
    assert {str(title): count for title, count in account.back}["Mail, telephone, addresses"] == 1
    assert Person.objects.get(pk=pair.other_id).merged_into_id == pair.one_id


def test_sure_pairs_are_merged_and_doubtful_ones_wait(pair: Duplicate, grace: Officer) -> None:
    club = pair.club
    Duplicate.objects.filter(pk=pair.pk).update(probability=0.9995)
    doubtful = Duplicate.objects.create(
        club=club, one=pair.one, other=make_record(club), probability=0.99, version="x", found_at=NOW
    )

    assert services.merge_sure(club=club, by=grace.person.account, now=NOW) == 1

    assert list(queries.waiting(club)) == [doubtful]
    assert Merge.objects.get().because["how"] == "sure"
    services.rule(club=club, wrong_in=10_000, by=grace.person.account, now=NOW)
    assert queries.sure_from(queries.rules_of(club)) == pytest.approx(0.9999)


def test_of_three_sure_records_of_one_person_one_is_left(club: Club, grace: Officer) -> None:
    three = [make_record(club, "Ana", f"Novak{number}") for number in range(3)]
    for one, other in ((0, 1), (1, 2), (0, 2)):
        Duplicate.objects.create(
            club=club,
            one=three[one],
            other=three[other],
            probability=0.9999 - other / 10_000,
            version="x",
            found_at=NOW,
        )

    while services.merge_sure(club=club, by=grace.person.account, now=NOW):
        pass

    assert Person.objects.living_records().filter(family__startswith="Novak").count() == 1
    assert not queries.waiting(club).exists()


def test_what_is_found_no_more_is_no_question_any_more(pair: Duplicate) -> None:
    Person.objects.filter(pk=pair.other_id).update(given="Bogdan", family="Zajc", born_on="1950-01-01", folded="zajc")

    finding.look_through(club=pair.club, now=NOW)

    assert not Duplicate.objects.exists()


def test_what_another_club_holds_is_neither_compared_nor_shown(pair: Duplicate, office: Client) -> None:
    elsewhere = make_club("architecture", name="Architecture Alumni")
    make_contact(pair.one, "secret@elsewhere.example", club=elsewhere)
    make_residence(pair.one, "Timbuktu", "ML", club=elsewhere)

    page = office.get(page_of(pair)).content.decode()

    assert "secret@elsewhere.example" not in page
    assert "Timbuktu" not in page


def test_a_pair_of_another_club_is_nowhere(pair: Duplicate) -> None:
    stranger = make_officer(make_club("architecture"), given="Edo", family="Ravnikar")

    answer = client_of(stranger.person).get(reverse("registrar:duplicate", args=["architecture", pair.public_id]))

    assert answer.status_code == 404


def test_an_import_can_be_undone_though_a_pair_waits(club: Club) -> None:
    stored = applied(club, [{"given": "Ana", "family": "Novak", "student_number": "1"}])
    Duplicate.objects.create(
        club=club, one=Person.objects.get(), other=make_record(club), probability=0.5, version="x", found_at=NOW
    )

    undone(stored)

    assert Person.objects.count() == 1
    assert not Duplicate.objects.exists()


def test_the_office_has_the_books_looked_through_and_the_sure_merged(pair: Duplicate, office: Client) -> None:
    for deed, said in (("duplicate_look", "being looked through"), ("duplicate_sure", "1 pair is being merged")):
        answer = office.post(reverse(f"registrar:{deed}", args=["economics"]), follow=True)
        assert said in answer.content.decode()

    asked = ProcrastinateJob.objects.order_by("id").values_list("task_name", flat=True)
    assert [name.rsplit(".", 1)[1] for name in asked] == ["look", "merge_sure"]


def test_how_sure_is_the_clubs_to_say(club: Club, office: Client) -> None:
    rules = reverse("registrar:duplicate_rules", args=["economics"])

    office.post(rules, {"wrong_in": "100"})
    answer = office.post(rules, {"wrong_in": "2"}, follow=True)

    assert "Choose one of the three." in answer.content.decode()
    assert queries.rules_of(club).wrong_in == 100


def test_whoever_may_be_somebody_else_is_not_invited_meanwhile(pair: Duplicate) -> None:
    asked = {"club": pair.club, "channel": InvitationChannel.MAIL, "now": NOW}

    def why_not() -> dict[int, str]:
        both = Person.objects.filter(pk__in=[pair.one_id, pair.other_id])
        return {person.pk: person.why_not for person in inviting.with_reason(both, **asked)}

    allow_inviting(pair.club)
    assert why_not() == {pair.one_id: "", pair.other_id: "doubted"}
    services.different(duplicate=pair, by=None, now=NOW)
    assert set(why_not().values()) == {""}


def test_a_newcomer_who_may_be_on_the_books_is_asked_about_at_once(club: Club) -> None:
    record = make_record(club, "Špela", "Žnidaršič", born_on="1976-03-12")

    newcomer = make_member(club, "Spela", "Žnidaršič Čebulj", born_on="1976-03-12")

    pair = Duplicate.objects.get()
    assert (pair.one, pair.other) == (record, newcomer)
    merge = services.same(duplicate=pair, by=None, now=NOW)
    assert (merge.kept, merge.gone) == (newcomer, record)


def test_whoever_an_officer_writes_down_is_looked_for_too(club: Club, grace: Officer) -> None:
    record = make_record(club, "Špela", "Žnidaršič", born_on="1976-03-12")
    added = Added(given="Špelca", family="Žnidaršič", born_on=date(1976, 3, 12))

    membership = add_member(club=club, added=added, by=grace.person.account, now=NOW)

    assert Duplicate.objects.filter(one=record, other=membership.person).exists()


def test_a_record_taken_up_by_who_has_another_can_be_taken_apart_in_the_office(club: Club, office: Client) -> None:
    record = make_record(club, "Edsger", "Dijkstra")
    elsewhere = make_member(make_club("elsewhere"), "Edsger", "Dijkstra")
    invitation, _token = make_invitation(record, club)

    claiming.take_up(invitation=invitation, account=elsewhere.account, now=NOW)

    page = office.get(reverse("registrar:merge_list", args=[club.slug])).content.decode()
    assert "Dijkstra, Edsger" in page
    assert "taken up by its owner" in page
    office.post(reverse("registrar:merge_undo", args=[club.slug, Merge.objects.get().public_id]))
    record.refresh_from_db()
    assert record.merged_into is None
