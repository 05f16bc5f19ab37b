"""Whatever stands in an address or a form is answered: by a page, a refusal, or not found; by a fault of ours never."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import vezi
from tests.test_permissions import RECORD, ROWS
from vezi.network.clubs.tests.factories import make_club
from vezi.network.connections.tests.factories import make_passed_on, make_request
from vezi.network.directory.index import writing
from vezi.network.groups.tests.factories import answer, make_group, open_discussion, put_in
from vezi.network.memberships.tests.factories import client_of, make_member, make_officer
from vezi.network.people.models import Person
from vezi.network.questions.tests.factories import make_asked, make_helped
from vezi.network.ties.tests.factories import make_connection

pytestmark = pytest.mark.django_db
AREAS = ("groups", "questions", "connections", "notices", "news", "messages")
BAD = ("\x00", "9" * 40, "٣", "a\u202e'\"%{}[]")
ASKED = re.compile(
    r"""(?:GET|POST)(?:\.get|\.getlist)?[\(\[]["'](\w+)["']|^ {4}(\w+) = (?:forms\.\w+|\w+)\(""", re.MULTILINE
)
DEED = re.compile(r"""["'](\w+)["']: \(|deed (?:==|!=|in) \(?["'](\w+)["']|case ["'](\w+)["'](?: \| ["'](\w+)["'])?""")


def names_asked(pattern: re.Pattern[str], *areas: str) -> list[str]:
    """What views and forms of these areas ask for."""
    places = [Path(vezi.__file__).parent / "network" / area for area in areas]
    files = [
        file for place in places for file in (*place.glob("views*"), *place.glob("views/*.py"), place / "forms.py")
    ]
    found = [pattern.findall(file.read_text()) for file in files if file.is_file()]
    names = (name for many in found for match in many for name in ([match] if isinstance(match, str) else match))
    return sorted({name for name in names if name})


@pytest.fixture
def ada(settings, tmp_path) -> Person:
    settings.VEZI_HOME = settings.MEDIA_ROOT = tmp_path
    return make_officer(make_club("economics"), given="Ada", family="Lovelace", email="ada@example.org").person


@pytest.fixture
def ids(ada: Person) -> dict[str, list[str]]:
    """What addresses of each area are made of."""
    club, now = ada.memberships.get().club, timezone.now()
    others = [make_member(club, "Maja", f"Of{number}", f"of{number}@example.org") for number in range(4)]
    group = make_group(club, officer=ada)
    put_in(group, *others)
    opening = open_discussion(group, ada, now=now, options=["Yes", "No"], is_question=True)
    make_connection(ada, others[0])
    make_connection(others[0], others[1])
    passed_on, request = make_passed_on(ada, others[0], others[1], now=now), make_request(others[2], ada, now=now)
    asked, helped = make_asked(others[0], ada, now=now), make_helped(ada, others[1], now=now)
    writing.make_anew()
    return {
        "groups": [group.public_id, opening.public_id, answer(opening, others[0], now=now).public_id],
        "connections": [request.public_id, passed_on.public_id, others[0].public_id, others[3].public_id],
        "questions": [asked.question.public_id, helped.question.public_id],
    }


def every_address(ids: dict[str, list[str]]) -> Iterator[str]:
    """Of the areas, as the matrix of permissions knows them."""
    for name, row in ROWS.items():
        area = name.partition(":")[0]
        if area in AREAS:
            open_parts = [part for part, value in row.parts.items() if value in ("nothing", "nobody", RECORD)]
            for value in ids.get(area, ["nothing"]) if open_parts else ["nothing"]:
                yield reverse(name, kwargs=row.parts | dict.fromkeys(open_parts, value))


def status_of(client: Client, address: str, method: str, **asked: dict[str, str]) -> int:
    """What it answers, and nothing is changed by it."""
    with transaction.atomic():
        found = getattr(client, method)(address, **asked).status_code
        transaction.set_rollback(True)
    return int(found)


def test_no_input_is_answered_by_a_fault(ada: Person, ids: dict[str, list[str]]) -> None:
    client = client_of(ada)
    client.raise_request_exception = False
    names, deeds = names_asked(ASKED, *AREAS), names_asked(DEED, *AREAS)
    assert {"q", "before", "about", "words", "breadth", "text"} <= {*names}
    assert {"help", "widen", "keep_back"} <= {*deeds}

    logging.disable()  # each refusal says a line
    faults = []
    for address in dict.fromkeys(every_address(ids)):
        if status_of(client, address, "get") == 404:
            continue
        for bad in BAD:
            asked = dict.fromkeys(names, bad)
            for method in ("get", "post"):
                if status_of(client, address, method, data=asked) >= 500:
                    faults.append((method, address, quote(bad[:10])))
        for deed in deeds if re.match("/(questions|connections)/.*/", address) else ():
            if status_of(client, address, "post", data=dict.fromkeys(names, BAD[0]) | {"deed": deed}) >= 500:
                faults.append((deed, address, ""))

    logging.disable(logging.NOTSET)
    assert faults == []
