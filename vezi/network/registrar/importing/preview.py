"""From the file to a preview: source rows, who is who, what would change. Changes nothing about people."""

from vezi.network.registrar.importing import differences, erased, kinds, likeness, matching, rows, staging
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.models import Difference, ImportState, RowState, SourceRow

FOUND = """
update registrar_sourcerow s set matched_id = f.person_id, state = case when c.person_id is null then 'unchanged' else 'changed' end
from file_row r
join file_person f using (ord)
left join (
    select distinct person_id from registrar_difference where registrar_import_id = %(import)s and take
) c on c.person_id = f.person_id
where s.registrar_import_id = %(import)s and s.number = r.number and f.person_id is not null
"""
WARNED = """
select count(*) from registrar_sourcerow
where registrar_import_id = %(import)s and state <> 'rejected' and problems <> '[]'
"""
# The database knows nothing yet of an import so young, and would go through all rows for each row.
COUNTED_ROWS = "registrar_sourcerow (registrar_import_id, number, person_key, state)"
COUNTED_DIFFERENCES = "registrar_difference (registrar_import_id, person_id, take)"
REKEYED = """
update registrar_sourcerow s set person_key = r.key from file_row r
where s.registrar_import_id = %(import)s and s.number = r.number and s.person_key <> r.key
"""
# Where keys were joined or parted, others lead.
FIRST_NUMBERS = """
update registrar_sourcerow s set first_number = r.first
from (select number, min(number) over (partition by ord) as first from file_row where has_more) r
where s.registrar_import_id = %(import)s and s.number = r.number and s.first_number <> r.first
"""


def make_preview(run: Run) -> None:
    """Read the import's file anew, in the transaction of the caller, and leave the import ready to be looked at.

    Raises Unreadable if the file as a whole cannot be read.
    """
    registrar_import = run.registrar_import
    Difference.objects.filter(registrar_import=registrar_import).delete()
    SourceRow.objects.filter(registrar_import=registrar_import)._raw_delete(using="default")
    with rows.on_disk(registrar_import.file) as path:
        reading = rows.copy_rows(run, path=path)
    staging.analyze(COUNTED_ROWS)
    staging.stage_rows(run)
    matching.settle_keys(run)
    staging.stage_people(run)
    matching.match(run)
    if matching.join_the_same(run):
        matching.match(run)
    erased.leave_out_erased(run)
    if known := run.counts("select count(*) from file_person where person_id is not null"):
        stage_known(run, all_of_them=known == run.counts("select count(*) from file_person"))
        differences.compare(run)
        staging.analyze(COUNTED_DIFFERENCES)
        run.does(FOUND)
    alike = likeness.note(run) if run.counts("select (to_regclass('pg_temp.likeness') is not null)::int") else {}
    run.does(REKEYED)
    run.does(FIRST_NUMBERS)
    registrar_import.rows = reading.rows
    registrar_import.facts = {
        **registrar_import.facts,
        "kinds": kinds.count_kinds(run),
        "warned": run.counts(WARNED),
        **alike,
    }
    registrar_import.state = ImportState.READY
    count(run)


def stage_known(run: Run, *, all_of_them: bool) -> None:
    """Of those who are new there is nothing to compare."""
    if all_of_them:
        staging.stage_values(run)
        return
    run.does(
        "create temp table told_row on commit drop as select * from file_row"
        " where ord in (select ord from file_person where person_id is not null)"
    )
    staging.analyze("told_row")
    staging.stage_values(run, rows="told_row")


def count(run: Run) -> None:
    """Count people and rows by what would become of them, and save the import."""
    registrar_import = run.registrar_import
    people: dict[str, int] = dict(
        run.asks(
            "select state, count(*) from (select person_key, min(state) as state from registrar_sourcerow"
            " where registrar_import_id = %(import)s and state <> 'rejected' group by person_key) p group by state"
        )
    )
    registrar_import.new = people.get(RowState.NEW, 0)
    registrar_import.changed = people.get(RowState.CHANGED, 0)
    registrar_import.unchanged = people.get(RowState.UNCHANGED, 0)
    registrar_import.people = sum(people.values())
    registrar_import.rejected = run.counts(
        "select count(*) from registrar_sourcerow where registrar_import_id = %(import)s and state = 'rejected'"
    )
    registrar_import.save()
