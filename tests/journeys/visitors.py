"""Who visits the house in the journeys."""

from collections.abc import Callable, Set
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import DESKTOP, Eyes, complaints, open_eyes, sign_in
from tests.house import House
from vezi.demo.cast import BY_KEY, DEMO_PASSWORD

NewClub = Callable[..., str]
"""Founds a club, with another rule of joining if told so; its slug."""


class Visitors:
    """Opens pages in fresh windows, and hears whatever these pages complain of."""

    def __init__(self, browser: Browser, at: House, signed_in: dict[str, list[Any]]) -> None:
        self.browser = browser
        self.house = at
        self.signed_in = signed_in
        self.opened: list[BrowserContext] = []
        self.heard: list[list[str]] = []
        self.expected: set[str] = set()

    def __call__(
        self,
        path: str,
        *,
        as_: str = "",
        eyes: Eyes = DESKTOP,
        script: bool = True,
        complaints_of: Set[str] = frozenset(),
    ) -> Page:
        """`as_` is one of the cast by its key, nobody otherwise."""
        context = self.window(eyes, script=script, complaints_of=complaints_of)
        if as_:
            context.add_cookies(self.cookies(as_))
        page = self.page(context)
        page.goto(path)
        return page

    def window(
        self, eyes: Eyes = DESKTOP, *, script: bool = True, complaints_of: Set[str] = frozenset()
    ) -> BrowserContext:
        self.expected.update(complaints_of)
        context = open_eyes(self.browser, eyes, address=self.house.address, script=script)
        context.set_default_timeout(15_000)
        self.opened.append(context)
        return context

    def page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        self.heard.append(complaints(page))
        return page

    def cookies(self, key: str) -> list[Any]:
        if key not in self.signed_in:
            context = open_eyes(self.browser, DESKTOP, address=self.house.address)
            sign_in(context.new_page(), mail=BY_KEY[key].mail, password=DEMO_PASSWORD)
            self.signed_in[key] = [cookie for cookie in context.cookies() if cookie.get("name") == "sessionid"]
            context.close()
        return self.signed_in[key]

    def letter(self, to: str, *, of: Page) -> Page:
        """The newest letter to an address, as the demo's outbox shows it, in a window beside."""
        page = self.page(of.context)
        page.goto(f"/outbox/?to={to}")
        page.locator("a.nm").first.click()
        return page

    def unexpected(self) -> list[str]:
        return [said for page in self.heard for said in page if not any(word in said for word in self.expected)]


def code_in(letter: Page) -> str:
    """A code stands alone on its line."""
    lines = [line.strip() for line in letter.locator("pre").inner_text().splitlines()]
    return next(line for line in lines if line.replace("-", "").isalnum() and line.isupper())
