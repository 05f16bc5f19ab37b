"""What groups announce; receivers get `group_id`, `person_ids` and `now`."""

from django.dispatch import Signal

membership_changed = Signal()  # these people came into the group, or are in it no more
