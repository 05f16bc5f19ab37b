"""Taking an applied import back.

What it added goes, unless others have built on it: what was edited, confirmed or given an audience since stays, a
claimed person stays, and what a file applied later says too is from now on that file's, if that file brought or changed
anybody. What it changed goes back to what it was, unless it was changed again. Works at any later time and in any order
of several imports.
"""

from vezi.network.registrar.importing.runs import Run, alone_in_club
from vezi.network.registrar.importing.undoing import handing_over, heirs, removing, restoring, said
from vezi.network.registrar.importing.unused import remove_unused_places
from vezi.network.registrar.models import Import, ImportState


def undo_applied(run: Run) -> None:
    """Undo the import in the transaction of the caller, and leave an account of what went where in `undone`."""
    registrar_import = run.registrar_import
    alone_in_club(registrar_import.club_id)
    run.progress("undoing", 0, 5)
    said.stage(run)
    restoring.pass_sources_on(run)
    handed_over = handing_over.hand_over(run)
    stay_with = heirs.hand_people_over(run)
    run.progress("undoing", 1, 5)
    restored, changed_since = restoring.restore(run)
    heirs.hand_names_over(run)
    run.progress("undoing", 2, 5)
    removed, kept = removing.remove(run)
    run.progress("undoing", 4, 5)
    earlier = Import.objects.filter(club_id=registrar_import.club_id, state=ImportState.UNDONE).exclude(made={})
    undone = [registrar_import, *earlier]
    removed |= remove_unused_places(run, undone)
    for one in earlier:
        one.save(update_fields=["made"])
    run.does("set constraints all immediate")
    kept |= {"another_import": handed_over, "changed_since": changed_since}
    registrar_import.state, registrar_import.undone_at = ImportState.UNDONE, run.now
    registrar_import.undone = {
        "removed": removed,
        "restored": restored,
        "kept": {reason: count for reason, count in kept.items() if count},
        **({"stay_with": stay_with} if stay_with else {}),
    }
    registrar_import.save()
    run.progress("undoing", 5, 5)
