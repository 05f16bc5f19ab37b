"""What somebody takes along of her groups: her own words, and of others' what she may read."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from vezi.network.groups.access import posts_visible_to
from vezi.network.groups.models import Entry, Post, Vote, Way
from vezi.network.memberships.access import viewer_of
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from


def without_hidden_words(person: Person, rows: list[Any]) -> list[Any]:
    """Of posts that are hidden from her by now, or of somebody apart from her, only that there was one."""
    unread = _unread(person, {number for row in rows for number, _record, _name in _words_in(row)})
    for row in rows:
        for number, record, name in _words_in(row):
            if number in unread:
                setattr(record, name, "")
    return rows


def of_whom_she_meets(person: Person, entries: list[Entry]) -> list[Entry]:
    """Not who invited her and is apart from her."""
    apart = apart_from(person.pk)
    return [one for one in entries if one.way != Way.INVITED or one.by_id not in apart]


def _words_in(row: Any) -> Iterator[tuple[int, Any, str]]:
    """(number of the post whose words they are, record, field)."""
    if isinstance(row, Vote):
        yield row.poll.post_id, row.option, "words"
        return
    about = (row.opening, row.answer) if isinstance(row, Post) else (row.post,)
    yield from ((post.pk, post, "title") for post in about if post is not None)


def _unread(person: Person, numbers: set[int]) -> set[int]:
    if person.account is None:
        return numbers
    viewer = viewer_of(person.account, today=timezone.localdate())
    read = posts_visible_to(viewer).filter(pk__in=numbers).values_list("pk", flat=True)
    own = Post.objects.filter(author=person, pk__in=numbers).values_list("pk", flat=True)
    return numbers - {*read, *own}
