"""A post told to fifty thousand, and a morning's digests for a share of the people.

Everybody gets an account; each of the sample is told six things about three, by people she may see or not. What the
letters would hold is written by the house's own deeds; nothing leaves the house. News stand in them where home was
measured before (`circled`).
"""

import time
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import ngettext_lazy

from vezi.core import features
from vezi.core.features import Feature, NoticeKind
from vezi.core.models import OutgoingMail
from vezi.network.clubs.models import Club
from vezi.network.news.models import Fact
from vezi.network.notices import rounds, runs, services
from vezi.network.notices.models import Notice
from vezi.network.people.models import Person

KIND = NoticeKind(
    "bench.post", "Posts", "%(who)s wrote in %(group)s",
    ngettext_lazy("%(who)s: %(count)d post in %(group)s", "%(who)s: %(count)d posts in %(group)s", "count"),
    way="day", of_club=True,
)  # fmt: skip
LATER = timedelta(days=8)
CHOSEN = ("notices_waychoice", "notices_rhythm")
BETWEEN = ("notices_notice", "notices_round", "core_outgoingmail", "procrastinate_events", "procrastinate_jobs")
ACCOUNTS = """
with lacking as (
    select id, public_id from people_person
    where account_id is null and merged_into_id is null and erased_at is null
), made as (
    insert into accounts_account (public_id, email, password, language, is_active, is_operator, joined_at)
    select public_id, public_id || '@example.org', '!', 'en', true, false, %(now)s from lacking
    returning id, public_id
)
update people_person p set account_id = made.id from made where made.public_id = p.public_id
"""
#: One of ten chose a weekly digest, one of ten the page alone, one of twenty nothing at all; a third their own hour.
CHOICES = """
insert into notices_waychoice (person_id, kind, club_id, way)
select id, %(kind)s, null, case when mod(id, 20) < 2 then 'week' when mod(id, 20) < 4 then 'page' else 'none' end
from people_person where mod(id, 20) < 5
"""
RHYTHMS = """
insert into notices_rhythm (person_id, hour, weekday, time_zone, has_digests, letters_a_week)
select id, mod(id, 24), mod(id, 7), '', true, 5 from people_person where mod(id, 3) = 0
"""
AT_ONCE = "create temp table at_once (like notices_notice)"
COPIED = "insert into at_once select * from notices_notice"
LETTERS = "create temp table letters_at_once (like core_outgoingmail)"
LETTERS_COPIED = "insert into letters_at_once select * from core_outgoingmail where kind = 'notices.digest'"


def run(many: int, sample: int) -> dict[str, Any]:
    features.register(Feature(name="bench", title="Bench", notices=(KIND,)))
    now = timezone.now()
    prepare(now)
    people = list(Person.objects.living_records().order_by("public_id").values_list("pk", flat=True)[:many])
    by, club = Person.objects.get(pk=people[0]), Club.objects.order_by("pk")[0]
    author = taken(lambda: post(people, by, club, number=0, now=now))
    fanned = taken(lambda: finish(now))
    notices = Notice.objects.count()
    floor = timed_sql(AT_ONCE, COPIED)
    bell = taken(lambda: Notice.objects.filter(person=people[1], read_at=None, settled_at=None).count())
    clear()
    for number in range(6):
        post(people[:sample], Person.objects.get(pk=people[number * 7]), club, number=number, now=now)
    finish(now)
    morning = now + LATER
    news = shift_news(LATER)
    waiting = Notice.objects.filter(due_at__lte=morning).values("person_id").distinct().count()
    composed = taken(lambda: runs.write_all(now=morning, alone=False, seconds=10**6))
    digests = OutgoingMail.objects.filter(kind="notices.digest").count()
    shift_news(-LATER)
    return {
        "to": len(people), "author": author, "fanned": fanned, "notices": notices, "fan_floor": floor, "bell": bell, "digests": digests,
        "news": news, "composed": composed, "waiting": waiting, "digest_floor": timed_sql(LETTERS, LETTERS_COPIED),
    }  # fmt: skip


def shift_news(by: timedelta) -> int:
    """News of the last weeks (`circled`) is that of the weeks before the morning. How much there is."""
    return Fact.objects.update(at=F("at") + by)


def prepare(now: datetime) -> None:
    clear(*CHOSEN)
    with connection.cursor() as cursor:
        for statement in (ACCOUNTS, CHOICES, RHYTHMS):
            cursor.execute(statement, {"now": now, "kind": KIND.name})
        for table in (*CHOSEN, "accounts_account", "people_person"):
            cursor.execute(f"vacuum analyze {table}")


def clear(*tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {', '.join((*BETWEEN, *tables))} cascade")


def post(people: list[int], by: Person, club: Club, *, number: int, now: datetime) -> None:
    services.tell_many(
        kind=KIND.name, person_ids=people, once=f"bench:{number}", about=f"bench:{number // 2}", path="/home/", by=by,
        club=club, words={"group": f"Group {number // 2}"}, now=now,
    )  # fmt: skip


def finish(now: datetime) -> None:
    while rounds.tell_all(now=now):
        pass


def taken(deed: Any) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def timed_sql(first: str, second: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(first)
        return taken(lambda: cursor.execute(second))
