"""The list of what one was told, how one wants to be told, and the links by which letters stop."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core.access import member_only, public
from vezi.core.components.parts import pages_of
from vezi.core.errors import Refused
from vezi.core.mail.one_press import one_press
from vezi.core.viewer import viewer
from vezi.network.notices import access, choosing, devices, pushing, queries, services, stopping, wanting
from vezi.network.notices.forms import HolidayForm, RhythmForm, WaysForm
from vezi.network.notices.models import Device

A_PAGE = 30


@member_only
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """What one was told, the latest first, all about one thing under one heading."""
    reader = viewer(request)
    page = Paginator(queries.headings(reader), A_PAGE).get_page(request.GET.get("page"))
    told = queries.listed(reader, page.object_list)
    context = {"told": told, "at": pages_of(page, request.GET), "has_new": queries.unread_number(reader) > 0}
    return render(request, "notices/notice_list.html", context)


@member_only
@require_safe
def notice_bell(request: HttpRequest) -> HttpResponse:
    """The bell by itself, for a page that stands open."""
    return render(request, "notices/slots/bell.html", {"bell": queries.bell(viewer(request))})


@member_only
@require_safe
def notice_open(request: HttpRequest) -> HttpResponse:
    """Leads to the place a heading is about, which is read by that; what is gone leads to the list."""
    reader = viewer(request)
    mine = access.shown_to(reader.person_id or 0, apart=reader.apart)
    asked = {"kind": request.GET.get("kind", ""), "about": request.GET.get("about", "")}
    notice = mine.filter(**asked).order_by("-at", "-pk").first()
    if notice is None:
        return redirect("notices:list")
    services.read(person=reader.person, about=notice.about, now=timezone.now())
    return redirect(notice.path)


@member_only
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    services.read_all(person=viewer(request).person, now=timezone.now())
    return redirect("notices:list")


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """Three forms of one page: ways, rhythm, holiday; `part` says which of them was sent."""
    reader, part = viewer(request), request.POST.get("part", "")
    person, rhythm = reader.person, choosing.rhythm_of(reader.person)

    def sent(name: str) -> QueryDict | None:
        return request.POST if request.method == "POST" and part == name else None

    wants = wanting.wants_of([person.pk])
    ways = WaysForm(person_id=person.pk, clubs=reader.clubs, wants=wants, data=sent("ways"))
    when = RhythmForm(rhythm=rhythm, zone=wants.zone(person.pk), data=sent("rhythm"))
    away = {"away_from": rhythm.away_from, "away_until": rhythm.away_until}
    holiday = HolidayForm(sent("holiday"), initial=away)
    deeds: dict[str, tuple[Any, Callable[..., None]]] = {
        "ways": (ways, keep_ways),
        "rhythm": (when, keep_rhythm),
        "holiday": (holiday, keep_rhythm),
    }
    if part in deeds and (form := deeds[part][0]).is_valid():
        try:
            deeds[part][1](request, form)
        except Refused as refused:
            form.add_error("away_until" if part == "holiday" else None, str(refused.sentence))
        else:
            messages.success(request, _("Your choice is kept."))
            return redirect("notices:settings")
    context = {"ways": ways, "groups": ways.groups(), "rhythm": when, "holiday": holiday, "away": rhythm}
    context |= {
        "devices": Device.objects.filter(person=person).order_by("-added_at", "-pk"),
        "key": pushing.public_key(),
    }
    is_wrong = any(form.errors for form in (ways, when, holiday))
    return render(request, "notices/notice_settings.html", context, status=422 if is_wrong else 200)


def keep_ways(request: HttpRequest, form: WaysForm) -> None:
    now = timezone.now()
    for kind, club, way in form.changed():
        choosing.choose(person=viewer(request).person, kind=kind, club=club, way=way, now=now)


def keep_rhythm(request: HttpRequest, form: RhythmForm | HolidayForm) -> None:
    choosing.keep_rhythm(person=viewer(request).person, now=timezone.now(), **form.cleaned_data)


@member_only
@require_POST
def device_add(request: HttpRequest) -> HttpResponse:
    """What a browser says once its person allowed it to show notices; the page is loaded anew afterwards."""
    said = {name: request.POST.get(name, "") for name in ("endpoint", "key", "secret")}
    agent = request.headers.get("User-Agent", "")
    try:
        device = devices.add(person=viewer(request).person, agent=agent, now=timezone.now(), **said)
    except Refused as refused:
        return HttpResponse(str(refused.sentence), status=refused.status, content_type="text/plain; charset=utf-8")
    request.session[devices.OF_SESSION] = device.public_id
    messages.success(request, _("“%(device)s” is told from now on.") % {"device": device})
    return HttpResponse(status=204)


@member_only
@require_POST
def device_remove(request: HttpRequest, device: str) -> HttpResponse:
    devices.remove(public_id=device, person=viewer(request).person)
    messages.success(request, _("The device is told no more."))
    return redirect(f"{reverse('notices:settings')}#devices")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def notice_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Asks once, as mail programs open links of their own accord; then does it, and can undo it."""
    asked = stopping.read(token)
    if asked is None:
        return render(request, "notices/notice_stop.html", {"asked": None}, status=404)
    if request.method == "POST":
        if request.POST.get("deed") == "take_back":
            is_back = stopping.take_back(asked, was=request.POST.get("was", ""), now=timezone.now())
            return redirect(f"{request.path}?done=again" if is_back else request.path)
        was = stopping.stop(asked, now=timezone.now())
        return redirect(f"{request.path}?{urlencode({'was': was})}" if was else request.path)
    was = request.GET.get("was", "")
    context = {"asked": asked, "is_stopped": stopping.is_stopped(asked), "done": request.GET.get("done", "")}
    context["was"] = was if was and stopping.before_of(asked, was) is not None else ""
    context["is_digest"] = asked.kind == stopping.DIGEST
    return render(request, "notices/notice_stop.html", context)


@one_press(page="notices:stop")
def notice_stop_now(token: str) -> bool:
    asked = stopping.read(token)
    if asked is not None:
        stopping.stop(asked, now=timezone.now())
    return asked is not None
