"""That she comes: with whom, to what, and the file for her calendar."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from vezi.activities.events import answers
from vezi.activities.events.calendars import ical
from vezi.activities.events.letters.letterhead import answer_by, letter, way_to_answer
from vezi.activities.events.models import Event, Registration, Standing
from vezi.activities.events.queries.addresses import to_one
from vezi.activities.events.saying import when
from vezi.core.mail import enclosures, gate
from vezi.core.models import OutgoingMail
from vezi.network.notices.letters import language_of
from vezi.network.people.queries import record_now

CALENDAR = "events.calendar"  # the file that goes along
CONFIRMED = "events.confirmed"


def confirm(mine: Registration, *, now: datetime) -> OutgoingMail | None:
    """Once for each time she said so: with whom, to what, the file for her calendar, and the link by which she changes it."""
    event, person = mine.event, mine.person
    to = to_one(person, event.club)
    if not to:
        return None
    language = language_of(person, event.club)
    with translation.override(language):
        context = _confirmation(mine)
    written = letter(
        event, person, to=to, key=f"{CONFIRMED}:{mine.pk}:{mine.changed_at.timestamp()}", kind=CONFIRMED,
        context=context, language=language, enclosed=f"{CALENDAR}:{event.public_id}",
    )  # fmt: skip
    return gate.post(written, now=now)


def _confirmation(mine: Registration) -> dict[str, Any]:
    event = mine.event
    place = way_to_answer(event, mine.person)
    said = [_("good that you come. The file that goes along puts it into your calendar.")]
    if companions := [seat.name for seat in mine.people.all() if seat.number]:
        said.append(_("With you: %(names)s.") % {"names": ", ".join(companions)})
    if parts := list(event.parts.filter(seats__registration=mine).distinct()):
        said.append(_("You chose: %(parts)s.") % {"parts": ", ".join(part.title for part in parts)})
    return {
        "subject_words": _("You come: %(event)s") % {"event": event.title}, "headline": event.title, "paragraphs": said,
        "preheader": when(event), "button": {"words": _("Change my answer"), "url": place},
        "answers": [{"words": _("The link for those who come"), "url": one} for one in [answers.in_full(answers.way_of(mine))] if one],
        "after_deed": [answer_by(event)], "why": _("You get this because you said that you come."),
    }  # fmt: skip


@enclosures.makes(CALENDAR)
def calendar(name: str, mail: OutgoingMail) -> enclosures.File | None:
    """As the event stands when the letter leaves."""
    event = Event.objects.select_related("club").filter(public_id=name).first()
    if event is None:
        return None
    with translation.override(mail.language):
        person = record_now(mail.person_id)
        online = answers.in_full(answers.way_online(event, person, Standing.COMING)) if person is not None else ""
        file = ical.file(event, comes=True, online=online, now=mail.written_at)
    return enclosures.File("event.ics", file.decode(), "text/calendar")
