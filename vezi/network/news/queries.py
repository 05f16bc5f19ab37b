"""News of my people, as one reader may see it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from vezi.core.audience import Audience
from vezi.core.geo import country_name
from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.network.groups.models import Group
from vezi.network.memberships.at_home import Faces
from vezi.network.news import near, wording
from vezi.network.news.models import Kind, Less
from vezi.network.news.near import CLASSMATE, CONNECTED, FELLOW, OF_CLUB
from vezi.network.people.models import Person, Residence
from vezi.network.people.queries import Seen
from vezi.network.people.who import who_of

GROUP, NEW, BIRTHDAY, MATE, COUNTED = "group", "new", "birthday", "mate", "counted"
CAME_IN = (str(Kind.JOINED), NEW)
LOOKED_BACK = timedelta(days=28)  # on home
KEPT = timedelta(days=90)  # on the page of news
LOOKED_AT = 60  # news looked at for home
READ, READ_NEW = 18, 6  # of these, whose people are read; of them a few are shown
A_PAGE = 30
DAYS_AHEAD = 2  # birthdays of today, tomorrow and the day after
#: How many days older the news of somebody may be who stands nearer.
DAYS_NEARER = {CONNECTED: 0, CLASSMATE: 3, FELLOW: 7, OF_CLUB: 21}
#: Of two news of one person home shows the first of these.
WORTH = {str(Kind.WORK): 0, str(Kind.TOWN): 1, BIRTHDAY: 2, str(Kind.JOINED): 3, GROUP: 4, NEW: 5}


@dataclass(frozen=True)
class Row:
    """Something that may be news, before it is known what the reader sees of it.

    `value` is the number of a position, residence, club (of who came in), group or person.
    """

    kind: str
    id: int
    person_id: int
    way: int  # bits of `near`
    group_id: int | None
    value: int
    at: datetime

    def age(self, now: datetime) -> float:
        """In days, those who may stand nearer counted as younger."""
        nearer = next(days for way, days in DAYS_NEARER.items() if self.way & way)
        return (now - self.at) / timedelta(days=1) + nearer

    @property
    def place(self) -> tuple[datetime, str, int]:
        """In the list, the latest first."""
        return (self.at, self.kind, self.id)


@dataclass(frozen=True)
class Lately:
    """What the database knows for home."""

    told: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    birthdays: list[Row] = field(default_factory=list)
    mates: list[int] = field(default_factory=list)
    connected: int = 0

    @property
    def rows(self) -> list[Row]:
        return [*self.told, *self.birthdays, *self.new]

    def worth_reading(self, *, now: datetime) -> "Lately":
        """Of all, those that may be shown on home, by what is known before anybody is read."""
        told = sorted([*self.told, *self.birthdays], key=lambda row: row.age(now))[:READ]
        late = [row for row in self.new if row.at > now - LOOKED_BACK]
        new = sorted(late or ([] if told else self.new), key=lambda row: row.age(now))[:READ_NEW]
        return replace(self, told=told, birthdays=[], new=new)

    @property
    def group_ids(self) -> set[int]:
        return {row.group_id for row in self.rows if row.group_id is not None}


@dataclass(frozen=True)
class News:
    """One thing that happened, to one person or to several alike."""

    kind: str
    seen: list[Seen]
    way: int  # the nearest, one of `near`
    at: datetime
    id: int
    what: str = ""  # new work
    place: str = ""  # where she lives now; the name of the club or group
    url: str = ""
    by_group: Group | None = None  # the group shared, where that is how the reader knows her
    on: date | None = None  # the birthday

    @property
    def people(self) -> list[Who]:
        return [who_of(one) for one in self.seen]

    @property
    def who(self) -> Who:
        return who_of(self.seen[0])

    @property
    def others(self) -> int:
        return len(self.seen) - 1

    @property
    def person(self) -> Person:
        return self.seen[0].person

    @property
    def sentence(self) -> str:
        """What happened, after the names."""
        return wording.sentence(self.kind, {"what": self.what, "place": self.place}, len(self.seen))

    @property
    def title(self) -> str:
        """Over the lead."""
        if self.kind in (Kind.WORK, Kind.TOWN):
            return str(Kind(self.kind).label)
        if self.kind == BIRTHDAY:
            return _("Birthday")
        if self.kind == GROUP:
            return _("New in your group")
        return _("New in your class") if self.way == CLASSMATE else _("New in the club")

    @property
    def said(self) -> str:
        return self.seen[0].ask_about

    @property
    def day(self) -> str:
        return wording.day(self.on or timezone.localdate(self.at), today=timezone.localdate())

    @property
    def why(self) -> str:
        """How the reader knows her; empty where it goes without saying."""
        if self.way == CONNECTED:
            return _("Your connection")
        if self.way == CLASSMATE:
            return _("Of your class")
        if self.by_group is not None and self.kind != GROUP:
            return _("You are both in %(group)s") % {"group": self.by_group.title}
        return ""

    def age(self, now: datetime) -> float:
        """In days, those who stand nearer counted as younger."""
        return (now - self.at) / timedelta(days=1) + DAYS_NEARER[self.way]


def lately(viewer: Viewer, *, now: datetime, with_mates: bool = False) -> Lately:
    """One query, the same for everybody; `with_mates`: some of one's class, whether or not there is news of them."""
    asked = {"most": LOOKED_AT, "is_new": with_mates, **_birthdays(now)}
    rows = _rows(near.of_home(), viewer, now=now, since=now - LOOKED_BACK, **asked)
    of: dict[str, list[Row]] = {}
    for row in rows:
        of.setdefault(row.kind if row.kind in (NEW, BIRTHDAY, MATE, COUNTED) else "", []).append(row)
    return Lately(
        told=of.get("", []),
        new=of.get(NEW, []),
        birthdays=of.get(BIRTHDAY, []),
        mates=[row.person_id for row in of.get(MATE, [])],
        connected=sum(row.person_id for row in of.get(COUNTED, [])),
    )


def page(viewer: Viewer, *, now: datetime, before: tuple[datetime, str, int] | None = None) -> list[Row]:
    """News in the order of time, one more than a page; one query."""
    at, kind, number = before or (now, "~", 0)
    asked = {"kind": kind, "id": number, "most": A_PAGE + 1}
    return _rows(near.of_page(), viewer, now=at, since=now - KEPT, **asked)


def _rows(sql: str, viewer: Viewer, *, now: datetime, since: datetime, **asked: Any) -> list[Row]:
    about = {
        "me": viewer.person_id, "apart": list(viewer.apart), "clubs": viewer.club_ids, "since": since, "until": now,
        "small": near.SMALL, "fellows": near.FELLOWS, "classmates": near.CLASSMATES,
        "beside": near.BESIDE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, about | asked)
        return [Row(*row) for row in cursor.fetchall()]


def _birthdays(now: datetime) -> dict[str, list[int]]:
    days = birthday_days(timezone.localdate(now))
    return {"months": [month for month, _day in days], "days": [day for _month, day in days]}


def birthday_days(today: date) -> dict[tuple[int, int], date]:
    """(month, day) -> when it is kept; who was born on a leap day keeps it on the last of February in other years."""
    found = {}
    for ahead in range(DAYS_AHEAD + 1):
        on = today + timedelta(days=ahead)
        found[on.month, on.day] = on
        if (on.month, on.day) == (2, 28) and (on + timedelta(days=1)).month == 3:
            found[2, 29] = on
    return found


# What the reader sees of it


def seen_of(
    rows: Iterable[Row], viewer: Viewer, faces: Faces, groups: Mapping[int, Group], *, now: datetime
) -> Iterator[News]:
    """Each by itself, in the order given, without what the reader does not see."""
    me = faces.seen.get(viewer.person_id or 0)
    clubs = {club.pk: club for club in viewer.clubs}
    days = birthday_days(timezone.localdate(now))
    for row in rows:
        seen = faces.living(row.person_id)
        way = nearest(row, seen, me, groups) if seen is not None and me is not None else None
        if seen is None or way is None:
            continue
        said = what_is_seen(row, seen, clubs, groups, days)
        if said is not None:
            by_group = groups.get(row.group_id or 0) if way == FELLOW else None
            yield News(row.kind, [seen], way, row.at, row.id, by_group=by_group, **said)


def nearest(row: Row, seen: Seen, me: Seen, groups: Mapping[int, Group]) -> int | None:
    """How near the two stand, by what the reader sees of her."""
    if seen.person.pk == me.person.pk:
        return None
    if row.way & CONNECTED and seen.reach == Audience.CONNECTIONS:
        return CONNECTED
    if of_class(seen) & of_class(me):
        return CLASSMATE
    if row.way & FELLOW and row.group_id in groups:
        return FELLOW
    return OF_CLUB if row.way & OF_CLUB else None


def of_class(seen: Seen) -> set[tuple[str, int, int]]:
    """The classes somebody is seen in: of programmes and of institutions."""
    studies = [study for study in seen.affiliations if study.class_year]
    return {("programme", one.programme_id, one.class_year or 0) for one in studies if one.programme_id} | {
        ("institution", one.institution_id, one.class_year or 0) for one in studies if one.institution_id
    }


def what_is_seen(
    row: Row, seen: Seen, clubs: Mapping[int, Any], groups: Mapping[int, Group], days: Mapping[tuple[int, int], date]
) -> dict[str, Any] | None:
    """What the news says; None where its value is not seen."""
    if row.kind == Kind.WORK:
        position = next((one for one in seen.positions if one.pk == row.value), None)
        return {"what": position.title, "place": position.employer} if position is not None else None
    if row.kind == Kind.TOWN:
        home = seen.residence
        return {"place": place_of(home)} if home is not None and home.pk == row.value else None
    if row.kind == GROUP:
        group = groups.get(row.value)
        return {"place": group.title, "url": group.get_absolute_url()} if group is not None else None
    if row.kind == BIRTHDAY:
        on = days.get((seen.born_on.month, seen.born_on.day)) if seen.born_on is not None else None
        return {"on": on} if on is not None else None
    club = clubs.get(row.value)
    return {"place": str(club.short_name or club)} if club is not None else None


def place_of(home: Residence) -> str:
    return home.city or country_name(home.country)


# In a calm order


def of_home(found: Iterable[News], *, now: datetime, most: int) -> list[News]:
    """What is of the last weeks; where nothing is, who came to the club last, however long ago."""
    found = list(found)
    late = [one for one in found if one.at > now - LOOKED_BACK]
    return gathered(late or found, now=now, most=most)


def gathered(found: Iterable[News], *, now: datetime, most: int) -> list[News]:
    """Each person once, those who came in alike together; the nearest and latest, so many at most."""
    first: dict[int, News] = {}
    for one in sorted(found, key=lambda one: (WORTH[one.kind], -one.at.timestamp(), -one.id)):
        first.setdefault(one.person.pk, one)
    return sorted(together(first.values()), key=lambda one: (one.age(now), one.kind, one.id))[:most]


def together(found: Iterable[News]) -> list[News]:
    """Those who came into one club or group together, the latest first."""
    alike: dict[tuple[object, ...], list[News]] = {}
    for one in sorted(found, key=lambda one: (one.at, one.id), reverse=True):
        key: tuple[object, ...] = (one.person.pk, one.kind)
        if one.kind in CAME_IN:
            key = ("in", one.place, one.way)
        elif one.kind == GROUP:
            key = (GROUP, one.url)
        alike.setdefault(key, []).append(one)
    return [
        News(
            last.kind, [seen for one in some for seen in one.seen], min(one.way for one in some), last.at, last.id,
            what=last.what, place=last.place, url=last.url, by_group=last.by_group, on=last.on,
        )
        for some in alike.values() if (last := some[0])
    ]  # fmt: skip


def less_of(person: Person) -> list[Less]:
    """What the reader hears less of, the latest first."""
    return list(Less.objects.filter(person=person).select_related("of").order_by("-at", "-pk"))
