"""One new record after the other, each looked for among a club's people."""

import csv
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.second_lists import SAME
from vezi.network.clubs.models import Club
from vezi.network.people.models import Identifier, Person
from vezi.network.registrar.linkage import Record, usual_model
from vezi.network.registrar.linkage.files import records_of
from vezi.network.registrar.reading import open_sheet
from vezi.network.registrar.recognising import who_may_be

WARMING = 20


def run(file: str, slug: str, count: int, seed: int) -> dict[str, Any]:
    club = Club.objects.get(slug=slug)
    people = Person.objects.filter(memberships__club=club).count()
    model = usual_model(people=people)
    chance = random.Random(seed)
    listed = records_of(open_sheet(Path(file)), today=timezone.localdate())
    chosen = chance.sample(listed, count + WARMING)
    seconds: dict[str, list[float]] = {}
    right = dict.fromkeys(KINDS, 0)
    known = dict.fromkeys(KINDS, 0)
    for number, record in enumerate(chosen):
        kind = list(KINDS)[number % len(KINDS)]
        asked = KINDS[kind](record, chance)
        began = time.perf_counter()
        found = who_may_be(asked, club=club, model=model)
        taken = time.perf_counter() - began
        if number < WARMING:
            continue
        seconds.setdefault(kind, []).append(taken)
        if record.id.startswith(SAME):
            known[kind] += 1
            number_of = Identifier.objects.filter(club=club, value=record.id.removeprefix(SAME)).values_list(
                "person_id", flat=True
            )
            right[kind] += bool(set(number_of) & {one.person_id for one in found})
    return {"seconds": seconds, "known": known, "right": right, "people": people, "floor": floor(chosen)}


def floor(records: list[Record]) -> list[float]:
    """One question that an index answers."""
    return []


def misspelt(record: Record, chance: random.Random) -> Record:
    name = record.family_name
    place = chance.randrange(1, max(2, len(name)))
    return replace(record, family_name=name[:place] + chance.choice("aeiou") + name[place:])


KINDS = {
    "all that is known": lambda record, chance: record,
    "a name alone": lambda record, chance: Record(record.id, record.given_name, record.family_name),
    "name and mail": lambda record, chance: Record(
        record.id, record.given_name, record.family_name, email=record.email
    ),
    "misspelt": misspelt,
}
