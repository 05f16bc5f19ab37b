"""What a member tells of herself beyond the registrar's file: a career, what to ask her about, whom she helps."""

from collections.abc import Iterator

from vezi.demo.synth import places
from vezi.demo.synth.asks import asked_about
from vezi.demo.synth.dice import Dice, Weighted
from vezi.demo.synth.faces import face_for
from vezi.demo.synth.firms import employer
from vezi.demo.synth.job_titles import titles_of
from vezi.demo.synth.languages import spoken
from vezi.demo.synth.people import earliest_work, people
from vezi.demo.synth.person import MadeUpPerson, Position
from vezi.demo.synth.pet_names import called
from vezi.demo.synth.schools import NEWEST_CLASS, trades_of

LONGEST_CAREER = 7
USUAL_PROGRAMME = {"network": "economics", "mba": "mba", "faculty": "planning"}
"""By which the trade of an earlier post is drawn."""
HELP = (
    ("question", 0.62), ("first_job", 0.27), ("mock_interview", 0.14), ("mentoring", 0.2), ("abroad", 0.5),
    ("visit", 0.12), ("lecture", 0.13), ("internship", 0.16), ("board", 0.3),
)  # fmt: skip
AUDIENCES = {
    "name": Weighted([("", 70), ("club", 6), ("network", 14), ("public", 10)]),
    "study": Weighted([("", 60), ("club", 10), ("network", 18), ("public", 12)]),
    "work": Weighted([("nobody", 3), ("connections", 6), ("club", 36), ("network", 37), ("public", 18)]),
    "city": Weighted([("nobody", 3), ("connections", 6), ("club", 39), ("network", 39), ("public", 13)]),
    "mail": Weighted([("nobody", 20), ("connections", 42), ("club", 30), ("network", 6), ("public", 2)]),
    "telephone": Weighted([("nobody", 38), ("connections", 45), ("club", 15), ("network", 2)]),
    "post": Weighted([("nobody", 62), ("connections", 26), ("club", 12)]),
    "birth": Weighted([("nobody", 55), ("connections", 26), ("club", 17), ("network", 2)]),
    "languages": Weighted([("club", 36), ("network", 46), ("public", 18)]),
    "ask": Weighted([("club", 42), ("network", 44), ("public", 14)]),
    "help": Weighted([("connections", 4), ("club", 52), ("network", 40), ("public", 4)]),
}


def people_with_lives(kind: str, *, seed: int, count: int, language: str = "en") -> Iterator[MadeUpPerson]:
    """The same people as `people.people` makes of the seed, each with a whole life."""
    for person in people(kind, seed=seed, count=count, language=language):
        yield told(person, kind=kind, seed=seed, language=language)


def told(person: MadeUpPerson, *, kind: str, seed: int, language: str = "en") -> MadeUpPerson:
    """Fills in the rest of one person. It has dice of its own: the person stays as the registrar's file has them."""
    dice = Dice(f"life {kind} {seed} {person.number}")
    person.died_in = _died(dice, person)
    person.career = _career(dice, person, kind=kind, language=language)
    person.languages = spoken(dice, person)
    person.preferred = called(dice, person)
    person.face = face_for(dice, person) if person.died_in is None else ""
    if dice.chance(0.58):
        person.ask_about = asked_about(dice, person, language=language)
    person.helps_with = _help(dice, person)
    person.audiences = _audiences(dice)
    return person


def _died(dice: Dice, person: MadeUpPerson) -> int | None:
    age = NEWEST_CLASS - person.born_on.year
    if age < 55 or person.work is not None or not dice.chance(min(0.75, ((age - 52) / 44) ** 2)):
        return None
    return dice.between(max(person.class_year or 0, person.born_on.year + 50), NEWEST_CLASS)


def _career(dice: Dice, person: MadeUpPerson, *, kind: str, language: str) -> list[Position]:
    """From the last post backwards to the first, each a step lower or the same. The first stands first."""
    first = earliest_work(person, None) if person.studies[0].affiliation != "alum" else _first_year(person)
    later = person.work or _last_post(dice, person, first, kind=kind, language=language)
    career = [later] if later else []
    while later and later.since > first and len(career) < LONGEST_CAREER:
        until = later.since
        since = max(first, until - 2 - int(dice.random() ** 1.3 * 8))
        later = _earlier(dice, person, later, since=since, until=until, kind=kind, language=language)
        career.append(later)
    return career[::-1]


def _first_year(person: MadeUpPerson) -> int:
    """Work begins after a degree taken young; who studied in mid-career had begun before."""
    grown = person.born_on.year + 23
    finished = person.class_year or grown
    return min(max(finished if finished - person.born_on.year < 30 else grown, grown - 2), NEWEST_CLASS)


def _last_post(dice: Dice, person: MadeUpPerson, first: int, *, kind: str, language: str) -> Position | None:
    """Of the retired and of those between two posts; students have none."""
    if person.studies[-1].affiliation == "student":
        return None
    retired = person.born_on.year + dice.between(60, 66)
    until = min(retired, NEWEST_CLASS, person.died_in or NEWEST_CLASS)
    since = max(first, until - dice.between(3, 14))
    if since >= until:
        return None
    step = 1 + int(dice.random() * 2.3) if until - person.born_on.year > 45 else dice.between(0, 1)
    trade = trades_of(kind, USUAL_PROGRAMME[kind]).draw(dice)
    return _post(dice, person, trade=trade, step=step, since=since, until=until, at_home=True, language=language)


def _earlier(
    dice: Dice, person: MadeUpPerson, later: Position, *, since: int, until: int, kind: str, language: str
) -> Position:
    stayed = dice.chance(0.16)
    trade = later.trade if stayed or dice.chance(0.7) else trades_of(kind, USUAL_PROGRAMME[kind]).draw(dice)
    highest = max(0, (until - person.born_on.year - 22) // 8)
    step = min(highest, max(0, later.step - (1 if dice.chance(0.6) else 0)))
    post = _post(
        dice, person, trade=trade, step=step, since=since, until=until, at_home=dice.chance(0.76), language=language
    )
    if stayed and post.title != later.title:
        post.employer, post.city, post.country = later.employer, later.city, later.country
    return post


def _post(
    dice: Dice, person: MadeUpPerson, *, trade: str, step: int, since: int, until: int, at_home: bool, language: str
) -> Position:
    home = places.City(person.city, person.country)
    city = home if at_home else _elsewhere(dice, person)
    title = dice.among(titles_of(trade, min(step, 3))).said(language=language, woman=person.woman)
    firm = employer(dice, trade=trade, city=city)
    return Position(title, firm.name, trade, city.name, city.country, since, until, step)


def _elsewhere(dice: Dice, person: MadeUpPerson) -> places.City:
    """Slovenes abroad come mostly from Ljubljana; those at home have been abroad, or in the capital."""
    if person.country != "SI" and person.culture in {"sl", "sl-south"} and dice.chance(0.6):
        return places.City("Ljubljana", "SI")
    if person.country == "SI":
        return places.City("Ljubljana", "SI") if dice.chance(0.5) else places.homes_of_slovenes(60.0, "1").draw(dice)
    return (places.homes_in(person.country) if dice.chance(0.6) else places.homes_worldwide()).draw(dice)


def _help(dice: Dice, person: MadeUpPerson) -> list[str]:
    """Half offer something; what a board or a foreign country asks for, only those who have been there."""
    if not dice.chance(0.52) or person.died_in or person.studies[-1].affiliation == "student":
        return []
    top = bool(person.career) and person.career[-1].step >= 2
    abroad = any(post.country != "SI" for post in person.career)
    offered = []
    for code, likely in HELP:
        able = {"board": top, "abroad": abroad, "visit": person.work is not None, "internship": top}.get(code, True)
        if able and dice.chance(likely):
            offered.append(code)
    return offered


def _audiences(dice: Dice) -> dict[str, str]:
    """Some people are open, some are not: half of the choices go by one throw for the whole person."""
    openness = dice.random()
    return {value: choices.at(openness if dice.chance(0.5) else dice.random()) for value, choices in AUDIENCES.items()}
