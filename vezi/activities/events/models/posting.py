"""Letters to many about an event: asked for at once, written in the background."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class PostingKind(models.TextChoices):
    INVITE = "invite", pgettext_lazy("letters about an event", "Invitations")
    NUDGE = "nudge", pgettext_lazy("letters about an event", "Reminders to those who have not answered, by hand")
    SILENT = "silent", pgettext_lazy("letters about an event", "Reminders to those who have not answered")
    MAYBE = "maybe", pgettext_lazy("letters about an event", "Reminders to those who said perhaps")
    EVE = "eve", pgettext_lazy("letters about an event", "Reminders to those who come")


class Posting(models.Model):
    """One press of an organiser, or one moment of the calendar (`once` names it), by which letters go out.

    `left_out` counts those who were to get one and did not, by reason: they objected, or answered, meanwhile.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="postings", db_index=False, verbose_name=_("event"))
    kind = models.CharField(_("letters"), max_length=6, choices=PostingKind.choices)
    once = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked for on"))
    ended_at = models.DateTimeField(null=True, blank=True)
    wanted = models.PositiveIntegerField(_("people"), default=0)
    done = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("letters about an event")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_posting_public_id"),
            models.UniqueConstraint(fields=["event", "once"], name="event_posting_once"),
        ]
        indexes = [models.Index(fields=["asked_at"], name="event_posting_under_way", condition=models.Q(ended_at=None))]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def letters(self) -> int:
        """How many were written."""
        return self.done - sum(self.left_out.values())


class Addressed(models.Model):
    """Somebody to whom a letter is still to be written. The row goes in the transaction in which the letter is written
    down: killed at any moment, the house has done both or neither."""

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="addressed", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("letter about an event still to be written")
        constraints = [models.UniqueConstraint(fields=["posting", "person"], name="event_addressed_once")]

    def __str__(self) -> str:
        return str(self.person_id)
