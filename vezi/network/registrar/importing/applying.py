"""From the preview to people: all of it in one transaction, or nothing.

Who was new when the preview was made is looked for once more: another import, a request to join may have brought her
since. Then her rows are tied to her, and what the file would change in her waits for a new reading.
"""

from collections import Counter

from vezi.network.registrar.importing import adding, changing, differences, erased, matching, staging
from vezi.network.registrar.importing.preview import FOUND, count
from vezi.network.registrar.importing.runs import Run, alone_in_club
from vezi.network.registrar.importing.unused import remove_unused_places
from vezi.network.registrar.models import Import, ImportState

LINKED = """
update registrar_sourcerow s set person_id = f.person_id, matched_id = f.person_id
from file_row r join file_person f using (ord) join club_person c on c.id = f.person_id
where s.registrar_import_id = %(import)s and s.number = r.number
"""
MET = """
update registrar_difference d set take = false, why = 'met_since'
from file_person f where d.registrar_import_id = %(import)s and f.is_met and d.person_id = f.person_id
"""
# Whom the preview found may have been merged, erased or taken off the club's books since.
GONE = """
update registrar_sourcerow s set matched_id = null, state = 'unchanged'
from file_row r join file_person f using (ord)
where s.registrar_import_id = %(import)s and s.number = r.number
    and f.person_id is not null and f.person_id not in (select id from club_person)
"""
NOT_THERE = """
select count(*) from file_person where person_id is not null and person_id not in (select id from club_person)
"""


def apply_preview(run: Run) -> None:
    """Carry out the preview in the transaction of the caller, and leave the import applied, with an account of it."""
    registrar_import = run.registrar_import
    alone_in_club(registrar_import.club_id)
    run.progress("matching")
    # Checked as they come, not in one long silence at the end.
    run.does("set constraints all immediate")
    staging.stage_rows(run)
    staging.stage_people(run)
    rejected_before = registrar_import.rejected
    matching.match(run, only_new=True)
    erased.leave_out_erased(run)
    run.does("update file_person set is_met = true where person_id is not null and matched_id is null")
    staging.stage_values(run, makes_places=True)
    met = meet(run)
    gone = run.counts(NOT_THERE)
    added = adding.add_people(run)
    changing.change_people(run)
    run.progress("finishing")
    if registrar_import.people > added["people"]:
        run.does(FOUND) if met else None
        run.does(LINKED)
    run.does(GONE) if gone else None
    remove_unused_places(run, [registrar_import])
    registrar_import.state, registrar_import.applied_at = ImportState.APPLIED, run.now
    count(run)
    left = {"changed_since": still_taken(run), "met_since": met_differences(run), "gone": gone}
    left["ambiguous_since"] = registrar_import.rejected - rejected_before
    registrar_import.applied = {
        "added": {kind: number for kind, number in added.items() if number},
        "changed": changed(registrar_import),
        "left": {reason: number for reason, number in left.items() if number},
    }
    registrar_import.save(update_fields=["applied"])


def meet(run: Run) -> int:
    """Hold those who came since against the file, without taking anything; answers how many they are."""
    met = run.counts("select count(*) from file_person where is_met")
    if met:
        differences.compare(run, which="is_met")
        run.does(MET)
    return met


def still_taken(run: Run) -> int:
    return run.counts(
        "select count(*) from registrar_difference where registrar_import_id = %(import)s and take and not applied"
    )


def met_differences(run: Run) -> int:
    return run.counts(
        "select count(*) from registrar_difference where registrar_import_id = %(import)s and why = 'met_since'"
    )


def changed(registrar_import: Import) -> dict[str, int]:
    applied = registrar_import.differences.filter(applied=True).values_list("field", flat=True)
    return dict(Counter(applied.iterator(chunk_size=10_000)))
