"""What a person said and did goes along when two records become one."""

import pytest
from django.db import Error, transaction

from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.tests.factories import NOW, make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Channel, ConsentEntry, Decision, Purpose
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.tests.factories import make_member, make_record
from vezi.network.people import merging
from vezi.network.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_the_ledger_of_consent_follows_and_is_closed_again() -> None:
    club = make_club()
    kept, gone = make_person(account=make_account()), make_person()
    said = {"purpose": Purpose.NEWS, "channel": Channel.MAIL, "source": "page", "by": None, "now": NOW}
    consent.say(person=gone, club=club, decision=Decision.GIVEN, **said)

    merging.merge(kept=kept, gone=gone, by=None, now=NOW)

    assert list(ConsentEntry.objects.values_list("person_id", flat=True)) == [kept.pk]
    with pytest.raises(Error, match="appended, never changed"), transaction.atomic():
        ConsentEntry.objects.update(person=gone)


def test_a_membership_is_kept_once() -> None:
    club = make_club()
    kept, gone = make_member(club), make_record(club)

    merging.merge(kept=kept, gone=gone, by=None, now=NOW)

    assert list(Membership.objects.values_list("person_id", "state")) == [(kept.pk, State.MEMBER)]
