"""What is on near a reader, of her classes, clubs, groups and trade: in lists, in the month and on the map."""

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape
from math import acos, cos, radians, sin
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from vezi.activities.events import maps
from vezi.activities.events.asked import SHOWS, WHOSE, Asked, read
from vezi.activities.events.calendars import ical
from vezi.activities.events.models import Circle, CircleKind, Event, Openness
from vezi.activities.events.queries import listing, places
from vezi.activities.events.tests.factories import make_event, says, seeing
from vezi.core.audience import Audience
from vezi.core.cities import known
from vezi.network.clubs.models import Club
from vezi.network.clubs.tests.factories import make_club
from vezi.network.directory.near import Near
from vezi.network.groups.models import Group
from vezi.network.groups.tests.factories import make_group, put_in
from vezi.network.memberships.tests.factories import client_of, make_member
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW, make_affiliation, make_position, make_residence

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CITIES = {name: known.typed(name) for name in ("Ljubljana", "Maribor", "Graz, Austria", "Koper, Slovenia", "London")}


@pytest.fixture
def ada(club: Club) -> Person:
    """A member who lives in Koper, which nobody else may see."""
    person = make_member(club)
    make_residence(person, "Koper", "SI", audience=Audience.NOBODY)
    return person


def held_in(club: Club, city: str, **facts: Any) -> Event:
    place = {"place": "online", "venue": ""} if city == "online" else {"city": CITIES[city].id}
    return make_event(club, title=facts.pop("title", city), **place | facts)


def titles(person: Person, asked: Asked, *, now: Any = NOW) -> list[str]:
    me = seeing(person)
    lines, _more = listing.lines(me, asked, listing.asked_for(me, asked, now=now), now=now)
    return [line.event.title for line in lines]


def test_near_me_is_near_where_i_live_the_nearest_first_and_what_is_online(club, ada) -> None:
    for city in ("London", "Maribor", "Ljubljana", "online", "Koper, Slovenia"):
        held_in(club, city)

    assert titles(ada, Asked(near_me=100)) == ["Koper, Slovenia", "Ljubljana", "online"]
    assert titles(ada, Asked(near_me=10)) == ["Koper, Slovenia", "online"]
    assert titles(ada, Asked(near=Near("Graz, Austria", 100))) == ["Maribor", "online"]


def test_what_is_sooner_comes_before_what_is_nearer(club, ada) -> None:
    held_in(club, "Koper, Slovenia", starts_at=NOW + 40 * DAY)
    held_in(club, "Ljubljana", starts_at=NOW + 5 * DAY)
    held_in(club, "Koper, Slovenia", title="Next week", starts_at=NOW + 6 * DAY)

    assert titles(ada, Asked(near_me=100)) == ["Next week", "Ljubljana", "Koper, Slovenia"]


def test_what_is_at_a_far_place_and_online_is_near_everybody(club, ada) -> None:
    held_in(club, "London", place="both")

    assert titles(ada, Asked(near_me=10)) == ["London"]


def test_who_works_elsewhere_is_near_there_too_and_not_where_she_worked(club, ada) -> None:
    make_position(ada, city="Graz", country="AT")
    make_position(ada, city="London", country="GB", is_current=False)
    for city in ("London", "Graz, Austria", "Koper, Slovenia"):
        held_in(club, city)

    assert set(titles(ada, Asked(near_me=50))) == {"Graz, Austria", "Koper, Slovenia"}


@pytest.mark.parametrize("asked", [Asked(near_me=50), Asked(near=Near("Nowherecity", 50))])
def test_without_a_city_that_is_known_everything_stays_and_the_page_says_why(club, asked: Asked) -> None:
    held_in(club, "London")
    joan = make_member(club, "Joan", "Ball")

    page = client_of(joan).get(reverse("events:event_list") + asked.address()).content.decode()

    assert titles(joan, asked) == ["London"]
    said = "Your profile names no city we know." if asked.near_me else "We know no city called “Nowherecity”."
    assert said in page


def test_the_city_of_her_profile_stands_in_no_address(club, ada) -> None:
    held_in(club, "London", starts_at=timezone.now() + DAY)

    for name in ("event_list", "map", "month"):
        page = client_of(ada).get(reverse(f"events:{name}"), {"near": "me", "km": "50"}).content.decode()
        addresses = re.findall(r'(?:href|value)="([^"]*)"', page)
        assert ("near=me&amp;km=50" in page, [one for one in addresses if "Koper" in one or "3197753" in one]) == (
            True,
            [],
        )


def test_what_is_for_her_trade_is_marked_and_found(club, ada) -> None:
    make_position(ada, trade="banking", audience=Audience.NOBODY)
    ahead = timezone.now() + DAY
    bankers, _others = (make_event(club, title=one, starts_at=ahead) for one in ("Hedging", "Walk"))
    Circle.objects.create(event=bankers, kind=CircleKind.TRADE, trades=["banking", "law"])
    joan = make_member(club, "Joan", "Ball")

    pages = [client_of(one).get(reverse("events:event_list")).content.decode() for one in (ada, joan)]
    own = [client_of(one).get(bankers.get_absolute_url()).content.decode() for one in (ada, joan)]

    assert ["for your trade" in page.lower() for page in (*pages, *own)] == [True, False, True, False]
    assert [titles(one, Asked(whose=frozenset(["trade"]))) for one in (ada, joan)] == [["Hedging"], []]


def test_an_event_for_a_trade_alone_opens_to_members_of_that_trade(club, ada) -> None:
    make_position(ada, trade="banking")
    event = make_event(club, openness=Openness.INVITED, years=[1950])
    Circle.objects.create(event=event, kind=CircleKind.TRADE, trades=["banking"])
    joan, alan = make_member(club, "Joan", "Ball"), make_member(make_club("law"), "Alan", "Turing")
    make_position(joan, trade="banking", is_current=False)
    make_position(alan, trade="banking")

    answers = [client_of(one).get(event.get_absolute_url()).status_code for one in (ada, joan, alan, None)]

    assert answers == [200, 404, 404, 404]


def test_the_map_leads_from_each_city_to_its_list(club, ada) -> None:
    ahead = timezone.now() + DAY
    for city in ("London", "London", "Ljubljana", "online"):
        held_in(club, city, starts_at=ahead)
    make_event(club, title="Somewhere", starts_at=ahead)
    client = client_of(ada)

    page = client.get(reverse("events:map")).content.decode()

    spots = dict(re.findall(r'<a href="([^"]+)" class="spot" aria-label="([^"]+)"', page))
    assert set(spots.values()) == {"London 2 events, United Kingdom", "Ljubljana 1 event, Slovenia"}
    london = next(unescape(url) for url, said in spots.items() if said.startswith("London"))
    found = client.get(london).content.decode()
    assert (found.count(">London</a>"), ">Ljubljana</a>" in found) == (2, False)
    table = re.findall(r'<td><a class="hover:underline" href="[^"]+">([^<]+)</a>', page)
    assert table == ["London", "Ljubljana"] or table == ["Ljubljana", "London"]
    assert "1 more names a place, but no city" in page
    online = re.search(r'href="([^"]+)">Online</a>', page)
    assert online is not None
    assert ">online</a>" in client.get(unescape(online[1])).content.decode()


def test_cities_too_near_to_one_another_open_nearer_and_lead_to_both_at_last(club) -> None:
    near = [known.typed(one) for one in ("Ljubljana", "Domžale")]
    counted = places.Counted(dict.fromkeys(near, 1), dict.fromkeys(near, NOW), 0, 0)

    map = maps.drawn(counted, Asked(), None)

    assert [(spot.words, spot.number) for spot in map.spots] == [("Ljubljana area", "2")]
    assert "/events/map/?map=" in map.spots[0].url


def test_addresses_are_read_as_they_are_said_and_nonsense_is_left_out(ada) -> None:
    client = client_of(ada)
    asked = Asked("over", frozenset(["trade", "clubs"]), Near("Graz, Austria", 25), None, (2643743,), True)

    request = client.get(reverse("events:event_list") + asked.address()).wsgi_request
    assert read(request.GET) == asked
    for bad in (
        "?in=999999999999&in=x&in=-1&in=١",
        "?near=%00&km=9",
        "?show=%ff&whose=x",
        "?map=1,2",
        "?after=²",
        "?in=0",
    ):
        assert [client.get(reverse(f"events:{name}") + bad).status_code for name in ("event_list", "map", "month")] == [
            200
        ] * 3


def test_the_form_offers_cities_and_reads_what_it_offers(ada) -> None:
    page = client_of(ada).get(reverse("core:cities"), {"field": "town", "town": "dunaj"}).content.decode()

    assert page.split("</option>")[0] == '<option value="Vienna, Austria" data-zone="Europe/Vienna">'
    assert known.typed("Vienna, Austria") == known.typed("Dunaj, Avstrija")
    assert client_of(ada).get(reverse("core:cities"), {"field": "town", "town": "<b>\0"}).content == b""


def test_what_is_online_is_in_no_city(club) -> None:
    event = make_event(club, place="online", venue="Križanke", city=CITIES["Ljubljana"].id)

    assert (event.city, event.venue, event.town) == (None, "", None)


def test_calendars_and_machines_are_told_where_it_is(club, client) -> None:
    event = held_in(club, "Ljubljana", openness=Openness.PUBLIC, address="Trg francoske revolucije 1")
    webinar = held_in(club, "online")

    (entry,), (other,) = (Calendar.from_ical(ical.file(one, comes=False, now=NOW)).events for one in (event, webinar))
    page = client.get(event.get_absolute_url(), headers={"accept-language": "sl"}).content.decode()

    assert (entry["geo"].latitude, entry["geo"].longitude) == (event.town.latitude, event.town.longitude)
    assert "geo" not in other
    said = dict(re.findall(r'itemprop="(\w+)" content="([^"]*)"', page))
    assert (said["latitude"], said["addressLocality"], said["addressCountry"], said["streetAddress"]) == (
        str(event.town.latitude), "Ljubljana", "SI", "Trg francoske revolucije 1",
    )  # fmt: skip


def test_many_events_cost_as_many_queries_as_one(club, ada) -> None:
    make_position(ada, trade="banking")
    ahead, client = timezone.now() + DAY, client_of(ada)
    names = [
        reverse(f"events:{one}") + "?whose=trade&whose=clubs&near=me&km=250" for one in ("event_list", "map", "month")
    ]
    held_in(club, "Ljubljana", starts_at=ahead)
    client.get(names[0])

    def cost() -> list[int]:
        counts = []
        for name in names:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(name)
            counts.append(len(asked))
        return counts

    before = cost()
    for number in range(12):
        held_in(club, list(CITIES)[number % 5], starts_at=ahead + timedelta(hours=number))

    assert cost() == before


# An oracle that knows everything in plain words and goes through every event for every reader.


@dataclass
class Somebody:
    person: Person
    clubs: set[str]
    years: set[int]
    groups: set[int]
    trades: set[str]
    cities: set[str]


@dataclass
class Told:
    event: Event
    club: str
    openness: str
    hours: int
    place: str
    city: str
    years: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)
    trades: set[str] = field(default_factory=set)
    answered: set[int] = field(default_factory=set)


TRADES = ("banking", "law", "software")


@dataclass
class World:
    chance: Random
    people: list[Somebody] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)

    def some(self, among: Any, most: int) -> set[Any]:
        return set(self.chance.sample(list(among), self.chance.randint(0, most)))


def make_world(seed: int) -> World:
    world = World(Random(seed))
    clubs = {slug: make_club(f"{slug}-{seed}") for slug in ("economics", "law")}
    groups = [make_group(clubs["economics"], name=f"G{number}") for number in range(2)]
    for number in range(5):
        world.people.append(somebody(world, number, clubs, groups))
    for number in range(14):
        world.events.append(told(world, number, clubs, groups))
    return world


def somebody(world: World, number: int, clubs: dict[str, Club], groups: list[Group]) -> Somebody:
    home = world.chance.choice(list(clubs))
    person = make_member(clubs[home], "Ada", f"N{number}")
    one = Somebody(
        person, {home}, world.some((1998, 1999, 2000), 2), {group.pk for group in world.some(groups, 1)},
        world.some(TRADES, 1), world.some(CITIES, 2),
    )  # fmt: skip
    for year in one.years:
        make_affiliation(person, year)
    for group in groups:
        if group.pk in one.groups:
            put_in(group, person)
    first, *rest = [*one.cities, None]
    if first:
        make_residence(person, CITIES[first].own_name, CITIES[first].country, audience=Audience.NOBODY)
    for city in filter(None, rest):
        make_position(person, city=CITIES[city].own_name, country=CITIES[city].country)
    for trade in one.trades:
        make_position(person, trade=trade, audience=Audience.NOBODY)
    make_position(person, trade=world.chance.choice(TRADES), city="London", country="GB", is_current=False)
    return one


def told(world: World, number: int, clubs: dict[str, Club], groups: list[Group]) -> Told:
    chance, slug = world.chance, world.chance.choice(list(clubs))
    place, hours = chance.choice(["here", "here", "both", "online"]), chance.choice([-90, 30, 400, 1500])
    city = chance.choice([*CITIES, ""]) if place != "online" else ""
    openness = chance.choice(["invited", "invited", "club", "network", "public"])
    begins = NOW + timedelta(hours=hours, minutes=number)
    event = make_event(
        clubs[slug], title=f"E{number}", place=place, city=CITIES[city].id if city else None, openness=openness,
        starts_at=begins, years=[1900], now=NOW - 30 * DAY,
    )  # fmt: skip
    one = Told(event, slug, openness, hours, place, city, trades=world.some(TRADES, 2))
    one.years = world.some((1998, 1999, 2000), 1)
    one.groups = {group.pk for group in world.some(groups, 1)} if slug == "economics" else set()
    made = [Circle(event=event, kind=CircleKind.CLASS, class_years=list(one.years))] if one.years else []
    made += [Circle(event=event, kind=CircleKind.TRADE, trades=list(one.trades))] if one.trades else []
    made += [Circle(event=event, kind=CircleKind.GROUP, group_id=group) for group in one.groups]
    Circle.objects.bulk_create(made)
    for who in chance.sample(world.people, 1):
        says(event, who.person, now=NOW - 20 * DAY)
        one.answered.add(who.person.pk)
    return one


def is_of(one: Told, who: Somebody, whose: str) -> bool:
    in_club = one.club in who.clubs
    return {
        "clubs": in_club, "classes": in_club and bool(one.years & who.years), "groups": bool(one.groups & who.groups),
        "trade": bool(one.trades & who.trades),
    }[whose]  # fmt: skip


def is_seen(one: Told, who: Somebody) -> bool:
    in_club = one.club in who.clubs
    if one.openness in ("public", "network") or (one.openness == "club" and in_club):
        return True
    if who.person.pk in one.answered or is_of(one, who, "groups") or is_of(one, who, "classes"):
        return True
    return in_club and is_of(one, who, "trade")


def kilometres(one: str, other: str) -> float:
    """By the law of cosines: another way than the house measures."""
    if one == other:
        return 0
    a, b = CITIES[one], CITIES[other]
    lat1, lat2, apart = radians(a.latitude), radians(b.latitude), radians(a.longitude - b.longitude)
    return 6371.0088 * acos(sin(lat1) * sin(lat2) + cos(lat1) * cos(lat2) * cos(apart))


def expected(world: World, who: Somebody, asked: Asked) -> list[str]:
    found = [one for one in world.events if is_seen(one, who)]
    if asked.show == "mine":
        found = [one for one in found if who.person.pk in one.answered]
    found = [one for one in found if (one.hours < 0) == (asked.show == "over")]
    if asked.whose:
        found = [one for one in found if any(is_of(one, who, whose) for whose in asked.whose)]
    if asked.cities:
        found = [one for one in found if one.city and CITIES[one.city].id in asked.cities]
    here = {asked.near.said} if asked.near else who.cities if asked.near_me is not None else set()
    within = asked.near.kilometres if asked.near else asked.near_me or 0

    def away(one: Told) -> float:
        return min((kilometres(one.city, city) for city in here), default=1e9) if one.city else 1e9

    if here:
        found = [one for one in found if one.place != "here" or away(one) <= within]
    found.sort(key=lambda one: one.event.starts_at, reverse=asked.show == "over")
    if here and asked.show != "over":
        soon = {30: 0, 400: 1, 1500: 2}
        found.sort(key=lambda one: (soon[one.hours], away(one) if away(one) <= within else 1e9))
    return [one.event.title for one in found]


@pytest.mark.parametrize("seed", range(4))
def test_under_each_filter_each_reader_finds_what_the_oracle_says(seed: int) -> None:
    world, seen = make_world(seed), [0, 0]
    for who in world.people:
        for show in SHOWS:
            asked = [Asked(show=show), *(Asked(show=show, whose=frozenset([one])) for one in WHOSE)]
            asked += [replace(one, near_me=world.chance.choice([10, 100, 250])) for one in asked[:3]]
            asked += [replace(one, near=Near(world.chance.choice(list(CITIES)), 100)) for one in asked[:5]]
            asked.append(Asked(show=show, cities=(CITIES["Ljubljana"].id,)))
            asked.append(Asked(show=show, whose=world.some(WHOSE, 3)))  # type: ignore[arg-type]
            for one in asked:
                wanted = expected(world, who, one)
                assert titles(who.person, one) == wanted, (seed, who, one)
                assert counted(who.person, one) == on_the_map(world, wanted)
                seen[bool(wanted)] += 1

    assert min(seen) > 15, seen


def counted(person: Person, asked: Asked) -> tuple[dict[str, int], int, int]:
    found = places.counted(listing.asked_for(seeing(person), asked, now=NOW).events)
    names = {city.id: name for name, city in CITIES.items()}
    return {names[city.id]: number for city, number in found.in_city.items()}, found.online, found.elsewhere


def on_the_map(world: World, wanted: list[str]) -> tuple[dict[str, int], int, int]:
    events = [one for one in world.events if one.event.title in wanted]
    cities = [one.city for one in events if one.city]
    return (
        {city: cities.count(city) for city in cities},
        sum(one.place != "here" for one in events),
        sum(one.place == "here" and not one.city for one in events),
    )
