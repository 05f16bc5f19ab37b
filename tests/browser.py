"""A real browser for journeys and pictures: phone and desktop, light and dark, both languages, and axe."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from justhtml import JustHTML
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, TimeoutError, sync_playwright

from tests.chromium import find
from vezi.core import frontend

AXE = frontend.MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ABANDONED = ("htmx:afterRequest", "htmx:sendAbort")  # what htmx says when one leaves before the answer came
HEIGHTS = {390: 844, 1280: 900}


@dataclass(frozen=True)
class Eyes:
    """With which eyes a page is seen."""

    width: int = 1280
    theme: str = "light"
    language: str = "en"

    @property
    def suffix(self) -> str:
        """For a picture's name: `-390-dark.sl`, without what is usual."""
        dark = "-dark" if self.theme == "dark" else ""
        return f"-{self.width}{dark}" + (f".{self.language}" if self.language != "en" else "")


DESKTOP, PHONE = Eyes(1280), Eyes(390)
# Every theme in every language, and every width in both of each.
ALL_EYES = (Eyes(360), Eyes(1280, language="sl"), Eyes(1280, "dark"), Eyes(360, "dark", "sl"))


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """The Chromium there is, for scripts; tests take the fixture `browser`."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root its sandbox
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=sandbox)
        yield browser
        browser.close()


def open_eyes(browser: Browser, eyes: Eyes, *, address: str, script: bool = True) -> BrowserContext:
    """A fresh visitor with the theme and language chosen; `script=False` is one without JavaScript."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": eyes.width, "height": HEIGHTS.get(eyes.width, 900)},
        color_scheme="dark" if eyes.theme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=eyes.width < 768,
        java_script_enabled=script,
    )
    choose(context, eyes, address=address)
    return context


def choose(context: BrowserContext, eyes: Eyes, *, address: str) -> None:
    """Theme and language, as if chosen in the head of a page; nothing else is remembered of whoever was there."""
    context.clear_cookies()
    context.add_cookies(
        [
            {"name": "vezi_theme", "value": eyes.theme, "url": address},
            {"name": "vezi_language", "value": eyes.language, "url": address},
        ]
    )


def close(page: Page) -> None:
    """Closes a page, whatever it is doing.

    Chromium forgets that it was told to close a page that just then goes to another, and `page.close()` waits for ever
    (playwright#42068, crbug 536385539): one of ten such pages. Told again, it does.
    """
    for _try in range(10):
        with suppress(TimeoutError), page.expect_event("close", timeout=1_000):
            page.close(run_before_unload=True)
        if page.is_closed():
            return
    raise AssertionError(f"{page.url} cannot be closed.")


def close_all(context: BrowserContext) -> None:
    """Closes a window with its pages, which it would wait for as `close` says."""
    for page in context.pages:
        close(page)
    context.close()


def sign_in(page: Page, *, mail: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", mail)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


_sent: WeakKeyDictionary[Page, Response] = WeakKeyDictionary()  # asking again could change what a page stands for


def complaints(page: Page) -> list[str]:
    """What the page says to the console from now on: errors, and whatever the content security policy stopped."""
    heard: list[str] = []

    def listen(said: ConsoleMessage) -> None:
        if said.type == "error" and not said.text.startswith(ABANDONED):
            heard.append(said.text)

    def keep(answer: Response) -> None:
        if answer.request.is_navigation_request():
            _sent[page] = answer

    page.on("console", listen)
    page.on("response", keep)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def violations(page: Page) -> list[str]:
    """What axe finds, one line a place. Empty is the bar. Waits for ever where a page has no JavaScript."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        f"axe.run({{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}}).then(run => run.violations)"
    )
    return [
        f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window. Nothing is the bar."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def settle(page: Page) -> None:
    """Until fonts and pictures are there, those far below as well."""
    page.evaluate(
        """async () => {
            for (const picture of document.images) picture.loading = 'eager';
            await document.fonts.ready;
            await Promise.all([...document.images].map(picture => picture.decode().catch(() => null)));
        }"""
    )


def picture(page: Page, *, to: Path) -> None:
    """The whole page in one window, so that bars at the foot of the window stand at the foot of the page."""
    settle(page)
    window = page.viewport_size or {"width": 1280, "height": 900}
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": window["width"], "height": max(height, window["height"])})
    to.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=to, animations="disabled")
    page.set_viewport_size(window)


def guesses(page: Page) -> list[str]:
    """Where the page as it was sent is not HTML, so that a browser has to guess. Empty is the bar."""
    sent = _sent.get(page)
    return [str(error) for error in JustHTML(sent.text(), collect_errors=True).errors] if sent else []


def assert_sound(page: Page) -> None:
    """Proper HTML, nothing that axe finds, nothing wider than the page."""
    found = [*guesses(page), *violations(page)]
    assert not found, "\n".join([page.url, *found])
    assert overflow(page) == 0, page.url
