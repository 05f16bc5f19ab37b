"""Deeds on persons and their values. Each value is written with its source, each deed with who did it.

A value that its owner or an officer changes stops being the registrar's: it loses its `batch`, so that undoing the
import leaves it alone, and it counts as confirmed on the day.
"""

from vezi.network.people.services.about import offer_help, speak, write_about
from vezi.network.people.services.audiences import choose_audience, choose_audience_of
from vezi.network.people.services.contacts import (
    BadContactValue,
    ContactValueTwice,
    add_contact,
    change_contact,
    make_primary,
    remove_contact,
)
from vezi.network.people.services.lives import (
    NotYours,
    add_affiliation,
    add_position,
    change_affiliation,
    change_position,
    move_to,
    remove_affiliation,
    remove_position,
)
from vezi.network.people.services.names import NoName, add_other_name, change_birth, change_name, remove_other_name
from vezi.network.people.services.persons import name_keys, record_person, tie_account
from vezi.network.people.services.values import confirm

__all__ = [
    "BadContactValue",
    "ContactValueTwice",
    "NoName",
    "NotYours",
    "add_affiliation",
    "add_contact",
    "add_other_name",
    "add_position",
    "change_affiliation",
    "change_birth",
    "change_contact",
    "change_name",
    "change_position",
    "choose_audience",
    "choose_audience_of",
    "confirm",
    "make_primary",
    "move_to",
    "name_keys",
    "offer_help",
    "record_person",
    "remove_affiliation",
    "remove_contact",
    "remove_other_name",
    "remove_position",
    "speak",
    "tie_account",
    "write_about",
]
