"""What members are told by a notice, to somebody without an account."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from vezi.activities.events.letters.letterhead import letter, way_to_answer
from vezi.activities.events.models import Event
from vezi.activities.events.queries.addresses import to_one
from vezi.activities.events.saying import when
from vezi.core.mail.gate import Letter
from vezi.network.notices import kinds
from vezi.network.notices.letters import language_of
from vezi.network.people.models import Person


def told(
    event: Event, person: Person, *, kind: str, words: dict[str, str], once: str = "", now: datetime
) -> Letter | None:
    """She asked for it when she answered."""
    to, language = to_one(person, event.club), language_of(person, event.club)
    if not to:
        return None
    said = kinds.kind_of(kind)
    with translation.override(language):
        sentence = kinds.sentence(said, names=[], words=words, count=1)
        context = {
            "subject_words": sentence, "headline": sentence, "paragraphs": [words[one] for one in ("more", "kept") if words.get(one)],
            "preheader": when(event), "why": _("You get this because you answered an invitation."),
            "button": {
                "words": str(said.deed or _("Look at it")), "url": way_to_answer(event, person),
            },
        }  # fmt: skip
    return letter(
        event, person, to=to, key=f"{kind}:{event.pk}:{person.pk}:{once or now.timestamp()}", kind=kind,
        context=context, language=language,
    )  # fmt: skip
