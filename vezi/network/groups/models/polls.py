"""A question with answers to choose from. Who chose what is told to nobody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vezi.network.groups.models.posts import Post
from vezi.network.people.models import Person


class Poll(models.Model):
    """Belongs to the post that opens a discussion."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="poll")
    is_several = models.BooleanField(_("several answers may be chosen"), default=False)
    closes_on = models.DateField(_("open until"), null=True, blank=True)

    class Meta:
        verbose_name = _("poll")

    def __str__(self) -> str:
        return str(self.post_id)


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    words = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("answer of a poll")

    def __str__(self) -> str:
        return self.words


class Vote(models.Model):
    """`is_only`: the poll takes one answer of each."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes", db_index=False, verbose_name=_("poll"))
    option = models.ForeignKey(
        PollOption, models.CASCADE, related_name="votes", db_index=False, verbose_name=_("chosen answer")
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    is_only = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("vote")
        constraints = [
            models.UniqueConstraint(fields=["option", "person"], name="vote_once_an_answer"),
            models.UniqueConstraint(
                fields=["poll", "person"], condition=models.Q(is_only=True), name="vote_once_a_poll"
            ),
        ]
        indexes = [models.Index(fields=["poll"], name="vote_poll")]

    def __str__(self) -> str:
        return str(self.option_id)
