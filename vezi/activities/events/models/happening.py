"""What happens, when and where, and who looks after it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vezi.activities.events.models.series import Series
from vezi.core.cities import known
from vezi.core.cities.known import City
from vezi.core.models import PublicIdField
from vezi.network.clubs.models import Club
from vezi.network.people.models import Person

NIGHT = timedelta(hours=6)  # until then one says “tonight”
#: Days after an event until its guests are forgotten; phones at the door are heard for the least of them.
KEPT_LEAST, KEPT_USUALLY, KEPT_LONGEST = 14, 30, 365


class Template(models.TextChoices):
    """What an event is planned from; each fills the form with what is usual (`planning.usual`)."""

    REUNION = "reunion", _("Class reunion")
    EVENING = "evening", _("Networking evening")
    LECTURE = "lecture", _("Lecture or seminar")
    WEEKEND = "weekend", _("Weekend of several parts")
    WEBINAR = "webinar", _("Webinar")
    OTHER = "other", pgettext_lazy("event", "Something else")


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("event", "Draft")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    CANCELLED = "cancelled", pgettext_lazy("event", "Called off")


class Place(models.TextChoices):
    HERE = "here", _("At a place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("At a place and online")


class Openness(models.TextChoices):
    """Who learns of it and may come; whoever was invited may in any case."""

    INVITED = "invited", _("Those it is for, and those invited")
    CLUB = "club", _("Members of the club")
    NETWORK = "network", _("Members of any club here")
    PUBLIC = "public", _("Everybody: the page can be read without signing in")


class EventQuerySet(models.QuerySet["Event"]):
    def published(self) -> "EventQuerySet":
        """Those that were, and were perhaps called off since."""
        return self.exclude(state=State.DRAFT)

    def ahead(self, now: datetime) -> "EventQuerySet":
        """Not over yet, the next one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def over(self, now: datetime) -> "EventQuerySet":
        """The latest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")


class Event(models.Model):
    """Something a club invites people to. Its words stand in `EventWords`, one row a language.

    `zone` is the clock of the place; both moments are kept in UTC. `capacity` counts seats, None for as many as come.
    """

    public_id = PublicIdField()
    club = models.ForeignKey(Club, models.CASCADE, related_name="events", db_index=False, verbose_name=_("club"))
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    template = models.CharField(_("kind of event"), max_length=8, choices=Template.choices, default=Template.OTHER)
    state = models.CharField(_("how it stands"), max_length=9, choices=State.choices, default=State.DRAFT)
    openness = models.CharField(_("who may come"), max_length=7, choices=Openness.choices, default=Openness.CLUB)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=64)  # IANA
    place = models.CharField(_("where"), max_length=6, choices=Place.choices, default=Place.HERE)
    venue = models.CharField(_("venue"), max_length=140, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    city = models.BigIntegerField(_("city"), null=True, blank=True)  # core.cities
    link = models.URLField(_("link"), max_length=500, blank=True)  # of what is online: for those who come
    cover = models.FileField(upload_to="events/%Y/", blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    most_companions = models.PositiveSmallIntegerField(_("companions each may bring"), default=0)
    asks_meal = models.BooleanField(_("ask what people eat"), default=False)
    asks_rooms = models.BooleanField(_("ask how people sleep"), default=False)  # where there are rooms (`RoomKind`)
    answers_until = models.DateTimeField(_("answers until"), null=True, blank=True)  # else until it begins
    #: Days before answers end on which those who said nothing, or perhaps, are asked once more; None for never.
    reminds_before = models.PositiveSmallIntegerField(_("days before answers end"), null=True, blank=True, default=5)
    reminds_on_the_eve = models.BooleanField(_("remind those who come the day before"), default=True)
    has_waiting_list = models.BooleanField(_("keep a waiting list when it is full"), default=True)
    #: Days after it ends for which names and addresses of guests, and of those who walked in, are kept.
    keeps_guests = models.PositiveSmallIntegerField(_("days guests are kept"), default=KEPT_USUALLY)
    called_off_because = models.CharField(_("why it was called off"), max_length=300, blank=True)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_public_id"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gt=0), name="event_has_a_seat"
            ),
            # Phones at the door are listened to for fourteen days.
            models.CheckConstraint(
                condition=models.Q(keeps_guests__range=(KEPT_LEAST, KEPT_LONGEST)), name="event_keeps_guests_a_while"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled") | ~models.Q(called_off_because=""),
                name="event_called_off_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False),
                name="event_published_says_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(place="online") | models.Q(city=None), name="event_online_is_in_no_city"
            ),
        ]
        indexes = [
            models.Index(fields=["club", "starts_at"], name="event_of_club"),
            models.Index(fields=["ends_at"], name="event_ahead", condition=~models.Q(state="draft")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.public_id])

    @property
    def words(self) -> "EventWords":
        """In the reader's language, else in the one it was written in first."""
        written = sorted(self.written.all(), key=lambda one: one.pk)
        here = [one for one in written if one.language == get_language()]
        return (here or written or [EventWords(event=self)])[0]

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def there(self, moment: datetime) -> datetime:
        """As the clock of the place shows it; without a zone, as templates would turn it to the reader's."""
        return moment.astimezone(self.clock).replace(tzinfo=None)

    @property
    def starts_there(self) -> datetime:
        return self.there(self.starts_at)

    @property
    def ends_there(self) -> datetime:
        return self.there(self.ends_at)

    @property
    def first_day(self) -> date:
        return self.starts_there.date()

    @property
    def last_day(self) -> date:
        """A night that goes on past midnight belongs to the day it began."""
        return max(self.first_day, (self.ends_there - NIGHT).date())

    @property
    def city_of_zone(self) -> str:
        return self.zone.rpartition("/")[2].replace("_", " ")

    @property
    def is_an_evening(self) -> bool:
        """Which the house has a drawing of, where the club has no picture."""
        return self.template in (Template.REUNION, Template.EVENING)

    @property
    def last_answer_there(self) -> datetime:
        return self.there(self.last_answer_at)

    @property
    def last_answer_at(self) -> datetime:
        return min(self.answers_until or self.starts_at, self.starts_at)

    @property
    def is_online(self) -> bool:
        return self.place in (Place.ONLINE, Place.BOTH)

    @property
    def way_online(self) -> str:
        """The link, where one may be led by it; nothing where there is none yet."""
        return self.link if self.is_online and self.link.startswith("https://") else ""

    @property
    def is_somewhere(self) -> bool:
        return self.place in (Place.HERE, Place.BOTH)

    @property
    def town(self) -> City | None:
        """Where on the map it is; None for what is online alone."""
        return known.by_id(self.city) if self.city is not None else None

    @property
    def where(self) -> str:
        """The venue and its city, in the reader's language."""
        return ", ".join(filter(None, (self.venue, self.town.name if self.town else "")))

    @property
    def country(self) -> str:
        return self.town.country_name if self.town else ""


class EventWords(models.Model):
    """What an event says of itself in one language."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="written", db_index=False, verbose_name=_("event"))
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=140)
    lede = models.CharField(_("in a sentence or two"), max_length=400, blank=True)
    story = models.TextField(_("story"), max_length=10_000, blank=True)
    way_there = models.CharField(_("the way there"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("words of an event")
        constraints = [models.UniqueConstraint(fields=["event", "language"], name="event_words_once")]

    def __str__(self) -> str:
        return self.title


class Organiser(models.Model):
    """A member of the committee: looks after this one event, and has no other right in the office by it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="organisers", db_index=False, verbose_name=_("event"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    since = models.DateTimeField(_("since"))
    class_years = ArrayField(  # her share; none: all of them
        models.PositiveSmallIntegerField(), verbose_name=_("the classes of her share"), default=list, blank=True
    )

    class Meta:
        verbose_name = _("organiser")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="event_organiser_once")]

    def __str__(self) -> str:
        return str(self.person_id)


class Part(models.Model):
    """A line of the programme. One that is chosen may have seats of its own; any other is there for all."""

    public_id = PublicIdField()
    event = models.ForeignKey(Event, models.CASCADE, related_name="parts", verbose_name=_("event"))
    title = models.CharField(_("what happens"), max_length=140)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    is_chosen = models.BooleanField(_("people say whether they come to it"), default=False)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)

    class Meta:
        verbose_name = _("part of an event")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["public_id"], name="event_part_public_id"),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")), name="event_part_ends_after"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(is_chosen=True, capacity__gt=0), name="event_part_capped_is_chosen"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def starts_there(self) -> datetime:
        return self.event.there(self.starts_at)

    @property
    def is_on_another_day(self) -> bool:
        """Than the one on which the event begins; what comes after midnight belongs to the night before."""
        return self.starts_at - self.event.starts_at > timedelta(hours=12)
