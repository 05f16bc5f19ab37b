"""The demo network put into the records: institutions and clubs, people by the thousand, then the cast by name."""

from datetime import datetime

from django.db import connection, transaction

from vezi.demo import clubs as story
from vezi.demo.loading import (
    asking,
    circles,
    crowd,
    events,
    ground,
    meetings,
    news,
    second_records,
    stage,
    talks,
    ties,
    weeks,
)
from vezi.network.clubs.models import Club


def is_loaded() -> bool:
    return Club.objects.filter(slug__in=[club.slug for club in story.CLUBS]).exists()


@transaction.atomic
def load(*, now: datetime) -> None:
    """All or nothing: a start that was cut off leaves no half network."""
    institutions = ground.institutions()
    clubs = {told.slug: ground.club(told, institutions[told.institution], now=now) for told in story.CLUBS}
    for told in story.CLUBS:
        crowd.people_of(told, clubs[told.slug], now=now)
    count_anew()
    stage.cast(clubs, now=now)
    second_records.second_records(clubs, now=now)
    for told in story.CLUBS:
        stage.offices(told, clubs[told.slug], now=now)
    ties.ties_of(list(clubs.values()), now=now)
    count_anew()
    meetings.meetings_of(now=now)
    circles.circles_of(clubs, now=now)
    asking.questions_of(clubs, now=now)
    talks.talks_of(now=now)
    news.news_of(clubs.values(), now=now)
    events.events_of(clubs, now=now)
    for club in clubs.values():
        weeks.weeks_of(club, now=now)


def count_anew() -> None:
    """PostgreSQL does not know yet how much there is, and would go the slow way for each of thousands of questions."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
