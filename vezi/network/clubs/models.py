"""Institutions, their programmes, and the clubs that gather their people: who they are and by which rules."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core.audience import Audience
from vezi.core.bank.orders import Payee
from vezi.core.models import PublicIdField
from vezi.core.palette import Palette


class InstitutionKind(models.TextChoices):
    UNIVERSITY = "university", _("University")
    FACULTY = "faculty", _("Faculty")
    SCHOOL = "school", _("School")
    DEPARTMENT = "department", _("Department")


class Institution(models.Model):
    """A university, faculty or school. A tree: universities hold faculties."""

    public_id = PublicIdField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False)
    kind = models.CharField(max_length=12, choices=InstitutionKind.choices, default=InstitutionKind.SCHOOL)
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)  # core.folding.fold(name)
    names = models.JSONField(default=dict, blank=True)  # language -> name, where it differs
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)  # ISO 3166-1
    founded_year = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)

    class Meta:
        verbose_name = _("institution")
        constraints = [
            models.UniqueConstraint(fields=["parent", "folded"], name="institution_once", nulls_distinct=False),
            models.UniqueConstraint(fields=["public_id"], name="institution_public_id"),
        ]

    def __str__(self) -> str:
        return self.names.get(get_language() or "", self.name)


class Programme(models.Model):
    """What one studies: a name under an institution (or under none that is known)."""

    public_id = PublicIdField()
    institution = models.ForeignKey(
        Institution, models.CASCADE, null=True, blank=True, related_name="programmes", db_index=False
    )
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, editable=False)
    names = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("programme")
        constraints = [
            models.UniqueConstraint(fields=["institution", "folded"], name="programme_once", nulls_distinct=False),
            models.UniqueConstraint(fields=["public_id"], name="programme_public_id"),
        ]

    def __str__(self) -> str:
        return self.names.get(get_language() or "", self.name)


class JoiningRule(models.TextChoices):
    OPEN = "open", _("Open: whoever asks is in")
    APPROVAL = "approval", _("By approval: an officer decides")
    PROOF = "proof", _("By proof: the registrar's records must know you")


class Club(models.Model):
    """A club: its name and colour, its languages, the rules it lives by, and who answers for its data."""

    slug = models.SlugField(_("address"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    names = models.JSONField(default=dict, blank=True)  # language -> name, where it differs
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="clubs", verbose_name=_("institution"))
    founded_year = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages"))  # the first is the club's own
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Ljubljana")
    city = models.CharField(_("city"), max_length=100, blank=True)

    colour = models.CharField(_("colour"), max_length=7, default="#1f3a6e")
    palette = models.JSONField(default=dict, editable=False)  # core.palette, worked out when the colour is saved
    crest_shape = models.CharField(max_length=20, blank=True)
    crest_letters = models.CharField(max_length=4, blank=True)
    lede = models.JSONField(default=dict, blank=True)  # language -> one sentence
    about = models.JSONField(default=dict, blank=True)  # language -> paragraphs

    joining = models.CharField(_("joining"), max_length=10, choices=JoiningRule.choices, default=JoiningRule.APPROVAL)
    # Name, class year and programme of members who made no choice are seen by:
    default_audience = models.SmallIntegerField(
        _("members appear to"),
        choices=[(a.value, a.label) for a in Audience if a >= Audience.CLUB],
        default=Audience.CLUB,
    )
    shows_unclaimed = models.BooleanField(_("members see name and class year of unclaimed graduates"), default=False)
    unclaimed_basis = models.TextField(_("on which basis"), blank=True)

    legal_name = models.CharField(_("who answers for the data"), max_length=200, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    contact_mail = models.EmailField(_("mail address of the club"), blank=True)
    # To whom money goes that is paid by bank transfer; for payment orders, where each has its own place and length.
    payee_name = models.CharField(_("holder of the account"), max_length=70, blank=True)
    payee_street = models.CharField(_("street and number"), max_length=33, blank=True)
    payee_town = models.CharField(_("postcode and town"), max_length=33, blank=True)
    iban = models.CharField(_("account number (IBAN)"), max_length=34, blank=True)
    bic = models.CharField(_("code of the bank (BIC)"), max_length=11, blank=True)
    founded_here_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("club")
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="club_slug_once"),
            models.CheckConstraint(
                condition=models.Q(shows_unclaimed=False) | ~models.Q(unclaimed_basis=""),
                name="club_unclaimed_needs_basis",
            ),
            models.CheckConstraint(
                condition=models.Q(default_audience__gte=Audience.CLUB), name="club_default_audience_not_hidden"
            ),
            models.CheckConstraint(condition=models.Q(colour__regex=r"^#[0-9a-f]{6}$"), name="club_colour_is_hex"),
            models.CheckConstraint(
                condition=models.Q(iban="") | ~models.Q(payee_name=""), name="club_account_has_a_holder"
            ),
        ]

    def __str__(self) -> str:
        return self.names.get(get_language() or "", self.name)

    @property
    def language(self) -> str:
        """The club's own language."""
        return self.languages[0]

    @property
    def payee(self) -> Payee | None:
        """To whom it is paid by bank transfer; None as long as the club has given no account."""
        if not self.iban:
            return None
        return Payee(self.payee_name, self.iban, self.bic, self.payee_street, self.payee_town)

    @property
    def shades(self) -> Palette | None:
        """The palette worked out from the colour; a club that was never painted has none."""
        return Palette.from_dict(self.palette) if self.palette else None

    @property
    def palette_url(self) -> str:
        """Of the style sheet; the address changes with the colours, so that it may be kept for ever."""
        shades = self.shades
        return reverse("clubs:palette", args=[self.slug, shades.fingerprint]) if shades else ""

    @property
    def since(self) -> str:
        """The founding year as it is written: without a thousands separator."""
        return str(self.founded_year or "")

    @property
    def lede_here(self) -> str:
        """The standfirst in the reader's language."""
        return self.in_language(self.lede)

    @property
    def about_here(self) -> list[str]:
        """The paragraphs about the club in the reader's language."""
        return [part.strip() for part in self.in_language(self.about).split("\n\n") if part.strip()]

    def in_language(self, texts: dict[str, str]) -> str:
        """The text in the reader's language if the club has it, else in its own."""
        return texts.get(get_language() or "") or texts.get(self.language) or next(iter(texts.values()), "")


class AffiliationKind(models.TextChoices):
    """How someone belongs to an institution, as in eduPerson."""

    ALUM = "alum", pgettext_lazy("affiliation", "Graduate")
    STUDENT = "student", pgettext_lazy("affiliation", "Student")
    FACULTY = "faculty", pgettext_lazy("affiliation", "Teacher")
    STAFF = "staff", pgettext_lazy("affiliation", "Staff")


class StudyMode(models.TextChoices):
    FULL_TIME = "full_time", pgettext_lazy("study", "Full-time")
    PART_TIME = "part_time", pgettext_lazy("study", "Part-time")
    CONTINUING = "continuing", pgettext_lazy("study", "Continuing education")
    EXCHANGE = "exchange", pgettext_lazy("study", "Exchange")
