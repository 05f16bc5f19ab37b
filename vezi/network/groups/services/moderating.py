"""Posts that are taken off the page, with a reason; and those that members ask moderators to look at."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vezi.core import audit
from vezi.core.errors import Refused
from vezi.core.wording import clean
from vezi.network.accounts.models import Account
from vezi.network.groups import telling
from vezi.network.groups.models import Post, PostState, Report
from vezi.network.groups.queries import searching
from vezi.network.groups.services import offices
from vezi.network.people.models import Person

LONGEST_REASON = 300


class ReasonMissing(Refused):
    status = 422
    sentence = _("Say why: the writer reads it.")


class NothingToHide(Refused):
    sentence = _("The writer took it back already.")


@transaction.atomic
def hide(*, post: Post, reason: str, by: Account | None, now: datetime) -> Post:
    """Nobody reads it but its writer, who is told why, and the moderators. Raises ReasonMissing, NothingToHide."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing
    Post.objects.select_for_update(of=("self",)).get(pk=post.opening_id or post.pk)
    post = Post.objects.select_for_update(of=("self",)).select_related("group", "author").get(pk=post.pk)
    if post.state == PostState.TAKEN_BACK:
        raise NothingToHide
    Post.objects.filter(answer=post).update(answer=None)
    post.state, post.hidden_because = PostState.HIDDEN, reason
    post.save(update_fields=["state", "hidden_because"])
    settle_reports(post=post, now=now)
    telling.no_news(post=post, now=now)
    audit.record(
        "groups.hide", by=by, at=now, subject=post, club_id=post.group.club_id, person_id=post.author_id, why=reason
    )
    if post.author is not None:
        telling.tell(
            kind="groups.hidden", person=post.author, about=f"groups.hidden:{post.public_id}",
            path=reverse("groups:post_own", args=[post.public_id]), by=None, club=post.group.club,
            words={"group": post.group.title, "reason": reason}, now=now,
        )  # fmt: skip
    return post


@transaction.atomic
def show(*, post: Post, by: Account | None, now: datetime) -> Post:
    """Back on the page; what its writer took back meanwhile has no words any more."""
    post = Post.objects.select_for_update(of=("self",)).select_related("group").get(pk=post.pk)
    if post.state == PostState.HIDDEN:
        post.state, post.hidden_because = PostState.SHOWN if post.text else PostState.TAKEN_BACK, ""
        post.save(update_fields=["state", "hidden_because"])
        searching.write_down(post)
        audit.record("groups.show", by=by, at=now, subject=post, club_id=post.group.club_id, person_id=post.author_id)
    return post


@transaction.atomic
def report(*, post: Post, person: Person, reason: str, by: Account | None, now: datetime) -> Report:
    """Once a person; the writer learns nothing of it. Raises ReasonMissing."""
    reason = clean.line(reason)[:LONGEST_REASON]
    if clean.is_blank(reason):
        raise ReasonMissing(_("Say what is wrong with it: the moderators read it."))
    found, is_new = Report.objects.get_or_create(post=post, person=person, defaults={"reason": reason, "at": now})
    if not is_new:
        return found
    audit.record("groups.report", by=by, at=now, subject=found, club_id=post.group.club_id, person_id=person.pk)
    for looking in offices.who_look_after(post.group, now=now, without=post.author_id):
        telling.tell(
            kind="groups.report", person=looking, about=telling.of_report(post),
            path=reverse("groups:reports", args=[post.group.public_id]), by=None, club=post.group.club,
            words={"group": post.group.title}, now=now,
        )  # fmt: skip
    return found


def settle_reports(*, post: Post, now: datetime) -> None:
    """They were looked at, whatever came of it."""
    Report.objects.filter(post=post, settled_at__isnull=True).update(settled_at=now)
    telling.settle_all(about=telling.of_report(post), now=now)
