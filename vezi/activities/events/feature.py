from django.utils.translation import gettext_lazy as _

from vezi.activities.events.access import KEEP_EVENTS
from vezi.activities.events.kinds import CAME, NOTICES
from vezi.core.errors import Words
from vezi.core.features import (
    FACT,
    INTERNAL,
    RECORD,
    ActKind,
    Belonging,
    Capability,
    Feature,
    Look,
    MenuEntry,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)


def tie(
    model: str, title: Words, field: str = "person", *, on_merge: OnMerge = OnMerge.MOVE_OR_DROP,
    on_erase: OnErase = OnErase.DELETE, is_told: bool = False,
) -> PersonTie:  # fmt: skip
    return PersonTie(f"events.{model}", field, on_merge, on_erase, True, title, is_told=is_told)


register(
    Feature(
        name="events",
        title=_("Events"),
        menu=(MenuEntry("events:event_list", _("Events"), order=24, icon="calendar", in_dock=True),),
        capabilities=(
            Capability(KEEP_EVENTS, _("Look after events"), _("Plans events of the club, and sees who answered what")),
        ),
        notices=NOTICES,
        acts=(ActKind(CAME, _("Came to an event"), "experiential"),),
        looks=(
            Look("events.list", _("took along the list of an event you come to")),
            Look("events.invite", _("looked whom the invitation to an event reaches")),
        ),
        person_ties=(
            tie("Invitation", _("Events you were invited to")),
            tie("Addressed", _("Letters about events on their way to you")),
            tie("Registration", _("Events you answered")),
            tie("Guest", _("Public events you came to as a guest")),
            tie("Companion", _("Events you come to with somebody else")),
            tie("Reply", _("What you wrote to organisers of events, and they to you")),
            tie("Remark", _("What you asked and answered about events"), "author", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR),
            tie("RemarkReport", _("Words about events you asked to look at")),
            tie("Organiser", _("Events you help to organise")),
            tie("DoorHelper", _("Events whose door you keep")),
            tie("WalkIn", _("Events you came to without having answered"), on_merge=OnMerge.MOVE, is_told=True),
            PersonTie(
                "events.Bill", "person", OnMerge.MOVE, OnErase.CLEAR, True, _("What you owed and paid for events"),
                kept_because=_("The law asks a club to keep its books. What was paid stays in them, without your name."),
            ),
            tie("Photograph", _("Photographs you brought"), "by", on_merge=OnMerge.MOVE, on_erase=OnErase.CLEAR),
            tie("RemovalWish", _("Photographs you asked to take down")),
            tie("Opinion", _("What you thought of events")),
            tie("CalendarAddress", _("The address your calendar asks")),
        ),
        belongings=(
            Belonging("events.Seat", "registration__person", _("Your seats at events, and those you bring")),
            Belonging("events.Bed", "seat__registration__person", _("Where you sleep at events")),
            Belonging("events.Movement", "bill__person", _("What you paid for events, and were paid back")),
        ),
        personal_fields=(
            *seen_by("events.Invitation", by=RECORD, fields="public_id event invited_at reminded_at"),
            *seen_by("events.Invitation", by=INTERNAL, fields="id person"),
            *seen_by("events.Registration", by=RECORD, fields="public_id event standing seats words answered_at changed_at"),
            *seen_by("events.Addressed", by=INTERNAL, fields="id person posting"),
            *seen_by("events.Registration", by=RECORD, fields="sleeps sleeps_with is_shown kept_until ask_on asked_at"),
            *seen_by("events.Registration", by=INTERNAL, fields="id person waits_as"),
            *seen_by("events.Guest", by=RECORD, fields="public_id event given family mail language asked_at answered_at goes_at"),
            *seen_by("events.Guest", by=INTERNAL, fields="id person key letters counts_from"),
            *seen_by("events.Companion", by=RECORD, fields="event"),
            *seen_by("events.Companion", by=INTERNAL, fields="id person seat"),
            *seen_by("events.Seat", by=RECORD, fields="public_id registration name meal needs ticket price"),
            *seen_by("events.Seat", by=INTERNAL, fields="id number code"),
            *seen_by("events.Bed", by=RECORD, fields="kind room"),
            *seen_by("events.Bed", by=INTERNAL, fields="id seat"),
            *seen_by("events.Movement", by=RECORD, fields="public_id bill flow amount way moved_on written_at"),
            *seen_by("events.Movement", by=INTERNAL, fields="id takes_back outside_id by_id"),
            *seen_by("events.Bill", by=RECORD, fields="public_id event registration number made_at nudged_at"),
            *seen_by("events.Bill", by=INTERNAL, fields="id person into closed_owed"),
            *seen_by("events.Photograph", by=FACT, fields="public_id event file says at"),
            *seen_by("events.Photograph", by=INTERNAL, fields="id by hidden_at width height"),
            *seen_by("events.RemovalWish", by=RECORD, fields="photograph words at"),
            *seen_by("events.RemovalWish", by=INTERNAL, fields="id person"),
            *seen_by("events.Opinion", by=RECORD, fields="event liked words at"),
            *seen_by("events.Opinion", by=INTERNAL, fields="id person"),
            *seen_by("events.CalendarAddress", by=RECORD, fields="made_at"),
            *seen_by("events.CalendarAddress", by=INTERNAL, fields="id person version"),
            *seen_by("events.Remark", by=FACT, fields="public_id event opening text at"),
            *seen_by("events.Remark", by=RECORD, fields="hidden_because"),
            *seen_by("events.Remark", by=INTERNAL, fields="id author"),
            *seen_by("events.RemarkReport", by=RECORD, fields="remark reason at"),
            *seen_by("events.RemarkReport", by=INTERNAL, fields="id person settled_at"),
            *seen_by("events.Reply", by=FACT, fields="public_id event text at is_answer"),
            *seen_by("events.Reply", by=INTERNAL, fields="id person by token"),
            *seen_by("events.Organiser", by=FACT, fields="event since class_years"),
            *seen_by("events.Organiser", by=INTERNAL, fields="id person"),
            *seen_by("events.DoorHelper", by=FACT, fields="event since"),
            *seen_by("events.DoorHelper", by=INTERNAL, fields="id person"),
            *seen_by("events.WalkIn", by=RECORD, fields="public_id event name mail goes_at"),
            *seen_by("events.WalkIn", by=INTERNAL, fields="id person"),
        ),
    )
)  # fmt: skip
