"""News of a reader's people in plain Python, one pair at a time: slow, and right at a glance."""

from datetime import datetime

from django.utils import timezone

from vezi.network.groups.models import Member
from vezi.network.memberships.access import people_visible_to
from vezi.network.memberships.models import Membership, State
from vezi.network.memberships.queries.seeing import seen_by
from vezi.network.news import near, queries
from vezi.network.news.models import Fact, Less
from vezi.network.news.tests.factories import reader_of
from vezi.network.people import queries as people
from vezi.network.people.models import Affiliation, Person
from vezi.network.people.queries import Seen
from vezi.network.ties.models import Block, Connection

Told = tuple[int, str, int, int]  # person, kind, the value's number, how near


def told_to(me: Person, *, now: datetime) -> set[Told]:
    found = set()
    for other in Person.objects.exclude(pk=me.pk):
        seen = sight_of(me, other)
        way = nearness(me, other, seen) if seen is not None else None
        if seen is None or way is None or is_left_out(me, other):
            continue
        found |= {(other.pk, kind, value, way) for kind, value in facts(me, seen, now=now)}
        found |= came_into_groups(me, other, seen, now=now)
        if way in (near.CONNECTED, near.CLASSMATE) and has_birthday(seen, now=now):
            found.add((other.pk, "birthday", other.pk, way))
    return {one for one in found if not Less.objects.filter(person=me, kind=one[1]).exists()}


def sight_of(me: Person, other: Person) -> Seen | None:
    """As the house's one rule has it; None where she is nobody to be told of."""
    is_member = Membership.objects.filter(person=other, state=State.MEMBER).exists()
    blocked = Block.objects.filter(person=me, blocked=other) | Block.objects.filter(person=other, blocked=me)
    if not is_member or blocked.exists() or other.is_deceased or other.merged_into_id or other.erased_at:
        return None
    viewer = reader_of(me)
    seen = seen_by(viewer, [people.with_parts(Person.objects.filter(pk=other.pk)).get()])[0]
    return seen if seen.name and people_visible_to(viewer).filter(pk=other.pk).exists() else None


def nearness(me: Person, other: Person, seen: Seen) -> int | None:
    if Connection.objects.filter(person=me, other=other).exists():
        return near.CONNECTED
    if classes(Affiliation.objects.filter(person=me)) & classes(seen.affiliations):
        return near.CLASSMATE
    return near.FELLOW if shared_groups(me, other) else None


def classes(studies) -> set[tuple[str, int, int]]:
    return {
        (kind, number, one.class_year)
        for one in studies
        for kind, number in (("programme", one.programme_id), ("institution", one.institution_id))
        if number and one.class_year
    }


def shared_groups(me: Person, other: Person) -> set[int]:
    """Living, and small enough to know each other."""
    mine = {one.group for one in Member.objects.filter(person=me).select_related("group")}
    return {
        group.pk
        for group in mine
        if group.closed_at is None
        and Member.objects.filter(group=group).count() <= near.SMALL
        and Member.objects.filter(group=group, person=other).exists()
    }


def is_left_out(me: Person, other: Person) -> bool:
    return Less.objects.filter(person=me, of=other).exists()


def facts(me: Person, seen: Seen, *, now: datetime) -> set[tuple[str, int]]:
    found = set()
    for fact in Fact.objects.filter(person=seen.person, at__gt=now - queries.LOOKED_BACK, at__lte=now):
        if fact.kind == "work":
            stands = any(
                one.pk == fact.value and one.recorded_at == fact.said_at and one.is_current for one in seen.positions
            )
        elif fact.kind == "town":
            home = seen.residence
            stands = home is not None and home.pk == fact.value and home.recorded_at == fact.said_at
        else:
            stands = is_in_club_of(me, seen.person, fact)
        if stands:
            found.add((fact.kind, fact.value))
    return found


def is_in_club_of(me: Person, other: Person, fact: Fact) -> bool:
    held = Membership.objects.filter(pk=fact.value, person=other, state=State.MEMBER, since=fact.said_at).first()
    return held is not None and Membership.objects.filter(person=me, club=held.club_id, state=State.MEMBER).exists()


def came_into_groups(me: Person, other: Person, seen: Seen, *, now: datetime) -> set[Told]:
    way = nearness(me, other, seen)
    found = set()
    for group in shared_groups(me, other):
        mine, hers = (Member.objects.get(group=group, person=one) for one in (me, other))
        if now - queries.LOOKED_BACK < hers.joined_at <= now and hers.joined_at > mine.joined_at and way is not None:
            found.add((other.pk, "group", hers.pk, way))
    return found


def has_birthday(seen: Seen, *, now: datetime) -> bool:
    days = queries.birthday_days(timezone.localdate(now))
    return seen.born_on is not None and (seen.born_on.month, seen.born_on.day) in days
