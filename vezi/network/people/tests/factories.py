"""People for tests."""

from datetime import UTC, datetime

from vezi.core.audience import Audience
from vezi.network.clubs.models import AffiliationKind
from vezi.network.people import naming, services
from vezi.network.people.models import Affiliation, ContactKind, ContactValue, Person, Position, Residence, Source

NOW = datetime(2024, 4, 18, 9, 0, tzinfo=UTC)


def make_person(given: str = "Ada", family: str = "Lovelace", **facts) -> Person:
    facts = {"source": Source.REGISTRAR, "by": None, "now": NOW, **facts}
    return services.record_person(given=given, family=family, **facts)


def _sourced(facts: dict) -> dict:
    return {"source": Source.REGISTRAR, "recorded_at": NOW, **facts}


def make_affiliation(person: Person, class_year: int | None = 1999, **facts) -> Affiliation:
    facts = {"kind": AffiliationKind.ALUM, **_sourced(facts)}
    return Affiliation.objects.create(person=person, class_year=class_year, **facts)


def make_position(person: Person, title: str = "Treasurer", employer: str = "Luka Jadran", **facts) -> Position:
    facts = {"audience": Audience.CLUB, **_sourced(facts)}
    return Position.objects.create(person=person, title=title, employer=employer, **facts)


def make_residence(person: Person, city: str = "Koper", country: str = "SI", **facts) -> Residence:
    facts = {"audience": Audience.CLUB, **_sourced(facts)}
    return Residence.objects.create(person=person, city=city, country=country, **facts)


def make_contact(person: Person, value: str = "ada@example.org", kind: str = ContactKind.MAIL, **facts) -> ContactValue:
    facts = {"key": naming.mail_key(value), **_sourced(facts)}
    return ContactValue.objects.create(person=person, kind=kind, value=value, **facts)
