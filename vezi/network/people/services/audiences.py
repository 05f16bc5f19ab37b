"""Deeds on who may see what."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.audience import Audience
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.people.models import Affiliation, ContactValue, OtherName, Person, Position, Residence
from vezi.network.people.services.values import note

#: What of the person herself has an audience of its own: subject -> field.
OF_PERSON = {
    "name": "name_audience",
    "birth": "birth_audience",
    "speaks": "speaks_audience",
    "ask": "ask_audience",
    "help": "help_audience",
}


class UnknownAudience(Refused):
    sentence = _("There is no such audience.")


@transaction.atomic
def choose_audience(*, person: Person, subject: str, audience: int | None, by: Account | None, now: datetime) -> Person:
    """Choose who sees one of `OF_PERSON`; None takes the choice back. Raises UnknownAudience."""
    if subject not in OF_PERSON or not is_audience(audience):
        raise UnknownAudience
    setattr(person, OF_PERSON[subject], audience)
    person.save(update_fields=[OF_PERSON[subject]])
    note("choose_audience", person, by=by, now=now, subject_name=subject, audience=audience)
    return person


@transaction.atomic
def choose_audience_of(
    *,
    value: Affiliation | Position | Residence | ContactValue | OtherName,
    audience: int | None,
    by: Account | None,
    now: datetime,
) -> None:
    """Choose who sees one value; None takes the choice back. Raises UnknownAudience."""
    if not is_audience(audience):
        raise UnknownAudience
    value.audience = audience
    value.save(update_fields=["audience"])
    note("choose_audience", value, by=by, now=now, audience=audience)


def is_audience(audience: int | None) -> bool:
    return audience is None or audience in Audience.values
