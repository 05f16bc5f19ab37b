"""What the registrar announces."""

from django.dispatch import Signal

record_claimed = Signal()  # claim: Claim; now
