"""Step three: what the file would change, person by person and field by field; afterwards what it did."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from vezi.core import audit, spreadsheets
from vezi.core.access import officer
from vezi.core.components.parts import NumberTab, pages_of
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.opaque import OpaqueConverter
from vezi.core.viewer import viewer
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.registrar.feature import IMPORT
from vezi.network.registrar.importing import kinds, wording
from vezi.network.registrar.importing.differences.rules import RULES
from vezi.network.registrar.linkage import wording as likeness_wording
from vezi.network.registrar.models import Difference, Import, ImportState, RowState, SourceRow
from vezi.network.registrar.queries import imports as queries
from vezi.network.registrar.queries import previews
from vezi.network.registrar.reading.problems import REJECTED
from vezi.network.registrar.services import imports as services
from vezi.network.registrar.views.imports import find, frame, go_home, refused
from vezi.network.registrar.views.people import who_of_entry, who_of_person

ROWS_ON_A_PAGE, ROWS_BENEATH = 50, 5
CHANGED, NEW, REJECTED_ROWS, WARNED, UNCHANGED = "changed", "new", "rejected", "warned", "unchanged"
ALIKE = "alike"
VIEWS = (CHANGED, NEW, REJECTED_ROWS, WARNED, UNCHANGED, ALIKE)
#: States in which there is something to look at.
TO_BE_SEEN = (ImportState.READY, ImportState.APPLIED, ImportState.UNDONE)
opaque = OpaqueConverter()


@officer(IMPORT)
@require_safe
def import_preview(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """The preview; `?show=` chooses the view, `?kind=` a kind of field, `?page=` the page.

    That an officer looked through an import's people is written once for the import, in the audit log: thousands of
    entries of one look would tell nobody anything. A record or a single row that is opened is written down by itself.
    """
    found = find(request, public_id)
    if found.state not in TO_BE_SEEN:
        return go_home(found)
    reader = viewer(request)
    if not queries.has_looked(found, by=reader.account):
        audit.record("registrar.look", by=reader.account, at=timezone.now(), subject=found, club_id=found.club_id)
    shows = view_of(found, request.GET.get("show", ""))
    kind = request.GET.get("kind", "") if request.GET.get("kind") in kinds.TITLES else ""
    context = {
        **frame(found, 3 if found.state == ImportState.READY else 4),
        "is_open": found.state == ImportState.READY,
        "shows": shows,
        "kind": kind,
        "tabs": tabs(found, shows),
        "touched": found.changed + found.new,
        "rules": rules(),
        **content(request, found, shows, kind),
    }
    return page(request, "registrar/import_preview.html", context, part="people")


def view_of(found: Import, asked: str) -> str:
    """What is asked for, else the first view that has anything in it."""
    if asked in VIEWS:
        return asked
    filled = (
        (CHANGED, differing(found)),
        (NEW, found.new),
        (REJECTED_ROWS, found.rejected),
        (UNCHANGED, found.unchanged),
    )
    return next((name for name, count in filled if count), UNCHANGED)


def differing(found: Import) -> int:
    """People with differences, taken or not."""
    return int(found.facts.get("kinds", {}).get("", 0))


def tabs(found: Import, shows: str) -> list[NumberTab]:
    here = WARNED if shows == WARNED else ""
    said = (
        (CHANGED, found.changed, ngettext("person changes", "people change", found.changed)),
        (NEW, found.new, ngettext("is new", "are new", found.new)),
        (REJECTED_ROWS, found.rejected, ngettext("row needs you", "rows need you", found.rejected)),
        (UNCHANGED, found.unchanged, ngettext("stays as it is", "stay as they are", found.unchanged)),
    )
    return [
        NumberTab(
            localize(number), title, f"?show={name}", is_current=name == shows or (name == REJECTED_ROWS and bool(here))
        )
        for name, number, title in said
    ]


def content(request: HttpRequest, found: Import, shows: str, kind: str) -> dict[str, Any]:
    """What stands under the numbers."""
    asked = request.GET.get("page")
    if shows in (REJECTED_ROWS, WARNED):
        rows = previews.rejected(found) if shows == REJECTED_ROWS else previews.warned(found)
        pages = Paginator(rows, ROWS_ON_A_PAGE)
        pages.count = found.rejected if shows == REJECTED_ROWS else int(found.facts.get("warned", 0))
        shown = pages.get_page(asked)
        return {
            "rows": [bad_row(row) for row in shown.object_list],
            "at": pages_of(shown, request.GET),
            **warned(found),
        }
    if shows == ALIKE:
        shown = Paginator(previews.alike(found), ROWS_ON_A_PAGE).get_page(asked)
        found_alike = previews.told_alike(shown.object_list, club=found.club)
        return {"alike": [told_alike(one, found) for one in found_alike], "at": pages_of(shown, request.GET)}
    if shows == CHANGED:
        people = previews.ChangingPages(found, kind=kind).get_page(asked)
        linked = viewer(request).can(SEE_RECORDS)
        beneath = previews.rejected(found)[:ROWS_BENEATH] if found.rejected else []
        return {
            "people": [changing(one, found, linked=linked) for one in people.object_list],
            "at": pages_of(people, request.GET),
            "page_number": str(people.number),
            "chips": chips(found, kind),
            "count": people.paginator.count,
            "rows": [bad_row(row) for row in beneath],
            **warned(found),
        }
    state = RowState.NEW if shows == NEW else RowState.UNCHANGED
    people = previews.ToldPages(found, state=state, count=found.new if shows == NEW else found.unchanged).get_page(
        asked
    )
    linked = viewer(request).can(SEE_RECORDS)
    return {
        "told": [told(one, found, linked=linked) for one in people.object_list],
        "at": pages_of(people, request.GET),
    }


def warned(found: Import) -> dict[str, int]:
    return {"warned": int(found.facts.get("warned", 0))}


def chips(found: Import, kind: str) -> list[dict[str, Any]]:
    """The kinds of which there are any, with how many people each concerns."""
    counts = found.facts.get("kinds", {})
    titles = {"": _("All fields"), **kinds.TITLES}
    return [
        {
            "title": title,
            "url": "?" + urlencode({"show": CHANGED, **({"kind": code} if code else {})}),
            "count": localize(counts[code]),
            "is_on": code == kind,
        }
        for code, title in titles.items()
        if counts.get(code)
    ]


def changing(one: previews.Changing, found: Import, *, linked: bool) -> dict[str, Any]:
    who = who_of_person(one.person, found.club, linked=linked)
    rows = dict.fromkeys(difference.row_number for difference in one.differences)
    return {"who": who, "rows": sorted(rows), "lines": [line(difference, who.name) for difference in one.differences]}


def line(difference: Difference, name: str) -> dict[str, Any]:
    """A difference in words."""
    field = wording.field(difference.field)
    return {
        "id": opaque.to_url(difference.pk),
        "field": field,
        "about": _("%(field)s of %(person)s") % {"field": field, "person": name},
        "was": wording.value(difference.field, difference.was),
        "becomes": wording.value(difference.field, difference.becomes),
        "why": wording.why(difference.why, difference.before),
        "is_kept": wording.is_kept_unless_decided(difference.why),
        "take": difference.take,
        "applied": difference.applied,
    }


def bad_row(row: SourceRow) -> dict[str, Any]:
    """A row with what is wrong in it; what kept it out stands first."""
    problems = sorted(row.problems, key=lambda one: one["severity"] != REJECTED)
    return {
        "number": row.number,
        "problems": [
            {
                "place": wording.place_kept(problem),
                "column": wording.place_kept({**problem, "row": None}),
                "text": wording.sentence_kept(problem),
                "is_rejecting": wording.is_rejecting(problem),
            }
            for problem in problems
        ],
    }


def told(one: previews.Told, found: Import, *, linked: bool) -> dict[str, Any]:
    who = who_of_person(one.person, found.club, linked=linked) if one.person else who_of_entry(one.entry)
    return {"who": who, "entry": one.entry, "rows": one.entry.rows}


def told_alike(one: previews.Alike, found: Import) -> dict[str, Any]:
    strongest = sorted(one.weighed.comparisons, key=lambda evidence: -abs(evidence.bits))
    return {
        "row": one.row,
        "name": " ".join(one.row.read.get(part, "") for part in ("given", "family")).strip(),
        "who": who_of_person(one.person, found.club, linked=True),
        "is_sure": one.is_sure,
        "why": [likeness_wording.line(evidence) for evidence in strongest],
    }


@officer(IMPORT)
@require_POST
def import_unlike(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """The person of this row is not the one she was taken for: she comes in as new, and an officer is asked."""
    found = find(request, public_id)
    row = get_object_or_404(previews.alike(found), number=number_in(request.POST.get("row", "")))
    try:
        services.not_the_same(row=row, by=viewer(request).account, now=timezone.now())
    except Refused as refusal:
        return refused(request, found, refusal)
    return redirect(f"{reverse('registrar:import_preview', args=[found.club.slug, found.public_id])}?show={ALIKE}")


def number_in(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def rules() -> dict[str, list[str]]:
    """What is proposed to be taken, and what to be kept, unless an officer says otherwise."""
    return {
        "taken": [str(wording.RULES_SAID[code]) for code, take in RULES.items() if take],
        "kept": [str(wording.RULES_SAID[code]) for code, take in RULES.items() if not take],
    }


@officer(IMPORT)
@require_POST
def import_decide(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """Take or keep one difference (`take` or `keep` names it), or all of a kind (`all`: take or keep)."""
    found = find(request, public_id)
    wanted = Difference.objects.filter(registrar_import=found)
    take, one = "take" in request.POST or request.POST.get("all") == "take", None
    kind = request.POST.get("kind", "")
    if request.POST.get("all") in ("take", "keep"):
        wanted = wanted.filter(kinds.condition(kind))
    else:
        one = difference_named(found, request.POST.get("take") or request.POST.get("keep") or "")
        wanted = wanted.filter(pk=one.pk)
    try:
        count = services.decide(
            registrar_import=found, differences=wanted, take=take, by=viewer(request).account, now=timezone.now()
        )
    except Refused as refusal:
        return refused(request, found, refusal)
    if one is not None and request.htmx:  # type: ignore[attr-defined]
        one.refresh_from_db()
        context = {
            **frame(found, 3), "is_open": True, "shows": CHANGED, "tabs": tabs(found, CHANGED),
            "touched": found.changed + found.new, "line": line(one, one.person.name), "kind": kind,
            "page_number": request.POST.get("page", ""), "oob": True,
        }  # fmt: skip
        return render(request, "registrar/import_preview.html#decided", context)
    if one is None:
        said = (
            ngettext("%(count)s difference is taken now.", "%(count)s differences are taken now.", count)
            if take
            else ngettext("%(count)s difference is kept out now.", "%(count)s differences are kept out now.", count)
        )
        messages.success(request, said % {"count": localize(count)})
    return back(found, request.POST)


def difference_named(found: Import, name: str) -> Difference:
    try:
        number = opaque.to_python(name)
    except ValueError:
        number = 0
    return get_object_or_404(Difference.objects.select_related("person"), pk=number, registrar_import=found)


def back(found: Import, said: QueryDict) -> HttpResponseRedirect:
    """To the page of the preview on which the button stood."""
    parts = {"show": CHANGED} | {name: said[name] for name in ("kind", "page") if said.get(name)}
    address = reverse("registrar:import_preview", args=[found.club.slug, found.public_id])
    return HttpResponseRedirect(f"{address}?{urlencode(parts)}")


@officer(IMPORT)
@require_safe
def import_rejected(request: HttpRequest, club: str, public_id: str) -> HttpResponse | StreamingHttpResponse:
    """The rows that were left out as CSV: their cells as they stood, with the number of the row and why."""
    found = find(request, public_id)
    if found.state not in TO_BE_SEEN:
        return go_home(found)
    reader = viewer(request)
    audit.record("registrar.rejected", by=reader.account, at=timezone.now(), subject=found, club_id=found.club_id)
    columns = found.facts.get("columns", [])
    head = [_("Row"), _("What is wrong"), *columns]
    named = slugify(f"{found.filename.rpartition('.')[0] or found.filename} {_('left out')}")

    def cells() -> Iterator[list[object]]:
        for row in previews.rejected(found).iterator(chunk_size=2_000):
            why = " ".join(wording.sentence_kept(one) for one in row.problems if wording.is_rejecting(one))
            yield [row.number, why, *row.cells]

    return StreamingHttpResponse(
        spreadsheets.lines(head, cells()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{named}.csv"', "Cache-Control": "no-store"},
    )
