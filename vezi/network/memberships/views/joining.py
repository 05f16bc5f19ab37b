"""Asking to join a club, and the officers' answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import audit
from vezi.core.access import officer, public
from vezi.core.components.parts import pages_of
from vezi.core.errors import Refused
from vezi.core.viewer import viewer
from vezi.network.accounts import doors
from vezi.network.memberships import proof, services
from vezi.network.memberships.feature import ADMIT
from vezi.network.memberships.forms import DeclineForm, JoinForm
from vezi.network.memberships.middleware import CHOSEN_CLUB
from vezi.network.memberships.models import JoinRequest, RequestState
from vezi.network.memberships.queries import fitting
from vezi.network.memberships.services.joining import Answers, ReasonMissing
from vezi.network.people.models import Person

REQUESTS_A_PAGE = 20
AGREED = {
    proof.NUMBER: pgettext_lazy("agrees", "student number"),
    proof.NAME: pgettext_lazy("agrees", "name"),
    proof.SURNAME: pgettext_lazy("agrees", "surname"),
    proof.BORN: pgettext_lazy("agrees", "date of birth"),
    proof.YEAR: pgettext_lazy("agrees", "class year"),
}


@dataclass(frozen=True)
class Beside:
    """A record that may be the one who asks, and in what it agrees."""

    person: Person
    agreed_words: str
    is_proof: bool


@dataclass(frozen=True)
class Card:
    """A request as the officers see it."""

    asked: JoinRequest
    fits: list[Beside]
    is_second_club: bool


@public
@require_http_methods(["GET", "POST"])
def club_join(request: HttpRequest, club: str) -> HttpResponse:
    """Ask to join. A stranger is led to the sign-up first, and comes back here."""
    reader = viewer(request)
    if reader.account is None:
        return _sign_up_first(request, club)
    if reader.tie is not None and reader.tie.is_member:
        messages.info(request, _("You are a member of %(club)s already.") % {"club": reader.club})
        return redirect("memberships:home")
    waiting = JoinRequest.objects.filter(club=reader.club, account=reader.account, state=RequestState.WAITING).first()
    form = JoinForm(request.POST or None, club=reader.club, initial=JoinForm.of(reader.person))
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.ask_to_join(
                club=reader.club, account=reader.account, answers=Answers(**form.cleaned_data), now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _after_asking(request, asked)
    shown = {"club": reader.club, "form": form, "waiting": waiting, "is_proof": reader.club.joining == "proof"}
    return render(request, "memberships/club_join.html", shown, status=422 if form.errors else 200)


def _sign_up_first(request: HttpRequest, club: str) -> HttpResponse:
    here = reverse("memberships:club_join", args=[club])
    if request.method == "POST":
        doors.open_for(request, reason="join", onward=here, club=club)
        way = "account_login" if "sign_in" in request.POST else "account_signup"
        return redirect(f"{reverse(way)}?next={here}")
    return render(request, "memberships/club_join_first.html", {"club": viewer(request).club})


def _after_asking(request: HttpRequest, asked: JoinRequest) -> HttpResponse:
    doors.close(request)
    if asked.state == RequestState.ADMITTED:
        request.session[CHOSEN_CLUB] = asked.club.slug
        messages.success(request, _("You are a member of %(club)s.") % {"club": asked.club})
        return redirect("memberships:home")
    return redirect("memberships:club_join", club=asked.club.slug)


@require_POST
def request_withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one's own request back."""
    account = viewer(request).account
    asked = get_object_or_404(JoinRequest.objects.select_related("club"), public_id=public_id, account=account)
    services.withdraw(request=asked, by=account, now=timezone.now())
    messages.success(request, _("You have taken your request to %(club)s back.") % {"club": asked.club})
    return redirect("memberships:home" if viewer(request).person else "memberships:welcome")


@officer(ADMIT)
@require_safe
def office_requests(request: HttpRequest, club: str) -> HttpResponse:
    """Who waits, each beside the records that may be theirs. Each look at a record is written down."""
    here = viewer(request).club
    waiting = JoinRequest.objects.filter(club=here, state=RequestState.WAITING).order_by("asked_at", "pk")
    shown = Paginator(waiting.select_related("account__person"), REQUESTS_A_PAGE).get_page(request.GET.get("page"))
    fits = fitting.fits(here, shown.object_list)
    cards = [card_of(one, fits[one.pk]) for one in shown.object_list]
    seen = [fit.person.pk for card in cards for fit in card.fits]
    audit.looked(
        by=viewer(request).account, at=timezone.now(), person_ids=seen, club_id=here.pk, what="memberships.request"
    )
    decided = (
        JoinRequest.objects.filter(club=here).exclude(state=RequestState.WAITING).order_by("-decided_at", "-pk")[:10]
    )
    context: dict[str, object] = {"club": here, "cards": cards, "at": pages_of(shown, request.GET), "decided": decided}
    context["decline"] = DeclineForm()
    return render(request, "memberships/office_requests.html", context)


def card_of(asked: JoinRequest, fits: list[fitting.Fit]) -> Card:
    return Card(
        asked=asked,
        fits=[Beside(fit.person, agreed_in(fit), fit.is_proof) for fit in fits[: fitting.SHOWN]],
        is_second_club=getattr(asked.account, "person", None) is not None,
    )


def agreed_in(fit: fitting.Fit) -> str:
    """In words; a surname that agrees is not said beside a name that does."""
    said = fit.agreed - {proof.SURNAME} if proof.NAME in fit.agreed else fit.agreed
    return ", ".join(str(words) for code, words in AGREED.items() if code in said)


@officer(ADMIT)
@require_POST
def request_decide(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Admit as a record (`record`, its public name), as a new person (`new`), or decline with a `reason`."""
    reader = viewer(request)
    asked = get_object_or_404(JoinRequest, club=reader.club, public_id=public_id)
    by = {"request": asked, "by": reader.account, "now": timezone.now()}
    try:
        if "record" in request.POST:
            services.admit_as(record=_record_named(request), **by)
            said = _("%(name)s is a member now, with this record.")
        elif "new" in request.POST:
            services.admit_as_new(**by)
            said = _("%(name)s is a member now, with a record of their own.")
        else:
            services.decline(reason=request.POST.get("reason", "")[:300], **by)
            said = _("%(name)s has been told why not.")
    except ReasonMissing as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said % {"name": asked})
    return redirect("memberships:office_requests", club=club)


def _record_named(request: HttpRequest) -> Person:
    record = Person.objects.living_records().filter(public_id=request.POST["record"]).first()
    if record is None:
        raise Http404
    return record
