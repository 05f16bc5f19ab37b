"""What the file would change in people we know, field by field, with the reason and a proposal.

What we do not have is taken. What the registrar once said is brought up to date. What the person, an officer or
another club said, or what was confirmed, stays unless an officer decides otherwise. What a file lacks is never deleted.
"""

from vezi.network.registrar.importing import staging
from vezi.network.registrar.importing.differences import contacts, persons, spelling, studies, work
from vezi.network.registrar.importing.runs import Run

# What somebody decided to keep stays kept when the same file comes again.
KEPT_BEFORE = """
update registrar_difference d set why = 'kept_before', take = false
from registrar_difference e join registrar_import i on i.id = e.registrar_import_id
where d.registrar_import_id = %(import)s and d.take and i.club_id = %(club)s and i.id <> d.registrar_import_id
    and i.state = 'applied' and not e.take
    and e.person_id = d.person_id and e.field = d.field and e.becomes = d.becomes
    and e.target_id is not distinct from d.target_id and e.was is not distinct from d.was
"""


def compare(run: Run, *, which: str = "person_id is not null") -> None:
    """Write down the differences of the people of the file whom we know."""
    run.does("drop table if exists compared")
    run.does(
        "create temp table compared on commit drop as"
        f" select ord, number, person_id, is_met from file_person where {which} and person_id is not null"
    )
    run.does("create index on compared (ord)")
    run.does("create index on compared (person_id)")
    staging.analyze("compared")
    if not run.counts("select count(*) from compared"):
        return
    parts = (persons.compare, contacts.compare, studies.compare, work.compare)
    for done, part in enumerate(parts):
        run.progress("comparing", done, len(parts))
        part(run)
    spelling.judge(run)
    run.does(KEPT_BEFORE)
    run.progress("comparing", len(parts), len(parts))
