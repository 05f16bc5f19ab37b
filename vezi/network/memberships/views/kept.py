"""Segments: people of the ledger an officer keeps under a name, found anew each time."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.memberships import services
from vezi.network.memberships.feature import EXPORT, SEE_RECORDS
from vezi.network.memberships.forms import LedgerForm, ViewForm
from vezi.network.memberships.models import KeptView
from vezi.network.memberships.queries import choices, segments
from vezi.network.memberships.views.filters import chips


@dataclass(frozen=True)
class ViewLink:
    """A kept view as the ledger lists it."""

    title: str
    url: str
    is_current: bool
    from_whom: str = ""  # another officer, who shares it


def views_of(request: HttpRequest, form: LedgerForm) -> list[ViewLink]:
    """The officer's own and those that are shared, with the one that is shown."""
    reader, ledger = viewer(request), address(request)
    return [
        ViewLink(
            title=view.name,
            url=f"{ledger}?{view.asked}",
            is_current=view.asked == form.kept,
            from_whom=name_of(view) if view.by_id != reader.account.pk else "",
        )
        for view in choices.views_for(reader.account, reader.club)
    ]


def name_of(view: KeptView) -> str:
    person = getattr(view.by, "person", None)
    return person.name if person is not None else view.by.email


def address(request: HttpRequest) -> str:
    return reverse("memberships:office_members", args=[viewer(request).club.slug])


@officer(SEE_RECORDS)
@require_http_methods(["GET", "POST"])
def view_keep(request: HttpRequest, club: str) -> HttpResponse:
    """Keep the filters of the address under a name."""
    reader = viewer(request)
    filters = LedgerForm(request.GET)
    asked = filters.kept
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_view(
                club=reader.club,
                asked=asked,
                wanted=filters.wanted,
                by=reader.account,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error("name", str(refused.sentence))
        else:
            messages.success(request, _("The segment “%(name)s” is kept.") % {"name": form.cleaned_data["name"]})
            return redirect(f"{address(request)}?{asked}")
    context = {"club": reader.club, "form": form, "asked": asked}
    return render(request, "memberships/office_view_keep.html", context, status=422 if form.errors else 200)


@officer(SEE_RECORDS)
@require_safe
def view_list(request: HttpRequest, club: str) -> HttpResponse:
    return listed(request)


def listed(request: HttpRequest, *, wrong: dict[str, ViewForm] | None = None) -> HttpResponse:
    """Own views with their forms, shared ones as links."""
    reader, wrong = viewer(request), wrong or {}
    views = list(choices.views_for(reader.account, reader.club))
    is_counted = segments.is_counted_at_once(reader.club)
    counts = {view.pk: segments.count(view, now=timezone.now()) for view in views} if is_counted else {}
    mine = [
        {
            "view": view,
            "said": said_of(view),
            "count": counts.get(view.pk),
            "form": wrong.get(view.public_id)
            or ViewForm(initial={"name": view.name, "is_shared": view.is_shared}, auto_id=f"id_{view.public_id}_%s"),
        }
        for view in views
        if view.by_id == reader.account.pk
    ]
    others = [
        {"view": view, "said": said_of(view), "whose": name_of(view), "count": counts.get(view.pk)}
        for view in views
        if view.by_id != reader.account.pk
    ]
    context = {"club": reader.club, "mine": mine, "others": others, "may_export": reader.can(EXPORT)}
    return render(request, "memberships/office_views.html", context, status=422 if wrong else 200)


@officer(SEE_RECORDS)
@require_safe
def view_count(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """How many are in a segment: asked for one by one where counting takes a while."""
    reader = viewer(request)
    view = get_object_or_404(choices.views_for(reader.account, reader.club), public_id=public_id)
    one = {"view": view, "count": segments.count(view, now=timezone.now())}
    return render(request, "memberships/office_view_count.html", {"one": one, "club": reader.club})


def said_of(view: KeptView) -> str:
    """Its filters in words."""
    asked = QueryDict(view.asked)
    return ", ".join(one["title"] for one in chips(LedgerForm(asked), asked)) or _("Everybody on the books")


def my_view(request: HttpRequest, public_id: str) -> KeptView:
    """404 for a view of another officer, shared or not."""
    reader = viewer(request)
    return get_object_or_404(KeptView, club=reader.club, by=reader.account, public_id=public_id)


@officer(SEE_RECORDS)
@require_POST
def view_change(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    view = my_view(request, public_id)
    form = ViewForm(request.POST, auto_id=f"id_{view.public_id}_%s")
    if form.is_valid():
        try:
            services.change_view(view=view, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused.sentence))
        else:
            messages.success(request, _("The segment is called “%(name)s”.") % {"name": view.name})
            return redirect("memberships:view_list", club=club)
    return listed(request, wrong={view.public_id: form})


@officer(SEE_RECORDS)
@require_POST
def view_remove(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Only the name goes; the people stay."""
    view = my_view(request, public_id)
    services.remove_view(view=view)
    messages.success(request, _("The segment “%(name)s” is gone; nobody in it is touched.") % {"name": view.name})
    return redirect("memberships:view_list", club=club)
