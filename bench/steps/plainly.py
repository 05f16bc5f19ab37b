"""The questions of the mix on plain PostgreSQL, beside the house's own search, both without the page around them.

Plain PostgreSQL is given a table of just what the reader may find, with its words already folded and its facets in
arrays: no audiences, no typing errors, no nearness. It is asked by ILIKE, and by a full-text set-up with an index; each
answer is a count, twenty numbers by name, and the ten facets.
"""

import time
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from bench.steps import questions
from bench.steps.reader import MEMBER
from vezi.network.accounts.models import Account
from vezi.network.directory import filters, queries
from vezi.network.directory.filters import Asked
from vezi.network.directory.index import asking
from vezi.network.directory.index.documents import documents
from vezi.network.directory.index.pieces import FACETS, YEAR
from vezi.network.memberships.access import viewer_of as member

TABLE = "bench_plain_directory"
LISTS = [facet for facet in FACETS if facet != YEAR]
PER_PAGE = 20


def run(count: int, seed: int) -> dict[str, Any]:
    viewer = viewer_of(MEMBER)
    made = time.perf_counter()
    fill(set(viewer.club_ids))
    made = time.perf_counter() - made
    asked = [filters.read(QueryDict(path.partition("?")[2])) for _kind, path in questions.run(count, seed)["asked"]]
    taken: dict[str, list[float]] = {"ours": [], "ilike": [], "text": []}
    for one in asked:
        began = time.perf_counter()
        queries.search(viewer=viewer, words=one.words, filters=one.filters, page=one.page, sort=one.sort)
        taken["ours"].append(time.perf_counter() - began)
        for way in ("ilike", "text"):
            taken[way].append(seconds(*asked_of_the_table(one, by_text=way == "text")))
    with connection.cursor() as cursor:
        cursor.execute("select pg_total_relation_size(%s)", [TABLE])
        size = cursor.fetchone()[0]
        cursor.execute(f"drop table {TABLE}")
    return {"made": made, "size": size, **taken}


def viewer_of(mail: str) -> Any:
    viewer = member(Account.objects.get(email=mail), today=timezone.localdate())
    viewer.club = viewer.clubs[0]
    return viewer


def fill(clubs: set[int]) -> None:
    lists = "".join(f", {facet} text[] not null" for facet in LISTS)
    with connection.cursor() as cursor:
        cursor.execute(f"drop table if exists {TABLE}")
        cursor.execute(
            f"create table {TABLE} (id bigint, club bool, name text, said text not null, years int[] not null{lists})"
        )
        with (
            psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other,
            other.cursor().copy(f"copy {TABLE} from stdin") as copy,
        ):
            for row in rows(clubs):  # read through Django's own connection
                copy.write_row(row)
        cursor.execute(
            f"alter table {TABLE} add words tsvector generated always as (to_tsvector('simple', said)) stored"
        )
        cursor.execute(f"create index on {TABLE} using gin (words)")
        cursor.execute(f"create index on {TABLE} (name)")
        for facet in ("years", *LISTS):
            cursor.execute(f"create index on {TABLE} using gin ({facet})")
        cursor.execute(f"vacuum analyze {TABLE}")


def rows(clubs: set[int]) -> Iterator[tuple[Any, ...]]:
    """What the reader may find of each member, at the reach of the club or of the network."""
    for document in documents():
        if "recorded_in" in document:
            continue
        is_near = bool(clubs.intersection(document.get("club", ())))
        tier = "c" if is_near else "n"
        said = " ".join(document.get(f"{kind}_{tier}", "") for kind in ("name", "other", "text"))
        if said.strip():
            values = [list(map(str, document.get(f"{facet}_{tier}", ()))) for facet in LISTS]
            yield document["id"], is_near, document["sort_sl"], said, document.get(f"{YEAR}_{tier}", []), *values


def asked_of_the_table(one: Asked, *, by_text: bool) -> tuple[str, list[Any]]:
    where, given = ["true"], list[Any]()
    for word in asking.asked(one.words):
        where.append("words @@ to_tsquery('simple', %s)" if by_text else "said ilike %s")
        given.append(f"'{word.text}'{':*' if word.is_last else ''}" if by_text else f"%{word.text}%")
    if not one.filters.is_everywhere:
        where.append("club")
    for facet, values in one.filters.chosen.items():
        where.append(f"{facet} && %s::text[]")
        given.append(sorted(values))
    if one.filters.has_years:
        where.append("exists (select from unnest(years) of_year where of_year between %s and %s)")
        given += one.filters.years
    facets = " union all ".join(
        f"(select '{facet}', value::text, count(*) from found, unnest({facet}) value group by 2 order by 3 desc limit 12)"
        for facet in ("years", *LISTS)
    )
    sql = f"""
        with found as materialized (select * from {TABLE} where {" and ".join(where)})
        select 'all', null::text, count(*) from found union all
        (select 'row', id::text, 0 from found order by name limit {PER_PAGE} offset %s) union all {facets}
    """
    return sql, [*given, (one.page - 1) * PER_PAGE]


def seconds(sql: str, given: list[Any]) -> float:
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(sql, given)
        cursor.fetchall()
        return time.perf_counter() - began
