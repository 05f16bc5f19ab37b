"""Opening a discussion, answering in it, changing one's words and taking them back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from vezi.core import audit, jobs
from vezi.core.enclosing import MOST_FILES, Enclosed
from vezi.core.errors import Refused
from vezi.core.viewer import Viewer
from vezi.core.wording import clean, mentions
from vezi.core.wording.clean import LEFT_OUT
from vezi.network.accounts.models import Account
from vezi.network.groups import telling
from vezi.network.groups.models import File, Group, Member, Mention, Picture, Poll, PollOption, Post, PostState
from vezi.network.groups.queries import naming, searching
from vezi.network.groups.services.files import throw_away
from vezi.network.groups.services.moderating import settle_reports
from vezi.network.people.models import Person

MOST_AN_HOUR, AN_HOUR = 30, timedelta(hours=1)
PRESSED_TWICE = timedelta(minutes=1)
TELL = "vezi.network.groups.tasks.tell_of_post"


class NothingSaid(Refused):
    status = 422
    sentence = _("Write something that can be read.")


class TooLong(Refused):
    status = 422
    sentence = _("That is longer than 20,000 characters. Shorten it, or tell it in parts; nothing of it is lost here.")


class TooMuchAtOnce(Refused):
    sentence = _("Thirty posts in an hour are enough for one person. Wait a little; keep what you wrote.")


class GoneMeanwhile(Refused):
    sentence = _(
        "What you answer was taken back or hidden while you wrote. Your words are still here, to be kept elsewhere."
    )


class DiscussionClosed(Refused):
    sentence = _("This discussion was closed while you wrote. Your words are still here.")


class NotAMember(Refused):
    sentence = _("Only members of the group write in it.")


@dataclass(frozen=True)
class Said:
    """What is being said: words as typed, files, with what the pictures among them show, answers of a poll."""

    text: str
    title: str = ""
    is_question: bool = False
    files: Sequence[Enclosed] = field(default_factory=tuple)
    shows: str = ""
    options: Sequence[str] = field(default_factory=tuple)
    is_several: bool = False
    closes_on: date | None = None


@transaction.atomic
def open_discussion(*, group: Group, said: Said, viewer: Viewer, now: datetime, is_pressed: bool = False) -> Post:
    """`is_pressed`: by a button, so that the same twice in a minute is one post.

    Raises NothingSaid, TooLong, TooMuchAtOnce, NotAMember, naming.WhichOne.
    """
    _may_write(group, viewer, now=now)
    title = clean.line(said.title)[: clean.LONGEST_TITLE]
    if clean.is_blank(title):
        raise NothingSaid
    text, named = _words(group, said.text, viewer)
    if is_pressed and (there := _said_just_now(viewer, now=now, group=group, opening=None, title=title, text=text)):
        return there
    post = Post.objects.create(
        group=group, author=viewer.person, title=title, text=text, is_question=said.is_question, written_at=now,
        moved_at=now,
    )  # fmt: skip
    _add_poll(post, said)
    _with(post, said, named)
    audit.record(
        "groups.open", by=viewer.account, at=now, subject=post, club_id=group.club_id, person_id=viewer.person_id
    )
    jobs.ask_for(TELL, post_id=post.pk, last=0)
    return post


@transaction.atomic
def answer(*, opening: Post, said: Said, viewer: Viewer, now: datetime, is_pressed: bool = False) -> Post:
    """Raises GoneMeanwhile, DiscussionClosed and what opening a discussion does."""
    # The opening first: taking it back waits for the answer, or the answer for the taking back.
    opening = Post.objects.select_for_update(of=("self",)).select_related("group").get(pk=opening.pk)
    _may_write(opening.group, viewer, now=now)
    if opening.state != PostState.SHOWN or opening.author_id in viewer.apart:
        raise GoneMeanwhile
    if opening.closed_at is not None:
        raise DiscussionClosed
    text, named = _words(opening.group, said.text, viewer)
    if is_pressed and (there := _said_just_now(viewer, now=now, opening=opening, text=text)):
        return there
    post = Post.objects.create(group=opening.group, opening=opening, author=viewer.person, text=text, written_at=now)
    Post.objects.filter(pk=opening.pk).update(moved_at=now)
    _with(post, said, named)
    audit.record(
        "groups.answer", by=viewer.account, at=now, subject=post, club_id=opening.group.club_id,
        person_id=viewer.person_id,
    )  # fmt: skip
    jobs.ask_for(TELL, post_id=post.pk, last=0)
    return post


@transaction.atomic
def change_post(*, post: Post, title: str, text: str, viewer: Viewer, now: datetime) -> Post:
    """One's own words. Raises GoneMeanwhile, NothingSaid, TooLong, naming.WhichOne."""
    post = Post.objects.select_for_update(of=("self",)).select_related("group").get(pk=post.pk)
    if post.state != PostState.SHOWN or post.author_id != viewer.person_id:
        raise GoneMeanwhile
    known = Person.objects.filter(pk__in=Mention.objects.filter(post=post).values("person"))
    post.text, named = _words(post.group, text, viewer, known=known)
    if post.opening_id is None:
        post.title = clean.line(title)[: clean.LONGEST_TITLE]
        if clean.is_blank(post.title):
            raise NothingSaid
    post.edited_at = now
    post.save(update_fields=["title", "text", "edited_at"])
    _with(post, None, named)
    audit.record("groups.change_post", by=viewer.account, at=now, subject=post, person_id=viewer.person_id)
    return post


@transaction.atomic
def take_back(*, post: Post, by: Account | None, now: datetime) -> None:
    """The words are gone for good, with their pictures; of an opening that was answered the title and answers stay.

    What was hidden stays so, and loses its title as well: the moderators' word holds.
    """
    Post.objects.select_for_update(of=("self",)).get(pk=post.opening_id or post.pk)
    post = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if post.state == PostState.TAKEN_BACK:
        return
    Post.objects.filter(answer=post).update(answer=None)
    throw_away(Post.objects.filter(pk=post.pk))
    Poll.objects.filter(post=post).delete()
    post.mentions.all().delete()
    post.reactions.all().delete()
    if post.state == PostState.HIDDEN:
        post.title = LEFT_OUT if post.title else ""
    else:
        post.state = PostState.TAKEN_BACK
    post.text, post.good_at, post.pinned_at, post.search, post.answer = "", None, None, None, None
    post.save(update_fields=["title", "text", "state", "good_at", "pinned_at", "search", "answer"])
    settle_reports(post=post, now=now)
    telling.no_news(post=post, now=now)
    audit.record("groups.take_back", by=by, at=now, subject=post, person_id=post.author_id)


def _may_write(group: Group, viewer: Viewer, *, now: datetime) -> None:
    if viewer.person is None or group.closed_at is not None:
        raise NotAMember
    if not Member.objects.select_for_update(of=("self",)).filter(group=group, person=viewer.person).exists():
        raise NotAMember
    lately = Post.objects.filter(author=viewer.person, written_at__gt=now - AN_HOUR)
    if lately.count() >= MOST_AN_HOUR:
        raise TooMuchAtOnce


def _said_just_now(viewer: Viewer, *, now: datetime, **words: Any) -> Post | None:
    """The very same. After `_may_write`, which lets one press wait for the other."""
    return Post.objects.shown().filter(author=viewer.person, written_at__gt=now - PRESSED_TWICE, **words).first()


def _words(group: Group, typed: str, viewer: Viewer, *, known: Iterable[Person] = ()) -> tuple[str, list[Person]]:
    """The text as it is kept, and whom it names."""
    if len(typed) > clean.LONGEST_TEXT * 2:  # before any work is done on it
        raise TooLong
    text = mentions.unbraced(clean.text(typed))
    if len(text) > clean.LONGEST_TEXT:
        raise TooLong
    if clean.is_blank(text):
        raise NothingSaid
    return naming.named_in(text, group=group, viewer=viewer, known=known)


def _with(post: Post, said: Said | None, named: Sequence[Person]) -> None:
    post.mentions.exclude(person__in=named).delete()
    Mention.objects.bulk_create((Mention(post=post, person=person) for person in named), ignore_conflicts=True)
    for one in said.files[:MOST_FILES] if said else ():
        _keep(post, one, shows=clean.line(said.shows)[:200] if said else "")
    searching.write_down(post)


def _keep(post: Post, one: Enclosed, *, shows: str) -> None:
    kept: Picture | File
    if one.is_picture:
        kept = Picture(post=post, width=one.width, height=one.height, says=shows)
    else:
        kept = File(post=post, name=one.name, size=one.size)
    kept.file.save(f"{kept.public_id}.{'webp' if one.is_picture else 'bin'}", one.file, save=False)
    kept.save()


def _add_poll(post: Post, said: Said) -> None:
    options = list(dict.fromkeys(option for one in said.options if (option := clean.line(one)[:120])))
    if len(options) < 2:
        return
    poll = Poll.objects.create(post=post, is_several=said.is_several, closes_on=said.closes_on)
    PollOption.objects.bulk_create(PollOption(poll=poll, words=option) for option in options[:10])
