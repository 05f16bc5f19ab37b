"""What the area tells people, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from vezi.core.errors import Words
from vezi.core.features import NoticeKind

#: The act that counts as engagement.
CAME = "events.came"


def kind(name: str, title: Words, one: Words, *, way: str = "now", deed: Words = "", **more: Any) -> NoticeKind:
    return NoticeKind(f"events.{name}", title, one, way=way, deed=deed, of_club=True, **more)


NOTICES = (
    kind(
        "invited", _("Invitations to events"), _("You are invited: %(event)s"), deed=_("Answer"), waits=True,
    ),
    # That she comes is confirmed by a letter of its own, with the file for her calendar (`letters.confirm`).
    kind("coming", _("That a seat of mine is taken"), _("You come to %(event)s"), way="page", deed=_("Look at it")),
    kind("waiting", _("That I am on a waiting list"), _("You are on the waiting list of %(event)s"), deed=_("Look at it")),
    kind(
        "kept", _("A seat that was freed for me"), _("There is room for you at %(event)s"),
        deed=_("Take the seat"), waits=True, is_answered_at_home=True, was_asked_for=True,
    ),
    kind("lapsed", _("A kept seat that went to the next"), _("The seat at %(event)s went to the next in the queue")),
    kind(
        "moved", _("Events I come to that were moved"), _("The day, the hour or the place of %(event)s has changed"),
        deed=_("Look at it"), was_asked_for=True,
    ),
    kind(
        "part_gone", _("Parts of a programme I chose that are left out"), _("“%(part)s” of %(event)s is left out"),
        deed=_("Look at it"),
    ),
    kind(
        "part_moved", _("Parts of a programme I chose that were moved"), _("“%(part)s” of %(event)s was moved, to %(begins)s"),
        deed=_("Look at it"),
    ),
    kind(
        "called_off", _("Events I come to that are called off"), _("%(event)s is called off: %(reason)s"), was_asked_for=True,
    ),
    kind("owes", _("That I have not paid for an event"), _("%(sum)s is open for %(event)s"), deed=_("See how to pay")),
    kind("paid", _("That my payment came"), _("Your payment of %(sum)s for %(event)s has come")),
    kind("refunded", _("That I was paid back"), _("You are paid back %(sum)s for %(event)s")),
    kind("word", _("Words of the organisers to all who come"), _("The organisers of %(event)s write to you"), deed=_("Look at it")),
    kind(
        "take_down", _("Photographs somebody asks to take down"), _("Somebody asks to take a photograph of %(event)s down"),
        deed=_("Look at it"), waits=True,
    ),
    kind(
        "reply", _("What guests write to me as an organiser"), _("A guest wrote about %(event)s"), deed=_("Answer"),
        answered="eventback", answered_by_deed=True,
    ),
    kind(
        "double_freed", _("That a seat I held twice is free"),
        _("One of your guests, or you, stood on the list of %(event)s twice: one seat is kept, and yours of the two is free again"),
        deed=_("Look at it"),
    ),
    kind(
        "double_kept", _("That of two seats one of mine is kept"),
        _("One of your guests, or you, stood on the list of %(event)s twice: your seat is kept, and the other is free again"),
        deed=_("Look at it"),
    ),
    kind(
        "left_behind", _("That of two waiting places of mine one ended"),
        _("Two answers of yours to %(event)s are one now: who only waited by one of them is on no list any more, as it is full"),
        deed=_("Look at it"),
    ),
    kind(
        "overbooked", _("That more seats of an event are taken than there are"),
        _("More seats of %(event)s are taken than there are"), deed=_("Look at it"),
    ),
    kind(
        "walked_in", _("That it was written down that I came to an event"),
        _("It was written down at the door that you came to %(event)s"), deed=_("See what was kept"),
    ),
    kind("asked", _("Questions about events I help to organise"), _("%(who)s asks about %(event)s"), deed=_("Answer")),
    kind(
        "question_answered", _("Answers to what I asked about events"), _("%(who)s answered what you asked about %(event)s"),
        deed=_("Look at it"),
    ),
    kind("remark_hidden", _("That my words about an event were hidden"), _("What you wrote about %(event)s is hidden: %(reason)s")),
    kind(
        "remark_report", _("Words about events somebody asks to look at"), _("Somebody asks to look at words about %(event)s"),
        deed=_("Look at it"), waits=True,
    ),
    kind("organises", _("Events I am asked to help with"), _("You help to organise %(event)s"), deed=_("Look at it")),
    kind("helps", _("Events at whose door I am asked to help"), _("You keep the door of %(event)s"), deed=_("Open the door")),
)  # fmt: skip
