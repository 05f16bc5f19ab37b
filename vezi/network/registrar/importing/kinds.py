"""Kinds of differences, as an officer goes through them: names, studies, addresses, against the member's own word."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vezi.network.registrar.importing.runs import Run

FIELDS: dict[str, tuple[str, ...]] = {
    "names": ("person.family", "person.given", "person.preferred", "person.title", "name.former", "name.graduation"),
    "studies": (
        *("affiliation", "affiliation.institution", "affiliation.programme", "affiliation.degree", "affiliation.mode"),
        *("affiliation.kind", "affiliation.class_year", "affiliation.started_year", "affiliation.ended_year"),
        "affiliation.graduated_on",
    ),
    "work": ("position",),
    "addresses": ("contact.post", "residence"),
    "contacts": ("contact.mail", "contact.phone"),
    "days": ("person.born_on", "person.birth_year", "person.deceased_on", "person.is_deceased"),
    "numbers": ("identifier",),
}
OWN_WORD, OWN_WHYS = "own_word", ("own_word", "confirmed")
TITLES: dict[str, Any] = {
    "names": _("Names"),
    "studies": _("Degrees"),
    "work": _("Work"),
    "addresses": _("Addresses"),
    "contacts": _("Mail and telephone"),
    "days": _("Birth and death"),
    "numbers": _("Student numbers"),
    OWN_WORD: _("Against the member’s own word"),
}
COUNTED = """
select kind, count(distinct person_id) from (
    select person_id, {kind} as kind from registrar_difference where registrar_import_id = %(import)s
) d group by grouping sets ((kind), ())
"""
COUNTED_OWN = """
select count(distinct person_id) from registrar_difference
where registrar_import_id = %(import)s and why in ('own_word', 'confirmed')
"""


def condition(kind: str) -> Q:
    """Which differences are of the kind; an unknown or empty one means all."""
    if kind == OWN_WORD:
        return Q(why__in=OWN_WHYS)
    return Q(field__in=FIELDS[kind]) if kind in FIELDS else Q()


def count_kinds(run: Run) -> dict[str, int]:
    """How many people have differences of which kind; "" counts all. Counted once, as it takes a while for many."""
    cases = " ".join(
        f"when field in ({', '.join(repr(name) for name in names)}) then '{kind}'" for kind, names in FIELDS.items()
    )
    found = {kind or "": number for kind, number in run.asks(COUNTED.format(kind=f"case {cases} end"))}
    found[OWN_WORD] = run.counts(COUNTED_OWN)
    return {kind: number for kind, number in found.items() if number or not kind}
