"""What a registration owes and what was paid for it: the books of an event.

What is owed is not written down a second time: it is the sum of the prices of the seats she comes to. Written down are
the movements of money, and they are only ever added to: what was wrong is taken back by another row.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.models.coming import Registration
from vezi.activities.events.models.happening import Event
from vezi.core.bank import references
from vezi.core.models import PublicIdField
from vezi.core.money import Money
from vezi.network.people.models import Person


class Bill(models.Model):
    """Of one registration; it outlives it. `number` makes its references (core.bank.references).

    `closed_owed` is what was owed when the person was erased: from then on the registration cannot say.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="bills", verbose_name=_("event"))
    registration = models.OneToOneField(
        Registration, models.SET_NULL, null=True, blank=True, related_name="bill", verbose_name=_("registration")
    )
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="joined"
    )  # of one person, twice
    number = models.CharField(_("reference"), max_length=references.LONG)
    made_at = models.DateTimeField(_("made on"))
    nudged_at = models.DateTimeField(_("reminded on"), null=True, blank=True)
    closed_owed = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("bill for an event")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_bill_public_id"),
            models.UniqueConstraint(fields=["number"], name="event_bill_number"),
            models.CheckConstraint(
                condition=models.Q(closed_owed=None) | models.Q(registration=None), name="event_bill_closed_or_said"
            ),
            models.CheckConstraint(
                condition=models.Q(into=None) | models.Q(registration=None, closed_owed=None),
                name="event_bill_in_another",
            ),
        ]

    def __str__(self) -> str:
        return references.shown(references.rf(self.number))


class Flow(models.TextChoices):
    PAID = "paid", pgettext_lazy("money", "Paid")
    REFUNDED = "refunded", pgettext_lazy("money", "Paid back")
    MISTAKEN = "mistaken", pgettext_lazy("money", "Written by mistake")


class Way(models.TextChoices):
    DOOR = "door", pgettext_lazy("paid", "At the door")
    TRANSFER = "transfer", pgettext_lazy("paid", "By bank transfer")
    CARD = "card", pgettext_lazy("paid", "By card")


class Movement(models.Model):
    """Money that came or went, in minor units of the till's currency. The database refuses to change or delete a row.

    One that was written by mistake is taken back by a MISTAKEN of the same amount; it does not count from then on.
    """

    public_id = PublicIdField()
    bill = models.ForeignKey(Bill, models.PROTECT, related_name="movements", verbose_name=_("bill"))
    flow = models.CharField(_("what"), max_length=8, choices=Flow.choices)
    amount = models.PositiveBigIntegerField(_("amount"))
    way = models.CharField(_("by which way"), max_length=8, choices=Way.choices)
    moved_on = models.DateField(_("on"))
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="taken_back_by")
    outside_id = models.CharField(
        max_length=64, blank=True
    )  # at the bank or the payment provider, so that it comes once
    written_at = models.DateTimeField(_("written on"))
    by_id = models.BigIntegerField(null=True, blank=True)  # an account, as in the log; null is the house itself

    class Meta:
        verbose_name = _("payment for an event")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_movement_public_id"),
            models.UniqueConstraint(
                fields=["outside_id"], name="event_movement_from_outside_once", condition=~models.Q(outside_id="")
            ),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="event_movement_moves_something"),
            models.CheckConstraint(
                condition=models.Q(flow="mistaken") ^ models.Q(takes_back=None), name="event_movement_takes_back_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow} {self.amount}"

    def taken_along(self) -> dict[str, Money]:
        """The sum with its currency."""
        return {"amount": Money(self.amount, self.bill.event.till.currency)}


class CardPayment(models.Model):
    """One that was begun with a payment provider; `outside_id` is its name there. Paid, there is a movement of it."""

    public_id = PublicIdField()
    bill = models.ForeignKey(Bill, models.CASCADE, related_name="card_payments", verbose_name=_("bill"))
    provider = models.CharField(max_length=20)
    outside_id = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField(_("amount"))
    begun_at = models.DateTimeField()

    class Meta:
        verbose_name = _("payment by card")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_card_payment_public_id"),
            models.UniqueConstraint(fields=["provider", "outside_id"], name="event_card_payment_once"),
        ]

    def __str__(self) -> str:
        return self.public_id
