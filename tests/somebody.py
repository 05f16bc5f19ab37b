"""Somebody about whom the house knows everything it can, and where any of it is found."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from vezi.core import audit
from vezi.core.audience import Audience
from vezi.core.mail import delivery, gate
from vezi.core.models import AccessEntry, OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.consent import services as consent
from vezi.network.consent.models import Purpose
from vezi.network.directory.models import Stay
from vezi.network.memberships.models import Officer
from vezi.network.memberships.services import joining
from vezi.network.memberships.services.joining import Answers
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people import erasing, services
from vezi.network.people.erasing import OWN_WORD
from vezi.network.people.models import (
    ContactKind,
    Identifier,
    NameKind,
    OtherName,
    Person,
    Remembrance,
    Source,
)
from vezi.network.people.tests.factories import (
    NOW,
    make_affiliation,
    make_contact,
    make_position,
    make_residence,
)
from vezi.network.questions.models import Asked, Question
from vezi.network.questions.services import moderating
from vezi.network.registrar.claiming import letters as claim_letters
from vezi.network.registrar.models import Claim
from vezi.network.ties.models import WavedAway
from vezi.network.ties.tests.factories import make_block, make_connection

#: Everything of hers that can be told from what is anybody's.
HERS = (
    "Zvezdana", "Zvezdi", "Kolobarnik", "Mrakič", "Tulipanova", "zvezdana.kolobarnik", "stara.zvezda", "drugi.naslov",
    "041778899", "+38641778899", "+38641778800", "ZK-778899", "Pot na Mravljišče", "Astrologinja", "Mravljinčarna", "Mravljevci",
    "o mravljah", "Pusti me noter", "kolobarnik", "zvezdana", "Jutranja izmena",
)  # fmt: skip
BORN = date(1961, 2, 28)
ROW = {
    "family": "Kolobarnik", "given": "Zvezdana", "former_family": "Mrakič", "born_on": "28. 2. 1961",
    "student_number": "ZK-778899", "mail": "stara.zvezda@example.org", "post": "Pot na Mravljišče 7", "class_year": "1985",
    "phone": "041778899", "city": "Mravljevci", "employer": "Mravljinčarna",
}  # fmt: skip
OTHERS = [{"family": f"Novak{number}", "given": "Ana", "born_on": f"{number}. 3. 1970"} for number in range(1, 6)]


def rich(person: Person, club: Club) -> None:
    account = person.account
    person.title, person.preferred, person.ask_about = "Astrologinja", "Zvezdi", "o mravljah"
    person.portrait.save("zvezdana.png", ContentFile(b"Zvezdana"))
    services.name_keys(person)
    person.save()
    now = {"source": Source.SELF, "recorded_at": NOW}
    OtherName.objects.create(person=person, kind=NameKind.FORMER, given="Zvezdana", family="Mrakič Stara", **now)
    Identifier.objects.create(person=person, club=make_club("physics"), value="ZK-778899-F", **now)
    make_affiliation(person, 1985, club=club, degree="Astrologinja")
    make_position(person, "Astrologinja", "Mravljinčarna", club=club)
    make_contact(person, "+38641778800", kind=ContactKind.PHONE, club=club)
    if not hasattr(person, "residence"):
        make_residence(person, "Mravljevci")
    Stay.objects.create(
        person=person, place=3196359, line="Zvezdana", audience=Audience.CLUB, said_at=NOW,
        starts_on=date(2050, 1, 1), ends_on=date(2050, 1, 2),
    )  # fmt: skip
    Remembrance.objects.create(person=person, note="Zvezdana", wished_by="Mravljevci", told_by="Mrakič", **now)
    consent.say(
        person=person, club=club, purpose=Purpose.NEWS, channel="mail", decision="given", source="Jutranja izmena",
        by=account, now=NOW,
    )  # fmt: skip
    make_officer(club, person, ["office"])
    ties_of(person)
    asked = joining.ask_to_join(
        club=Club.objects.get(slug="physics"), account=account, now=NOW,
        answers=Answers(given="Zvezdana", family="Kolobarnik", note="Pusti me noter", born_on=BORN),
    )  # fmt: skip
    joining.decline(request=asked, reason="Zvezdana Kolobarnik? No.", by=account, now=NOW)
    joining.ask_to_join(
        club=Club.objects.get(slug="law"), account=account, now=NOW,
        answers=Answers(given="Zvezdana", family="Kolobarnik", note="Pusti me noter"),
    )  # fmt: skip


def ties_of(person: Person) -> None:
    club = make_club("music")
    friend, foe = (make_member(club, given, "Novak") for given in ("Prijateljica", "Nasprotnik"))
    make_connection(person, friend)
    make_block(foe, person)
    make_block(person, make_member(club, "Tretji", "Novak"))
    WavedAway.objects.create(person=friend, other=person, at=NOW)
    asked_of_network(person, friend)


def asked_of_network(person: Person, friend: Person) -> None:
    """Questions of hers, asked of her, and words about her."""
    dated = {"written_at": NOW, "asked_at": NOW, "closes_at": NOW, "due_at": NOW, "state": "helping"}
    hers = Question.objects.create(asker=person, words="Kdo ve kaj o mravljah?", thanks="Zvezdana", **dated)
    other = Question.objects.create(
        asker=friend, words="Ali Zvezdana Kolobarnik še dela?", thanks="Hvala, Zvezdana Kolobarnik!", **dated
    )
    Question.objects.create(asker=person, words="Jutranja izmena", written_at=NOW)
    answered = {"asked_at": NOW, "until": NOW, "answered_at": NOW, "state": "helps"}
    Asked.objects.create(question=hers, person=friend, line="Pokličite: Zvezdana Kolobarnik.", **answered)
    Asked.objects.create(question=other, person=person, line="Pot na Mravljišče 7, Zvezdana", **answered)
    third = make_member(Club.objects.get(slug="music"), "Vprašana", "Novak")
    Asked.objects.create(question=other, person=third, named_by=person, word="Zvezdana misli nate", **answered)
    moderating.report(question=hers, person=friend, reason="Zvezdana Kolobarnik!", by=None, now=NOW)


def letters_of(person: Person, club: Club) -> None:
    account = person.account
    claim = Claim.objects.create(person=person, club=club, channel="mail", taken_at=NOW)
    officer = make_account_of_officer(club)
    for to in (account.email, "stara.zvezda@example.org"):
        OutgoingMail.objects.create(
            key=f"k:{to}", kind="x.y", purpose="service", to=to, to_name="Zvezdana Kolobarnik", language="sl",
            subject="Zvezdana", text="Zvezdana", html="Zvezdana", written_at=NOW,
        )  # fmt: skip
    gate.post(
        claim_letters.something_is_wrong(claim, about="o mravljah", words="Zvezdana Kolobarnik", to=officer, now=NOW),
        now=NOW,
    )
    AccessEntry.objects.create(
        at=NOW, by_id=officer.pk, person_id=person.pk, club_id=club.pk, what="memberships.record"
    )
    audit.record("memberships.add_contact", by=officer, at=NOW, subject=person, person_id=person.pk, said="Zvezdana")
    audit.record("memberships.export", by=officer, at=NOW, wanted={"q": "Zvezdi Kolobarnik"})
    client = client_of(person)
    assert client.get("/me/held/").status_code == 200
    session = Session.objects.get(session_key=client.session.session_key)
    UserSession.objects.create(
        user=account, session_key=session.session_key, ip="10.7.7.8", user_agent="Zvezdana", last_seen_at=NOW,
        created_at=NOW,
    )  # fmt: skip


def make_account_of_officer(club: Club) -> Account:
    found = Officer.objects.filter(role__club=club, person__family="Hopper").first()
    account = (found or make_officer(club)).person.account
    assert account is not None
    return account


def found() -> dict[str, list[str]]:
    """Where any of her values stands: table.column or file -> the values."""
    places: dict[str, list[str]] = {}
    for place, text in [*columns(), *files()]:
        if hit := [value for value in HERS if value.casefold() in text.casefold()]:
            places.setdefault(place, []).extend(hit)
    return places


def columns() -> Iterator[tuple[str, str]]:
    """Each column of each table as one text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns c join information_schema.tables t"
            " using (table_schema, table_name) where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'select string_agg("{column}"::text, \' \') from "{table}"')
            yield f"{table}.{column}", cursor.fetchone()[0] or ""
        cursor.execute("select session_key, session_data from django_session")
        for key, data in cursor.fetchall():
            yield f"session {key}", str(Session(session_data=data).get_decoded())


def files(folder: str = "") -> Iterator[tuple[str, str]]:
    folders, names = default_storage.listdir(folder)
    for name in names:
        with default_storage.open(f"{folder}/{name}") as file:
            yield f"{folder}/{name}", f"{name} {file.read().decode('utf-8', 'replace')}"
    for one in folders:
        yield from files(f"{folder}/{one}".strip("/"))


def erase(person: Person, django_capture_on_commit_callbacks: Any, **facts: Any) -> Person:
    with django_capture_on_commit_callbacks(execute=True):
        gone = erasing.erase(person=person, **{"by": person.account, "why": OWN_WORD, "now": timezone.now(), **facts})
        for mail_id in OutgoingMail.objects.filter(kind="people.goodbye").values_list("pk", flat=True):
            delivery.deliver(mail_id=mail_id, now=timezone.now())
    return gone
