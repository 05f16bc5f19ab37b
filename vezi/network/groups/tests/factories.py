"""Groups and what is said in them, for tests."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from vezi.core.viewer import Viewer
from vezi.network.clubs.models import Club
from vezi.network.groups import services
from vezi.network.groups.models import Group, Joining, Kind, Member, Post, Rank
from vezi.network.groups.services import Said
from vezi.network.memberships.access import viewer_of
from vezi.network.people.models import Person
from vezi.network.people.tests.factories import NOW


def make_group(
    club: Club | None, *, name: str = "Hedging", kind: str = Kind.INTEREST, joining: str = Joining.OPEN,
    officer: Person | None = None, **facts: Any,
) -> Group:  # fmt: skip
    group = services.founding.made(kind=kind, name=name, club=club, joining=joining, now=NOW, **facts)
    if officer is not None:
        put_in(group, officer, rank=Rank.OFFICER)
    return group


def put_in(group: Group, *people: Person, rank: int = Rank.MEMBER, now: datetime = NOW, **facts: Any) -> list[Member]:
    return [Member.objects.create(group=group, person=person, rank=rank, joined_at=now, **facts) for person in people]


def seeing(person: Person) -> Viewer:
    return viewer_of(person.account, today=timezone.localdate())


def open_discussion(
    group: Group,
    person: Person,
    text: str = "Eleven days of cash.",
    *,
    title: str = "Cash",
    now: datetime = NOW,
    **said: Any,
) -> Post:
    return services.open_discussion(
        group=group, said=Said(text=text, title=title, **said), viewer=seeing(person), now=now
    )


def answer(opening: Post, person: Person, text: str = "Ring the bank.", *, now: datetime = NOW, **said: Any) -> Post:
    return services.answer(opening=opening, said=Said(text=text, **said), viewer=seeing(person), now=now)
