"""A year of weeks behind each club: how many it could reach, on the way to how many it reaches now."""

from datetime import datetime, timedelta

from django.utils import timezone

from vezi.demo.synth.dice import Dice
from vezi.network.clubs.models import Club
from vezi.network.registrar.models import ReachCount
from vezi.network.registrar.reaching import queries

WEEKS = 40
FOUND_IN_A_WEEK = 0.009  # of all graduates: invitations come in waves


def weeks_of(club: Club, *, now: datetime) -> None:
    """Backwards from today: those found each week were lost or doubtful the week before."""
    counts, dice = queries.count(club, None, now=now).total, Dice(f"weeks of {club.slug}")
    reachable, doubtful, lost, died = counts.reachable, counts.doubtful, counts.lost, counts.deceased
    monday = queries.monday_of(timezone.localdate(now))
    kept = []
    for week in range(1, WEEKS + 1):
        wave = 2.4 if dice.chance(0.2) else 0.5
        found = min(round(counts.living * FOUND_IN_A_WEEK * wave * dice.random()), reachable)
        reachable, lost, doubtful = reachable - found, lost + found // 2, doubtful + found - found // 2
        died = max(0, died - int(dice.chance(0.15)))
        numbers = {"reachable": reachable, "doubtful": doubtful, "lost": lost, "deceased": died}
        ago = timedelta(weeks=week)
        kept.append(ReachCount(club=club, week_on=monday - ago, counted_at=now - ago, **numbers))
    ReachCount.objects.bulk_create(kept)
