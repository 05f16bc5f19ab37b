"""Deeds on persons. Each value is written with its source."""

from datetime import datetime

from django.db import transaction

from vezi.core import audit
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.people import naming
from vezi.network.people.models import Person, Source


@transaction.atomic
def record_person(
    *,
    given: str,
    family: str,
    source: str,
    by: Account | None,
    now: datetime,
    club: Club | None = None,
    **facts: object,
) -> Person:
    """Write down a person who was not known. `facts` are further fields of `Person`."""
    person = Person(
        given=given, family=family, source=source, club=club, recorded_at=now, created_at=now,
        confirmed_at=now if source == Source.SELF else None, **facts,
    )  # fmt: skip
    name_keys(person)
    person.save()
    audit.record("people.record", by=by, at=now, subject=person, person_id=person.pk, club_id=club.pk if club else None)
    return person


def name_keys(person: Person) -> None:
    """Bring the keys kept beside the name up to date; call it before saving a changed name."""
    parts = {"family": person.family, "given": person.given, "preferred": person.preferred}
    person.folded = naming.folded_name(**parts)
    for field, value in naming.sort_keys(**parts).items():
        setattr(person, field, value)


@transaction.atomic
def tie_account(*, person: Person, account: Account, by: Account | None, now: datetime) -> Person:
    """The person takes up the record: from now on the account speaks for it."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.account = account
    person.claimed_at = person.claimed_at or now
    person.save(update_fields=["account", "claimed_at"])
    audit.record("people.claim", by=by, at=now, subject=person, person_id=person.pk)
    return person
