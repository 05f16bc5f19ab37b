"""What somebody asked for who wants to come to a public event, and has no account."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from vezi.activities.events import answers
from vezi.activities.events.letters.letterhead import QUIET, TEMPLATE, about, three_ways
from vezi.activities.events.models import Guest
from vezi.core.mail import gate
from vezi.core.mail.gate import Letter
from vezi.network.people.models import Person


def asked(guest: Guest, person: Person | None) -> Letter:
    """Nothing that was typed stands in it, as whoever typed
    it may have typed another's address; where the address is a person's already, it leads to her own answer."""
    event, language = guest.event, guest.language
    place = settings.SITE_ADDRESS + (
        answers.address_of(event, person) if person is not None else answers.address_of_guest(guest)
    )
    with translation.override(language):
        context = three_ways(event, place) | {
            "subject_words": _("Will you come? %(event)s") % {"event": event.title}, "headline": event.title,
            "paragraphs": [_("somebody, we hope you, asked to come with this address. Say so here; until you do, no seat is taken.")],
            "preheader": _("Answer from here."),
            "why": _("You get this because somebody gave this address on the page of the event. If it was not you, do nothing."),
        }  # fmt: skip
        sender = str(event.club)
    said = about(event, context, called="", year=None, signed="", language=language)
    said["mark"], said["reply_to"] = "", ""
    return Letter(
        key=f"{asked_key(guest)}{guest.asked_at.timestamp()}", kind="events.guest", purpose=gate.SERVICE, to=guest.mail,
        language=language, template=TEMPLATE, club=event.club, person_id=person.pk if person is not None else None,
        sender_name=sender, reply_to=event.club.contact_mail, headers=QUIET, context=said, is_confidential=True,
    )  # fmt: skip


def asked_key(guest: Guest) -> str:
    return f"events.guest:{guest.public_id}:"
