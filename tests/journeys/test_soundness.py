"""Every page by the eye of axe: what the statement on accessibility says of them must be true.

Pages that other journeys look at while they do something there are not said again here.
"""

import pytest
from playwright.sync_api import Page

from tests.browser import Eyes, assert_sound
from tests.journeys.visitors import Visitors

#: Between them every language, both themes, a desk and the smallest telephone.
EYES = (Eyes(1280), Eyes(360, "dark", "sl"))
EMONA, DRAVA = "/c/emona-business/", "/c/mba-ob-dravi/"
NOT_HERE = ("/nowhere/", "/claim/nothing/")

PUBLIC = (
    "/help/",
    "/accessibility/",
    "/privacy/",
    "/outbox/",
    "/claim/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    f"{EMONA}privacy/",
    f"{EMONA}join/",
    "/nowhere/",
    "/claim/nothing/",
)
MEMBERS = (
    EMONA,
    f"{EMONA}leave/",
    "/people/?q=kovac",
    "/searches/",
    "/searches/keep/?q=kovac&from=1999",
    "/me/held/",
    "/me/?as=connection",
    "/me/work/",
    "/accounts/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
)
STRANGERS = ("/welcome/", f"{DRAVA}join/")
OFFICE = (
    "",
    "members/?q=xyzzy",
    "members/?city=Ljubljana&not_trade=law",
    "members/views/",
    "members/export/",
    "requests/",
    "officers/",
    "rules/",
    "rules/notices/",
    "import/",
    "invitations/",
    "invitations/?who=letter",
    "invitations/rules/",
)


@pytest.mark.parametrize("eyes", EYES, ids=lambda eyes: eyes.suffix)
@pytest.mark.parametrize(
    ("reader", "paths"),
    [
        ("", PUBLIC),
        ("alan", STRANGERS),
        ("ada", MEMBERS),
        ("grace", [f"{EMONA}office/{path}" for path in OFFICE]),
    ],
    ids=["everybody", "stranger", "member", "officer"],
)
def test_every_page_is_sound(visit: Visitors, reader: str, paths: tuple[str, ...], eyes: Eyes) -> None:
    window = visit.window(eyes, complaints_of={"404"})
    if reader:
        window.add_cookies(visit.cookies(reader))
    page = visit.page(window)
    for path in paths:
        look_at(page, path)


def look_at(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if path in NOT_HERE else 200), path
    assert_sound(page)
