"""For what a club uses what it knows, on which basis, and what each person said to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What data are used for. An area that needs another purpose adds it here with its words."""

    SERVICE = "service", _("Running your account")
    MEMBERSHIP = "membership", _("Keeping the club’s records and the directory")
    INVITATION = "invitation", _("Inviting you to take up your record")
    NEWS = "news", _("News of the club")
    EVENTS = "events", _("Invitations to events")
    GIVING = "giving", _("Asking for support")
    SEARCHES = "searches", _("Writing to you when somebody new fits a search you keep")


class Channel(models.TextChoices):
    MAIL = "mail", _("by mail")
    POST = "post", _("by post")
    PHONE = "phone", _("by telephone")
    PAGE = "page", _("in Vezi")


class Basis(models.TextChoices):
    """Lawful bases of GDPR, article 6 (1)."""

    CONSENT = "consent", _("your consent")
    CONTRACT = "contract", _("your membership")
    LEGAL_OBLIGATION = "legal_obligation", _("a legal duty")
    LEGITIMATE_INTEREST = "legitimate_interest", _("a legitimate interest")
    PUBLIC_TASK = "public_task", _("a public task")


class Decision(models.TextChoices):
    GIVEN = "given", _("Agreed")
    WITHDRAWN = "withdrawn", _("Withdrew")
    OBJECTED = "objected", _("Objected")
    ALLOWED_AGAIN = "allowed_again", _("Took the objection back")


class Notice(models.Model):
    """What a club tells people about one purpose: basis and text, in a version. The newest version counts."""

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="notices", db_index=False)
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.JSONField(default=dict)  # language -> what is processed, why, for how long
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("privacy notice")
        constraints = [models.UniqueConstraint(fields=["club", "purpose", "version"], name="notice_version_once")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.version}"


class ConsentEntry(models.Model):
    """One word of a person on one purpose and channel. A ledger: appended, never changed (the database sees to it)."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="consent_entries", db_index=False)
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    decision = models.CharField(max_length=14, choices=Decision.choices)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    notice_version = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=40)  # where it was said: page, mail link, letter, registrar
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True, blank=True)  # the account that wrote it down

    class Meta:
        verbose_name = _("consent")
        indexes = [models.Index(fields=["person", "club", "purpose", "channel", "-at", "-id"], name="consent_latest")]
        constraints = [
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="consent_purpose_known"),
            models.CheckConstraint(condition=models.Q(decision__in=Decision.values), name="consent_decision_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}: {self.get_purpose_display()} {self.get_channel_display()}"
