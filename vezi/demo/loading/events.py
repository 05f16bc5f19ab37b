"""Events of the demo, planned and answered as they would be, each at its moment."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from vezi.activities.events import cards, services
from vezi.activities.events.models import Circle, CircleKind, Event, Seat, Sleeps, Standing, Way
from vezi.activities.events.queries import books
from vezi.activities.events.services.answering import MAYBE, NO, YES, Comer, Said
from vezi.activities.events.services.arriving import HERE
from vezi.activities.events.services.arriving import Said as Heard
from vezi.activities.events.services.guesting import Name
from vezi.activities.events.services.planning import Plan, Words
from vezi.activities.events.services.programming import Line
from vezi.activities.events.services.rooming import Rooms
from vezi.activities.events.services.ticketing import Kind, Ways
from vezi.core.cities import known
from vezi.demo.cast import BY_KEY
from vezi.demo.happenings import EVENTS, DemoEvent
from vezi.demo.synth.dice import Dice
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import State
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

PLANNED_BEFORE = timedelta(weeks=10)
SINCE = timedelta(days=14)  # so long ago the last was planned: all that came of it, payments too, lies behind
WITH = ("Katarina", "Jure", "Eva", "Peter", "Ana Marija", "Luka")


def events_of(clubs: dict[str, Club], *, now: datetime) -> None:
    cast = {key: Person.objects.get(account__email=one.mail) for key, one in BY_KEY.items() if one.mail and one.clubs}
    for told in EVENTS:
        planned(told, clubs[told.club], cast, now=now)
    Notice.objects.filter(kind__startswith="events.").update(due_at=None)  # the demo begins without a heap of letters


def planned(told: DemoEvent, club: Club, cast: dict[str, Person], *, now: datetime) -> Event:
    clock = ZoneInfo(club.time_zone)
    day = (now + timedelta(weeks=told.weeks)).astimezone(clock).date()
    day += timedelta(days=(told.on - day.weekday()) % 7)
    starts = datetime.combine(day, told.begins, tzinfo=clock)
    began = min(now - SINCE, starts - PLANNED_BEFORE)
    city = known.typed(told.city) if told.city else None
    facts = {
        "template": told.template, "openness": told.openness, "starts_at": starts, "zone": club.time_zone,
        "ends_at": starts + timedelta(hours=told.hours), "place": "here" if told.venue else "online", "venue": told.venue,
        "address": told.address, "city": city.id if city else None, "link": told.link, "capacity": told.capacity,
        "most_companions": told.most_companions, "asks_meal": told.asks_meal,
    }  # fmt: skip
    lines = [Line(title, starts + after(told, at)) for at, title in told.programme]
    plan = Plan(
        facts=facts, words={one: Words(*told.words[one]) for one in club.languages if one in told.words}, programme=lines,
        circles=[
            *([Circle(kind=CircleKind.CLASS, class_years=list(told.years))] if told.years else []),
            *([Circle(kind=CircleKind.TRADE, trades=list(told.trades))] if told.trades else []),
        ],
    )  # fmt: skip
    first, *others = (cast[key] for key in told.organisers)
    event = services.plan(club=club, plan=plan, organiser=first, by=first.account, now=began)
    for one in others:
        services.add_organiser(event=event, person=one, by=first.account, now=began)
    if told.tickets:
        kinds = [Kind(title, price, whom=whom, capacity=count) for title, price, whom, count in told.tickets]
        ways = Ways(by_transfer=bool(club.iban), by_card=cards.provider() is not None)
        services.set_tickets(event=event, ways=ways, kinds=kinds, by=first.account, now=began)
    event = services.publish(event=event, by=first.account, now=began)
    services.set_rooms(event=event, rooms=[Rooms(*one) for one in told.rooms], by=first.account, now=began)
    answered(Event.objects.get(pk=event.pk), told, cast, began=began)
    asked(event, told, cast, began=began)
    if told.came:
        came(event, told, by=first.account)
    if told.again:
        until = day + timedelta(weeks=told.again_weeks)
        services.repeat(event=event, every=told.again, until=until, organiser=first, by=first.account, now=began)
    return event


def asked(event: Event, told: DemoEvent, cast: dict[str, Person], *, began: datetime) -> None:
    at = began - timedelta(hours=5)  # not after what is now
    for who, words, answers in told.asked:
        question = services.ask(event=event, person=cast[who], text=words, by=None, now=at)
        for answering, said in answers:
            services.reply(question=question, person=cast[answering], text=said, by=None, now=at + timedelta(hours=4))


def came(event: Event, told: DemoEvent, *, by: Account | None) -> None:
    """Most of those who said so; the door heard of them one after the other."""
    dice, now = Dice(f"door {event.title}"), event.starts_at + timedelta(minutes=50)
    seats = Seat.objects.filter(registration__event=event, registration__standing=Standing.COMING).order_by("pk")
    here = [one for one in seats if dice.chance(told.came)]
    facts = [
        Heard(f"arrival{number:06}", HERE, place=one.public_id, ago=timedelta(minutes=50 - number % 50))
        for number, one in enumerate(here)
    ]
    services.hear(event=event, facts=facts, door="A", by=by, now=now)


def after(told: DemoEvent, at: object) -> timedelta:
    """From the beginning; past midnight it is the next day."""
    minutes = (at.hour - told.begins.hour) * 60 + at.minute - told.begins.minute  # type: ignore[attr-defined]
    return timedelta(minutes=minutes % (24 * 60))


def answered(event: Event, told: DemoEvent, cast: dict[str, Person], *, began: datetime) -> None:
    """One after the other, an hour apart; guests first, so that they have seats where it is full."""
    for given, family, mail in told.guests:
        name = Name(given, family)
        guest = services.ask_to_come(event=event, name=name, mail=mail, language=event.club.language, now=began)
        services.answer_as_guest(guest=guest, said=Said(YES), now=began + timedelta(minutes=20))
    dice, said = Dice(f"event {event.title}"), list[tuple[Person, Said]]()
    for key in told.coming:
        said.append((cast[key], yes(event, dice)))
    for key in told.perhaps:
        said.append((cast[key], Said(MAYBE)))
    for key in told.declined:
        said.append((cast[key], Said(NO)))
    known_ones = {person.pk for person, _said in said}
    members = Person.objects.filter(memberships__club=event.club, memberships__state=State.MEMBER, is_deceased=False)
    if told.years:
        members = members.filter(affiliations__class_year__in=told.years)
    crowd = members.exclude(pk__in=known_ones).exclude(account=None).distinct().order_by("pk")[: told.crowd]
    said += [(person, yes(event, dice)) for person in crowd]
    for number, (person, words) in enumerate(said):
        services.answer(event=event, person=person, said=words, by=None, now=began + timedelta(hours=1 + number))
    paid(event, told, dice, by=first_organiser(event), began=began)


def yes(event: Event, dice: Dice) -> Said:
    brings = event.most_companions > 0 and dice.chance(0.4)
    meal = dice.among(("", "", "", "", "vegetarian", "no nuts")) if event.asks_meal else ""
    companions = [Comer(name=dice.among(WITH))] if brings else []
    if not event.asks_rooms:
        return Said(YES, me=Comer(meal=meal), companions=companions)
    sleeps = Sleeps.OURS if brings else dice.among((Sleeps.ANY, Sleeps.ANY, Sleeps.ALONE, Sleeps.ELSEWHERE))
    return Said(YES, me=Comer(meal=meal), companions=companions, sleeps=sleeps)


def paid(event: Event, told: DemoEvent, dice: Dice, *, by: Account | None, began: datetime) -> None:
    """Some by transfer, the others at the door."""
    for bill in event.bills.order_by("pk"):
        if dice.chance(told.paid):
            amount, on = books.balance_of(bill).open.minor, (began + timedelta(days=9)).date()
            services.pay(bill=bill, amount=amount, way=Way.TRANSFER, on=on, by=by, now=began + timedelta(days=9))


def first_organiser(event: Event) -> Account | None:
    return event.organisers.order_by("pk")[0].person.account
