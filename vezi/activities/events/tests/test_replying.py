"""A plain reply to a letter about an event reaches its organisers, and theirs the guest."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from vezi.activities.events import receivers, services
from vezi.activities.events.models import Event, Invitation, Openness, Reply
from vezi.activities.events.services.asking import AskedLate
from vezi.activities.events.services.replying import Enough, NotInIt, NotReached
from vezi.activities.events.tests.factories import make_event, organise, says
from vezi.core.mail import inbound
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_contact
from vezi.network.ties import services as ties

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def taken(settings) -> None:
    settings.INBOUND_ADDRESS = "reply@mail.example.org"


@pytest.fixture
def event(club, edith) -> Event:
    made = make_event(club, openness=Openness.INVITED, years=[1999])
    organise(made, edith)
    return made


@pytest.fixture
def maja(club, event) -> Person:
    """On record, without an account, invited."""
    person = make_record(club, "Maja", "Novak")
    make_contact(person, "Maja@example.org")
    Invitation.objects.create(event=event, person=person, invited_at=NOW)
    return person


def writes(
    event: Event, person: Person, text: str = "Is there a lift?", token: str = "a1", now: datetime = NOW
) -> str | None:
    answer = inbound.Answer(person_id=person.pk, thing=event.public_id, text=text, files=(), token=token, now=now)
    return receivers.reply_of_guest(answer)


def test_a_reply_reaches_the_organisers_by_letter_and_page(event, edith, maja) -> None:
    writes(event, maja), writes(event, maja)  # the mail came twice

    letter = OutgoingMail.objects.get(person_id=edith.pk)
    assert ("Is there a lift?" in letter.text, letter.reply_to.startswith("reply+eventback-")) == (True, True)
    page = client_of(edith).get(reverse("events:replies", args=[event.public_id])).content.decode()
    assert ("Is there a lift?" in page, "Maja Novak" in page, Reply.objects.count()) == (True, True, 1)


def test_the_organisers_answer_goes_to_the_guest_by_mail_or_from_the_page(event, edith, maja) -> None:
    writes(event, maja)
    reply = Reply.objects.get()
    answer = inbound.Answer(
        person_id=edith.pk, thing=reply.public_id, text="Yes, from Zoisova.", files=(), token="b2", now=NOW
    )

    receivers.reply_of_organiser(answer), receivers.reply_of_organiser(answer)
    client_of(edith).post(
        reverse("events:replies", args=[event.public_id]),
        {"person": maja.public_id, "text": "And a ramp.", "token": "c3"},
    )

    letters = OutgoingMail.objects.filter(person_id=maja.pk, kind="events.answer").order_by("pk")
    assert ["Yes, from Zoisova." in letters[0].text, "And a ramp." in letters[1].text, len(letters)] == [True, True, 2]
    assert letters[0].to == "Maja@example.org"
    assert letters[0].reply_to == inbound.address_of("events", maja.public_id, event.public_id)


def test_who_has_no_account_is_known_by_the_address_clubs_write_to(event, maja) -> None:
    sender = receivers.guest_on_record(maja.public_id)

    assert sender is not None
    assert (sender.person_id, sender.addresses) == (maja.pk, frozenset({"maja@example.org"}))
    Invitation.objects.all().delete()
    assert receivers.guest_on_record(maja.public_id) is None


def test_who_was_not_invited_and_has_not_answered_writes_to_nobody(club, event) -> None:
    with pytest.raises(NotInIt):
        writes(event, make_member(club, "Alan", "Turing"))


def test_who_is_no_organiser_any_more_answers_nobody(club, event, edith, maja) -> None:
    writes(event, maja)
    memberships.leave(person=edith, club=club, by=None, now=NOW)
    answer = inbound.Answer(
        person_id=edith.pk, thing=Reply.objects.get().public_id, text="Yes.", files=(), token="b2", now=NOW
    )

    with pytest.raises(NotInIt):
        receivers.reply_of_organiser(answer)


def test_without_organisers_it_reaches_the_officers_for_events(club, event, maja) -> None:
    event.organisers.all().delete()
    grace = make_officer(club).person

    writes(event, maja)

    assert Notice.objects.filter(person=grace, kind="events.reply").count() == 1


def test_an_organiser_apart_from_the_guest_reads_and_answers_nothing(club, event, edith) -> None:
    ada = make_member(club, "Ada", "Byron")
    says(event, ada)
    writes(event, ada)
    ties.block(person=ada, whom=edith, by=None, now=NOW)

    page = client_of(edith).get(reverse("events:replies", args=[event.public_id])).content.decode()

    assert "Is there a lift?" not in page
    with pytest.raises(NotReached):
        services.answer_back(event=event, person=ada, text="Yes.", token="b2", by=edith.account, now=NOW)
    with_block = Notice.objects.filter(person=edith, kind="events.reply").count()
    writes(event, ada, "And a ramp?", token="a2")
    assert Notice.objects.filter(person=edith, kind="events.reply").count() == with_block


def test_of_many_words_nobody_drowns(event, maja) -> None:
    for number in range(20):
        writes(event, maja, f"Word {number}", token=f"t{number}")

    with pytest.raises(Enough):
        writes(event, maja, "One more", token="more")


def test_a_letter_that_comes_a_month_after_the_event_is_answered_kindly_and_told_to_nobody(
    club, event, edith, maja
) -> None:
    Club.objects.filter(pk=club.pk).update(contact_mail="office@economics.example")
    late = event.ends_at + timedelta(days=30)

    writes(event, maja, token="a1", now=late - timedelta(seconds=1))
    with pytest.raises(AskedLate) as refused:
        writes(event, maja, token="b2", now=late)

    assert str(refused.value.sentence) == (
        "It has been over for a month: its organisers take no more questions here. "
        "Write to the club instead, office@economics.example."
    )
    assert (Reply.objects.count(), Notice.objects.filter(person=edith).count()) == (1, 1)


def test_who_was_answered_lately_may_go_on(event, edith, maja) -> None:
    late = event.ends_at + timedelta(days=40)
    writes(event, maja, now=event.ends_at)
    services.answer_back(event=event, person=maja, text="Yes.", token="b2", by=edith.account, now=late)

    writes(event, maja, "Thank you.", token="c3", now=late + timedelta(days=29))
    with pytest.raises(AskedLate):
        writes(event, maja, "And now?", token="d4", now=late + timedelta(days=31))

    assert [one.text for one in Reply.objects.order_by("pk")] == ["Is there a lift?", "Yes.", "Thank you."]
