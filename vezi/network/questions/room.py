"""Who may be asked now, and who of them goes first: one question to the database, told the same to preview and routing.

A person is asked no more often in any thirty days than she allows. Never who is kept apart from the asker, is away,
wants no such question, is no member, has no way to hear of it, or was asked this one before.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from vezi.network.questions.models import USUAL_ROOM, Question
from vezi.network.questions.moments import A_MONTH

WITH_ROOM = """
select p.id
from unnest(%(people)s::bigint[], %(shares)s::float8[]) fit(id, share)
join people_person p on p.id = fit.id
join accounts_account a on a.id = p.account_id and a.is_active and a.email <> ''
left join questions_room room on room.person_id = p.id
left join notices_rhythm rhythm on rhythm.person_id = p.id
left join notices_waychoice way on way.person_id = p.id and way.kind = 'questions.asked' and way.club_id is null
cross join lateral (
    select count(*) filter (where o.asked_at > %(month)s) as number, max(o.asked_at) as last
    from questions_asked o where o.person_id = p.id
) asked
where p.merged_into_id is null and p.erased_at is null and not p.is_deceased and p.deceased_on is null
    and p.id <> %(asker)s
    and asked.number < coalesce(room.monthly, %(usual)s)
    and not %(wanted)s = any(coalesce(room.refused, '{}'))
    and coalesce(way.way, '') <> 'none'
    and (rhythm.away_from is null or %(today)s not between rhythm.away_from and rhythm.away_until)
    and exists (select from memberships_membership m where m.person_id = p.id and m.state = 'member')
    and not exists (select from ties_block b where b.person_id = %(asker)s and b.blocked_id = p.id)
    and not exists (select from ties_block b where b.person_id = p.id and b.blocked_id = %(asker)s)
    and not exists (select from questions_asked o where o.question_id = %(question)s and o.person_id = p.id)
order by floor(fit.share * %(steps)s) desc, asked.last asc nulls first, hashint8extended(p.id, %(question)s)
limit %(most)s
"""


STEPS = 6  # of the whole weight: among those of one step it does not matter who fits better
A_SLICE = 150  # people asked about at once


def first_with_room(question: Question, fits: Sequence[tuple[int, float]], *, now: datetime, most: int) -> list[int]:
    """The same as `with_room` of people who stand in the order of their shares; those further down are looked at only
    where it comes to them."""
    found: list[int] = []
    start = 0
    while start < len(fits) and len(found) < most:
        end = min(start + A_SLICE, len(fits))
        while end < len(fits) and step_of(fits[end][1]) == step_of(fits[end - 1][1]):
            end += 1  # those of one step are asked about together
        found += with_room(question, fits[start:end], now=now, most=most - len(found))
        start = end
    return found


def step_of(share: float) -> int:
    return int(share * STEPS)


def with_room(question: Question, fits: Sequence[tuple[int, float]], *, now: datetime, most: int) -> list[int]:
    """Of these people, each with her share, those who may be asked it: by steps of the share, asked least lately first."""
    if not fits:
        return []
    about: dict[str, Any] = {
        "people": [number for number, _share in fits], "shares": [float(share) for _number, share in fits],
        "asker": question.asker_id or 0, "question": question.pk or 0, "wanted": question.wanted, "usual": USUAL_ROOM,
        "month": now - A_MONTH, "steps": STEPS, "today": timezone.localdate(now), "most": most,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(WITH_ROOM, about)
        return [number for (number,) in cursor.fetchall()]
