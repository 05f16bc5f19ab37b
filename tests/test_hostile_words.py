"""Whatever people and files say stays words: in pages, letters, cards and tables."""

import csv
import io
from email.utils import getaddresses
from html.parser import HTMLParser

import pytest
import vobject
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.core.mail import gate
from vezi.core.mail.delivery import message_of
from vezi.core.models import OutgoingMail
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.clubs.services import programme_named
from vezi.network.clubs.tests.factories import make_club, make_institution
from vezi.network.consent import services as consent
from vezi.network.directory.index import writing
from vezi.network.memberships import services
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer, make_record
from vezi.network.people.models import NameKind, OtherName, Person, Source
from vezi.network.people.tests.factories import (
    NOW,
    make_affiliation,
    make_contact,
    make_position,
    make_residence,
)
from vezi.network.registrar.inviting import letters

pytestmark = pytest.mark.django_db
MARKUP = "\"'><img src=x onerror=alert(1)>{{7|add:7}}"
LINES = "Ada\r\nBcc: everybody@example.org\r\n\r\nEND:VCARD"
FORMULA = '=HYPERLINK("http://example.org","see")'


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def club(settings, tmp_path) -> Club:
    settings.VEZI_HOME = tmp_path
    said = {"en": MARKUP, "sl": MARKUP}
    club = make_club(
        "economics", name=MARKUP, short_name=MARKUP[:40], names=said, lede=said, about=said, city=MARKUP,
        legal_name=MARKUP, postal_address=MARKUP, institution=make_institution(MARKUP),
        default_audience=Audience.PUBLIC, shows_unclaimed=True, unclaimed_basis=MARKUP,
    )  # fmt: skip
    consent.publish_notice(club=club, purpose="news", basis="consent", text=said, by=None, now=NOW)
    return club


def say_everywhere(person: Person, club: Club, words: str) -> None:
    Person.objects.filter(pk=person.pk).update(
        given=words, family=words, preferred=words, title=words[:60], ask_about=words, ask_audience=Audience.PUBLIC
    )
    programme = programme_named(words, institution=club.institution)
    make_affiliation(person, 1999, programme=programme, institution=club.institution, degree=words, club=club)
    make_position(person, words, words, city=words, audience=Audience.PUBLIC)
    make_residence(person, words, audience=Audience.PUBLIC)
    make_contact(person, words, kind="post", audience=Audience.PUBLIC, club=club)
    OtherName.objects.create(
        person=person, kind=NameKind.FORMER, given=words, family=words, source=Source.REGISTRAR, recorded_at=NOW
    )


class Pictures(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sources: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.sources.append(dict(attrs).get("src"))


def sources_of_pictures(page: str) -> list[str | None]:
    found = Pictures()
    found.feed(page)
    return found.sources


def ask(club: Club, words: str) -> None:
    answers = Answers(given=words, family=words, former_family=words, programme=words, note=words, class_year=1999)
    services.ask_to_join(club=club, account=make_account(), answers=answers, now=NOW)


def test_markup_in_words_is_shown_and_never_run(club: Club) -> None:
    ada, grace = make_member(club), make_officer(club)
    record = make_record(club)
    for person in (ada, grace.person, record):
        say_everywhere(person, club, MARKUP)
    services.make_role(club=club, name=MARKUP, capabilities=[], by=None, now=NOW)
    ask(club, MARKUP)
    writing.make_anew()
    of_everybody = ["/", "/c/economics/", "/c/economics/privacy/", "/c/economics/join/", f"/people/{ada.public_id}/"]
    of_members = ["/home/", "/me/", "/me/?as=anyone", "/me/held/", "/me/change/name/", "/c/economics/leave/"]
    of_members += [f"/people/?q={word}" for word in ("", "img", "onerror", "%22%27%3E%3Cimg+src=x")]
    of_members += ["/classes/economics/", "/classes/economics/1999/", "/people/?class=<img src=x>-1999"]
    of_members += ["/people/?q=nobody<img src=x>&city=<img src=x>", "/people/typeahead?q=img"]
    office = "/c/economics/office/"
    of_officers = [office + page for page in ("", "members/?column=mail&column=city", "requests/", "officers/?q=img")]
    of_officers += [
        office + page for page in ("rules/", "invitations/", f"members/{record.public_id}/", "members/export/")
    ]

    pages = {address: Client().get(address) for address in of_everybody}
    pages |= {address: client_of(ada).get(address) for address in of_members}
    pages |= {address: client_of(grace.person).get(address) for address in of_officers}

    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    told = {address: page.content.decode() for address, page in pages.items()}
    assert [address for address, page in told.items() if "x" in sources_of_pictures(page) or ">14" in page] == []
    assert sum("&lt;img" in page for page in told.values()) > 20


def test_markup_in_words_is_not_run_in_letters(club: Club) -> None:
    record = make_record(club)
    say_everywhere(record, club, MARKUP)
    make_officer(club, given=MARKUP)

    written = gate.post(
        letters.as_a_test(
            club, person=Person.objects.get(pk=record.pk), to=make_account(), key="test", until=NOW,
            signature=letters.Signature(MARKUP, MARKUP, "club@example.org"),
        ),
        now=NOW,
    )  # fmt: skip

    assert "&lt;img" in written.html
    assert "x" not in sources_of_pictures(written.html)


def test_lines_in_names_add_no_header_to_a_letter(club: Club) -> None:
    Club.objects.filter(pk=club.pk).update(name=LINES, names={})
    club.refresh_from_db()
    record = make_record(club)
    say_everywhere(record, club, LINES)
    written = gate.post(
        letters.as_a_test(
            club, person=Person.objects.get(pk=record.pk), to=make_account("ada@example.org"), key="test", until=NOW,
            signature=letters.Signature(LINES, LINES, "club@example.org"),
        ),
        now=NOW,
    )  # fmt: skip

    message = message_of(OutgoingMail.objects.get(pk=written.pk)).message()

    assert message["Bcc"] is None
    assert [address for _name, address in getaddresses([str(message["To"])])] == ["ada@example.org"]
    assert "\n" not in written.subject


@pytest.mark.parametrize("words", [LINES, "A;B,C\\n", "END:VCARD\nBEGIN:VCARD"])
def test_words_stay_in_their_line_of_a_visiting_card(club: Club, words: str) -> None:
    ada = make_member(club)
    say_everywhere(ada, club, words)
    for kind in ("web", "phone"):
        make_contact(ada, words, kind=kind, audience=Audience.PUBLIC, key=kind)

    card = Client().get(f"/people/{ada.public_id}/card.vcf")

    read = list(vobject.readComponents(card.content.decode()))
    assert len(read) == 1
    names = {line.name for line in read[0].getChildren()}
    assert names <= {"VERSION", "FN", "N", "TITLE", "ORG", "TEL", "URL", "ADR", "SOURCE"}
    assert '"' not in card["Content-Disposition"].partition("filename=")[2].strip('"')


def test_formulas_leave_the_house_as_text(club: Club) -> None:
    grace = make_officer(club)
    say_everywhere(make_record(club), club, FORMULA)
    say_everywhere(make_record(club), club, f"\t{FORMULA}")

    answer = client_of(grace.person).post("/c/economics/office/members/export/", {"reason": "A reunion"})

    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 4
    assert [cell for row in rows for cell in row if cell.lstrip()[:1] in ("=", "+", "-", "@")] == []
    assert answer["Content-Disposition"] == f'attachment; filename="economics-{timezone.localdate():%Y-%m-%d}.csv"'


@pytest.mark.parametrize("where", ["https://example.org/", "//example.org/", "\\\\example.org", "javascript:alert(1)"])
def test_no_page_leads_away_from_the_house(club: Club, where: str) -> None:
    account = make_member(club).account
    ways = [
        Client().post(reverse("core:theme_choose"), {"theme": "dark", "next": where}),
        Client().post(reverse("core:language_choose"), {"language": "sl", "next": where}),
        Client().post(
            f"{reverse('account_login')}?next={where}", {"login": account.email, "password": "correct horse battery", "next": where}
        ),
        client_of(account.person).post("/switch/economics/", headers={"referer": where}),
    ]  # fmt: skip

    led_to = [way.get("Location", "") for way in ways]

    assert [to for to in led_to if not to.startswith("/") or to.startswith(("//", "/\\"))] == []
