"""People whom another file tells of, too, stay with what that one says of them; and so do their names."""

from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.importing.undoing.restoring import PARTS, write_names
from vezi.network.registrar.importing.undoing.said import NAMES

OTHERS = (
    "(select distinct on (person_id) person_id, import_id from said_later order by person_id, applied_at, import_id)"
)
# A name and a birthday are the person's own: as that import left them, they came with it.
PEOPLE = f"""
create temp table handed_over on commit drop as
select v.id, o.import_id from people_person v join {OTHERS} o on o.person_id = v.id where v.batch = %(import)s
"""
PEOPLE_HANDED_OVER = """
update people_person p set batch = h.import_id from handed_over h where h.id = p.id;
delete from registrar_difference d using handed_over h
where d.registrar_import_id = h.import_id and d.person_id = h.id and d.applied and d.field like 'person.%%'
"""
# What of the person herself stood there before anybody changed it, and was this file's word.
STARTED = """
create temp table started on commit drop as
select * from (
    select h.id, h.import_id as heir, e.id as change, e.applied_at, e.import_id, coalesce(e.was, to_jsonb(p.{part})) as value
    from handed_over h join people_person p on p.id = h.id
    left join lateral (
        select d.id, d.was, i.applied_at, i.id as import_id
        from registrar_difference d join registrar_import i on i.id = d.registrar_import_id
        where d.person_id = h.id and d.applied and d.field = 'person.{part}' and i.club_id = %(club)s
            and i.state = 'applied' and i.id <> %(import)s
        order by i.applied_at, i.id limit 1
    ) e on true
) s
where exists (select from said_here r where r.person_id = s.id and {said} = s.value)
    and not exists (select from said_later r where r.person_id = s.id and r.import_id = s.heir and {said} = s.value)
"""
# Of the later files the first that says so filled the gap that would have been there.
FILLED = """
with filler as (
    select distinct on (s.id) s.id, s.value, r.import_id, r.number
    from started s join said_later r on r.person_id = s.id and {said} = s.value
        and (s.change is null or (r.applied_at, r.import_id) < (s.applied_at, s.import_id))
    order by s.id, r.applied_at, r.import_id, r.number
), filled as (
    insert into registrar_difference
        (registrar_import_id, row_number, person_id, field, target_id, was, becomes, before, why, take, applied)
    select import_id, number, id, 'person.{part}', id, {nothing}, value,
        jsonb_build_object('birth_year', null, 'set_at', %(now)s), 'missing', true, true
    from filler returning person_id
)
delete from started s using filled f where f.person_id = s.id
"""
# Else the first change started from nothing, or nothing is there any more.
FROM_NOTHING = """
update registrar_difference d set was = {nothing}, before = d.before || '{{"birth_year": null}}'
from started s where d.id = s.change
"""
CLEARED = {
    "born_on": "update people_person p set born_on = null, birth_year = null from started s"
    " where p.id = s.id and s.change is null",
    "birth_year": "update people_person p set birth_year = null from started s"
    " where p.id = s.id and s.change is null and p.born_on is null",
    "deceased_on": "update people_person p set deceased_on = null from started s where p.id = s.id and s.change is null",
}
SAID = {
    "born_on": "to_jsonb(r.born_on)",
    "birth_year": "to_jsonb(coalesce(r.birth_year, extract(year from r.born_on)::int))",
    "deceased_on": "to_jsonb(r.deceased_on)",
    "preferred": "to_jsonb(r.preferred)",
    "title": "to_jsonb(r.title)",
}
ALIVE = """
update people_person p set is_deceased = false from handed_over h
where h.id = p.id and p.is_deceased and p.deceased_on is null
    and exists (select from said_here r where r.person_id = p.id and num_nonnulls(r.deceased_on, r.deceased_year) > 0)
    and not exists (select from said_later r where r.person_id = p.id and num_nonnulls(r.deceased_on, r.deceased_year) > 0)
"""
UNNAMED = """
select p.id, p.family, p.given, p.preferred, p.title from people_person p join started s on s.id = p.id
where s.change is null and p.source = 'registrar' and p.confirmed_at is null
"""
MEMBERSHIPS = f"""
update memberships_membership v set batch = o.import_id from {OTHERS} o
where v.batch = %(import)s and v.person_id = o.person_id and v.club_id = %(club)s
"""
# A name that our change left behind: where the next change now starts from it, that one left it behind.
LEFT_BEHIND = """
update people_othername v set batch = n.import_id
from (
    select distinct on (v.id) v.id, i.id as import_id
    from people_othername v join registrar_difference e on e.person_id = v.person_id and e.field = 'person.family'
    join registrar_import i on i.id = e.registrar_import_id
    where v.batch = %(import)s and v.kind = 'former' and e.applied and i.state = 'applied'
        and (i.applied_at, i.id) > (%(applied_at)s, %(import)s)
        and e.was = to_jsonb(v.family) and lower(e.becomes #>> '{}') <> lower(v.family)
    order by v.id, i.applied_at, i.id
) n
where v.id = n.id
"""
SAID_TOO = """
update people_othername v set batch = o.import_id
from (
    select distinct on (v.id) v.id, r.import_id
    from people_othername v join said_later r on r.person_id = v.person_id and {same}
    where v.batch = %(import)s order by v.id, r.applied_at, r.import_id
) o
where v.id = o.id
"""
# Names that a later change left behind, which she had until then from this file alone: they are a still later file's that
# tells of them as names she had, or go.
NEVER_HAD = """
create temp table never_had on commit drop as
select v.id, i.applied_at, i.id as import_id
from people_othername v join registrar_import i on i.id = v.batch
where v.person_id in (select person_id from said_here) and i.club_id = %(club)s
    and (i.applied_at, i.id) > (%(applied_at)s, %(import)s)
    and v.source = 'registrar' and v.confirmed_at is null and v.audience is null
    and exists (select from said_here r where r.person_id = v.person_id and {said})
    and not exists (
        select from said_standing r where r.person_id = v.person_id and {said}
            and (r.applied_at, r.import_id) <= (i.applied_at, i.id)
    )
"""
TOLD_LATER = """
with told as (
    update people_othername v set batch = o.import_id
    from (
        select distinct on (v.id) v.id, r.import_id
        from never_had n join people_othername v using (id)
        join said_later r on r.person_id = v.person_id and (r.applied_at, r.import_id) > (n.applied_at, n.import_id) and {same}
        order by v.id, r.applied_at, r.import_id
    ) o
    where v.id = o.id returning v.id
)
delete from people_othername v using never_had n where n.id = v.id and v.id not in (select id from told)
"""
NAME_SAID = "lower(v.family) in (lower(r.family), lower(r.former_family), lower(r.name_at_graduation))"


def hand_people_over(run: Run) -> dict[int, int]:
    """Answers how many people of ours stay with which import."""
    run.does(PEOPLE)
    run.does("create unique index on handed_over (id)")
    run.does("analyze handed_over")
    run.does(PEOPLE_HANDED_OVER)
    for part, said in SAID.items():
        settle(run, part, said)
    run.does(ALIVE)
    run.does(MEMBERSHIPS)
    return dict(run.asks("select import_id, count(*) from handed_over group by import_id order by import_id"))


def settle(run: Run, part: str, said: str) -> None:
    """What only this file said of them goes; what a later one says, too, is that one's."""
    is_name = part in PARTS
    nothing = "'\"\"'" if is_name else "null"
    run.does("drop table if exists started")
    run.does(STARTED.format(part=part, said=said))
    run.does(FILLED.format(part=part, said=said, nothing=nothing))
    run.does(FROM_NOTHING.format(nothing=nothing))
    if not is_name:
        run.does(CLEARED[part])
        return
    for portion in run.streams(UNNAMED):
        names = [(person_id, dict(zip(PARTS, parts, strict=True))) for person_id, *parts in portion]
        write_names(run, [([], person_id, {**parts, part: ""}, None) for person_id, parts in names])


def hand_names_over(run: Run) -> None:
    """To be done once names are what they were."""
    run.does(LEFT_BEHIND)
    run.does(SAID_TOO.format(same=NAMES.says_too))
    run.does(NEVER_HAD.format(said=NAME_SAID))
    run.does(TOLD_LATER.format(same=NAMES.says_too))
