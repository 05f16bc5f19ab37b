"""Choosing people in the ledger, and the deeds done on all of them."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from vezi.core.access import officer
from vezi.core.components.parts import pages_of
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import Viewer, viewer
from vezi.network.memberships import choosing, services
from vezi.network.memberships.feature import ADMIT, SEE_RECORDS
from vezi.network.memberships.forms import LedgerForm
from vezi.network.memberships.models import Choice
from vezi.network.memberships.queries import choices, ledger
from vezi.network.memberships.views.filters import address_of

TOLD_OF_AT_MOST = 2_000  # people; of more the deed's own page tells whom it reaches
NAMED_AT_MOST = 12


@officer(SEE_RECORDS)
@require_POST
def members_choose(request: HttpRequest, club: str) -> HttpResponse:
    """Keep who is ticked. A tick by htmx is answered with the bar; a button leads on to its deed."""
    reader, now = viewer(request), timezone.now()
    form, deed = LedgerForm(request.GET), request.POST.get("deed", "")
    choice = choice_of(request, request.POST.get("choice", ""), form.wanted)
    if deed == "nobody":
        if choice is not None:
            services.forget(choice=choice)
        choice = None
    elif deed == "all":
        choice = services.choose_all(club=reader.club, wanted=form.wanted, by=reader.account, now=now)
    else:
        shown, ticked = (choices.numbers_of(reader.club, request.POST.getlist(name)) for name in ("shown", "who"))
        choice = services.choose(
            choice=choice, club=reader.club, shown=shown, ticked=ticked, by=reader.account, now=now
        )
    asked = asked_with(request.GET, choice)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(led_on(request, deed, choice, asked))
    pages = ledger.LedgerPages(reader.club, form.wanted, now=now, per_page=form.page_size)
    here = Page([], page_number(request.GET, pages), pages)
    answer = page(request, "memberships/office_members.html", bar(reader, here, choice, asked), part="choosing")
    answer["HX-Replace-Url"] = f"{reverse('memberships:office_members', args=[club])}?{asked.urlencode()}"
    return answer


def choice_of(request: HttpRequest, public_id: str, wanted: ledger.Wanted) -> Choice | None:
    """The officer's own choice in this club; None if it is another's, gone, of yesterday, or of other filters."""
    if not public_id:
        return None
    choice = named(request, public_id)
    if choice is not None and choice.wanted is not None and not same_people(choices.wanted_in(choice), wanted):
        return None
    return choice


def named(request: HttpRequest, public_id: str) -> Choice | None:
    reader = viewer(request)
    return choices.choice_named(public_id, account=reader.account, club=reader.club, now=timezone.now())


def same_people(one: ledger.Wanted, other: ledger.Wanted) -> bool:
    return replace(one, sort="") == replace(other, sort="")


def back_to(choice: Choice) -> str:
    """The ledger's address, as far as it is known, with the choice."""
    filters = address_of(choices.wanted_in(choice)) if choice.wanted is not None else ""
    return "&".join(part for part in (filters, urlencode({"choice": choice.public_id})) if part)


def must_be_chosen(request: HttpRequest, public_id: str) -> Choice:
    """404 for a choice that is not the officer's, or not of today."""
    if (choice := named(request, public_id)) is None:
        raise Http404
    return choice


def asked_with(asked: QueryDict, choice: Choice | None) -> QueryDict:
    """The ledger's address with the choice in it."""
    asked = asked.copy()
    asked.pop("choice", None)
    if choice is not None:
        asked["choice"] = choice.public_id
    return asked


def page_number(asked: QueryDict, pages: ledger.LedgerPages) -> int:
    said = asked.get("page", "")
    return min(int(said), pages.num_pages) if said.isdecimal() and int(said) else 1


def led_on(request: HttpRequest, deed: str, choice: Choice | None, asked: QueryDict) -> str:
    """Where a button leads: to its deed's page, else back to the ledger."""
    here = viewer(request).club
    back = f"{reverse('memberships:office_members', args=[here.slug])}?{asked.urlencode()}#choosing"
    wanted = next((one for one in choosing.deeds() if one.code == deed), None)
    if wanted is None:
        return back
    if choice is None:
        messages.warning(request, _("Nobody is chosen: tick somebody first."))
        return back
    return f"{reverse(wanted.url, args=[here.slug])}?{urlencode({'choice': choice.public_id})}"


def bar(reader: Viewer, shown: Page, choice: Choice | None, asked: QueryDict) -> dict[str, Any]:
    """What stands under the ledger: the pages, who is chosen, and what can be done with them."""
    now = timezone.now()
    count = choices.chosen(choice, now=now).count() if choice is not None else 0
    open_to = [one for one in choosing.deeds() if all(reader.can(right) for right in one.needs)]
    told = []
    if choice is not None and count <= TOLD_OF_AT_MOST:
        people = choices.people_chosen(choice, now=now)
        told = [sentence for one in open_to if one.tells and (sentence := one.tells(reader.club, people))]
    return {
        "club": reader.club,
        "asked": asked.urlencode(),
        "choice": choice,
        "chosen": count,
        "total": shown.paginator.count,
        "at": pages_of(shown, asked),
        "deeds": open_to,
        "closed": [one for one in choosing.deeds() if one.closed and one not in open_to],
        "told": told,
    }


@officer(ADMIT)
@require_http_methods(["GET", "POST"])
def members_end(request: HttpRequest, club: str) -> HttpResponse:
    """Asks with names and numbers, then ends the memberships of everybody chosen who is a member."""
    reader = viewer(request)
    if not reader.can(SEE_RECORDS):
        raise PermissionDenied
    choice = must_be_chosen(request, request.GET.get("choice", ""))
    found = choices.ending(choice, now=timezone.now())
    refusal = ""
    if request.method == "POST":
        try:
            ended = services.end_memberships(
                club=reader.club, people=found.members, expected=request.POST.get("expected", ""),
                by=reader.account, now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            refusal = str(refused.sentence)
        else:
            services.forget(choice=choice)
            words = ngettext("%(count)s membership has ended.", "%(count)s memberships have ended.", ended)
            messages.success(request, words % {"count": ended})
            return redirect(f"{reverse('memberships:office_members', args=[club])}?state=left")
    context = {
        "club": reader.club,
        "choice": choice,
        "members": found.members.count(),
        "others": found.others,
        "officers": found.officers,
        "named": [
            one.person
            for one in found.members.select_related("person").order_by(ledger.sort_field(), "person_id")[:NAMED_AT_MOST]
        ],
        "most": services.ENDED_AT_ONCE,
        "refusal": refusal,
        "back": back_to(choice),
    }
    context["more"] = context["members"] - len(context["named"])
    return render(request, "memberships/office_end.html", context, status=409 if refusal else 200)
