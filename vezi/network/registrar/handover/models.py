"""A file handed over with notice, and the people of it who are held back until they had time to object."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField

KIND = "registrar.handover"  # of the notice by mail, and of the secret in it


class Handover(models.Model):
    """A registrar's file whose new people are told of it before the club uses their records."""

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="handovers")
    registrar_import = models.OneToOneField("registrar.Import", models.CASCADE, related_name="handover")
    giver = models.CharField(_("who hands the records over"), max_length=200)  # as people are told
    days = models.PositiveSmallIntegerField(_("days to object"), default=30)
    by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    people = models.PositiveIntegerField(default=0)  # held back when the file was applied
    objected = models.PositiveIntegerField(default=0)  # nothing is left of them but their number
    page_until = models.DateTimeField(null=True, blank=True)  # the club's public page tells of it
    telling_since = models.DateTimeField(null=True, blank=True)  # mails are being written

    class Meta:
        verbose_name = _("handover")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="handover_public_id"),
            models.CheckConstraint(condition=models.Q(days__range=(7, 180)), name="handover_days_sane"),
        ]

    def __str__(self) -> str:
        return self.giver


class ToldBy(models.TextChoices):
    MAIL = "mail", pgettext_lazy("handover", "by mail")
    LETTER = "letter", pgettext_lazy("handover", "by letter")
    PAGE = "page", pgettext_lazy("handover", "on the club’s page")


class HeldRecord(models.Model):
    """Somebody of a handed-over file: whether and how she was told, until when she may object, when it was over.

    The record is held back as long as the membership is (`State.HELD`); this says what happens meanwhile.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="held", db_index=False)
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    told_by = models.CharField(max_length=6, choices=ToldBy.choices, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    objects_until = models.DateTimeField(null=True, blank=True)
    invitation = models.ForeignKey("registrar.Invitation", models.SET_NULL, null=True, blank=True, related_name="held")
    bundle = models.PositiveSmallIntegerField(null=True, blank=True)  # of letters printed together
    activated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("record held back")
        constraints = [
            models.UniqueConstraint(fields=["handover", "person"], name="held_record_once"),
            models.CheckConstraint(
                condition=models.Q(told_at__isnull=True, told_by="", objects_until__isnull=True)
                | models.Q(told_at__isnull=False, objects_until__gt=models.F("told_at")) & ~models.Q(told_by=""),
                name="held_record_told_or_not",
            ),
        ]
        indexes = [
            models.Index(
                fields=["objects_until"], name="held_record_due", condition=models.Q(activated_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.objects_until}"
