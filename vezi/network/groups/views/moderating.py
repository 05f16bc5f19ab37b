"""What moderators, officers and askers do with posts; what members report."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.groups import access, services
from vezi.network.groups.forms import ReasonForm
from vezi.network.groups.models import Post
from vezi.network.groups.queries import discussions
from vezi.network.groups.views.circles import head_of
from vezi.network.groups.views.finding import group_at, must, post_at


def _done(request: HttpRequest, deed: Callable[[], None]) -> None:
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))


@member_only
@require_POST
def mark_answer(request: HttpRequest, post: str) -> HttpResponse:
    """`answer` is the one that helped; none takes the mark away."""
    me = viewer(request)
    opening, standing = post_at(request, post)
    must(access.may_mark_answer(standing, opening, me.person_id))
    said = request.POST.get("answer", "")
    helped = get_object_or_404(Post, opening=opening, public_id=said) if said else None
    _done(
        request,
        lambda: services.mark_answer(opening=opening, post=helped, by=me.account, now=timezone.now()),
    )
    return redirect(opening)


@member_only
@require_POST
def post_set(request: HttpRequest, post: str) -> HttpResponse:
    """By those who moderate: `pin`, `close` and `good`, each `on` or `off`."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(standing.moderates)
    by = {"by": me.account, "now": timezone.now()}
    if "good" in request.POST:
        is_good = request.POST["good"] == "on"
        _done(request, lambda: services.mark_good(post=found, is_good=is_good, **by))
    elif found.opening_id is None and "pin" in request.POST:
        is_pinned = request.POST["pin"] == "on"
        _done(request, lambda: services.pin(opening=found, is_pinned=is_pinned, **by))
    elif found.opening_id is None and "close" in request.POST:
        is_closed = request.POST["close"] == "on"
        _done(request, lambda: services.close_discussion(opening=found, is_closed=is_closed, **by))
    return redirect(found)


@member_only
@require_http_methods(["GET", "POST"])
def post_hide(request: HttpRequest, post: str) -> HttpResponse:
    """Off the page, with a reason the writer reads."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(standing.moderates)
    form = ReasonForm(request.POST or None, read_by=_("The writer reads it."))
    if request.method == "POST" and form.is_valid():
        try:
            services.hide(post=found, reason=form.cleaned_data["reason"], by=me.account, now=timezone.now())
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Hidden. The writer is told why."))
            return redirect(found.opening or found.group)
    context = head_of(me, standing, "reports") | {"form": form, "one": discussions.shown_post(me, found)}
    return page(request, "groups/post_hide.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def post_show(request: HttpRequest, post: str) -> HttpResponse:
    """Back on the page; or, of one that stands, `seen`: nothing is wrong with it."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(standing.moderates and found.author_id != me.person_id)
    services.show(post=found, by=me.account, now=timezone.now())
    services.settle_reports(post=found, now=timezone.now())
    messages.success(request, _("It stands."))
    return redirect("groups:reports", group=found.group.public_id) if "seen" in request.POST else redirect(found)


@member_only
@require_http_methods(["GET", "POST"])
def post_report(request: HttpRequest, post: str) -> HttpResponse:
    """Ask the moderators to look at a post."""
    me = viewer(request)
    found, standing = post_at(request, post)
    must(standing.is_in and found.author_id != me.person_id)
    form = ReasonForm(request.POST or None, read_by=_("The moderators of the group read it, the writer does not."))
    form.fields["reason"].label = _("What is wrong with it")
    if request.method == "POST" and form.is_valid():
        try:
            services.report(
                post=found, person=me.person, reason=form.cleaned_data["reason"], by=me.account, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Thank you. The moderators look at it."))
            return redirect(found)
    context = head_of(me, standing, "report") | {"form": form, "one": discussions.shown_post(me, found)}
    return page(request, "groups/post_report.html", context, status=422 if form.errors else 200)


@member_only
@require_safe
def reports(request: HttpRequest, group: str) -> HttpResponse:
    """Posts that members ask to look at."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.moderates)
    context = head_of(me, standing, "reports") | {"reported": discussions.reported(me, standing.group)}
    return page(request, "groups/reports.html", context)
