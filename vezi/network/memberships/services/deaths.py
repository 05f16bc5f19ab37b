"""An officer notes that somebody has died, and what the family wishes to be read."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.services.records import on_the_books, record
from vezi.network.people.models import Person, Remembrance, Source


class DiedBeforeBirth(Refused):
    status = 422
    sentence = _("That is before the day of birth.")


class NobodyWished(Refused):
    status = 422
    sentence = _("Say who of the family wished it.")


@transaction.atomic
def note_death(
    *, person: Person, club: Club, deceased_on: date | None, told_by: str, note: str, wished_by: str, by: Account,
    now: datetime,
) -> Person:  # fmt: skip
    """From now on nobody is written to, asked or congratulated. `note` is read on the person's page.

    Raises NotOnTheBooks, DiedBeforeBirth, NobodyWished.
    """
    on_the_books(person, club)
    if note.strip() and not wished_by.strip():
        raise NobodyWished
    if deceased_on and person.born_on and deceased_on < person.born_on:
        raise DiedBeforeBirth
    person.is_deceased, person.deceased_on = True, deceased_on
    person.save(update_fields=["is_deceased", "deceased_on"])
    Remembrance.objects.update_or_create(
        person=person,
        defaults={
            "told_by": told_by.strip(), "note": note.strip(), "wished_by": wished_by.strip(), "source": Source.OFFICER,
            "club": club, "recorded_at": now,
        },
    )  # fmt: skip
    record("note_death", person, club=club, by=by, now=now)
    return person


@transaction.atomic
def take_back_death(*, person: Person, club: Club, by: Account, now: datetime) -> Person:
    """It was an error. Raises NotOnTheBooks."""
    on_the_books(person, club)
    if not person.is_deceased:
        return person
    person.is_deceased, person.deceased_on = False, None
    person.save(update_fields=["is_deceased", "deceased_on"])
    Remembrance.objects.filter(person=person).delete()
    record("take_back_death", person, club=club, by=by, now=now)
    return person
