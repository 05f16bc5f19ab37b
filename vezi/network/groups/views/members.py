"""Who is in a group, and the ways in and out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.wording import numbers
from vezi.network.groups import services
from vezi.network.groups.forms import AskForm, RankForm, ReasonForm
from vezi.network.groups.models import Entry, Member, Rank, Waiting, Way
from vezi.network.groups.queries import members as people
from vezi.network.groups.queries.people import faces
from vezi.network.groups.services.joining import NotYours
from vezi.network.groups.views.circles import head_of
from vezi.network.groups.views.finding import group_at, must
from vezi.network.memberships.access import people_visible_to


@member_only
@require_safe
def members(request: HttpRequest, group: str) -> HttpResponse:
    """Those the viewer sees by name, the latest first."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.sees_members)
    words, before = request.GET.get("q", "")[:100].strip(), request.GET.get("before", "")
    number = numbers.read(before, digits=17)
    shown, more = people.page_of(me, standing.group, words=words, before=number)
    context = head_of(me, standing, "members") | {
        "shown": shown, "more": more, "words": words, "ranks": Rank.choices,
        "officers": people.who_look_after(me, standing.group) if not (words or number) else [],
    }  # fmt: skip
    return page(request, "groups/members.html", context)


@member_only
@require_safe
def to_name(request: HttpRequest, group: str) -> HttpResponse:
    """Members to choose from while a name is typed behind an `@`."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.writes and standing.sees_members)
    words = request.GET.get("q", "")[:60].strip()
    shown = people.to_name(me, standing.group, words) if words else []
    return render(request, "groups/to_name.html", {"shown": shown})


@member_only
@require_POST
def join(request: HttpRequest, group: str) -> HttpResponse:
    me, standing = viewer(request), group_at(request, group)
    try:
        services.join(group=standing.group, person=me.person, by=me.account, now=timezone.now())
    except NotYours:
        raise PermissionDenied from None
    messages.success(request, _("You are in “%(group)s”.") % {"group": standing.group.title})
    return redirect(standing.group)


@member_only
@require_POST
def ask(request: HttpRequest, group: str) -> HttpResponse:
    me, standing = viewer(request), group_at(request, group)
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(standing.group)
    if not (standing.asks or standing.joins or standing.asked or standing.is_in):
        raise PermissionDenied
    now, words = timezone.now(), form.cleaned_data["words"]
    found = services.ask_to_join(group=standing.group, person=me.person, words=words, by=me.account, now=now)
    said = (
        _("You are in “%(group)s”.") if isinstance(found, Member) else _("You have asked. You hear of it either way.")
    )
    messages.success(request, said % {"group": standing.group.title} if "%" in said else said)
    return redirect(standing.group)


@member_only
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, group: str) -> HttpResponse:
    """Asks first, and says what becomes of the office and of what was written."""
    me, standing = viewer(request), group_at(request, group)
    if standing.member is None:
        return redirect(standing.group)
    if request.method == "POST":
        services.leave(group=standing.group, person=me.person, by=me.account, now=timezone.now())
        messages.success(request, _("You have left “%(group)s”.") % {"group": standing.group.title})
        return redirect("groups:group_list")
    leads = Member.objects.filter(group=standing.group, rank=Rank.OFFICER)
    is_last = standing.rank == Rank.OFFICER and not leads.exclude(pk=standing.member.pk).exists()
    context = head_of(me, standing, "leave") | {"is_last": is_last, "is_alone": standing.group.size == 1}
    return page(request, "groups/leave.html", context)


@member_only
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, group: str) -> HttpResponse:
    """Look somebody up, and ask them in."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.invites)
    if request.method == "POST":
        whom = people_visible_to(me).filter(public_id=request.POST.get("person", "")).first()
        if whom is None:
            raise Http404
        name = faces(me, [whom.pk]).of(whom.pk).name
        try:
            services.invite(
                group=standing.group, whom=whom, person=me.person, words=request.POST.get("words", "")[:600],
                by=me.account, now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is invited.") % {"name": name})
        return redirect("groups:invite", group=standing.group.public_id)
    words = request.GET.get("q", "")[:100].strip()
    context = head_of(me, standing, "invite") | {
        "words": words, "found": people.to_invite(me, standing.group, words),
        "waiting": people.at_the_door(me, standing.group, Way.INVITED) if standing.moderates else [],
    }  # fmt: skip
    return page(request, "groups/invite.html", context)


@member_only
@require_POST
def invitation_answer(request: HttpRequest, group: str) -> HttpResponse:
    """By the one who was invited: `yes` or `no`."""
    me, standing = viewer(request), group_at(request, group)
    if standing.invited is None:
        if standing.is_in:
            return redirect(standing.group)
        raise Http404
    comes = "yes" in request.POST
    services.answer_invitation(entry=standing.invited, comes=comes, by=me.account, now=timezone.now())
    if comes:
        messages.success(request, _("You are in “%(group)s”.") % {"group": standing.group.title})
        return redirect(standing.group)
    messages.success(request, _("Declined. Nobody is told."))
    return redirect("groups:group_list")


@member_only
@require_safe
def door(request: HttpRequest, group: str) -> HttpResponse:
    """Who asks to join, and who was invited."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.moderates)
    context = head_of(me, standing, "door") | {
        "asked": people.at_the_door(me, standing.group, Way.ASKED),
        "invited": people.at_the_door(me, standing.group, Way.INVITED),
    }
    return page(request, "groups/door.html", context)


@member_only
@require_POST
def decide(request: HttpRequest, group: str, entry: str) -> HttpResponse:
    """`yes`, or no with a `reason` that may stay empty."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.moderates)
    waiting = Entry.objects.select_related("group", "person").exclude(person__in=me.apart)
    found = get_object_or_404(waiting, group=standing.group, public_id=entry, way=Way.ASKED)
    try:
        services.decide(
            entry=found, admits="yes" in request.POST, reason=request.POST.get("reason", "")[:300], by=me.account,
            now=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done. The person is told."))
    return redirect("groups:door", group=standing.group.public_id)


@member_only
@require_POST
def entry_withdraw(request: HttpRequest, group: str, entry: str) -> HttpResponse:
    """One's own request; an invitation by whoever sent it or looks after the group."""
    me, standing = viewer(request), group_at(request, group)
    found = get_object_or_404(
        Entry.objects.select_related("group", "person"), group=standing.group, public_id=entry, state=Waiting.WAITING
    )
    is_mine = found.person_id == me.person_id if found.way == Way.ASKED else found.by_id == me.person_id
    if not is_mine and not (found.way == Way.INVITED and standing.moderates):
        raise Http404
    services.withdraw(entry=found, by=me.account, now=timezone.now())
    messages.success(request, _("Taken back."))
    return redirect(standing.group) if found.way == Way.ASKED else redirect("groups:invite", group=group)


def _member(request: HttpRequest, group_id: int, person: str) -> Member:
    """Somebody in the group whom the viewer sees."""
    seen = people_visible_to(viewer(request)).filter(public_id=person)
    return get_object_or_404(Member.objects.select_related("person"), group=group_id, person__in=seen)


@member_only
@require_POST
def rank(request: HttpRequest, group: str, person: str) -> HttpResponse:
    """Give somebody a role in the group."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.leads)
    member, form = _member(request, standing.group.pk, person), RankForm(request.POST)
    if form.is_valid():
        try:
            services.give_rank(member=member, rank=form.cleaned_data["rank"], by=me.account, now=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Saved."))
    return redirect("groups:members", group=standing.group.public_id)


@member_only
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, group: str, person: str) -> HttpResponse:
    """Take somebody out, with a reason they read."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.moderates)
    member = _member(request, standing.group.pk, person)
    must(standing.leads or member.rank == Rank.MEMBER)
    form = ReasonForm(request.POST or None, read_by=_("The person reads it."))
    who = faces(me, [member.person_id]).of(member.person_id)
    if request.method == "POST" and form.is_valid():
        try:
            services.remove(member=member, reason=form.cleaned_data["reason"], by=me.account, now=timezone.now())
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("%(name)s is no longer in the group.") % {"name": who.name})
            return redirect("groups:members", group=standing.group.public_id)
    context = head_of(me, standing, "members") | {"form": form, "who": who}
    return page(request, "groups/remove.html", context, status=422 if form.errors else 200)


@member_only
@require_POST
def offer_answer(request: HttpRequest, group: str) -> HttpResponse:
    """Look after the group: `yes` or `no`."""
    me, standing = viewer(request), group_at(request, group)
    must(standing.is_in)
    takes = "yes" in request.POST
    services.answer_offer(group=standing.group, person=me.person, takes=takes, by=me.account, now=timezone.now())
    said = _("You look after “%(group)s” now.") if takes else _("“%(group)s” is offered to somebody else.")
    messages.success(request, said % {"group": standing.group.title})
    return redirect(standing.group)
