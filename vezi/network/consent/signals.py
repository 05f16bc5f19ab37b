"""What consent announces; receivers get `entry` (a ConsentEntry) and `now`."""

from django.dispatch import Signal

word_said = Signal()
