"""What the import changed goes back to what it was, with the source it had, unless it was changed or confirmed since."""

import json
from collections import Counter

from vezi.network.people.naming import folded_name, sort_keys
from vezi.network.registrar.importing.runs import Run

# The next change of the same thing started from ours: it now starts from what was before.
RELINKED = """
update registrar_difference e set was = d.was, before = coalesce(d.before || jsonb_build_object('set_at', e.before -> 'set_at'), e.before)
from registrar_difference d, registrar_import i
where d.registrar_import_id = %(import)s and d.applied and d.target_id is not null
    and e.person_id = d.person_id and e.field = d.field and e.target_id = d.target_id and e.applied
    and i.id = e.registrar_import_id and i.state = 'applied' and (i.applied_at, i.id) > (%(applied_at)s, %(import)s)
    and e.was = d.becomes and not exists (
        select from registrar_difference f join registrar_import j on j.id = f.registrar_import_id
        where f.person_id = d.person_id and f.field = d.field and f.target_id = d.target_id and f.applied
            and j.state = 'applied' and (j.applied_at, j.id) > (%(applied_at)s, %(import)s) and (j.applied_at, j.id) < (i.applied_at, i.id)
    )
"""
# What it says of the source before it is ours, too.
RESOURCED = """
update registrar_difference e set before = e.before || jsonb_build_object(
    'source', d.before -> 'source', 'club', d.before -> 'club', 'recorded_at', d.before -> 'recorded_at',
    'confirmed_at', d.before -> 'confirmed_at', 'batch', d.before -> 'batch'
)
from registrar_difference d, registrar_import i
where d.registrar_import_id = %(import)s and d.applied and d.before ? 'source' and i.id = e.registrar_import_id
    and (i.applied_at, i.id) > (%(applied_at)s, %(import)s) and e.applied and e.person_id = d.person_id
    and e.target_id = d.target_id and split_part(e.field, '.', 1) = split_part(d.field, '.', 1)
    and (e.before ->> 'recorded_at')::timestamptz = (d.before ->> 'set_at')::timestamptz
"""
RESTORED = """
with done as (
    update {table} t set {values} {provenance}
    from registrar_difference d
    where d.registrar_import_id = %(import)s and d.applied and d.field = '{field}' and t.id = d.target_id
        and {present} = d.becomes {untouched}
    returning d.id
)
update registrar_difference d set applied = false, take = false from done where done.id = d.id
"""
# Only what replaced a value took over its source; what filled a gap, or was changed again elsewhere, leaves it.
OURS = "d.was is not null and t.recorded_at = (d.before ->> 'set_at')::timestamptz"
PROVENANCE = f""", source = case when {OURS} then d.before ->> 'source' else t.source end,
    club_id = case when {OURS} then (d.before ->> 'club')::bigint else t.club_id end,
    recorded_at = case when {OURS} then (d.before ->> 'recorded_at')::timestamptz else t.recorded_at end,
    confirmed_at = case when {OURS} then (d.before ->> 'confirmed_at')::timestamptz else t.confirmed_at end"""
UNTOUCHED = "and (d.was is null or t.source = 'registrar' and t.confirmed_at is null)"
TEXT = "coalesce(d.was #>> '{}', '')"
INT = "(d.was #>> '{}')::int"
DATE = "(d.was #>> '{}')::date"

STUDIES = {
    "degree": (TEXT, "to_jsonb(t.degree)"),
    "mode": (TEXT, "to_jsonb(t.mode)"),
    "kind": (TEXT, "to_jsonb(t.kind)"),
    "class_year": (INT, "to_jsonb(t.class_year)"),
    "started_year": (INT, "to_jsonb(t.started_year)"),
    "ended_year": (INT, "to_jsonb(t.ended_year)"),
    "graduated_on": (DATE, "to_jsonb(t.graduated_on)"),
}
DAYS = {
    "born_on": f"born_on = {DATE}, birth_year = case when d.was is null then (d.before ->> 'birth_year')::int"
    f" else extract(year from {DATE}) end",
    "birth_year": f"birth_year = {INT}",
    "deceased_on": f"deceased_on = {DATE}, is_deceased = d.was is not null",
    "is_deceased": "is_deceased = false",
}
UNNAMED = {
    "programme": ("programme_id", "(select to_jsonb(p.name) from clubs_programme p where p.id = t.programme_id)"),
    "institution": (
        "institution_id",
        "(select to_jsonb(p.name) from clubs_institution p where p.id = t.institution_id)",
    ),
}


# What a later file brought once more while ours stood elsewhere: with the old value back, it would stand there twice.
BROUGHT_AGAIN = """
delete from people_contactvalue o using registrar_difference d
join people_contactvalue t on t.id = d.target_id and to_jsonb(t.value) = d.becomes
    and t.source = 'registrar' and t.confirmed_at is null
where d.registrar_import_id = %(import)s and d.applied and d.field like 'contact.%%' and o.person_id = t.person_id
    and o.kind = t.kind and o.id <> t.id and o.key = d.before ->> 'key' and {later}
"""
# The person herself may have said so meanwhile: then hers stands, and ours goes.
SAID_BY_HERSELF = """
with gone as (
    delete from people_contactvalue t using registrar_difference d, people_contactvalue o
    where d.registrar_import_id = %(import)s and d.applied and d.field like 'contact.%%' and t.id = d.target_id
        and to_jsonb(t.value) = d.becomes and t.source = 'registrar' and t.confirmed_at is null and t.audience is null
        and o.person_id = t.person_id and o.kind = t.kind and o.id <> t.id and o.key = d.before ->> 'key'
    returning d.id, d.field
), done as (
    update registrar_difference d set applied = false, take = false from gone where d.id = gone.id returning d.field
)
select field, count(*) from done group by field
"""
DOUBLES = """
delete from {table} o using {table} t
where t.person_id = o.person_id and t.id < o.id and {same} and {later} and t.person_id in (select person_id from said_here)
"""
LATER = """(
    o.source = 'registrar' and o.club_id = %(club)s and o.confirmed_at is null and o.audience is null and o.batch in (
        select i.id from registrar_import i where i.club_id = %(club)s and i.state = 'applied'
            and (i.applied_at, i.id) > (%(applied_at)s, %(import)s)
    )
)"""
SAME = {
    "people_position": "(t.title, t.employer, t.trade, t.is_current) = (o.title, o.employer, o.trade, o.is_current)",
    "people_affiliation": "(t.kind, t.degree, t.mode) = (o.kind, o.degree, o.mode)"
    " and (t.institution_id, t.programme_id, t.class_year, t.started_year, t.ended_year, t.graduated_on)"
    " is not distinct from (o.institution_id, o.programme_id, o.class_year, o.started_year, o.ended_year, o.graduated_on)",
}


def pass_sources_on(run: Run) -> None:
    """To be done first of all, while every difference still belongs to the import that made it."""
    run.does(RESOURCED)


def restore(run: Run) -> tuple[dict[str, int], int]:
    """Answers how many values went back, by field, and how many stayed because they were changed again."""
    of: dict[str, int] = dict(
        run.asks(
            "select field, count(*) from registrar_difference"
            " where registrar_import_id = %(import)s and applied and target_id is not null group by field"
        )
    )
    if not of:
        return {}, 0
    run.does(RELINKED)
    restored: Counter[str] = Counter(restore_names(run))
    if any(field.startswith("contact.") for field in of):
        run.does(BROUGHT_AGAIN.format(later=LATER))
        restored.update(dict(run.asks(SAID_BY_HERSELF)))
    for field, statement in statements().items():
        if field in of:
            restored[field] += run.does(statement)
    for table, same in SAME.items():
        run.does(DOUBLES.format(table=table, same=same, later=LATER))
    back = {field: count for field, count in restored.items() if count}
    return back, sum(of.values()) - sum(back.values())


def statements() -> dict[str, str]:
    found: dict[str, str] = {}
    for part, values in DAYS.items():
        found[f"person.{part}"] = restored(
            f"person.{part}", "people_person", values, f"to_jsonb(t.{part})", sourced=False
        )
    for part, (value, present) in STUDIES.items():
        found[f"affiliation.{part}"] = restored(
            f"affiliation.{part}", "people_affiliation", f"{part} = {value}", present
        )
    for part, (column, present) in UNNAMED.items():
        field = f"affiliation.{part}"
        found[field] = restored(field, "people_affiliation", f"{column} = null", present, sourced=False)
    for kind in ("mail", "phone", "post"):
        values = f"value = {TEXT}, key = d.before ->> 'key', bounced_at = (d.before ->> 'bounced_at')::timestamptz"
        found[f"contact.{kind}"] = restored(f"contact.{kind}", "people_contactvalue", values, "to_jsonb(t.value)")
    for field, table, parts in (
        ("position", "people_position", ("title", "employer", "trade")),
        ("residence", "people_residence", ("city", "country")),
    ):
        values = ", ".join(f"{part} = d.was ->> '{part}'" for part in parts)
        present = "jsonb_build_object(" + ", ".join(f"'{part}', t.{part}" for part in parts) + ")"
        found[field] = restored(field, table, values, present)
    return found


def restored(field: str, table: str, values: str, present: str, *, sourced: bool = True) -> str:
    return RESTORED.format(
        field=field, table=table, values=values, present=present,
        provenance=PROVENANCE if sourced else "", untouched=UNTOUCHED if sourced else "",
    )  # fmt: skip


NAMES = """
select p.id, t.ids, t.parts, t.before, p.family, p.given, p.preferred, p.title
from (
    select d.person_id, array_agg(d.id) as ids, jsonb_object_agg(substr(d.field, 8), d.was) as parts,
        (array_agg(d.before) filter (
            where d.was <> '""' and (d.before ->> 'set_at')::timestamptz = q.recorded_at
        ))[1] as before
    from registrar_difference d join people_person q on q.id = d.person_id
    where d.registrar_import_id = %(import)s and d.applied
        and d.field in ('person.family', 'person.given', 'person.preferred', 'person.title')
        and d.becomes = to_jsonb(case d.field when 'person.family' then q.family when 'person.given' then q.given
            when 'person.preferred' then q.preferred else q.title end)
        and (d.was = '""' or q.source = 'registrar' and q.confirmed_at is null)
    group by d.person_id
) t join people_person p on p.id = t.person_id
"""
IS_OURS = "n.before is not null"
NAMED_AGAIN = f"""
update people_person p set family = n.family, given = n.given, preferred = n.preferred, title = n.title,
    folded = n.folded, sort_en = n.sort_en, sort_sl = n.sort_sl,
    source = case when {IS_OURS} then n.before ->> 'source' else p.source end,
    club_id = case when {IS_OURS} then (n.before ->> 'club')::bigint else p.club_id end,
    recorded_at = case when {IS_OURS} then (n.before ->> 'recorded_at')::timestamptz else p.recorded_at end,
    confirmed_at = case when {IS_OURS} then (n.before ->> 'confirmed_at')::timestamptz else p.confirmed_at end
from former_name n where n.person_id = p.id
"""


PARTS = ("family", "given", "preferred", "title")


def restore_names(run: Run) -> dict[str, int]:
    restored: Counter[str] = Counter()
    for portion in run.streams(NAMES):
        rows = []
        for person_id, ids, taken, before, *standing in portion:
            parts = dict(zip(PARTS, standing, strict=True)) | json.loads(taken)
            rows.append((ids, person_id, parts, before))
            restored.update(f"person.{part}" for part in json.loads(taken))
        write_names(run, rows)
        run.does(
            "update registrar_difference d set applied = false, take = false from former_name n where d.id = any(n.ids)"
        )
    return dict(restored)


def write_names(run: Run, names: list[tuple[list[int], int, dict[str, str], str | None]]) -> None:
    """Give people names with their keys: numbers of the differences, person, parts of the name, its provenance or None."""
    run.does("drop table if exists former_name")
    run.does(
        "create temp table former_name (ids bigint[], person_id bigint, family text, given text, preferred text,"
        " title text, folded text, sort_en bytea, sort_sl bytea, before jsonb) on commit drop"
    )
    rows = []
    for ids, person_id, parts, before in names:
        spoken = {part: parts[part] for part in ("family", "given", "preferred")}
        keys = sort_keys(**spoken)
        folded = folded_name(**spoken)
        rows.append((ids, person_id, *(parts[p] for p in PARTS), folded, keys["sort_en"], keys["sort_sl"], before))
    run.copies("former_name", "ids, person_id, family, given, preferred, title, folded, sort_en, sort_sl, before", rows)
    run.does(NAMED_AGAIN)
