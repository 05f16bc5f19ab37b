"""Files and invitations of people who died."""

from datetime import date

import pytest
from django.utils import timezone

from vezi.core.mail import gate
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.models import Officer
from vezi.network.memberships.tests.factories import make_record
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW
from vezi.network.registrar.claiming import queries
from vezi.network.registrar.inviting.tests.factories import make_invitation
from vezi.network.registrar.models import ImportState
from vezi.network.registrar.reading.mapping import ColumnUse, Mapping
from vezi.network.registrar.services import imports
from vezi.network.registrar.tests.factories import apply, table, uploaded

pytestmark = pytest.mark.django_db
COLUMNS = ("family", "given", "deceased_on")


def test_what_a_file_says_of_a_death_holds_for_letters_too(club: Club) -> None:
    stored = uploaded(
        club, table([{"family": "Kovač", "given": "Maja", "deceased_on": "2. 11. 2023"}], columns=COLUMNS)
    )
    mapping = Mapping(tuple(ColumnUse(name, name) for name in COLUMNS))
    imports.set_mapping(registrar_import=stored, mapping=mapping, by=None, now=NOW)
    imports.begin(stored, since=imports.OPEN_STATES, state=ImportState.READING, now=NOW)
    imports.do_reading(import_id=stored.pk, now=NOW)
    stored.refresh_from_db()

    apply(stored)

    maja = Person.objects.get(family="Kovač")
    assert (maja.deceased_on, maja.is_deceased) == (date(2023, 11, 2), True)
    assert gate.reason_against(person_id=maja.pk, club_id=club.pk, purpose=gate.SERVICE) == "the person has died"


def test_an_invitation_of_who_died_opens_no_more(club: Club, grace: Officer) -> None:
    maja = make_record(club, "Maja", "Kovač")
    invitation, _token = make_invitation(maja, club, now=timezone.now())
    services.note_death(
        person=maja, club=club, deceased_on=None, told_by="", note="", wished_by="", by=grace.person.account, now=NOW
    )
    invitation.refresh_from_db()

    assert queries.standing(invitation, now=timezone.now()) is queries.Standing.STOPPED
