"""Asking to join: the club's rule, or an officer, decides."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from vezi.core.models import AuditEntry, MailState, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club, JoiningRule
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.memberships import services
from vezi.network.memberships.models import JoinRequest, Membership, RequestState, State
from vezi.network.memberships.queries import fitting
from vezi.network.memberships.services import joining
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import make_member, make_officer, make_record
from vezi.network.people.models import Identifier, NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import make_affiliation

BORN = date(1976, 5, 14)
MAJA = Answers(given="Maja", family="Kovač", born_on=BORN, class_year=1999)


def club_by(rule: str, slug: str = "economics", **facts) -> Club:
    return make_club(slug, joining=rule, **facts)


def recorded(
    club: Club, given: str = "Maja", family: str = "Kovač", *, year: int = 1999, number: str = "", **facts
) -> Person:
    person = make_record(club, given, family, **{"born_on": BORN, **facts})
    make_affiliation(person, year, club=club)
    if number:
        Identifier.objects.create(person=person, value=number, club=club, source=Source.REGISTRAR, recorded_at=NOW)
    return person


def ask(club: Club, account: Account | None = None, answers: Answers = MAJA, now=NOW) -> JoinRequest:
    return services.ask_to_join(club=club, account=account or make_account(), answers=answers, now=now)


def members(club: Club) -> list[Person]:
    return list(Person.objects.filter(memberships__club=club, memberships__state=State.MEMBER))


@pytest.fixture
def account(db) -> Account:
    return make_account("maja@example.org", language="sl")


# Open


def test_an_open_club_lets_in_at_once(account: Account) -> None:
    club = club_by(JoiningRule.OPEN)
    answers = Answers(given="Maja", family="Kovač", former_family="Žnidaršič", class_year=1999, programme="Economics")

    request = ask(club, account, answers)

    (maja,) = members(club)
    assert (maja.account, maja.source, maja.name) == (account, Source.SELF, "Maja Kovač")
    assert maja.other_names.get().family == "Žnidaršič"
    assert [(s.class_year, str(s.programme), s.institution) for s in maja.affiliations.all()] == [
        (1999, "Economics", club.institution)
    ]
    assert (request.state, request.person, request.decided_at, request.decided_by_id) == ("admitted", maja, NOW, None)
    assert OutgoingMail.objects.count() == 0


def test_an_open_club_gives_nobody_a_record_of_the_registrar(account: Account) -> None:
    club = club_by(JoiningRule.OPEN)
    record = recorded(club)

    ask(club, account)

    record.refresh_from_db()
    assert record.account is None
    assert Membership.objects.get(person=record).state == State.RECORDED


def test_a_member_of_another_club_comes_as_the_same_person(db) -> None:
    law, club = make_club("law"), club_by(JoiningRule.OPEN)
    ada = make_member(law)

    ask(club, ada.account)
    ask(make_club("third", joining=JoiningRule.OPEN, institution=club.institution), ada.account)

    assert members(club) == [ada]
    assert Person.objects.count() == 1
    assert ada.affiliations.count() == 1


# By approval


def test_a_request_waits_for_an_officer(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    recorded(club)

    request = ask(club, account)

    assert request.state == RequestState.WAITING
    assert members(club) == []


def test_an_officer_admits_as_the_record_that_fits(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace, record = make_officer(club).person, recorded(club)
    request = ask(club, account)

    services.admit_as(request=request, record=record, by=grace.account, now=NOW)

    record.refresh_from_db()
    request.refresh_from_db()
    assert record.account == account
    assert record in members(club)
    assert (request.state, request.person, request.decided_by_id) == ("admitted", record, grace.account.pk)
    letter = OutgoingMail.objects.get()
    assert (letter.to, letter.language, letter.state) == ("maja@example.org", "sl", MailState.WAITING)


def test_an_officer_admits_as_a_new_person(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace = make_officer(club).person
    request = ask(club, account)

    services.admit_as_new(request=request, by=grace.account, now=NOW)

    maja = Person.objects.get(account=account)
    assert (maja.source, maja in members(club)) == (Source.SELF, True)


def test_an_officer_declines_with_a_reason_that_is_sent(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace = make_officer(club).person
    request = ask(club, account)

    services.decline(request=request, reason=" We know no Maja Kovač. ", by=grace.account, now=NOW)

    request.refresh_from_db()
    assert (request.state, request.reason) == ("declined", "We know no Maja Kovač.")
    assert "We know no Maja Kovač." in OutgoingMail.objects.get().text
    assert members(club) == [grace]


def test_declining_without_a_reason_is_refused(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace = make_officer(club).person
    request = ask(club, account)

    with pytest.raises(joining.ReasonMissing):
        services.decline(request=request, reason="  ", by=grace.account, now=NOW)

    assert JoinRequest.objects.get().state == RequestState.WAITING


def test_a_record_of_another_club_is_refused(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace, elsewhere = make_officer(club).person, recorded(make_club("law"))
    request = ask(club, account)

    with pytest.raises(joining.NotOnTheBooks):
        services.admit_as(request=request, record=elsewhere, by=grace.account, now=NOW)

    assert Person.objects.filter(account=account).count() == 0


def test_a_record_that_somebody_took_up_is_refused(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace, record = make_officer(club).person, recorded(club)
    request = ask(club, account)
    Person.objects.filter(pk=record.pk).update(account=make_account())

    with pytest.raises(joining.RecordTaken):
        services.admit_as(request=request, record=record, by=grace.account, now=NOW)

    assert JoinRequest.objects.get().state == RequestState.WAITING


@pytest.mark.parametrize("again", ["admit_as_new", "decline", "withdraw"])
def test_what_is_decided_is_decided(account: Account, again: str) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace = make_officer(club).person
    request = services.withdraw(request=ask(club, account), by=account, now=NOW)
    reason = {"reason": "No."} if again == "decline" else {}

    with pytest.raises(joining.AlreadyDecided):
        getattr(services, again)(request=request, by=grace.account, now=NOW, **reason)

    assert JoinRequest.objects.get().state == RequestState.WITHDRAWN


# By proof


@pytest.mark.parametrize(
    "answers",
    [
        MAJA,
        Answers(given="MAJA", family="kovac", born_on=BORN, class_year=2000),
        Answers(given="Maja", family="Novak", former_family="Kovač", born_on=BORN, class_year=1998),
        Answers(given="Maja", family="Novak", born_on=BORN, student_number="21-99"),
    ],
)
def test_proof_claims_the_record_at_once(account: Account, answers: Answers) -> None:
    club = club_by(JoiningRule.PROOF)
    record = recorded(club, number="21-99")
    recorded(club, "Ana", "Novak")

    request = ask(club, account, answers)

    record.refresh_from_db()
    assert (request.state, record.account, members(club)) == (RequestState.ADMITTED, account, [record])


def test_a_former_name_on_record_proves_as_well(account: Account) -> None:
    club = club_by(JoiningRule.PROOF)
    record = recorded(club, "Maja", "Novak")
    OtherName.objects.create(
        person=record, kind=NameKind.GRADUATION, family="Kovač", source="registrar", recorded_at=NOW
    )

    ask(club, account)

    assert members(club) == [record]


@pytest.mark.parametrize(
    "answers",
    [
        Answers(given="Maja", family="Kovač", class_year=1999),
        Answers(given="Maja", family="Kovač", born_on=BORN),
        Answers(given="Maja", family="Kovač", born_on=BORN, class_year=2001),
        Answers(given="Maja", family="Kovač", born_on=date(1976, 5, 15), class_year=1999),
        Answers(given="Maja", family="Kovač", student_number="21-99"),
        Answers(given="Vida", family="Zupančič", born_on=BORN, class_year=1999),
    ],
)
def test_less_than_proof_goes_to_the_officers(account: Account, answers: Answers) -> None:
    club = club_by(JoiningRule.PROOF)
    recorded(club, number="21-99")

    request = ask(club, account, answers)

    assert (request.state, members(club)) == (RequestState.WAITING, [])


def test_two_records_that_fit_go_to_the_officers(account: Account) -> None:
    club = club_by(JoiningRule.PROOF)
    twins = {recorded(club).pk, recorded(club, year=2000).pk}

    request = ask(club, account)

    assert request.state == RequestState.WAITING
    assert {fit.person.pk for fit in fitting.fits(club, [request])[request.pk] if fit.is_proof} == twins


@pytest.mark.parametrize("why", ["claimed", "died", "another club", "left"])
def test_records_that_cannot_be_claimed_prove_nothing(account: Account, why: str) -> None:
    club = club_by(JoiningRule.PROOF)
    record = recorded(make_club("law") if why == "another club" else club)
    if why == "claimed":
        Person.objects.filter(pk=record.pk).update(account=make_account())
    elif why == "died":
        Person.objects.filter(pk=record.pk).update(is_deceased=True)
    elif why == "left":
        Membership.objects.filter(person=record).update(state=State.LEFT)

    request = ask(club, account)

    assert (request.state, Person.objects.filter(account=account).exists()) == (RequestState.WAITING, False)


def test_who_proves_a_record_of_a_second_club_stays_one_person(db) -> None:
    law, club = make_club("law"), club_by(JoiningRule.PROOF)
    maja = make_member(law, "Maja", "Kovač")
    record = recorded(club)

    ask(club, maja.account)

    record.refresh_from_db()
    assert record.merged_into == maja
    assert members(club) == [maja]
    assert [s.class_year for s in maja.affiliations.all()] == [1999]


# Refusals


def test_a_member_does_not_ask(db) -> None:
    club = club_by(JoiningRule.APPROVAL)
    ada = make_member(club)

    with pytest.raises(joining.AlreadyMember):
        ask(club, ada.account)

    assert JoinRequest.objects.count() == 0


def test_one_asks_once(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    ask(club, account)

    with pytest.raises(joining.AlreadyAsked):
        ask(club, account)


def test_guessing_is_limited(account: Account) -> None:
    club = club_by(JoiningRule.PROOF)
    for attempt in range(joining.ASKS_A_DAY):
        answers = Answers(given="Maja", family="Kovač", born_on=BORN + timedelta(days=attempt + 1), class_year=1999)
        services.withdraw(request=ask(club, account, answers), by=account, now=NOW)
    recorded(club)

    with pytest.raises(joining.TooManyAsks):
        ask(club, account)

    assert members(club) == []
    assert ask(club, account, now=NOW + timedelta(days=1)).state == RequestState.ADMITTED


@pytest.mark.parametrize("by", ["name", "number"])
def test_guessing_with_many_accounts_is_limited_too(db, by: str) -> None:
    club = club_by(JoiningRule.PROOF)
    recorded(club, number="21-99")
    wrong = BORN + timedelta(days=1)
    for attempt in range(joining.GUESSES_A_DAY):
        given, number = ("Maja", "") if by == "name" else (f"Guess {attempt}", "21-99")
        ask(club, answers=Answers(given=given, family="Kovač", born_on=wrong, class_year=1999, student_number=number))

    right = Answers(given="MAJA", family="KOVAČ", born_on=BORN, class_year=1999, student_number="21-99")
    request = ask(club, answers=right)

    assert (request.state, members(club)) == (RequestState.WAITING, [])
    assert ask(club, answers=right, now=NOW + timedelta(days=2)).state == RequestState.ADMITTED


def test_each_step_is_written_down(account: Account) -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace = make_officer(club).person

    services.admit_as_new(request=ask(club, account), by=grace.account, now=NOW)

    steps = AuditEntry.objects.filter(club_id=club.pk, deed__contains="request_").values_list("deed", "by_id")
    assert list(steps) == [("memberships.request_admitted", grace.account.pk)]
    assert AuditEntry.objects.filter(deed="memberships.ask_to_join", by_id=account.pk).count() == 1


def test_looking_for_records_costs_the_same_for_one_request_and_for_many(account, django_assert_num_queries) -> None:
    club = club_by(JoiningRule.APPROVAL)
    for year in range(1980, 1990):
        recorded(club, f"Maja{year}", "Kovač", year=year)
    one = [ask(club, account)]
    many = [ask(club) for _ in range(10)]

    for requests in (one, many):
        with django_assert_num_queries(4):
            fitting.fits(club, requests)


# At the same moment


def together(*deeds) -> list[BaseException]:
    """Run the deeds at one moment; what they raised."""
    start, raised = Barrier(len(deeds)), []

    def run(deed) -> None:
        try:
            start.wait()
            deed()
        except Exception as refusal:
            raised.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_one_moment_is_asking_once() -> None:
    club, account = club_by(JoiningRule.OPEN), make_account()

    raised = together(lambda: ask(club, account), lambda: ask(club, account))

    assert [type(refusal) for refusal in raised] == [joining.AlreadyMember]
    assert (len(members(club)), JoinRequest.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_decide_at_one_moment_decide_once() -> None:
    club = club_by(JoiningRule.APPROVAL)
    grace = make_officer(club).person.account
    request = ask(club)

    raised = together(
        lambda: services.admit_as_new(request=request, by=grace, now=NOW),
        lambda: services.decline(request=request, reason="No.", by=grace, now=NOW),
    )

    assert [type(refusal) for refusal in raised] == [joining.AlreadyDecided]
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_prove_one_record_at_one_moment_do_not_both_get_it() -> None:
    club = club_by(JoiningRule.PROOF)
    record = recorded(club)
    first, second = make_account(), make_account()

    raised = together(lambda: ask(club, first), lambda: ask(club, second))

    record.refresh_from_db()
    assert raised == []
    assert record.account in (first, second)
    assert members(club) == [record]
    assert sorted(JoinRequest.objects.values_list("state", flat=True)) == ["admitted", "waiting"]
