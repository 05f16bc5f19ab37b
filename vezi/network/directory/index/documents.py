"""Documents of the index from rows of the database, thousands at a time.

Says the same as `entries` over `people.queries.seen`, by the rules written there; a property test holds the two equal.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection, transaction

from vezi.core import collation
from vezi.core.audience import Audience
from vezi.network.directory.index import pieces
from vezi.network.directory.index.entries import TIERS
from vezi.network.directory.index.pieces import FIELDS, GROUP, TEXTS, Entry, Piece, Place
from vezi.network.directory.index.schema import PERSON, numeral

NOBODY = int(Audience.NOBODY)
CLUB = int(Audience.CLUB)
AT_ONCE = 500  # rows
FIELD = {tier: {kind: f"{kind}_{tier}" for kind in (*TEXTS, *FIELDS)} for tier in TIERS}

#: Who is in the index at all. Members by a name that reaches their connections; records nobody took up where the club
#: shows them, unless they are members elsewhere, have died, objected, or have a name that does not reach the club.
LIVING = "p.merged_into_id is null and p.erased_at is null and (p.name_audience is null or p.name_audience >= 10)"
MEMBERSHIP = "from memberships_membership m where m.person_id = p.id and m.state = 'member'"
SHOWN_UNCLAIMED = """
    from memberships_membership m join clubs_club c on c.id = m.club_id and c.shows_unclaimed
    where m.person_id = p.id and m.state = 'recorded'
        and p.account_id is null and p.claimed_at is null and not p.is_deceased
        and (p.name_audience is null or p.name_audience >= 20)
        and coalesce((
            select e.decision from consent_consententry e
            where e.person_id = p.id and e.club_id = m.club_id and e.purpose = 'membership'
            order by e.at desc, e.id desc limit 1
        ), '') not in ('objected', 'withdrawn')
"""

PEOPLE = f"""
select p.id, p.given, p.family, p.preferred, p.title, p.name_audience,
    p.speaks, p.speaks_audience, case when p.is_deceased then '{{}}' else p.helps_with end, p.help_audience,
    case when p.is_deceased then '' else p.ask_about end, p.ask_audience, p.sort_en, p.sort_sl,
    member.clubs, case when member.clubs is null then (select array_agg(m.club_id order by m.club_id) {SHOWN_UNCLAIMED}) end,
    (select json_agg(json_build_array(o.audience, o.given, o.family))
        from people_othername o where o.person_id = p.id)::text,
    (select json_agg(json_build_array(a.audience, a.programme_id, a.institution_id, a.degree, a.class_year, a.club_id))
        from people_affiliation a where a.person_id = p.id)::text,
    (select json_agg(json_build_array(w.audience, w.title, w.employer, w.trade, w.city, w.country, w.is_current))
        from people_position w where w.person_id = p.id and w.audience >= 10)::text,
    (select json_build_array(r.audience, r.city, r.country)
        from people_residence r where r.person_id = p.id and r.audience >= 10)::text,
    case when not p.is_deceased then (select json_agg(json_build_array(c.audience, c.key))
        from people_contactvalue c where c.person_id = p.id and c.kind = 'mail' and c.audience >= 10)::text end,
    (select array_agg(m.group_id) from groups_member m where m.person_id = p.id)
from people_person p
left join lateral (
    select array_agg(m.club_id order by m.club_id) clubs {MEMBERSHIP}
) member on true
where {LIVING}
"""  # noqa: S608 - made of constants
CANDIDATES = f" and (exists (select 1 {MEMBERSHIP}) or exists (select 1 {SHOWN_UNCLAIMED}))"
COUNT = f"""
select (select count(*) from people_person p where {LIVING} and exists (select 1 {MEMBERSHIP})),
    (select coalesce(sum(shown.clubs), 0) from people_person p
        cross join lateral (select count(*) clubs {SHOWN_UNCLAIMED}) shown
        where {LIVING} and not exists (select 1 {MEMBERSHIP})
            and exists (select 1 from clubs_club where shows_unclaimed))
"""  # noqa: S608

Document = dict[str, Any]


@dataclass(frozen=True)
class Places:
    """Programmes, and institutions with those they belong to, as pieces name them; clubs with their default audience."""

    programmes: dict[int, Place]
    institutions: dict[int, tuple[Place, ...]]
    defaults: dict[int, int]


def documents(person_ids: Iterable[int] | None = None) -> Iterator[Document]:
    """Documents of these people, or of all; nothing for who is not in the index. Flat in memory."""
    places = read_places()
    sql, values = PEOPLE + CANDIDATES, []
    if person_ids is not None:
        sql, values = sql + " and p.id = any(%s)", [list(person_ids)]
    for row in streamed(sql, values):
        yield from documents_of(row, places)


def streamed(sql: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    """Rows while the database makes the next ones: no thread stands in another's way, and nothing is held in memory."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield from cursor.cursor.stream(sql, values, size=AT_ONCE)


def candidates(person_ids: Iterable[int]) -> set[int]:
    """Those of the people who have a document, or several."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"select p.id from people_person p where {LIVING} {CANDIDATES} and p.id = any(%s)",  # noqa: S608 - made of constants
            [list(person_ids)],
        )
        return {pk for (pk,) in cursor.fetchall()}


def count() -> int:
    """How many documents the index should have."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        members, unclaimed = cursor.fetchone()
    return int(members) + int(unclaimed)


def read_places() -> Places:
    with connection.cursor() as cursor:
        cursor.execute("select id, public_id, name, names::text from clubs_programme")
        programmes = {pk: Place(public_id, _names(name, names)) for pk, public_id, name, names in cursor.fetchall()}
        cursor.execute("select id, parent_id, public_id, name, names::text from clubs_institution")
        rows = {pk: (parent, Place(public_id, _names(name, names))) for pk, parent, public_id, name, names in cursor}
        cursor.execute("select id, default_audience from clubs_club")
        defaults = dict(cursor.fetchall())
    return Places(programmes, {pk: tuple(_upwards(pk, rows)) for pk in rows}, defaults)


def _names(name: str, names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *orjson.loads(names).values())))


def _upwards(pk: int | None, rows: dict[int, tuple[int | None, Place]]) -> Iterator[Place]:
    while pk is not None:
        pk, place = rows[pk]
        yield place


def documents_of(row: tuple[Any, ...], places: Places) -> Iterator[Document]:
    clubs, recorded_in, name_audience = row[14], row[15], row[5]
    base = {
        "id": row[0],
        PERSON: numeral(row[0]),
        "sort_en": in_line(row[12], row[0]),
        "sort_sl": in_line(row[13], row[0]),
        "rank_en": collation.rank(bytes(row[12])),
        "rank_sl": collation.rank(bytes(row[13])),
    }
    if clubs:
        found = {**base, "club": clubs}
        if row[21]:
            found[GROUP] = row[21]
        # Of a club founded this moment nothing is known yet; its members are looked at again.
        default = max(places.defaults.get(club_id, NOBODY) for club_id in clubs)
        add_tiers(found, member_pieces(row, places, default), name_audience if name_audience is not None else default)
        yield found
    for club_id in recorded_in or ():
        found = {**base, "recorded_in": club_id, "tier": [CLUB]}
        reached = [piece for audience, piece in unclaimed_pieces(row, places, club_id) if audience >= CLUB]
        add_fields(found, "c", fields_of(reached))
        yield found


def in_line(key: bytes, person_id: int) -> str:
    """A place in the order of names for each person: of one name, they keep theirs whatever else of them changes.

    Each byte as one letter; no key has a zero in it, so a name comes before those that it begins.
    """
    return (bytes(key) + b"\0" + person_id.to_bytes(8, "big")).decode("latin-1")


def member_pieces(row: tuple[Any, ...], places: Places, default: int) -> list[tuple[int, Piece]]:
    """What the person is found by, each with the audience in force; all of it needs the name's audience too."""
    _pk, given, family, preferred, title, name_audience = row[:6]
    speaks, speaks_audience, helps, help_audience, ask, ask_audience = row[6:12]
    names, studies, works, home, mails = row[16:21]
    of_name = name_audience if name_audience is not None else default
    found = [(of_name, pieces.of_name(given, family, preferred))]
    if title:
        found.append((of_name, pieces.of_title(title)))
    for audience, *parts in orjson.loads(names) if names else ():
        found.append((of_name if audience is None else audience, pieces.of_other_name(*parts)))
    for audience, programme, institution, degree, year, _club in orjson.loads(studies) if studies else ():
        piece = pieces.of_study(
            places.programmes.get(programme), places.institutions.get(institution, ()), degree, year
        )
        found.append((default if audience is None else audience, piece))
    for audience, *parts in orjson.loads(works) if works else ():
        found.append((audience, pieces.of_work(*parts)))
    if home:
        audience, city, country = orjson.loads(home)
        found.append((audience, pieces.of_home(city, country)))
    if speaks and speaks_audience:
        found.append((speaks_audience, pieces.of_languages(tuple(speaks))))
    if helps and help_audience:
        found.append((help_audience, pieces.of_help(tuple(helps))))
    if ask and ask_audience:
        found.append((ask_audience, pieces.of_text(ask)))
    for audience, key in orjson.loads(mails) if mails else ():
        found.append((audience, pieces.of_mail(key)))
    return found


def unclaimed_pieces(row: tuple[Any, ...], places: Places, club_id: int) -> list[tuple[int, Piece]]:
    found = [(CLUB, pieces.of_name(*row[1:4]))]
    for audience, programme, _institution, _degree, year, club in orjson.loads(row[17]) if row[17] else []:
        if club in (club_id, None) and (audience is None or audience >= CLUB):
            found.append((CLUB, pieces.of_study(places.programmes.get(programme), (), "", year)))
    return found


def add_tiers(document: Document, found: list[tuple[int, Piece]], name_audience: int) -> None:
    """Who reads at a nearer tier finds all that is found at those before; often it is the same.

    What connections find is written only where it is more than members of a club do: of few, so the index hardly grows.
    """
    tiers: list[int] = []
    more: list[int] = []
    fields: list[tuple[str, Any]] = []
    known = -1
    for tier, reach in TIERS.items():
        if reach <= name_audience:
            reached = [piece for audience, piece in found if reach <= audience]
            if tier == "t" and len(reached) == known:
                continue
            tiers.append(reach)
            if len(reached) != known:
                more.append(reach)
                fields, known = fields_of(reached), len(reached)
            add_fields(document, tier, fields)
    document["tier"], document["more"] = tiers, more


def add_fields(document: Document, tier: str, fields: list[tuple[str, Any]]) -> None:
    called = FIELD[tier]
    for kind, value in fields:
        document[called[kind]] = value


def fields_of(found: Iterable[Piece]) -> list[tuple[str, Any]]:
    """What the pieces say in each kind of field. Empty ones are left out: an empty text is a value too."""
    entry = Entry()
    entry.add(*found)
    said = (
        ("name", " ".join(entry.names)), ("other", " ".join(entry.others)), ("today", " ".join(entry.today)),
        ("text", " ".join(entry.texts)), ("stem", entry.stems), ("key", entry.keys), ("mail", " ".join(entry.mails)),
    )  # fmt: skip
    texts = [(kind, text) for kind, text in said if text]
    return texts + [(facet, list(values)) for facet, values in entry.facets.items()]
