"""What the house itself announces."""

from django.dispatch import Signal

address_is_dead = Signal()  # mail: OutgoingMail that came back for good, now
language_chosen = Signal()  # request, language: by the switch in the head of a page
