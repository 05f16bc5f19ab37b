"""Conversations: begun, seen at the other side at once, changed, taken back, muted, searched; with and without JavaScript."""

import re

from playwright.sync_api import Page


def begin(page: Page, words: str, *names: str) -> str:
    """With whoever is found first by these names; the address of the conversation."""
    page.goto("/messages/new/")
    for name in names:
        page.get_by_label("Name", exact=True).first.fill(name)
        page.get_by_role("button", name=re.compile("^(Look|Find|Search)")).first.click()
        page.get_by_role("button", name=re.compile(name, re.I)).first.click()
    page.get_by_label("Your message").fill(words)
    page.get_by_role("button", name="Send").click()
    return re.sub(r"^https?://[^/]+|#.*$", "", page.url)
