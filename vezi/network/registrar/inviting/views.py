"""Office, invitations: whom the club could reach, inviting them, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import audit
from vezi.core.access import officer
from vezi.core.components.parts import NumberTab, pages_of
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.memberships.models import Choice
from vezi.network.memberships.queries import choices
from vezi.network.people.models import Person, PersonQuerySet
from vezi.network.people.naming import sorted_for_reader
from vezi.network.registrar.feature import INVITE
from vezi.network.registrar.inviting import forms, queries, services
from vezi.network.registrar.inviting.queries import Wanted
from vezi.network.registrar.models import InvitationChannel, InvitationRun

A_PAGE = 50
MAIL, LETTER, INVITED, CLAIMED = "mail", "letter", "invited", "claimed"


@dataclass(frozen=True)
class Door:
    """One of the four numbers: whom it counts, and by which way those are invited."""

    title: Promise
    people: Callable[[Club, Wanted], PersonQuerySet]
    number: str
    channel: str = ""


DOORS = {
    MAIL: Door(
        gettext_lazy("with mail"),
        lambda club, wanted: queries.unclaimed(club, wanted).filter(queries.has_address(InvitationChannel.MAIL)),
        "with_mail",
        InvitationChannel.MAIL,
    ),
    LETTER: Door(
        gettext_lazy("without mail"),
        lambda club, wanted: queries.of_channel(club, wanted, InvitationChannel.LETTER),
        "without_mail",
        InvitationChannel.LETTER,
    ),
    INVITED: Door(
        gettext_lazy("invited, not claimed"),
        lambda club, wanted: queries.unclaimed(club, wanted).filter(queries.was_invited(club)),
        "invited",
        InvitationChannel.MAIL,
    ),
    CLAIMED: Door(gettext_lazy("claimed"), queries.claimed, "claimed"),
}


@officer(INVITE)
@require_safe
def invitation_list(request: HttpRequest, club: str) -> HttpResponse:
    """The four numbers, whom inviting would touch, and the people behind the chosen number."""
    here, now = viewer(request).club, timezone.now()
    choice = choice_of(request, request.GET.get("choice", ""))
    form = forms.WantedForm(request.GET or {}, club=here, among=among(choice))
    wanted, chosen = form.wanted, request.GET.get("who", MAIL)
    chosen = chosen if chosen in DOORS else MAIL
    door = DOORS[chosen]
    people = queries.last_invited(door.people(here, wanted), here).annotate(year=queries.first_class(here))
    listed = people.order_by(f"sort_{sorted_for_reader()}", "pk")
    shown = Paginator(listed.prefetch_related(queries.studies_held(here)), A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(shown.object_list, here, door.channel)
    audit.looked(
        by=viewer(request).account, at=now, person_ids=[row["person"].pk for row in rows], club_id=here.pk,
        what="registrar.invitations",
    )  # fmt: skip
    context = {
        "club": here,
        "form": form,
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("who", "page") and value],
        "chosen": chosen,
        "choice": choice,
        "everybody_url": f"?{urlencode({'who': chosen})}",
        "among": choices.chosen(choice, now=now).count() if choice is not None else 0,
        "channel": door.channel,
        "tabs": tabs_of(request, here, wanted, chosen),
        "preview": queries.preview(club=here, wanted=wanted, channel=door.channel, now=now) if door.channel else None,
        "most_letters": services.LETTERS_AT_ONCE,
        "rows": rows,
        "at": pages_of(shown, request.GET),
        "runs": queries.recent_runs(here),
        "may_see_records": viewer(request).can(SEE_RECORDS, here),
    }
    return page(request, "registrar/invitation_list.html", context)


def choice_of(request: HttpRequest, public_id: str) -> Choice | None:
    """People the officer chose among the members; 404 if it is not hers, or not of today."""
    if not public_id:
        return None
    reader = viewer(request)
    choice = choices.choice_named(public_id, account=reader.account, club=reader.club, now=timezone.now())
    if choice is None:
        raise Http404
    return choice


def among(choice: Choice | None) -> QuerySet | None:
    return choices.people_chosen(choice, now=timezone.now()) if choice is not None else None


def tabs_of(request: HttpRequest, club: Club, wanted: Wanted, chosen: str) -> list[NumberTab]:
    found = queries.numbers(club, wanted)
    kept = [(name, value) for name, value in request.GET.items() if name not in ("who", "page")]
    return [
        NumberTab(getattr(found, door.number), door.title, f"?{urlencode([('who', key), *kept])}", key == chosen)
        for key, door in DOORS.items()
    ]


def rows_of(people: Any, club: Club, channel: str) -> list[dict[str, Any]]:
    people = list(people)
    ids = [person.pk for person in people]
    standing = queries.open_invitations(club, ids, now=timezone.now())
    addresses = queries.addresses_of(ids, channel) if channel else {}
    return [
        {
            "person": person,
            "who": Who(name=person.name, given=person.called, family=person.family, year=person.year),
            "programme": next((str(one.programme) for one in person.affiliations.all() if one.programme), ""),
            "address": addresses.get(person.pk, ""),
            "is_open": person.pk in standing,
        }
        for person in people
    ]


@officer(INVITE)
@require_POST
def invite(request: HttpRequest, club: str) -> HttpResponse:
    """Begin inviting those the preview counted."""
    here = viewer(request).club
    choice = choice_of(request, request.POST.get("choice", ""))
    form = forms.WantedForm(request.POST, club=here, among=among(choice))
    channel, expected = request.POST.get("channel", ""), request.POST.get("expected", "")
    if channel not in queries.CONTACTS:
        raise Http404
    try:
        run = services.ask_for(
            club=here, channel=channel, wanted=form.wanted, expected=int(expected) if expected.isdecimal() else None,
            by=viewer(request).account, now=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        queries.count_anew(here)
        messages.warning(request, str(refused.sentence))
        return redirect(list_url(here, request))
    queries.count_anew(here)
    return redirect("registrar:invitation_run", club=here.slug, run=run.public_id)


def list_url(club: Club, request: HttpRequest) -> str:
    """The list as it was: with its filter and the chosen number."""
    kept = [
        (name, request.POST[name]) for name in ("who", "first", "last", "programme", "choice") if request.POST.get(name)
    ]
    url = reverse("registrar:invitation_list", args=[club.slug])
    return f"{url}?{urlencode(kept)}" if kept else url


@officer(INVITE)
@require_safe
def invitation_run(request: HttpRequest, club: str, run: str) -> HttpResponse:
    """How far a run is; left and come back to as one likes."""
    here = viewer(request).club
    found = get_object_or_404(InvitationRun.objects.defer("people"), club=here, public_id=run)
    left_out = queries.reasons(found.left_out)
    made = found.invitations.count()
    context = {
        "club": here, "run": found, "left_out": left_out, "made": made, "is_over": found.ended_at is not None,
        "came_back": queries.came_back(found),
    }  # fmt: skip
    return page(request, "registrar/invitation_run.html", context, part=request.GET.get("part", ""))


@officer(INVITE)
@require_POST
def letters_take(request: HttpRequest, club: str, run: str) -> HttpResponseBase:
    """The PDF; that it was taken is written down."""
    here = viewer(request).club
    found = get_object_or_404(InvitationRun.objects.defer("people").exclude(file=""), club=here, public_id=run)
    services.take_letters(run=found, by=viewer(request).account, now=timezone.now())
    name = f"{here.slug}-{found.asked_at:%Y-%m-%d}.pdf"
    return FileResponse(found.file.open(), as_attachment=True, filename=name, content_type="application/pdf")


@officer(INVITE)
@require_POST
def send_test(request: HttpRequest, club: str) -> HttpResponse:
    here, account = viewer(request).club, viewer(request).account
    services.send_test(club=here, by=account, now=timezone.now())
    messages.success(request, _("The letter is on its way to {mail}.").format(mail=account.email))
    return redirect(list_url(here, request))


@officer(INVITE)
@require_POST
def invitation_withdraw(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    here = viewer(request).club
    person = get_object_or_404(Person, public_id=public_id, memberships__club=here)
    try:
        services.withdraw(person=person, club=here, by=viewer(request).account, now=timezone.now())
    except Refused as refused:
        messages.warning(request, str(refused.sentence))
    else:
        messages.success(request, _("{person} holds no open invitation any more.").format(person=person))
    return redirect(list_url(here, request))


@officer(INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_rules(request: HttpRequest, club: str) -> HttpResponse:
    here = viewer(request).club
    initial = forms.RulesForm.of(queries.rules_of(here))
    form = forms.RulesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_rules(club=here, by=viewer(request).account, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("From now on it goes by these rules."))
        return redirect("registrar:invitation_list", club=here.slug)
    status = 422 if form.errors else 200
    return page(request, "registrar/invitation_rules.html", {"club": here, "form": form}, status=status)
