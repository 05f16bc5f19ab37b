from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.core.models import PublicIdField


class Every(models.TextChoices):
    """How often a letter may come."""

    DAY = "day", _("at most once a day")
    WEEK = "week", _("at most once a week")
    NEVER = "never", _("no mail")


class SavedSearch(models.Model):
    """A question to the directory under a name. Kept is the question, not the people: who finds whom is asked anew.

    `known` holds the numbers of everybody who fitted when the search was first looked at, and of everybody its owner
    was told of since (`saved.known`): who is not among them is new. It is null until the search was looked at.
    """

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="saved_searches")
    # As whose member she looks; null where she looked as a member of none. Without it there is no letter.
    club = models.ForeignKey("clubs.Club", models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    asked = models.TextField(blank=True)  # as filters.Asked.address() says it
    every = models.CharField(_("mail"), max_length=8, choices=Every.choices, default=Every.WEEK)
    kept_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)  # looked at from then on; null: never
    known = models.BinaryField(null=True, blank=True)
    letters = models.PositiveIntegerField(default=0)  # written so far
    told_at = models.DateTimeField(null=True, blank=True)  # the last of them
    removed_at = models.DateTimeField(null=True, blank=True)  # can be taken back for a while

    class Meta:
        verbose_name = _("saved search")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="saved_search_public_id"),
            models.UniqueConstraint(
                fields=["person", "name"], condition=models.Q(removed_at__isnull=True), name="saved_search_name_once"
            ),
            models.CheckConstraint(condition=models.Q(every__in=Every.values), name="saved_search_every_known"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="saved_search_due",
                condition=models.Q(due_at__isnull=False, removed_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
