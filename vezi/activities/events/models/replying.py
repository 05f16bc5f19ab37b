"""What guests wrote to the organisers of an event, and what these answered."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class Reply(models.Model):
    """One word between a guest and the organisers: `by` is the organiser who answered her, None for her own."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="replies", db_index=False, verbose_name=_("event"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    is_answer = models.BooleanField(
        _("answered by an organiser"), default=False
    )  # of an organiser, though her account may be gone
    text = models.TextField(_("what was written"), max_length=10_000)
    token = models.CharField(max_length=80)  # of the mail, or of the press: the same twice is one
    at = models.DateTimeField(_("written on"))

    class Meta:
        verbose_name = _("word to the organisers of an event")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_reply_public_id"),
            models.UniqueConstraint(fields=["event", "token"], name="event_reply_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="event_reply_says_something"),
        ]
        indexes = [models.Index(fields=["event", "person", "at"], name="event_replies_in_order")]

    def __str__(self) -> str:
        return self.public_id
