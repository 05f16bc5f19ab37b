"""An officer writes down one graduate by hand, who was in no file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vezi.core import audit
from vezi.network.accounts.models import Account
from vezi.network.clubs import services as clubs
from vezi.network.clubs.models import AffiliationKind, Club
from vezi.network.memberships import signals
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.services.records import add_contact
from vezi.network.people import services as people
from vezi.network.people import tombstones
from vezi.network.people.models import ContactKind, NameKind, Source


@dataclass(frozen=True, kw_only=True)
class Added:
    """What the officer knows of the person."""

    given: str
    family: str
    former_family: str = ""
    born_on: date | None = None
    class_year: int | None = None
    programme: str = ""
    degree: str = ""
    mail: str = ""


@transaction.atomic
def add_member(*, club: Club, added: Added, by: Account, now: datetime) -> Membership:
    """On record from now on, unclaimed; every value is the officer's word, held by this club alone.

    Raises NoName, BadContactValue and AskedToBeErased of `people`.
    """
    if not added.given.strip() and not added.family.strip():
        raise people.NoName
    tombstones.refuse_the_erased(described(club, added), club=club)
    person = people.record_person(
        given=added.given.strip(), family=added.family.strip(), source=Source.OFFICER, by=by, now=now, club=club,
        born_on=added.born_on, birth_year=added.born_on.year if added.born_on else None, language=club.language,
    )  # fmt: skip
    membership = Membership.objects.create(person=person, club=club, state=State.RECORDED, since=now, recorded_at=now)
    # Written down, not found right: nothing of it is confirmed.
    written: dict[str, Any] = {"club": club, "confirmed_at": None, "by": by, "now": now}
    if former := added.former_family.strip():
        people.add_other_name(
            person=person, kind=NameKind.GRADUATION, given="", family=former, source=Source.OFFICER, **written
        )
    if added.class_year or added.programme.strip() or added.degree.strip():
        named = added.programme.strip()
        people.add_affiliation(
            person=person, source=Source.OFFICER, kind=AffiliationKind.ALUM, institution=club.institution,
            programme=clubs.programme_named(named, institution=club.institution) if named else None,
            degree=added.degree.strip(), class_year=added.class_year, **written,
        )  # fmt: skip
    if added.mail:
        add_contact(person=person, club=club, kind=ContactKind.MAIL, value=added.mail, by=by, now=now)
    audit.record("memberships.add_member", by=by, at=now, subject=membership, club_id=club.pk, person_id=person.pk)
    signals.record_added.send(Membership, membership=membership, now=now)
    return membership


def described(club: Club, added: Added) -> tombstones.Described:
    """By what somebody who was erased would be known again."""
    return tombstones.Described(
        names=[(added.family, added.given), *([(added.former_family, added.given)] if added.former_family else [])],
        born_on=added.born_on,
        mails=[added.mail] if added.mail else [],
        classes=[(club.pk, added.class_year)] if added.class_year else [],
    )
