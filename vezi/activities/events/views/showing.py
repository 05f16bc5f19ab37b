"""An event's own page, and its file for calendars."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vezi.activities.events import access, telling
from vezi.activities.events.access import Rights
from vezi.activities.events.answers import in_full, way_of
from vezi.activities.events.calendars import ical
from vezi.activities.events.forms.answering import AnswerForm
from vezi.activities.events.forms.choosing import price_of
from vezi.activities.events.forms.guesting import GuestForm
from vezi.activities.events.models import Event, Standing, Whom
from vezi.activities.events.queries import arriving, asking, coming, guests, rooms, seats, series
from vezi.activities.events.queries.shop import Shop
from vezi.activities.events.services import arriving as arriving_now
from vezi.activities.events.services.asking import asked_until
from vezi.activities.events.views import paying
from vezi.activities.events.views.finding import event_at
from vezi.activities.events.views.guesting import takes_guests
from vezi.activities.events.views.online import when_it_counts
from vezi.core.access import public
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.core.wording import markdown


@public
@require_safe
def event(request: HttpRequest, event: str) -> HttpResponse:
    """What, when and where for whoever may learn of it; for members who comes, and their own answer."""
    me, rights = viewer(request), event_at(request, event)
    if me.person is not None:
        telling.read(rights.event, me.person, now=timezone.now())
        telling.read_asks(rights.event, me.person, now=timezone.now())
    mine, person = rights.registration, me.person
    form = AnswerForm(event=rights.event, mine=mine, person=person) if person is not None else None
    found = shown(me, rights, form, all_asks=request.GET.get("asks") == "all")
    return page(request, "events/event.html", found)


def shown(me: Viewer, rights: Rights, form: AnswerForm | None, *, all_asks: bool = False) -> dict[str, object]:
    event, now, mine = rights.event, timezone.now(), rights.registration
    who = coming.who_comes(me, event, now=now) if rights.sees_who_comes else None
    comes = mine is not None and mine.standing == Standing.COMING
    is_open = form is not None and rights.is_open and now < event.last_answer_at
    shop = form.shop if form is not None else Shop(event, mine, me.person, now=now)
    told = [one for one in shop.offers if one.ticket.whom != Whom.CODE]
    return {
        "address": f"{settings.SITE_ADDRESS}{event.get_absolute_url()}",
        "event": event, "rights": rights, "mine": mine, "form": form, "comes": comes,
        "has_guests": rights.keeps and guests.may_have_some(event),
        "guest_form": GuestForm() if me.person is None and takes_guests(event) else None, "goes_on": guests.goes_on(event),
        "story": markdown.drawn(event.words.story) if event.words.story else "",
        "online": way_of(mine), "link": _link(rights), **when_it_counts(event, now=now),
        "photographs": list(access.photographs_visible_to(me, rights).order_by("at", "pk")[:6]),
        "may_bring": rights.brings_photographs(now), "thinks": rights.thinks_of_it(now),
        "parts": form.programme if form is not None else list(event.parts.all()), "years": coming.class_years(event),
        "who": who, "who_note": counted(who, is_over=event.ends_at <= now) if who is not None else "",
        "prices": [(one.ticket.title, price_of(one)) for one in told], "paying": paying.ways(mine, me.person),
        "free": shop.free if is_open else None, "waits": is_open and shop.somebody_waits,
        "is_open": is_open, "is_over": event.ends_at <= now,
        "came": mine is not None and event.ends_at <= now and arriving.came_to(event, mine.person_id),
        "door": event.is_somewhere and rights.keeps_door and arriving_now.is_open(event, now=now),
        "passes": comes and event.is_somewhere and rights.is_open and event.ends_at > now,
        "attendance": arriving.attendance(event) if rights.keeps and now >= event.starts_at else None,
        "sleeps_in": rooms.room_of(mine) if mine is not None and comes and event.asks_rooms else "",
        "sisters": series.sisters(me, event, now=now),
        "asks": (asks := asking.of_event(me, rights, all_of_them=all_asks)), "asks_note": read_by(asks),
        "may_ask": rights.asks and now < asked_until(event), "asked_until": event.there(asked_until(event)),
        "ahead": seats.ahead_of(mine) if mine is not None and mine.standing == Standing.WAITING else 0,
    }  # fmt: skip


def read_by(asks: asking.Asked) -> str:
    """“Vida and Maja read along.”"""
    names = [one.first_name for one in asks.organisers[:3]]
    if not names:
        return ""
    if len(names) == 1:
        return _("%(name)s reads along.") % {"name": names[0]}
    return _("%(names)s and %(last)s read along.") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def counted(who: coming.Coming, *, is_over: bool) -> str:
    """“41, with 30 companions; 12 of your class.”"""
    if who.were_seen:
        people = ngettext("%(count)d was there", "%(count)d were there", who.people)
    elif is_over:
        people = ngettext("%(count)d had said yes", "%(count)d had said yes", who.people)
    else:
        people = ngettext("%(count)d is coming", "%(count)d are coming", who.people)
    said = [people % {"count": who.people}]
    if who.companions:
        with_them = ngettext("%(count)d companion", "%(count)d companions", who.companions)
        said.append(with_them % {"count": who.companions})
    if who.of_class:
        said.append(
            ngettext("%(count)d of your class", "%(count)d of your class", who.of_class) % {"count": who.of_class}
        )
    return f"{', '.join(said)}."


@public
@require_safe
def calendar_file(request: HttpRequest, event: str) -> HttpResponse:
    rights = event_at(request, event)
    comes = rights.registration is not None and rights.registration.standing == Standing.COMING
    return calendar_answer(rights.event, comes=comes or rights.keeps, online=_link(rights))


def _link(rights: Rights) -> str:
    """Who looks after it and does not come has the link itself."""
    return in_full(way_of(rights.registration)) or (
        rights.event.link if rights.event.is_online and rights.keeps else ""
    )


def calendar_answer(event: Event, *, comes: bool, online: str) -> HttpResponse:
    file = ical.file(event, comes=comes, online=online, now=timezone.now())
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="event.ics"'
    return answer


@public
@require_safe
def cover(request: HttpRequest, event: str) -> HttpResponseBase:
    found = event_at(request, event).event
    if not found.cover:
        raise Http404
    answer = FileResponse(found.cover.open("rb"), content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
