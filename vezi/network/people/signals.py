"""What people announces."""

from django.dispatch import Signal

person_merged = Signal()  # kept, gone: Person; now
