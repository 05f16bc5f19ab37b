"""What is asked about an event on its page, and what is answered there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class Remark(models.Model):
    """A question, or with `opening` an answer to one. Its words stay when its author is erased: others answered them.

    Without a text it was taken back, and stands there only for what others answered; what is hidden says why.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="remarks", db_index=False, verbose_name=_("event"))
    opening = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers", verbose_name=_("what it answers")
    )
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(_("text"), max_length=2000, blank=True)
    at = models.DateTimeField(_("written on"))
    hidden_because = models.CharField(_("why it is hidden"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("question or answer about an event")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="event_remark_public_id")]
        indexes = [models.Index(fields=["event", "at", "id"], name="event_remark_of_event")]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_hidden(self) -> bool:
        return bool(self.hidden_because)


class RemarkReport(models.Model):
    """A member asks the organisers to look at it. Who it was is told to nobody."""

    remark = models.ForeignKey(
        Remark, models.CASCADE, related_name="reports", db_index=False, verbose_name=_("question or answer")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong with it"), max_length=300)
    at = models.DateTimeField(_("on"))
    settled_at = models.DateTimeField(_("looked at on"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a question or answer")
        constraints = [models.UniqueConstraint(fields=["remark", "person"], name="event_remark_report_once")]

    def __str__(self) -> str:
        return self.reason
