"""Deeds on ways to reach a person."""

from datetime import datetime

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import ContactKind, ContactValue, Person
from vezi.network.people.naming import mail_key
from vezi.network.people.services.values import note, say_so


class BadContactValue(Refused):
    sentence = _("That cannot be read.")


class ContactValueTwice(Refused):
    sentence = _("This is on your page already.")


def understood(kind: str, value: str, *, region: str = "SI") -> tuple[str, str]:
    """The value as it is shown and the key it is compared by. Raises BadContactValue with a sentence for the field.

    `region` is the ISO 3166 country in which a telephone number without a prefix is read.
    """
    value = " ".join(value.split()) if kind != ContactKind.POST else value.strip()
    if kind == ContactKind.MAIL:
        return checked(value, validate_email, _("A mail address has an @ in it, such as ada@example.org.")), mail_key(
            value
        )
    if kind == ContactKind.PHONE:
        return understood_phone(value, region)
    if kind == ContactKind.WEB:
        address = value if "://" in value else f"https://{value}"
        web = URLValidator(schemes=["http", "https"])
        return checked(address, web, _("A web address looks like www.example.org.")), address.lower()
    if not value:
        raise BadContactValue(_("Write an address."))
    return value, " ".join(value.lower().split())


def checked(value: str, validator: object, sentence: str | Promise) -> str:
    try:
        validator(value)  # type: ignore[operator]
    except ValidationError:
        raise BadContactValue(sentence) from None
    return value


def understood_phone(value: str, region: str) -> tuple[str, str]:
    try:
        number = phonenumbers.parse(value, region)
    except phonenumbers.NumberParseException:
        raise BadContactValue(_("A telephone number has digits, such as +386 40 555 199.")) from None
    if not phonenumbers.is_possible_number(number):
        raise BadContactValue(_("This number is too short or too long for a telephone number."))
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return shown, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@transaction.atomic
def add_contact(
    *, person: Person, kind: str, value: str, audience: int | None, source: str, by: Account | None, now: datetime
) -> ContactValue:
    """Add a way to be reached; the first of its kind is the primary one. Raises BadContactValue, ContactValueTwice."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    shown, key = understood(kind, value)
    of_kind = ContactValue.objects.filter(person=person, kind=kind)
    if of_kind.filter(key=key).exists():
        raise ContactValueTwice
    contact = ContactValue.objects.create(
        person=person, kind=kind, value=shown, key=key, audience=audience, source=source, recorded_at=now,
        confirmed_at=now, is_primary=not of_kind.filter(is_primary=True).exists(),
    )  # fmt: skip
    note("add_contact", contact, by=by, now=now, kind=kind)
    return contact


@transaction.atomic
def change_contact(
    *, contact: ContactValue, value: str, source: str, by: Account | None, now: datetime
) -> ContactValue:
    """Raises BadContactValue, ContactValueTwice."""
    Person.objects.select_for_update(of=("self",)).get(pk=contact.person_id)
    contact.value, contact.key = understood(contact.kind, value)
    like_it = ContactValue.objects.filter(person_id=contact.person_id, kind=contact.kind, key=contact.key)
    if like_it.exclude(pk=contact.pk).exists():
        raise ContactValueTwice
    contact.bounced_at = None
    say_so(contact, source=source, now=now)
    contact.save()
    note("change_contact", contact, by=by, now=now, kind=contact.kind)
    return contact


@transaction.atomic
def make_primary(*, contact: ContactValue, by: Account | None, now: datetime) -> ContactValue:
    """Letters of this kind go here from now on."""
    Person.objects.select_for_update(of=("self",)).get(pk=contact.person_id)
    ContactValue.objects.filter(person_id=contact.person_id, kind=contact.kind, is_primary=True).update(
        is_primary=False
    )
    contact.is_primary = True
    contact.save(update_fields=["is_primary"])
    note("make_primary", contact, by=by, now=now, kind=contact.kind)
    return contact


@transaction.atomic
def remove_contact(*, contact: ContactValue, by: Account | None, now: datetime) -> None:
    """The next one of its kind becomes the primary one."""
    person_id, kind = contact.person_id, contact.kind
    note("remove_contact", contact, by=by, now=now, kind=kind)
    was_primary = contact.is_primary
    contact.delete()
    heir = ContactValue.objects.filter(person_id=person_id, kind=kind).order_by("-confirmed_at", "pk").first()
    if was_primary and heir is not None:
        heir.is_primary = True
        heir.save(update_fields=["is_primary"])
