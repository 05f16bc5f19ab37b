"""Questions to the network: who asks what of whom, who was asked, and what became of it."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person

LONGEST, LONGEST_LINE = 1000, 1000
USUAL_ROOM, MOST_ROOM = 2, 20


class Wanted(models.TextChoices):
    """The kind of help, in the order of how much is asked."""

    RECOMMENDATION = "recommendation", _("A recommendation")
    ANSWER = "answer", _("An answer in writing")
    TALK = "talk", _("A conversation of half an hour")
    INTRODUCTION = "introduction", _("An introduction to somebody")
    LOOK = "look", _("A look at a draft or a plan")


class Breadth(models.TextChoices):
    """Who may be asked at all."""

    CONNECTIONS = "connections", _("My connections")
    CLUBS = "clubs", _("My clubs")
    NETWORK = "network", _("The whole network")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("question", "a draft")
    OPEN = "open", pgettext_lazy("question", "on its way")
    HELPING = "helping", pgettext_lazy("question", "somebody helps")
    NOBODY = "nobody", pgettext_lazy("question", "nobody could help")
    CLOSED = "closed", pgettext_lazy("question", "closed")
    OVER = "over", pgettext_lazy("question", "its time is over")
    WITHDRAWN = "withdrawn", pgettext_lazy("question", "taken back")
    HIDDEN = "hidden", pgettext_lazy("question", "hidden by the club")


LIVE = (State.OPEN, State.HELPING, State.NOBODY)
ENDED = (State.CLOSED, State.OVER, State.WITHDRAWN, State.HIDDEN)


class Question(models.Model):
    """What somebody asks of the network. Without an asker: she was erased, and its words are gone.

    `due_at` is when it is looked at again: the next people are asked, its asker is asked whether it helped, or it ends.
    """

    public_id = PublicIdField()
    asker = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="questions", db_index=False)
    words = models.TextField(_("question"), blank=True, max_length=LONGEST)
    wanted = models.CharField(_("help"), max_length=14, choices=Wanted.choices, default=Wanted.ANSWER)
    breadth = models.CharField(_("who is asked"), max_length=11, choices=Breadth.choices, default=Breadth.CLUBS)
    state = models.CharField(_("how it stands"), max_length=9, choices=State.choices, default=State.DRAFT)
    days = models.PositiveSmallIntegerField(default=14)  # how long it may be under way
    written_at = models.DateTimeField(_("written on"))
    asked_at = models.DateTimeField(pgettext_lazy("question", "asked on"), null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    first_help_at = models.DateTimeField(null=True, blank=True)
    looked_back_at = models.DateTimeField(null=True, blank=True)  # when its asker was asked whether it helped
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)
    helped = models.BooleanField(_("it helped"), null=True, blank=True)
    thanks = models.TextField(_("a word of thanks"), blank=True, max_length=LONGEST_LINE)
    hidden_because = models.CharField(_("hidden because"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("question")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="question_public_id"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="question_state_known"),
            models.CheckConstraint(condition=Q(wanted__in=Wanted.values), name="question_wanted_known"),
            models.CheckConstraint(condition=Q(breadth__in=Breadth.values), name="question_breadth_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, asked_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(asked_at__isnull=False, closes_at__isnull=False)),
                name="question_asked_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at__isnull=True)),
                name="question_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, due_at__isnull=False) | (~Q(state__in=LIVE) & Q(due_at__isnull=True)),
                name="question_due_while_live",
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "-written_at"], name="question_by_asker"),
            models.Index(fields=["due_at"], name="question_due", condition=Q(due_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.public_id])

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


class AskState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("asked", "waits for an answer")
    HELPS = "helps", pgettext_lazy("asked", "can help")
    NOT_ME = "not_me", pgettext_lazy("asked", "not me")
    SOMEONE_ELSE = "else", pgettext_lazy("asked", "someone else")
    PASSED = "passed", pgettext_lazy("asked", "moved on")
    OFF = "off", pgettext_lazy("asked", "not needed any more")


class Asked(models.Model):
    """Somebody is asked a question: found by what she shows, or named by somebody who was asked before.

    Nobody but herself knows of it until she says that she can help.
    """

    public_id = PublicIdField()
    question = models.ForeignKey(Question, models.CASCADE, related_name="asked", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(_("answer"), max_length=7, choices=AskState.choices, default=AskState.WAITING)
    asked_at = models.DateTimeField(pgettext_lazy("question", "asked on"))
    until = models.DateTimeField()  # then the next one is asked
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    line = models.TextField(_("a line of one’s own"), blank=True, max_length=LONGEST_LINE)
    shares_mail = models.BooleanField(_("the mail address is passed on"), default=False)
    named_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    word = models.CharField(_("why she was named"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("somebody who is asked")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="asked_public_id"),
            models.UniqueConstraint(fields=["question", "person"], name="asked_once"),
            models.CheckConstraint(condition=Q(state__in=AskState.values), name="asked_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["helps", "not_me", "else"]) | Q(answered_at__isnull=False),
                name="asked_answered_when",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="asked_by_person"),
            models.Index(fields=["named_by"], name="asked_named_by", condition=Q(named_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} → {self.person_id}"

    def may_answer(self, now: datetime) -> bool:
        """While the question waits; also who was passed over by time, and who thought better of a no."""
        if self.state == AskState.OFF or self.state == AskState.HELPS:
            return False
        return self.question.state in (State.OPEN, State.NOBODY) and bool(
            self.question.closes_at and self.question.closes_at > now
        )


class OfClub(models.Model):
    """A question counts for each club its asker was a member of when she asked it."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="of_clubs", db_index=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("question of a club")
        constraints = [models.UniqueConstraint(fields=["question", "club"], name="question_of_club_once")]

    def __str__(self) -> str:
        return f"{self.club_id}: {self.question_id}"


class Room(models.Model):
    """How many questions a person takes in thirty days, and of which kinds. Who chose nothing has no row."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="room_for_questions")
    monthly = models.PositiveSmallIntegerField(_("questions in a month"), default=USUAL_ROOM)
    refused = ArrayField(
        models.CharField(max_length=14, choices=Wanted.choices), default=list, blank=True, verbose_name=_("not for")
    )

    class Meta:
        verbose_name = _("room for questions")
        constraints = [models.CheckConstraint(condition=Q(monthly__lte=MOST_ROOM), name="room_is_small")]

    def __str__(self) -> str:
        return str(self.monthly)


class Report(models.Model):
    """Somebody who was asked, or helped, asks the club to look at a question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="reports", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong with it"), max_length=300)
    at = models.DateTimeField(_("on"))
    settled_at = models.DateTimeField(_("looked at on"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a question")
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="question_report_once")]
        indexes = [models.Index(fields=["at"], name="question_report_open", condition=Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return self.reason
