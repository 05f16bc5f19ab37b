"""What became of the questions of a club's members: numbers alone, and none so small that it tells of somebody.

A question counts for each club its asker was a member of when she asked it, wherever it was answered. It counts once
something came of it: it helped or not, nobody could help, or it ended.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from vezi.network.clubs.models import Club

FEWEST = 5
LOOKED_BACK = timedelta(days=365)
COUNTED = """
select count(*), count(*) filter (where q.helped), count(q.first_help_at),
    percentile_cont(0.5) within group (order by extract(epoch from q.first_help_at - q.asked_at))
from questions_ofclub c join questions_question q on q.id = c.question_id
where c.club_id = %s and q.asked_at > %s
    and (q.helped is not null or q.state in ('nobody', 'over', 'closed'))
"""


@dataclass(frozen=True)
class Outcomes:
    """Of a year. `median` is how long the first offer of help took, by half of the questions that had one."""

    asked: int
    helped: int
    answered: int
    median: timedelta | None = None

    @property
    def hours(self) -> int | None:
        return max(1, round(self.median.total_seconds() / 3600)) if self.median is not None else None

    @property
    def days(self) -> int | None:
        return round(self.median.total_seconds() / 86400) if self.median is not None else None


def of_club(club: Club, *, now: datetime) -> Outcomes | None:
    """None where they are too few to be told; one query."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [club.pk, now - LOOKED_BACK])
        asked, helped, answered, median = cursor.fetchone()
    if asked < FEWEST:
        return None
    took = timedelta(seconds=float(median)) if median is not None and answered >= FEWEST else None
    return Outcomes(asked, helped, answered, took)
