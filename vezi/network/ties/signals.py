"""What ties announce."""

from django.dispatch import Signal

#: One person blocked another: whatever was on its way between the two ends. person, whom: Person; now
kept_apart = Signal()
