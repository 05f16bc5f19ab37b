"""What stays of an event: photographs, and what those who were there thought of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.happening import Event
from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class PhotographQuerySet(models.QuerySet["Photograph"]):
    def shown(self) -> "PhotographQuerySet":
        """Those nobody asked to take down, or that were kept after it was looked at."""
        return self.filter(hidden_at=None)


class Photograph(models.Model):
    """Drawn anew when it came: no place and no camera is left in it. Whose faces are on it the house never guesses.

    From the moment in which somebody asks to take it down it is shown to nobody but the organisers.
    """

    public_id = PublicIdField()
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="photographs", db_index=False, verbose_name=_("event")
    )
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.FileField(_("file"), upload_to="events/photographs/%Y/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    says = models.CharField(_("what it shows"), max_length=200, blank=True)
    at = models.DateTimeField(_("brought on"))
    hidden_at = models.DateTimeField(null=True, blank=True)

    objects = PhotographQuerySet.as_manager()

    class Meta:
        verbose_name = _("photograph")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="photograph_public_id")]
        indexes = [models.Index(fields=["event", "at", "id"], name="photograph_of_event")]

    def __str__(self) -> str:
        return self.says or self.public_id


class RemovalWish(models.Model):
    """Somebody asks to take a photograph down, and need not say why."""

    photograph = models.ForeignKey(
        Photograph, models.CASCADE, related_name="wishes", db_index=False, verbose_name=_("photograph")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = models.CharField(_("a word to the organisers"), max_length=300, blank=True)
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("wish to take a photograph down")
        constraints = [models.UniqueConstraint(fields=["photograph", "person"], name="removal_wish_once")]

    def __str__(self) -> str:
        return self.words


class Opinion(models.Model):
    """What one who was there thought of it. Organisers read it without her name."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="opinions", db_index=False, verbose_name=_("event"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    liked = models.PositiveSmallIntegerField(
        _("how it was"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )  # 5 is the best
    words = models.TextField(_("in your words"), max_length=1000, blank=True)
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("opinion of an event")
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="event_opinion_once"),
            models.CheckConstraint(condition=models.Q(liked__range=(1, 5)), name="event_opinion_one_to_five"),
        ]

    def __str__(self) -> str:
        return str(self.liked)
