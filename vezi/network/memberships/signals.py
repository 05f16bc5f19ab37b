"""What memberships announces; receivers get `membership` and `now`, those of `books_changed` `club` and `now`."""

from django.dispatch import Signal

member_admitted = Signal()
record_added = Signal()  # by an officer, by hand
membership_ended = Signal()
books_changed = Signal()  # of many people at once, by a registrar's file or its undoing; in the same transaction
