"""That somebody did something that counts: came, gave, helped, kept in touch. Areas above say what; here it is counted."""

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core import features
from vezi.core.errors import Words
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person


class Mode(models.TextChoices):
    """The four ways in which the field counts (CASE, Alumni Engagement Metrics)."""

    PHILANTHROPIC = "philanthropic", pgettext_lazy("engagement", "Giving")
    VOLUNTEER = "volunteer", pgettext_lazy("engagement", "Volunteering")
    EXPERIENTIAL = "experiential", pgettext_lazy("engagement", "Taking part")
    COMMUNICATION = "communication", pgettext_lazy("engagement", "Keeping in touch")


class Act(models.Model):
    """One act of one person towards one club, on one day. It stands as long as the area that recorded it says so.

    `source` names what was done for that area, such as `events.event:2345abcd`; one person does a kind of thing there
    once. `titles` is what it was called, by language: what it was may be gone by then.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="+", db_index=False, verbose_name=_("club"))
    kind = models.CharField(_("what"), max_length=40)  # core.features.ActKind
    mode = models.CharField(_("mode of engagement"), max_length=13, choices=Mode.choices)
    source = models.CharField(max_length=80)
    day = models.DateField(_("on"))
    titles = models.JSONField(_("of what"), default=dict)
    path = models.CharField(_("page"), max_length=200, blank=True)  # where it is shown, for who may see it
    recorded_at = models.DateTimeField(_("recorded on"))

    class Meta:
        verbose_name = _("act of engagement")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "source"], name="engagement_act_once"),
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="engagement_act_mode"),
        ]
        indexes = [
            models.Index(fields=["kind", "source"], name="engagement_act_source"),
            models.Index(fields=["club", "day"], include=["person", "mode"], name="engagement_act_of_club"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"

    @property
    def title(self) -> str:
        """In the reader's language, else in the first it was written in."""
        here = self.titles.get(get_language() or "")
        return str(here or next(iter(self.titles.values()), ""))

    @property
    def what(self) -> Words:
        """What was done, in words; of an area that is not here any more, the mode."""
        kind = features.act_kinds().get(self.kind)
        return kind.title if kind is not None else Mode(self.mode).label
