"""A group, who is in it, who waits at its door, and who looks after it."""

import re

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.core import geo
from vezi.core.cities import known
from vezi.core.folding import fold
from vezi.core.models import PublicIdField
from vezi.network.clubs.models import Club, Programme
from vezi.network.people import trades
from vezi.network.people.models import Person


class Kind(models.TextChoices):
    CHAPTER = "chapter", pgettext_lazy("group", "Chapter")
    CLASS = "class", pgettext_lazy("group", "Class")
    PROGRAMME = "programme", pgettext_lazy("group", "Programme")
    INTEREST = "interest", pgettext_lazy("group", "Interest")
    TRADE = "trade", pgettext_lazy("group", "Trade")


#: Made of the records by the house itself, and found again by what they are about.
FROM_RECORDS = (Kind.CLASS, Kind.PROGRAMME)


class Joining(models.TextChoices):
    OPEN = "open", _("Open: whoever wants to is in")
    REQUEST = "request", _("By request: the group decides")
    INVITATION = "invitation", _("By invitation: the group asks")
    HIDDEN = "hidden", _("Hidden: by invitation, and nobody else learns of it")


class GroupQuerySet(models.QuerySet["Group"]):
    def living(self) -> "GroupQuerySet":
        return self.filter(closed_at__isnull=True)

    def called(self, words: str) -> "GroupQuerySet":
        """Those in whose names each of the words begins one; all of them where nothing was asked."""
        if not (asked := begun_by(words)):
            return self if not words.strip() else self.none()
        begun = SearchQuery(asked, config="simple", search_type="raw")
        return self.annotate(words=SearchVector("folded", config="simple")).filter(words=begun)


def begun_by(words: str) -> str:
    """As PostgreSQL looks for names of which each of the words, six at most, begins one; empty for no words."""
    return " & ".join(f"{word}:*" for word in re.findall("[a-z0-9]+", fold(words))[:6])


class Group(models.Model):
    """A circle of a club; without a club, of the whole network.

    `size` counts its members; the database keeps it (a trigger of the first migration), whatever way they come or go.
    """

    public_id = PublicIdField()
    club = models.ForeignKey(Club, models.CASCADE, null=True, blank=True, related_name="groups", verbose_name=_("club"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    joining = models.CharField(_("joining"), max_length=10, choices=Joining.choices, default=Joining.OPEN)
    name = models.CharField(_("name"), max_length=100)
    folded = models.CharField(max_length=200, editable=False)  # core.folding.fold(name)
    about = models.TextField(_("about"), max_length=4000, blank=True)
    city = models.BigIntegerField(_("city"), null=True, blank=True)  # core.cities
    country = models.CharField(_("country"), max_length=2, blank=True)
    class_year = models.PositiveSmallIntegerField(_("class year"), null=True, blank=True)
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    trade = models.CharField(_("trade"), max_length=20, choices=trades.CHOICES, blank=True)
    size = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="group_public_id"),
            models.UniqueConstraint(
                fields=["club", "class_year"], condition=models.Q(kind="class"), name="group_of_a_class_once"
            ),
            models.UniqueConstraint(
                fields=["club", "programme"], condition=models.Q(kind="programme"), name="group_of_a_programme_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="class") | models.Q(class_year__isnull=False, club__isnull=False),
                name="group_of_a_class_says_which",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="programme") | models.Q(programme__isnull=False, club__isnull=False),
                name="group_of_a_programme_says_which",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="chapter") | (~models.Q(country="") & models.Q(club__isnull=False)),
                name="chapter_says_where",
            ),
        ]
        indexes = [
            models.Index(
                fields=["club", "-size", "-id"], name="group_discover",
                condition=~models.Q(joining="hidden") & models.Q(closed_at=None),
            ),
            GinIndex(SearchVector("folded", config="simple"), name="group_words", fastupdate=False),
            # What fits somebody's class, studies, trade or town, among groups of all kinds.
            models.Index(
                fields=["kind", "class_year", "programme", "trade", "city", "country"], name="group_fits",
                condition=~models.Q(kind="interest") & models.Q(closed_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.public_id])

    @property
    def title(self) -> str:
        """Its name; of a class or programme what it is made of, in the reader's language."""
        if self.kind == Kind.CLASS:
            return gettext("Class of %(year)s") % {"year": self.class_year}
        if self.kind == Kind.PROGRAMME and self.programme is not None:
            return str(self.programme)
        return self.name

    @property
    def is_hidden(self) -> bool:
        return self.joining == Joining.HIDDEN

    @property
    def place(self) -> str:
        """Where a chapter is, in the reader's language."""
        if self.city is not None and (city := known.by_id(self.city)) is not None:
            return city.name
        return geo.country_name(self.country) if self.country else ""


class Rank(models.IntegerChoices):
    """What somebody may do in a group; each may do what those before may."""

    MEMBER = 0, pgettext_lazy("in a group", "Member")
    MODERATOR = 1, pgettext_lazy("in a group", "Moderator")
    OFFICER = 2, pgettext_lazy("in a group", "Officer of the group")


class Follow(models.TextChoices):
    USUAL = "", _("As I chose for all groups")
    EACH = "each", _("Each new discussion")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NONE = "none", _("Nothing, but answers to me")


class Member(models.Model):
    """A person in a group."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members", db_index=False, verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="group_memberships")
    rank = models.SmallIntegerField(_("role"), choices=Rank.choices, default=Rank.MEMBER)
    follow = models.CharField(_("tell me of"), max_length=6, choices=Follow.choices, default=Follow.USUAL, blank=True)
    joined_at = models.DateTimeField(_("joined on"))
    read_at = models.DateTimeField(
        _("last looked at on"), null=True, blank=True
    )  # when they last looked at its discussions

    class Meta:
        verbose_name = _("member of a group")
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="group_member_once")]
        indexes = [
            models.Index(fields=["group", "-joined_at", "-id"], name="group_member_latest"),
            models.Index(fields=["group", "-rank"], name="group_member_ranks", condition=models.Q(rank__gt=0)),
        ]

    def __str__(self) -> str:
        return self.get_rank_display()


class Way(models.TextChoices):
    ASKED = "asked", pgettext_lazy("at the door of a group", "Asked to join")
    INVITED = "invited", pgettext_lazy("at the door of a group", "Invited")


class Waiting(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("at the door of a group", "Waiting")
    IN = "in", pgettext_lazy("at the door of a group", "In")
    DECLINED = "declined", pgettext_lazy("at the door of a group", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("at the door of a group", "Withdrawn")


class Entry(models.Model):
    """Somebody at the door: who asked to join, or was invited. `by` invited her; who decided is in the log."""

    public_id = PublicIdField()
    group = models.ForeignKey(Group, models.CASCADE, related_name="entries", verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="group_entries")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    way = models.CharField(_("asked or invited"), max_length=8, choices=Way.choices)
    words = models.TextField(_("a few words"), max_length=600, blank=True)
    state = models.CharField(_("what became of it"), max_length=10, choices=Waiting.choices, default=Waiting.WAITING)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    at = models.DateTimeField(_("on"))
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    class Meta:
        verbose_name = _("somebody at the door of a group")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="group_entry_public_id"),
            models.UniqueConstraint(
                fields=["group", "person", "way"], condition=models.Q(state="waiting"), name="group_entry_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.get_state_display()}"


class Removal(models.Model):
    """Somebody was taken out of a group, and told why. Comes back by invitation alone."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="removals", db_index=False, verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(_("why"), max_length=300)
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("removal from a group")
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="group_removal_once")]

    def __str__(self) -> str:
        return self.reason


class OfferState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("offer of an office", "Waiting")
    TAKEN = "taken", pgettext_lazy("offer of an office", "Taken")
    DECLINED = "declined", pgettext_lazy("offer of an office", "Declined")
    LAPSED = "lapsed", pgettext_lazy("offer of an office", "Not answered")


class OfficeOffer(models.Model):
    """A group without an officer is offered to the one who was there the longest, then to the next."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="offers", db_index=False, verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(
        _("what became of it"), max_length=8, choices=OfferState.choices, default=OfferState.WAITING
    )
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("offer to look after a group")
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], name="group_offer_once"),
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(state="waiting"), name="group_offer_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
