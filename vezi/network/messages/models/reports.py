"""What somebody asked the moderators of a club to look at, and what they said to it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField
from vezi.network.clubs.models import Club
from vezi.network.messages.models.conversations import Conversation
from vezi.network.messages.models.words import Message
from vezi.network.people.models import Person


class Outcome(models.TextChoices):
    NOTHING = "nothing", pgettext_lazy("report", "nothing is wrong with it")
    WARNED = "warned", pgettext_lazy("report", "the writer was warned")
    PAUSED = "paused", pgettext_lazy("report", "the writer may write to nobody new for a while")


class Report(models.Model):
    """`reporter` asks the moderators of `club` to look at what `writer` wrote to her, with the words she chose."""

    public_id = PublicIdField()
    club = models.ForeignKey(Club, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="+")
    reporter = models.ForeignKey(Person, models.CASCADE, related_name="+")
    writer = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong with it"), max_length=600)
    at = models.DateTimeField(_("on"))
    outcome = models.CharField(_("what came of it"), max_length=8, choices=Outcome.choices, blank=True)
    answer = models.CharField(_("why"), max_length=600, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of messages")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="message_report_public_id"),
            models.UniqueConstraint(
                fields=["conversation", "reporter", "writer"], condition=Q(decided_at__isnull=True),
                name="message_report_open_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="")
                | (Q(decided_at__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="message_report_decided_why",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["club", "-at"], name="message_report_club")]

    def __str__(self) -> str:
        return self.public_id


class ReportedWords(models.Model):
    """A message as it stood when it was reported: taking it back does not take it from those who look."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="words", db_index=False)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("text"), blank=True)
    files = models.CharField(_("files"), max_length=600, blank=True)  # their names
    written_at = models.DateTimeField(_("written on"))

    class Meta:
        verbose_name = _("reported words")
        constraints = [models.UniqueConstraint(fields=["report", "message"], name="reported_words_once")]

    def __str__(self) -> str:
        return str(self.report_id)


class WritingPause(models.Model):
    """Until then somebody writes to nobody new: a club's moderators said so, with a reason. Answering stays."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="+", db_index=False)
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("why"), max_length=600)

    class Meta:
        verbose_name = _("pause in writing")
        indexes = [models.Index(fields=["person", "-until"], name="writing_pause_person")]

    def __str__(self) -> str:
        return f"{self.person_id}"
