"""The members' ledger, and lists that leave the house."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vezi.core import audit, faces
from vezi.core.access import officer
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.feature import EXPORT, SEE_RECORDS
from vezi.network.memberships.forms import COLUMNS, LOOKED_AT_COLUMNS, ExportForm, LedgerForm, ViewForm
from vezi.network.memberships.models import Export, State
from vezi.network.memberships.queries import books, choices, ledger, narrowing
from vezi.network.memberships.queries.choices import is_chosen
from vezi.network.memberships.reach import Reach
from vezi.network.memberships.views.choosing import asked_with, back_to, bar, choice_of, must_be_chosen
from vezi.network.memberships.views.desk import doors
from vezi.network.memberships.views.filters import chips, kept, sort_address
from vezi.network.memberships.views.kept import views_of

#: Of the form that is opened
FILTERS = (
    "state", "reach", "year_from", "year_to", "mail", "claimed", "joined_since",
    *narrowing.MANY, *(f"not_{kind}" for kind in narrowing.MANY),
)  # fmt: skip
COLUMN_CHOICES = ("column", "size")


@officer(SEE_RECORDS)
@require_safe
def office_members(request: HttpRequest, club: str) -> HttpResponse:
    """The ledger; its whole state is in the address."""
    reader, now = viewer(request), timezone.now()
    here = reader.club
    form = LedgerForm(request.GET)
    pages = ledger.LedgerPages(here, form.wanted, now=now, per_page=form.page_size)
    shown = pages.get_page(request.GET.get("page"))
    if seen := looked_at(form, here, [row.person.pk for row in shown.object_list]):
        audit.looked(by=reader.account, at=now, person_ids=seen, club_id=here.pk, what="memberships.ledger")
    form.offer_countries(narrowing.countries_of(here))
    standing = books.standing(here, now=now)
    choice = choice_of(request, request.GET.get("choice", ""), form.wanted)
    context = bar(reader, shown, choice, asked_with(request.GET, choice)) | {
        "form": form,
        "rows": [
            {"row": row, "who": who_of_row(row), "is_chosen": is_chosen(choice, row.person.pk)}
            for row in shown.object_list
        ],
        "tabs": doors(here, standing, is_open=True, current=current_door(form)),
        "doubtful": standing.doubtful,
        "doubtful_url": f"?reach={Reach.DOUBTFUL.value}",
        "counted_at": standing.told_at(now),
        "columns": [{"name": name, "title": COLUMNS[name]} for name in form.columns],
        "chips": chips(form, request.GET),
        "sorts": {kind: sort_address(kind, form, request.GET) for kind in ("name", "class", "seen")},
        "kept": kept(request.GET, without=("q",)),
        "kept_beside_filters": kept(request.GET, without=FILTERS),
        "kept_beside_columns": kept(request.GET, without=COLUMN_CHOICES),
        "views": views_of(request, form),
        "view_form": ViewForm(),
        "asked_for": form.kept,
    }
    return page(request, "memberships/office_members.html", context, part="ledger")


def looked_at(form: LedgerForm, club: Club, person_ids: list[int]) -> list[int]:
    """Those of the people shown of whom the page says more than their names and studies, be it by finding them."""
    if LOOKED_AT_COLUMNS & set(form.columns) or form.wanted.looks_at_hidden_values:
        return person_ids
    if form.wanted.find.strip() and person_ids:
        return ledger.found_by_texts_alone(form.wanted.find, club, person_ids)
    return []


def who_of_row(row: ledger.Row) -> Who:
    person = row.person
    return Who(
        name=person.name, given=person.called, family=person.family, year=row.year, face=faces.address(person.face)
    )


def current_door(form: LedgerForm) -> str:
    """Which of the numbers over the ledger the filters stand for."""
    wanted = form.wanted
    if wanted.state == State.MEMBER and not wanted.reach:
        return "members"
    if not wanted.state and wanted.reach:
        return wanted.reach
    return "" if wanted.state else "graduates"


@officer(EXPORT)
@require_http_methods(["GET", "POST"])
def office_export(request: HttpRequest, club: str) -> HttpResponseBase:
    """Asks what the list is for, writes it down, and gives it out as CSV."""
    reader, now = viewer(request), timezone.now()
    if not reader.can(SEE_RECORDS):
        raise PermissionDenied
    here, choice = reader.club, None
    wanted, titles = LedgerForm(request.GET), []
    form = ExportForm(request.POST or None)
    if request.GET.get("choice"):
        choice = must_be_chosen(request, request.GET["choice"])
        people = choices.chosen(choice, now=now)
        asked: dict[str, object] = {"chosen": True} if choice.wanted is None else asked_in(choices.wanted_in(choice))
    else:
        people, titles = ledger.wanted_of(here, wanted.wanted, now=now), chips(wanted, request.GET)
        asked = asked_in(wanted.wanted)
    if request.method == "POST" and form.is_valid():
        services.note_export(
            club=here, people=people, wanted=asked, reason=form.cleaned_data["reason"], by=reader.account, now=now
        )
        if people.count() > services.LONG:
            export = services.begin_export(club=here, people=people, by=reader.account, now=now)
            return redirect("memberships:export_run", club=club, public_id=export.public_id)
        return as_a_file(here, services.list_lines(here, services.in_line(people), now=now), now=now)
    context = {"club": here, "form": form, "people": people.count(), "chips": titles}
    context["back"] = back_to(choice) if choice is not None else request.GET.urlencode()
    return render(request, "memberships/office_export.html", context, status=422 if form.errors else 200)


def asked_in(wanted: ledger.Wanted) -> dict[str, object]:
    return {name: value for name, value in asdict(wanted).items() if value}


def as_a_file(club: Club, said: Iterator[str], *, now: datetime) -> StreamingHttpResponse:
    named = slugify(f"{club.slug} {timezone.localtime(now):%Y-%m-%d}")
    return StreamingHttpResponse(
        said,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{named}.csv"', "Cache-Control": "no-store"},
    )


def my_export(request: HttpRequest, public_id: str) -> Export:
    """404 for a list of anybody else: each officer says herself what she needs one for."""
    reader = viewer(request)
    if not reader.can(SEE_RECORDS):
        raise PermissionDenied
    return get_object_or_404(Export.objects.defer("people"), club=reader.club, by=reader.account, public_id=public_id)


@officer(EXPORT)
@require_safe
def export_run(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """How far a long list is; left and come back to as one likes."""
    context = {"club": viewer(request).club, "export": my_export(request, public_id)}
    return page(request, "memberships/office_export_run.html", context, part=request.GET.get("part", ""))


@officer(EXPORT)
@require_POST
def export_take(request: HttpRequest, club: str, public_id: str) -> HttpResponseBase:
    reader, export, now = viewer(request), my_export(request, public_id), timezone.now()
    if export.ended_at is None:
        return redirect("memberships:export_run", club=club, public_id=public_id)
    return as_a_file(reader.club, services.take_export(export=export, by=reader.account, now=now), now=now)
