"""Facts about two people: who is connected with whom, who wants to have nothing to do with whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.core.audience import Audience, AudienceField
from vezi.network.people.models import Person


class Connection(models.Model):
    """Half of a connection: it stands twice, once from either end, and the database keeps the halves together.

    So all connections of a person, and whether two are connected, are read in one place of one index.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="connections", db_index=False)
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("connection")
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="connection_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="connection_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.other_id}"


class Block(models.Model):
    """One person blocked another. It was one's deed and may be taken back by that one; it keeps both apart.

    The name is kept as it was read then: what becomes of it later is none of the blocker's business.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="blocks", db_index=False)
    blocked = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=420)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("block")
        constraints = [
            models.UniqueConstraint(fields=["person", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("blocked")), name="block_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ↛ {self.blocked_id}"


class WavedAway(models.Model):
    """Somebody a person does not want to be suggested any more."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="waved_away", db_index=False)
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("suggestion waved away")
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="waved_away_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("other")), name="waved_away_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.other_id}"


class TieChoice(models.Model):
    """What a person chose about her ties. Who chose nothing has no row: suggested, her list seen by her connections."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="tie_choice")
    is_suggested = models.BooleanField(_("suggest me to others"), default=True)
    list_audience = AudienceField(
        verbose_name=_("who sees whom I am connected with"), default=Audience.CONNECTIONS, null=False
    )

    class Meta:
        verbose_name = _("choices about ties")
        indexes = [
            models.Index(
                fields=["person"], name="tie_choice_hidden", condition=models.Q(list_audience__lt=Audience.CONNECTIONS)
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)
