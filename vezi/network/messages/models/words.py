"""What is said in conversations, and what is sent along."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.enclosing import ending_of
from vezi.core.models import PublicIdField
from vezi.network.messages.models.conversations import Conversation
from vezi.network.people.models import Person


class Kind(models.TextChoices):
    """Words, or a line that says what happened in the conversation."""

    SAID = "said", pgettext_lazy("message", "words")
    CAME = "came", pgettext_lazy("message", "somebody came")
    LEFT = "left", pgettext_lazy("message", "somebody left")
    TITLED = "titled", pgettext_lazy("message", "a title was given")


class MessageQuerySet(models.QuerySet["Message"]):
    def said(self) -> "MessageQuerySet":
        """Words that stand."""
        return self.filter(kind=Kind.SAID, taken_back_at__isnull=True)


class Message(models.Model):
    """Words stay when their writer is erased: others answered them. `search` is written by queries of the search.

    `token` is of the form that sent it: pressed twice, it is said once. `matter` is what brought the two together, where
    it was said elsewhere (`ties.matters`): its own area says what each of them reads of it.
    """

    public_id = PublicIdField()
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.SAID)
    about = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # who came
    text = models.TextField(_("text"), blank=True)
    written_at = models.DateTimeField(_("written on"))
    edited_at = models.DateTimeField(_("changed on"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back on"), null=True, blank=True)
    token = models.CharField(max_length=32, blank=True)
    matter = models.CharField(max_length=60, blank=True)
    search = SearchVectorField(null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="message_public_id"),
            models.UniqueConstraint(fields=["author", "token"], condition=~Q(token=""), name="message_sent_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="message_kind_known"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(text="", search__isnull=True), name="message_taken_back_is_gone"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["conversation", "-id"], name="message_conversation"),
            models.Index(fields=["author", "-written_at"], name="message_author"),
            models.Index(fields=["about"], name="message_about", condition=Q(about__isnull=False)),
            models.Index(fields=["conversation", "-id"], name="message_titled", condition=Q(kind="titled")),
            GinIndex(fields=["search"], name="message_search"),
        ]

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """Where it stands among the others."""
        conversation = reverse("messages:conversation", args=[self.conversation.public_id])
        return f"{conversation}?at={self.public_id}#p-{self.public_id}"


class Attachment(models.Model):
    """A file sent along: a picture drawn anew, or any other, which the house only hands on."""

    public_id = PublicIdField()
    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="messages/%Y/%m/")
    name = models.CharField(_("name of the file"), max_length=150)
    size = models.PositiveIntegerField(_("bytes"))
    is_picture = models.BooleanField(default=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("file sent along")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="attachment_public_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return ending_of(self.name)
