"""Deeds on memberships, roles and offices."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, features
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships import signals
from vezi.network.memberships.models import Membership, Officer, Role, State
from vezi.network.people.models import Person


class NotAMember(Refused):
    sentence = _("This person is not a member of the club.")


class UnknownCapability(Refused):
    sentence = _("There is no such right.")


@transaction.atomic
def admit(*, person: Person, club: Club, by: Account | None, now: datetime) -> Membership:
    """Make the person a member, whether on record, gone before, or new. Who is in stays in."""
    membership, made = Membership.objects.select_for_update().get_or_create(
        person=person, club=club, defaults={"state": State.MEMBER, "since": now, "recorded_at": now}
    )
    if not made and membership.state == State.MEMBER:
        return membership
    membership.state, membership.since = State.MEMBER, now
    membership.save(update_fields=["state", "since"])
    audit.record("memberships.admit", by=by, at=now, subject=membership, club_id=club.pk, person_id=person.pk)
    signals.member_admitted.send(Membership, membership=membership, now=now)
    return membership


@transaction.atomic
def leave(*, person: Person, club: Club, by: Account | None, now: datetime) -> Membership:
    """End a membership; the record stays with the club. Offices in the club end too. Raises NotAMember."""
    membership = Membership.objects.select_for_update().filter(person=person, club=club, state=State.MEMBER).first()
    if membership is None:
        raise NotAMember
    membership.state, membership.since = State.LEFT, now
    membership.save(update_fields=["state", "since"])
    Officer.objects.serving(now.date()).filter(person=person, role__club=club).update(until_on=now.date())
    audit.record("memberships.leave", by=by, at=now, subject=membership, club_id=club.pk, person_id=person.pk)
    signals.membership_ended.send(Membership, membership=membership, now=now)
    return membership


@transaction.atomic
def make_role(
    *, club: Club, name: str, capabilities: list[str], by: Account | None, now: datetime, **facts: object
) -> Role:
    """Raises UnknownCapability."""
    if set(capabilities) - {capability.code for capability in features.capabilities()}:
        raise UnknownCapability
    role = Role.objects.create(club=club, name=name, capabilities=sorted(set(capabilities)), **facts)
    audit.record("memberships.make_role", by=by, at=now, subject=role, club_id=club.pk, capabilities=role.capabilities)
    return role


@transaction.atomic
def appoint(
    *,
    person: Person,
    role: Role,
    by: Account | None,
    now: datetime,
    since_on: date | None = None,
    is_listed: bool = True,
) -> Officer:
    """Give the person the role. Who holds it already keeps it."""
    officer, made = Officer.objects.get_or_create(
        person=person, role=role, until_on=None,
        defaults={"since_on": since_on or now.date(), "is_listed": is_listed},
    )  # fmt: skip
    if made:
        audit.record("memberships.appoint", by=by, at=now, subject=officer, club_id=role.club_id, person_id=person.pk)
    return officer


@transaction.atomic
def dismiss(*, officer: Officer, by: Account | None, now: datetime) -> Officer:
    """End an office as of yesterday, so that its rights end at once."""
    officer.until_on = date.fromordinal(now.date().toordinal() - 1)
    officer.save(update_fields=["until_on"])
    audit.record(
        "memberships.dismiss", by=by, at=now, subject=officer, club_id=officer.role.club_id, person_id=officer.person_id
    )
    return officer
