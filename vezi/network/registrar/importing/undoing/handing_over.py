"""What a later file says too, or has changed since, is from now on that file's: its undoing will take it away.

A value is one thing, a study as much as a mail address: a file that says a part of it, and nothing against it, says it.
"""

from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.importing.undoing.said import ADDRESS, KINDS, NAMES

# Of the later imports the first one that says a value of ours too, as it stands or as it stood until the first change
# of it, or that itself made this change: then what stands there is that import's alone.
HEIRS = """
create temp table heir on commit drop as
select distinct on (id) id, import_id, changes from (
    select v.id, r.import_id, r.applied_at, false as changes
    from {table} v join said_later r on r.person_id = v.person_id and {same}
    where v.batch = %(import)s
    {changes}
) h
order by id, applied_at, import_id, changes desc
"""
CHANGES_OF_OURS = """
    union all
    select v.id, i.id, i.applied_at, true
    from {table} v join registrar_difference d on d.target_id = v.id and d.applied and d.field like {fields}
    join registrar_import i on i.id = d.registrar_import_id
    where v.batch = %(import)s and i.club_id = %(club)s and i.state = 'applied' and i.id <> %(import)s
    union all
    select v.id, r.import_id, r.applied_at, false
    from {table} v join registrar_difference d on d.target_id = v.id and d.applied and d.field like {fields}
    join registrar_import i on i.id = d.registrar_import_id
    join said_later r on r.person_id = v.person_id and (r.applied_at, r.import_id) < (i.applied_at, i.id) and {said}
    where v.batch = %(import)s and i.club_id = %(club)s and i.state = 'applied' and i.id <> %(import)s
"""
HANDED_OVER = "update {table} v set batch = h.import_id from heir h where v.id = h.id"
CHANGED_NO_MORE = """
delete from registrar_difference d using heir h
where h.changes and d.registrar_import_id = h.import_id and d.target_id = h.id and d.applied and d.field like {fields}
"""
FIELDS = {
    "affiliations": "'affiliation.%%'", "positions": "'position'", "residences": "'residence'", "contacts": "'contact.%%'",
}  # fmt: skip
# A change that a later file asks for, too, before anybody changed the value again: it stays, and goes back with that one.
CHANGES = """
update registrar_difference d set registrar_import_id = o.import_id, row_number = o.number
from (
    select distinct on (d.id) d.id, r.import_id, r.number
    from registrar_difference d
    join said_later r on r.person_id = d.person_id
    where d.registrar_import_id = %(import)s and d.applied and d.target_id is not null and {same}
        and not exists (
            select from registrar_difference e join registrar_import i on i.id = e.registrar_import_id
            where e.person_id = d.person_id and e.field = d.field and e.target_id = d.target_id and e.applied
                and i.state = 'applied'
                and (i.applied_at, i.id) > (%(applied_at)s, %(import)s)
                and (i.applied_at, i.id) <= (r.applied_at, r.import_id)
        )
    order by d.id, r.applied_at, r.import_id, r.number
) o
where o.id = d.id
"""
SAYS = """(
    d.field in ('person.family', 'person.given', 'person.preferred', 'person.title', 'person.born_on',
        'person.birth_year', 'person.deceased_on')
        and lower(to_jsonb(r) ->> substr(d.field, 8)) = lower({value} #>> '{{}}')
    or d.field in ('affiliation.degree', 'affiliation.class_year', 'affiliation.started_year', 'affiliation.ended_year',
        'affiliation.graduated_on', 'affiliation.programme') and to_jsonb(r) -> substr(d.field, 13) = {value}
    or d.field = 'affiliation.mode' and to_jsonb(r.study_mode) = {value}
    or d.field = 'affiliation.kind' and to_jsonb(r.affiliation_kind) = {value}
    or d.field = 'contact.mail' and lower({value} #>> '{{}}') in (lower(r.mail), lower(r.mail_2))
    or d.field = 'contact.phone' and {value} in (to_jsonb(r.phone), to_jsonb(r.mobile))
    or d.field = 'contact.post' and r.post <> '' and starts_with(lower({value} #>> '{{}}'), lower({address}))
    or d.field = 'residence' and lower({value} ->> 'city') = lower(r.city)
        and {value} ->> 'country' = coalesce(r.country, '')
    or d.field = 'position' and lower({value} ->> 'employer') = lower(coalesce(r.employer, ''))
        and lower({value} ->> 'title') = lower(coalesce(r.job_title, ''))
)"""


def hand_over(run: Run) -> int:
    """To be done before anything is restored or removed. Answers how many values and changes became another import's."""
    if not run.counts("select count(*) from said_later"):
        return 0
    count = 0
    said_before = SAYS.format(value="d.was", address=ADDRESS)
    for kind in KINDS:
        if kind is NAMES:
            continue  # a former name goes where the change goes that left it behind: see `heirs`
        fields = FIELDS.get(kind.name)
        changes = CHANGES_OF_OURS.format(table=kind.table, fields=fields, said=said_before) if fields else ""
        run.does("drop table if exists heir")
        run.does(HEIRS.format(table=kind.table, same=kind.says_too, changes=changes))
        count += run.does(HANDED_OVER.format(table=kind.table))
        if fields:
            run.does(CHANGED_NO_MORE.format(fields=fields))
    return count + run.does(CHANGES.format(same=SAYS.format(value="d.becomes", address=ADDRESS)))
