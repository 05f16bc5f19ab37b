"""What ties announce."""

from django.dispatch import Signal

#: One person blocked another: whatever was on its way between the two ends. person, whom: Person; now
kept_apart = Signal()

#: Somebody said something to another, in an area that keeps no conversations: it stands in the one of the two.
#: by, to: Person; text: str, may be empty; matter: what it is about (`ties.matters`); told: whether `to` hears of it
#: already; files, token; now. Raises Refused where nothing can be said between the two.
word_given = Signal()

#: What was said so reads otherwise by now; `text` is empty where it was taken back. by: Person; matter, was, text; now
word_changed = Signal()
