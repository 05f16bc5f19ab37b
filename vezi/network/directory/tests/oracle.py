"""What a search should answer, in plain Python over `people.queries.seen`: slow, and right at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vezi.core.audience import Audience
from vezi.core.collation import key
from vezi.core.folding import fold, latin
from vezi.core.geo import country_name, language_name
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships.models import Membership, State
from vezi.network.people import help as helping
from vezi.network.people import queries as people
from vezi.network.people import trades
from vezi.network.people.models import Person
from vezi.network.people.queries import Seen

SAME_NAME, NAME, IN_TEXT, ALIKE_NAME, ALIKE = 4, 3, 2, 1, 0


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
    facets: dict[str, set[str]] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)


def split(text: str) -> set[str]:
    found: set[str] = set()
    for spelling in (fold(text), fold(text.lower().replace("đ", "dj")), latin(text)):
        found |= set("".join(letter if letter.isalnum() else " " for letter in spelling).split())
    return found | {fold(word).replace("-", "").replace("'", "") for word in text.split()} - {""}


def readable_by(viewer: Viewer, *, scope: Club | None) -> list[Readable]:
    """Everybody whom the viewer may find: in the club, or everywhere."""
    mine = set(viewer.club_ids)
    found = []
    for person in people.with_parts(Person.objects.living_records()):
        memberships = Membership.objects.filter(person=person).select_related("club")
        clubs = [membership.club for membership in memberships if membership.state == State.MEMBER]
        if clubs and (scope is None or scope in clubs):
            is_near = bool(mine & {club.pk for club in clubs})
            reach = Audience.CLUB if is_near else Audience.NETWORK if mine else Audience.PUBLIC
            seen = people.seen(person, reach=reach, default=max(club.default_audience for club in clubs))
            if seen.name:
                found.append(read(Readable(seen, mine & {club.pk for club in clubs}, is_near or not mine)))
        elif not clubs and scope is not None and scope.shows_unclaimed and is_unclaimed(person, memberships, scope):
            seen = people.seen(person, reach=Audience.CLUB, default=Audience.CLUB)
            if seen.name:
                found.append(read_unclaimed(Readable(seen, set(), True, True), scope))
    return found


def is_unclaimed(person: Person, memberships: Iterable[Membership], scope: Club) -> bool:
    is_recorded = any(m.club == scope and m.state == State.RECORDED for m in memberships)
    return is_recorded and person.claimed_at is None and not person.is_deceased


def read(one: Readable) -> Readable:
    seen, person = one.seen, one.seen.person
    one.names = split(f"{person.given} {person.family} {person.preferred}")
    one.others = {word for name in seen.other_names for word in split(f"{name.given} {name.family}")}
    say = [person.title, seen.ask_about]
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
        say += [work.title, work.employer, work.city, *countries(work.country), *in_both(trade)]
        if work.is_current:
            for facet, value in (("employer", work.employer), ("trade", work.trade)):
                put(one, facet, value)
            put(one, "city", work.city)
            put(one, "country", work.country)
    if seen.residence:
        say += [seen.residence.city, *countries(seen.residence.country)]
        put(one, "city", seen.residence.city)
        put(one, "country", seen.residence.country)
    for code in seen.helps_with:
        say += in_both(dict(helping.CHOICES)[code])
        put(one, "help", code)
    for code in seen.speaks:
        say += [language_name(code, "en"), language_name(code, "sl")]
        put(one, "speaks", code)
    one.texts = {word for text in say if text for word in split(str(text))}
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
    year = int(word) if word.isdigit() and len(word) in (2, 4) else None
    if word in one.names or (year is not None and one.years & {year, 1900 + year, 2000 + year}):
        return SAME_NAME
    if word in one.others or (is_last and len(word) > 1 and any(n.startswith(word) for n in one.names | one.others)):
        return NAME
    if word in one.texts or (is_last and len(word) > 2 and any(text.startswith(word) for text in one.texts)):
        return IN_TEXT
    if word.isalpha() and len(word) >= 4:
        typos = 2 if len(word) >= 8 else 1

        def near(name: str) -> bool:
            begun = [name[:end] for end in range(len(name) + 1)] if is_last and len(word) >= 6 else [name]
            return any(distance(word, beginning) <= typos for beginning in begun)

        if any(near(name) for name in one.names):
            return ALIKE_NAME
        if any(near(name) for name in one.others):
            return ALIKE
    if word.isalpha() and len(word) >= 5 and any(distance(word, text) <= 1 for text in one.texts):
        return ALIKE
    return None


def fit(words: list[str], one: Readable) -> int | None:
    """The worst of the words decides; all have to fit."""
    levels = [level(word, one, is_last=place == len(words)) for place, word in enumerate(words, start=1)]
    return None if None in levels else min((found for found in levels if found is not None), default=SAME_NAME)


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
