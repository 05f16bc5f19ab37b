"""What a seat costs, to whom, and by which ways it is paid."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.core.money import Money


class Till(models.Model):
    """How an event takes money. Without one everything is free; its currency stays once something was sold in it."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="till", verbose_name=_("event"))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")  # ISO 4217
    at_door = models.BooleanField(_("paid at the door"), default=True)
    by_transfer = models.BooleanField(_("paid by bank transfer"), default=False)
    by_card = models.BooleanField(_("paid by card"), default=False)
    pay_within = models.PositiveSmallIntegerField(_("days to pay by transfer"), default=14)

    class Meta:
        verbose_name = _("way to pay for an event")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(at_door=True) | models.Q(by_transfer=True) | models.Q(by_card=True),
                name="event_till_takes_something",
            ),
            models.CheckConstraint(condition=models.Q(currency__regex=r"^[A-Z]{3}$"), name="event_till_currency"),
        ]

    def __str__(self) -> str:
        return self.currency

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)


class Whom(models.TextChoices):
    """Who may take a ticket of a kind."""

    ALL = "all", pgettext_lazy("ticket", "Everybody")
    STUDENTS = "students", pgettext_lazy("ticket", "Students, for themselves")
    CODE = "code", pgettext_lazy("ticket", "Whoever has a code")


class Ticket(models.Model):
    """A kind of ticket. Prices are counted in minor units of the till's currency. One that was sold is never deleted: it is
    taken off sale, and what was sold of it keeps its price."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="tickets", db_index=False, verbose_name=_("event"))
    place = models.PositiveSmallIntegerField(default=0)  # among the others
    title = models.CharField(_("ticket"), max_length=80)
    price = models.PositiveBigIntegerField(_("price"), default=0)
    early_price = models.PositiveBigIntegerField(_("early price"), null=True, blank=True)
    early_until = models.DateTimeField(_("early price until"), null=True, blank=True)
    whom = models.CharField(_("for whom"), max_length=8, choices=Whom.choices, default=Whom.ALL)
    capacity = models.PositiveIntegerField(_("how many there are"), null=True, blank=True)
    is_on_sale = models.BooleanField(_("on sale"), default=True)

    class Meta:
        verbose_name = _("kind of ticket")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_ticket_public_id"),
            models.CheckConstraint(
                condition=models.Q(early_price=None, early_until=None)
                | models.Q(early_price__lt=models.F("price"), early_until__isnull=False),
                name="event_ticket_early_is_less_until_when",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gt=0), name="event_ticket_there_is_one"
            ),
        ]
        indexes = [models.Index(fields=["event", "place"], name="event_tickets")]

    def __str__(self) -> str:
        return self.title

    def is_early(self, now: datetime) -> bool:
        return self.early_until is not None and now < self.early_until

    def price_at(self, now: datetime) -> int:
        return self.early_price if self.early_price is not None and self.is_early(now) else self.price

    @property
    def last_early_there(self) -> datetime | None:
        """As the clock of the place shows it."""
        return self.event.there(self.early_until) if self.early_until else None


class TicketCode(models.Model):
    """What opens a kind of ticket to whoever was given it. Only its digest is kept; a seat taken by it uses it once."""

    public_id = PublicIdField()
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="codes", verbose_name=_("ticket"))
    digest = models.CharField(max_length=64)  # selling.digest: another in each event
    end = models.CharField(max_length=4)  # its last letters, by which those who gave it know it again
    note = models.CharField(_("for whom"), max_length=80, blank=True)
    uses = models.PositiveSmallIntegerField(_("how often it may be used"), default=1)
    is_off = models.BooleanField(_("not valid any more"), default=False)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("code for a ticket")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="ticket_code_public_id"),
            models.UniqueConstraint(fields=["digest"], name="ticket_code_digest"),
            models.CheckConstraint(condition=models.Q(uses__gt=0), name="ticket_code_has_a_use"),
        ]

    def __str__(self) -> str:
        return f"…{self.end}"
