"""The page of invitations tells an officer nothing that another club holds of a member."""

import pytest

from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club
from vezi.network.memberships import services as memberships
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.tests.factories import NOW, make_affiliation

pytestmark = pytest.mark.django_db


@pytest.fixture
def clubs() -> tuple[Club, Club]:
    """Ada studied in both; only the second one's registrar wrote down her law degree of 1987."""
    economics, law = make_club("economics"), make_club("law")
    ada = make_member(law)
    memberships.admit(person=ada, club=economics, by=None, now=NOW)
    make_affiliation(ada, 1999, club=economics)
    programme = programme_named("Jurisprudence", institution=law.institution)
    make_affiliation(ada, 1987, club=law, programme=programme, institution=law.institution)
    return economics, law


def claimed(club: Club, **asked: object) -> str:
    officer = make_officer(club, capabilities=["invite"], given=f"Grace {len(asked)}")
    answer = client_of(officer.person).get(f"/c/{club.slug}/office/invitations/", {"who": "claimed", **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def test_neither_year_nor_programme_of_another_club_is_shown(clubs) -> None:
    told = [claimed(club) for club in clubs]

    assert ["Jurisprudence" in page for page in told] == [False, True]
    assert ["1987" in page for page in told] == [False, True]


def test_nobody_is_found_by_the_class_another_club_gave(clubs) -> None:
    told = [claimed(club, first=1987, last=1987) for club in clubs]

    assert ["Lovelace" in page for page in told] == [False, True]
