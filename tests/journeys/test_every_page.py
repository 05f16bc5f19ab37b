"""Every page on a phone and on a desk: nothing that axe finds, nothing wider than its window, not a word of complaint."""

from dataclasses import dataclass

import pytest

from tests.browser import Eyes, assert_sound
from tests.journeys.visitors import Visitors

EMONA, DRAVA = "/c/emona-business/", "/c/mba-ob-dravi/"


@dataclass(frozen=True)
class Place:
    """A page no other journey looks at with such eyes, and whose it is."""

    path: str
    as_: str = ""
    status: int = 200


#: Between them every width, language and theme.
EYES = (Eyes(1280), Eyes(360, "dark", "sl"))
PLACES = [
    Place("/outbox/"),
    Place(f"{EMONA}privacy/"),
    Place(f"{EMONA}join/"),
    Place("/accounts/login/code/"),
    Place("/accounts/password/reset/"),
    Place("/claim/"),
    Place("/claim/nothing/", status=404),
    Place("/nowhere/", status=404),
    Place(f"{EMONA}office/", as_="ada", status=403),
    Place("/welcome/", as_="alan"),
    Place(f"{DRAVA}join/", as_="alan"),
    Place("/accounts/", as_="ada"),
    Place("/accounts/email/", as_="ada"),
    Place("/accounts/password/change/", as_="ada"),
    Place("/accounts/2fa/totp/activate/", as_="ada"),
    Place("/accounts/2fa/webauthn/add/", as_="ada"),
    Place("/people/?q=kovac", as_="ada"),
    Place("/me/held/", as_="wilhelmina-van-den-boogaard"),
    Place("/me/?as=connection", as_="wilhelmina-van-den-boogaard"),
    Place("/me/work/", as_="maja"),
    Place(EMONA, as_="ada"),
    Place(f"{EMONA}leave/", as_="ada"),
    Place(f"{EMONA}office/members/", as_="grace"),
    Place(f"{EMONA}office/members/?q=xyzzy", as_="grace"),
    Place(f"{EMONA}office/members/export/", as_="grace"),
    Place(f"{EMONA}office/requests/", as_="grace"),
    Place(f"{EMONA}office/officers/", as_="grace"),
    Place(f"{EMONA}office/rules/", as_="grace"),
    Place(f"{EMONA}office/import/", as_="grace"),
    Place(f"{EMONA}office/invitations/", as_="grace"),
    Place(f"{EMONA}office/invitations/?who=letter", as_="grace"),
    Place(f"{EMONA}office/invitations/rules/", as_="grace"),
]


@pytest.mark.parametrize("eyes", EYES, ids=lambda eyes: eyes.suffix)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.path)
def test_it_is_sound(visit: Visitors, place: Place, eyes: Eyes) -> None:
    page = visit(place.path, as_=place.as_, eyes=eyes, complaints_of={str(place.status)})

    assert_sound(page)
