"""What comes again: events that were made of one, day after day by a rule. Each is an event of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField
from vezi.network.clubs.models import Club


class Every(models.TextChoices):
    """How often, as organisers say it; `recurring.rule_of` says it as calendars do."""

    WEEK = "week", pgettext_lazy("how often an event comes again", "Every week")
    FORTNIGHT = "fortnight", pgettext_lazy("how often an event comes again", "Every second week")
    WEEKDAY = "weekday", pgettext_lazy("how often an event comes again", "Every month, such as on the second Tuesday")
    LAST = "last", pgettext_lazy("how often an event comes again", "Every month, such as on the last Tuesday")
    MONTH = "month", pgettext_lazy("how often an event comes again", "Every month, on the same day of the month")


class Series(models.Model):
    """The rule by which its events were made (RFC 5545), and until when."""

    public_id = PublicIdField()
    club = models.ForeignKey(Club, models.CASCADE, related_name="+", verbose_name=_("club"))
    rule = models.CharField(_("rule"), max_length=120)
    until = models.DateField(_("until"))
    made_at = models.DateTimeField(_("made on"))

    class Meta:
        verbose_name = _("series of events")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="event_series_public_id")]

    def __str__(self) -> str:
        return self.rule
