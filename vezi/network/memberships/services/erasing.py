"""An officer erases a record for somebody who asked for it in a letter."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership
from vezi.network.memberships.services.records import on_the_books
from vezi.network.people import erasing
from vezi.network.people.models import Person


class SpeaksForHerself(Refused):
    sentence = _(
        "This person has an account and can be erased from there: “My page”, “What we know about you”, “Erase me”."
    )


class OnOtherBooks(Refused):
    sentence = _("Another club has this person on its books too. Ask its officers first, or whoever runs the house.")


@transaction.atomic
def erase_for(*, person: Person, club: Club, why: str, by: Account, now: datetime) -> Person:
    """Erase a record that nobody speaks for; it stays out of this club's files from now on.

    Raises NotOnTheBooks, SpeaksForHerself, OnOtherBooks, and WhyMissing, CannotErase of `people`.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    on_the_books(person, club)
    if person.account_id is not None:
        raise SpeaksForHerself
    if Membership.with_held.filter(person=person).exclude(club=club).exists():
        raise OnOtherBooks
    return erasing.erase(person=person, by=by, why=why, now=now, club=club)
