"""What becomes of groups when a person is erased, and when two records turn out to be of one person."""

import json
from datetime import datetime

from django.db.models import Q

from vezi.network.groups.models import Entry, Group, Member, Picture, Post, PostState, Waiting
from vezi.network.groups.queries import searching
from vezi.network.groups.services import offices
from vezi.network.groups.services.joining import _go
from vezi.network.groups.services.pictures import throw_away
from vezi.network.groups.signals import membership_changed
from vezi.network.people.erasing import Traces
from vezi.network.people.merging import steps
from vezi.network.people.models import Fate, Merge

LEFT_OUT = "…"


def forget(*, traces: Traces, now: datetime) -> None:
    """She leaves her groups, which look for another officer. Her words stay where others answered them, without her
    name, addresses and numbers; what was hidden goes."""
    for group_id in sorted(Member.objects.filter(person__in=traces.ids).values_list("group_id", flat=True)):
        _go(offices.locked(group_id), traces.ids, by=None, now=now, deed="groups.leave")
    said = sorted(traces.names | traces.addresses | traces.numbers, key=len, reverse=True)
    hers = Post.objects.filter(author__in=traces.ids)
    hers.filter(state=PostState.HIDDEN).update(text="", state=PostState.TAKEN_BACK, hidden_because="", search=None)
    for picture in Picture.objects.filter(post__in=hers):
        throw_away(picture)
    telling = Q(author__in=traces.ids) | searching.saying_any(traces.names)
    for post in Post.objects.filter(telling).order_by("pk").iterator(chunk_size=500):
        _leave_out(post, said)


def _leave_out(post: Post, said: list[str]) -> None:
    text, title = post.text, post.title
    for one in said:
        if len(one) >= 4:
            text, title = text.replace(one, LEFT_OUT), title.replace(one, LEFT_OUT)
    if (text, title) != (post.text, post.title):
        post.text, post.title = text, title
        post.save(update_fields=["text", "title"])
        searching.write_down(post)


def follow_merge(*, merge: Merge, now: datetime) -> None:
    """Who was in a group twice has the higher of both ranks, and waits at no door she is through."""
    for step in merge.rows.filter(model="groups.Member", fate=Fate.DROPPED, like_id__isnull=False):
        was = json.loads(str(step.was))[0]["fields"]
        like = Member.objects.filter(pk=step.like_id or 0).first()
        if like is not None and was["rank"] > like.rank:
            steps.changed(merge, like, name="rank", was=like.rank, becomes=was["rank"])
            Member.objects.filter(pk=like.pk).update(rank=was["rank"])
    inside = Member.objects.filter(person=merge.kept).values("group")
    for entry in Entry.objects.filter(person=merge.kept, state=Waiting.WAITING, group__in=inside):
        steps.changed(merge, entry, name="state", was=entry.state, becomes=Waiting.IN)
        Entry.objects.filter(pk=entry.pk).update(state=Waiting.IN)
    _say(merge, now=now)


def unfollow_merge(*, merge: Merge, now: datetime) -> None:
    _say(merge, now=now)


def _say(merge: Merge, *, now: datetime) -> None:
    both = [merge.kept_id, merge.gone_id]
    moved = merge.rows.filter(model="groups.Member").values_list("row_id", flat=True)
    groups = set(Member.objects.filter(Q(person__in=both) | Q(pk__in=list(moved))).values_list("group_id", flat=True))
    for group_id in sorted(groups):
        membership_changed.send(Group, group_id=group_id, person_ids=both, now=now)
