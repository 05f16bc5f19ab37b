"""What a club may do with what it knows follows from the basis and the last word."""

from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from vezi.core.mail import gate
from vezi.core.models import AuditEntry
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.consent import queries, services
from vezi.network.consent.models import Basis, Channel, ConsentEntry, Decision, Purpose
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def club(db) -> Club:
    return make_club("economics")


@pytest.fixture
def ada(club: Club) -> Person:
    return make_person()


def on_basis(club: Club, basis: str, purpose: str = Purpose.NEWS) -> None:
    services.publish_notice(club=club, purpose=purpose, basis=basis, text={"en": "News."}, by=None, now=NOW)


def said(person: Person, club: Club, *decisions: str, purpose: str = Purpose.NEWS, channel: str = Channel.MAIL) -> None:
    for number, decision in enumerate(decisions):
        services.say(
            person=person, club=club, purpose=purpose, channel=channel, decision=decision, source="page", by=None,
            now=NOW + timedelta(minutes=number),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("basis", "decisions", "allowed"),
    [
        (Basis.CONSENT, [], False),
        (Basis.CONSENT, [Decision.GIVEN], True),
        (Basis.CONSENT, [Decision.GIVEN, Decision.WITHDRAWN], False),
        (Basis.CONSENT, [Decision.GIVEN, Decision.WITHDRAWN, Decision.GIVEN], True),
        (Basis.LEGITIMATE_INTEREST, [], True),
        (Basis.LEGITIMATE_INTEREST, [Decision.OBJECTED], False),
        (Basis.LEGITIMATE_INTEREST, [Decision.OBJECTED, Decision.ALLOWED_AGAIN], True),
        (Basis.PUBLIC_TASK, [Decision.OBJECTED], False),
        (Basis.CONTRACT, [Decision.OBJECTED], True),
        (Basis.LEGAL_OBLIGATION, [], True),
    ],
)
def test_the_last_word_counts_as_the_basis_says(ada, club, basis, decisions, allowed) -> None:
    on_basis(club, basis)
    said(ada, club, *decisions)

    standing = queries.standing(person_id=ada.pk, club_id=club.pk, purpose=Purpose.NEWS, channel=Channel.MAIL)

    assert standing.allowed is allowed


def test_a_club_that_wrote_no_notice_needs_consent(ada, club) -> None:
    assert queries.reason_against_mail(ada.pk, club.pk, Purpose.NEWS) == "consent: never given"


def test_a_word_counts_for_its_club_purpose_and_channel_alone(ada, club) -> None:
    other = make_club("architecture")
    on_basis(club, Basis.LEGITIMATE_INTEREST)
    on_basis(club, Basis.LEGITIMATE_INTEREST, Purpose.EVENTS)
    on_basis(other, Basis.LEGITIMATE_INTEREST)
    said(ada, club, Decision.OBJECTED)

    asked = [
        (club, Purpose.NEWS, Channel.MAIL),
        (club, Purpose.NEWS, Channel.POST),
        (club, Purpose.EVENTS, Channel.MAIL),
        (other, Purpose.NEWS, Channel.MAIL),
    ]
    allowed = [
        queries.standing(person_id=ada.pk, club_id=where.pk, purpose=purpose, channel=channel).allowed
        for where, purpose, channel in asked
    ]

    assert allowed == [False, True, True, True]


def test_an_entry_keeps_basis_and_version_of_the_notice_it_answered(ada, club) -> None:
    on_basis(club, Basis.LEGITIMATE_INTEREST)
    services.publish_notice(
        club=club, purpose=Purpose.NEWS, basis=Basis.CONSENT, text={"en": "News, monthly."}, by=None, now=NOW
    )
    said(ada, club, Decision.GIVEN)

    entry = ConsentEntry.objects.get()

    assert (entry.basis, entry.notice_version) == (Basis.CONSENT, 2)
    assert AuditEntry.objects.filter(deed="consent.given", person_id=ada.pk).count() == 1


def test_publishing_the_same_notice_again_makes_no_version(club) -> None:
    on_basis(club, Basis.CONSENT)
    on_basis(club, Basis.CONSENT)

    notice = queries.notice_of(club_id=club.pk, purpose=Purpose.NEWS)

    assert notice is not None
    assert notice.version == 1


def test_a_purpose_nobody_knows_is_refused(ada, club) -> None:
    with pytest.raises(services.UnknownPurpose):
        said(ada, club, Decision.GIVEN, purpose="selling")


def test_the_ledger_is_appended_never_changed(ada, club) -> None:
    said(ada, club, Decision.GIVEN)

    with pytest.raises(Error, match="never changed"), transaction.atomic():
        ConsentEntry.objects.update(decision=Decision.WITHDRAWN)
    with pytest.raises(Error, match="never changed"), transaction.atomic():
        ConsentEntry.objects.all().delete()

    assert ConsentEntry.objects.get().decision == Decision.GIVEN


def test_erasing_a_person_may_clear_the_ledger(ada, club) -> None:
    said(ada, club, Decision.GIVEN)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local vezi.ledger = 'erasing'")
        ConsentEntry.objects.all().delete()

    assert ConsentEntry.objects.count() == 0


def test_the_mail_gate_asks_for_every_letter_but_service_mail(ada, club) -> None:
    ask = {"person_id": ada.pk, "club_id": club.pk}

    answers = [gate.reason_against(purpose=purpose, **ask) for purpose in (Purpose.NEWS, Purpose.SERVICE)]

    assert answers == ["consent: never given", ""]
    assert gate.reason_against(purpose=Purpose.NEWS, person_id=None, club_id=None) == "no consent is known"
