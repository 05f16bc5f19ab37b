"""Who runs the club, and with which rights."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vezi.core import features
from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.viewer import Viewer, viewer
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.feature import MANAGE_ROLES, SEE_RECORDS
from vezi.network.memberships.forms import AppointForm, RoleForm
from vezi.network.memberships.models import Membership, Officer, Role
from vezi.network.memberships.queries import ledger
from vezi.network.people.models import Person

FOUND = 10  # members one may choose from


@officer(MANAGE_ROLES)
@require_safe
def office_officers(request: HttpRequest, club: str) -> HttpResponse:
    """Roles with their rights and holders; `?q=` finds the member to appoint."""
    return shown(request)


def shown(request: HttpRequest, **wrong: RoleForm) -> HttpResponse:
    reader = viewer(request)
    here = reader.club
    serving = Officer.objects.serving(timezone.localdate()).select_related("person").order_by("since_on", "pk")
    roles = list(
        Role.objects.filter(club=here).prefetch_related(Prefetch("officers", serving)).order_by("order", "name")
    )
    mine = rights_of(reader)
    titles = {one.code: one for one in features.capabilities()}
    asked = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "club": here,
        "roles": [
            {
                "role": role,
                "officers": role.officers.all(),
                "rights": [titles[code] for code in role.capabilities if code in titles],
                "form": wrong.get(f"role_{role.pk}") or role_form(role, mine),
            }
            for role in roles
        ],
        "new_role": wrong.get("new") or RoleForm(givable=mine),
        "asked": asked,
        "members": members_named(here, asked, by=reader),
        "appoint": AppointForm(roles=Role.objects.filter(pk__in=[r.pk for r in roles if set(r.capabilities) <= mine])),
    }
    return render(request, "memberships/office_officers.html", context, status=422 if wrong else 200)


def rights_of(reader: Viewer) -> set[str]:
    return set(reader.tie.capabilities) if reader.tie is not None else set()


def role_form(role: Role, mine: set[str], said: Any = None) -> RoleForm:
    return RoleForm(
        said, givable=mine | set(role.capabilities), auto_id=f"id_{role.pk}_%s",
        initial={"name": str(role), "capabilities": role.capabilities},
    )  # fmt: skip


def members_named(club: Club, asked: str, *, by: Viewer) -> list[Person]:
    """By name; who may see records also finds by mail and student number."""
    if not asked:
        return []
    like_it = ledger.found_by(asked, club) if by.can(SEE_RECORDS) else ledger.named(asked, club)
    found = Membership.objects.active().filter(club=club, person_id__in=like_it)
    ordered = found.select_related("person").order_by(ledger.sort_field(), "person_id")
    return [membership.person for membership in ordered[:FOUND]]


@officer(MANAGE_ROLES)
@require_POST
def appoint(request: HttpRequest, club: str) -> HttpResponse:
    reader = viewer(request)
    form = AppointForm(request.POST, roles=Role.objects.filter(club=reader.club))
    person = Person.objects.filter(
        public_id=request.POST.get("person", ""), memberships__club=reader.club, merged_into__isnull=True
    ).first()
    if person is None or not form.is_valid():
        raise Http404
    said = {"role": form.cleaned_data["role"], "is_listed": form.cleaned_data["is_listed"]}
    held = services.appoint(person=person, by=reader.account, now=timezone.now(), **said)
    messages.success(request, _("%(person)s: %(role)s.") % {"person": person, "role": held.role})
    return redirect("memberships:office_officers", club=club)


@officer(MANAGE_ROLES)
@require_POST
def dismiss(request: HttpRequest, club: str, pk: int) -> HttpResponse:
    reader = viewer(request)
    serving = Officer.objects.serving(timezone.localdate()).select_related("role", "person")
    held = get_object_or_404(serving, pk=pk, role__club=reader.club)
    try:
        services.dismiss(officer=held, by=reader.account, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s is no longer: %(role)s.") % {"person": held.person, "role": held.role})
    return redirect("memberships:office_officers", club=club)


@officer(MANAGE_ROLES)
@require_POST
def role_make(request: HttpRequest, club: str) -> HttpResponse:
    reader = viewer(request)
    form = RoleForm(request.POST, givable=rights_of(reader))
    if form.is_valid():
        try:
            services.make_role(club=reader.club, by=reader.account, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The role is there. Appoint somebody."))
            return redirect("memberships:office_officers", club=club)
    return shown(request, new=form)


@officer(MANAGE_ROLES)
@require_POST
def role_change(request: HttpRequest, club: str, pk: int) -> HttpResponse:
    reader = viewer(request)
    role = get_object_or_404(Role, pk=pk, club=reader.club)
    form = role_form(role, rights_of(reader), request.POST)
    if form.is_valid():
        said = form.cleaned_data
        name = role.name if said["name"] == str(role) else said["name"]
        try:
            services.change_role(
                role=role, name=name, capabilities=said["capabilities"], by=reader.account, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("memberships:office_officers", club=club)
    return shown(request, **{f"role_{role.pk}": form})
