"""The list of groups, a group's own page, making and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.components.parts import Place
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.core.who import Who
from vezi.core.wording import markdown
from vezi.network.groups import services, telling
from vezi.network.groups.access import Standing
from vezi.network.groups.forms import AboutForm, AskForm, FollowForm, FoundForm, about_of
from vezi.network.groups.models import Entry, Group, Kind
from vezi.network.groups.queries import circles, discussions, members
from vezi.network.groups.queries.people import faces
from vezi.network.groups.views.finding import group_at, must

MINE_AT_FIRST = 50


@member_only
@require_safe
def group_list(request: HttpRequest) -> HttpResponse:
    """Mine, what my records offer me, and what is there to be found."""
    me = viewer(request)
    words, kind = request.GET.get("q", "")[:100].strip(), request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    found = circles.discover(me, words=words, kind=kind, after=request.GET.get("after", ""))
    shown = found[: circles.A_PAGE]
    is_first = not (words or kind or "after" in request.GET)
    mine = circles.mine(me) if is_first else []
    here = mine if "all" in request.GET else mine[:MINE_AT_FIRST]
    offered = circles.offered_by_records(me) if is_first else []
    invited = circles.invitations(me) if is_first else []
    listed = [*shown, *offered, *(one.group for one in here), *(one.group for one in invited)]
    told = members.sizes_told(me, listed)
    context = {
        "words": words, "kind": kind, "kinds": [("", pgettext("kinds of group", "All")), *((one.value, one.label) for one in Kind)],
        "mine": [(one, told[one.group.pk]) for one in here], "more_mine": len(mine) - len(here),
        "offered": [(one, told[one.pk]) for one in offered],
        "found": [(one, told[one.pk]) for one in shown], "is_first": is_first,
        "count": circles.count_to_discover(me, words=words, kind=kind),
        "invited": _invited(me, invited, told), "offices": circles.offices_offered(me) if is_first else [],
        "next": shown[-1].public_id if len(found) > circles.A_PAGE else "",
    }  # fmt: skip
    return page(request, "groups/group_list.html", context)


def _invited(me: Viewer, entries: list[Entry], told: dict[int, int]) -> list[tuple[Entry, Who, int]]:
    drawn = faces(me, (one.by_id for one in entries))
    return [(one, drawn.of(one.by_id), told[one.group_id]) for one in entries]


@member_only
@require_safe
def group(request: HttpRequest, group: str) -> HttpResponse:
    """Its discussions for those who read them; what it is about for the others."""
    me, standing = viewer(request), group_at(request, group)
    before = None
    if standing.reads and (said := request.GET.get("before")):
        before = standing.group.posts.openings().filter(public_id=said).first()
    lines, more = discussions.openings(me, standing, before=before) if standing.reads else ([], False)
    if standing.member is not None and before is None:
        if standing.member.read_at is None or any(one.is_new for one in lines):
            services.mark_read(member=standing.member, now=timezone.now())
        telling.read(person=me.person, group=standing.group, now=timezone.now())
    context = head_of(me, standing, "discussions") | {
        "lines": lines, "more": lines[-1].post.public_id if more else "", "is_first": before is None,
        "officers": members.who_look_after(me, standing.group), "ask_form": AskForm(),
        "has_offer": _has_offer(me, standing.group),
        "inviter": faces(me, [standing.invited.by_id]).of(standing.invited.by_id) if standing.invited else None,
        "follow_form": FollowForm(initial={"follow": standing.member.follow}) if standing.member else None,
    }  # fmt: skip
    return page(request, "groups/group.html", context)


def _has_offer(me: Viewer, group: Group) -> bool:
    return any(one.group_id == group.pk for one in circles.offices_offered(me))


def head_of(me: Viewer, standing: Standing, current: str) -> dict[str, object]:
    """What stands at the head of each page of a group."""
    group = standing.group
    here = [("discussions", _("Discussions"), "groups:group"), ("good", _("Good practice"), "groups:practice_in")]
    here += [("files", _("Files"), "groups:group_files")]
    here += [("members", pgettext("group", "Members"), "groups:members")] if standing.sees_members else []
    if standing.moderates:
        here += [("door", _("At the door"), "groups:door"), ("reports", _("To look at"), "groups:reports")]
    if not standing.reads:
        here = []
    return {
        "group": group, "standing": standing, "size": members.size_told(me, group),
        "about": markdown.drawn(group.about),
        "tabs": [Place(title, reverse(name, args=[group.public_id]), is_current=key == current) for key, title, name in here],
    }  # fmt: skip


@member_only
@require_http_methods(["GET", "POST"])
def group_found(request: HttpRequest) -> HttpResponse:
    """Make a group: its maker is its first officer."""
    me = viewer(request)
    form = FoundForm(request.POST or None, viewer=me, initial={"kind": Kind.INTEREST, "joining": "open"})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.found_group(
                **form.facts(), person=me.person, by=me.account, now=timezone.now(), is_pressed=True
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The group is there. Invite those who belong in it."))
            return redirect(made)
    return page(request, "groups/group_found.html", {"form": form}, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "POST"])
def group_change(request: HttpRequest, group: str) -> HttpResponse:
    """What it says of itself, and who comes in."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.leads)
    form = AboutForm(request.POST or None, initial=about_of(standing.group))
    if standing.group.kind in (Kind.CLASS, Kind.PROGRAMME):
        del form.fields["joining"]
        form.fields["name"].disabled = True
        form.initial["name"] = standing.group.title
    if request.method == "POST" and form.is_valid():
        given = {"joining": standing.group.joining, **form.cleaned_data}
        if form.fields["name"].disabled:
            given["name"] = standing.group.name
        try:
            services.change_group(group=standing.group, by=me.account, now=timezone.now(), **given)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(standing.group)
    context = head_of(me, standing, "change") | {"form": form}
    return page(request, "groups/group_change.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "POST"])
def group_close(request: HttpRequest, group: str) -> HttpResponse:
    """Asks with the name of the group."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.leads)
    if request.method == "POST":
        services.close_group(group=standing.group, by=me.account, now=timezone.now())
        messages.success(request, _("“%(group)s” is closed. Its members read on.") % {"group": standing.group.title})
        return redirect("groups:group_list")
    return page(request, "groups/group_close.html", head_of(me, standing, "close"))


@member_only
@require_POST
def group_follow(request: HttpRequest, group: str) -> HttpResponse:
    me, standing = viewer(request), group_at(request, group)
    form = FollowForm(request.POST)
    if standing.member is None:
        return redirect(standing.group)
    if form.is_valid():
        services.follow(member=standing.member, how=form.cleaned_data["follow"], by=me.account, now=timezone.now())
        messages.success(request, _("Saved."))
    return redirect(standing.group)
