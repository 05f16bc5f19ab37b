"""Whether a new value is the old one otherwise written, better written, or one that has lost something."""

import json
import re
from typing import Any

from vezi.core.folding import fold
from vezi.network.registrar.importing.runs import Run

WORDS = re.compile(r"\w+")
CHANGED = """
select id, field, was, becomes from registrar_difference
where registrar_import_id = %(import)s and why = 'newer' and was is not null
    and jsonb_typeof(becomes) in ('string', 'object') and field !~ '_on$' and field <> 'contact.mail' and field <> 'contact.phone'
"""
PLACES = ("contact.post", "residence")


def judge(run: Run) -> None:
    """Refine `newer` into `spelling`, `better_written` or `plainer`."""
    judged: list[tuple[int, str]] = []
    for portion in run.streams(CHANGED):
        for number, field, was, becomes in portion:
            code = code_of(field, plain(was), plain(becomes))
            if code:
                judged.append((number, code))
    if not judged:
        return
    run.does("create temp table judged (id bigint, why text) on commit drop")
    run.copies("judged", "id, why", judged)
    run.does("update registrar_difference d set why = j.why, take = j.why <> 'plainer' from judged j where j.id = d.id")
    run.does("drop table judged")


def plain(value: Any) -> str:
    value = json.loads(value) if isinstance(value, str) else value
    return " ".join(str(part) for part in value.values() if part) if isinstance(value, dict) else str(value)


def code_of(field: str, was: str, becomes: str) -> str:
    old, new = WORDS.findall(fold(was)), WORDS.findall(fold(becomes))
    if old == new:
        shouts = becomes.isupper() and not was.isupper()
        return "plainer" if shouts or marks(becomes) < marks(was) else "spelling"
    if field in PLACES and set(old) < set(new):
        return "better_written"
    if field in PLACES and set(new) < set(old):
        return "plainer"
    return ""


def marks(text: str) -> int:
    """How many letters have more than the plain alphabet: “Dordevic” has lost what “Đorđević” has."""
    return sum(not letter.isascii() for letter in text)
