"""What one does with one's own place in a conversation, who else is in it, and what one chooses for all of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.messages import services
from vezi.network.messages.forms import ChoiceForm, TitleForm
from vezi.network.messages.models import Seat, SeatState
from vezi.network.messages.queries import picking, reading
from vezi.network.messages.views.finding import seat_at


@member_only
@require_POST
def set_seat(request: HttpRequest, conversation: str) -> HttpResponse:
    """`to`: accept, put_away, mute, unmute, archive, unarchive."""
    seat, now = seat_at(request, conversation), timezone.now()
    match request.POST.get("to", ""):
        case "accept":
            services.accept(seat=seat, now=now)
        case "put_away":
            services.put_away(seat=seat, now=now)
            messages.success(request, _("Put away. Nobody is told."))
            return redirect("messages:conversation_list")
        case "mute" | "unmute" as asked:
            services.mute(seat=seat, is_muted=asked == "mute", now=now)
        case "archive":
            services.archive(seat=seat, is_archived=True, now=now)
            messages.success(request, _("Put aside. It comes back when somebody writes in it."))
            return redirect("messages:conversation_list")
        case "unarchive":
            services.archive(seat=seat, is_archived=False, now=now)
        case _:
            raise Http404
    return redirect(seat.conversation)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, conversation: str) -> HttpResponse:
    """Who is in a conversation of several. Sent to with `title` it is called so, with `with` those come in."""
    me, seat = viewer(request), seat_at(request, conversation)
    if not seat.conversation.is_several:
        return redirect(f"{reverse('messages:begin')}?{_both(request, seat)}")
    if request.method == "POST" and seat.state != SeatState.IN:
        raise PermissionDenied
    if request.method == "POST" and (refused := _done(request, seat)) is None:
        return redirect(seat.conversation)
    asked = request.POST if request.method == "POST" else request.GET
    words = " ".join(asked.get("q", "")[:100].split())
    around = reading.around(me, seat)
    context: dict[str, Any] = {
        "seat": seat, "conversation": seat.conversation, "around": around, "words": words,
        "title_form": TitleForm(initial={"title": around.title}),
        "candidates": picking.candidates(me, words, but=_in_it(around)) if seat.state == SeatState.IN else [],
        "refused": refused if request.method == "POST" else "",
    }  # fmt: skip
    return page(request, "messages/people.html", context, status=409 if request.method == "POST" else 200)


def _in_it(around: reading.Around) -> set[int]:
    return {one.person_id for one in around.others}


def _both(request: HttpRequest, seat: Seat) -> str:
    """From a conversation of two one goes on to a new one of several, with the other already chosen."""
    me = viewer(request)
    around = reading.around(me, seat)
    known = Seat.objects.filter(pk__in=[one.pk for one in around.others]).values_list("person__public_id", flat=True)
    return "&".join(["add=1", *(f"with={one}" for one in known if picking.chosen(me, [one]))])


def _done(request: HttpRequest, seat: Seat) -> str | None:
    """The sentence of a refusal; None when it is done."""
    me, now = viewer(request), timezone.now()
    try:
        if "title" in request.POST:
            services.name(conversation=seat.conversation, by=me.person, title=request.POST["title"], now=now)
        else:
            chosen = picking.chosen(me, request.POST.getlist("with"))
            shows = request.POST.get("past", "") == "1"
            services.add(
                conversation=seat.conversation,
                by=me.person,
                people=[one.person for one in chosen],
                shows_past=shows,
                now=now,
            )
    except Refused as refusal:
        return str(refusal)
    return None


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, conversation: str) -> HttpResponse:
    """Says first what it means. Two do not leave each other: one puts aside, mutes or blocks."""
    me, seat = viewer(request), seat_at(request, conversation)
    if not seat.conversation.is_several or seat.state == SeatState.LEFT:
        return redirect(seat.conversation)
    if request.method == "POST":
        services.leave(seat=seat, now=timezone.now())
        messages.success(request, _("You left the conversation."))
        return redirect("messages:conversation_list")
    context = {"seat": seat, "conversation": seat.conversation, "around": reading.around(me, seat)}
    return page(request, "messages/leave.html", context)


@member_only
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    form = ChoiceForm(request.POST)
    if form.is_valid():
        services.choose(person=viewer(request).person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect(f"{reverse('profiles:ties')}#messages")
