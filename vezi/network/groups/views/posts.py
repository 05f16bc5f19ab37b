"""Reading and writing in a group."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.wording import mentions, numbers
from vezi.network.groups import access, services, telling
from vezi.network.groups.forms import AnswerForm, ChangeForm, DiscussionForm
from vezi.network.groups.models import Poll, Post, PostState, ReactionKind
from vezi.network.groups.queries import discussions
from vezi.network.groups.queries.people import faces
from vezi.network.groups.views.circles import head_of
from vezi.network.groups.views.finding import group_at, must, post_at


@member_only
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, group: str) -> HttpResponse:
    """Open a discussion."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.writes)
    asked = {"is_question": "question" in request.GET}
    form = DiscussionForm(request.POST or None, request.FILES or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            post = services.open_discussion(
                group=standing.group, said=form.said(), viewer=me, now=timezone.now(), is_pressed=True
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(post)
    context = head_of(me, standing, "write") | {"form": form}
    return page(request, "groups/write.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, post: str) -> HttpResponse:
    """A discussion with its answers; members answer here."""
    me = viewer(request)
    opening, standing = post_at(request, post)
    if opening.opening is not None:
        return redirect(opening)
    if opening.state == PostState.HIDDEN and not standing.moderates:
        return redirect("groups:post_own", post=opening.public_id)
    if request.method == "POST":
        return _answered(request, opening, standing)
    if standing.member is not None:
        telling.read(person=me.person, group=opening.group, opening=opening, now=timezone.now())
    return _discussion(request, opening, standing, AnswerForm())


def _answered(request: HttpRequest, opening: Post, standing: access.Standing) -> HttpResponse:
    must(standing.writes)
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            said = services.answer(
                opening=opening, said=form.said(), viewer=viewer(request), now=timezone.now(), is_pressed=True
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
            opening.refresh_from_db()
        else:
            return redirect(said)
    return _discussion(request, opening, standing, form)


def _discussion(request: HttpRequest, opening: Post, standing: access.Standing, form: AnswerForm) -> HttpResponse:
    me = viewer(request)
    number = numbers.read(request.GET.get("page", "")) or 1
    shown = discussions.discussion(me, standing, opening, page=number, today=timezone.localdate())
    context: dict[str, Any] = head_of(me, standing, "discussion") | {
        "shown": shown, "opening": opening, "form": form,
        "may_answer": standing.writes and opening.closed_at is None and opening.state == PostState.SHOWN,
        "may_mark": access.may_mark_answer(standing, opening, me.person_id),
    }  # fmt: skip
    return page(request, "groups/discussion.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def post_own(request: HttpRequest, post: str) -> HttpResponse:
    """One post by itself: for its writer with the reason why it was hidden."""
    me = viewer(request)
    found, standing = post_at(request, post)
    if found.state == PostState.SHOWN:
        return redirect(found)
    if not standing.moderates and found.author_id != me.person_id:
        raise Http404
    context = head_of(me, standing, "post") | {"one": discussions.shown_post(me, found)}
    return page(request, "groups/post_own.html", context)


@member_only
@require_http_methods(["GET", "POST"])
def post_change(request: HttpRequest, post: str) -> HttpResponse:
    """One's own words, said better. Names stand in them as they are typed."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(access.may_change(standing, found, me.person_id))
    drawn = faces(me, [], mentions.kept(found.text)).named
    spelt = mentions.spelt(found.text, lambda public_id: drawn[public_id].name if public_id in drawn else "…")
    form = ChangeForm(request.POST or None, initial={"title": found.title, "text": spelt})
    if found.opening_id is not None:
        del form.fields["title"]
    if request.method == "POST" and form.is_valid():
        given = {"title": "", **form.cleaned_data}
        try:
            found = services.change_post(post=found, viewer=me, now=timezone.now(), **given)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(found)
    context = head_of(me, standing, "change") | {"form": form, "post": found}
    return page(request, "groups/post_change.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "POST"])
def post_take_back(request: HttpRequest, post: str) -> HttpResponse:
    """Asks first: the words are gone for good."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(found.author_id == me.person_id)
    if request.method == "POST":
        services.take_back(post=found, by=me.account, now=timezone.now())
        messages.success(request, _("Taken back."))
        return redirect(found.opening or found.group)
    context = head_of(me, standing, "change") | {"one": discussions.shown_post(me, found), "post": found}
    return page(request, "groups/post_take_back.html", context)


@member_only
@require_POST
def react(request: HttpRequest, post: str) -> HttpResponse:
    """Say a plain word to a post (`kind`), or with a minus before it take it back."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(standing.writes)
    said = request.POST.get("kind", "")
    kind, is_meant = said.removeprefix("-"), not said.startswith("-")
    if kind not in ReactionKind.values:
        raise Http404
    services.react(
        post=found, person=me.person, kind=ReactionKind(kind), is_meant=is_meant, by=me.account, now=timezone.now()
    )
    if request.htmx:  # type: ignore[attr-defined]
        context = {"one": discussions.shown_post(me, found), "standing": standing}
        return page(request, "groups/reactions.html", context)
    return redirect(found)


@member_only
@require_POST
def vote(request: HttpRequest, post: str) -> HttpResponse:
    """Choose in the poll of a discussion."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(standing.writes)
    poll = Poll.objects.filter(post=found).first()
    if poll is None:
        raise Http404
    chosen = [int(one) for one in request.POST.getlist("option") if one.isdecimal() and len(one) < 18]
    try:
        services.vote(poll=poll, person=me.person, option_ids=chosen, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)
