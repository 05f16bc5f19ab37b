"""The yearly question: who gets it, and the one press that answers it."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Channel, Decision, Purpose
from vezi.network.memberships import services as memberships
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.people import services as people
from vezi.network.people.models import ContactValue, Person, Position, Residence, Source
from vezi.network.people.tests.factories import NOW, make_contact, make_position, make_residence
from vezi.network.registrar.asking import queries, services, tasks
from vezi.network.registrar.models import Answer, ReachRules, YearlyQuestion

pytestmark = pytest.mark.django_db
MAIL = "ada@example.org"
NEXT_YEAR = NOW + timedelta(days=366)
AFTER = NEXT_YEAR + timedelta(hours=3)


@pytest.fixture
def club() -> Club:
    return make_asking_club("economists")


def make_asking_club(slug: str) -> Club:
    club = make_club(slug, languages=["en"], contact_mail="office@economists.example")
    consent.publish_notice(
        club=club, purpose=Purpose.MEMBERSHIP, basis=Basis.LEGITIMATE_INTEREST, text={"en": "."}, by=None, now=NOW
    )
    return club


@pytest.fixture
def ada(club: Club) -> Person:
    """A member since a year ago, with an address, a town and work."""
    person = make_member(club, email=MAIL)
    make_contact(person, MAIL)
    make_residence(person, "Koper")
    make_position(person, "Treasurer", "Luka Jadran")
    return person


def ask_all(now=NEXT_YEAR) -> list[YearlyQuestion]:
    services.ask_some(behind=0, now=now)
    return list(YearlyQuestion.objects.order_by("pk"))


def words(response) -> str:
    return " ".join(response.content.decode().split())


def link_in(mail: OutgoingMail) -> str:
    return "/still-right/" + mail.text.split("/still-right/")[1].split("\n")[0]


def confirmed(person: Person) -> list:
    return [model.objects.get(person=person).confirmed_at for model in (ContactValue, Residence, Position)]


def test_the_letter_shows_what_we_hold(ada: Person) -> None:
    (question,) = ask_all()

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (MAIL, "Ada, is this still right?")
    assert "Mail: ada@example.org\nTown: Koper\nWork: Treasurer, Luka Jadran" in mail.text
    assert queries.by_token(link_in(mail).split("/")[2]) == question
    assert "Do not ask me again" in mail.text


def test_opening_the_link_is_no_answer(ada: Person, client: Client) -> None:
    ask_all()
    link = link_in(OutgoingMail.objects.get())

    page = client.get(link)
    client.head(link)

    assert confirmed(ada) == [None, None, None]
    assert "data-answers-itself" in words(page)
    assert "Koper" not in words(page), "the letter has said it; the page tells nobody"


def test_one_press_confirms_what_she_was_told_of(ada: Person, client: Client, monkeypatch) -> None:
    ask_all()
    monkeypatch.setattr("django.utils.timezone.now", lambda: AFTER)
    link = link_in(OutgoingMail.objects.get())

    page = client.post(link, {"deed": "right"}, follow=True)

    assert "Thank you" in words(page)
    assert confirmed(ada) == [AFTER, AFTER, AFTER]
    assert ada.memberships.get().last_seen_at == AFTER


def test_an_answer_can_be_taken_back(ada: Person, client: Client) -> None:
    (question,) = ask_all()
    Residence.objects.update(confirmed_at=NOW)
    services.answer(question=question, word=Answer.RIGHT, now=AFTER)
    people.confirm(Position.objects.get(), by=None, now=AFTER + timedelta(hours=1))
    link = link_in(OutgoingMail.objects.get())

    page = client.post(link, {"deed": "take_back"}, follow=True)

    assert "Taken back" in words(page)
    assert confirmed(ada) == [None, NOW, AFTER + timedelta(hours=1)], "what she has confirmed since stands"
    assert YearlyQuestion.objects.get().answer == ""


def test_a_second_press_changes_nothing(ada: Person) -> None:
    (question,) = ask_all()
    services.answer(question=question, word=Answer.RIGHT, now=AFTER)

    services.answer(question=question, word=Answer.NO_MORE, now=AFTER + timedelta(days=1))

    assert YearlyQuestion.objects.get().answer == Answer.RIGHT
    assert confirmed(ada) == [AFTER] * 3


def test_what_changed_since_the_letter_is_not_confirmed_by_it(ada: Person) -> None:
    (question,) = ask_all()
    people.move_to(person=ada, city="Izola", country="SI", source=Source.SELF, by=None, now=AFTER)
    Position.objects.all().delete()

    services.answer(question=question, word=Answer.RIGHT, now=AFTER + timedelta(days=1))

    assert Residence.objects.get().confirmed_at == AFTER
    assert ContactValue.objects.get().confirmed_at == AFTER + timedelta(days=1)


def test_an_address_that_came_back_works_again_when_she_says_so(ada: Person) -> None:
    (question,) = ask_all()
    ContactValue.objects.update(bounced_at=NOW)

    services.answer(question=question, word=Answer.RIGHT, now=AFTER)
    works = ContactValue.objects.get().bounced_at
    services.take_back(question=question, now=AFTER)

    assert (works, ContactValue.objects.get().bounced_at) == (None, NOW)


def test_who_wants_to_be_asked_no_more_is_not(ada: Person, client: Client) -> None:
    ask_all()
    link = link_in(OutgoingMail.objects.get())
    asked = client.get(f"{link}?answer=no_more")

    done = client.post(link, {"deed": "no_more"}, follow=True)

    assert "Not asked again?" in words(asked)
    assert "data-answers-itself" not in words(asked)
    assert "We ask no more" in words(done)
    assert confirmed(ada) == [None, None, None]
    assert len(ask_all(now=NEXT_YEAR + timedelta(days=800))) == 1


def test_a_link_nobody_here_wrote_leads_nowhere(ada: Person, client: Client, monkeypatch) -> None:
    ask_all()
    link = link_in(OutgoingMail.objects.get())
    Person.objects.update(erased_at=NOW)

    assert client.get(link).status_code == 404
    assert client.get("/still-right/made-up/").status_code == 404
    assert client.post("/still-right/made-up/", {"deed": "right"}).status_code == 404


def test_an_unknown_word_does_nothing(ada: Person, client: Client) -> None:
    ask_all()

    client.post(link_in(OutgoingMail.objects.get()), {"deed": "perhaps"})

    assert YearlyQuestion.objects.get().answer == ""


# Whom


def test_a_person_is_asked_once_a_year_by_one_of_her_clubs(club: Club, ada: Person) -> None:
    other = make_asking_club("lawyers")
    memberships.admit(person=ada, club=other, by=None, now=NOW + timedelta(hours=1))

    first = ask_all()
    ask_all(now=NEXT_YEAR + timedelta(days=300))
    later = ask_all(now=NEXT_YEAR + timedelta(days=366))

    assert [one.club for one in first] == [club]
    assert len(later) == 2


def leaves_alone(name: str, club: Club, ada: Person) -> None:
    if name == "confirmed lately":
        Residence.objects.update(confirmed_at=NEXT_YEAR - timedelta(days=30))
    elif name == "a member since lately":
        Membership.objects.update(since=NEXT_YEAR - timedelta(days=30))
    elif name == "left":
        Membership.objects.update(state=State.LEFT)
    elif name == "dead":
        Person.objects.update(is_deceased=True)
    elif name == "account closed":
        ada.account.is_active = False
        ada.account.save()
    elif name == "the club does not ask":
        ReachRules.objects.create(club=club, asks_yearly=False)
    elif name == "objected":
        consent.say(
            person=ada, club=club, purpose=Purpose.MEMBERSHIP, channel=Channel.MAIL, decision=Decision.OBJECTED,
            source="page", by=None, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "confirmed lately",
        "a member since lately",
        "left",
        "dead",
        "account closed",
        "the club does not ask",
        "objected",
    ],
)
def test_who_is_left_in_peace(club: Club, ada: Person, name: str) -> None:
    leaves_alone(name, club, ada)

    assert ask_all() == []
    assert OutgoingMail.objects.count() == 0


def test_records_nobody_took_up_are_not_asked(club: Club) -> None:
    make_contact(make_record(club))

    assert ask_all() == []


def test_who_holds_nothing_is_asked_about_the_address_alone(club: Club) -> None:
    make_member(club, email=MAIL)

    (question,) = ask_all()
    services.answer(question=question, word=Answer.RIGHT, now=AFTER)

    assert question.told == []
    assert Membership.objects.get().last_seen_at == AFTER


def test_no_more_letters_leave_in_a_day_than_the_house_can_answer_for(club: Club, monkeypatch) -> None:
    monkeypatch.setattr(queries, "MOST_A_DAY", 2)
    for number in range(4):
        make_member(club, f"P{number}", email=f"p{number}@example.org")

    ask_all()
    today = ask_all(now=NEXT_YEAR + timedelta(hours=1))

    assert len(today) == 2
    assert len(ask_all(now=NEXT_YEAR + timedelta(days=2))) == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_a_person_once(club: Club, ada: Person) -> None:
    begin = threading.Barrier(2)

    def work() -> None:
        membership = Membership.objects.get(person=ada)
        begin.wait()
        services.ask(membership=membership, now=NEXT_YEAR)
        connections.close_all()

    workers = [threading.Thread(target=work) for _number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (YearlyQuestion.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_the_job_goes_on_where_it_stopped(club: Club, ada: Person, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NEXT_YEAR)

    tasks.ask_yearly(timestamp=1)
    tasks.ask_yearly(timestamp=1, behind=ada.memberships.get().pk)

    jobs = ProcrastinateJob.objects.filter(task_name__endswith="ask_yearly")
    assert [job.args for job in jobs] == [{"timestamp": 1, "behind": ada.memberships.get().pk}]
