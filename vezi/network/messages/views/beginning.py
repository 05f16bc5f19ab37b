"""Beginning a conversation: from somebody's page, from the list, with several."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core.access import member_only
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.messages import services
from vezi.network.messages.access import people_to_write_to, seats_of
from vezi.network.messages.forms import BeginForm
from vezi.network.messages.queries import picking
from vezi.network.messages.services.beginning import of_two


@member_only
@require_safe
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """To the conversation of the two; where there is none, to the page that begins it."""
    me = viewer(request)
    whom = get_object_or_404(people_to_write_to(me), public_id=public_id)
    found = of_two(me.person, whom)
    if found is not None and seats_of(me).filter(conversation=found).exists():
        return redirect(found)
    return redirect(f"{reverse('messages:begin')}?with={whom.public_id}")


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """`with` are those it shall be with, `q` looks for more of them; both stand in the address."""
    me, asked = viewer(request), request.POST if request.method == "POST" else request.GET
    without = asked.get("without", "")
    chosen = picking.chosen(me, [one for one in asked.getlist("with") if one != without])
    is_written = request.method == "POST" and "send" in request.POST
    form = BeginForm(
        request.POST if request.method == "POST" else None, request.FILES or None, is_several=len(chosen) > 1
    )
    if is_written and chosen and form.is_valid():
        try:
            said = services.begin(
                by=me.person, people=[one.person for one in chosen], now=timezone.now(), **form.said()
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(f"{said.conversation.get_absolute_url()}#p-{said.public_id}")
    words = " ".join(asked.get("q", "")[:100].split())
    context: dict[str, Any] = {
        "chosen": chosen, "words": words, "form": form if is_written else _as_typed(form, is_several=len(chosen) > 1),
        "candidates": picking.candidates(me, words, but={one.person.pk for one in chosen}), "is_adding": "add" in asked or not chosen,
        "asks_first": any(one.near.is_stranger for one in chosen),
    }  # fmt: skip
    return page(request, "messages/begin.html", context, part="found", status=422 if is_written else 200)


def _as_typed(form: BeginForm, *, is_several: bool) -> BeginForm:
    """What was typed while others were looked for stays; nothing is said of errors yet."""
    typed = {name: form.data.get(name, "") for name in ("title", "text")} if form.is_bound else {}
    return BeginForm(initial=typed, is_several=is_several)
