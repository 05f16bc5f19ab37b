"""How a club reaches its people: the numbers week by week, the yearly question, invitations classmates pass on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField


class ReachCount(models.Model):
    """How many people of a club could be reached in a week. Numbers alone; nobody's name hangs on them."""

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="reach_counts", db_index=False)
    week_on = models.DateField()  # its Monday
    reachable = models.PositiveIntegerField()
    doubtful = models.PositiveIntegerField()
    lost = models.PositiveIntegerField()
    deceased = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reach of a week")
        constraints = [models.UniqueConstraint(fields=["club", "week_on"], name="reach_count_once_a_week")]

    def __str__(self) -> str:
        return f"{self.week_on}: {self.reachable}/{self.doubtful}/{self.lost}"


class ReachRules(models.Model):
    """What a club does to keep its people in reach; the house's way where it said nothing."""

    club = models.OneToOneField("clubs.Club", models.CASCADE, related_name="reach_rules", primary_key=True)
    asks_yearly = models.BooleanField(_("ask members once a year whether all is still right"), default=True)

    class Meta:
        verbose_name = _("rules of reaching")

    def __str__(self) -> str:
        return "yearly" if self.asks_yearly else "never"


class Answer(models.TextChoices):
    RIGHT = "right", pgettext_lazy("yearly question", "Still right")
    NO_MORE = "no_more", pgettext_lazy("yearly question", "Do not ask again")


class YearlyQuestion(models.Model):
    """“Is this still right?”, asked of a member by mail, and what she answered."""

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="yearly_questions", db_index=False)
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="yearly_questions")
    told = models.JSONField(default=list)  # [model, id] of each value that was asked about
    before = models.JSONField(
        default=list, blank=True
    )  # [model, id, confirmed_at, bounced_at], to take the answer back
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("yearly question")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="yearly_question_public_id"),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="yearly_question_answered_at",
            ),
        ]
        indexes = [models.Index(fields=["person", "-asked_at"], name="yearly_question_latest")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"


class PassedInvitation(models.Model):
    """A sealed invitation that a member passes on to somebody of her class.

    She writes nothing about anybody. Who opens it proves to be a graduate of that class; of who came by it only the
    number is kept, never a name.
    """

    public_id = PublicIdField()
    passer = models.ForeignKey("people.Person", models.CASCADE, related_name="passed_invitations", db_index=False)
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="passed_invitations")
    class_year = models.PositiveSmallIntegerField(_("class year"))
    seed = PublicIdField()
    secret_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    taken_up = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("invitation passed on")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="passed_invitation_public_id"),
            models.UniqueConstraint(fields=["secret_hash"], name="passed_invitation_secret_once"),
        ]
        indexes = [models.Index(fields=["passer", "club"], name="passed_invitation_passer")]

    def __str__(self) -> str:
        return f"{self.club} {self.class_year}"
