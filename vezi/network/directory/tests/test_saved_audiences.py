"""A letter names exactly those whom its reader may find now and could not find before, as the oracle has it."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given

from vezi.core.audience import Audience
from vezi.core.models import OutgoingMail
from vezi.core.viewer import Viewer
from vezi.network.accounts.tests.factories import make_account
from vezi.network.clubs.models import Club
from vezi.network.directory.filters import Asked, Filters
from vezi.network.directory.index import asking, finding, writing
from vezi.network.directory.models import Every, SavedSearch
from vezi.network.directory.saved import letters, services
from vezi.network.directory.saved.queries import asked_in
from vezi.network.directory.tests import oracle
from vezi.network.directory.tests.test_audiences import keeps
from vezi.network.directory.tests.worlds import AUDIENCES, QUERIES, SEEDS, World, person, quickly, world
from vezi.network.memberships.models import Membership, State
from vezi.network.people.models import Person

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 4, 18, 9, tzinfo=UTC)


@quickly
@given(seed=SEEDS)
def test_a_letter_names_who_is_new_and_nobody_else(rolled_back, seed) -> None:
    with patch.object(letters, "NAMED", 100), patch.object(finding, "ENOUGH", 1):
        rolled_back(lambda: live(random.Random(seed), Counter()))


def test_the_letters_of_these_worlds_name_somebody(rolled_back) -> None:
    told: Counter[str] = Counter()
    with patch.object(letters, "NAMED", 100):
        for seed in range(4):
            rolled_back(lambda seed=seed: live(random.Random(seed), told))

    assert min(told["named"], told["hidden meanwhile"]) > 3, told


def live(chance: random.Random, told: Counter[str]) -> None:
    """Some days of a small network, on each of which letters are held against the oracle."""
    made = world(chance, people=24)
    searches = kept(made, chance)
    writing.make_anew()
    for search in searches:
        services._begin(search, now=NOW)
        search.save()
    known = {search.pk: may_find(made, search) for search in searches}
    for day in range(2, 10, 3):
        change(made, chance)
        if is_up_to_date := chance.random() < 0.7:
            writing.make_anew()
        before = {search.pk: may_find(made, search) - known[search.pk] for search in searches}
        hide(made, chance)
        services.look_at_all(now=NOW + timedelta(days=day))
        for search in searches:
            new = may_find(made, search) - known[search.pk]
            named = named_in(search, day)
            assert named <= new, search.asked
            # Where the last person spelt so was hidden a moment ago, those spelt nearly so are found the next time.
            assert not is_up_to_date or named == new & before[search.pk], search.asked
            known[search.pk] |= named
            told["named"] += len(named)
            told["hidden meanwhile"] += len(before[search.pk] - new)


def kept(made: World, chance: random.Random) -> list[SavedSearch]:
    """Of readers who are members, with words, filters, in a club and everywhere."""
    ids = Membership.objects.active().values_list("person", flat=True)
    readers = [one for one in made.people if one.pk in set(ids) and one.claimed_at and not one.is_deceased]
    found = []
    for number, reader in enumerate(chance.sample(readers, min(4, len(readers)))):
        reader.account = make_account(f"reader{number}@example.org")
        reader.save()
        mine = list(Membership.objects.active().filter(person=reader).order_by("since", "pk"))
        is_everywhere = chance.random() < 0.5
        words = chance.choice(QUERIES) if chance.random() < 0.5 else ""
        asked = Asked(words=words, filters=some_filters(chance, is_everywhere=is_everywhere))
        found.append(
            SavedSearch.objects.create(
                person=reader, club=mine[0].club, name="Search", every=Every.DAY, kept_at=NOW,
                asked=services.written(asked),
            )
        )  # fmt: skip
    return found


def some_filters(chance: random.Random, *, is_everywhere: bool) -> Filters:
    chosen = {"city": frozenset(["Koper", "Vienna"])} if chance.random() < 0.4 else {}
    first = 1999 if chance.random() < 0.2 else None
    return Filters(chosen=chosen, first_year=first, is_everywhere=is_everywhere)


def may_find(made: World, search: SavedSearch) -> set[int]:
    """Members whom the reader may find at this moment, but for herself."""
    reader = Person.objects.get(pk=search.person_id)
    viewer: Viewer = made.viewer(reader, search.club)
    asked = asked_in(search)
    scope: Club | None = None if asked.filters.is_everywhere else search.club
    if scope is not None and scope.pk not in viewer.club_ids:
        return set()
    words = [word.text for word in asking.asked(asked.words)]
    readable = oracle.as_spelt(words, oracle.readable_by(viewer, scope=scope), enough=finding.ENOUGH)
    return {
        one.seen.person.pk
        for one in readable
        if not one.is_unclaimed and keeps(asked.filters, one, made) and oracle.fit(words, one) is not None
    } - {reader.pk}


def change(made: World, chance: random.Random) -> None:
    """Some join, some leave, some say more of themselves, some less."""
    made.people += [person(chance, made) for _ in range(8)]
    for one in chance.sample(made.people, 5):
        one.positions.update(audience=chance.choice(AUDIENCES))
        Person.objects.filter(pk=one.pk).update(name_audience=chance.choice((*AUDIENCES, None, None)))
    for one in Membership.objects.exclude(person__account__isnull=False).order_by("pk"):
        if chance.random() < 0.1:
            Membership.objects.filter(pk=one.pk).update(state=chance.choice((State.MEMBER, State.LEFT)))


def hide(made: World, chance: random.Random) -> None:
    """After the index was made: some are not to be found any more."""
    for one in chance.sample(made.people, 6):
        Person.objects.filter(pk=one.pk).update(name_audience=Audience.NOBODY)


def named_in(search: SavedSearch, day: int) -> set[int]:
    """The people a letter of that day leads to."""
    written_at = NOW + timedelta(days=day)
    sent = OutgoingMail.objects.filter(person_id=search.person_id, kind=letters.KIND, written_at=written_at)
    assert sent.count() <= 1
    ids = {one.public_id: one.pk for one in Person.objects.all()}
    return {pk for public_id, pk in ids.items() for letter in sent if f"/people/{public_id}/" in letter.text}
