"""The address under which somebody's own calendar asks for her events."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.network.people.models import Person


class CalendarAddress(models.Model):
    """The address is signed and holds `version`: a new one makes the old lead nowhere. Nothing secret is stored."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_address")
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(_("made on"))

    class Meta:
        verbose_name = _("address of a calendar")

    def __str__(self) -> str:
        return str(self.version)
