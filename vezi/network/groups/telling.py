"""What the area tells people: the one place where notices are written."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vezi.network.clubs.models import Club
from vezi.network.groups.models import Follow, Group, Member, Post, PostState
from vezi.network.notices import kinds, services, writing
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from

#: How a member wants to hear of new discussions, as notices say it.
WAYS = {Follow.EACH: "now", Follow.DAILY: "day", Follow.WEEKLY: "week"}
AT_ONCE = 1_000
MOST_ANSWERERS = 500  # of one discussion, who hear of a further answer: the latest


def tell(
    *, kind: str, person: Person, about: str, path: str, by: Person | None, club: Club | None, words: dict[str, str],
    now: datetime,
) -> None:  # fmt: skip
    """One person. Nothing passes between people who are apart: notices see to it."""
    services.tell(kind=kind, person=person, about=about, path=path, by=by, club=club, words=words, now=now)


def settle(*, person: Person, about: str, now: datetime) -> None:
    """What waited was answered elsewhere."""
    services.settle(person=person, about=about, now=now)


def read(*, person: Person, group: Group, opening: Post | None = None, now: datetime) -> None:
    """She has seen the list of discussions, or one of them."""
    if opening is None:
        services.read(person=person, about=_of_group(group), now=now)
    else:
        for about in (_of_discussion(opening), f"groups.mention:{opening.public_id}"):
            services.read(person=person, about=about, now=now)


def _of_group(group: Group) -> str:
    return f"groups.post:{group.public_id}"


def _of_discussion(opening: Post) -> str:
    return f"groups.answer:{opening.public_id}"


def tell_of_post(*, post: Post, after: int, now: datetime) -> int | None:
    """Tell the next thousand members of a new discussion; of an answer, those who took part. None when all are told.

    `after` is the number of the last member told. Told twice, nothing is doubled. First of all those who are named.
    """
    if post.state != PostState.SHOWN or post.group.closed_at is not None:
        return None
    named = set(post.mentions.values_list("person_id", flat=True))
    if after == 0:
        members = Member.objects.filter(group=post.group, person__in=named)
        _write("groups.mention", members.values_list("person_id", flat=True), post, now=now)
    if post.opening is not None:
        _write("groups.answer", _who_took_part(post.opening) - named, post, now=now)
        return None
    batch = list(Member.objects.filter(group=post.group, pk__gt=after).order_by("pk")[:AT_ONCE])
    for follow, way in WAYS.items():
        told = [one.person_id for one in batch if one.follow == follow and one.person_id not in named]
        _write("groups.post", told, post, way=way, now=now)
    return batch[-1].pk if len(batch) == AT_ONCE else None


def _who_took_part(opening: Post) -> set[int]:
    """Who opened the discussion or answered in it, and is in the group still."""
    said = Post.objects.filter(opening=opening, author__isnull=False).order_by("-pk")
    people = set(said.values_list("author_id", flat=True)[:MOST_ANSWERERS]) | {opening.author_id}
    return set(Member.objects.filter(group=opening.group_id, person__in=people).values_list("person_id", flat=True))


@transaction.atomic
def _write(kind: str, person_ids: Iterable[int], post: Post, *, way: str = "", now: datetime) -> None:
    opening = post.discussion
    about = {
        "groups.mention": f"groups.mention:{opening.public_id}",
        "groups.answer": _of_discussion(opening),
        "groups.post": _of_group(post.group),
    }[kind]
    said = writing.Said(
        kind=kinds.kind_of(kind), about=about, path=post.get_absolute_url(), by_id=post.author_id,
        club_id=post.group.club_id, words={"group": post.group.title, "title": opening.title}, way=way,
        once=f"{kind}:{post.public_id}", mail_path="", at=now,
    )  # fmt: skip
    if ids := _may_read_of(opening, list(person_ids)):
        services.tell_some(person_ids=ids, said=said)


def _may_read_of(opening: Post, person_ids: list[int]) -> list[int]:
    """Without those kept apart from whoever opened the discussion: they do not see it."""
    if opening.author_id is None:
        return person_ids
    apart = apart_from(opening.author_id)
    return [pk for pk in person_ids if pk not in apart]
