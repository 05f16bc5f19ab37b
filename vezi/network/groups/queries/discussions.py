"""Discussions as one reader sees them."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.utils.safestring import SafeString

from vezi.core.viewer import Viewer
from vezi.core.who import Who
from vezi.core.wording import markdown, mentions
from vezi.network.groups.access import Standing, said_by
from vezi.network.groups.models import File, Group, Picture, Poll, Post, PostState, Reaction, ReactionKind, Report, Vote
from vezi.network.groups.queries.people import Faces, faces

A_PAGE = 20
ANSWERS_A_PAGE = 50


@dataclass(frozen=True)
class Line:
    """A discussion in the list of its group."""

    post: Post
    who: Who
    answers: int
    begins: str
    is_new: bool
    is_answered: bool


@dataclass(frozen=True)
class Said:
    """A reaction: how many said it, and whether the reader did."""

    kind: str
    title: str
    count: int
    is_mine: bool


@dataclass(frozen=True)
class Choice:
    pk: int
    words: str
    votes: int
    of_hundred: int
    is_mine: bool


@dataclass(frozen=True)
class PollShown:
    poll: Poll
    choices: list[Choice]
    voters: int
    is_over: bool
    has_voted: bool


@dataclass(frozen=True)
class Shown:
    """A post on the page."""

    post: Post
    who: Who
    html: SafeString
    said: list[Said]
    pictures: list[Picture] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    is_answer: bool = False
    is_mine: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Discussion:
    opening: Shown
    answers: list[Shown]
    answer: Shown | None
    poll: PollShown | None
    total: int
    page: int
    last_page: int


def _visible(viewer: Viewer, standing: Standing) -> Q:
    """Moderators see what was hidden; nobody sees those apart from them."""
    states = [PostState.SHOWN, PostState.TAKEN_BACK] + ([PostState.HIDDEN] if standing.moderates else [])
    return Q(state__in=states) & ~said_by(viewer.apart)


def openings(viewer: Viewer, standing: Standing, *, before: Post | None = None) -> tuple[list[Line], bool]:
    """A page of the group's discussions, the last moved first, pinned ones before all; and whether there are more."""
    group = standing.group
    found = group.posts.openings().filter(_visible(viewer, standing)).exclude(
        Q(state=PostState.TAKEN_BACK) & Q(answers=None)
    ).distinct()  # fmt: skip
    pinned = list(found.filter(pinned_at__isnull=False).order_by("-pinned_at")) if before is None else []
    rest = found.filter(pinned_at__isnull=True)
    if before is not None:
        rest = rest.filter(Q(moved_at__lt=before.moved_at) | Q(moved_at=before.moved_at, pk__lt=before.pk))
    posts = list(rest.order_by("-moved_at", "-pk")[: A_PAGE + 1])
    return _lines(viewer, standing, [*pinned, *posts[:A_PAGE]]), len(posts) > A_PAGE


def _lines(viewer: Viewer, standing: Standing, posts: list[Post]) -> list[Line]:
    ids = [post.pk for post in posts]
    answers = Post.objects.shown().filter(opening__in=ids).exclude(author__in=list(viewer.apart), author__isnull=False)
    told = {
        pk: (count, at) for pk, count, at in answers.values_list("opening").annotate(Count("pk"), Max("written_at"))
    }
    drawn = faces(viewer, (post.author_id for post in posts), _named(posts))
    helped = _answered(viewer, posts)
    read_at = standing.member.read_at or standing.member.joined_at if standing.member else None
    return [
        Line(
            post, drawn.of(post.author_id), told.get(post.pk, (0, None))[0],
            markdown.plain(post.text, drawn.named)[:180],
            read_at is not None and max(post.written_at, told.get(post.pk, (0, None))[1] or post.written_at) > read_at,
            post.answer_id in helped,
        )
        for post in posts
    ]  # fmt: skip


def _answered(viewer: Viewer, posts: Iterable[Post]) -> set[int]:
    """Answers that helped, of those the reader sees: one of who is apart from her answered nothing."""
    ids = [post.answer_id for post in posts if post.answer_id is not None]
    if not ids:
        return set()
    seen = Post.objects.shown().filter(pk__in=ids).exclude(author__in=list(viewer.apart), author__isnull=False)
    return set(seen.values_list("pk", flat=True))


def _named(posts: Iterable[Post]) -> list[str]:
    return [public_id for post in posts for public_id in mentions.kept(post.text)]


def discussion(viewer: Viewer, standing: Standing, opening: Post, *, page: int = 1, today: date) -> Discussion:
    """A discussion with a page of its answers; a fixed number of queries."""
    found = Post.objects.filter(opening=opening).filter(_visible(viewer, standing)).exclude(state=PostState.TAKEN_BACK)
    total = found.count()
    last_page = max(1, -(-total // ANSWERS_A_PAGE))
    page = min(max(page, 1), last_page)
    answers = list(found.order_by("written_at", "pk")[(page - 1) * ANSWERS_A_PAGE : page * ANSWERS_A_PAGE])
    helped = found.filter(pk=opening.answer_id, state=PostState.SHOWN).first() if opening.answer_id else None
    shown = _shown(viewer, [opening, *answers, *([helped] if helped else [])], {opening.answer_id})
    return Discussion(
        opening=shown[opening.pk],
        answers=[shown[post.pk] for post in answers],
        answer=shown[helped.pk] if helped else None,
        poll=poll_of(viewer, opening, today=today),
        total=total,
        page=page,
        last_page=last_page,
    )


def _shown(viewer: Viewer, posts: list[Post], helped: Container[int | None]) -> dict[int, Shown]:
    drawn = faces(viewer, (post.author_id for post in posts), _named(posts))
    said = reactions(viewer, posts)
    pictures, files = defaultdict(list), defaultdict(list)
    for picture in Picture.objects.filter(post__in=posts).order_by("pk"):
        pictures[picture.post_id].append(picture)
    for file in File.objects.filter(post__in=posts).order_by("pk"):
        files[file.post_id].append(file)
    return {
        post.pk: Shown(
            post, drawn.of(post.author_id), markdown.drawn(post.text, drawn.named), said[post.pk],
            pictures[post.pk], files[post.pk], is_answer=post.pk in helped,
            is_mine=post.author_id is not None and post.author_id == viewer.person_id,
            is_hidden=post.state == PostState.HIDDEN,
        )
        for post in posts
    }  # fmt: skip


def shown_post(viewer: Viewer, post: Post) -> Shown:
    return _shown(viewer, [post], {post.discussion.answer_id})[post.pk]


def reactions(viewer: Viewer, posts: Iterable[Post]) -> dict[int, list[Said]]:
    """Without those of people apart from the reader; one query."""
    ids = [post.pk for post in posts]
    counted: dict[tuple[int, str], tuple[int, int]] = {}
    rows = Reaction.objects.filter(post__in=ids).exclude(person__in=list(viewer.apart)).values_list("post", "kind")
    mine = Count("pk", filter=Q(person=viewer.person_id))
    for post_id, kind, count, own in rows.annotate(count=Count("pk"), own=mine):
        counted[post_id, kind] = (count, own)
    return {
        pk: [Said(kind, str(title), *_counts(counted.get((pk, kind), (0, 0)))) for kind, title in ReactionKind.choices]
        for pk in ids
    }


def _counts(counted: tuple[int, int]) -> tuple[int, bool]:
    return counted[0], bool(counted[1])


def poll_of(viewer: Viewer, opening: Post, *, today: date) -> PollShown | None:
    poll = Poll.objects.filter(post=opening).first()
    if poll is None:
        return None
    votes = Vote.objects.filter(poll=poll)
    counts = dict(votes.values_list("option").annotate(Count("pk")))
    mine = set(votes.filter(person=viewer.person_id).values_list("option", flat=True))
    voters = votes.aggregate(people=Count("person", distinct=True))["people"]
    choices = [
        Choice(
            option.pk, option.words, counts.get(option.pk, 0),
            round(100 * counts.get(option.pk, 0) / voters) if voters else 0, option.pk in mine,
        )
        for option in poll.options.order_by("pk")
    ]  # fmt: skip
    is_over = opening.closed_at is not None or (poll.closes_on is not None and today > poll.closes_on)
    return PollShown(poll, choices, voters, is_over, bool(mine))


@dataclass(frozen=True)
class Reported:
    shown: Shown
    reasons: list[tuple[str, datetime]]


def reported(viewer: Viewer, group: Group) -> list[Reported]:
    """Posts somebody asked to look at, the longest waiting first; not of who is apart from the one who looks, and not
    her own: others judge those."""
    waiting = Report.objects.filter(post__group=group, settled_at=None)
    waiting = waiting.exclude(post__author__in=[*viewer.apart, viewer.person_id or 0], post__author__isnull=False)
    reports = list(waiting.exclude(person__in=viewer.apart).select_related("post__opening").order_by("at", "pk")[:100])
    posts = {report.post_id: report.post for report in reports}
    reasons: dict[int, list[tuple[str, datetime]]] = {}
    for report in reports:
        reasons.setdefault(report.post_id, []).append((report.reason, report.at))
    shown = _shown(viewer, list(posts.values()), {post.discussion.answer_id for post in posts.values()})
    return [Reported(shown[pk], reasons[pk]) for pk in posts]


def good_years(posts: Iterable[Post]) -> list[int]:
    return sorted({post.good_at.year for post in posts if post.good_at}, reverse=True)


def lines_found(viewer: Viewer, posts: list[Post]) -> list[tuple[Post, Who, str, bool]]:
    """Found posts as the lines of an answer; last, whether one that the reader sees answered it."""
    helped = _answered(viewer, posts)
    drawn: Faces = faces(viewer, (post.author_id for post in posts), _named(posts))
    return [
        (post, drawn.of(post.author_id), markdown.plain(post.text, drawn.named)[:220], post.answer_id in helped)
        for post in posts
    ]
