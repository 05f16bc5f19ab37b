"""Where a letter to one person who answered goes, and whom notices reach."""

from vezi.network.clubs.models import Club
from vezi.network.memberships.queries.reach import held_by
from vezi.network.people.models import Person
from vezi.network.registrar.inviting.queries import addresses_of_person
from vezi.network.registrar.models import InvitationChannel


def signs_in(person: Person) -> bool:
    """Whether notices reach her."""
    account = person.account
    return account is not None and account.is_active and bool(account.email)


def to_one(person: Person, club: Club) -> str:
    """Where a letter to a guest goes: to her account, else where the club writes to her; empty if nowhere."""
    if person.account is not None and signs_in(person):
        return person.account.email
    held = addresses_of_person(person.pk, InvitationChannel.MAIL).filter(held_by(club))
    return held.values_list("value", flat=True).first() or ""
