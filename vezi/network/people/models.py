"""A person: a record with names, studies, work and ways to be reached. Each value knows where it came from."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import ExtractDay, ExtractMonth, Right, Upper
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.audience import Audience, AudienceField
from vezi.core.models import PublicIdField
from vezi.network.clubs.models import AffiliationKind, StudyMode
from vezi.network.people import help as helping
from vezi.network.people import trades


class Source(models.TextChoices):
    """Who said it."""

    REGISTRAR = "registrar", pgettext_lazy("source", "Registrar")
    SELF = "self", pgettext_lazy("source", "You")
    OFFICER = "officer", pgettext_lazy("source", "Officer")
    BOUNCE = "bounce", pgettext_lazy("source", "Returned mail")


class Sourced(models.Model):
    """Where a value came from: who said it, for which club, when; when it was last confirmed; in which import."""

    source = models.CharField(max_length=10, choices=Source.choices)
    club = models.ForeignKey("clubs.Club", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    batch = models.BigIntegerField(null=True, blank=True)  # the registrar's import that brought it

    class Meta:
        abstract = True


class PersonQuerySet(models.QuerySet["Person"]):
    def living_records(self) -> "PersonQuerySet":
        """Neither merged into another record nor erased."""
        return self.filter(merged_into__isnull=True, erased_at__isnull=True)


class Person(Sourced):
    """A person; source and dates are those of the name.

    A name without an audience appears by the default of the person's clubs.
    """

    public_id = PublicIdField()
    account = models.OneToOneField("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="person")
    given = models.CharField(_("given names"), max_length=200, blank=True)
    family = models.CharField(_("surname"), max_length=200, blank=True)
    preferred = models.CharField(_("called"), max_length=200, blank=True)
    title = models.CharField(pgettext_lazy("before a name", "title"), max_length=60, blank=True)
    name_audience = AudienceField(verbose_name=_("who sees my name"))
    folded = models.CharField(max_length=500, editable=False)  # fold("family given preferred"), for officers' look-ups
    sort_en = models.BinaryField(editable=False)  # core.collation keys of "family, given"
    sort_sl = models.BinaryField(editable=False)

    born_on = models.DateField(_("born"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    birth_audience = AudienceField(verbose_name=_("who sees my birthday"))
    deceased_on = models.DateField(_("died"), null=True, blank=True)
    is_deceased = models.BooleanField(default=False)

    language = models.CharField(_("language of letters"), max_length=8, blank=True)
    face = models.CharField(max_length=20, blank=True)  # one of the house's drawn faces; empty: initials
    portrait = models.ImageField(upload_to="portraits/", blank=True)
    speaks = ArrayField(models.CharField(max_length=8), default=list, blank=True, verbose_name=_("languages"))
    speaks_audience = AudienceField(verbose_name=_("who sees my languages"))
    ask_about = models.TextField(_("ask me about"), max_length=600, blank=True)
    ask_audience = AudienceField(verbose_name=_("who sees it"))
    helps_with = ArrayField(
        models.CharField(max_length=20, choices=helping.CHOICES),
        default=list,
        blank=True,
        verbose_name=_("I can help with"),
    )
    help_audience = AudienceField(verbose_name=_("who sees it"))

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="person_public_id"),
            models.CheckConstraint(
                condition=~models.Q(given="", family="") | models.Q(erased_at__isnull=False), name="person_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(account__isnull=True) | models.Q(merged_into__isnull=True),
                name="person_merged_has_no_account",
            ),
        ]
        indexes = [
            models.Index(fields=["folded"], name="person_folded"),
            models.Index(fields=["born_on"], name="person_born_on"),
            # Whose birthday others may know of, by the day of the year.
            models.Index(
                ExtractMonth("born_on"),
                ExtractDay("born_on"),
                name="person_birthday",
                condition=models.Q(birth_audience__gte=Audience.CONNECTIONS, born_on__isnull=False),
            ),
            models.Index(fields=["merged_into"], name="person_merged", condition=models.Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The given name the person goes by."""
        return self.preferred or self.given

    @property
    def name(self) -> str:
        return f"{self.called} {self.family}".strip()

    @property
    def name_family_first(self) -> str:
        return ", ".join(part for part in (self.family, self.called) if part)


class NameKind(models.TextChoices):
    GRADUATION = "graduation", _("Name at graduation")
    FORMER = "former", _("Former name")
    OTHER = "other", _("Also written")


class OtherName(Sourced):
    """A former name, the name at graduation, or the same name in another script.

    Without an audience it appears where the name does: who looks for a classmate knows her by it.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="other_names", db_index=False)
    kind = models.CharField(max_length=12, choices=NameKind.choices)
    given = models.CharField(_("given names"), max_length=200, blank=True)
    family = models.CharField(_("surname"), max_length=200, blank=True)
    audience = AudienceField()

    class Meta:
        verbose_name = _("other name")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "given", "family"], name="other_name_once"),
        ]
        indexes = [models.Index(Upper("family"), name="other_name_family")]

    def __str__(self) -> str:
        return f"{self.given} {self.family}".strip()


class Identifier(Sourced):
    """What a club's registrar calls the person: a student number. Seen by the person and the registrar."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="identifiers")
    value = models.CharField(_("student number"), max_length=60)

    class Meta:
        verbose_name = _("student number")
        constraints = [
            models.UniqueConstraint(fields=["club", "value"], name="identifier_once_a_club", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return self.value


class Affiliation(Sourced):
    """A tie to an institution: studied, taught or worked there.

    Without an audience it appears by the default of the person's clubs.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    kind = models.CharField(max_length=10, choices=AffiliationKind.choices, default=AffiliationKind.ALUM)
    institution = models.ForeignKey("clubs.Institution", models.PROTECT, null=True, blank=True, related_name="+")
    programme = models.ForeignKey("clubs.Programme", models.PROTECT, null=True, blank=True, related_name="+")
    degree = models.CharField(_("degree"), max_length=120, blank=True)
    mode = models.CharField(_("mode of study"), max_length=12, choices=StudyMode.choices, blank=True)
    class_year = models.PositiveSmallIntegerField(_("class year"), null=True, blank=True)
    started_year = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)
    graduated_on = models.DateField(_("graduated on"), null=True, blank=True)
    audience = AudienceField()

    class Meta:
        verbose_name = _("affiliation")
        # Who is of one class, in the order of numbers, with who may see it: home reads a part of such a list.
        indexes = [
            models.Index(
                fields=["class_year", "programme", "person"], include=["audience"], name="affiliation_of_programme"
            ),
            models.Index(
                fields=["class_year", "institution", "person"], include=["audience"], name="affiliation_of_institution"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(class_year__isnull=True) | models.Q(class_year__range=(1850, 2150)),
                name="affiliation_class_year_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.degree or self.get_kind_display()} {self.class_year or ''}".strip()


class Position(Sourced):
    """Work: what, where, from when until when. Without an audience it is seen by its owner and the registrar alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    title = models.CharField(_("what"), max_length=200, blank=True)
    employer = models.CharField(_("where"), max_length=200, blank=True)
    trade = models.CharField(_("trade"), max_length=20, choices=trades.CHOICES, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    started_year = models.PositiveSmallIntegerField(_("from"), null=True, blank=True)
    ended_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True)
    is_current = models.BooleanField(_("I work here now"), default=True)
    audience = AudienceField()

    class Meta:
        verbose_name = _("position")
        constraints = [
            models.CheckConstraint(condition=~models.Q(title="", employer=""), name="position_says_something"),
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.title, self.employer) if part)


class Residence(Sourced):
    """The city one lives in; one a person. Without an audience it is seen by its owner and the registrar alone."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="residence")
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    audience = AudienceField()

    class Meta:
        verbose_name = _("home town")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.city, self.country) if part)


class ContactKind(models.TextChoices):
    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Telephone")
    POST = "post", _("Post")
    WEB = "web", _("Web page")


class ContactValue(Sourced):
    """A way to reach the person. Without an audience it is seen by its owner and the registrar alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts", db_index=False)
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    value = models.CharField(_("value"), max_length=500)
    key = models.CharField(max_length=500, editable=False)  # for comparing: lower case mail, digits of a number
    is_primary = models.BooleanField(default=False)
    bounced_at = models.DateTimeField(null=True, blank=True)
    audience = AudienceField()

    class Meta:
        verbose_name = _("contact value")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="contact_value_once"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=models.Q(is_primary=True), name="contact_one_primary_a_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["key"], name="contact_key", condition=models.Q(kind="mail")),
            # The last digits: the same with the code of the country and without.
            models.Index(Right("key", 8), name="contact_phone_end", condition=models.Q(kind="phone")),
        ]

    def __str__(self) -> str:
        return self.value


class Merge(models.Model):
    """Two records that became one: `gone` is a sign pointing to `kept` since. Taken back, it stays as history."""

    public_id = PublicIdField()
    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Person, models.CASCADE, related_name="ends", db_index=False)
    club = models.ForeignKey(
        "clubs.Club", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )  # in whose office
    because = models.JSONField(default=dict, blank=True)  # what was known: how sure it was, by which model, or how else
    carried = ArrayField(models.CharField(max_length=12), default=list, blank=True)  # chosen of the record that ends
    filled = models.JSONField(default=dict, blank=True)  # field -> value the kept record had not
    said = models.JSONField(default=dict, blank=True)  # what was carried -> {was, is}
    by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="merge_public_id"),
            models.UniqueConstraint(fields=["gone"], condition=models.Q(undone_at=None), name="merge_once"),
            models.CheckConstraint(condition=~models.Q(kept=models.F("gone")), name="merge_of_two"),
        ]
        indexes = [
            models.Index(fields=["gone"], name="merge_gone"),
            models.Index(fields=["club", "-at"], name="merge_club"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"


class Fate(models.TextChoices):
    """What became of a row in a merge."""

    MOVED = "moved", _("Moved")
    DROPPED = "dropped", _("Ended: the other record had its like")
    MADE = "made", _("Made")
    CHANGED = "changed", _("Changed")


class MergedRow(models.Model):
    """One step of a merge: a row and what became of it, enough to walk it back."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    model = models.CharField(max_length=80)
    field = models.CharField(max_length=40)  # the foreign key to the person; of what changed, the fields that did
    row_id = models.BigIntegerField()
    fate = models.CharField(max_length=8, choices=Fate.choices)
    like_id = models.BigIntegerField(null=True, blank=True)  # the row beside which it could not stand
    was = models.JSONField(null=True, blank=True)
    becomes = models.JSONField(
        null=True, blank=True
    )  # what the merge made of it; if it says otherwise by now, it stays

    class Meta:
        verbose_name = _("step of a merge")

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}: {self.get_fate_display()}"


class Remembrance(Sourced):
    """What is kept of somebody who died beside the day: how the club knows, and what the family wishes to be read."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="remembrance")
    told_by = models.CharField(_("how the club knows"), max_length=200, blank=True)
    note = models.TextField(_("words of remembrance"), max_length=1000, blank=True)
    wished_by = models.CharField(_("who wished it"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("remembrance")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(note="") | ~models.Q(wished_by=""), name="remembrance_was_wished_for"
            ),
        ]

    def __str__(self) -> str:
        return self.note


class Tombstone(models.Model):
    """One mark by which somebody who was erased is known again, so that no file brings her back. Never who it was."""

    mark = models.CharField(max_length=64)  # keyed hash, see `tombstones`
    grave = models.CharField(max_length=13)  # marks of one person share it
    club = models.ForeignKey("clubs.Club", models.CASCADE, null=True, related_name="+", db_index=False)  # null: all
    erased_on = models.DateField()

    class Meta:
        verbose_name = _("tombstone")
        constraints = [models.UniqueConstraint(fields=["mark", "club"], name="tombstone_once", nulls_distinct=False)]
        indexes = [models.Index(fields=["grave"], name="tombstone_grave")]

    def __str__(self) -> str:
        return f"{self.erased_on:%Y-%m-%d}"
