"""What an organiser answers to somebody who wrote."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from vezi.activities.events.letters.letterhead import letter
from vezi.activities.events.models import Reply
from vezi.activities.events.queries.addresses import to_one
from vezi.core.mail import gate
from vezi.core.models import OutgoingMail
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person


def answer_back(reply: Reply, *, now: datetime) -> OutgoingMail | None:
    """A reply to it reaches the organisers again."""
    event, person = reply.event, reply.person
    to, signer = to_one(person, event.club), Person.objects.filter(account=reply.by_id).first() if reply.by_id else None
    if not to:
        return None
    language = language_of(person, event.club)
    with translation.override(language):
        context = {
            "subject_words": _("The organisers answer: %(event)s") % {"event": event.title}, "headline": event.title,
            "paragraphs": [reply.text], "preheader": _("You wrote to the organisers."),
            "why": _("You get this because you wrote to the organisers."),
        }  # fmt: skip
    written = letter(
        event, person, to=to, key=f"events.answer:{reply.public_id}", kind="events.answer",
        context=context, language=language, signed=signer.name if signer else "",
    )  # fmt: skip
    return gate.post(written, now=now)
