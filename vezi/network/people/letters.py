"""The last letter somebody gets from the house."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from vezi.core.mail import gate
from vezi.core.public_ids import public_id
from vezi.network.accounts.models import Account


def say_goodbye(account: Account, *, now: datetime) -> None:
    """That all is erased. Of the letter itself nothing is kept once it has left."""
    language = account.language or settings.LANGUAGE_CODE
    with translation.override(language):
        day = date_format(localtime(now), "DATE_FORMAT")
        context: dict[str, object] = {
            "headline": _("You are erased"),
            "paragraphs": [
                _("On {day} we erased all that {network} held of you, as you asked, and your account with it.").format(
                    day=day, network=settings.NETWORK_NAME
                ),
                _(
                    "So that no file brings you back, a fingerprint is kept from which nobody can read who you were. "
                    "Copies kept for safety still hold your data until they are overwritten."
                ),
                _("If you ever want to come back, sign up again: the door is open. We wish you well."),
            ],
            "why": _("This is the last letter; it was written by a machine, and no copy of it is kept."),
        }
    letter = gate.Letter(
        key=f"people.goodbye:{public_id()}",
        kind="people.goodbye",
        purpose=gate.LAST_WORD,
        to=account.email,
        language=language,
        template="core/mail/note",
        context=context,
        is_confidential=True,
    )
    gate.post(letter, now=now)
