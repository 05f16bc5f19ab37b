"""Work and home town. A position is one thing: an employer is not changed without the post held there."""

from vezi.network.registrar.importing.differences.rules import TAKEN, before, held, why, written
from vezi.network.registrar.importing.runs import Run

FRESH = """
create temp table fresh_work on commit drop as
select c.person_id, w.*, count(*) over (partition by w.ord) as brought
from compared c join file_work w using (ord)
where not exists (
    select from people_position p
    where p.person_id = c.person_id and (w.employer = '' or lower(p.employer) = lower(w.employer))
        and (w.title = '' or lower(p.title) = lower(w.title)) and (w.trade = '' or p.trade = w.trade)
)
"""
HELD_AGAINST = f"""
create temp table held_against_work on commit drop as
select person_id, count(*) filter (where is_ours and not is_said) as ours, bool_or(not is_ours) as has_others,
    bool_or(is_said) as has_said, count(*) as all_current, coalesce(min(id) filter (where is_ours and not is_said), min(id)) as id
from (
    select p.*, p.source = 'registrar' and p.club_id = %(club)s and p.confirmed_at is null as is_ours,
        exists (
            select from compared c join file_work w using (ord)
            where c.person_id = p.person_id and (w.employer = '' or lower(p.employer) = lower(w.employer))
                and (w.title = '' or lower(p.title) = lower(w.title))
        ) as is_said
    from people_position p
    where p.is_current and p.person_id in (select person_id from fresh_work) and {held("p")}
) p
group by person_id
"""
REPLACES = "w.brought = 1 and (h.ours = 1 or h.ours = 0 and h.all_current = 1 and not h.has_said)"
CHANGED = """
select w.number, w.person_id, 'position' as field, p.id as target_id,
    jsonb_build_object('title', p.title, 'employer', p.employer, 'trade', p.trade) as was,
    jsonb_build_object(
        'title', case when w.title <> '' or not is_same_employer then w.title else p.title end,
        'employer', case when w.employer <> '' then w.employer else p.employer end,
        'trade', case when w.trade <> '' or not is_same_employer then w.trade else p.trade end
    ) as becomes,
    {before} as before, {why} as why
from fresh_work w
join held_against_work h on h.person_id = w.person_id
join people_position p on p.id = h.id
cross join lateral (select w.employer = '' or lower(w.employer) = lower(p.employer) as is_same_employer) e
where {replaces}
"""
ADDED = """
select w.number, w.person_id, 'position' as field, null::bigint as target_id, null::jsonb as was,
    jsonb_build_object('title', w.title, 'employer', w.employer, 'trade', w.trade) as becomes, null::jsonb as before,
    case when h.id is null then 'missing' when h.has_others then 'own_word' else 'another' end as why
from fresh_work w left join held_against_work h on h.person_id = w.person_id
where h.id is null or not ({replaces})
"""
HOMES = """
select n.number, c.person_id, 'residence' as field, r.id as target_id,
    case when r.id is not null then jsonb_build_object('city', r.city, 'country', r.country) end as was,
    jsonb_build_object(
        'city', case when n.city = '' then r.city else n.city end,
        'country', case when n.country <> '' then n.country when n.city = '' or lower(n.city) = lower(r.city) then r.country else '' end
    ) as becomes,
    case when r.id is not null then {before} end as before,
    case when r.id is null then 'missing' else {why} end as why
from compared c join file_home n using (ord) left join people_residence r on r.person_id = c.person_id
where r.id is null
    or {held} and (n.city <> '' and n.city <> r.city or n.country <> '' and n.country <> r.country)
"""
BARE_HOMES = """
select n.number, n.person_id, n.field, n.target_id, n.was,
    jsonb_build_object('city', coalesce(n.becomes->>'city', ''), 'country', coalesce(n.becomes->>'country', '')) as becomes,
    n.before, n.why
from ({homes}) n
"""


def compare(run: Run) -> None:
    run.does("drop table if exists fresh_work, held_against_work")
    run.does(FRESH)
    run.does(HELD_AGAINST)
    of_position = {"before": before("p"), "why": why("p")}
    homes = HOMES.format(before=before("r"), why=why("r"), held=held("r"))
    changed, added = CHANGED.format(**of_position, replaces=REPLACES), ADDED.format(replaces=REPLACES)
    for found in (changed, added, BARE_HOMES.format(homes=homes)):
        run.does(written(found), taken=TAKEN)
