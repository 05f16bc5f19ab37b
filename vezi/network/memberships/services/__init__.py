"""Deeds on memberships, roles and offices."""

from vezi.network.memberships.services.exporting import note_export
from vezi.network.memberships.services.founding import found, give_office, give_standard_roles, publish_default_notices
from vezi.network.memberships.services.joining import admit_as, admit_as_new, ask_to_join, decline, withdraw
from vezi.network.memberships.services.members import NotAMember, admit, leave, seen_now
from vezi.network.memberships.services.records import (
    add_contact,
    correct_dates,
    correct_name,
    correct_study,
    correct_town,
    drop_contact,
)
from vezi.network.memberships.services.roles import (
    LastKeeper,
    RightsNotHeld,
    UnknownCapability,
    appoint,
    change_role,
    dismiss,
    make_role,
)

__all__ = [
    "LastKeeper",
    "NotAMember",
    "RightsNotHeld",
    "UnknownCapability",
    "add_contact",
    "admit",
    "admit_as",
    "admit_as_new",
    "appoint",
    "ask_to_join",
    "change_role",
    "correct_dates",
    "correct_name",
    "correct_study",
    "correct_town",
    "decline",
    "dismiss",
    "drop_contact",
    "found",
    "give_office",
    "give_standard_roles",
    "leave",
    "make_role",
    "note_export",
    "publish_default_notices",
    "seen_now",
    "withdraw",
]
