"""A registrar's file on its way through the pages, for tests: where it stands after each step."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from vezi.core.tests.drawing import in_one_line
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.registrar.models import Import
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.services import imports

NOW = datetime(2024, 4, 18, 9, 0, tzinfo=UTC)
HEAD = "Student number;Surname;Given name;Date of birth;E-mail;Programme;Class year\n"
ADA = "1001;Lovelace;Ada;10. 12. 1965;ada@example.org;Economics;1988\n"
MAJA = "1002;Kovač;Maja;14. 5. 1976;maja@example.org;Economics;1999\n"
ZIGA = "1003;Čuček;Žiga;1. 4. 1980;ziga@example.org;Law;2004\n"
GOOD = HEAD + ADA + MAJA + ZIGA
BORN_NEVER = "1004;Hopper;Grace;31. 2. 1978;grace@example.org;Economics;1999\n"


def address(name: str, found: Import, **parts: object) -> str:
    return reverse(f"registrar:{name}", kwargs={"club": found.club.slug, "public_id": found.public_id, **parts})


def file_of(text: str | bytes, filename: str = "graduates.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(filename, text.encode() if isinstance(text, str) else text)


def said_in_form(found: Import, **changes: object) -> dict[str, object]:
    """What the browser sends of the columns' form as it is proposed."""
    uses = found.mapping["columns"]
    said: dict[str, object] = {f"field_{place}": use["field"] for place, use in enumerate(uses)}
    said |= {f"order_{place}": use["date_order"] for place, use in enumerate(uses)}
    return {**said, "region": "SI", "class_year_rule": "none", **changes}


def proposed(club: Club, text: str = GOOD, *, filename: str = "graduates.csv", by: Account | None = None) -> Import:
    found = imports.upload(club=club, file=ContentFile(text.encode()), filename=filename, by=by, now=NOW)
    return imports.propose(registrar_import=found, now=NOW)


def reading(club: Club, text: str = GOOD, **said) -> Import:
    found = proposed(club, text, **said)
    imports.set_mapping(registrar_import=found, mapping=Mapping.from_json(found.mapping), by=None, now=NOW)
    found.refresh_from_db()
    return imports.read(registrar_import=found, by=None, now=NOW)


def work(deed: Callable[..., bool], found: Import, **more: object) -> bool:
    """A piece of work begins without the tables of the one before, which stay for as long as the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("discard temp")
    done = deed(import_id=found.pk, now=NOW, **more)
    found.refresh_from_db()
    return done


def ready(club: Club, text: str = GOOD, **said) -> Import:
    found = reading(club, text, **said)
    assert work(imports.do_reading, found), found.failure
    return found


def applied(club: Club, text: str = GOOD, **said) -> Import:
    found = imports.apply(registrar_import=ready(club, text, **said), by=None, now=NOW)
    assert work(imports.do_applying, found, by_id=None), found.failure
    return found


def undone(club: Club, text: str = GOOD, **said) -> Import:
    found = imports.undo(registrar_import=applied(club, text, **said), by=None, now=NOW)
    assert work(imports.do_undoing, found, by_id=None), found.failure
    return found


def text_of(answer) -> str:
    """What a reader sees of a page, in one line."""
    body = re.sub(r"<(script|style|template|option)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return in_one_line(re.sub(r"<[^>]+>", " ", body))
