"""Who came, as the phones at the door say it: facts that are added and never changed.

Each fact has a name its phone made for it, so that it may be sent as often as need be. An arrival is undone by another
fact that names it; who came is what is left of all of them, in whatever order they were heard (`arrivals`).
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.coming import Seat
from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class DoorHelper(models.Model):
    """A member who keeps the door of this one event: sees its list of names, and nothing else of what was answered."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="helpers", db_index=False, verbose_name=_("event"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("helper at the door")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_helper_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class WalkIn(models.Model):
    """Somebody who came without having said so. `person` is her record, once somebody said which it is.

    Some days after the event, or once she asks, name and mail go: a head is left (`guesting.forget_overdue`).
    """

    public_id = PublicIdField()  # made by the phone
    event = models.ForeignKey(Event, models.CASCADE, related_name="walk_ins", db_index=False, verbose_name=_("event"))
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=100, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    goes_at = models.DateTimeField(_("kept until"))  # as it stood at the door; never later

    class Meta:
        verbose_name = _("walk-in at an event")
        constraints = [models.UniqueConstraint(fields=["event", "public_id"], name="event_walk_in_public_id")]

    def __str__(self) -> str:
        return self.name


class Arrival(models.Model):
    """One fact: somebody has come; or that was a mistake, where it `undoes` the arrival of that name.

    `number` counts the facts of the event as the house heard them, without a gap: a phone asks for those after the last
    it knows. `door` is what the phone is called.
    """

    key = models.CharField(max_length=24)
    event = models.ForeignKey(Event, models.CASCADE, related_name="arrivals", db_index=False, verbose_name=_("event"))
    number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, models.CASCADE, null=True, blank=True, related_name="arrivals")
    walk_in = models.ForeignKey(WalkIn, models.CASCADE, null=True, blank=True, related_name="arrivals")
    undoes = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField(_("arrived at"))
    heard_at = models.DateTimeField(_("heard at"))
    door = models.CharField(_("door"), max_length=40, blank=True)
    is_online = models.BooleanField(_("online"), default=False)  # by the link (`following`): no phone hears of it
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("arrival at an event")
        constraints = [
            models.UniqueConstraint(fields=["event", "key"], name="event_arrival_key"),
            models.UniqueConstraint(fields=["event", "number"], name="event_arrival_number"),
            models.CheckConstraint(
                condition=(
                    models.Q(undoes="", seat__isnull=False, walk_in=None)
                    | models.Q(undoes="", seat=None, walk_in__isnull=False)
                    | ~models.Q(undoes="") & models.Q(seat=None, walk_in=None)
                ),
                name="event_arrival_says_one_thing",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "undoes"], name="event_arrival_undone", condition=~models.Q(undoes=""))
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def at_there(self) -> datetime:
        """As the clock of the place shows it."""
        return self.event.there(self.at)
