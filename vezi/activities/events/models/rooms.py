"""Where those who stay the night sleep: kinds of rooms the organisers have, and who was put into which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.coming import Seat
from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField


class RoomKind(models.Model):
    """“Double room”, of which there are `count`, each with so many beds. A room is a number of its kind, from 1."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="room_kinds", verbose_name=_("event"))
    title = models.CharField(_("kind of room"), max_length=80)
    beds = models.PositiveSmallIntegerField(_("beds in each"))
    count = models.PositiveSmallIntegerField(_("how many there are"))

    class Meta:
        verbose_name = _("kind of room")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_room_kind_public_id"),
            models.CheckConstraint(condition=models.Q(beds__gt=0, count__gt=0), name="event_room_has_a_bed"),
        ]

    def __str__(self) -> str:
        return self.title


class Bed(models.Model):
    """A seat's bed: in room `room` of its kind. Without one she was not put anywhere yet, or needs none."""

    seat = models.OneToOneField(Seat, models.CASCADE, related_name="bed", verbose_name=_("who sleeps there"))
    kind = models.ForeignKey(
        RoomKind, models.CASCADE, related_name="taken", db_index=False, verbose_name=_("kind of room")
    )
    room = models.PositiveSmallIntegerField(_("room"))

    class Meta:
        verbose_name = _("bed at an event")
        constraints = [models.CheckConstraint(condition=models.Q(room__gt=0), name="event_bed_in_a_room")]
        indexes = [models.Index(fields=["kind", "room"], name="event_bed_of_room")]

    def __str__(self) -> str:
        return f"{self.kind_id}-{self.room}"
