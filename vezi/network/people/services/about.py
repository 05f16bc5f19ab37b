"""Deeds on what a person says of herself."""

from datetime import datetime

from django.db import transaction

from vezi.network.accounts.models import Account
from vezi.network.people.models import Person
from vezi.network.people.services.values import note


@transaction.atomic
def write_about(*, person: Person, ask_about: str, by: Account | None, now: datetime) -> Person:
    """“Ask me about.”"""
    person.ask_about = ask_about.strip()
    person.save(update_fields=["ask_about"])
    note("write_about", person, by=by, now=now)
    return person


@transaction.atomic
def offer_help(*, person: Person, helps_with: list[str], by: Account | None, now: datetime) -> Person:
    """“I can help with”: codes of people.help."""
    person.helps_with = sorted(set(helps_with))
    person.save(update_fields=["helps_with"])
    note("offer_help", person, by=by, now=now)
    return person


@transaction.atomic
def speak(*, person: Person, languages: list[str], by: Account | None, now: datetime) -> Person:
    """Languages the person speaks, ISO 639 codes in the order given."""
    person.speaks = list(dict.fromkeys(languages))
    person.save(update_fields=["speaks"])
    note("speak", person, by=by, now=now)
    return person
