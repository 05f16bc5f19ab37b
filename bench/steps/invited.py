"""A press that invites many: two of three are members who sign in, one is on record with an address.

They are put on the books of a club of its own, with its word on what it writes of its own accord.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.steps.told import taken
from vezi.activities.events import services
from vezi.activities.events.models import Circle, CircleKind, Event, Openness, Posting
from vezi.activities.events.services.planning import Plan, Words
from vezi.core.models import OutgoingMail
from vezi.network.accounts.models import Account
from vezi.network.clubs.models import Club
from vezi.network.consent.models import Basis, Purpose
from vezi.network.consent.services import publish_notice
from vezi.network.memberships.services.founding import found
from vezi.network.people.models import Person

SLUG = "invites"
LEDE = (
    "In June it will be twenty-five years since hall P-4. The courtyard of Križanke is booked, Matjaž cooks, and the band still"
    " has its first drummer."
)
CLEARED = "truncate core_outgoingmail, procrastinate_events, procrastinate_jobs, notices_notice, notices_round, events_event cascade"
BOOKS = """
insert into memberships_membership (person_id, club_id, state, since, recorded_at)
select id, %(club)s, case when mod(row, 3) < 2 then 'member' else 'recorded' end, %(now)s, %(now)s
from unnest(%(people)s::bigint[]) with ordinality as chosen (id, row) on conflict do nothing
"""
ACCOUNTS = """
with lacking as (
    select p.id, p.public_id from people_person p join memberships_membership m on m.person_id = p.id
    where m.club_id = %(club)s and m.state = 'member' and p.account_id is null
), made as (
    insert into accounts_account (public_id, email, password, language, is_active, is_operator, joined_at)
    select public_id, public_id || '@example.org', '!', case when mod(id, 3) = 0 then 'en' else 'sl' end, true, false, %(now)s
    from lacking returning id, public_id
)
update people_person p set account_id = made.id from made where made.public_id = p.public_id
"""
ADDRESSES = """
insert into people_contactvalue (person_id, kind, value, key, source, club_id, recorded_at, is_primary)
select p.id, 'mail', p.public_id || '@example.com', p.public_id || '@example.com', 'registrar', %(club)s, %(now)s, true
from people_person p join memberships_membership m on m.person_id = p.id
where m.club_id = %(club)s and m.state = 'recorded' on conflict do nothing
"""


def run(many: int) -> dict[str, Any]:
    now = timezone.now()
    club = prepared(many, now)
    event = planned(club, now)
    by = Account.objects.filter(person__memberships__club=club).order_by("pk")[0]
    press = taken(
        lambda: services.invite(event=event, circles=list(event.circles.all()), expected=None, by=by, now=now)
    )
    return {"press": press, "letters": Posting.objects.get().wanted}


def prepared(many: int, now: datetime) -> Club:
    club = Club.objects.filter(slug=SLUG).first()
    if club is None:
        institution = Club.objects.select_related("institution").order_by("pk")[0].institution
        club = found(slug=SLUG, name="Invites", institution=institution, by=None, now=now, languages=["en", "sl"])
    publish_notice(club=club, purpose=Purpose.EVENTS, basis=Basis.LEGITIMATE_INTEREST, text={}, by=None, now=now)
    people = list(Person.objects.living_records().filter(is_deceased=False).order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(CLEARED)
        for statement in (BOOKS, ACCOUNTS, ADDRESSES):
            cursor.execute(statement, {"club": club.pk, "now": now, "people": people[:many]})
        for table in ("memberships_membership", "accounts_account", "people_person", "people_contactvalue"):
            cursor.execute(f"vacuum analyze {table}")
    OutgoingMail.objects.all().delete()
    return club


def planned(club: Club, now: datetime) -> Event:
    begins = now + timedelta(days=60)
    facts = {
        "starts_at": begins, "ends_at": begins + timedelta(hours=4), "zone": "Europe/Ljubljana", "venue": "Križanke",
        "openness": Openness.INVITED,
    }  # fmt: skip
    words = {"en": Words("Twenty-five years, one evening", LEDE), "sl": Words("Petindvajset let, en večer", LEDE)}
    plan = Plan(facts=facts, words=words, circles=[Circle(kind=CircleKind.CLUB)])
    event = services.plan(club=club, plan=plan, organiser=None, by=None, now=now)
    return services.publish(event=event, by=None, now=now)
