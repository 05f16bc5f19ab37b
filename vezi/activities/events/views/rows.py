"""Forms in rows: “more rows” gives some without losing what was typed."""

from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, QueryDict

from vezi.core.wording import numbers


def given_to(rows: "type[BaseFormSet[Any]]", request: HttpRequest, *, more: int) -> tuple[QueryDict | None, bool]:
    """What was sent, and whether it is to be saved; where more rows were asked for there are so many more, and it is not."""
    if request.method != "POST":
        return None, False
    given = request.POST.copy()
    if "more" not in given:
        return given, True
    there = numbers.read(str(given.get("form-TOTAL_FORMS", "")), digits=3) or 0
    given["form-TOTAL_FORMS"] = str(min(there + more, rows.max_num))
    return given, False
