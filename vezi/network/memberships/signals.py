"""What memberships announces; receivers get `membership` and `now`."""

from django.dispatch import Signal

member_admitted = Signal()
record_added = Signal()  # by an officer, by hand
membership_ended = Signal()
