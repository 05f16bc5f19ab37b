"""Roles and who holds them. Nobody gives rights they do not hold, and a club never loses its last keeper of roles."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, features
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships import access
from vezi.network.memberships.models import Membership, Officer, Role
from vezi.network.people.models import Person

KEEPING = "manage_roles"


class UnknownCapability(Refused):
    sentence = _("There is no such right.")


class RightsNotHeld(Refused):
    status = 403
    sentence = _("You can give only rights that you hold yourself.")


class LastKeeper(Refused):
    sentence = _("Somebody who can sign in must be able to appoint officers. Appoint another first.")


class RoleNameTaken(Refused):
    sentence = _("The club has a role of this name already.")


class NotOfTheClub(Refused):
    sentence = _("Only a member of the club can hold an office in it.")


@transaction.atomic
def make_role(
    *, club: Club, name: str, capabilities: list[str], by: Account | None, now: datetime, **facts: object
) -> Role:
    """Raises UnknownCapability, RightsNotHeld, RoleNameTaken. `by` nobody: the house itself, which may give all."""
    _must_exist(capabilities)
    _must_hold(capabilities, by=by, club=club, now=now)
    if Role.objects.filter(club=club, name=name).exists():
        raise RoleNameTaken
    role = Role.objects.create(club=club, name=name, capabilities=sorted(set(capabilities)), **facts)
    audit.record("memberships.make_role", by=by, at=now, subject=role, club_id=club.pk, capabilities=role.capabilities)
    return role


@transaction.atomic
def change_role(*, role: Role, name: str, capabilities: list[str], by: Account | None, now: datetime) -> Role:
    """Raises UnknownCapability, RightsNotHeld, RoleNameTaken, LastKeeper."""
    _must_exist(capabilities)
    club = _lock(role.club_id)
    role = Role.objects.get(pk=role.pk)
    _must_hold(set(capabilities) - set(role.capabilities), by=by, club=club, now=now)
    if Role.objects.filter(club=club, name=name).exclude(pk=role.pk).exists():
        raise RoleNameTaken
    if KEEPING in role.capabilities and KEEPING not in capabilities:
        holders = Officer.objects.serving(now.date()).filter(role=role).select_related("role")
        keep_a_keeper(club=club, without=holders, today=now.date())
    was = {"name": role.name, "capabilities": role.capabilities}
    if name != role.name:
        role.name, role.names = name, {}
    role.capabilities = sorted(set(capabilities))
    role.save(update_fields=["name", "names", "capabilities"])
    audit.record(
        "memberships.change_role", by=by, at=now, subject=role, club_id=club.pk,
        was=was, becomes={"name": role.name, "capabilities": role.capabilities},
    )  # fmt: skip
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
    """Give the person the role; who holds it already keeps it. Raises RightsNotHeld, NotOfTheClub.

    Officers appoint members; only the house itself (`by` nobody) may set up somebody from outside, such as staff.
    """
    _must_hold(role.capabilities, by=by, club=role.club, now=now)
    if by is not None and not Membership.objects.active().filter(person=person, club_id=role.club_id).exists():
        raise NotOfTheClub
    officer, made = Officer.objects.get_or_create(
        person=person, role=role, until_on=None,
        defaults={"since_on": since_on or now.date(), "is_listed": is_listed},
    )  # fmt: skip
    if made:
        audit.record(
            "memberships.appoint",
            by=by,
            at=now,
            subject=officer,
            club_id=role.club_id,
            person_id=person.pk,
            role=role.name,
        )
    return officer


@transaction.atomic
def dismiss(*, officer: Officer, by: Account | None, now: datetime) -> Officer:
    """End an office as of yesterday, so that its rights end at once. Raises LastKeeper."""
    keep_a_keeper(club=_lock(officer.role.club_id), without=[officer], today=now.date())
    officer.until_on = the_day_before(now)
    officer.save(update_fields=["until_on"])
    audit.record(
        "memberships.dismiss", by=by, at=now, subject=officer, club_id=officer.role.club_id,
        person_id=officer.person_id, role=officer.role.name,
    )  # fmt: skip
    return officer


def keep_a_keeper(*, club: Club, without: Iterable[Officer], today: date) -> None:
    """Refuse if nobody who can sign in would be left to appoint officers. Locks the club until the deed is done."""
    ending = {officer.pk for officer in without if KEEPING in officer.role.capabilities}
    if not ending:
        return
    _lock(club.pk)
    keepers = set(access.keepers_of(club, today=today).values_list("pk", flat=True))
    if keepers and not keepers - ending:
        raise LastKeeper


def the_day_before(now: datetime) -> date:
    return now.date() - timedelta(days=1)


def _lock(club_id: int) -> Club:
    # Two keepers dismissing each other at the same moment must not both succeed.
    return Club.objects.select_for_update().get(pk=club_id)


def _must_exist(capabilities: Iterable[str]) -> None:
    if set(capabilities) - {capability.code for capability in features.capabilities()}:
        raise UnknownCapability


def _must_hold(capabilities: Iterable[str], *, by: Account | None, club: Club, now: datetime) -> None:
    if by is not None and set(capabilities) - access.rights_of(by, club, today=now.date()):
        raise RightsNotHeld
