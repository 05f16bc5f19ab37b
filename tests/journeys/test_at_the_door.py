"""At the door: by name and by code, without a network, on two phones at once, and while the house is away."""

import json
import os
import re
import secrets
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import PHONE, Eyes, assert_sound, choose, close_all
from tests.chromium import find
from tests.house import House
from tests.journeys.line import Line
from tests.journeys.visitors import Visitors
from vezi.core.tests.processes import until
from vezi.demo.cast import BY_KEY

#: The club, its people and the evening are made in the house itself: the demo has none tonight.
TONIGHT = """
import json, sys
from datetime import timedelta
from django.utils import timezone
from vezi.activities.events import services
from vezi.activities.events.door import codes
from vezi.activities.events.models import *
from vezi.activities.events.services.answering import Comer, Said
from vezi.activities.events.services.planning import Plan, Words
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.people.models import Person
given = json.loads({given!r})
now = timezone.now()
club = Club.objects.get(slug="emona-business")
organiser = Person.objects.get(account__email=given["organiser"])
facts = {{"starts_at": now + timedelta(minutes=40), "ends_at": now + timedelta(hours=5), "zone": "Europe/Ljubljana", "venue": "Križanke",
    "openness": "club", "most_companions": 2, "asks_meal": True}}
event = services.plan(club=club, organiser=organiser, by=None, now=now, plan=Plan(facts=facts, words={{"en": Words(given["title"])}}))
event = services.publish(event=event, by=None, now=now)
members = Membership.objects.active().filter(club=club).exclude(person=organiser).values("person")
people = Person.objects.living_records().filter(pk__in=members, is_deceased=False).order_by("pk")
named = list(people.filter(family__in=["Crnčec", "Štih", "Grošelj"])[:3])
rest = [one for one in people[: given["guests"] + 3] if one not in named]
for number, person in enumerate(named):
    more = [Comer("Katarina Žagar", meal="vegetarian")] if number == 0 else []
    services.answer(event=event, person=person, said=Said("yes", companions=more), by=None, now=now)
rows = Registration.objects.bulk_create(
    Registration(event=event, person=person, standing="coming", answered_at=now, changed_at=now)
    for person in rest[: given["guests"]])
Seat.objects.bulk_create(Seat(registration=row, number=0) for row in rows)
seats = Seat.objects.filter(registration__event=event).select_related("registration__person").order_by("registration", "number")
if given["full"]:
    Event.objects.filter(pk=event.pk).update(capacity=len(seats))
print(json.dumps({{"event": event.public_id, "seats": [
    [one.name or one.registration.person.name, codes.code(event.public_id, one.public_id)] for one in seats]}}))
"""


KEPT_ON_THE_PHONE = """async (stores) => {
    const result = (asked) => new Promise((done) => (asked.onsuccess = () => done(asked.result)));
    const base = await result(indexedDB.open("vezi-door"));
    const deed = base.transaction(stores);
    const found = await Promise.all(stores.map((store) => result(deed.objectStore(store).getAll())));
    base.close();
    return found;
}"""


@dataclass(frozen=True)
class Evening:
    event: str
    seats: list[tuple[str, str]]  # a name and its code, those named first

    @property
    def path(self) -> str:
        return f"/events/{self.event}/door/"


@pytest.fixture
def evening(the_house: House) -> Any:
    def tonight(*, guests: int = 5, full: bool = False) -> Evening:
        given = {
            "organiser": BY_KEY["ada"].mail,
            "title": f"Evening {secrets.token_hex(3)}",
            "guests": guests,
            "full": full,
        }
        done = the_house.vezi("shell", "-v", "0", "-c", TONIGHT.format(given=json.dumps(given)))
        assert done.returncode == 0, done.stderr
        said = json.loads(done.stdout.strip().splitlines()[-1])
        return Evening(said["event"], [tuple(one) for one in said["seats"]])

    return tonight


@pytest.fixture
def phone(visit: Visitors) -> Any:
    """A phone of its own: nothing of another evening is on it."""
    contexts: list[BrowserContext] = []

    def opened(at: Evening, *, eyes: Eyes = PHONE, line: Line | None = None) -> Page:
        context = visit.browser.new_context(
            base_url=f"http://localhost:{line.port}" if line else visit.house.address,
            viewport={"width": eyes.width, "height": 844}, has_touch=True,
            color_scheme="dark" if eyes.theme == "dark" else "light", reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(15_000)
        choose(context, eyes, address=visit.house.address)
        context.add_cookies(visit.cookies("ada"))
        contexts.append(context)
        page = visit.page(context)
        visit.expected.update(
            {"Failed to load resource", "ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "Bad Gateway"}
        )
        page.goto(at.path)
        expect(page.locator("[data-rows], [data-none]").first).to_be_attached()
        expect(page.locator("[data-door][data-is-kept]")).to_be_attached()
        return page

    yield opened
    for context in contexts:
        close_all(context)


def came(page: Page, number: int) -> None:
    expect(page.locator("[data-came]")).to_have_text(str(number))


def sent(page: Page) -> None:
    """The phone has heard that the house has everything: what was not sent outlives a sign-in."""

    def is_sent() -> bool:
        (facts,) = page.evaluate(KEPT_ON_THE_PHONE, ["facts"])
        return bool(facts) and all(fact.get("number") for fact in facts)

    until(is_sent, seconds=15, what="the phone to have sent everything")


def look_for(page: Page, words: str) -> Any:
    page.locator("[data-find]").fill(words)
    return page.locator("[data-rows] > li")


def scanned(page: Page, code: str) -> Any:
    """As a scanner types it; the camera comes to the same."""
    page.locator("[data-find]").fill(code)
    page.locator("[data-find]").press("Enter")
    return page.locator("[data-answer] .notice")


def test_a_name_is_found_let_in_and_taken_back(phone, evening) -> None:
    tonight = evening()
    page = phone(tonight)

    rows = look_for(page, "zagar")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("with Katarina Žagar")
    expect(rows).to_contain_text("2 tickets, vegetarian")
    assert_sound(page)
    page.get_by_role("button", name=re.compile("^Both")).click()
    came(page, 2)
    expect(rows).to_contain_text("arrived")
    page.get_by_role("button", name=re.compile("^Take back: (?!Katarina)")).first.click()
    came(page, 0)
    rows.get_by_text("One by one").click()
    page.get_by_role("button", name="Here: Katarina Žagar").click()
    came(page, 1)
    assert_sound(page)

    page.reload()
    came(page, 1)


def test_hours_without_a_network_and_the_page_opened_anew(phone, evening, the_house: House) -> None:
    tonight = evening()
    line = Line(port_of(the_house))
    page = phone(tonight, line=line)
    came(page, 0)

    line.cut()
    page.reload()
    expect(page.locator("[data-net]")).to_contain_text("No network.")
    for number, (name, code) in enumerate(tonight.seats[:3], start=1):
        answer = scanned(page, code)
        expect(answer).to_contain_text(name)
        came(page, number)
    expect(page.locator("[data-net]")).to_contain_text("3 arrivals are kept on this phone")
    page.reload()
    came(page, 3)
    other = phone_sees(phone, tonight)
    assert other == 0

    line.mend()
    expect(page.locator("[data-net]")).to_be_hidden()
    assert phone_sees(phone, tonight) == 3


def phone_sees(phone: Any, tonight: Evening) -> int:
    page = phone(tonight)
    seen = int(page.locator("[data-came]").inner_text())
    close_all(page.context)
    return seen


def test_two_phones_agree_and_the_second_is_told(phone, evening) -> None:
    tonight = evening()
    north, south = phone(tonight), phone(tonight)
    (name, code), (_other, other_code) = tonight.seats[0], tonight.seats[1]

    for page in (north, south):
        page.context.set_offline(True)
    scanned(north, code)
    scanned(south, code), scanned(south, other_code)
    came(north, 1), came(south, 2)
    for page in (north, south):
        page.context.set_offline(False)

    came(north, 2)
    expect(south.locator("[data-net]")).to_be_hidden()
    answer = scanned(south, code)
    expect(answer).to_contain_text(name)
    expect(answer).to_contain_text("at another phone (Ada)")
    north.locator("[data-find]").fill("")
    scanned(north, code)
    north.locator("[data-answer]").get_by_role("button", name="Take back").click()
    came(north, 1), came(south, 1)


def test_who_was_let_in_twice_is_said_as_soon_as_it_is_known(phone, evening) -> None:
    tonight = evening()
    north, south = phone(tonight), phone(tonight)
    name, code = tonight.seats[0]
    for page in (north, south):
        page.context.set_offline(True)
    scanned(north, code)
    answer = scanned(south, code)
    expect(answer).to_contain_text("Is in.")
    north.context.set_offline(False)
    expect(north.locator("[data-net]")).to_be_hidden()
    south.context.set_offline(False)

    expect(answer).to_contain_text("at another phone (Ada)")
    expect(answer).to_contain_text(name)


def test_what_the_house_says_moves_nothing_under_a_finger(phone, evening) -> None:
    tonight = evening()
    page = phone(tonight)
    look_for(page, "zagar").get_by_text("One by one").click()
    button = page.get_by_role("button", name="Here: Katarina Žagar").element_handle()
    scanned(page, tonight.seats[2][1])
    look_for(page, "zagar")

    for _ in range(3):
        with page.expect_response(lambda answer: "facts" in answer.url):
            page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(200)

    button.click()
    came(page, 2)
    expect(page.locator("[data-each]")).to_have_attribute("open", "")


def test_codes_that_are_not_of_tonight_are_told_apart(phone, evening) -> None:
    tonight, other = evening(), evening()
    page = phone(tonight)
    forged = tonight.seats[0][1][:-1] + ("2" if tonight.seats[0][1][-1] != "2" else "3")

    expect(scanned(page, other.seats[0][1])).to_contain_text("This code is of another event.")
    expect(scanned(page, forged)).to_contain_text("This code is not on the list")
    scanned(page, tonight.seats[0][1])
    expect(scanned(page, tonight.seats[0][1])).to_contain_text("arrived")
    came(page, 1)


def test_somebody_without_a_ticket_and_a_full_house(phone, evening) -> None:
    tonight = evening(full=True)
    page = phone(tonight)

    page.get_by_role("button", name="No ticket").click()
    dialog = page.locator("#walk-in")
    dialog.get_by_label("Name", exact=True).fill("Grace")
    expect(dialog.locator("[data-full]")).to_contain_text(f"It is full: {len(tonight.seats)} seats are taken.")
    assert_sound(page)
    expect(dialog.locator("[data-offers] li").first).to_contain_text("Grace")
    dialog.get_by_label("Name", exact=True).fill("Somebody Unknown")
    dialog.get_by_label(re.compile("^Mail")).fill("somebody@example.org")
    dialog.get_by_role("button", name="Let in all the same").click()
    came(page, 1)
    expect(look_for(page, "unknown")).to_contain_text("without a ticket")
    assert phone_sees(phone, tonight) == 1


def test_the_house_goes_away_while_a_phone_speaks(phone, evening, the_house: House) -> None:
    """Web servers are killed, again and again, while arrivals are sent; nobody is lost and nobody doubled."""
    tonight = evening(guests=30)
    page = phone(tonight)

    for number, (_name, code) in enumerate(tonight.seats[:12], start=1):
        if number in (3, 7, 10):
            kill_web(the_house)
        scanned(page, code)
        came(page, number)

    expect(page.locator("[data-net]")).to_be_hidden(timeout=60_000)
    assert phone_sees(phone, tonight) == 12


def kill_web(the_house: House) -> None:
    for number in web_processes(the_house):
        os.kill(number, signal.SIGKILL)


def port_of(the_house: House) -> int:
    return int(the_house.address.rpartition(":")[2])


def web_processes(the_house: House) -> Iterator[int]:
    """Those that answer on the house's port, and no other's."""
    port = str(port_of(the_house))
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if "granian" in " ".join(words) and port in words:
            yield int(folder.name)


def test_an_answer_to_a_scan_takes_no_time_on_a_list_of_2500(phone, evening) -> None:
    tonight = evening(guests=2_500)
    page = phone(tonight)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-expected]")).not_to_have_text("0")

    took = []
    for _name, code in tonight.seats[100:140]:
        scanned(page, code)
        page.wait_for_function("code => document.querySelector('[data-door]').dataset.took", arg=code)
        took.append(float(page.locator("[data-door]").get_attribute("data-took") or "0"))
    came(page, 40)

    took.sort()
    assert took[int(len(took) * 0.95)] < 50, took


def test_the_camera_reads_a_code(the_house: House, visit: Visitors, evening, playwright, tmp_path: Path) -> None:
    """A film of a code held before the camera, in a browser of its own."""
    tonight = evening()
    name, code = tonight.seats[0]
    film = filmed(code, tmp_path)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    seen = [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    browser: Browser = playwright.chromium.launch(executable_path=find(), args=[*sandbox, *seen])
    visit.expected.update({"Failed to load resource"})
    context = browser.new_context(
        base_url=the_house.address, viewport={"width": 390, "height": 844}, permissions=["camera"]
    )
    context.add_cookies(visit.cookies("ada"))
    page = visit.page(context)
    page.goto(tonight.path)
    expect(page.locator("[data-door][data-is-kept]")).to_be_attached()
    context.set_offline(True)

    page.get_by_role("button", name="Scan a ticket").click()

    expect(page.locator("[data-answer] .notice")).to_contain_text(name)
    came(page, 1)
    assert_sound(page)
    browser.close()


def filmed(code: str, folder: Path) -> Path:
    """A second of somebody holding a telephone, a little aslant, as motion JPEG."""
    square, film = folder / "code.png", folder / "film.mjpeg"
    segno.make(code, error="m").save(square, scale=8, border=4)
    with film.open("wb") as frames:
        for number in range(20):
            frame = Image.new("RGB", (640, 480), (90, 84, 78))
            held = Image.open(square).convert("RGB").rotate(number - 10, expand=True, fillcolor=(250, 250, 250))
            frame.paste(held, (150 + number, 80))
            frame.save(frames, "JPEG", quality=80)
    return film


def test_names_leave_the_phone_with_the_sign_in(phone, evening) -> None:
    tonight = evening()
    page = phone(tonight)
    scanned(page, tonight.seats[0][1])
    came(page, 1)
    sent(page)

    page.context.clear_cookies(name="sessionid")
    page.goto("/accounts/login/")

    page.wait_for_function("() => localStorage.getItem('vezi-door') === null")
    assert page.evaluate(KEPT_ON_THE_PHONE, ["lists", "facts"]) == [[], []]
    assert page.evaluate("() => caches.keys()") == []


def test_without_javascript_people_are_let_in_too(visit: Visitors, evening) -> None:
    tonight = evening()
    page = visit(tonight.path, as_="ada", eyes=PHONE, script=False)

    page.locator("[data-plain] input[name=q]").fill("zagar")
    page.get_by_role("button", name="Find").click()
    page.locator("[data-plain] li", has_text="Katarina").get_by_role("button", name="Here").click()

    expect(page.locator("[data-plain]")).to_contain_text("Let in.")
    came(page, 1)
