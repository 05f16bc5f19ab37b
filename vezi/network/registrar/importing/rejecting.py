"""Leaving rows out, with the reason at row and column."""

import json
from typing import Any

from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.models import RowState
from vezi.network.registrar.reading.mapping import Mapping
from vezi.network.registrar.reading.problems import REJECTED

Rejection = tuple[int, str, str, dict[str, Any]]  # number of the row, code, field it stands in, facts


def reject(run: Run, rejections: list[Rejection]) -> None:
    """Leave rows out and take them from `file_row`; the people are to be staged again by the caller."""
    if not rejections:
        return
    mapping = Mapping.from_json(run.registrar_import.mapping) if run.registrar_import.mapping else None
    run.does("create temp table if not exists left_out (number int, problem jsonb) on commit drop")
    run.does("truncate left_out")
    run.copies(
        "left_out",
        "number, problem",
        [
            (
                number,
                json.dumps(as_problem(number, code, mapping.column_of(field) if mapping and field else None, facts)),
            )
            for number, code, field, facts in rejections
        ],
    )
    run.does(
        "update registrar_sourcerow s set state = %(rejected)s, problems = s.problems || jsonb_build_array(l.problem),"
        " matched_id = null from left_out l where s.registrar_import_id = %(import)s and s.number = l.number",
        rejected=RowState.REJECTED,
    )
    run.does("delete from file_row r using left_out l where l.number = r.number")


def as_problem(number: int, code: str, column: str | None, facts: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "severity": REJECTED, "row": number, "column": column, "params": facts}
