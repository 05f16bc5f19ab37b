"""A conversation: reading it, saying something, and what comes while it stands open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.messages import services
from vezi.network.messages.forms import SendForm
from vezi.network.messages.models import Seat
from vezi.network.messages.queries import reading
from vezi.network.messages.queries.nearness import choice_of
from vezi.network.messages.views.finding import seat_at
from vezi.network.messages.views.listing import list_context


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, conversation: str) -> HttpResponse:
    """The latest of it; `before` and `after` go through it, `at` shows a message among the others. Sent to, it says it."""
    seat = seat_at(request, conversation)
    if request.method == "POST":
        return _sent(request, seat)
    return _shown(request, seat, SendForm())


def _sent(request: HttpRequest, seat: Seat) -> HttpResponse:
    me, form = viewer(request), SendForm(request.POST, request.FILES)
    is_within = bool(request.htmx)  # type: ignore[attr-defined]
    if form.is_valid():
        try:
            said = services.send(conversation=seat.conversation, by=me.person, now=timezone.now(), **form.said())
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            if is_within:
                return _arrived(request, seat)
            return redirect(f"{seat.conversation.get_absolute_url()}#p-{said.public_id}")
    return _once_more(request, seat, form) if is_within else _shown(request, seat, form)


def _once_more(request: HttpRequest, seat: Seat, form: SendForm) -> HttpResponse:
    """The form with what was typed, and what is wrong."""
    context = {
        "conversation": seat.conversation, "form": form, "is_retried": True,
        "shows_typing": choice_of(seat.person_id).shows_typing,
    }  # fmt: skip
    answer = render(request, "messages/write.html", context, status=422)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#write", "outerHTML"
    return answer


def _arrived(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The page asks for what is new by itself; the form goes on with another token."""
    answer = render(request, "messages/write_next.html", {"form": SendForm(), "seat": seat})
    answer["HX-Trigger"] = "live:conversation"
    answer["HX-Reswap"] = "none"
    return answer


def _shown(request: HttpRequest, seat: Seat, form: SendForm) -> HttpResponse:
    me, now = viewer(request), timezone.now()
    found = _page(request, seat)
    if not found.has_later and found.shown and request.method == "GET":
        services.read(seat=seat, last=found.shown[-1].message.pk, now=now)
    around = reading.around(me, seat)
    context: dict[str, Any] = list_context(request, beside=seat.conversation.public_id) | {
        "seat": seat, "conversation": seat.conversation, "around": around, "page": found, "form": form,
        "seen": reading.seen_by(me, around, found), "shows_typing": choice_of(seat.person_id).shows_typing,
        "typing": reading.typing(me, around, now=now),
    }  # fmt: skip
    return page(request, "messages/conversation.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, seat: Seat) -> reading.Page:
    me, now = viewer(request), timezone.now()
    for name, ask in (("before", reading.before), ("after", reading.after), ("at", reading.at)):
        message = reading.message_at(me, seat, request.GET.get(name, "")[:20])
        if message is not None:
            return ask(me, seat, message, now=now)
    return reading.latest(me, seat, now=now)


@member_only
@require_safe
def news(request: HttpRequest, conversation: str) -> HttpResponse:
    """What came after the last line of a page that stands open, and what changed before it."""
    me, now, seat = viewer(request), timezone.now(), seat_at(request, conversation)
    last = reading.message_at(me, seat, request.GET.get("after", "")[:20])
    if last is None:
        found, changed = reading.latest(me, seat, now=now), []
    else:
        found, changed = reading.after(me, seat, last, now=now), reading.changed_lately(me, seat, last, now=now)
    newest = found.shown[-1].message if found.shown else last
    if newest is not None:
        services.read(seat=seat, last=newest.pk, now=now)
    around = reading.around(me, seat)
    whole = found if found.shown else reading.latest(me, seat, now=now)
    context = {
        "seat": seat, "conversation": seat.conversation, "around": around, "page": found, "changed": changed,
        "last": newest.public_id if newest else "", "seen": reading.seen_by(me, around, whole),
        "typing": reading.typing(me, around, now=now),
    }  # fmt: skip
    return render(request, "messages/news.html", context)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def typing(request: HttpRequest, conversation: str) -> HttpResponse:
    """Sent to: the reader writes. Asked: who else does, of those who show it."""
    me, now, seat = viewer(request), timezone.now(), seat_at(request, conversation)
    if request.method == "POST":
        services.typing(seat=seat, now=now)
        return HttpResponse(status=204)
    said = reading.typing(me, reading.around(me, seat), now=now)
    return render(request, "messages/typing.html", {"typing": said, "conversation": seat.conversation})
