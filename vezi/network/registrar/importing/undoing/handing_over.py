"""What a later file says too, or has changed since, is from now on that file's: its undoing will take it away."""

from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.importing.undoing.restoring import PARTS, write_names
from vezi.network.registrar.importing.undoing.said import ADDRESS, KINDS

# A value of ours that a later file has, too: it found it there already.
SAID_TOO = """
update {table} v set batch = o.import_id
from (
    select v.id, min(r.import_id) as import_id
    from {table} v join said_later r on r.person_id = v.person_id and {same}
    where v.batch = %(import)s group by v.id
) o
where v.id = o.id
"""
# A value of ours that a later import changed in place: what stands there is that import's alone.
CHANGED_LATER = """
with later as (
    select distinct on (d.target_id) d.target_id, d.registrar_import_id as import_id
    from registrar_difference d join registrar_import i on i.id = d.registrar_import_id
    where i.club_id = %(club)s and i.state = 'applied' and i.id <> %(import)s and d.applied and d.field like {fields}
    order by d.target_id, i.applied_at  -- the first of them; what a later one changed, goes back with that one
), changed as (
    update {table} v set batch = l.import_id from later l where v.id = l.target_id and v.batch = %(import)s
    returning v.id, v.batch
)
delete from registrar_difference d using changed c
where d.registrar_import_id = c.batch and d.target_id = c.id and d.applied and d.field like {fields}
"""
FIELDS = {
    "affiliations": "'affiliation.%%'", "positions": "'position'", "residences": "'residence'", "contacts": "'contact.%%'",
}  # fmt: skip
OTHERS = "(select person_id, min(import_id) as import_id from said_later group by person_id)"
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
# What of the person herself no later file says goes.
ONLY_HERE = """(
    exists (select from said_here r where r.person_id = p.id and r.{part} = p.{part})
    and not exists (select from said_later r where r.person_id = p.id and r.{part} = p.{part})
)"""
DAYS = f"""
update people_person p set
    born_on = case when {ONLY_HERE.format(part="born_on")} then null else p.born_on end,
    birth_year = case when {ONLY_HERE.format(part="born_on")} or {ONLY_HERE.format(part="birth_year")} then null
        else p.birth_year end,
    deceased_on = case when {ONLY_HERE.format(part="deceased_on")} then null else p.deceased_on end,
    is_deceased = p.is_deceased and not {ONLY_HERE.format(part="deceased_on")}
from handed_over h where h.id = p.id
"""
NAMES = f"""
select p.id, p.family, p.given, p.preferred, p.title,
    {ONLY_HERE.format(part="preferred")}, {ONLY_HERE.format(part="title")}
from people_person p join handed_over h on h.id = p.id
where p.source = 'registrar' and p.confirmed_at is null and (p.preferred <> '' or p.title <> '')
"""
MEMBERSHIPS = f"""
update memberships_membership v set batch = o.import_id from {OTHERS} o
where v.batch = %(import)s and v.person_id = o.person_id and v.club_id = %(club)s
"""
# A change that a later file asks for, too: it stays, and goes back with that one.
CHANGES = """
update registrar_difference d set registrar_import_id = o.import_id, row_number = o.number
from (
    select distinct on (d.id) d.id, r.import_id, r.number
    from registrar_difference d
    join said_later r on r.person_id = d.person_id
    where d.registrar_import_id = %(import)s and d.applied and d.target_id is not null and {same}
        and not exists (
            select from registrar_difference e
            where e.registrar_import_id = r.import_id and e.person_id = d.person_id and e.field = d.field
                and e.target_id = d.target_id and e.applied
        )
    order by d.id, r.import_id
) o
where o.id = d.id
"""
SAME_CHANGE = """(
    d.field in ('person.family', 'person.given', 'person.preferred', 'person.title', 'person.born_on',
        'person.birth_year', 'person.deceased_on')
        and to_jsonb(r) -> substr(d.field, 8) = d.becomes
    or d.field in ('affiliation.degree', 'affiliation.class_year', 'affiliation.started_year', 'affiliation.ended_year',
        'affiliation.graduated_on', 'affiliation.programme') and to_jsonb(r) -> substr(d.field, 13) = d.becomes
    or d.field = 'affiliation.mode' and to_jsonb(r.study_mode) = d.becomes
    or d.field = 'affiliation.kind' and to_jsonb(r.affiliation_kind) = d.becomes
    or d.field = 'contact.mail' and d.becomes in (to_jsonb(r.mail), to_jsonb(r.mail_2))
    or d.field = 'contact.phone' and d.becomes in (to_jsonb(r.phone), to_jsonb(r.mobile))
    or d.field = 'contact.post' and r.post <> '' and starts_with(d.becomes #>> '{}', {address})
    or d.field = 'residence' and d.becomes ->> 'city' = r.city and d.becomes ->> 'country' = coalesce(r.country, '')
    or d.field = 'position' and d.becomes ->> 'employer' = coalesce(r.employer, '')
        and d.becomes ->> 'title' = coalesce(r.job_title, '')
)"""


def hand_over(run: Run) -> int:
    """Answers how many values and changes became another import's."""
    if not run.counts("select count(*) from said_later"):
        return 0
    count = 0
    for kind in KINDS:
        if fields := FIELDS.get(kind.name):
            count += run.does(CHANGED_LATER.format(table=kind.table, fields=fields))
        count += run.does(SAID_TOO.format(table=kind.table, same=kind.says_too))
    count += run.does(CHANGES.format(same=SAME_CHANGE.replace("{address}", ADDRESS)))
    hand_people_over(run)
    run.does(MEMBERSHIPS)
    return count


def hand_people_over(run: Run) -> None:
    run.does(PEOPLE)
    run.does(PEOPLE_HANDED_OVER)
    run.does(DAYS)
    for portion in run.streams(NAMES):
        lesser: list[tuple[list[int], int, dict[str, str], str | None]] = [
            ([], person_id, {**dict(zip(PARTS, parts, strict=True)), **without}, None)
            for person_id, *parts, no_preferred, no_title in portion
            if (without := {part: "" for part, goes in (("preferred", no_preferred), ("title", no_title)) if goes})
        ]
        write_names(run, lesser)
