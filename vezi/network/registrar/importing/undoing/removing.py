"""What the import added goes, unless somebody has built on it."""

from collections.abc import Iterator

from django.db import models

from vezi.network.people.models import Person
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.importing.undoing.said import KINDS, Kind
from vezi.network.registrar.models import Difference, Duplicate, HeldRecord, Invitation, SourceRow

UNTOUCHED = "v.source = 'registrar' and v.club_id = %(club)s and v.confirmed_at is null"
REMOVED = """
delete from {table} v where v.batch = %(import)s and {untouched} and {same}
"""
HEIRS = """
update people_contactvalue c set is_primary = true
from (
    select distinct on (v.person_id, v.kind) v.id from people_contactvalue v
    where v.person_id in (select person_id from said_here) and not exists (
        select from people_contactvalue p where p.person_id = v.person_id and p.kind = v.kind and p.is_primary
    )
    order by v.person_id, v.kind, v.confirmed_at desc nulls last, v.id
) h
where h.id = c.id
"""
# A person goes whom nobody has claimed, renamed or said anything about; `tied` lists what others may have tied to her.
GOING = """
create temp table going on commit drop as
select p.id from people_person p
where p.batch = %(import)s and p.account_id is null and p.claimed_at is null and p.erased_at is null
    and p.source = 'registrar' and p.club_id = %(club)s and p.confirmed_at is null
    and num_nonnulls(p.name_audience, p.birth_audience, p.speaks_audience, p.ask_audience, p.help_audience) = 0
    and p.portrait = '' and p.ask_about = '' and p.speaks = '{}' and p.helps_with = '{}'
"""
# Said one after the other, each as a set: all in one statement, the database would take it that hardly anybody is left.
STAYING = """
delete from going g using people_person p where p.id = g.id and ({reason})
"""
REASONS = (
    "not exists (select from said_ever r where r.person_id = p.id and p.family = coalesce(r.family, ''))",
    "not exists (select from said_ever r where r.person_id = p.id and p.given = coalesce(r.given, ''))",
    "p.born_on is not null and not exists (select from said_ever r where r.person_id = p.id and r.born_on = p.born_on)",
    "exists (select from memberships_membership m where m.person_id = p.id"
    " and (m.batch is distinct from %(import)s or m.state not in ('recorded', 'held')))",
)
#: These go with the person, or stay without her.
NOT_BUILT = {SourceRow, Difference, Invitation, Duplicate, HeldRecord}


def remove(run: Run) -> tuple[dict[str, int], dict[str, int]]:
    """Answers what was removed, by kind, and what of the import's was kept, by reason."""
    removed: dict[str, int] = {}
    for kind in KINDS:
        removed[kind.name] = run.does(
            REMOVED.format(table=kind.table, untouched=untouched(kind), same=kind.is_said_by("said_ever"))
        )
    run.does(HEIRS)
    run.progress("undoing", 3, 5)
    run.does(GOING)
    run.does("create unique index on going (id)")
    run.does("analyze going")
    for reason in (*REASONS, *tied()):
        run.does(STAYING.format(reason=reason))
    run.does("update registrar_sourcerow s set person_id = null from going g where s.person_id = g.id")
    removed["memberships"] = run.does("delete from memberships_membership m using going g where m.person_id = g.id")
    let_go(run)
    removed["people"] = run.does("delete from people_person p using going g where p.id = g.id")
    return {kind: count for kind, count in removed.items() if count}, kept(run)


def untouched(kind: Kind) -> str:
    return f"{UNTOUCHED} and v.audience is null" if kind.has_audience else UNTOUCHED


def relations() -> Iterator[tuple[type[models.Model], str, bool]]:
    """Every record that refers to a person: model, column, and whether it goes with her."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            cascades = relation.on_delete is not models.SET_NULL
            yield relation.related_model, relation.field.column, cascades


def tied() -> list[str]:
    """What keeps a person: whatever would be lost with her."""
    return [
        f"exists (select from {model._meta.db_table} t where t.{column} = p.id)"
        for model, column, cascades in relations()
        if cascades and model not in NOT_BUILT and model._meta.db_table != "memberships_membership"
    ]


def let_go(run: Run) -> None:
    for model, column, cascades in sorted(relations(), key=lambda one: one[0] is not HeldRecord):  # tied to invitations
        if model is SourceRow or model._meta.db_table == "memberships_membership":
            continue
        if not cascades:
            run.does(f"update {model._meta.db_table} t set {column} = null from going g where t.{column} = g.id")
        elif model in NOT_BUILT:
            run.does(f"delete from {model._meta.db_table} t using going g where t.{column} = g.id")


def kept(run: Run) -> dict[str, int]:
    """People of the import who are still there, and values that were edited, confirmed or given an audience."""
    people = "select count(*) from people_person where batch = %(import)s and "
    claimed = run.counts(people + "(claimed_at is not null or account_id is not null)")
    built_on = run.counts(people + "claimed_at is null and account_id is null")
    edited = sum(run.counts(f"select count(*) from {kind.table} where batch = %(import)s") for kind in KINDS)
    return {"claimed": claimed, "built_on": built_on, "edited": edited}
