"""What is said in a group: a post opens a discussion, answers stand under it, one level deep."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.enclosing import ending_of
from vezi.core.models import PublicIdField
from vezi.network.groups.models.circles import Group
from vezi.network.people.models import Person


class PostState(models.TextChoices):
    SHOWN = "shown", pgettext_lazy("post", "Shown")
    HIDDEN = "hidden", pgettext_lazy("post", "Hidden by a moderator")
    TAKEN_BACK = "taken_back", pgettext_lazy("post", "Taken back")


class PostQuerySet(models.QuerySet["Post"]):
    def openings(self) -> "PostQuerySet":
        return self.filter(opening__isnull=True)

    def shown(self) -> "PostQuerySet":
        return self.filter(state=PostState.SHOWN)


class Post(models.Model):
    """A post. Without `opening` it opens a discussion and has a title; else it answers one.

    Its words stay when its author is erased: others answered them. `search` is written by queries of the search.
    """

    public_id = PublicIdField()
    group = models.ForeignKey(Group, models.CASCADE, related_name="posts", db_index=False, verbose_name=_("group"))
    opening = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="answers", db_index=False, verbose_name=_("answers")
    )
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("title"), max_length=140, blank=True)
    text = models.TextField(_("text"))
    state = models.CharField(_("how it stands"), max_length=10, choices=PostState.choices, default=PostState.SHOWN)
    written_at = models.DateTimeField(_("written on"))
    edited_at = models.DateTimeField(_("changed on"), null=True, blank=True)
    hidden_because = models.CharField(_("why"), max_length=300, blank=True)
    search = SearchVectorField(null=True, editable=False)

    # of an opening
    is_question = models.BooleanField(_("this is a question"), default=False)
    answer = models.ForeignKey(  # the one that helped
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("answer that helped"),
    )
    moved_at = models.DateTimeField(_("last word on"), null=True, blank=True)  # when the last word was said
    pinned_at = models.DateTimeField(_("pinned on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)

    # good practice
    good_at = models.DateTimeField(_("good practice since"), null=True, blank=True)
    good_by_readers = models.BooleanField(_("called good practice by readers"), default=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="post_public_id"),
            models.CheckConstraint(
                condition=models.Q(opening__isnull=True)
                | models.Q(title="", is_question=False, answer=None, moved_at=None, pinned_at=None, closed_at=None),
                name="post_answer_is_no_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(opening__isnull=False) | models.Q(moved_at__isnull=False),
                name="post_opening_says_when_it_moved",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="hidden") | ~models.Q(hidden_because=""), name="post_hidden_says_why"
            ),
        ]
        indexes = [
            models.Index(
                fields=["group", "-moved_at", "-id"], name="post_openings", condition=models.Q(opening__isnull=True)
            ),
            models.Index(fields=["group", "-pinned_at"], name="post_pinned", condition=models.Q(pinned_at__isnull=False)),
            models.Index(fields=["opening", "written_at", "id"], name="post_answers"),
            models.Index(fields=["group", "-good_at"], name="post_good", condition=models.Q(good_at__isnull=False)),
            models.Index(fields=["group", "written_at"], name="post_lately"),
            GinIndex(fields=["search"], name="post_search"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.public_id

    def get_absolute_url(self) -> str:
        opened = reverse("groups:discussion", args=[self.discussion.public_id])
        return opened if self.opening_id is None else f"{opened}#p-{self.public_id}"

    @property
    def discussion(self) -> "Post":
        return self.opening or self


class Mention(models.Model):
    """A post names a member; the words hold `@{public_id}` in her place."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions", db_index=False, verbose_name=_("post"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mention")
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.post_id} @ {self.person_id}"


class ReactionKind(models.TextChoices):
    THANKS = "thanks", pgettext_lazy("reaction", "Thanks")
    SAME = "same", pgettext_lazy("reaction", "Same here")
    GOOD = "good", pgettext_lazy("reaction", "Good practice")


class Reaction(models.Model):
    """A plain word to a post. Many who call it good practice put it on that shelf."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions", db_index=False, verbose_name=_("post"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kind = models.CharField(_("what was said"), max_length=6, choices=ReactionKind.choices)
    at = models.DateTimeField(_("on"))

    class Meta:
        verbose_name = _("reaction")
        constraints = [models.UniqueConstraint(fields=["post", "person", "kind"], name="reaction_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Picture(models.Model):
    """A picture of a post, drawn anew when it came: no place and no camera is left in it."""

    public_id = PublicIdField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to="groups/%Y/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    says = models.CharField(_("what it shows"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("picture")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="picture_public_id")]

    def __str__(self) -> str:
        return self.says or self.public_id


class File(models.Model):
    """A file that came with a post and is no picture. The house keeps it and hands it on; it never opens it."""

    public_id = PublicIdField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="files")
    file = models.FileField(upload_to="groups/files/%Y/%m/")
    name = models.CharField(_("name of the file"), max_length=150)
    size = models.PositiveIntegerField(_("bytes"))

    class Meta:
        verbose_name = _("file of a post")
        constraints = [models.UniqueConstraint(fields=["public_id"], name="post_file_public_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return ending_of(self.name)


class Report(models.Model):
    """Somebody asked the moderators to look at a post."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="reports", db_index=False, verbose_name=_("post"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(_("what is wrong with it"), max_length=300)
    at = models.DateTimeField(_("on"))
    settled_at = models.DateTimeField(_("looked at on"), null=True, blank=True)

    class Meta:
        verbose_name = _("report of a post")
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="post_report_once")]
        indexes = [models.Index(fields=["at"], name="post_report_open", condition=models.Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return self.reason
