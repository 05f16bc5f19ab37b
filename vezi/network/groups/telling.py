"""What the area tells people: the one place where notices are written."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from vezi.network.clubs.models import Club
from vezi.network.groups.models import Entry, Follow, Group, Member, Post, PostState, Report, Waiting, Way
from vezi.network.notices import kinds, services, writing
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person
from vezi.network.ties.queries import apart_from

#: How a member wants to hear of new discussions, as notices say it; who chose nothing here, as she chose there.
WAYS = {Follow.USUAL: "", Follow.EACH: "now", Follow.DAILY: "day", Follow.WEEKLY: "week"}
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


def settle_all(*, about: str, now: datetime) -> None:
    services.settle_all(about=about, now=now)


def no_news(*, post: Post, now: datetime) -> None:
    """It was hidden or taken back; of an opening that was hidden nothing is news that stands under it."""
    opening = post.discussion
    for kind, about in _abouts(opening).items():
        services.settle_all(about=about, once=f"{kind}:{post.public_id}", now=now, keeps_words=False)
    if post.opening_id is None and post.state == PostState.HIDDEN:
        for kind in ("groups.answer", "groups.mention"):
            services.settle_all(about=_abouts(opening)[kind], now=now, keeps_words=False)


def gone(*, group: Group, person_ids: Iterable[int], now: datetime) -> None:
    """These people are in the group no more: nothing of it is news to them, and nothing waits for them."""
    told = Notice.objects.filter(person__in=list(person_ids), settled_at=None)
    told.filter(about__in=[_of_group(group), of_offer(group)]).update(settled_at=now, due_at=None)
    of_posts = told.filter(kind__in=["groups.answer", "groups.mention"])
    named = {about.rpartition(":")[2] for about in of_posts.values_list("about", flat=True).distinct()}
    here = Post.objects.filter(group=group, public_id__in=named).values_list("public_id", flat=True)
    abouts = [f"{kind}:{public_id}" for public_id in here for kind in ("groups.answer", "groups.mention")]
    of_posts.filter(about__in=abouts).update(settled_at=now, due_at=None)
    looks_after_no_more(group=group, person_ids=person_ids, now=now)


def looks_after_no_more(*, group: Group, person_ids: Iterable[int], now: datetime) -> None:
    """Requests and reports wait for others."""
    told = Notice.objects.filter(person__in=list(person_ids), settled_at=None)
    told.filter(about__in=_waiting_in(group)).update(settled_at=now, due_at=None)


def shut(*, group: Group, now: datetime) -> None:
    """Before its waiting entries are ended: nothing of the group waits for anybody, and nothing in it is news."""
    ended = [*_waiting_in(group), of_offer(group), of_invitation(group), _of_group(group)]
    Notice.objects.filter(about__in=ended, settled_at=None).update(settled_at=now, due_at=None)


def _waiting_in(group: Group) -> list[str]:
    asked = Entry.objects.filter(group=group, way=Way.ASKED, state=Waiting.WAITING)
    reported = Report.objects.filter(post__group=group, settled_at=None).select_related("post")
    return [*(of_request(entry) for entry in asked), *{of_report(report.post) for report in reported}]


def ended(*, entry: Entry, now: datetime) -> None:
    """Whoever waited at the door is in, was declined, or waits no more."""
    if entry.way == Way.ASKED:
        services.settle_all(about=of_request(entry), now=now)
    else:
        services.settle(person=entry.person, about=of_invitation(entry.group), now=now)


def of_request(entry: Entry) -> str:
    return f"groups.request:{entry.public_id}"


def of_invitation(group: Group) -> str:
    return f"groups.invitation:{group.public_id}"


def of_offer(group: Group) -> str:
    return f"groups.offer:{group.public_id}"


def of_report(post: Post) -> str:
    return f"groups.report:{post.public_id}"


def read(*, person: Person, group: Group, opening: Post | None = None, now: datetime) -> None:
    """She has seen the list of discussions, or one of them."""
    if opening is None:
        services.read(person=person, about=_of_group(group), now=now)
    else:
        for kind in ("groups.answer", "groups.mention"):
            services.read(person=person, about=_abouts(opening)[kind], now=now)


def _of_group(group: Group) -> str:
    return f"groups.post:{group.public_id}"


def _abouts(opening: Post) -> dict[str, str]:
    """Kind -> the heading under which it is told."""
    return {
        "groups.mention": f"groups.mention:{opening.public_id}",
        "groups.answer": f"groups.answer:{opening.public_id}",
        "groups.post": _of_group(opening.group),
    }


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
    said = writing.Said(
        kind=kinds.kind_of(kind), about=_abouts(opening)[kind], path=post.get_absolute_url(), by_id=post.author_id,
        club_id=post.group.club_id, words={"group": post.group.title}, way=way,
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
