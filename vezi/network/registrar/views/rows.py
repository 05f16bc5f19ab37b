"""A row of a registrar's file: its cells as they stood, beside what was understood."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from vezi.core import audit
from vezi.core.access import officer
from vezi.core.viewer import viewer
from vezi.network.memberships.feature import SEE_RECORDS
from vezi.network.registrar.feature import IMPORT
from vezi.network.registrar.importing import entries
from vezi.network.registrar.models import Import, RowState, SourceRow
from vezi.network.registrar.queries import previews
from vezi.network.registrar.reading.fields import FIELDS, IGNORED, UNUSED
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.views.imports import find, frame
from vezi.network.registrar.views.people import who_of_entry, who_of_person
from vezi.network.registrar.views.previews import bad_row

#: Fields whose column gives something under other names, too.
GIVES = {
    "full_name_given_first": ("given", "family", "title"),
    "full_name_family_first": ("family", "given", "title"),
    "born_on": ("born_on", "birth_year"),
    "birth_year": ("birth_year", "born_on"),
    "graduated_on": ("graduated_on",),
    "deceased_on": ("deceased_on", "deceased_year"),
}
OUR_OWN = {"folded", "mail_is_shared", "deceased_year"}
SIBLINGS_SHOWN = 50


@officer(IMPORT)
@require_safe
def import_row(request: HttpRequest, club: str, public_id: str, number: int) -> HttpResponse:
    """Who opens a row of a person sees what only officers may see: it is written into the access log."""
    found = find(request, public_id)
    row = get_object_or_404(SourceRow, registrar_import=found, number=number)
    reader = viewer(request)
    people = previews.people_by_id([pk for pk in (row.person_id or row.matched_id,) if pk], club=found.club)
    person = next(iter(people.values()), None)
    if person is not None:
        audit.looked(
            by=reader.account, at=timezone.now(), person_ids=[person.pk], club_id=found.club_id, what="registrar.row"
        )
    entry = entries.entry([(row.number, row.read, row.problems)]) if row.state != RowState.REJECTED else None
    siblings = (
        [one.number for one in previews.of_people(found, [row.first_number]) if one.pk != row.pk] if entry else []
    )
    context = {
        **frame(found, 0),
        "row": row,
        "is_rejected": row.state == RowState.REJECTED,
        "who": who_of_person(person, found.club, linked=reader.can(SEE_RECORDS))
        if person
        else entry and who_of_entry(entry),
        "problems": bad_row(row)["problems"],
        "siblings": siblings,
        **neighbours(found, number),
        **understood(found, row),
    }
    return render(request, "registrar/import_row.html", context)


def neighbours(found: Import, number: int) -> dict[str, int | None]:
    rows = SourceRow.objects.filter(registrar_import=found)
    earlier = rows.filter(number__lt=number).order_by("-number").values_list("number", flat=True).first()
    later = rows.filter(number__gt=number).order_by("number").values_list("number", flat=True).first()
    return {"earlier": earlier, "later": later}


def understood(found: Import, row: SourceRow) -> dict[str, Any]:
    """Cell by cell what it became, and what came from elsewhere: a word for the whole file, a year worked out."""
    mapping = Mapping.from_json(found.mapping) if found.mapping else Mapping(())
    left = {name: value for name, value in row.read.items() if name not in OUR_OWN and value not in (None, "")}
    cells = []
    for column, cell in zip(columns_of(found, row), row.cells, strict=False):
        code = mapping.use_of(column).field
        became = [(name, left.pop(name)) for name in GIVES.get(code, (code,)) if name in left]
        cells.append(
            {
                "column": column,
                "cell": cell,
                "is_unused": code in UNUSED,
                "is_ignored": code == IGNORED,
                "became": [
                    {"title": title_of(name), "value": entries.understood(name, value)} for name, value in became
                ],
            }
        )
    besides = [
        {"title": title_of(name), "value": entries.understood(name, value), "is_constant": name in mapping.constants}
        for name, value in left.items()
    ]
    return {"cells": cells, "besides": besides}


def columns_of(found: Import, row: SourceRow) -> list[str]:
    """The names of the columns; a row that is too long has cells beyond them."""
    columns: list[str] = list(found.facts.get("columns", []))
    return columns + [""] * (len(row.cells) - len(columns))


def title_of(name: str) -> str:
    return str(FIELDS[name].label) if name in FIELDS else name
