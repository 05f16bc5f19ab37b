"""Step two: what was found in the file, and which column is what."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vezi.core.access import officer
from vezi.core.errors import Refused
from vezi.core.htmx import page
from vezi.core.viewer import viewer
from vezi.network.registrar.feature import IMPORT
from vezi.network.registrar.forms import ChoicesForm, ColumnsForm, programmes_of
from vezi.network.registrar.importing import openings, wording
from vezi.network.registrar.importing.openings import FirstPeople, Opening
from vezi.network.registrar.models import Import
from vezi.network.registrar.reading import wording as reading
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.reading.problems import Unreadable
from vezi.network.registrar.services import imports as services
from vezi.network.registrar.views.imports import find, frame, go, go_home, refused
from vezi.network.registrar.views.people import who_of_entry

PEOPLE_SHOWN = 8
EXAMPLES, LONGEST_EXAMPLE = 3, 60


@officer(IMPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: HttpRequest, club: str, public_id: str) -> HttpResponse:
    """The proposal, to be corrected. Whatever is chosen is shown at once in the first rows; `deed` says what to do:
    choices (read the file another way), anew (propose again), read, later; nothing: only show."""
    found = find(request, public_id)
    if found.state not in services.OPEN_STATES:
        return go_home(found)
    if not found.facts.get("columns"):
        return redirect("registrar:import_drop", club=club, public_id=public_id)
    deed = request.POST.get("deed", "")
    if deed in ("choices", "anew"):
        return propose(request, found, anew=deed == "anew")
    form = columns_form(found, request.POST if request.method == "POST" else None)
    if deed in ("read", "later") and form.is_valid():
        return keep(request, found, form, reads=deed == "read")
    return shown(request, found, form, status=422 if deed and form.errors else 200)


def columns_form(found: Import, said: Any = None) -> ColumnsForm:
    name = found.facts.get("saved_mapping") or found.filename.rpartition(".")[0] or found.filename
    return ColumnsForm(
        said, registrar_import=found, mapping=Mapping.from_json(found.mapping), save_as=Truncator(name).chars(80)
    )


def propose(request: HttpRequest, found: Import, *, anew: bool) -> HttpResponse:
    """Look into the file once more, the way the officer says."""
    form = None if anew else ChoicesForm(request.POST, registrar_import=found)
    if form is not None and not form.is_valid():
        return shown(request, found, columns_form(found), choices=form, status=422)
    try:
        services.propose(
            registrar_import=found, now=timezone.now(), choices=form.choices if form is not None else None, anew=anew
        )
    except services.FileUnreadable as unreadable:
        form = form or ChoicesForm({}, registrar_import=found)
        form.add_error(None, wording.sentence(unreadable.problem))
        return shown(request, found, columns_form(found), choices=form, status=422)
    except Refused as refusal:
        return refused(request, found, refusal)
    return go("registrar:import_columns", found)


def keep(request: HttpRequest, found: Import, form: ColumnsForm, *, reads: bool) -> HttpResponse:
    """Keep the choices, and ask for the file to be read."""
    by, now = viewer(request).account, timezone.now()
    try:
        services.set_mapping(
            registrar_import=found, mapping=form.mapping, by=by, now=now, save_as=form.cleaned_data["save_as"]
        )
        if reads:
            services.read(registrar_import=found, by=by, now=now)
    except services.FileUnreadable as unreadable:
        form.refuse(unreadable.problem)
        return shown(request, found, form, status=422)
    except Refused as refusal:
        return refused(request, found, refusal)
    if reads:
        return go("registrar:import_progress", found)
    messages.success(request, _("Kept for later. Nothing of the file is written yet."))
    return redirect("registrar:import_list", club=found.club.slug)


def shown(
    request: HttpRequest, found: Import, form: ColumnsForm, *, choices: ChoicesForm | None = None, status: int = 200
) -> HttpResponse:
    try:
        opening = openings.opening_of(found)
    except Unreadable as unreadable:
        found.failure = unreadable.problem.as_json()
        opening = Opening(tuple(found.facts["columns"]), [])
    context = {
        **frame(found, 2),
        "form": form,
        "choices": choices or ChoicesForm(registrar_import=found),
        "choices_open": choices is not None,
        "facts": found.facts,
        "parted": reading.parted_by(found.facts.get("delimiter", "")),
        "warnings": warnings_of(found),
        "rows": list(form.column_rows(examples_of(opening))),
        "programmes": programmes_of(found),
        **first(opening, form),
    }
    return page(request, "registrar/import_columns.html", context, part="first", status=status)


def warnings_of(found: Import) -> list[dict[str, Any]]:
    """What is to be said of the file as a whole, and of cells in it."""
    about = [*found.facts.get("warnings", []), *found.facts.get("notes", [])]
    return [
        {"place": place, "text": wording.sentence_kept(one), "is_warning": one["severity"] == "warning"}
        for one in about
        if not one["column"] or one["row"]
        for place in [wording.place_kept(one)]
    ]


def examples_of(opening: Opening) -> dict[str, list[str]]:
    """The first different values of each column."""
    found: dict[str, list[str]] = {}
    for place, column in enumerate(opening.columns):
        cells = (row.cells[place].strip() for row in opening.first if place < len(row.cells))
        filled = [Truncator(cell).chars(LONGEST_EXAMPLE) for cell in dict.fromkeys(cells) if cell]
        found[column] = filled[:EXAMPLES]
    return found


def first(opening: Opening, form: ColumnsForm) -> dict[str, Any]:
    """The first people as they would be read with what is chosen now, or what is in the way."""
    in_the_way: list[str] = []
    read = FirstPeople([], [])
    mapping = form.shown
    if form.is_bound:
        if form.is_valid():
            mapping = form.mapping
        else:
            in_the_way = [str(error) for error in form.non_field_errors()]
    if not in_the_way:
        try:
            read = openings.first_people(opening, mapping, today=timezone.localdate(), most=PEOPLE_SHOWN)
        except Unreadable as unreadable:
            in_the_way = [wording.sentence(unreadable.problem)]
    return {
        "first_people": [
            {"entry": entry, "who": who_of_entry(entry), "problems": told(entry.problems)} for entry in read.people
        ],
        "left_out": told(read.left_out),
        "in_the_way": in_the_way,
    }


def told(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "place": wording.place_kept(one),
            "text": wording.sentence_kept(one),
            "is_rejecting": wording.is_rejecting(one),
        }
        for one in problems
    ]
