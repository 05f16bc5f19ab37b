"""Which answer helped, what is pinned, closed, thanked for, and kept as good practice."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.network.accounts.models import Account
from vezi.network.groups.models import Post, PostState, Reaction, ReactionKind
from vezi.network.groups.queries import searching
from vezi.network.people.models import Person

READERS = 5  # who call a post good practice put it on the shelf
MOST_PINNED = 3


class NotThere(Refused):
    sentence = _("This post was taken back or hidden in the meantime.")


class EnoughPinned(Refused):
    sentence = _("Three discussions are pinned already. Take one down first.")


@transaction.atomic
def mark_answer(*, opening: Post, post: Post | None, by: Account | None, now: datetime) -> None:
    """`post` is the answer that helped; None takes the mark away. Raises NotThere."""
    opening = locked(opening)
    if post is not None:
        post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
        if post.state != PostState.SHOWN or post.opening_id != opening.pk:
            raise NotThere
    was, opening.answer = opening.answer_id, post
    opening.save(update_fields=["answer"])
    searching.write_down(opening)
    for one in Post.objects.filter(pk__in=[pk for pk in (was, post.pk if post else None) if pk]):
        searching.write_down(one)
    audit.record("groups.mark_answer", by=by, at=now, subject=opening, club_id=opening.group.club_id)


def locked(post: Post) -> Post:
    """Raises NotThere for what is not shown any more."""
    found = Post.objects.select_for_update(of=("self",)).select_related("group").get(pk=post.pk)
    if found.state != PostState.SHOWN:
        raise NotThere
    return found


@transaction.atomic
def pin(*, opening: Post, is_pinned: bool, by: Account | None, now: datetime) -> None:
    """Raises NotThere, EnoughPinned."""
    opening = locked(opening)
    others = Post.objects.filter(group=opening.group, pinned_at__isnull=False).exclude(pk=opening.pk)
    if is_pinned and others.count() >= MOST_PINNED:
        raise EnoughPinned
    opening.pinned_at = now if is_pinned else None
    opening.save(update_fields=["pinned_at"])
    audit.record("groups.pin", by=by, at=now, subject=opening, club_id=opening.group.club_id, is_pinned=is_pinned)


@transaction.atomic
def close_discussion(*, opening: Post, is_closed: bool, by: Account | None, now: datetime) -> None:
    """Raises NotThere."""
    opening = locked(opening)
    opening.closed_at = now if is_closed else None
    opening.save(update_fields=["closed_at"])
    audit.record("groups.close_discussion", by=by, at=now, subject=opening, is_closed=is_closed)


@transaction.atomic
def react(*, post: Post, person: Person, kind: ReactionKind, is_meant: bool, by: Account | None, now: datetime) -> None:
    """Say it, or take it back. Raises NotThere."""
    post = locked(post)
    if is_meant:
        Reaction.objects.get_or_create(post=post, person=person, kind=kind, defaults={"at": now})
    else:
        Reaction.objects.filter(post=post, person=person, kind=kind).delete()
    if kind == ReactionKind.GOOD:
        _weigh(post, now=now)
    audit.record("groups.react", by=by, at=now, subject=post, person_id=person.pk, kind=str(kind), is_meant=is_meant)


def _weigh(post: Post, *, now: datetime) -> None:
    """What an officer put on the shelf stays there, whatever readers say."""
    readers = Reaction.objects.filter(post=post, kind=ReactionKind.GOOD).exclude(person=post.author_id).count()
    if post.good_at is None and readers >= READERS:
        post.good_at, post.good_by_readers = now, True
    elif post.good_by_readers and readers < READERS:
        post.good_at, post.good_by_readers = None, False
    else:
        return
    post.save(update_fields=["good_at", "good_by_readers"])
    searching.write_down(post)


@transaction.atomic
def mark_good(*, post: Post, is_good: bool, by: Account | None, now: datetime) -> None:
    """By those who look after the group. Raises NotThere."""
    post = locked(post)
    post.good_at, post.good_by_readers = (post.good_at or now) if is_good else None, False
    post.save(update_fields=["good_at", "good_by_readers"])
    searching.write_down(post)
    audit.record("groups.mark_good", by=by, at=now, subject=post, club_id=post.group.club_id, is_good=is_good)
