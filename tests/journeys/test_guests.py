"""Coming to a public event without an account: a name and an address, a letter, one press, another answer, none at all."""

import json
import re
import secrets
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Eyes, assert_sound
from tests.house import House
from tests.journeys.visitors import Visitors
from vezi.demo.cast import BY_KEY

PATIENCE = 30.0
WORDS = {
    "en": {"yes": "I’m coming", "no": "I can’t this time", "comes": "You are coming.", "noted": "Thank you for saying so."},
    "sl": {"yes": "Pridem", "no": "Tokrat ne morem", "comes": "Pridete.", "noted": "Hvala za odgovor."},
}  # fmt: skip
#: Made in the house itself: the public event of the demo is full.
OPEN_TO_ALL = """
import json
from datetime import timedelta
from django.utils import timezone
from vezi.activities.events import services
from vezi.activities.events.services.planning import Plan, Words
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
given = json.loads({given!r})
now = timezone.now()
facts = {{"starts_at": now + timedelta(days=20), "ends_at": now + timedelta(days=20, hours=3), "zone": "Europe/Ljubljana",
    "venue": "Križanke", "openness": "public", "most_companions": 1}}
organiser = Person.objects.get(account__email=given["organiser"])
words = {{"en": Words(given["title"]), "sl": Words(given["title"])}}
club = Club.objects.get(slug="emona-business")
event = services.plan(club=club, organiser=organiser, by=None, now=now, plan=Plan(facts=facts, words=words))
print(services.publish(event=event, by=None, now=now).get_absolute_url())
"""
HAS_ANSWERED = (
    "from vezi.activities.events.models import Registration; "
    "print('answered:', Registration.objects.filter(event__written__title='{title}').distinct().count())"
)


@pytest.fixture
def title() -> str:
    return f"Open door {secrets.token_hex(3)}"


@pytest.fixture
def event(the_house: House, title: str) -> str:
    """The address of its page."""
    given = json.dumps({"organiser": BY_KEY["vida-zupancic"].mail, "title": title})
    done = the_house.vezi("shell", "-v", "0", "-c", OPEN_TO_ALL.format(given=given))
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def count_answers(house: House, title: str) -> str:
    return house.vezi("shell", "-v", "0", "-c", HAS_ANSWERED.format(title=title)).stdout.strip()


def ask(page: Page, mail: str) -> str:
    """By the form on the page of the event; what is said then."""
    page.locator("[name=given]").fill("Zala")
    page.locator("[name=family]").fill("Pogačnik")
    page.locator("[name=mail]").fill(mail)
    page.locator("form:has([name=given]) button").click()
    page.wait_for_url("**?asked")
    return page.locator("main").inner_text()


def link_in_letter(visit: Visitors, mail: str, *, of: Page, title: str) -> str:
    """Of “I’m coming”, once a worker has written the letter."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            letter = visit.letter(mail, of=of, holding=title)
        except AssertionError:
            if time.monotonic() > end:
                raise
            continue
        found = re.search(r"https?://[^\s>]+\?say=yes", letter.locator("pre").inner_text())
        assert found
        return found[0]


@pytest.mark.parametrize(
    ("eyes", "script"), [(Eyes(1280), True), (Eyes(390, language="sl"), False)], ids=["desktop", "phone"]
)
def test_a_stranger_answers_from_her_letter_and_thinks_again(
    visit: Visitors, the_house: House, event: str, title: str, eyes: Eyes, script: bool
) -> None:
    words, mail = WORDS[eyes.language], f"zala-{secrets.token_hex(3)}@example.org"
    page = visit(event, eyes=eyes, script=script)
    if script:
        assert_sound(page)
    assert mail not in ask(page, mail)
    if script:
        assert_sound(page)
    assert count_answers(the_house, title) == "answered: 0"

    page.goto(link_in_letter(visit, mail, of=page, title=title))
    assert count_answers(the_house, title) == "answered: 0"
    page.get_by_role("button", name=words["yes"]).click()
    expect(page.locator("main")).to_contain_text(words["comes"])
    assert count_answers(the_house, title) == "answered: 1"
    if script:
        assert_sound(page)

    page.locator("[name=companion_1]").fill("Luka")
    page.locator("#take button").click()
    expect(page.locator("main .notice").first).to_contain_text(words["comes"])
    expect(page.locator("main")).to_contain_text("Luka")

    page.get_by_label(words["no"]).check()
    page.locator("#take button").click()
    expect(page.locator("main .notice").first).to_contain_text(words["noted"])
    expect(page.locator("main")).not_to_contain_text("Luka")


def test_who_is_known_reads_the_same_page_and_answers_as_herself(
    visit: Visitors, the_house: House, event: str, title: str
) -> None:
    maja = BY_KEY["maja-kovac"].mail
    stranger, known = visit(event), visit(event)

    said = ask(stranger, f"zala-{secrets.token_hex(3)}@example.org")
    assert ask(known, maja) == said

    known.goto(link_in_letter(visit, maja, of=known, title=title))
    known.get_by_role("button", name="I’m coming").click()
    expect(known.locator("main .notice").first).to_contain_text("You are coming.")
    vida = visit(f"{event}coming/", as_="vida-zupancic")
    expect(vida.locator("main .rows")).to_contain_text("Maja Kovač")
    vida.goto(f"{event}guests/")
    expect(vida.locator("main")).to_contain_text("Nobody here yet")
