"""What finding people holds of its own; all else it reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.models import PublicIdField


class Stay(models.Model):
    """A person will be in a city for some days. It ends by itself, and is deleted soon after."""

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="stays")
    place = models.PositiveIntegerField()  # the city's number in GeoNames
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    line = models.CharField(_("a line"), max_length=200, blank=True)
    audience = models.SmallIntegerField(choices=Audience.choices)
    said_at = models.DateTimeField()

    class Meta:
        verbose_name = _("stay")
        indexes = [models.Index(fields=["place", "ends_on"], name="stay_place_ends_on")]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="stay_in_order"),
            models.CheckConstraint(
                condition=models.Q(
                    audience__in=[int(one) for one in (Audience.CONNECTIONS, Audience.CLUB, Audience.NETWORK)]
                ),
                name="stay_audience",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city or self.place}, {self.starts_on}–{self.ends_on}"

    @property
    def city(self) -> City | None:
        return known.by_id(self.place)
