"""No hit, count, facet, order or mark comes from a value outside its audience; and nothing inside it is missed."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import product
from unittest.mock import patch

import pytest
from django.utils import translation
from hypothesis import example, given

from vezi.core.audience import Audience
from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.directory import queries
from vezi.network.directory.filters import BY_NAME, BY_NEARNESS, CLUB, Filters
from vezi.network.directory.index import asking, counting, entries, finding, halves, store, writing
from vezi.network.directory.index.documents import count, documents
from vezi.network.directory.index.words import words as words_of
from vezi.network.directory.knowing import kinds
from vezi.network.directory.knowing.kinds import TIE
from vezi.network.directory.near import DISTANCES, Near
from vezi.network.directory.tests import knowing_oracle, oracle
from vezi.network.directory.tests.oracle import Readable
from vezi.network.directory.tests.worlds import QUERIES, SEEDS, World, quickly, tie_anew, world
from vezi.network.memberships.models import Membership
from vezi.network.memberships.queries import default_audiences
from vezi.network.people import queries as people
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db


@quickly
@given(seed=SEEDS)
@example(59)
@example(111)
@example(262325185)
def test_a_search_answers_what_the_oracle_answers(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world(chance)
        writing.make_anew()
        for reader in chance.sample(made.people, 3):
            for words in ("", *chance.sample(QUERIES[1:], 3)):
                enough, ranked = chance.choice((1, 2, 20)), chance.choice((0, 3, 1_000))
                with asking_so(enough=enough, ranked=ranked, few=chance.choice((0, 1, 50))):
                    compare(made, reader, words, chance, language=chance.choice(("en", "sl")))

    rolled_back(act)


@quickly
@given(seed=SEEDS)
@example(3512)
def test_ties_hold_and_end_at_once_without_the_index(rolled_back, seed) -> None:
    def act() -> None:
        chance = random.Random(seed)
        made = world(chance)
        writing.make_anew()
        written = store.reader().version
        readers, words = chance.sample(made.people, 4), ("", chance.choice(QUERIES))
        for _ in range(2):
            tie_anew(chance, made.people)
            for reader, said in product(readers, words):
                with asking_so(enough=1, ranked=seed % 2 * 1_000, few=seed % 3):
                    compare(made, reader, said, random.Random(seed), language="en")  # the same question again
        assert store.reader().version == written

    rolled_back(act)


@contextmanager
def asking_so(*, enough: int, ranked: int, few: int) -> Iterator[None]:
    """With other measures of many and few: of people found as spelt, of those put in order, of connections."""
    with (
        patch.object(finding, "ENOUGH", enough),
        patch.object(finding, "RANKED", ranked),
        patch.object(halves, "FEW", few),
        patch.object(counting, "NUMBERED", few),
    ):
        yield


def compare(made: World, reader: Person, words: str, chance: random.Random, *, language: str) -> None:
    mine = list(Membership.objects.active().filter(person=reader).order_by("since", "pk"))
    club = mine[0].club if mine and chance.random() < 0.6 else None
    viewer = made.viewer(reader, club)
    filters = some_filters(chance, made, is_everywhere=club is None)
    readable = oracle.readable_by(viewer, scope=club)
    asked = [word.text for word in asking.asked(words)]
    readable = oracle.as_spelt(asked, readable, enough=finding.ENOUGH)
    for one in readable:
        one.facets[TIE] = knowing_oracle.ways(viewer, one)
    should = [one for one in readable if keeps(filters, one, made) and oracle.fit(asked, one) is not None]

    with translation.override(language):
        near = queries.search(viewer=viewer, words=words, filters=filters, sort=BY_NEARNESS, per_page=50)
        named = queries.search(viewer=viewer, words=words, filters=filters, sort=BY_NAME, per_page=50)
    people_found = Counter(row.seen.person.pk for row in near.results)
    assert people_found == Counter(one.seen.person.pk for one in should), (words, filters)
    assert (near.count, named.count) == (len(should), len(should))
    by_number = {one.seen.person.pk: one for one in should}
    assert in_order(named.results, by_number, lambda one: oracle.name_key(one, language))
    assert in_order(near.results, by_number, lambda one: closeness(one, asked, reader, language))
    assert counted(near) == expected_counts(readable, filters, asked, made, viewer.clubs if club is None else [])
    for row in near.results:
        one = by_number[row.seen.person.pk]
        assert row.seen.person == reader or says_nothing_else(row, one, asked)


def some_filters(chance: random.Random, made: World, *, is_everywhere: bool) -> Filters:
    chosen: dict[str, frozenset[str]] = {}
    if chance.random() < 0.3:
        chosen["city"] = frozenset(chance.sample(["Koper", "Vienna", "Nowhere"], 2))
    if chance.random() < 0.2:
        chosen["programme"] = frozenset([made.programmes[0].public_id])
    if chance.random() < 0.2:
        chosen["employer"] = frozenset(["Luka Koper", "Petrol"])
    if chance.random() < 0.4:
        chosen[TIE] = frozenset(chance.sample(sorted(kinds.TITLES), chance.choice((1, 2))))
    if is_everywhere and chance.random() < 0.2:
        chosen[CLUB] = frozenset([chance.choice(made.clubs).slug])
    excluded: dict[str, frozenset[str]] = {}
    if chance.random() < 0.3:
        excluded["city"] = frozenset(chance.sample(["Koper", "Vienna", "Ljubljana"], 2)) - chosen.get(
            "city", frozenset()
        )
    if chance.random() < 0.2:
        excluded["employer"] = frozenset(["Luka Koper", "Nobody & Co."]) - chosen.get("employer", frozenset())
    if is_everywhere and chance.random() < 0.2:
        excluded[CLUB] = frozenset([chance.choice(made.clubs).slug]) - chosen.get(CLUB, frozenset())
    if chance.random() < 0.3:
        excluded[TIE] = frozenset([chance.choice(sorted(kinds.TITLES))]) - chosen.get(TIE, frozenset())
    if chance.random() < 0.2:
        chosen["place"] = frozenset(str(oracle.PLACES[city][0]) for city in chance.sample(["Koper", "Dunaj"], 1))
    elif chance.random() < 0.2:
        excluded["place"] = frozenset(str(oracle.PLACES[city][0]) for city in chance.sample(["Koper", "Dunaj"], 1))
    excluded = {facet: values for facet, values in excluded.items() if values}
    near = Near(chance.choice([*oracle.PLACES, "Nowhere"]), chance.choice(DISTANCES)) if chance.random() < 0.3 else None
    years = chance.choice([(None, None), (None, None), (1999, None), (1990, 2000)])
    return Filters(
        chosen=chosen,
        excluded=excluded,
        first_year=years[0],
        last_year=years[1],
        near=near,
        is_everywhere=is_everywhere,
    )


def keeps(filters: Filters, one: Readable, made: World, *, but: str = "") -> bool:
    said = [(facet, values, True) for facet, values in filters.chosen.items()]
    said += [(facet, values, False) for facet, values in filters.excluded.items()]
    for facet, values, is_wanted in said:
        has = one.facets.get(facet, set())
        if facet == CLUB:
            has = {club.slug for club in made.clubs if club.pk in one.club_ids} if one.is_near else set()
        if facet != but and bool(has & values) != is_wanted:
            return False
    near = filters.near
    if near and near.said in oracle.PLACES and not oracle.is_within(one, near.said, near.kilometres):
        return False
    first, last = filters.years
    return but == "year" or not filters.has_years or any(first <= year <= last for year in one.years)


def closeness(one: Readable, asked: list[str], reader: Person, language: str) -> tuple[object, ...]:
    years = {study.class_year for study in reader.affiliations.all() if study.class_year}
    level, is_named = oracle.fit(asked, one), oracle.SAME_NAME in oracle.levels_of(asked, one)
    return (-(level or 0), not is_named, oracle.nearness(one, years), oracle.name_key(one, language))


def in_order(rows, by_number, order) -> bool:
    keys = [order(by_number[row.seen.person.pk]) for row in rows]
    return keys == sorted(keys)


def counted(answer) -> dict[str, dict[str, int]]:
    facets = {
        facet.name: {choice.value: choice.count for choice in facet.choices if choice.count} for facet in answer.facets
    }
    years = {str(year): count for year, count in answer.years if count}
    if set(facets.get(TIE, {})) == {kinds.NOT_YET}:
        del facets[TIE]  # told only where somebody is known
    return {name: values for name, values in (facets | {"year": years}).items() if values}


def expected_counts(
    readable: list[Readable], filters: Filters, asked: list[str], made: World, clubs: list[Club]
) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for one in readable:
        if oracle.fit(asked, one) is None:
            continue
        slugs = {club.slug for club in clubs if club.pk in one.club_ids}
        for facet, values in [*one.facets.items(), ("year", {str(year) for year in one.years}), (CLUB, slugs)]:
            if keeps(filters, one, made, but=facet):
                found.setdefault(facet, Counter()).update(values)
    if set(found.get(TIE, {})) == {kinds.NOT_YET}:
        del found[TIE]
    return {facet: dict(values) for facet, values in found.items() if values and facet != "place"}


def says_nothing_else(row, one: Readable, asked: list[str]) -> bool:
    """Every word the row says of the person is one the reader may read, or typed; labels and ties are the house's own."""
    said = row.as_json
    about = words_of(f"{said['name']} {said['what']} {said['where']} {str(said['found']).replace('…', ' ')}")
    labels = words_of(
        "At graduation Formerly Also Ask about Earlier Studied Lives in Will help with Speaks · Ob diplomi Mail E-pošta"
        " is short for sounds like Trade je krajše za zveni kot Dejavnost"
    )
    readable = one.names | one.others | one.texts | {str(year) for year in one.years} | set(asked)
    readable |= {word for mail in one.mails for word in words_of(mail)}
    plain = set(labels) | set(words_of("Prej Tudi Za nasvet Študij Živi v Pomaga pri Govori vprašajte o"))
    return set(about) <= readable | plain


@quickly
@given(seed=SEEDS)
def test_documents_say_what_is_seen(rolled_back, seed) -> None:
    def act() -> None:
        world(random.Random(seed))
        made = {(document["id"], document.get("recorded_in")): document for document in documents()}
        assert len(made) == count()
        for person in people.with_parts(Person.objects.all()):
            default = default_audiences([person.pk])[person.pk]
            member = Membership.objects.active().filter(person=person).exists()
            document = made.get((person.pk, None), {"tier": []})
            before: dict[str, set] = {}
            for tier, reach in entries.TIERS.items():
                entry = entries.entry_of(people.seen(person, reach=reach, default=default)) if member else None
                if tier == "t" and (entry is None or not shows_more_to_connections(person, default)):
                    entry = None
                assert fields(document, tier) == (words_and_facets(entry) if entry else {})
                assert (reach in document["tier"]) == (entry is not None)
                found = fields(document, tier)
                assert reach in document.get("more", ()) or found in ({}, before), "what is found by more says so"
                before = found or before

    rolled_back(act)


def shows_more_to_connections(person: Person, default: int) -> bool:
    """Whether anything of what she is found by stands for connections alone."""
    near, nearest = (
        people.seen(person, reach=reach, default=default) for reach in (Audience.CLUB, Audience.CONNECTIONS)
    )
    mails = [[one for one in seen.contacts if one.kind == "mail"] for seen in (near, nearest)]
    return mails[0] != mails[1] or replace(nearest, reach=near.reach, contacts=[]) != replace(near, contacts=[])


def fields(document: dict, tier: str) -> dict[str, set]:
    found = {name[:-2]: value for name, value in document.items() if name.endswith(f"_{tier}")}
    return {name: set(value.split()) if isinstance(value, str) else set(value) for name, value in found.items()}


def words_and_facets(entry) -> dict[str, set]:
    one = entry.readable
    kinds = {
        "name": one.names, "other": one.others, "today": one.today, "text": one.texts, "stem": one.stems,
        "key": one.keys, "mail": one.mails,
    }  # fmt: skip
    return {kind: said for kind, said in kinds.items() if said} | {
        facet: set(values) for facet, values in entry.facets.items()
    }


def test_the_worlds_have_something_that_could_leak(rolled_back) -> None:
    kinds: Counter[str] = Counter()

    def act(seed: int) -> None:
        made = world(random.Random(seed), people=40)
        for reader in made.people:
            for club in [None, *Club.objects.filter(memberships__person=reader, memberships__state="member")]:
                for one in oracle.readable_by(made.viewer(reader, club), scope=club):
                    kinds["unclaimed"] += one.is_unclaimed
                    kinds["far"] += not one.is_near
                    kinds["hidden work"] += one.seen.person.positions.count() > len(one.seen.positions)
                    kinds["connections alone"] += shows_more(made.viewer(reader, club), one, Audience.CLUB)
                    kinds["name for connections"] += one.seen.person.name_audience == Audience.CONNECTIONS
                    kinds["connected afar"] += not one.is_near and shows_more(
                        made.viewer(reader, club), one, Audience.NETWORK
                    )
                    kinds["shares a group"] += "group" in knowing_oracle.ways(made.viewer(reader, club), one)

    for seed in (1, 2, 3):
        rolled_back(partial(act, seed))

    assert min(kinds.values()) > 5, kinds
    assert len(kinds) == 7


def shows_more(viewer: Viewer, one: Readable, reach: Audience) -> bool:
    """To her as a connection, of what is searched."""
    person = one.seen.person
    if not oracle.are_connected(viewer.person, person):
        return False
    seen = people.seen(person, reach=reach, default=default_audiences([person.pk])[person.pk])
    others = oracle.read(Readable(seen, set(), True))
    return (one.names, one.texts, one.others, one.mails) != (others.names, others.texts, others.others, others.mails)
