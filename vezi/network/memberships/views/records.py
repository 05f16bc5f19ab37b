"""A person's record as the club's officers see it. Each opening is written down; the person can read it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import audit, faces
from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.models import AuditEntry
from vezi.core.viewer import viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.memberships import forms as shapes
from vezi.network.memberships import services
from vezi.network.memberships.feature import ERASE, SEE_RECORDS
from vezi.network.memberships.models import Membership
from vezi.network.memberships.queries import reach
from vezi.network.people.models import (
    Affiliation,
    ContactValue,
    Identifier,
    OtherName,
    Person,
    Position,
    Source,
    Sourced,
)

DEEDS_SHOWN = 10
#: What is told of the log, in the officers' words.
DEEDS = {
    "people.record": _("Record made"),
    "people.claim": _("Record taken up"),
    "people.merge": _("Two records became one"),
    "people.undo_merge": _("A merge was undone"),
    "memberships.admit": _("Admitted"),
    "memberships.leave": _("Left the club"),
    "memberships.appoint": _("Appointed"),
    "memberships.dismiss": _("Dismissed"),
    "memberships.correct_name": _("Name corrected"),
    "memberships.correct_birth": _("Date of birth corrected"),
    "memberships.correct_study": _("Studies corrected"),
    "memberships.correct_town": _("Town corrected"),
    "memberships.add_contact": _("Way to reach added"),
    "memberships.drop_contact": _("Way to reach taken off"),
    "memberships.note_death": _("Death noted"),
    "memberships.take_back_death": _("Death taken back"),
}


@officer(SEE_RECORDS)
@require_safe
def office_member(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Everything the club holds of a person, with source, day and audience."""
    membership = membership_of(viewer(request).club, public_id)
    return shown(request, membership)


def membership_of(club: Club, public_id: str) -> Membership:
    """By the person's public name; 404 unless the club has them on its books."""
    found = Membership.objects.living_records().filter(club=club, person__public_id=public_id)
    held = reach.held_by(club)
    parts = (
        Prefetch("person__affiliations", Affiliation.objects.filter(held).select_related("programme", "institution")),
        Prefetch("person__contacts", ContactValue.objects.filter(held).order_by("kind", "-is_primary", "pk")),
        Prefetch("person__positions", Position.objects.filter(held)),
        Prefetch("person__other_names", OtherName.objects.filter(held)),
        Prefetch("person__identifiers", Identifier.objects.filter(club=club)),
    )
    return get_object_or_404(
        found.select_related("club", "person__residence", "person__account", "person__remembrance").prefetch_related(
            *parts
        )
    )


def shown(request: HttpRequest, membership: Membership, **wrong: forms.Form) -> HttpResponse:
    """The record; `wrong` are forms that found something, each under its own name."""
    reader, person, now = viewer(request), membership.person, timezone.now()
    audit.looked(by=reader.account, at=now, person_ids=[person.pk], club_id=reader.club.pk, what="memberships.record")
    residence = getattr(person, "residence", None)
    if residence is not None and not reach.holds(membership, residence):
        residence = None
    holds_birth = reach.holds(membership, person)
    years = [studied.class_year for studied in person.affiliations.all() if studied.class_year]
    context: dict[str, Any] = {
        "club": reader.club,
        "membership": membership,
        "person": person,
        "who": Who(
            name=person.name, given=person.called, family=person.family, year=min(years, default=None),
            face=faces.address(person.face),
        ),
        "residence": residence,
        "judged": reach.judged(membership, person.contacts.all(), now=now),
        "is_theirs": person.account_id is not None and person.source == Source.SELF,
        "studies": [
            {"studied": studied, "form": wrong.get(f"study_{studied.pk}") or study_form(studied)}
            for studied in person.affiliations.all()
        ],
        "name_form": wrong.get("name") or shapes.NameForm(initial=fields_of(person, shapes.NameForm)),
        "holds_birth": holds_birth,
        "dates_form": wrong.get("dates")
        or shapes.DatesForm(initial={"born_on": person.born_on}, with_birth=holds_birth),
        "death_form": wrong.get("death") or death_form(person),
        "may_erase": reader.can(ERASE) and person.account_id is None,
        "town_form": wrong.get("town") or shapes.TownForm(initial=fields_of(residence, shapes.TownForm)),
        "contact_form": wrong.get("contact") or shapes.ContactForm(),
        "offices": person.offices.filter(role__club=reader.club).select_related("role").order_by("-since_on", "-pk"),
        "deeds": [{"at": entry.at, "said": DEEDS[entry.deed]} for entry in deeds_on(person, reader.club)],
    }  # fmt: skip
    return render(request, "memberships/office_member.html", context, status=422 if wrong else 200)


def deeds_on(person: Person, club: Club) -> QuerySet[AuditEntry]:
    """The last ones first."""
    told = AuditEntry.objects.filter(person_id=person.pk, club_id=club.pk, deed__in=list(DEEDS))
    return told.order_by("-at", "-pk")[:DEEDS_SHOWN]


def fields_of(value: Sourced | None, shape: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in shape.base_fields} if value is not None else {}


def death_form(person: Person) -> shapes.DeathForm:
    kept = getattr(person, "remembrance", None)
    told = {name: getattr(kept, name) for name in ("told_by", "note", "wished_by")} if kept is not None else {}
    return shapes.DeathForm(initial={"deceased_on": person.deceased_on, **told})


def study_form(studied: Affiliation) -> shapes.StudyForm:
    said = {"class_year": studied.class_year, "degree": studied.degree, "programme": studied.programme or ""}
    return shapes.StudyForm(initial=said, auto_id=f"id_{studied.pk}_%s")


def corrected(
    request: HttpRequest, public_id: str, name: str, form: forms.Form, deed: Callable[[Membership], object]
) -> HttpResponse:
    """Do the deed with what the form says, or show the record with what is wrong at its place."""
    membership = membership_of(viewer(request).club, public_id)
    if form.is_valid():
        try:
            deed(membership)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Saved, with your name and the day."))
            return redirect("memberships:office_member", club=membership.club.slug, public_id=public_id)
    return shown(request, membership, **{name: form})


def by(request: HttpRequest) -> dict[str, Any]:
    reader = viewer(request)
    return {"club": reader.club, "by": reader.account, "now": timezone.now()}


@officer(SEE_RECORDS)
@require_POST
def member_name(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    form = shapes.NameForm(request.POST)
    return corrected(
        request, public_id, "name", form,
        lambda held: services.correct_name(person=held.person, **form.cleaned_data, **by(request)),
    )  # fmt: skip


@officer(SEE_RECORDS)
@require_POST
def member_dates(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    held = membership_of(viewer(request).club, public_id)
    form = shapes.DatesForm(request.POST, with_birth=reach.holds(held, held.person))
    return corrected(
        request, public_id, "dates", form,
        lambda held: services.correct_birth(
            person=held.person, **{"born_on": held.person.born_on, **form.cleaned_data}, **by(request)
        ),
    )  # fmt: skip


@officer(SEE_RECORDS)
@require_POST
def member_death(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Note a death, or take it back where it was an error."""
    form = shapes.DeathForm(request.POST)
    if request.POST.get("deed") == "take_back":
        form = shapes.DeathForm({})
        return corrected(
            request, public_id, "death", form,
            lambda held: services.take_back_death(person=held.person, **by(request)),
        )  # fmt: skip
    return corrected(
        request, public_id, "death", form,
        lambda held: services.note_death(person=held.person, **form.cleaned_data, **by(request)),
    )  # fmt: skip


@officer(ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def member_erase(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Erase a record for somebody who asked for it in a letter: what goes, what stays; then at once."""
    membership = membership_of(viewer(request).club, public_id)
    form = shapes.EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.erase_for(person=membership.person, why=form.cleaned_data["why"], **by(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The record is erased, and no file of the club brings it back."))
            return redirect("memberships:office_members", club=club)
    audit.looked(
        by=viewer(request).account, at=timezone.now(), person_ids=[membership.person_id],
        club_id=membership.club_id, what="memberships.record",
    )  # fmt: skip
    context = {"club": membership.club, "person": membership.person, "form": form}
    return render(request, "memberships/office_erase.html", context, status=422 if form.errors else 200)


@officer(SEE_RECORDS)
@require_POST
def member_town(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    form = shapes.TownForm(request.POST)
    return corrected(
        request, public_id, "town", form,
        lambda held: services.correct_town(person=held.person, **form.cleaned_data, **by(request)),
    )  # fmt: skip


@officer(SEE_RECORDS)
@require_POST
def member_study(request: HttpRequest, club: str, public_id: str, pk: int) -> HttpResponse:
    held = membership_of(viewer(request).club, public_id)
    studied = get_object_or_404(Affiliation.objects.select_related("person", "institution"), pk=pk, person=held.person)
    form = shapes.StudyForm(request.POST, auto_id=f"id_{pk}_%s")
    return corrected(
        request, public_id, f"study_{pk}", form,
        lambda _held: services.correct_study(affiliation=studied, **form.cleaned_data, **by(request)),
    )  # fmt: skip


@officer(SEE_RECORDS)
@require_POST
def contact_add(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    form = shapes.ContactForm(request.POST)
    return corrected(
        request, public_id, "contact", form,
        lambda held: services.add_contact(person=held.person, **form.cleaned_data, **by(request)),
    )  # fmt: skip


@officer(SEE_RECORDS)
@require_POST
def contact_drop(request: HttpRequest, club: str, public_id: str, pk: int) -> HttpResponse:
    held = membership_of(viewer(request).club, public_id)
    contact = get_object_or_404(ContactValue.objects.select_related("person"), pk=pk, person=held.person)
    try:
        services.drop_contact(contact=contact, **by(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("Taken off the record."))
    return redirect("memberships:office_member", club=club, public_id=public_id)
