"""Everything the house holds of a person, to be taken along: one file to read, one for programs.

Made from what the areas declare (`core.features`): every record that is hers and that she may see, those that were
merged into hers too; her account; who looked; letters; what was done. The keys of the file for programs are the names
of models and fields, its moments ISO 8601, its choices their codes: the same in every language.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vezi.core import features, geo
from vezi.core.audience import AudienceField
from vezi.core.errors import Words
from vezi.core.models import AccessEntry, AuditEntry, OutgoingMail
from vezi.core.money import Money
from vezi.network.accounts import queries as accounts
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people import help as helping
from vezi.network.people.models import Person
from vezi.network.profiles import field_names
from vezi.network.profiles.holdings import of, visible_fields

FORM = "vezi.person/1"
SOMEBODY = (Person, Account)  # whoever stands in such a field may be another


@dataclass(frozen=True)
class Part:
    """One kind of record, in words: each row as (name, value), where a value may be a list of (name, value) again."""

    title: Words
    rows: list[list[tuple[str, Any]]] = field(default_factory=list)


def records_of(person: Person) -> Iterator[tuple[str, Words, list[models.Model]]]:
    """(model, title, rows): her own record, those merged into it, then by the areas' order; without empty kinds.

    A row that is tied to her twice is told once.
    """
    everybody = with_merged(person)
    yield Person._meta.label, _("Your record"), [person]
    if everybody[1:]:
        yield "people.Person.merged", _("Records that turned out to be yours"), list(everybody[1:])
    found: dict[str, tuple[Words, dict[Any, models.Model]]] = {}
    for tie in features.held_of_person():
        _title, rows = found.setdefault(tie.model, (tie.title, {}))
        rows.update((row.pk, row) for one in everybody for row in of(tie, one, reader=person))
    yield from ((model, title, list(rows.values())) for model, (title, rows) in found.items() if rows)


def with_merged(person: Person) -> list[Person]:
    found = latest = [person]
    while latest := list(Person.objects.filter(merged_into__in=latest).order_by("pk")):
        found = [*found, *latest]
    return found


def fields_of(record: models.Model) -> Iterator[tuple[models.Field, Any]]:
    """The fields that are not internal to the house, without the empty ones, and without who else it is about."""
    shown = visible_fields()[record._meta.label]
    more: dict[str, Any] = getattr(record, "taken_along", dict)()
    for one in record._meta.fields:
        value = more.get(one.name, getattr(record, one.name)) if one.name in shown else None
        is_empty = value in (None, "", [], {}) or (isinstance(one, models.FileField) and not value)
        if not is_empty and one.related_model not in SOMEBODY:
            yield one, value


# For programs


def as_json(person: Person, *, now: datetime) -> dict[str, Any]:
    everybody = [one.pk for one in with_merged(person)]
    return {
        "form": FORM,
        "house": settings.NETWORK_NAME,
        "made_at": now.isoformat(),
        "records": {
            model: [{one.name: plain(value) for one, value in fields_of(row)} for row in rows]
            for model, _title, rows in records_of(person)
        },
        "account": account_as_json(person.account) if person.account else None,
        "who_looked": [
            {"at": plain(look.at), "what": look.what, "by": look.by, "club": look.club} for look in looks(everybody)
        ],
        "letters": [
            {
                "at": plain(mail.written_at), "to": mail.to, "kind": mail.kind, "subject": mail.subject,
                "text": mail.text, "state": mail.state,
            }
            for mail in letters(everybody)
        ],
        "deeds": [{"at": plain(deed.at), "deed": deed.deed, "details": deed.details} for deed in deeds(everybody)],
    }  # fmt: skip


def account_as_json(account: Account) -> dict[str, Any]:
    ways = accounts.ways_in(account)
    return {
        "joined_at": plain(account.joined_at),
        "language": account.language,
        "addresses": [
            {"mail": one.email, "is_confirmed": one.verified, "is_first": one.primary} for one in ways.addresses
        ]
        or [{"mail": account.email}],
        "has_password": ways.has_password,
        "has_app": ways.has_app,
        "passkeys": [{"name": plain(one.wrap().name), "made_at": plain(one.created_at)} for one in ways.passkeys],
        "signed_in": [
            {"browser": one.browser, "system": one.system, "ip": one.ip, "since": plain(one.since)}
            for one in ways.sessions
        ],
    }


def plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Money):  # in whole minor units of the currency, as the house keeps it
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, models.Model):
        return str(value)
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


# For reading


def parts(person: Person) -> list[Part]:
    return [Part(title, [told(row) for row in rows]) for _model, title, rows in records_of(person)]


#: Read after what was said: who said it, when, and what the house calls it.
BESIDES = ("audience", "public_id", "source", "club", "recorded_at", "confirmed_at", "created_at", "claimed_at")


def told(record: models.Model) -> list[tuple[str, Any]]:
    model = record._meta.label
    found = ((one, value) for one, value in fields_of(record) if (one.name, value) != ("is_deceased", False))
    inner = sorted(found, key=lambda pair: pair[0].name in BESIDES)
    return [(field_names.name_of(one.name, model), said(record, one, value)) for one, value in inner]


def said(record: models.Model, one: models.Field, value: Any) -> Any:
    """The value in the reader's words; what has parts of its own is a list of pairs."""
    if isinstance(one, AudienceField) or one.choices:
        return str(getattr(record, f"get_{one.name}_display")())
    if one.name == "country":
        return geo.country_name(value)
    if one.name == "speaks":
        return [geo.language_name(code) for code in value]
    if one.name == "helps_with":
        return [str(dict(helping.CHOICES).get(code, code)) for code in value]
    if isinstance(value, dict):
        return [(name, part) for name, part in value.items() if part not in (None, "")]
    return value


@dataclass(frozen=True)
class Look:
    """An officer saw more than the choices of the person show."""

    at: datetime
    what: str
    words: Words
    by: str
    club: str


def looks(people: list[int]) -> list[Look]:
    entries = list(AccessEntry.objects.filter(person_id__in=people).order_by("at", "pk"))
    officers = Person.objects.in_bulk({one.by_id for one in entries}, field_name="account_id")
    clubs = Club.objects.in_bulk({one.club_id for one in entries if one.club_id})
    words = features.looks()
    gone = _("An officer who is not here any more")
    return [
        Look(
            one.at, one.what, words.get(one.what, _("saw more of you than your choices show")),
            officers[one.by_id].name if one.by_id in officers else gone,
            str(clubs[one.club_id]) if one.club_id in clubs else "",
        )
        for one in entries
    ]  # fmt: skip


def letters(people: list[int]) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(person_id__in=people).order_by("written_at", "pk"))


def deeds(people: list[int]) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(person_id__in=people).order_by("at", "pk"))


def filename(person: Person, *, now: datetime, ending: str) -> str:
    return f"{slugify(person.name) or 'vezi'}-{now:%Y-%m-%d}.{ending}"
