"""For organisers: lists on the screen and for a spreadsheet, badges on paper, and who walked in."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.activities.events import services
from vezi.activities.events.door import badges, codes
from vezi.activities.events.models import Event
from vezi.activities.events.queries import arriving, doubles, lists, walk_ins
from vezi.activities.events.queries.lists import Head
from vezi.activities.events.queries.rooms import rooming, titled
from vezi.activities.events.views.finding import kept_at
from vezi.core import spreadsheets
from vezi.core.access import member_only
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.wording import numbers
from vezi.core.years import short_year

BADGES = 300  # in one file: some seconds


@member_only
@require_safe
def event_lists(request: HttpRequest, event: str) -> HttpResponse:
    me, found = viewer(request), kept_at(request, event).event
    show = request.GET.get("show", lists.LISTS[0])
    show = show if show in lists.LISTS else lists.LISTS[0]
    heads = lists.heads(me, found)
    context = {
        "event": found, "show": show, "heads": heads, "needs": lists.with_needs(heads), "meals": lists.meals(heads),
        "parts": lists.by_part(found, heads), "attendance": arriving.attendance(found), "papers": badges.PAPERS,
        "walk_ins": walk_ins.of(found), "doubles": len(doubles.of(found)), "files": _files(heads),
        "rooms": rooming(found, heads) if found.asks_rooms else None,
        "tabs": [
            ("names", _("Who comes"), len(heads)), ("needs", _("Meals and needs"), len(lists.with_needs(heads))),
            ("parts", _("Parts"), None), *_of_rooms(found, heads), ("doors", pgettext("event", "At the door"), None),
        ],
    }  # fmt: skip
    return page(request, "events/lists.html", context)


def _of_rooms(event: Event, heads: list[Head]) -> list[tuple[str, str, int | None]]:
    """How many sleep somewhere, where there are rooms."""
    count = sum(head.bed is not None for head in heads)
    return [("rooms", pgettext("to sleep in", "Rooms"), count)] if event.asks_rooms else []


@member_only
@require_POST
def list_file(request: HttpRequest, event: str) -> HttpResponseBase:
    """By POST, as it is written down, and each who stands on it can read that."""
    me, found = viewer(request), kept_at(request, event).event
    heads = lists.heads(me, found)
    services.note_list(
        event=found, kind="spreadsheet", person_ids=[one.person_id for one in heads], by=me.account, now=timezone.now()
    )
    return StreamingHttpResponse(
        spreadsheets.lines(_columns(), _cells(heads)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.public_id}.csv"', "Cache-Control": "no-store"},
    )


def _columns() -> list[str]:
    return [
        _("Name"), _("Surname"), _("Given names"), _("Class year"), _("Comes with"), _("Meal"), _("What else to know"),
        _("Parts"), _("A word to the organisers"), pgettext("to sleep in", "Room"), _("Where she would sleep"),
        _("With whom she shares"), _("Arrived"), _("Ticket number"),
    ]  # fmt: skip


def _cells(heads: list[Head]) -> Iterator[list[object]]:
    for one in heads:
        arrived = date_format(one.arrived_there, "TIME_FORMAT") if one.arrived_there else ""
        arrived = f"{arrived}, {_('online')}" if one.is_online else arrived
        slept_in = titled(one.bed.kind, one.bed.room) if one.bed else ""
        yield [
            one.name, one.family, one.given, one.year or "", one.host, one.seat.meal, one.seat.needs,
            ", ".join(part.title for part in one.parts), one.words, slept_in, one.wish,
            one.seat.registration.sleeps_with, arrived, codes.number(one.seat.public_id),
        ]  # fmt: skip


@member_only
@require_POST
def name_badges(request: HttpRequest, event: str) -> HttpResponse:
    """A PDF for the paper one has."""
    me, found = viewer(request), kept_at(request, event).event
    paper = request.POST.get("paper", "")
    heads = lists.heads(me, found)
    start = BADGES * (numbers.read(request.POST.get("part", ""), digits=3) or 0)
    heads = heads[start : start + BADGES]
    if paper not in badges.PAPERS or not heads:
        return redirect("events:lists", found.public_id)
    services.note_list(
        event=found, kind="badges", person_ids=[one.person_id for one in heads], by=me.account, now=timezone.now()
    )
    made = badges.printed(
        [_badge(found, one) for one in heads], paper=paper, club=str(found.club), title=found.title,
        language=get_language() or "en",
    )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="badges.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _files(heads: list[Head]) -> list[tuple[int, str]]:
    """Where badges are too many for one file: from whom to whom each goes."""
    starts = range(0, len(heads), BADGES)
    last = [heads[min(start + BADGES, len(heads)) - 1] for start in starts]
    return [(part, f"{heads[start].name} – {last[part].name}") for part, start in enumerate(starts)]


def _badge(event: Event, head: Head) -> badges.Badge:
    code = codes.code(event.public_id, head.seat.public_id)
    if head.host:
        with_whom = pgettext("on the badge of a companion", "with %(name)s") % {"name": head.host}
        return badges.Badge(head.name, beneath=with_whom, code=code)
    year = short_year(head.year) if head.year else ""
    return badges.Badge(head.given or head.name, head.family if head.given else "", year=year, code=code)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in_match(request: HttpRequest, event: str, walk_in: str) -> HttpResponse:
    """Whose record somebody has who came without a ticket; offered by name, said by an organiser."""
    me, found = viewer(request), kept_at(request, event).event
    one = get_object_or_404(found.walk_ins.select_related("person"), public_id=walk_in)
    if request.method == "POST":
        person = walk_ins.person_offered(me, found, request.POST.get("person", ""))
        services.match(walk_in=one, person=person, by=me.account, now=timezone.now())
        messages.success(request, _("Saved."))
        return redirect(f"{request.path.partition('walk-ins/')[0]}lists/?show=doors")
    words = request.GET.get("q", "")[:100].strip()
    offers = walk_ins.offered(me, found, name=words or one.name, mail=one.mail)
    return page(
        request, "events/walk_in.html", {"event": found, "walk_in": one, "offers": offers, "words": words or one.name}
    )
