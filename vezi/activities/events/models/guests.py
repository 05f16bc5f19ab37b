"""Who comes to a public event without an account, and what is said of the same person standing on the list twice,
or coming with somebody else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.coming import Seat
from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class Guest(models.Model):
    """Somebody asked, by name and address, to come to this one event; she answers from the letter that goes there.

    Until then nothing counts, and this row is all there is. By her first answer she is a `person` on no club's books, whom
    no member sees; what was typed goes over to her record, and goes with it some days after the event.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="guests", db_index=False, verbose_name=_("event"))
    person = models.OneToOneField(Person, models.CASCADE, null=True, blank=True, related_name="+")
    given = models.CharField(_("given names"), max_length=100, blank=True)
    family = models.CharField(_("surname"), max_length=100, blank=True)
    mail = models.EmailField(_("mail"), blank=True)
    key = models.CharField(max_length=254, blank=True, editable=False)  # people.naming.mail_key
    language = models.CharField(_("language of letters"), max_length=8)
    asked_at = models.DateTimeField(_("asked on"))
    letters = models.PositiveSmallIntegerField(default=0)  # since `counts_from`
    counts_from = models.DateTimeField()
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)  # the first time
    goes_at = models.DateTimeField(_("kept until"))  # as she was told; later only where she was told anew

    class Meta:
        verbose_name = _("guest of an event")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_guest_public_id"),
            models.UniqueConstraint(
                fields=["event", "key"], name="event_guest_asks_once", condition=~models.Q(key="")
            ),
            models.CheckConstraint(
                condition=models.Q(person=None, answered_at=None) & ~models.Q(given="") & ~models.Q(key="")
                | models.Q(person__isnull=False, answered_at__isnull=False, given="", family="", mail="", key=""),
                name="event_guest_asks_or_has_answered",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["asked_at"], name="event_guest_asks", condition=models.Q(person=None))]

    def __str__(self) -> str:
        return self.public_id


class FormerSeat(models.Model):
    """What a seat was called before two records became one: phones and printed codes say so still."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", db_index=False)
    public_id = models.CharField(max_length=13)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="former")

    class Meta:
        verbose_name = _("former name of a seat")
        constraints = [models.UniqueConstraint(fields=["event", "public_id"], name="event_former_seat_once")]

    def __str__(self) -> str:
        return self.public_id


class Companion(models.Model):
    """A member said that it is she whom somebody else brings: the seat is theirs, and she comes when it does."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", db_index=False, verbose_name=_("event"))
    seat = models.OneToOneField(Seat, models.CASCADE, related_name="companion")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("member who comes with a guest")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_companion_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class TwoPeople(models.Model):
    """Organisers said of two seats of one name: it is not one person."""

    one = models.ForeignKey(Seat, models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Seat, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("two people of one name")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="event_two_people_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="event_two_people_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"
