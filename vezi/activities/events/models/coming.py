"""Who was invited, what she said, and the seats she holds by it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.models.happening import Event, Part
from vezi.activities.events.models.tickets import Ticket, TicketCode
from vezi.core.models import PublicIdField
from vezi.core.money import Money
from vezi.network.people.models import Person


class Invitation(models.Model):
    """Somebody was invited. Her answer is a registration; without one she has not answered."""

    public_id = PublicIdField()
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="invitations", db_index=False, verbose_name=_("event")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(_("invited on"))
    reminded_at = models.DateTimeField(_("reminded on"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to an event")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_invitation_public_id"),
            models.UniqueConstraint(fields=["event", "person"], name="event_invitation_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Standing(models.TextChoices):
    """How it stands with an answer."""

    COMING = "coming", pgettext_lazy("answer to an event", "Coming")
    OFFERED = "offered", pgettext_lazy("answer to an event", "A seat is kept, for a while")
    WAITING = "waiting", pgettext_lazy("answer to an event", "On the waiting list")
    MAYBE = "maybe", pgettext_lazy("answer to an event", "Perhaps")
    NO = "no", pgettext_lazy("answer to an event", "Not coming")


#: Those whose seats are taken.
HOLDING = (Standing.COMING, Standing.OFFERED)
#: Those who are promised what they chose, tickets of a kind and seats in a part: whoever waits gets it with her seat.
PROMISED = (*HOLDING, Standing.WAITING)


class Sleeps(models.TextChoices):
    """How she would sleep, where there are rooms: she and those she brings."""

    ANY = "any", pgettext_lazy("where one sleeps", "It is all the same to me")
    ALONE = "alone", pgettext_lazy("where one sleeps", "In a room of my own")
    OURS = "ours", pgettext_lazy("where one sleeps", "With those I bring")
    WITH = "with", pgettext_lazy("where one sleeps", "With somebody else who comes")
    ELSEWHERE = "elsewhere", pgettext_lazy("where one sleeps", "Elsewhere: I need no bed")


class Registration(models.Model):
    """What one person said, for herself and whom she brings: `seats` of them.

    `waits_as` is her number in the queue of the event, given in the order in which people came; `kept_until` is when
    the seat that was freed for her goes to the next.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="registrations", db_index=False, verbose_name=_("event")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="event_registrations")
    standing = models.CharField(_("answer"), max_length=7, choices=Standing.choices)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    is_shown = models.BooleanField(_("shown among those who come"), default=True)
    words = models.CharField(_("a word to the organisers"), max_length=300, blank=True)
    sleeps = models.CharField(_("where she sleeps"), max_length=9, choices=Sleeps.choices, blank=True)
    sleeps_with = models.CharField(_("with whom she shares a room"), max_length=140, blank=True)
    answered_at = models.DateTimeField(_("answered on"))  # the first time
    changed_at = models.DateTimeField(_("changed on"))
    waits_as = models.PositiveIntegerField(null=True, blank=True)
    kept_until = models.DateTimeField(_("seat kept until"), null=True, blank=True)
    ask_on = models.DateField(_("ask me on"), null=True, blank=True)  # of a perhaps
    asked_at = models.DateTimeField(_("asked once more on"), null=True, blank=True)

    class Meta:
        verbose_name = _("registration")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="registration_public_id"),
            models.UniqueConstraint(fields=["event", "person"], name="registration_once"),
            models.UniqueConstraint(fields=["event", "waits_as"], name="registration_queue_number_once"),
            models.CheckConstraint(condition=models.Q(seats__gt=0), name="registration_has_a_seat"),
            models.CheckConstraint(
                condition=models.Q(standing__in=["waiting", "offered"]) ^ models.Q(waits_as=None),
                name="registration_waits_with_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(standing="offered") ^ models.Q(kept_until=None), name="registration_kept_until_when"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["event", "standing", "waits_as"], include=["seats"], name="registration_seats"),
            models.Index(fields=["kept_until"], name="registration_kept", condition=models.Q(standing="offered")),
        ]

    def __str__(self) -> str:
        return self.get_standing_display()

    @property
    def kept_there(self) -> datetime | None:
        """As the clock of the place shows it."""
        return self.event.there(self.kept_until) if self.kept_until else None

    @property
    def holds(self) -> bool:
        return self.standing in HOLDING


class Seat(models.Model):
    """One who comes: the registered person herself (the first), or a companion by her own name."""

    public_id = PublicIdField()
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="people", db_index=False, verbose_name=_("registration")
    )
    number = models.PositiveSmallIntegerField()  # 0 is the registered person
    name = models.CharField(_("name"), max_length=100, blank=True)  # of a companion
    meal = models.CharField(_("what she does not eat"), max_length=140, blank=True)
    needs = models.CharField(_("what else to know"), max_length=200, blank=True)
    parts = models.ManyToManyField(Part, related_name="seats", blank=True)
    # What was taken, at the price it had then: later prices do not touch it. Without a ticket it was free.
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="seats")
    price = models.PositiveBigIntegerField(_("price"), default=0)
    code = models.ForeignKey(TicketCode, models.SET_NULL, null=True, blank=True, related_name="seats")

    class Meta:
        verbose_name = _("seat at an event")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_seat_public_id"),
            models.UniqueConstraint(fields=["registration", "number"], name="event_seat_number_once"),
            models.CheckConstraint(
                condition=models.Q(number=0) ^ ~models.Q(name=""), name="event_companion_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(price=0) | models.Q(ticket__isnull=False), name="event_seat_priced_by_ticket"
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.number)

    def taken_along(self) -> dict[str, Money | None]:
        """What it cost, with its currency."""
        till = getattr(self.registration.event, "till", None)
        return {"price": Money(self.price, till.currency) if self.price and till is not None else None}
