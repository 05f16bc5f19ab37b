"""Asking to be connected, asking to be introduced, and what became of it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class RequestState(models.TextChoices):
    """As the one who asked knows it. That a request was declined stands in `set_aside_at`, and is never told to her."""

    WAITING = "waiting", pgettext_lazy("request", "waits")
    ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "taken back")
    CLOSED = "closed", pgettext_lazy("request", "closed without an answer")


class ConnectionRequest(models.Model):
    """One person asked another to be connected with her."""

    public_id = PublicIdField()
    asker = models.ForeignKey(Person, models.CASCADE, related_name="connection_requests", db_index=False)
    asked = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    words = models.CharField(_("a line of one’s own"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request to connect")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="request_public_id"),
            models.UniqueConstraint(
                fields=["asker", "asked"], condition=Q(state=RequestState.WAITING), name="request_waits_once"
            ),
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="request_of_two"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="request_state_known"),
            models.CheckConstraint(
                condition=Q(state=RequestState.WAITING, ended_at__isnull=True)
                | (~Q(state=RequestState.WAITING) & Q(ended_at__isnull=False)),
                name="request_ended_when",
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "-asked_at"], name="request_by_asker"),
            models.Index(fields=["asked", "-asked_at"], name="request_by_asked"),
            models.Index(fields=["closes_at"], name="request_closes", condition=Q(state=RequestState.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.asker_id} → {self.asked_id}"

    def is_open(self, now: datetime) -> bool:
        return self.state == RequestState.WAITING and self.closes_at > now

    def waits_for_answer(self, now: datetime) -> bool:
        """Whether it stands in the inbox of who was asked."""
        return self.is_open(now) and self.set_aside_at is None


class Stage(models.TextChoices):
    """How far an introduction has come."""

    ASKED = "asked", pgettext_lazy("introduction", "asked for")
    NOT_PASSED_ON = "not_passed_on", pgettext_lazy("introduction", "not passed on")
    PASSED_ON = "passed_on", pgettext_lazy("introduction", "passed on")
    CONNECTED = "connected", pgettext_lazy("introduction", "connected")
    DECLINED = "declined", pgettext_lazy("introduction", "not taken up")
    WITHDRAWN = "withdrawn", pgettext_lazy("introduction", "taken back")
    CLOSED = "closed", pgettext_lazy("introduction", "closed without an answer")


OPEN = (Stage.ASKED, Stage.PASSED_ON)


class Introduction(models.Model):
    """`asker` asks `through`, who knows both, to introduce her to `third`, and says why.

    `third` learns of it when `through` passes it on with a word of her own, and not before.
    """

    public_id = PublicIdField()
    asker = models.ForeignKey(Person, models.CASCADE, related_name="introductions", db_index=False)
    through = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    third = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    why = models.CharField(_("why"), max_length=400)
    word = models.CharField(_("a word of your own"), max_length=400, blank=True)
    stage = models.CharField(_("how it stands"), max_length=14, choices=Stage.choices, default=Stage.ASKED)
    asked_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    passed_on_at = models.DateTimeField(_("passed on at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    looked_back_at = models.DateTimeField(null=True, blank=True)  # when both were asked whether it helped
    helped_asker = models.BooleanField(_("it helped, says who asked"), null=True, blank=True)
    helped_third = models.BooleanField(_("it helped, says who was introduced"), null=True, blank=True)

    class Meta:
        verbose_name = _("introduction")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="introduction_public_id"),
            models.UniqueConstraint(
                fields=["asker", "third"], condition=Q(stage__in=OPEN), name="introduction_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(asker=F("third")) & ~Q(asker=F("through")) & ~Q(third=F("through")),
                name="introduction_of_three",
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="introduction_stage_known"),
            models.CheckConstraint(
                condition=Q(stage__in=OPEN, ended_at__isnull=True) | (~Q(stage__in=OPEN) & Q(ended_at__isnull=False)),
                name="introduction_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[Stage.PASSED_ON, Stage.DECLINED]) | Q(passed_on_at__isnull=False),
                name="introduction_passed_on_when",
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "-asked_at"], name="introduction_by_asker"),
            models.Index(fields=["through", "-asked_at"], name="introduction_by_through"),
            models.Index(fields=["third", "-asked_at"], name="introduction_by_third"),
            models.Index(fields=["closes_at"], name="introduction_closes", condition=Q(stage__in=OPEN)),
            models.Index(
                fields=["ended_at"], name="introduction_look_back",
                condition=Q(stage=Stage.CONNECTED, looked_back_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.asker_id} → {self.through_id} → {self.third_id}"

    def is_open(self, now: datetime) -> bool:
        return self.stage in OPEN and self.closes_at > now


class AskingChoice(models.Model):
    """Whether a person may be asked to connect. Who chose nothing has no row, and may be."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="asking_choice")
    takes_requests = models.BooleanField(_("others may ask me to connect"), default=True)

    class Meta:
        verbose_name = _("choice about requests")

    def __str__(self) -> str:
        return str(self.person_id)
