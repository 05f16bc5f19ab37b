"""A mix of questions drawn from the people of the house, and the addresses they are asked at."""

from typing import Any

from django.db import connection
from django.urls import reverse

from bench.mix import Known, besides, mix, strange

DRAWN_FROM = 2_000  # people
DRAWN = """
select p.given, p.family, coalesce(r.city, ''), coalesce(r.country, ''), coalesce(w.trade, ''), coalesce(w.title, ''),
    (select min(a.class_year) from people_affiliation a where a.person_id = p.id)
from people_person p
left join people_residence r on r.person_id = p.id
left join people_position w on w.person_id = p.id
where p.family <> '' and p.given <> ''
order by hashint8extended(p.id, %s) limit %s
"""


def run(count: int, seed: int) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, [seed, DRAWN_FROM])
        people = [Known(*row) for row in cursor.fetchall()]
    page = reverse("directory:people")
    asked = [(ask.kind, f"{page}?{ask.query}") for ask in mix(people, count=count, seed=seed)]
    suggest = reverse("directory:typeahead")
    begun = [
        f"{suggest}?{ask.query}" for ask in mix(people, count=count * 5, seed=seed + 1) if ask.kind == "while typing"
    ]
    more = [(ask.kind, f"{page}?{ask.query}") for ask in besides(people, count=count // 8, seed=seed)]
    odd = [f"{page}?{query}" for query in strange()] + [f"{suggest}?{query}" for query in strange()]
    return {"asked": asked, "typed": begun[:count], "strange": odd, "besides": more}
