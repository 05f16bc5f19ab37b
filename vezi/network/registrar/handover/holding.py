"""In the transaction that applies a file: the new people of it are held back, if they are to be told first."""

from vezi.network.memberships.models import State
from vezi.network.registrar.handover.models import HeldRecord
from vezi.network.registrar.importing.runs import Run

#: Nobody has to tell the dead, and they cannot object.
HELD_BACK = f"""
update memberships_membership m set state = '{State.HELD}'
from people_person p
where m.batch = %(import)s and m.club_id = %(club)s and m.state = '{State.RECORDED}' and p.id = m.person_id
    and not p.is_deceased and p.deceased_on is null
"""  # noqa: S608 - as below
WRITTEN_DOWN = f"""
insert into {HeldRecord._meta.db_table} (handover_id, person_id, told_by)
select %(handover)s, m.person_id, '' from memberships_membership m
where m.batch = %(import)s and m.club_id = %(club)s and m.state = '{State.HELD}'
order by m.person_id
"""  # noqa: S608 - made of our own constants


def hold_back(run: Run) -> int:
    """How many are held back; nobody, where the file was not to be handed over with notice."""
    handover = getattr(run.registrar_import, "handover", None)
    if handover is None:
        return 0
    run.does(HELD_BACK)
    handover.people = run.does(WRITTEN_DOWN, handover=handover.pk)
    handover.save(update_fields=["people"])
    return int(handover.people)
