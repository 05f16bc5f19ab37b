"""Deeds on memberships, roles and offices."""

from vezi.network.memberships.services.adding import Added, add_member
from vezi.network.memberships.services.choosing import (
    change_view,
    choose,
    choose_all,
    forget,
    keep_view,
    remove_view,
)
from vezi.network.memberships.services.deaths import note_death, take_back_death
from vezi.network.memberships.services.erasing import erase_for
from vezi.network.memberships.services.exporting import (
    LONG,
    begin_export,
    clear_exports,
    forget_lists_with,
    in_line,
    list_lines,
    note_export,
    take_export,
    write_next_part,
)
from vezi.network.memberships.services.founding import found, give_office, give_standard_roles, publish_default_notices
from vezi.network.memberships.services.joining import admit_as, admit_as_new, ask_to_join, decline, withdraw
from vezi.network.memberships.services.members import (
    ENDED_AT_ONCE,
    NotAMember,
    admit,
    end_memberships,
    leave,
    on_the_books_if_either_was,
    seen_now,
)
from vezi.network.memberships.services.records import (
    add_contact,
    correct_birth,
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
    "ENDED_AT_ONCE",
    "LONG",
    "Added",
    "LastKeeper",
    "NotAMember",
    "RightsNotHeld",
    "UnknownCapability",
    "add_contact",
    "add_member",
    "admit",
    "admit_as",
    "admit_as_new",
    "appoint",
    "ask_to_join",
    "begin_export",
    "change_role",
    "change_view",
    "choose",
    "choose_all",
    "clear_exports",
    "correct_birth",
    "correct_name",
    "correct_study",
    "correct_town",
    "decline",
    "dismiss",
    "drop_contact",
    "end_memberships",
    "erase_for",
    "forget",
    "forget_lists_with",
    "found",
    "give_office",
    "give_standard_roles",
    "in_line",
    "keep_view",
    "leave",
    "list_lines",
    "make_role",
    "note_death",
    "note_export",
    "on_the_books_if_either_was",
    "publish_default_notices",
    "remove_view",
    "seen_now",
    "take_back_death",
    "take_export",
    "withdraw",
    "write_next_part",
]
