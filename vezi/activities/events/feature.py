from django.utils.translation import gettext_lazy as _

from vezi.activities.events.access import KEEP_EVENTS
from vezi.activities.events.kinds import NOTICES
from vezi.core.errors import Words
from vezi.core.features import (
    FACT,
    INTERNAL,
    RECORD,
    Capability,
    Feature,
    MenuEntry,
    OnErase,
    OnMerge,
    PersonTie,
    register,
    seen_by,
)


def tie(model: str, title: Words) -> PersonTie:
    return PersonTie(f"events.{model}", "person", OnMerge.MOVE_OR_DROP, OnErase.DELETE, True, title)


register(
    Feature(
        name="events",
        title=_("Events"),
        menu=(MenuEntry("events:event_list", _("Events"), order=25, icon="calendar"),),
        capabilities=(
            Capability(KEEP_EVENTS, _("Look after events"), _("Plans events of the club, and sees who answered what")),
        ),
        notices=NOTICES,
        person_ties=(
            tie("Invitation", _("Events you were invited to")),
            tie("Addressed", _("Letters about events on their way to you")),
            tie("Registration", _("Events you answered")),
            tie("Reply", _("What you wrote to organisers of events, and they to you")),
            tie("Organiser", _("Events you help to organise")),
        ),
        personal_fields=(
            *seen_by("events.Invitation", by=RECORD, fields="public_id event invited_at reminded_at"),
            *seen_by("events.Invitation", by=INTERNAL, fields="id person"),
            *seen_by("events.Registration", by=RECORD, fields="public_id event standing seats words answered_at changed_at"),
            *seen_by("events.Addressed", by=INTERNAL, fields="id person posting"),
            *seen_by("events.Registration", by=RECORD, fields="is_shown kept_until ask_on asked_at"),
            *seen_by("events.Registration", by=INTERNAL, fields="id person waits_as"),
            *seen_by("events.Reply", by=FACT, fields="public_id event text at is_answer"),
            *seen_by("events.Reply", by=INTERNAL, fields="id person by token"),
            *seen_by("events.Organiser", by=FACT, fields="event since class_years"),
            *seen_by("events.Organiser", by=INTERNAL, fields="id person"),
        ),
    )
)  # fmt: skip
