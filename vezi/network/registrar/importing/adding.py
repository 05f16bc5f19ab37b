"""Writing down the people whom the club did not know, with all that the file says of them.

In portions, so that the progress can be seen and the database never holds more than a portion's checks. The sort keys
of a portion's names are worked out while the database is busy with the one before.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

from vezi.core.public_ids import public_ids
from vezi.network.memberships.models import Membership, State
from vezi.network.people.models import (
    Affiliation,
    ContactValue,
    Identifier,
    NameKind,
    OtherName,
    Person,
    Position,
    Residence,
)
from vezi.network.people.naming import folded_name, sort_keys
from vezi.network.registrar.importing import staging
from vezi.network.registrar.importing.insertions import insertion
from vezi.network.registrar.importing.references import checked_once
from vezi.network.registrar.importing.runs import Row, Run
from vezi.network.registrar.models import Import, SourceRow

PORTION = 20_000
MANY = 5_000  # people: the database is told at once how many there are, instead of going through all tables for each
WRITTEN = (Person, Membership, Identifier, OtherName, Affiliation, Position, Residence, ContactValue)
REFERRING = {**{model._meta.db_table: "batch" for model in WRITTEN}, SourceRow._meta.db_table: "registrar_import_id"}
OWN = frozenset({Person._meta.db_table, Import._meta.db_table})  # new in this transaction, locked by it

NEW_PERSON = """
create temp table new_person (
    ord int primary key, person_id bigint default nextval(pg_get_serial_sequence('people_person', 'id')),
    public_id text, folded text, sort_en bytea, sort_sl bytea
) on commit drop
"""
OF_PORTION = "new_person n join {table} v on v.ord = n.ord and v.ord between %(low)s and %(high)s"
PERSON_ID = {"person_id": "n.person_id"}
NULL_OR = "coalesce({0}, '')"

PERSON = insertion(
    Person,
    {
        "id": "n.person_id", "public_id": "n.public_id", "folded": "n.folded", "sort_en": "n.sort_en",
        "sort_sl": "n.sort_sl", "given": "v.given", "family": "v.family", "preferred": "v.preferred", "title": "v.title",
        "born_on": "v.born_on", "birth_year": "coalesce(extract(year from v.born_on), v.birth_year)",
        "deceased_on": "v.deceased_on", "is_deceased": "v.is_deceased", "created_at": "%(now)s",
    },
    rows=OF_PORTION.format(table="file_person") + " order by v.ord",
)  # fmt: skip
VALUES = {
    "memberships": insertion(
        Membership,
        {**PERSON_ID, "club_id": "%(club)s", "state": f"'{State.RECORDED}'", "since": "%(now)s", "recorded_at": "%(now)s",
         "batch": "%(import)s"},
        rows="new_person n",
        sourced=False,
    ),
    "identifiers": insertion(
        Identifier,
        {**PERSON_ID, "value": "v.student_number"},
        rows="new_person n join (select distinct on (ord, lower(student_number)) ord, student_number from file_row"
        " where student_number <> '' and ord between %(low)s and %(high)s) v using (ord)",
    ),
    "names": insertion(
        OtherName, {**PERSON_ID, "kind": "v.kind", "family": "v.family"}, rows=OF_PORTION.format(table="file_name")
    ),
    "affiliations": insertion(
        Affiliation,
        {
            **PERSON_ID, "kind": "coalesce(v.kind, 'alum')", "institution_id": "v.institution_id",
            "programme_id": "v.programme_id", "degree": "coalesce(v.degree, '')", "mode": "coalesce(v.mode, '')",
            "class_year": "v.class_year", "started_year": "v.started_year", "ended_year": "v.ended_year",
            "graduated_on": "v.graduated_on",
        },
        rows=OF_PORTION.format(table="file_study") + " order by v.ord, v.number",
    ),
    "positions": insertion(
        Position,
        {**PERSON_ID, "title": "v.title", "employer": "v.employer", "trade": "v.trade"},
        rows=OF_PORTION.format(table="file_work"),
    ),
    "residences": insertion(
        Residence, {**PERSON_ID, "city": "v.city", "country": "v.country"}, rows=OF_PORTION.format(table="file_home")
    ),
    "contacts": insertion(
        ContactValue,
        {**PERSON_ID, "kind": "v.kind", "value": "v.value", "key": "v.key", "is_primary": "v.rank = 1"},
        rows=OF_PORTION.format(table="file_contact") + " order by v.ord, v.kind, v.rank",
    ),
}  # fmt: skip
LINKED = """
update registrar_sourcerow s set person_id = n.person_id
from file_row r join new_person n using (ord)
where s.registrar_import_id = %(import)s and s.number = r.number and r.ord between %(low)s and %(high)s
"""
assert (NameKind.FORMER, NameKind.GRADUATION) == ("former", "graduation")  # as staging writes them


def add_people(run: Run) -> dict[str, int]:
    """Add everybody of `file_person` without a `person_id`; answers how many rows of which kind were written."""
    run.does(NEW_PERSON)
    of = run.counts("select count(*) from file_person where person_id is null")
    added = dict.fromkeys(("people", *VALUES), 0)
    run.progress("applying", 0, of)
    with checked_once(run, REFERRING, own=OWN) if of >= MANY else nullcontext():
        for portion in keyed(run):
            add_portion(run, portion, added)
            run.progress("applying", added["people"], of)
    run.does("drop table new_person")
    if added["people"] >= MANY:
        staging.analyze(*(model._meta.db_table for model in WRITTEN))
    return added


def add_portion(run: Run, portion: list[Row], added: dict[str, int]) -> None:
    low, high = portion[0][0], portion[-1][0]
    run.does("truncate new_person")
    run.copies("new_person", "ord, public_id, folded, sort_en, sort_sl", portion)
    added["people"] += run.does(PERSON, low=low, high=high)
    for kind, statement in VALUES.items():
        added[kind] += run.does(statement, low=low, high=high)
    run.does(LINKED, low=low, high=high)


def keyed(run: Run) -> Iterator[list[Row]]:
    unknown = run.streams(
        "select ord, family, given, preferred from file_person where person_id is null order by ord", size=PORTION
    )
    with ThreadPoolExecutor(max_workers=1) as beside:
        ready: Future[list[Row]] | None = None
        for portion in unknown:
            waiting, ready = ready, beside.submit(with_keys, portion)
            if waiting is not None:
                yield waiting.result()
        if ready is not None:
            yield ready.result()


def with_keys(portion: list[Row]) -> list[Row]:
    rows: list[Row] = []
    for (ord_, family, given, preferred), public_id in zip(portion, public_ids(len(portion)), strict=True):
        names: dict[str, Any] = {"family": family, "given": given, "preferred": preferred}
        keys = sort_keys(**names)
        rows.append((ord_, public_id, folded_name(**names), keys["sort_en"], keys["sort_sl"]))
    return rows
