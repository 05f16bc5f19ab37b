"""What memberships announces; receivers get `membership` and `now`."""

from django.dispatch import Signal

member_admitted = Signal()
membership_ended = Signal()
