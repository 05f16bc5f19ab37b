"""A changed name takes its keys with it, and leaves the surname it had as a former name."""

import json
from typing import Any

from vezi.network.people.models import OtherName
from vezi.network.people.naming import folded_name, sort_keys
from vezi.network.registrar.importing.insertions import insertion
from vezi.network.registrar.importing.runs import Row, Run

PARTS = ("family", "given", "preferred", "title")
LOCKED = """
select count(*) from (
    select p.id from people_person p
    where p.id in (select person_id from taken where field like 'person.%%') order by p.id for update
) p
"""
STANDING = """
select p.id, t.ids, t.parts, p.family, p.given, p.preferred, p.title
from (
    select d.person_id, array_agg(d.id) as ids,
        jsonb_object_agg(substr(d.field, 8), jsonb_build_array(d.becomes, d.why)) as parts
    from taken d join people_person q on q.id = d.person_id
    where d.field in ('person.family', 'person.given', 'person.preferred', 'person.title')
        and d.was = to_jsonb(case d.field when 'person.family' then q.family when 'person.given' then q.given
            when 'person.preferred' then q.preferred else q.title end)
    group by d.person_id
) t join people_person p on p.id = t.person_id
"""
TABLE = """
create temp table changed_name (
    ids bigint[], person_id bigint, family text, given text, preferred text, title text,
    folded text, sort_en bytea, sort_sl bytea, left_behind text, replaces boolean
) on commit drop
"""
RENAMED = """
update people_person p set family = n.family, given = n.given, preferred = n.preferred, title = n.title,
    folded = n.folded, sort_en = n.sort_en, sort_sl = n.sort_sl,
    source = case when n.replaces then 'registrar' else p.source end,
    club_id = case when n.replaces then %(club)s else p.club_id end,
    recorded_at = case when n.replaces then %(now)s else p.recorded_at end,
    confirmed_at = case when not n.replaces then p.confirmed_at end
from changed_name n where n.person_id = p.id
"""
LEFT_BEHIND = insertion(
    OtherName,
    {"person_id": "n.person_id", "kind": "'former'", "family": "n.left_behind"},
    rows="changed_name n where n.left_behind <> '' and not exists (select from people_othername o"
    " where o.person_id = n.person_id and lower(o.family) = lower(n.left_behind))",
)


def change_names(run: Run) -> None:
    """Locks the people first, so that a name is held against what stands there when it is changed."""
    if not run.counts(LOCKED):
        return
    run.does("drop table if exists changed_name")
    run.does(TABLE)
    for portion in run.streams(STANDING):
        run.does("truncate changed_name")
        run.copies(
            "changed_name",
            "ids, person_id, family, given, preferred, title, folded, sort_en, sort_sl, left_behind, replaces",
            [changed(*row) for row in portion],
        )
        run.does(RENAMED)
        run.does(f"{LEFT_BEHIND} on conflict do nothing")
        run.does(
            "update registrar_difference d set applied = true, before = d.before || jsonb_build_object('set_at', %(now)s)"
            " from changed_name n where d.id = any(n.ids)"
        )


def changed(person_id: int, ids: list[int], taken: str, *standing: str) -> Row:
    parts: dict[str, Any] = dict(zip(PARTS, standing, strict=True))
    left_behind, replaces = "", False
    for part, (becomes, why) in json.loads(taken).items():
        if part == "family" and parts["family"] and why != "spelling":
            left_behind = parts["family"]
        replaces = replaces or parts[part] != ""
        parts[part] = becomes
    names = {part: parts[part] for part in ("family", "given", "preferred")}
    keys = sort_keys(**names)
    return (
        ids, person_id, *(parts[part] for part in PARTS), folded_name(**names), keys["sort_en"], keys["sort_sl"],
        left_behind, replaces,
    )  # fmt: skip
