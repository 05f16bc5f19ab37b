"""What consent announces."""

from django.dispatch import Signal

word_said = Signal()  # entry: a ConsentEntry; now
everything_stopped = Signal()  # person wants nothing more by mail from club; now
