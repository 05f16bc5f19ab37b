"""Whom a club may invite, whom not and why."""

from datetime import date, timedelta

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.consent import services as consent
from vezi.network.consent.models import Basis, Channel, Decision, Purpose
from vezi.network.memberships.tests.factories import make_member
from vezi.network.people.models import Affiliation, ContactValue
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar.inviting import queries
from vezi.network.registrar.inviting.queries import DECEASED, NO_ADDRESS, OBJECTED, RECENT, Numbers, Preview, Wanted
from vezi.network.registrar.inviting.tests.factories import (
    POST,
    allow_inviting,
    make_graduate,
    make_invitation,
    make_inviting_club,
)
from vezi.network.registrar.models import InvitationChannel

pytestmark = pytest.mark.django_db
MAIL, LETTER = InvitationChannel.MAIL, InvitationChannel.LETTER


@pytest.fixture
def club() -> Club:
    return make_inviting_club()


def by_mail(club: Club, wanted: Wanted | None = None) -> Preview:
    return queries.preview(club=club, wanted=wanted or Wanted(), channel=MAIL, now=NOW)


def test_everybody_left_out_is_counted_with_the_reason(club: Club) -> None:
    make_graduate(club, mail="edsger@example.org")
    make_graduate(club, mail="dead@example.org", is_deceased=True)
    make_graduate(club, mail="dead2@example.org", deceased_on=date(2020, 1, 1))
    make_graduate(club)
    objector = make_graduate(club, mail="objector@example.org")
    consent.say(
        person=objector, club=club, purpose=Purpose.INVITATION, channel=Channel.MAIL, decision=Decision.OBJECTED,
        source="letter", by=None, now=NOW,
    )  # fmt: skip
    make_invitation(make_graduate(club, mail="lately@example.org"), club)
    make_member(club)

    found = by_mail(club)

    assert found == Preview(1, {DECEASED: 2, NO_ADDRESS: 1, OBJECTED: 1, RECENT: 1})


def test_where_the_basis_is_consent_nobody_is_invited_who_never_gave_it(club: Club) -> None:
    allow_inviting(club, Basis.CONSENT)
    make_graduate(club, mail="edsger@example.org")

    assert by_mail(club) == Preview(0, {OBJECTED: 1})


def test_an_address_mail_came_back_from_is_none(club: Club) -> None:
    make_graduate(club, mail="edsger@example.org")
    ContactValue.objects.update(bounced_at=NOW)

    assert by_mail(club) == Preview(0, {NO_ADDRESS: 1})


def test_after_the_pause_one_may_be_invited_again(club: Club) -> None:
    make_invitation(make_graduate(club, mail="edsger@example.org"), club, now=NOW - timedelta(days=31))

    assert by_mail(club).reached == 1


def test_letters_are_for_those_without_a_mail_address(club: Club) -> None:
    make_graduate(club, mail="edsger@example.org", post=POST)
    make_graduate(club, post=POST)
    make_graduate(club)

    found = queries.preview(club=club, wanted=Wanted(), channel=LETTER, now=NOW)

    assert found == Preview(1, {NO_ADDRESS: 1})


def test_records_of_another_club_are_not_touched(club: Club) -> None:
    make_graduate(make_inviting_club("others"), mail="edsger@example.org")

    assert by_mail(club) == Preview(0)


def test_classes_and_programmes_narrow_whom_it_touches(club: Club) -> None:
    for year in (1998, 1999, 2000):
        make_graduate(club, mail=f"{year}@example.org", year=year)
    economics = programme_named("Economics", institution=None)
    Affiliation.objects.filter(class_year=2000).update(programme=economics)

    assert by_mail(club, Wanted(first=1999)).reached == 2
    assert by_mail(club, Wanted(first=1999, last=1999)).reached == 1
    assert by_mail(club, Wanted(programme=economics)).reached == 1
    assert list(queries.programmes_of(club)) == [economics]


def test_the_four_numbers(club: Club) -> None:
    make_graduate(club, mail="edsger@example.org")
    make_graduate(club, post=POST)
    make_invitation(make_graduate(club, mail="lately@example.org"), club)
    make_member(club)

    assert queries.numbers(club) == Numbers(with_mail=2, without_mail=1, invited=1, claimed=1)
