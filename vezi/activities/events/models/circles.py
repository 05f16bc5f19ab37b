"""Whom an event is for."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.models.happening import Event
from vezi.network.clubs.models import Programme
from vezi.network.groups.models import Group
from vezi.network.memberships.models import KeptView


class CircleKind(models.TextChoices):
    CLASS = "class", pgettext_lazy("event is for", "A class")
    PROGRAMME = "programme", pgettext_lazy("event is for", "A programme")
    GROUP = "group", pgettext_lazy("event is for", "A group")
    TRADE = "trade", pgettext_lazy("event is for", "A trade")
    SEGMENT = "segment", pgettext_lazy("event is for", "A saved segment")
    CLUB = "club", pgettext_lazy("event is for", "Everybody of the club")


class Circle(models.Model):
    """One answer to “whom is it for?”: the people of a class, a programme, a group, a trade, a segment, the whole club.

    Those of a segment are found when invitations go out, and learn of it by them; it opens no page by itself.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="circles", verbose_name=_("event"))
    kind = models.CharField(_("for whom"), max_length=9, choices=CircleKind.choices)
    class_years = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    trades = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # people.trades
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    segment = models.ForeignKey(KeptView, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("circle an event is for")
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(kind="class", programme=None, group=None, segment=None, trades=[])
                    & ~models.Q(class_years=[])
                    | models.Q(kind="trade", programme=None, group=None, segment=None, class_years=[])
                    & ~models.Q(trades=[])
                    | models.Q(kind="programme", programme__isnull=False, group=None, segment=None, trades=[])
                    | models.Q(kind="group", programme=None, group__isnull=False, segment=None, trades=[])
                    | models.Q(kind="segment", programme=None, group=None, segment__isnull=False, trades=[])
                    | models.Q(kind="club", programme=None, group=None, segment=None, trades=[])
                ),
                name="event_circle_names_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
