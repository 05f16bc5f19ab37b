"""Who may write to a person, and what she shows of her reading and typing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.network.people.models import Person


class Writers(models.TextChoices):
    """Whoever may not begin a conversation may still answer in one."""

    NETWORK = "network", pgettext_lazy("who may write to me", "Everyone in the network")
    CLUBS = "clubs", pgettext_lazy("who may write to me", "Members of my clubs")
    CONNECTIONS = "connections", pgettext_lazy("who may write to me", "My connections, and those introduced to me")
    ONLY_CONNECTIONS = "tied", pgettext_lazy("who may write to me", "My connections alone")


class WritingChoice(models.Model):
    """Who chose nothing has no row: she may be written to by everyone, strangers as a request; nothing is shown."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    writers = models.CharField(
        _("who may write to me"), max_length=11, choices=Writers.choices, default=Writers.NETWORK
    )
    shows_reading = models.BooleanField(_("show what I have read"), default=False)
    shows_typing = models.BooleanField(_("show when I am writing"), default=False)

    class Meta:
        verbose_name = _("choices about messages")
        constraints = [
            models.CheckConstraint(condition=models.Q(writers__in=Writers.values), name="writing_choice_known")
        ]

    def __str__(self) -> str:
        return str(self.person_id)
