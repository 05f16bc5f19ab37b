"""Institutions and programmes that imports made go again when nothing uses them."""

from collections.abc import Iterable

from django.db import connection, models

from vezi.network.clubs.models import Institution, Programme
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.models import Import


def remove_unused_places(run: Run, imports: Iterable[Import]) -> dict[str, int]:
    """Of what these imports made, remove what nothing refers to; their `made` keeps the rest. Not saved."""
    removed = {}
    run.progress("finishing")
    for kind, model in (("programmes", Programme), ("institutions", Institution)):
        gone: set[int] = set()
        while fresh := remove(
            model, [number for one in imports for number in one.made.get(kind, []) if number not in gone]
        ):
            gone |= fresh  # a university may follow its faculties
        for one in imports:
            one.made = {**one.made, kind: [number for number in one.made.get(kind, []) if number not in gone]}
        if gone:
            removed[kind] = len(gone)
    return removed


def remove(model: type[models.Model], ids: list[int]) -> set[int]:
    if not ids:
        return set()
    unused = " and ".join(
        f"not exists (select from {relation.related_model._meta.db_table} u where u.{relation.field.column} = m.id)"
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {model._meta.db_table} m where m.id = any(%s) and {unused} returning m.id", [ids])
        return {number for (number,) in cursor.fetchall()}
