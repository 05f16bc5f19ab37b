"""Mail, telephone, post.

One new value takes the place of the one that the registrar gave us before and gives no longer; if there are several of
either, the new ones are added. Beside what the person said herself the new one is held against her primary value.
"""

from vezi.network.registrar.importing.differences.rules import TAKEN, before, held, why, written
from vezi.network.registrar.importing.runs import Run

FRESH = """
create temp table fresh_contact on commit drop as
select c.person_id, n.ord, n.number, n.kind, n.value, n.key, n.rank,
    count(*) over (partition by n.ord, n.kind) as brought
from compared c join file_contact n using (ord)
where not exists (
    select from people_contactvalue v where v.person_id = c.person_id and v.kind = n.kind and v.key = n.key
)
"""
# The value a new one is held against: the registrar's only one that the file has no more, else the primary one that
# somebody else gave, unless the file has that one, too.
HELD_AGAINST = f"""
create temp table held_against on commit drop as
select person_id, kind, count(*) filter (where is_ours and not is_said) as ours, bool_or(not is_ours) as has_others,
    bool_or(is_said) as has_said,
    coalesce(min(id) filter (where is_ours and not is_said), min(id) filter (where is_primary), min(id)) as id
from (
    select v.*, v.source = 'registrar' and v.club_id = %(club)s and v.confirmed_at is null as is_ours,
        exists (
            select from compared c join file_contact n using (ord)
            where c.person_id = v.person_id and n.kind = v.kind and n.key = v.key
        ) as is_said
    from people_contactvalue v
    where v.person_id in (select person_id from fresh_contact) and {held("v")}
) v
group by person_id, kind
"""
REPLACES = "n.brought = 1 and (h.ours = 1 or h.ours = 0 and not h.has_said)"
CHANGED = """
select n.number, n.person_id, 'contact.' || n.kind as field, v.id as target_id,
    to_jsonb(v.value) as was, to_jsonb(n.value) as becomes, {before} as before, {why} as why
from fresh_contact n
join held_against h on h.person_id = n.person_id and h.kind = n.kind
join people_contactvalue v on v.id = h.id
where {replaces}
"""
ADDED = """
select n.number, n.person_id, 'contact.' || n.kind as field, null::bigint as target_id, null::jsonb as was,
    to_jsonb(n.value) as becomes, null::jsonb as before,
    case when h.id is null then 'missing' when h.has_others then 'own_word' else 'another' end as why
from fresh_contact n
left join held_against h on h.person_id = n.person_id and h.kind = n.kind
where h.id is null or not ({replaces})
"""
# The registrar's same value, written otherwise: capitals of a mail address, spaces of an address.
REWRITTEN = """
select n.number, v.person_id, 'contact.' || n.kind as field, v.id as target_id,
    to_jsonb(v.value) as was, to_jsonb(n.value) as becomes, {before} as before, {why} as why
from compared c join file_contact n using (ord)
join people_contactvalue v on v.person_id = c.person_id and v.kind = n.kind and v.key = n.key
where n.kind = 'post' and v.value <> n.value and {held}
"""


def compare(run: Run) -> None:
    run.does("drop table if exists fresh_contact, held_against")
    run.does(FRESH)
    run.does(HELD_AGAINST)
    kept = "jsonb_build_object('key', v.key, 'bounced_at', v.bounced_at)"
    of_value = {"before": f"{before('v')} || {kept}", "why": why("v"), "held": held("v")}
    for found in (
        CHANGED.format(**of_value, replaces=REPLACES),
        ADDED.format(replaces=REPLACES),
        REWRITTEN.format(**of_value),
    ):
        run.does(written(found), taken=TAKEN)
