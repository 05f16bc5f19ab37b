"""“Is this you, too?”, asked of a member about a second record that may be hers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField


class OwnWord(models.TextChoices):
    ME = "me", pgettext_lazy("own word", "Yes, that was me")
    OTHER = "other", pgettext_lazy("own word", "No, that is someone else")


class OwnerQuestion(models.Model):
    """An officer asks the owner of one of two records about the other one, once."""

    public_id = PublicIdField()
    duplicate = models.OneToOneField("registrar.Duplicate", models.CASCADE, related_name="owner_question")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="owner_questions")  # who is asked
    by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    word = models.CharField(_("what you said"), max_length=8, choices=OwnWord.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("question about a second record")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="owner_question_public_id"),
            models.CheckConstraint(
                condition=models.Q(word="", answered_at__isnull=True)
                | (~models.Q(word="") & models.Q(answered_at__isnull=False)),
                name="owner_question_answered_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"
