"""What a search should answer, in plain Python over `people.queries.seen`: slow, and right at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import acos, cos, radians, sin

from vezi.core import short_forms, sounding
from vezi.core.audience import Audience
from vezi.core.collation import key
from vezi.core.folding import fold, latin
from vezi.core.geo import country_name, language_name
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory.index.words import stem
from vezi.network.memberships.models import Membership, State
from vezi.network.people import help as helping
from vezi.network.people import queries as people
from vezi.network.people import trades
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen
from vezi.network.ties.models import Block, Connection

SAME_NAME, BEGINS, SHORT, FORMER, TODAY, IN_TEXT, ALIKE_NAME, ALIKE, SOUND = 8, 7, 6, 5, 4, 3, 2, 1, 0


@dataclass
class Readable:
    """Of one person, all that the reader may search in."""

    seen: Seen
    club_ids: set[int]  # of the clubs shared with the reader; no other is her business
    is_near: bool  # shares a club with the reader, who else is a member nowhere
    is_unclaimed: bool = False
    names: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    today: set[str] = field(default_factory=set)
    mails: set[str] = field(default_factory=set)
    facets: dict[str, set[str]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)


#: By the names the worlds know them by: number in GeoNames, latitude, longitude.
PLACES = {
    "Koper": (3197753, 45.5482, 13.72963), "Ljubljana": (3196359, 46.05108, 14.50513),
    "Vienna": (2761369, 48.20849, 16.37208), "Dunaj": (2761369, 48.20849, 16.37208),
    "Gradec": (2778067, 47.06733, 15.44197), "Trst": (3165185, 45.64953, 13.77678),
}  # fmt: skip


def kilometres(one: str, other: str) -> float:
    """By the angle between two arrows from the middle of a ball."""
    (_a, lat1, lon1), (_b, lat2, lon2) = PLACES[one], PLACES[other]
    arrows = [
        (cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat)))
        for lat, lon in ((lat1, lon1), (lat2, lon2))
    ]
    return 6371.0 * acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(*arrows, strict=True)))))


def is_within(one: "Readable", city: str, reach: int) -> bool:
    near = {str(PLACES[name][0]) for name in PLACES if kilometres(name, city) <= reach}
    return bool(near & one.facets.get("place", set()))


def split(text: str) -> set[str]:
    found: set[str] = set()
    for spelling in (fold(text), fold(in_two_letters(text)), latin(text), fold(slavic(text))):
        found |= set("".join(letter if letter.isalnum() else " " for letter in spelling).split())
    return found | {fold(word).replace("-", "").replace("'", "") for word in text.split()} - {""}


def in_two_letters(text: str) -> str:
    text = text.lower()
    for letter, two in {"đ": "dj", "ä": "ae", "ö": "oe", "ü": "ue"}.items():
        text = text.replace(letter, two)
    return text


def slavic(text: str) -> str:
    """As much of Cyrillic as the worlds have."""
    text = text.lower()
    for letter, said in {"и": "i", "в": "v", "а": "a", "н": "n", "ђ": "dj", "у": "u", "р": "r", "о": "o"}.items():
        text = text.replace(letter, said)
    return text


def readable_by(viewer: Viewer, *, scope: Club | None) -> list[Readable]:
    """Everybody whom the viewer may find: in the club, or everywhere."""
    mine = set(viewer.club_ids)
    found = []
    for person in people.with_parts(Person.objects.living_records()):
        if are_apart(viewer.person, person):
            continue
        memberships = Membership.with_held.filter(person=person).select_related("club")
        clubs = [membership.club for membership in memberships if membership.state == State.MEMBER]
        if clubs and (scope is None or scope in clubs):
            is_near = bool(mine & {club.pk for club in clubs})
            reach = Audience.CLUB if is_near else Audience.NETWORK if mine else Audience.PUBLIC
            if are_connected(viewer.person, person):
                reach = Audience.CONNECTIONS
            seen = people.seen(person, reach=reach, default=max(club.default_audience for club in clubs))
            if seen.name:
                found.append(read(Readable(seen, mine & {club.pk for club in clubs}, is_near or not mine)))
        elif not clubs and scope is not None and scope.shows_unclaimed and is_unclaimed(person, memberships, scope):
            seen = people.seen(person, reach=Audience.CLUB, default=Audience.CLUB)
            if seen.name:
                found.append(read_unclaimed(Readable(seen, set(), True, True), scope))
    return found


def are_apart(one: Person, other: Person) -> bool:
    return Block.objects.filter(person__in=[one, other], blocked__in=[one, other]).exists()


def are_connected(one: Person, other: Person) -> bool:
    return Connection.objects.filter(person=one, other=other).exists()


def is_unclaimed(person: Person, memberships: Iterable[Membership], scope: Club) -> bool:
    is_recorded = any(m.club == scope and m.state == State.RECORDED for m in memberships)
    return is_recorded and person.claimed_at is None and not person.is_deceased


def read(one: Readable) -> Readable:
    seen, person = one.seen, one.seen.person
    one.names = split(f"{person.given} {person.family} {person.preferred}")
    one.others = {word for name in seen.other_names for word in split(f"{name.given} {name.family}")}
    one.mails = {contact.value.lower() for contact in seen.contacts if contact.kind == "mail"}
    say, today = [person.title], [seen.ask_about]
    for study in seen.affiliations:
        say.append(study.degree)
        put(one, "degree", study.degree)
        if study.programme:
            say += [study.programme.name, *study.programme.names.values()]
            put(one, "programme", study.programme.public_id)
        place = study.institution
        while place:
            say += [place.name, *place.names.values()]
            put(one, "institution", place.public_id)
            place = place.parent
        if study.class_year:
            one.years.add(study.class_year)
    for work in seen.positions:
        trade = dict(trades.CHOICES).get(work.trade, "")
        said = [work.title, work.employer, work.city, *countries(work.country), *in_both(trade)]
        say.append(trades.WORDS.get(work.trade, ""))
        if not work.is_current:
            say += said
        else:
            today += said
            for facet, value in (("employer", work.employer), ("trade", work.trade)):
                put(one, facet, value)
            put(one, "city", work.city)
            put_place(one, work.city)
            put(one, "country", work.country)
    if seen.residence:
        today += [seen.residence.city, *countries(seen.residence.country)]
        put(one, "city", seen.residence.city)
        put_place(one, seen.residence.city)
        put(one, "country", seen.residence.country)
    for code in seen.helps_with:
        say += in_both(dict(helping.CHOICES)[code])
        put(one, "help", code)
    for code in seen.speaks:
        say += [language_name(code, "en"), language_name(code, "sl")]
        put(one, "speaks", code)
    one.today = {word for text in today if text for word in split(str(text))}
    one.texts = one.today | {word for text in say if text for word in split(str(text))}
    return one


def read_unclaimed(one: Readable, club: Club) -> Readable:
    person = one.seen.person
    one.names = split(f"{person.given} {person.family} {person.preferred}")
    for study in one.seen.affiliations:
        if study.club_id in (club.pk, None):
            if study.programme:
                one.texts |= {w for n in (study.programme.name, *study.programme.names.values()) for w in split(n)}
                put(one, "programme", study.programme.public_id)
            if study.class_year:
                one.years.add(study.class_year)
    return one


def put(one: Readable, facet: str, value: str) -> None:
    if value:
        one.facets.setdefault(facet, set()).add(value)


def put_place(one: Readable, city: str) -> None:
    if city in PLACES:
        put(one, "place", str(PLACES[city][0]))


def countries(code: str) -> list[str]:
    return [country_name(code, "en"), country_name(code, "sl")] if code else []


def in_both(label: object) -> list[str]:
    from django.utils import translation

    said = []
    for language in ("en", "sl"):
        with translation.override(language):
            said.append(str(label))
    return said


def distance(a: str, b: str) -> int:
    """Letters changed, missing, added, or swapped with a neighbour; no letter twice."""
    table = {(i, 0): i for i in range(len(a) + 1)} | {(0, j): j for j in range(len(b) + 1)}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a[i - 1] != b[j - 1])]
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(a), len(b)]


def level(word: str, one: Readable, *, is_last: bool) -> int | None:
    if "@" in word:
        return SAME_NAME if any(mail == word or (is_last and mail.startswith(word)) for mail in one.mails) else None
    forms = {word, *(split(word) if not word.isascii() else ())}
    spelt = level_as_spelt(word, forms, one, is_last=is_last)
    return spelt if spelt is not None else level_nearly(word, forms, one, is_last=is_last)


def level_as_spelt(word: str, forms: set[str], one: Readable, *, is_last: bool) -> int | None:
    def begun(said: set[str], least: int) -> bool:
        return is_last and len(word) >= least and any(text.startswith(form) for text in said for form in forms)

    year = int(word) if word.isdigit() and len(word) in (2, 4) else None
    if forms & one.names or (year is not None and one.years & {year, 1900 + year, 2000 + year}):
        return SAME_NAME
    if begun(one.names, 2) or (len(word) == 1 and word.isalpha() and begun_by(word, one.names)):
        return BEGINS
    if any(short_forms.formal_of(form) & one.names for form in forms):
        return SHORT
    if forms & one.others or begun(one.others, 2):
        return FORMER
    if forms & one.today or begun(one.today, 3):
        return TODAY
    if forms & one.texts or begun(one.texts, 3):
        return IN_TEXT
    stems = {text for said in one.texts for text in (said, stem(said))}
    return IN_TEXT if word.isalpha() and len(word) > 2 and stem(word) in stems else None


def begun_by(letter: str, names: set[str]) -> bool:
    return any(name.startswith(letter) for name in names)


def level_nearly(word: str, forms: set[str], one: Readable, *, is_last: bool) -> int | None:
    typos = 0 if not word.isalpha() or len(word) < 4 else 2 if len(word) >= 8 else 1

    def near(name: str) -> bool:
        begun = [name[:end] for end in range(len(name) + 1)] if is_last and len(word) >= 6 else [name]
        return any(distance(form, beginning) <= typos for beginning in begun for form in forms)

    if any(short_forms.short_of(form) & one.names for form in forms) or (typos and any(map(near, one.names))):
        return ALIKE_NAME
    if typos and any(map(near, one.others)):
        return ALIKE
    if typos and len(word) >= 5 and any(distance(form, text) <= 1 for form in forms for text in one.texts):
        return ALIKE
    sounds = {sounding.sound(form) for form in forms if len(form) > 3} - {""}
    return SOUND if sounds & {sounding.sound(name) for name in one.names | one.others if len(name) > 3} else None


def fit(words: list[str], one: Readable) -> int | None:
    """The worst of the words decides; all have to fit."""
    levels = levels_of(words, one)
    return None if None in levels else min((found for found in levels if found is not None), default=SAME_NAME)


def levels_of(words: list[str], one: Readable) -> list[int | None]:
    return [level(word, one, is_last=place == len(words)) for place, word in enumerate(words, start=1)]


def as_spelt(words: list[str], readable: list[Readable], *, enough: int) -> list[Readable]:
    """Without those who are merely spelt nearly so, where enough others are found."""
    found = [one for one in readable if (fit(words, one) or 0) >= IN_TEXT]
    return found if words and len(found) >= enough else readable


def nearness(one: Readable, years: set[int]) -> int:
    if one.is_unclaimed:
        return 2
    return 3 if not one.is_near else 0 if one.years & years else 1


def name_key(one: Readable, language: str) -> bytes:
    person = one.seen.person
    called = person.preferred or person.given
    return key(f"{person.family}, {called}" if person.family else called, language)
