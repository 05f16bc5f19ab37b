"""What becomes of groups when a person is erased, and when two records turn out to be of one person."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vezi.core.folding import fold
from vezi.core.wording.clean import LEFT_OUT
from vezi.core.wording.leaving_out import holding, leave_out, leave_out_of, looked_for
from vezi.network.groups import telling
from vezi.network.groups.models import (
    Entry,
    File,
    Group,
    Member,
    Mention,
    Picture,
    Poll,
    PollOption,
    Post,
    PostQuerySet,
    PostState,
    Removal,
    Report,
    Waiting,
)
from vezi.network.groups.queries import searching
from vezi.network.groups.services import offices
from vezi.network.groups.services.files import throw_away
from vezi.network.groups.services.joining import _go
from vezi.network.people.erasing import Traces
from vezi.network.people.merging import steps
from vezi.network.people.models import Fate, Merge

#: What is said beside the posts.
BESIDE: tuple[tuple[QuerySet[Any], str], ...] = (
    (Picture.objects.all(), "says"), (File.objects.all(), "name"), (PollOption.objects.all(), "words"), (Entry.objects.all(), "words"),
    (Entry.objects.all(), "reason"), (Removal.objects.all(), "reason"), (Report.objects.all(), "reason"),
    (Post.objects.all(), "hidden_because"),
)  # fmt: skip


def forget(*, traces: Traces, now: datetime) -> None:
    """She leaves her groups, which look for another officer. Her words stay where others answered them, without her
    name, addresses and numbers; what was hidden goes, and so does what she opened and nobody answered."""
    for group_id in sorted(Member.objects.filter(person__in=traces.ids).values_list("group_id", flat=True)):
        _go(offices.locked(group_id), traces.ids, by=None, now=now, deed="groups.leave")
    hers = Post.objects.filter(author__in=traces.ids)
    _take_away(hers.filter(state=PostState.HIDDEN), state=PostState.HIDDEN, hidden_because=LEFT_OUT)
    of_others = Post.objects.shown().filter(opening=OuterRef("pk")).exclude(author__in=traces.ids, author__isnull=False)
    alone = list(hers.openings().shown().filter(~Exists(of_others)).values_list("pk", flat=True))
    _take_away(hers.filter(Q(pk__in=alone) | Q(opening__in=alone)).shown(), state=PostState.TAKEN_BACK)
    throw_away(hers)
    _leave_out(traces)


def _take_away(posts: PostQuerySet, **becomes: str) -> None:
    """Words, pictures, poll and names of these posts; only an opening has a title to lose."""
    ids = list(posts.values_list("pk", flat=True))
    gone = Post.objects.filter(pk__in=ids)
    Post.objects.filter(answer__in=ids).update(answer=None)
    Poll.objects.filter(post__in=ids).delete()
    Mention.objects.filter(post__in=ids).delete()
    gone.openings().update(title=LEFT_OUT)
    gone.update(text="", search=None, good_at=None, pinned_at=None, **becomes)


def _leave_out(traces: Traces) -> None:
    """However it is spelt: upper or lower case, with marks or without."""
    told = traces.names | traces.addresses | traces.numbers
    said = looked_for(told)
    unsearched = holding("title", said) & ~Q(state=PostState.SHOWN)
    found = Q(author__in=traces.ids) | searching.saying_any(traces.names) | unsearched
    for post in Post.objects.filter(found).order_by("pk").iterator(chunk_size=500):
        if leave_out(post, said, "text", "title"):
            searching.write_down(post)
    for group in Group.objects.filter(holding("name", said) | holding("about", said)).order_by("pk"):
        if leave_out(group, said, "name", "about"):
            Group.objects.filter(pk=group.pk).update(folded=fold(group.name)[:200])
    for rows, name in BESIDE:
        leave_out_of(rows, name, said)


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
        telling.ended(entry=entry, now=now)
