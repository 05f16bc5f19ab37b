"""What the house itself announces."""

from django.dispatch import Signal

language_chosen = Signal()  # request, language: by the switch in the head of a page
