"""Records of the house itself: what was done, who looked, what mail went out."""

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core.public_ids import public_id


class PublicIdField(models.CharField):
    """The name of a row in addresses."""

    def __init__(self, **kwargs):
        kwargs = {"max_length": 13, "default": public_id, "editable": False, **kwargs}
        super().__init__(**kwargs)


class AuditEntry(models.Model):
    """A deed that was done. Appended, never changed."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, blank=True)  # an account; null is the house itself
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    club_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["club_id", "-at"], name="audit_club"),
            models.Index(fields=["person_id", "-at"], name="audit_person", condition=models.Q(person_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.at:%Y-%m-%d %H:%M}"


class AccessEntry(models.Model):
    """An officer saw more of a person than the person's audiences show. The person can read it."""

    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    club_id = models.BigIntegerField(null=True, blank=True)
    what = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"], name="access_person")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class MailState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    HELD_BACK = "held_back", pgettext_lazy("mail", "Held back")
    FAILED = "failed", pgettext_lazy("mail", "Failed")


class OutgoingMail(models.Model):
    """A letter on its way. Its key is unique, so a deed done twice writes it once."""

    public_id = PublicIdField()
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)  # area.purpose, e.g. registrar.invitation
    purpose = models.CharField(max_length=40)  # what consent is asked for
    club_id = models.BigIntegerField(null=True, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    to = models.CharField(max_length=320)
    to_name = models.CharField(max_length=200, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=320, blank=True)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    secret = models.CharField(max_length=80, blank=True)  # core.mail.secrets: what stands in its place when it leaves
    enclosed = models.CharField(max_length=80, blank=True)  # core.mail.enclosures: a file that is made when it leaves
    is_confidential = models.BooleanField(default=False)  # holds a code: the words are wiped once it has left
    state = models.CharField(max_length=12, choices=MailState.choices, default=MailState.WAITING)
    reason = models.CharField(max_length=300, blank=True)  # why held back or failed
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, blank=True)  # the next try, after one that failed
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)  # nobody is behind the address: core.mail.returns
    returned_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("mail")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="mail_key_once"),
            models.UniqueConstraint(fields=["public_id"], name="mail_public_id"),
        ]
        indexes = [
            models.Index(fields=["-written_at"], name="mail_written"),
            models.Index(fields=["written_at"], name="mail_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["person_id"], name="mail_person", condition=models.Q(person_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.subject or gettext("A letter of which no word is kept")


class IncomingState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    TAKEN = "taken", pgettext_lazy("answer by mail", "Taken")
    REFUSED = "refused", pgettext_lazy("answer by mail", "Refused")
    DROPPED = "dropped", pgettext_lazy("answer by mail", "Dropped")
    FAILED = "failed", pgettext_lazy("mail", "Failed")


class IncomingMail(models.Model):
    """An answer by mail, to an address that this house gave somebody: core.mail.inbound. Its words are kept only until
    the answer is taken."""

    digest = models.CharField(max_length=64)  # of its Message-ID and where it went: the same mail twice is one
    token = models.CharField(max_length=64)
    who = models.CharField(max_length=13)  # the public name in it: whom the address was made for
    envelope_from = models.CharField(max_length=320, null=True, blank=True)
    raw = models.BinaryField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=IncomingState.choices, default=IncomingState.WAITING)
    reason = models.CharField(max_length=120, blank=True)  # in the house's words, never the mail's
    person_id = models.BigIntegerField(null=True, blank=True)  # once it is known to be hers
    tries = models.PositiveSmallIntegerField(default=0)
    came_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("answer by mail")
        constraints = [models.UniqueConstraint(fields=["digest"], name="incoming_once")]
        indexes = [
            models.Index(fields=["came_at"], name="incoming_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["who", "came_at"], name="incoming_who"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.came_at:%Y-%m-%d %H:%M}"
