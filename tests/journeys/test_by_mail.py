"""A post, its letter, a reply from a mail program, and the answer in the group, while the page of who asked stands open."""

import re
import secrets
import smtplib
import time
from email.message import EmailMessage

from playwright.sync_api import expect

from tests.house import House
from tests.journeys.test_groups import to_group
from tests.journeys.visitors import Visitors
from vezi.demo.cast import BY_KEY

PATIENCE = 30.0
LETTER = (
    "from vezi.core.models import OutgoingMail; "
    "print('to:', ''.join(OutgoingMail.objects.filter(kind='groups.mention', to='{to}', written_at__gt='{since}')"
    ".order_by('-pk').values_list('reply_to', flat=True)[:1]))"
)


def reply_address(house: House, *, to: str, since: str) -> str:
    """Under the letter, once it is written."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        said = house.vezi("shell", "-v", "0", "-c", LETTER.format(to=to, since=since)).stdout
        if found := re.search(r"to: (\S+@\S+)", said):
            return found[1]
    raise AssertionError("no letter came")


def send(house: House, address: str, text: str, *, sender: str) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, address, "Re: Ada named you"
    message["Message-ID"] = f"<{secrets.token_hex(8)}@phone.example>"
    message.set_content(
        f"{text}\n\nOn Mon, 23 Nov 2026 at 10:15, Vezi <vezi@localhost> wrote:\n\n> ↑↑↑ quoted\n> words"
    )
    with smtplib.SMTP("127.0.0.1", int(house.address.rpartition(":")[2]) + 25) as line:
        line.send_message(message, from_addr=sender, to_addrs=[address])


def test_a_reply_to_the_letter_stands_under_the_post(visit: Visitors, the_house: House) -> None:
    maja = BY_KEY["maja-kovac"].mail
    since = time.strftime("%Y-%m-%d %H:%M:%S+00:00", time.gmtime())
    word = f"zanzibar{secrets.token_hex(3)}"
    ada = visit("/groups/", as_="ada")
    to_group(ada, "Treasury and hedging")
    ada.get_by_role("link", name="Ask a question").click()
    ada.get_by_label("Title").fill(f"Who insures ships off {word}?")
    ada.get_by_role("textbox", name="What would you like").fill("Do you know, @Maja Kovač?")
    ada.get_by_role("button", name="Post it").click()
    expect(ada.get_by_role("heading", level=1)).to_have_text(f"Who insures ships off {word}?")
    address = ada.url
    ada.goto("/notices/")
    before = ada.locator("#bell").inner_text()

    to = reply_address(the_house, to=maja, since=since)
    send(the_house, to, "I am Maja, believe me.", sender="mallory@evil.example")
    send(the_house, to, "A broker in Trieste does.", sender=maja)

    expect(ada.locator("#bell")).not_to_have_text(before, timeout=PATIENCE * 1000)
    ada.goto(address)
    expect(ada.locator("main")).to_contain_text("A broker in Trieste does.")
    expect(ada.locator("main")).not_to_contain_text("believe me")
    expect(ada.locator("main")).not_to_contain_text("quoted")
