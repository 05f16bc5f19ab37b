"""Coming to a public event without an account; and, for its organisers, who does so, and forgetting her.

Whoever asks reads the same words whether or not the address is known here.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.activities.events import services
from vezi.activities.events.forms.guesting import GuestForm
from vezi.activities.events.models import Event, Guest, Openness, State, WalkIn
from vezi.activities.events.queries import guests
from vezi.activities.events.views.finding import event_at, kept_at
from vezi.core import audit
from vezi.core.access import member_only, public
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.accounts import limits
from vezi.network.profiles import taking

ASKS = "events_guest"


def takes_guests(event: Event) -> bool:
    """Just now."""
    is_public = event.openness == Openness.PUBLIC and event.state == State.PUBLISHED
    return is_public and timezone.now() < event.last_answer_at


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request: HttpRequest, event: str) -> HttpResponse:
    """Asking for the letter. Nothing is said of the address that was typed."""
    found = event_at(request, event).event
    if viewer(request).person is not None or not takes_guests(found):
        return redirect(found)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(request, found, form):
        return redirect(f"{request.path}?asked")
    context = {"event": found, "guest_form": form, "goes_on": guests.goes_on(found), "is_asked": "asked" in request.GET}
    return page(request, "events/guest.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, event: Event, form: GuestForm) -> bool:
    if not limits.is_within(request, ASKS):
        form.add_error(None, _("That was often. Wait an hour, then try again."))
        return False
    try:
        services.ask_to_come(
            event=event, name=form.name(), mail=form.cleaned_data["mail"], language=get_language() or event.club.language,
            now=timezone.now(),
        )  # fmt: skip
    except Refused as why:
        form.add_error("given" if why.status == 422 else None, str(why.sentence))
        return False
    return True


@member_only
@require_safe
def guest_list(request: HttpRequest, event: str) -> HttpResponse:
    """Of those without an account: what is kept, for how long, and how it goes sooner."""
    found = kept_at(request, event).event
    context = {"event": found, "rows": guests.of(found), "goes_on": guests.goes_on(found)}
    return page(request, "events/guests.html", context)


@member_only
@require_POST
def guest_taken(request: HttpRequest, event: str, guest: str) -> HttpResponse:
    """All that is held of her, in a file to hand to her."""
    found, now = _found(request, event, guest), timezone.now()
    assert found.person is not None
    audit.record(
        "events.hand_out", by=viewer(request).account, at=now, subject=found, club_id=found.event.club_id,
        person_id=found.person.pk,
    )  # fmt: skip
    answer = JsonResponse(taking.as_json(found.person, now=now), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{taking.filename(found.person, now=now, ending="json")}"'
    answer["Cache-Control"] = "no-store"
    return answer


@member_only
@require_POST
def guest_forget(request: HttpRequest, event: str, guest: str) -> HttpResponse:
    found = _found(request, event, guest)
    services.forget_guest(guest=found, by=viewer(request).account, now=timezone.now())
    messages.success(request, _("All that was kept of this guest is gone."))
    return redirect("events:guests", event)


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def walked_in(request: HttpRequest, event: str) -> HttpResponse:
    """What the door kept of a member who came without a ticket: hers to take back, whether or not she sees the event."""
    me = viewer(request)
    kept = WalkIn.objects.select_related("event__club").prefetch_related("event__written")
    found = kept.filter(event__public_id=event, person=me.person).order_by("pk").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        services.disown(walk_in=found, by=me.account, now=timezone.now())
        messages.success(request, _("It is taken back: nothing of it leads to you."))
        return redirect("events:event_list")
    context = {"event": found.event, "walk_in": found, "goes_on": found.event.there(found.goes_at)}
    return page(request, "events/walked_in.html", context)


def _found(request: HttpRequest, event: str, guest: str) -> Guest:
    kept = kept_at(request, event).event
    return get_object_or_404(guests.in_hand(kept), public_id=guest)
