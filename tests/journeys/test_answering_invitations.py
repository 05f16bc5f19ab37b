"""Yes, perhaps and no from a letter: opening answers nothing, the first sign of a person does, and without scripts the button."""

import re

from playwright.sync_api import expect

from tests.house import House
from tests.journeys.visitors import Visitors

LINKS = """
from django.utils import timezone
from vezi.activities.events import answers
from vezi.activities.events.models import Event, Registration
from vezi.network.memberships.models import Membership
event = Event.objects.filter(state="published", starts_at__gt=timezone.now(), capacity=None).order_by("-starts_at")[0]
said = Registration.objects.filter(event=event).values("person")
found = Membership.objects.active().filter(club=event.club).exclude(person__in=said).select_related("person").order_by("-pk")
for one in found[:2]: print("link:", answers.address_of(event, one.person))
"""
ANSWERED = (
    "from vezi.activities.events import answers; from vezi.activities.events.models import Registration; "
    "asked = answers.read('{token}'); "
    "print('answered:', Registration.objects.filter(event=asked.event, person=asked.person).count())"
)


def is_answered(house: House, link: str) -> bool:
    token = link.split("/")[-2]
    said = house.vezi("shell", "-v", "0", "-c", ANSWERED.format(token=token)).stdout
    return "answered: 1" in said


def test_a_press_in_the_letter_counts_once_a_person_is_there(visit: Visitors, the_house: House) -> None:
    said = the_house.vezi("shell", "-v", "0", "-c", LINKS).stdout
    first, second = re.findall(r"link: (\S+)", said)

    page = visit(f"{first}?say=maybe")
    expect(page.get_by_role("button", name="Perhaps")).to_be_focused()
    assert not is_answered(the_house, first)
    page.mouse.move(20, 300)
    page.mouse.move(40, 320)
    expect(page.locator("main")).to_contain_text("Noted: perhaps.")
    assert is_answered(the_house, first)

    plain = visit(f"{second}?say=no", script=False)
    assert not is_answered(the_house, second)
    plain.get_by_role("button", name="I can’t this time").click()
    expect(plain.locator("main")).to_contain_text("Thank you for saying so.")
