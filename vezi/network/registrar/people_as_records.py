"""People as linkage compares them: what one club holds of them, nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from vezi.network.clubs.models import Club
from vezi.network.memberships.models import State
from vezi.network.registrar.linkage import Record

AT_ONCE = 20_000

# Of several values of a kind the first one in order is compared: the primary address, the newest study.
QUERY = """
select p.id, p.given, p.family, p.preferred,
    case when own.holds then p.born_on end, case when own.holds then p.birth_year end,
    (select string_agg(n.family, ' ') from people_othername n where n.person_id = p.id and {held_n}),
    mail.value, phone.value, home.city, home.country, study.class_year, study.programme
from memberships_membership m
join people_person p on p.id = m.person_id
cross join lateral (select p.club_id = %(club)s or (p.club_id is null and m.state <> %(left)s) as holds) own
left join lateral (select v.value from people_contactvalue v where v.person_id = p.id and v.kind = 'mail'
    and v.bounced_at is null and {held_v} order by v.is_primary desc, v.id limit 1) mail on true
left join lateral (select v.value from people_contactvalue v where v.person_id = p.id and v.kind = 'phone'
    and v.bounced_at is null and {held_v} order by v.is_primary desc, v.id limit 1) phone on true
left join people_residence home on home.person_id = p.id and {held_home}
left join lateral (select a.class_year, g.name as programme from people_affiliation a
    left join clubs_programme g on g.id = a.programme_id where a.person_id = p.id and {held_a}
    order by a.class_year, a.id limit 1) study on true
where m.club_id = %(club)s and p.merged_into_id is null and p.erased_at is null {among}
order by p.id
"""
HELD = "({v}.club_id = %(club)s or ({v}.club_id is null and m.state <> %(left)s))"


def records_of(club: Club, people: Iterable[int] | None = None) -> Iterator[Record]:
    """The records on the club's books, or those of some people, by number. `Record.id` is the person's number."""
    query = QUERY.format(
        among="and p.id = any(%(people)s)" if people is not None else "",
        **{f"held_{name}": HELD.format(v=name) for name in ("n", "v", "home", "a")},
    )
    facts: dict[str, Any] = {
        "club": club.pk,
        "left": State.LEFT,
        "people": list(people) if people is not None else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        while rows := cursor.fetchmany(AT_ONCE):
            for (
                person,
                given,
                family,
                preferred,
                born,
                year,
                former,
                mail,
                phone,
                city,
                country,
                class_year,
                programme,
            ) in rows:
                yield Record(
                    id=str(person), given_name=given, family_name=family, known_as=preferred, former_name=former or "",
                    birth_date=born, birth_year=year, email=mail or "", phone=phone or "", city=city or "",
                    country=country or "", programme=programme or "", class_year=class_year,
                )  # fmt: skip
