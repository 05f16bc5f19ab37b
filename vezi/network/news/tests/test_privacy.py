"""What home tells is what may be told: held against plain Python in worlds of audiences, clubs, ties, groups and blocks."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.worlds import World, make_world
from vezi.core.audience import Audience
from vezi.network.groups.models import Group, Member
from vezi.network.groups.tests.factories import make_group
from vezi.network.memberships.models import Membership
from vezi.network.news import digesting, near, queries
from vezi.network.news.models import Fact, Less
from vezi.network.news.queries import News
from vezi.network.news.tests import oracle
from vezi.network.news.tests.factories import news_of, tell
from vezi.network.notices.digests import MOST_TOLD
from vezi.network.notices.readers import readers_of
from vezi.network.people.models import Person, Position, Residence, Source
from vezi.network.people.tests.factories import make_affiliation

pytestmark = pytest.mark.django_db
PEOPLE = 7


def lively(seed: int) -> World:
    """A world in which much has happened of late, some of it overtaken since."""
    world = make_world(seed, people=PEOPLE)
    chance, now = world.chance, timezone.now()
    for value in [*Position.objects.all(), *Residence.objects.all(), *Membership.objects.filter(state="member")]:
        if chance.random() < 0.7:
            fact = tell(value, at=now - timedelta(days=chance.randint(0, 40), minutes=1))
            if chance.random() < 0.15:
                Fact.objects.filter(pk=fact.pk).update(said_at=now - timedelta(days=5_000))
    for number in range(3):
        group = make_group(
            chance.choice((*world.clubs, None)), name=f"G{number}", joining=chance.choice(("open", "hidden"))
        )
        for person in chance.sample(world.people, 4):
            at = now - timedelta(days=chance.randint(1, 50), minutes=chance.randint(0, 999))
            Member.objects.create(group=group, person=person, joined_at=at)
        if chance.random() < 0.2:
            Group.objects.filter(pk=group.pk).update(closed_at=now)
    _in_one_class(world)
    today = timezone.localdate()
    for person in world.people:
        if chance.random() < 0.4:
            soon = today + timedelta(days=chance.randint(-1, 3))
            Person.objects.filter(pk=person.pk).update(born_on=soon.replace(year=1976))
        if chance.random() < 0.1:
            Person.objects.filter(pk=person.pk).update(is_deceased=True)
    readers = [person for person in world.people if person.account_id]
    for reader in readers:
        if chance.random() < 0.3:
            kind = chance.choice(("work", "town", "joined", "group", "birthday"))
            Less.objects.create(person=reader, kind=kind, at=now)
        other = chance.choice(world.people)
        if chance.random() < 0.3 and other != reader:
            Less.objects.create(person=reader, of=other, at=now)
    return world


def _in_one_class(world: World) -> None:
    for person in world.chance.sample(world.people, 5):
        audience = world.chance.choice((None, None, *Audience))
        make_affiliation(person, 1998, programme=world.programmes[0], source=Source.SELF, audience=audience)


def told_by_the_house(reader: Person, now) -> set[oracle.Told]:
    values = {fact.pk: fact.value for fact in Fact.objects.all()}
    members = {one.pk: one.pk for one in Member.objects.all()}
    found = set()
    for one in news_of(reader, now=now):
        value = one.person.pk if one.kind == "birthday" else (members if one.kind == "group" else values)[one.id]
        found.add((one.person.pk, one.kind, value, one.way))
    return found


def compared(seed: int) -> Counter:
    world, now = lively(seed), timezone.now()
    seen: Counter = Counter()
    for reader in world.people:
        if reader.account_id and Membership.objects.filter(person=reader, state="member").exists():
            should = oracle.told_to(reader, now=now)
            assert told_by_the_house(reader, now) == should, f"seed {seed}, reader {reader.pk}"
            seen.update(kind for _person, kind, _value, _way in should)
            seen.update(f"way {way}" for *_rest, way in should)
    return seen


def test_home_tells_what_the_oracle_tells(rolled_back) -> None:
    seen: Counter = Counter()

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(some.integers(0, 10**6))
    def hold(seed: int) -> None:
        rolled_back(lambda: seen.update(compared(seed)))

    hold()

    told = ("work", "town", "joined", "group", *(f"way {way}" for way in (near.CONNECTED, near.CLASSMATE, near.FELLOW)))
    for seed in range(30):
        if min(seen[one] for one in told) > 3:
            return
        rolled_back(lambda seed=seed: seen.update(compared(seed)))
    raise AssertionError(f"too little was told: {seen}")


def without_audiences(monkeypatch) -> None:
    monkeypatch.setattr(near, "FACTS", near.FACTS.replace(f">= {near.REACH}", ">= -1"))
    monkeypatch.setattr(queries, "what_is_seen", lambda *_given: {"place": "somewhere"})


def without_looking_whether_it_stands(monkeypatch) -> None:
    stands = ("p.recorded_at = f.said_at", "r.recorded_at = f.said_at", "m.since = f.said_at")
    facts = near.FACTS
    for one in stands:
        facts = facts.replace(one, "true")
    monkeypatch.setattr(near, "FACTS", facts)


@pytest.mark.parametrize("fault", [without_audiences, without_looking_whether_it_stands])
def test_the_oracle_would_see_a_fault(fault, rolled_back, monkeypatch) -> None:
    fault(monkeypatch)
    failed = []

    def try_it(seed: int) -> None:
        try:
            compared(seed)
        except AssertionError:
            failed.append(seed)

    for seed in range(8):
        rolled_back(lambda seed=seed: try_it(seed))

    assert failed


def test_many_readers_at_once_are_told_what_each_would_be_told_alone(rolled_back) -> None:
    """For digests the same news is found the other way round."""
    told: Counter = Counter()

    def hold(seed: int) -> None:
        world, now = lively(seed), timezone.now()
        ids = [person.pk for person in world.people if person.account_id]
        readers = readers_of(ids, today=timezone.localdate())
        since = dict.fromkeys(readers, now - queries.LOOKED_BACK)
        found = digesting.told_to_many(readers, since=since, now=now, most=1_000)
        for me, reader in readers.items():
            alone = [one for one in news_of(reader.person, now=now) if one.kind not in ("group", "birthday")]
            should = queries.gathered(alone, now=now, most=MOST_TOLD)
            assert [plain(one) for one in found.get(me, [])] == [plain(one) for one in should], (
                f"seed {seed}, reader {me}"
            )
            told.update(one.kind for one in should)

    for seed in range(10):
        rolled_back(lambda seed=seed: hold(seed))

    assert min(told[kind] for kind in ("work", "town", "joined")) > 3, told


def plain(one: News) -> tuple[object, ...]:
    return (one.kind, [seen.person.pk for seen in one.seen], one.way, one.what, one.place, one.at)


@pytest.mark.parametrize("many", [1, 5])
def test_a_batch_of_readers_costs_the_same_for_one_and_for_many(many: int, django_assert_max_num_queries) -> None:
    lively(3)
    readers = readers_of(
        list(Person.objects.filter(account__isnull=False).values_list("pk", flat=True))[:many],
        today=timezone.localdate(),
    )

    with django_assert_max_num_queries(5):
        digesting.told_in_digests(readers, now=timezone.now())
