"""Who belongs to a club, who runs it, and who asks to join."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core.models import PublicIdField


class State(models.TextChoices):
    """How a person stands with a club."""

    HELD = "held", pgettext_lazy("membership", "Held back")  # handed over with notice; may still object
    RECORDED = "recorded", pgettext_lazy("membership", "On record")  # known from the registrar's file, not claimed
    MEMBER = "member", pgettext_lazy("membership", "Member")
    LEFT = "left", pgettext_lazy("membership", "Left")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> "MembershipQuerySet":
        return self.filter(state=State.MEMBER)

    def living_records(self) -> "MembershipQuerySet":
        """Of people who are neither merged into another record nor erased."""
        return self.filter(person__merged_into__isnull=True, person__erased_at__isnull=True)


class Memberships(models.Manager.from_queryset(MembershipQuerySet)):  # type: ignore[misc]
    """Whoever is held back is not there, unless somebody asks for `Membership.with_held`."""

    def get_queryset(self) -> MembershipQuerySet:
        found: MembershipQuerySet = super().get_queryset()
        return found.exclude(state=State.HELD)


class Membership(models.Model):
    """A person on a club's books: first as a record, then, once claimed or admitted, as a member."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="memberships", db_index=False)
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="memberships", db_index=False)
    state = models.CharField(max_length=10, choices=State.choices)
    since = models.DateTimeField()  # of this state
    recorded_at = models.DateTimeField()
    batch = models.BigIntegerField(null=True, blank=True)  # the registrar's import that brought it
    last_seen_at = models.DateTimeField(null=True, blank=True)

    objects = Memberships()
    with_held = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints = [models.UniqueConstraint(fields=["person", "club"], name="membership_once")]
        indexes = [
            models.Index(fields=["club", "state"], name="membership_club_state"),
            models.Index("club", models.F("last_seen_at").desc(nulls_last=True), name="membership_last_seen"),
            models.Index(fields=["club", "-since"], name="membership_newest", condition=models.Q(state="member")),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class Role(models.Model):
    """An office of a club and the rights that go with it: no more than its work needs."""

    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="roles", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    names = models.JSONField(default=dict, blank=True)  # language -> name, where it differs
    capabilities = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = _("role")
        constraints = [models.UniqueConstraint(fields=["club", "name"], name="role_name_once_a_club")]

    def __str__(self) -> str:
        return self.names.get(get_language() or "", self.name)


class OfficerQuerySet(models.QuerySet["Officer"]):
    def serving(self, today: date) -> "OfficerQuerySet":
        return self.filter(models.Q(until_on__isnull=True) | models.Q(until_on__gte=today), since_on__lte=today)


class Officer(models.Model):
    """A person who holds a role of a club for a time. Who runs a club is public."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="officers")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="offices")
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    is_listed = models.BooleanField(_("named on the club’s page"), default=True)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer")
        constraints = [
            models.UniqueConstraint(
                fields=["role", "person"], condition=models.Q(until_on__isnull=True), name="officer_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"


class RequestState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("request", "Waiting")
    ADMITTED = "admitted", pgettext_lazy("request", "Admitted")
    DECLINED = "declined", pgettext_lazy("request", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


class JoinRequest(models.Model):
    """A graduate without a code asks to join; the club's rule decides."""

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="join_requests")
    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(  # the person who is in now, or the record that fits
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="join_requests"
    )
    given = models.CharField(_("given names"), max_length=200)
    family = models.CharField(_("surname"), max_length=200)
    former_family = models.CharField(_("surname at graduation, if another"), max_length=200, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    student_number = models.CharField(_("student number"), max_length=60, blank=True)
    class_year = models.PositiveSmallIntegerField(_("class year"), null=True, blank=True)
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    note = models.TextField(_("a few words to the officers"), max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)  # an account; null with decided_at: the rule itself

    class Meta:
        verbose_name = _("request to join")
        constraints = [
            models.UniqueConstraint(
                fields=["club", "account"], condition=models.Q(state="waiting"), name="join_request_one_waiting"
            ),
            models.UniqueConstraint(fields=["public_id"], name="join_request_public_id"),
        ]

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


class Choice(models.Model):
    """People an officer has ticked in the ledger, for a deed on all of them. Read by that officer alone, for a day.

    Either the `people` themselves, or everybody `wanted` finds but for those `people`.
    """

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+", db_index=False)
    people = ArrayField(models.BigIntegerField(), default=list)
    wanted = models.JSONField(null=True, blank=True)  # the fields of queries.ledger.Wanted
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("choice")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="choice_public_id")]
        indexes = [models.Index(fields=["by", "made_at"], name="choice_by")]

    def __str__(self) -> str:
        return self.public_id


class KeptView(models.Model):
    """A segment: the ledger's filters under a name, the officer's own or for every officer of the club.

    Whoever fits is in it at the moment it is asked for (`queries.segments`); `asked` also says in which order and with
    which columns it is looked at.
    """

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="kept_views", db_index=False)
    by = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    asked = models.TextField(blank=True)  # the ledger's address after the question mark
    wanted = models.JSONField(default=dict)  # the same people, as the fields of queries.ledger.Wanted
    is_shared = models.BooleanField(_("for all officers of the club"), default=False)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("segment")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="kept_view_public_id"),
            models.UniqueConstraint(fields=["club", "by", "name"], name="kept_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Export(models.Model):
    """A long list on its way out of the house: written down part by part, taken by the officer who asked, gone in a day.

    `people` are memberships in the order of the list, `done` of them are written. A part and what is done become true
    together, so that whoever was killed in the middle goes on, and no line is there twice.
    """

    public_id = PublicIdField()
    club = models.ForeignKey("clubs.Club", models.CASCADE, related_name="+")
    by = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    people = ArrayField(models.BigIntegerField())
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=8)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("export")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="export_public_id")]

    def __str__(self) -> str:
        return self.public_id


class ExportPart(models.Model):
    export = models.ForeignKey(Export, models.CASCADE, related_name="parts", db_index=False)
    begins = models.PositiveIntegerField()  # after so many people
    text = models.TextField()

    class Meta:
        verbose_name = _("part of an export")
        constraints = [models.UniqueConstraint(fields=["export", "begins"], name="export_part_once")]

    def __str__(self) -> str:
        return f"{self.export_id}: {self.begins}"
