"""Following online from a letter or a calendar: opening the address says nothing, one press leads there and counts."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import assert_sound
from tests.house import House
from tests.journeys.visitors import Visitors
from vezi.demo.cast import BY_KEY

LINK = "https://meet.example/room?pwd=a&b=č"
ABOUT_TO_BEGIN = """
import json
from datetime import timedelta
from django.utils import timezone
from vezi.activities.events import answers, services
from vezi.activities.events.services.answering import YES, Said
from vezi.activities.events.services.planning import Plan, Words
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person
given = json.loads({given!r})
now = timezone.now()
facts = {{"starts_at": now + timedelta(minutes=10), "ends_at": now + timedelta(hours=2), "zone": "Europe/Ljubljana",
    "place": "online", "openness": "network", "link": given["link"]}}
person = Person.objects.get(account__email=given["mail"])
club = Club.objects.get(slug="emona-business")
event = services.plan(club=club, organiser=None, by=None, now=now, plan=Plan(facts=facts, words={{"en": Words("A talk")}}))
event = services.publish(event=event, by=None, now=now)
mine = services.answer(event=event, person=person, said=Said(YES), by=None, now=now)
print("link:", answers.way_of(mine))
"""
CAME = """
from vezi.activities.events import answers
from vezi.activities.events.models import Arrival
print("came:", Arrival.objects.filter(event=answers.read_online({token!r}).event, is_online=True).count())
"""


def came(house: House, way: str) -> str:
    return house.vezi("shell", "-v", "0", "-c", CAME.format(token=way.split("/")[-2])).stdout.strip()


@pytest.mark.parametrize("script", [True, False])
def test_one_press_leads_there_and_counts_with_and_without_scripts(
    visit: Visitors, the_house: House, script: bool
) -> None:
    given = json.dumps({"mail": BY_KEY["vida-zupancic"].mail, "link": LINK})
    done = the_house.vezi("shell", "-v", "0", "-c", ABOUT_TO_BEGIN.format(given=given))
    way = re.findall(r"link: (\S+)", done.stdout)[0]

    page = visit(way, script=script)
    page.route("https://meet.example/**", lambda route: route.fulfill(body="The room", content_type="text/html"))
    if script:
        assert_sound(page)
    assert came(the_house, way) == "came: 0"
    page.get_by_role("button", name="Open the link").click()

    page.wait_for_url("https://meet.example/**")
    assert page.url == "https://meet.example/room?pwd=a&b=%C4%8D"
    expect(page.locator("body")).to_have_text("The room")
    assert came(the_house, way) == "came: 1"
