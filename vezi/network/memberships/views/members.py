"""The members' ledger, and lists that leave the house."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from vezi.core import audit, faces, spreadsheets
from vezi.core.access import officer
from vezi.core.components.parts import pages_of
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.core.who import Who
from vezi.network.clubs.models import Club
from vezi.network.memberships import services
from vezi.network.memberships.feature import EXPORT, SEE_RECORDS
from vezi.network.memberships.forms import COLUMNS, LOOKED_AT_COLUMNS, ExportForm, LedgerForm
from vezi.network.memberships.models import State
from vezi.network.memberships.queries import books, ledger
from vezi.network.memberships.queries.reach import Reach
from vezi.network.memberships.views.desk import doors

EXPORTED_AT_ONCE = 500  # people


@officer(SEE_RECORDS)
@require_safe
def office_members(request: HttpRequest, club: str) -> HttpResponse:
    """The ledger; its whole state is in the address."""
    reader, now = viewer(request), timezone.now()
    here = reader.club
    form = LedgerForm(request.GET)
    pages = ledger.LedgerPages(here, form.wanted, now=now, per_page=form.page_size)
    shown = pages.get_page(request.GET.get("page"))
    if LOOKED_AT_COLUMNS & set(form.columns):
        seen = [row.person.pk for row in shown.object_list]
        audit.looked(by=reader.account, at=now, person_ids=seen, club_id=here.pk, what="memberships.ledger")
    standing = books.standing(here, now=now)
    context = {
        "club": here,
        "form": form,
        "rows": [{"row": row, "who": who_of_row(row)} for row in shown.object_list],
        "total": pages.count,
        "at": pages_of(shown, request.GET),
        "tabs": doors(here, standing, is_open=True, current=current_door(form)),
        "unconfirmed": standing.unconfirmed,
        "unconfirmed_url": f"?reach={Reach.UNCONFIRMED.value}",
        "columns": [{"name": name, "title": COLUMNS[name]} for name in form.columns],
        "chips": chips(form, request.GET),
        "sorts": {kind: sort_address(kind, form, request.GET) for kind in ("name", "class", "seen")},
        "kept": kept(request.GET, without=("q", "page")),
        "may_export": reader.can(EXPORT),
        "asked": request.GET.urlencode(),
    }
    return page(request, "memberships/office_members.html", context, part="ledger")


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


def address_without(asked: QueryDict, *names: str, **becomes: str) -> str:
    """The page's own address with some parts left out and others put in."""
    parts = [(name, value) for name, value in kept(asked, without=(*names, *becomes, "page"))]
    return "?" + urlencode([*parts, *becomes.items()])


def kept(asked: QueryDict, *, without: tuple[str, ...]) -> list[tuple[str, str]]:
    known = set(LedgerForm.base_fields)
    return [
        (name, value) for name, values in asked.lists() if name in known and name not in without for value in values
    ]


def chips(form: LedgerForm, asked: QueryDict) -> list[dict[str, str]]:
    """The filters that are on, each with the address of the page without it."""
    wanted = form.wanted
    told: list[tuple[object, tuple[str, ...]]] = []
    if wanted.find:
        told.append((f"“{wanted.find}”", ("q",)))
    if wanted.state:
        told.append((dict(form.fields["state"].choices)[wanted.state], ("state",)))  # type: ignore[attr-defined]
    if wanted.reach:
        told.append((Reach(wanted.reach).label, ("reach",)))
    if wanted.year_from or wanted.year_to:
        said = {"first": wanted.year_from, "last": wanted.year_to}
        if wanted.year_from and wanted.year_to:
            words = _("Class of %(first)s to %(last)s")
        else:
            words = _("From the class of %(first)s") if wanted.year_from else _("To the class of %(last)s")
        told.append((words % said, ("year_from", "year_to")))
    if wanted.programme:
        told.append((wanted.programme, ("programme",)))
    if wanted.mail:
        told.append((dict(form.fields["mail"].choices)[wanted.mail], ("mail",)))  # type: ignore[attr-defined]
    return [{"title": str(title), "url": address_without(asked, *names)} for title, names in told]


def sort_address(kind: str, form: LedgerForm, asked: QueryDict) -> dict[str, str]:
    """Where a column's head leads, and how the column stands now."""
    now = form.wanted.sort
    becomes = f"-{kind}" if now == kind else kind
    standing = {kind: "ascending", f"-{kind}": "descending"}.get(now, "")
    if kind == "seen" and standing:  # the latest come first
        standing = "descending" if standing == "ascending" else "ascending"
    return {"url": address_without(asked, sort=becomes), "standing": standing}


@officer(EXPORT)
@require_http_methods(["GET", "POST"])
def office_export(request: HttpRequest, club: str) -> HttpResponseBase:
    """Asks what the list is for, writes it down, and gives it out as CSV."""
    reader, now = viewer(request), timezone.now()
    if not reader.can(SEE_RECORDS):
        raise PermissionDenied
    here = reader.club
    chosen = LedgerForm(request.GET)
    form = ExportForm(request.POST or None)
    people = ledger.wanted_of(here, chosen.wanted, now=now)
    if request.method == "POST" and form.is_valid():
        asked = {name: value for name, value in asdict(chosen.wanted).items() if value}
        services.note_export(
            club=here, people=people, wanted=asked, reason=form.cleaned_data["reason"], by=reader.account, now=now
        )
        named = slugify(f"{here.slug} {now:%Y-%m-%d}")
        return StreamingHttpResponse(
            exported(here, replace(chosen.wanted, sort="name"), now=now),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{named}.csv"', "Cache-Control": "no-store"},
        )
    context = {"club": here, "form": form, "people": people.count(), "chips": chips(chosen, request.GET)}
    context["back"] = request.GET.urlencode()
    return render(request, "memberships/office_export.html", context, status=422 if form.errors else 200)


def exported(club: Club, wanted: ledger.Wanted, *, now: datetime) -> Iterator[str]:
    """The list as CSV, some hundred people at a time."""
    ordered = ledger.wanted_of(club, wanted, now=now).order_by(ledger.sort_field(), "person_id")
    ids = list(ordered.values_list("pk", flat=True))
    head = (_("Surname"), _("Given names"), _("Class year"), _("Programme"), _("State"), _("Reach"), _("Mail"),
            _("City"), _("Country"), _("Student number"))  # fmt: skip

    def cells() -> Iterator[list[object]]:
        for start in range(0, len(ids), EXPORTED_AT_ONCE):
            for row in ledger.rows(club, ids[start : start + EXPORTED_AT_ONCE], now=now):
                yield [
                    row.person.family, row.person.given, row.year, row.programme,
                    row.membership.get_state_display(), row.reach.label, row.mail, row.city, row.country, row.number,
                ]  # fmt: skip

    return spreadsheets.lines(head, cells())
