"""A conversation, and the place each of its people has in it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vezi.core.models import PublicIdField
from vezi.network.people.models import Person


class Conversation(models.Model):
    """Between two people, once for any two; or between several, as often as they like.

    `pair` names the two by their numbers, the smaller first: it is what makes it one conversation. Words are written
    under a lock on this row, so that their numbers grow as they are read. `title` is the last one that was given; which
    of them a reader knows, `queries.titles` says.
    """

    public_id = PublicIdField()
    pair = models.CharField(
        max_length=41, null=True, blank=True
    )  # "12:34"; of several people, or of what goes on elsewhere, none
    is_several = models.BooleanField(default=False)
    title = models.CharField(_("title"), max_length=100, blank=True)
    titled_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(_("begun on"))
    goes_on_in = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("conversation")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="conversation_public_id"),
            models.UniqueConstraint(fields=["pair"], name="conversation_of_two_once"),
            models.CheckConstraint(
                condition=Q(is_several=False) | Q(pair__isnull=True), name="conversation_pair_of_two"
            ),
            models.CheckConstraint(condition=Q(is_several=True) | Q(title=""), name="conversation_titled_of_several"),
            models.CheckConstraint(
                condition=Q(goes_on_in__isnull=True) | ~Q(goes_on_in=F("id")), name="conversation_goes_on_elsewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.public_id

    def get_absolute_url(self) -> str:
        return reverse("messages:conversation", args=[self.public_id])


class SeatState(models.TextChoices):
    """How somebody stands in a conversation. Of whom WAITING and PUT_AWAY tells the others nothing: it waits."""

    WAITING = "waiting", pgettext_lazy("conversation", "waits for a yes")
    IN = "in", pgettext_lazy("conversation", "takes part")
    PUT_AWAY = "put_away", pgettext_lazy("conversation", "put away")
    LEFT = "left", pgettext_lazy("conversation", "left")


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> "SeatQuerySet":
        """Of those who have not left, whether they have said yes or not."""
        return self.exclude(state=SeatState.LEFT)

    def listed(self) -> "SeatQuerySet":
        return self.filter(state=SeatState.IN, archived_at__isnull=True)


class Seat(models.Model):
    """Somebody's place in a conversation, and what she may read of it: what was said after `from_id`, up to `until_id`.

    Who comes back reads on; what was said in between stands in `Absence`, and is not hers. `is_new` may say too much
    (somebody blocked the other, words were taken back), never too little: a question looks whether it is so.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="seats", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(_("how it stands"), max_length=8, choices=SeatState.choices, default=SeatState.IN)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    is_stranger = models.BooleanField(default=False)  # to whom brought her in, that day
    joined_at = models.DateTimeField(_("since"))
    reads_past = models.BooleanField(default=False)  # of before she came
    from_id = models.BigIntegerField(default=0)
    until_id = models.BigIntegerField(null=True, blank=True)
    read_id = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(_("read on"), null=True, blank=True)
    is_new = models.BooleanField(default=False)
    moved_at = models.DateTimeField(_("last word on"))
    muted_at = models.DateTimeField(_("muted on"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived on"), null=True, blank=True)
    typing_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a conversation")
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="seat_once"),
            models.CheckConstraint(condition=Q(state__in=SeatState.values), name="seat_state_known"),
            models.CheckConstraint(
                condition=Q(state=SeatState.LEFT, until_id__isnull=False)
                | (~Q(state=SeatState.LEFT) & Q(until_id__isnull=True)),
                name="seat_left_reads_until",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-moved_at", "-id"], name="seat_person"),
            models.Index(
                fields=["person"], name="seat_new", condition=Q(is_new=True, muted_at__isnull=True, state=SeatState.IN)
            ),
            models.Index(fields=["by", "-joined_at"], name="seat_strangers", condition=Q(is_stranger=True)),
            models.Index(fields=["person", "-moved_at"], name="seat_waiting", condition=Q(state=SeatState.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.conversation_id}"

    @property
    def is_muted(self) -> bool:
        return self.muted_at is not None


class Absence(models.Model):
    """What was said while somebody was out: after `from_id`, up to `until_id`."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="absences")
    from_id = models.BigIntegerField()
    until_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("absence from a conversation")
        constraints = [models.CheckConstraint(condition=Q(from_id__lte=F("until_id")), name="absence_in_order")]

    def __str__(self) -> str:
        return f"{self.from_id}–{self.until_id}"
