"""What people are told, and how each of them wants to be told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField


class Way(models.TextChoices):
    """How a notice of a kind reaches its person. All but NONE stand in the page as well."""

    NOW = "now", pgettext_lazy("way of a notice", "by mail at once")
    PUSH = "push", pgettext_lazy("way of a notice", "on my devices at once")
    DAY = "day", pgettext_lazy("way of a notice", "in a daily digest")
    WEEK = "week", pgettext_lazy("way of a notice", "in a weekly digest")
    PAGE = "page", pgettext_lazy("way of a notice", "in Vezi only")
    NONE = "none", pgettext_lazy("way of a notice", "not at all")


class Notice(models.Model):
    """One thing a person is told. Those of one kind `about` one thing are shown together.

    What goes by mail has `due_at`; it is `alone` in a letter of its own, else in the digest of that moment. As a letter
    is written, in the same transaction, `due_at` is emptied and `mailed_at` set.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=120)
    path = models.CharField(max_length=300)  # where it leads
    mail_path = models.CharField(max_length=500, blank=True)  # where its letter leads, if elsewhere: without a sign-in
    by = models.ForeignKey("people.Person", models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    club = models.ForeignKey("clubs.Club", models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    words = models.JSONField(default=dict, blank=True)
    way = models.CharField(max_length=4, choices=Way.choices, blank=True)  # chosen for this very thing, elsewhere
    once = models.CharField(max_length=120, blank=True)  # the deed it tells of: done twice, it is told once
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)  # answered elsewhere
    due_at = models.DateTimeField(null=True, blank=True)
    alone = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)
    push_at = models.DateTimeField(null=True, blank=True)  # when it is to be sent to her devices; emptied once it was

    class Meta:
        verbose_name = _("notice")
        constraints = [
            models.UniqueConstraint(fields=["person", "once"], condition=~models.Q(once=""), name="notice_once"),
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="notice_leads_into_the_house"),
        ]
        indexes = [
            models.Index(fields=["person", "-at"], name="notice_person"),
            models.Index(
                fields=["person"], name="notice_new", condition=models.Q(read_at__isnull=True, settled_at__isnull=True)
            ),
            models.Index(fields=["due_at", "person"], name="notice_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["push_at"], name="notice_push", condition=models.Q(push_at__isnull=False)),
            models.Index(fields=["about"], name="notice_about"),
            models.Index(fields=["by"], name="notice_by", condition=models.Q(by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class WayChoice(models.Model):
    """What a person chose for a kind, everywhere or from one club. Where she chose nothing the kind's own way holds."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    club = models.ForeignKey("clubs.Club", models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    way = models.CharField(max_length=4, choices=Way.choices)

    class Meta:
        verbose_name = _("choice about notices")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "club"], name="way_chosen_once", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(way__in=Way.values), name="way_chosen_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_way_display()}"


class Rhythm(models.Model):
    """When letters may come, and how many. Who chose nothing has no row."""

    HOUR, WEEKDAY, FEW = 7, 0, 5

    person = models.OneToOneField("people.Person", models.CASCADE, related_name="+")
    hour = models.PositiveSmallIntegerField(_("hour of the digest"), default=HOUR)
    weekday = models.PositiveSmallIntegerField(_("day of the weekly digest"), default=WEEKDAY)  # 0 is Monday
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)  # empty: that of her first club
    away_from = models.DateField(_("from"), null=True, blank=True)
    away_until = models.DateField(_("until"), null=True, blank=True)  # the last quiet day
    has_digests = models.BooleanField(_("digests"), default=True)
    letters_a_week = models.PositiveSmallIntegerField(_("letters from one club in seven days"), default=FEW)

    class Meta:
        verbose_name = _("rhythm of letters")
        constraints = [
            models.CheckConstraint(condition=models.Q(hour__lt=24, weekday__lt=7), name="rhythm_of_a_clock"),
            models.CheckConstraint(
                condition=models.Q(away_from__isnull=True, away_until__isnull=True)
                | models.Q(away_from__lte=models.F("away_until")),
                name="rhythm_away_from_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hour}:00"


class Device(models.Model):
    """A browser that is told at once, by its maker's push service (RFC 8030). What is sent only this browser can read.

    `endpoint` is where its service takes messages for it; `key` and `secret` are what they are sealed with (RFC 8291).
    """

    public_id = PublicIdField()
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    name = models.CharField(_("device"), max_length=80)
    endpoint = models.URLField(_("address of the push service"), max_length=600)
    key = models.CharField(max_length=120)
    secret = models.CharField(max_length=60)
    added_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("device")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="push_device_public_id"),
            models.UniqueConstraint(fields=["endpoint"], name="push_device_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """A notice to many, on its way: the people, and how many of them have it by now. Gone when the last one has."""

    once = models.CharField(max_length=120)
    told = models.JSONField()  # kind, about, path, words, way
    by_id = models.BigIntegerField(null=True, blank=True)
    club_id = models.BigIntegerField(null=True, blank=True)
    people = ArrayField(models.BigIntegerField())
    done = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notice to many")
        constraints = [models.UniqueConstraint(fields=["once"], name="round_once")]

    def __str__(self) -> str:
        return self.once
