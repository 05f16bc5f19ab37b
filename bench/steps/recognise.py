"""One new record after the other looked for among a club's people: as a list has it, with less, and misspelt."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.second_lists import SAME
from vezi.network.clubs.models import Club
from vezi.network.people.models import Identifier
from vezi.network.registrar.linkage import Record, usual_model
from vezi.network.registrar.linkage.files import records_of
from vezi.network.registrar.reading import open_sheet
from vezi.network.registrar.recognising import who_may_be

WARMING = 40


def run(file: str, slug: str, people: int, count: int, seed: int) -> dict[str, Any]:
    club, model, chance = Club.objects.get(slug=slug), usual_model(people=people), random.Random(seed)
    listed = [record for record in records_of(open_sheet(Path(file)), today=timezone.localdate()) if record.birth_date]
    asked = [made(record, chance) for record in chance.sample(listed, count) for made in KINDS]
    for record in asked[:WARMING]:
        who_may_be(record, club=club, model=model)
    seconds, known, met = [], 0, 0
    for record in asked:
        began = time.perf_counter()
        found = who_may_be(record, club=club, model=model)
        seconds.append(time.perf_counter() - began)
        if record.id.startswith(SAME):
            known += 1
            met += is_of(record.id.removeprefix(SAME), [one.person_id for one in found], club)
    return {"seconds": seconds, "known": known, "met": met, "floor": [plainly(record) for record in listed[:count]]}


def is_of(number: str, people: list[int], club: Club) -> bool:
    return Identifier.objects.filter(club=club, value=number, person__in=people).exists()


def plainly(record: Record) -> float:
    """The floor: the people of one birthday, by its index."""
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("select id, given, family from people_person where born_on = %s", [record.birth_date])
        cursor.fetchall()
    return time.perf_counter() - began


def whole(record: Record, _chance: random.Random) -> Record:
    return record


def name_alone(record: Record, _chance: random.Random) -> Record:
    return Record(record.id, record.given_name, record.family_name)


def name_and_mail(record: Record, _chance: random.Random) -> Record:
    return replace(name_alone(record, _chance), email=record.email)


def misspelt(record: Record, chance: random.Random) -> Record:
    """A letter more in the surname, behind the first."""
    place = chance.randint(1, len(record.family_name))
    family = record.family_name[:place] + chance.choice("aeiou") + record.family_name[place:]
    return replace(record, family_name=family)


KINDS: tuple[Callable[[Record, random.Random], Record], ...] = (whole, name_alone, name_and_mail, misspelt)
