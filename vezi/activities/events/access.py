"""Who learns of an event, who may come to it, and who looks after it.

A draft is there for its organisers and the club's officers for events alone. What is published is there for those it
is open to, those it is for, those invited and those who answered; what was called off stays for the same people.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from vezi.activities.events.models import (
    Circle,
    CircleKind,
    DoorHelper,
    Event,
    EventQuerySet,
    Invitation,
    Openness,
    Organiser,
    Photograph,
    PhotographQuerySet,
    Registration,
    Standing,
    State,
)
from vezi.core.viewer import Viewer
from vezi.network.groups.models import Member
from vezi.network.people.models import Affiliation, Position

KEEP_EVENTS = "keep_events"


def events_visible_to(viewer: Viewer) -> EventQuerySet:
    """Drafts are seen by those who look after them alone; a public event by everybody."""
    shown = Q(openness=Openness.PUBLIC) | _open_to(viewer) | _for(viewer) | _spoken_of_with(viewer)
    return Event.objects.filter((~Q(state=State.DRAFT) & shown) | _looked_after(viewer))


def event_visible_to(viewer: Viewer, public_id: str) -> Event | None:
    """The one of that name, if she learns of it. Three queries at most, two where it is open to her."""
    named = Event.objects.filter(public_id=public_id).select_related("club__institution").prefetch_related("written")
    found = named.first()
    if found is None or _is_open_to(viewer, found) or events_visible_to(viewer).filter(pk=found.pk).exists():
        return found
    return None


def _is_open_to(viewer: Viewer, event: Event) -> bool:
    """What `_open_to` asks of the database, asked of an event at hand."""
    if event.state == State.DRAFT:
        return False
    if event.openness == Openness.CLUB:
        return event.club_id in viewer.club_ids
    return event.openness == Openness.PUBLIC or (event.openness == Openness.NETWORK and bool(viewer.club_ids))


def events_kept_by(viewer: Viewer) -> EventQuerySet:
    """Those the viewer may change."""
    return Event.objects.filter(_looked_after(viewer))


def _open_to(viewer: Viewer) -> Q:
    if not viewer.club_ids:
        return Q(pk__in=[])
    return Q(openness=Openness.CLUB, club__in=viewer.club_ids) | Q(openness=Openness.NETWORK)


def _for(viewer: Viewer) -> Q:
    """Of the circles: those of her class, programme, trade, group or club. Circles speak to members of the club."""
    if viewer.person_id is None:
        return Q(pk__in=[])
    in_club = of_her_studies(viewer) | of_her_trade(viewer) | Q(kind=CircleKind.CLUB)
    among = Q(event__club__in=viewer.club_ids) & in_club | of_her_groups(viewer)
    return Q(Exists(Circle.objects.filter(Q(event=OuterRef("pk")) & among)))


def of_her_studies(viewer: Viewer) -> Q:
    """Circles of her classes and programmes, in whichever club."""
    hers = Affiliation.objects.filter(person=viewer.person_id)
    years = hers.exclude(class_year=None).values("class_year")
    of_class = Q(kind=CircleKind.CLASS, class_years__overlap=ArraySubquery(years))
    return of_class | Q(kind=CircleKind.PROGRAMME, programme__in=hers.exclude(programme=None).values("programme"))


def of_her_groups(viewer: Viewer) -> Q:
    return Q(kind=CircleKind.GROUP, group__in=Member.objects.filter(person=viewer.person_id).values("group"))


def of_her_trade(viewer: Viewer) -> Q:
    """Circles of what she works at today, whomever she lets see it."""
    works = Position.objects.filter(person=viewer.person_id, is_current=True).exclude(trade="")
    return Q(kind=CircleKind.TRADE, trades__overlap=ArraySubquery(works.values("trade")))


def _spoken_of_with(viewer: Viewer) -> Q:
    """She was invited, has answered, or keeps the door."""
    if viewer.person_id is None:
        return Q(pk__in=[])
    hers = {"event": OuterRef("pk"), "person": viewer.person_id}
    keeps_door = Q(Exists(DoorHelper.objects.filter(**hers))) & Q(club__in=viewer.club_ids)
    return Q(Exists(Invitation.objects.filter(**hers))) | Q(Exists(Registration.objects.filter(**hers))) | keeps_door


def _looked_after(viewer: Viewer) -> Q:
    kept = Q(club__in=[club.pk for club in viewer.clubs_where(KEEP_EVENTS)])
    if viewer.person_id is None:
        return kept
    organised = Organiser.objects.filter(event=OuterRef("pk"), person=viewer.person_id)
    # Who has left the club organises nothing in it.
    return kept | (Q(Exists(organised)) & Q(club__in=viewer.club_ids))


@dataclass(frozen=True)
class Rights:
    """How a viewer stands with an event she may learn of."""

    event: Event
    registration: Registration | None = None
    is_invited: bool = False
    is_member: bool = False  # of any club
    keeps: bool = False  # may change it, and sees who answered what
    keeps_door: bool = False  # sees the list of names at the door, and says who has come
    is_of_her_trade: bool = False

    @property
    def sees_who_comes(self) -> bool:
        """Whoever reads a public page from outside does not."""
        return self.is_member

    @property
    def asks(self) -> bool:
        """On its page, where all who may come read it."""
        return self.is_member and self.event.state != State.DRAFT

    @property
    def replies(self) -> bool:
        """To what others asked there."""
        return self.asks and (self.keeps or self.was_there)

    @property
    def was_there(self) -> bool:
        """As far as is known: she said that she comes."""
        return self.registration is not None and self.registration.standing == Standing.COMING

    def brings_photographs(self, now: datetime) -> bool:
        """From when it begins: those who are there."""
        return now >= self.event.starts_at and self.event.state == State.PUBLISHED and (self.was_there or self.keeps)

    def thinks_of_it(self, now: datetime) -> bool:
        return now >= self.event.ends_at and self.event.state == State.PUBLISHED and self.was_there

    @property
    def is_open(self) -> bool:
        """To answers, but for its time."""
        return self.event.state == State.PUBLISHED


def rights(viewer: Viewer, event: Event) -> Rights:
    """Two queries."""
    is_keeper = viewer.can(KEEP_EVENTS, event.club)
    if viewer.person_id is None:
        return Rights(event, keeps=is_keeper, keeps_door=is_keeper)
    hers = {"event": event, "person": viewer.person_id}
    marks = Event.objects.filter(pk=event.pk).values(
        invited=Exists(Invitation.objects.filter(**hers)),
        organised=Exists(Organiser.objects.filter(**hers)),
        helped=Exists(DoorHelper.objects.filter(**hers)),
        of_her_trade=Exists(Circle.objects.filter(of_her_trade(viewer), event=OuterRef("pk"))),
    ).get()  # fmt: skip
    is_at_home = event.club_id in viewer.club_ids
    keeps = is_keeper or (marks["organised"] and is_at_home)
    return Rights(
        event,
        registration=event.registrations.filter(person=viewer.person_id).first(),
        is_invited=marks["invited"],
        keeps=keeps,
        keeps_door=keeps or (marks["helped"] and is_at_home),
        is_member=bool(viewer.club_ids),
        is_of_her_trade=marks["of_her_trade"],
    )


def photographs_visible_to(viewer: Viewer, rights: Rights) -> PhotographQuerySet:
    """Of the event to which these are her rights: to members who learn of it; nothing by somebody apart from them.
    Organisers see the hidden ones, too."""
    found = Photograph.objects.filter(event=rights.event).exclude(by__in=viewer.apart, by__isnull=False)
    if not viewer.club_ids:
        return found.none()
    return found if rights.keeps else found.shown()
