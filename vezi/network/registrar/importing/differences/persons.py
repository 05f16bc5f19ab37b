"""Names, title, dates of the person, student numbers, former names."""

from vezi.network.registrar.importing.differences.rules import TAKEN, before, held, why, written
from vezi.network.registrar.importing.runs import Run

# A name has its source; it is the person's.
NAME_PARTS = """
select f.number, p.id as person_id, 'person.' || v.part as field, p.id as target_id,
    to_jsonb(v.was) as was, to_jsonb(v.becomes) as becomes, {before} as before,
    case when v.was = '' and v.part <> 'family' and v.part <> 'given' then 'missing' else {why} end as why
from compared c join file_person f using (ord) join people_person p on p.id = c.person_id
cross join lateral (values
    ('family', p.family, f.family), ('given', p.given, f.given),
    ('preferred', p.preferred, f.preferred), ('title', p.title, f.title)
) v(part, was, becomes)
where v.becomes <> '' and v.was <> v.becomes
"""
# Days have no source of their own: what the last file said and we no longer say was changed here since. They are held by
# who holds the name; that somebody has died is for every club to know.
DAYS = """
select f.number, p.id as person_id, 'person.' || v.part as field, p.id as target_id, v.was, v.becomes,
    jsonb_build_object('birth_year', p.birth_year) as before,
    case
        when v.was is null then 'missing'
        when v.part = 'is_deceased' then 'newer'
        when exists (
            select from registrar_sourcerow s join registrar_import i on i.id = s.registrar_import_id
            where s.person_id = p.id and i.club_id = %(club)s and i.state = 'applied' and i.id <> %(import)s
                and s.read -> v.part = v.becomes
        ) then 'changed_here'
        when p.claimed_at is not null then 'own_word'
        when not exists (
            select from registrar_sourcerow s join registrar_import i on i.id = s.registrar_import_id
            where s.person_id = p.id and i.club_id = %(club)s and i.state = 'applied' and i.id <> %(import)s
                and s.read -> v.part = v.was
        ) then 'changed_here'
        else 'newer'
    end as why
from compared c join file_person f using (ord) join people_person p on p.id = c.person_id
cross join lateral (values
    ('born_on', to_jsonb(p.born_on), to_jsonb(f.born_on)),
    ('birth_year', to_jsonb(p.birth_year), case when f.born_on is null and p.born_on is null then to_jsonb(f.birth_year) end),
    ('deceased_on', to_jsonb(p.deceased_on), to_jsonb(f.deceased_on)),
    ('is_deceased', to_jsonb(p.is_deceased), case when f.is_deceased then to_jsonb(true) end)
) v(part, was, becomes)
where v.becomes is not null and v.was is distinct from v.becomes
    and (v.was is null or v.part = 'is_deceased' or {held})
"""
NUMBERS = """
select f.number, c.person_id, 'identifier' as field, null::bigint as target_id, null::jsonb as was,
    to_jsonb(f.student_number) as becomes, null::jsonb as before,
    case when exists (select from people_identifier i where i.person_id = c.person_id and i.club_id = %(club)s)
        then 'another' else 'missing' end as why
from compared c join file_row f using (ord)
where f.student_number <> '' and f.number in (
    select min(number) from file_row where student_number <> '' group by ord, lower(student_number)
) and not exists (
    select from people_identifier i
    where i.person_id = c.person_id and i.club_id = %(club)s and lower(i.value) = lower(f.student_number)
)
"""
OTHER_NAMES = """
select n.number, c.person_id, 'name.' || n.kind as field, null::bigint as target_id, null::jsonb as was,
    to_jsonb(n.family) as becomes, null::jsonb as before,
    case when exists (select from people_othername o where o.person_id = c.person_id and o.kind = n.kind)
        then 'another' else 'missing' end as why
from compared c join file_name n using (ord) join people_person p on p.id = c.person_id
where not exists (
    select from people_othername o
    where o.person_id = c.person_id and lower(o.family) = lower(n.family) and (o.kind = n.kind or n.kind = 'former')
) and not (n.kind = 'former' and lower(p.family) = lower(n.family))
"""


def compare(run: Run) -> None:
    of_person = {"before": before("p"), "why": why("p")}
    for found in (
        NAME_PARTS.format(**of_person),
        DAYS.format(held=held("p", person="id", audience="birth_audience")),
        NUMBERS,
        OTHER_NAMES,
    ):
        run.does(written(found), taken=TAKEN)
