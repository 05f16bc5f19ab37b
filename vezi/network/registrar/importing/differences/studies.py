"""Affiliations: the same as one we have, clearly the same with something more or mended, or one more.

Clearly the same: at the same institution, with nothing against it but a year (or the step from student to graduate),
and alone so on both sides. Two studies of one name in different years stay two.
"""

from vezi.network.registrar.importing.differences.rules import TAKEN, before, held, why, written
from vezi.network.registrar.importing.runs import Run

FRESH = """
create temp table fresh_study on commit drop as
select c.person_id, s.*, coalesce(s.institution, '') || coalesce(s.faculty, '') <> '' and s.institution_id is null as is_afar
from compared c join file_study s using (ord)
"""
OURS = f"""
create temp table our_study on commit drop as
select a.id, a.person_id, a.institution_id, a.programme_id, a.class_year, a.started_year, a.ended_year, a.graduated_on,
    a.kind, nullif(a.mode, '') as mode, regexp_replace(lower(a.degree), '\\W', '', 'g') as degree_key,
    {held("a")} as is_held
from people_affiliation a where a.person_id in (select person_id from compared)
"""
# All that the file says of the study we have already; what we know beyond it stays.
KNOWN = """
create temp table known_study on commit drop as
select distinct on (s.sid) s.sid, a.id
from fresh_study s join our_study a using (person_id)
where not s.is_afar
    and (s.institution_id is null or s.institution_id = a.institution_id)
    and (s.programme is null or s.programme_id = a.programme_id)
    and (s.degree is null or s.degree_key = a.degree_key)
    and (s.mode is null or s.mode = a.mode) and (s.kind is null or s.kind = a.kind)
    and (s.class_year is null or s.class_year = a.class_year)
    and (s.started_year is null or s.started_year = a.started_year)
    and (s.ended_year is null or s.ended_year = a.ended_year)
    and (s.graduated_on is null or s.graduated_on = a.graduated_on)
order by s.sid, a.id
"""
FORGET_KNOWN = """
delete from our_study a using known_study k where k.id = a.id;
delete from fresh_study s using known_study k where k.sid = s.sid
"""
PAIRS = """
create temp table pair on commit drop as
select s.sid, a.id, s.person_id,
    coalesce(s.programme_id = a.programme_id, false) as same_programme,
    coalesce(s.degree_key = a.degree_key and s.degree_key <> '', false) as same_degree,
    coalesce(s.class_year = a.class_year, false) as same_class,
    coalesce(s.started_year = a.started_year, false) as same_start,
    coalesce(s.ended_year = a.ended_year, false) as same_end,
    s.programme is not null and a.programme_id is not null and s.programme_id is distinct from a.programme_id
        or s.degree_key <> '' and a.degree_key <> '' and s.degree_key <> a.degree_key
        or s.started_year <> a.started_year and s.started_year is not null and a.started_year is not null as is_other,
    abs(s.class_year - a.class_year) as class_apart, abs(s.ended_year - a.ended_year) as end_apart,
    coalesce(s.graduated_on <> a.graduated_on, false) as graduation_apart,
    coalesce(s.mode <> a.mode, false) as mode_apart,
    case when s.kind is null or s.kind = a.kind then 0 when s.kind = 'alum' and a.kind = 'student' then 1 else 9 end
        as kind_apart,
    num_nonnulls(s.programme, nullif(s.degree_key, ''), s.class_year, s.started_year, s.ended_year, s.graduated_on) = 0
        or num_nonnulls(a.programme_id, nullif(a.degree_key, ''), a.class_year, a.started_year, a.ended_year, a.graduated_on) = 0
        as is_bare
from fresh_study s join our_study a using (person_id)
where not s.is_afar and a.is_held and (s.institution_id = a.institution_id or s.institution_id is null or a.institution_id is null)
"""
# Nothing speaks against it, something for it.
FITTING = """not is_other and coalesce(class_apart, 0) = 0 and coalesce(end_apart, 0) = 0 and not graduation_apart
    and kind_apart < 9 and (is_bare or same_programme or same_degree or same_class or same_start or same_end)"""
# The programme and the degree, or one of them and nearly the year; or the year of enrolment.
MENDING = """not is_other and kind_apart < 9 and (
    (same_programme and same_degree)
    or ((same_programme or same_degree or same_start)
        and coalesce(class_apart, 0) <= (case when same_start then 99 else 1 end)
        and coalesce(end_apart, 0) <= (case when same_start then 99 else 1 end)))"""
MATCHED = """
insert into matched_study (sid, id, person_id)
select sid, id, person_id from (
    select p.*, count(*) over (partition by p.sid) as of_file, count(*) over (partition by p.id) as of_ours
    from pair p
    where p.sid not in (select sid from matched_study) and p.id not in (select id from matched_study) and ({rule})
) p
where of_file = 1 and of_ours = 1
"""
FIELDS = """
select s.number, s.person_id, 'affiliation.' || v.part as field, a.id as target_id, v.was, v.becomes, {before} as before,
    case when v.was is null then 'missing' else {why} end as why
from matched_study m
join fresh_study s using (sid)
join people_affiliation a on a.id = m.id
left join clubs_programme p on p.id = a.programme_id
left join clubs_institution i on i.id = a.institution_id
left join clubs_institution j on j.id = s.institution_id
cross join lateral (values
    ('institution', to_jsonb(i.name), case when a.institution_id is null then to_jsonb(j.name) end),
    ('programme', to_jsonb(p.name), case when a.programme_id is null then to_jsonb(s.programme) end),
    ('degree', to_jsonb(nullif(a.degree, '')), to_jsonb(s.degree)),
    ('mode', to_jsonb(nullif(a.mode, '')), to_jsonb(s.mode)),
    ('kind', to_jsonb(a.kind), to_jsonb(s.kind)),
    ('class_year', to_jsonb(a.class_year), to_jsonb(s.class_year)),
    ('started_year', to_jsonb(a.started_year), to_jsonb(s.started_year)),
    ('ended_year', to_jsonb(a.ended_year), to_jsonb(s.ended_year)),
    ('graduated_on', to_jsonb(a.graduated_on), to_jsonb(s.graduated_on))
) v(part, was, becomes)
where v.becomes is not null and v.was is distinct from v.becomes
"""
ADDED = """
select s.number, s.person_id, 'affiliation' as field, null::bigint as target_id, null::jsonb as was,
    jsonb_strip_nulls(jsonb_build_object(
        'institution', coalesce(i.name, nullif(s.institution, '')), 'faculty', case when i.id is null then nullif(s.faculty, '') end,
        'programme', s.programme, 'degree', s.degree, 'mode', s.mode, 'kind', s.kind, 'class_year', s.class_year,
        'started_year', s.started_year, 'ended_year', s.ended_year, 'graduated_on', s.graduated_on
    )) as becomes,
    null::jsonb as before,
    case when exists (select from people_affiliation a where a.person_id = s.person_id) then 'another' else 'missing' end as why
from fresh_study s left join clubs_institution i on i.id = s.institution_id
where s.sid not in (select sid from matched_study)
"""


def compare(run: Run) -> None:
    run.does("drop table if exists fresh_study, our_study, known_study, pair, matched_study")
    for statement in (FRESH, OURS, KNOWN, FORGET_KNOWN, PAIRS):
        run.does(statement)
    run.does("create temp table matched_study (sid int, id bigint, person_id bigint) on commit drop")
    for rule in (FITTING, MENDING):
        run.does(MATCHED.format(rule=rule))
    for found in (FIELDS.format(before=before("a"), why=why("a")), ADDED):
        run.does(written(found), taken=TAKEN)
