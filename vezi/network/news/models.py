"""That something happened to somebody, and when; what it was, the value itself says to whoever may see it now."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.network.people.models import Person


class Kind(models.TextChoices):
    WORK = "work", pgettext_lazy("news of somebody", "New work")
    TOWN = "town", pgettext_lazy("news of somebody", "Moved")
    JOINED = "joined", pgettext_lazy("news of somebody", "Came to a club")


class Fact(models.Model):
    """A value of a person's was changed by her own word, or she came into a club.

    `value` is the number of the position, residence or membership. It is news as long as the value stands as it was
    said then (`said_at`): a change since, a value taken away and an import undone end it without anybody's doing.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("what"), max_length=8, choices=Kind.choices)
    value = models.BigIntegerField()
    said_at = models.DateTimeField()
    was = models.CharField(max_length=32, blank=True)  # a keyed mark of what it was before: who goes back has no news
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("news of a person")
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="news_fact_once"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="news_fact_kind"),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="news_fact_person"),
            models.Index(fields=["at"], name="news_fact_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.get_kind_display()}"


class Less(models.Model):
    """Somebody, or a kind of news, that a reader wants to hear less of."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    of = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("what"), max_length=8, blank=True)
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("news left out")
        constraints = [
            models.UniqueConstraint(fields=["person", "of", "kind"], name="news_less_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=models.Q(of__isnull=False, kind="") | (models.Q(of__isnull=True) & ~models.Q(kind="")),
                name="news_less_of_one_thing",
            ),
            models.CheckConstraint(condition=~models.Q(person=models.F("of")), name="news_less_of_another"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.of_id or self.kind}"
