"""The rules that decide, by code: what we propose to take, and what stays unless an officer decides otherwise."""

from vezi.core.audience import Audience

#: why → whether we propose to take what the file says
RULES = {
    "missing": True,  # we have nothing of the kind
    "another": True,  # one more of what we have
    "newer": True,  # the registrar said otherwise before; the file is newer
    "spelling": True,  # the same, written otherwise
    "better_written": True,  # the same place or post, said more fully
    "own_word": False,  # she said so herself
    "confirmed": False,  # it was confirmed
    "officer": False,  # an officer wrote it
    "other_club": False,  # another club's registrar said it; of names alone, all else of another club is not looked at
    "older": False,  # what we have came after this file
    "changed_here": False,  # the last file said the same; it was changed here since
    "plainer": False,  # the file has lost letters or parts of it
    "kept_before": False,  # an officer decided so last time
    "met_since": False,  # she came into the club after the preview
}
TAKEN = [why for why, take in RULES.items() if take]

WHY = """case
    when {of}.source = 'self' and {of}.confirmed_at > {of}.recorded_at then 'confirmed'
    when {of}.source = 'self' then 'own_word'
    when {of}.source = 'officer' then 'officer'
    when {of}.confirmed_at is not null then 'confirmed'
    when {of}.club_id is distinct from %(club)s then 'other_club'
    when {of}.recorded_at > %(uploaded_at)s then 'older'
    else 'newer' end"""

BEFORE = """jsonb_build_object('source', {of}.source, 'club', {of}.club_id, 'recorded_at', {of}.recorded_at,
    'confirmed_at', {of}.confirmed_at, 'batch', {of}.batch)"""

WRITTEN = """
insert into registrar_difference
    (registrar_import_id, row_number, person_id, field, target_id, was, becomes, before, why, take, applied)
select %(import)s, d.number, d.person_id, d.field, d.target_id, d.was, d.becomes, d.before, d.why, d.why = any(%(taken)s),
    false
from ({found}) d
where d.was is distinct from d.becomes
"""


# What another club holds, what who left says herself (memberships.queries.reach), and what she keeps from the members of
# her clubs, is not this club's to look at.
HELD = """({of}.club_id = %(club)s or {of}.club_id is null and ({of}.{audience} is null or {of}.{audience} >= {club}) and not exists (
    select from memberships_membership l
    where l.person_id = {of}.{person} and l.club_id = %(club)s and l.state = 'left'))"""


def held(of: str, *, person: str = "person_id", audience: str = "audience") -> str:
    """Whether the club holds the value: only such are held against a file."""
    return HELD.format(of=of, person=person, audience=audience, club=int(Audience.CLUB))


def why(of: str) -> str:
    return WHY.format(of=of)


def before(of: str) -> str:
    return BEFORE.format(of=of)


def written(found: str) -> str:
    """`found` answers number, person_id, field, target_id, was, becomes, before, why; give `taken` as TAKEN."""
    return WRITTEN.format(found=found)
