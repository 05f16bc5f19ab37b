"""Who visits the house in the journeys."""

import re
from collections.abc import Callable, Set
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import DESKTOP, Eyes, choose, close, complaints, open_eyes, sign_in
from tests.house import House
from vezi.demo.cast import BY_KEY, DEMO_PASSWORD

NewClub = Callable[..., str]
"""Founds a club, with another rule of joining if told so; its slug."""


@dataclass
class Kept:
    """What one journey leaves to the next, because making it anew takes most of the time."""

    signed_in: dict[str, list[Any]] = field(default_factory=dict)  # cookies of the cast; more would be too many tries
    windows: dict[tuple[Eyes, bool], list[BrowserContext]] = field(default_factory=dict)  # with fonts and styles read


class Visitors:
    """Opens pages in windows that know nobody, and hears whatever these pages complain of."""

    def __init__(self, browser: Browser, at: House, kept: Kept) -> None:
        self.browser = browser
        self.house = at
        self.kept = kept
        self.signed_in = kept.signed_in
        self.opened: list[tuple[Eyes, bool, BrowserContext]] = []
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
        free = self.kept.windows.get((eyes, script))
        if free:
            context = free.pop()
            choose(context, eyes, address=self.house.address)
        else:
            context = open_eyes(self.browser, eyes, address=self.house.address, script=script)
            context.set_default_timeout(15_000)
        self.opened.append((eyes, script, context))
        return context

    def leave(self) -> None:
        for eyes, script, context in self.opened:
            for page in context.pages:
                close(page)
            self.kept.windows.setdefault((eyes, script), []).append(context)

    def page(self, context: BrowserContext) -> Page:
        page = context.new_page()
        self.heard.append(complaints(page))
        return page

    def cookies(self, key: str) -> list[Any]:
        if key not in self.signed_in:
            context = self.window()
            sign_in(context.new_page(), mail=BY_KEY[key].mail, password=DEMO_PASSWORD)
            self.signed_in[key] = [cookie for cookie in context.cookies() if cookie.get("name") == "sessionid"]
        return self.signed_in[key]

    def letter(self, to: str, *, of: Page, holding: str | re.Pattern[str]) -> Page:
        """The newest letter to an address that holds these words, from the demo's outbox, in a window beside.

        Others may have come since: the house writes of its own accord too.
        """
        page = self.page(of.context)
        page.goto(f"/outbox/?to={to}")
        wanted = holding if isinstance(holding, re.Pattern) else re.compile(re.escape(holding))
        for address in [link.get_attribute("href") for link in page.locator("a.nm").all()]:
            page.goto(str(address))
            if wanted.search(page.locator("main").inner_text()):
                return page
        raise AssertionError(f"No letter to {to} holds {wanted.pattern!r}.")

    def unexpected(self) -> list[str]:
        return [said for page in self.heard for said in page if not any(word in said for word in self.expected)]


#: A code stands alone on its line.
CODE = re.compile(r"^\s*([A-Z0-9]{2,}(?:-[A-Z0-9]+)*)\s*$", re.MULTILINE)


def code_in(letter: Page) -> str:
    found = CODE.search(letter.locator("pre").inner_text())
    assert found
    return found[1]
