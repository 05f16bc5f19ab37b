"""Letters about events: invitations with three answers, reminders, and that somebody comes."""

from vezi.activities.events.letters.confirmations import confirm
from vezi.activities.events.letters.guests import asked, asked_key
from vezi.activities.events.letters.news import told
from vezi.activities.events.letters.postings import about_invitation, of_posting, take_back, test
from vezi.activities.events.letters.replies import answer_back

__all__ = [
    "about_invitation",
    "answer_back",
    "asked",
    "asked_key",
    "confirm",
    "of_posting",
    "take_back",
    "test",
    "told",
]
