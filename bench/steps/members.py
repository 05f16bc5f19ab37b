"""Everybody of the file made a member, with a choice of audiences, in one go by SQL.

What a person chose is drawn by a hash of her number, so that it is the same each time. The shares, in hundredths:

    clubs     24 clubs; the first has a fourth of the people, each next one less; 8 are members of a second club;
              two clubs of three let the network see their members unless these say otherwise
    name      82 no choice, 10 network, 6 club, 2 everybody
    studies   92 no choice, 6 club, 2 nobody
    work      55 network, 25 club, 5 everybody, 15 no choice (seen by nobody)
    home      55 network, 25 club, 5 everybody, 15 no choice
    languages one or two, seen by the network for 70
    help      30 offer one or two ways, half of them to the network, half to their club
"""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from vezi.core.audience import Audience
from vezi.network.clubs.models import Club
from vezi.network.memberships.services.founding import found
from vezi.network.people.help import Help

CLUBS = 24
SPEAKS = ("en", "sl", "de", "it", "hr", "fr", "es", "pt", "nl", "pl")
N, C, P = int(Audience.NETWORK), int(Audience.CLUB), int(Audience.PUBLIC)

DICE = """
create function pg_temp.dice(number bigint, throw int, sides int) returns int language sql immutable as
$$ select (mod(hashint8extended(number, throw) & 2147483647, sides))::int $$
"""
CHOSEN = f"""case when {{throw}} < 55 then {N} when {{throw}} < 80 then {C} when {{throw}} < 85 then {P} end"""
PEOPLE = f"""
update people_person p set claimed_at = %(now)s,
    name_audience = case when t.name < 82 then null when t.name < 92 then {N} when t.name < 98 then {C} else {P} end,
    speaks = case when t.tongue < 5 then array['en'] else array['en', (%(speaks)s::text[])[t.tongue + 1]] end,
    speaks_audience = case when t.speaks < 70 then {N} end,
    helps_with = case when t.helps < 30
        then (%(help)s::text[])[t.help + 1 : t.help + 1 + mod(t.helps, 2)] else '{{}}' end,
    help_audience = case when t.helps < 15 then {N} when t.helps < 30 then {C} end
from (
    select id, pg_temp.dice(id, 1, 100) as name, pg_temp.dice(id, 2, 10) as tongue, pg_temp.dice(id, 3, 100) as speaks,
        pg_temp.dice(id, 4, 100) as helps, pg_temp.dice(id, 5, %(helps)s) as help
    from people_person
) t
where t.id = p.id
"""
# The n-th club has a share that falls with n: the square of a throw leans to the first.
MEMBERSHIPS = """
update memberships_membership set state = 'member', since = %(now)s,
    club_id = (%(clubs)s::bigint[])[1 + floor(power(pg_temp.dice(person_id, 6, 1000) / 1000.0, 2) * %(count)s)::int]
"""
SECOND = """
insert into memberships_membership (person_id, club_id, state, since, recorded_at)
select m.person_id, (%(clubs)s::bigint[])[1 + pg_temp.dice(m.person_id, 8, %(count)s)], 'member', %(now)s, %(now)s
from memberships_membership m where pg_temp.dice(m.person_id, 7, 100) < 8
on conflict do nothing
"""
STUDIES = f"""
update people_affiliation set audience = case when pg_temp.dice(id, 9, 100) < 6 then {C} else 0 end
where pg_temp.dice(id, 9, 100) < 8
"""
WORK = f"update people_position set audience = {CHOSEN.format(throw='pg_temp.dice(id, 10, 100)')}"
HOMES = f"update people_residence set audience = {CHOSEN.format(throw='pg_temp.dice(id, 11, 100)')}"


def run() -> dict[str, Any]:
    clubs = found_clubs()
    values = {
        "now": timezone.now(), "clubs": clubs, "count": len(clubs), "speaks": list(SPEAKS), "help": list(Help.values),
        "helps": len(Help.values),
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        # Triggers off: the index is made anew afterwards, so that nobody need be told of a million changes.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(DICE)
        for statement in (PEOPLE, MEMBERSHIPS, SECOND, STUDIES, WORK, HOMES):
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
        cursor.execute("select count(distinct person_id) from memberships_membership where state = 'member'")
        return {"members": cursor.fetchone()[0], "clubs": len(clubs)}


def found_clubs() -> list[int]:
    first = Club.objects.select_related("institution").order_by("pk")[0]
    for number in range(2, CLUBS + 1):
        found(
            slug=f"club-{number}", name=f"Club {number}", institution=first.institution, by=None, now=timezone.now(),
            languages=["en"], default_audience=C if number % 3 == 0 else N,
        )  # fmt: skip
    Club.objects.filter(pk=first.pk).update(default_audience=N, shows_unclaimed=False, unclaimed_basis="")
    return list(Club.objects.order_by("pk").values_list("pk", flat=True))
