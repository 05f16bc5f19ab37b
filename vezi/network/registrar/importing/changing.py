"""Applying the differences that were taken, to people whom we knew.

Each is held against what stands there now: if that is no longer what the preview showed, somebody was quicker, and
the difference is left alone. What replaces a value says so (source, club, day); what fills a gap leaves the rest of
the record the word of whoever said it.
"""

from vezi.network.people.models import Affiliation, ContactValue, Identifier, OtherName, Position, Residence
from vezi.network.registrar.importing.changing_names import change_names
from vezi.network.registrar.importing.insertions import insertion
from vezi.network.registrar.importing.runs import Run

TAKEN = """
create temp table taken on commit drop as
select d.id, r.ord, d.row_number as number, d.person_id, d.field, d.target_id, d.was, d.becomes, d.why
from registrar_difference d
join file_row r on r.number = d.row_number
join club_person c on c.id = d.person_id
where d.registrar_import_id = %(import)s and d.take and not d.applied
"""
# `set_at` stays with the difference wherever it goes: it tells whether a value still has the source we gave it.
NOTED = """update registrar_difference d set applied = true, before = d.before || jsonb_build_object('set_at', %(now)s)
    from done where d.id = done.id"""
OUR_WORD = "source = 'registrar', club_id = %(club)s, recorded_at = %(now)s, confirmed_at = null"
OURS_IF_REPLACED = """source = case when d.was is null then t.source else 'registrar' end,
    club_id = case when d.was is null then t.club_id else %(club)s end,
    recorded_at = case when d.was is null then t.recorded_at else %(now)s end,
    confirmed_at = case when d.was is null then t.confirmed_at end"""
CHANGED = "with done as (update {table} t set {values} from {rows} where {where} returning d.id) " + NOTED

DAYS = {
    "born_on": "born_on = (d.becomes #>> '{}')::date, birth_year = extract(year from (d.becomes #>> '{}')::date)",
    "birth_year": "birth_year = (d.becomes #>> '{}')::int",
    "deceased_on": "deceased_on = (d.becomes #>> '{}')::date, is_deceased = true",
    "is_deceased": "is_deceased = (d.becomes #>> '{}')::boolean",
}
STUDY_VALUES = {
    "degree": ("degree = d.becomes #>> '{}'", "to_jsonb(nullif(t.degree, ''))"),
    "mode": ("mode = d.becomes #>> '{}'", "to_jsonb(nullif(t.mode, ''))"),
    "kind": ("kind = d.becomes #>> '{}'", "to_jsonb(t.kind)"),
    "class_year": ("class_year = (d.becomes #>> '{}')::int", "to_jsonb(t.class_year)"),
    "started_year": ("started_year = (d.becomes #>> '{}')::int", "to_jsonb(t.started_year)"),
    "ended_year": ("ended_year = (d.becomes #>> '{}')::int", "to_jsonb(t.ended_year)"),
    "graduated_on": ("graduated_on = (d.becomes #>> '{}')::date", "to_jsonb(t.graduated_on)"),
    "institution": ("institution_id = s.institution_id", "to_jsonb(t.institution_id)"),
    "programme": ("programme_id = s.programme_id", "to_jsonb(t.programme_id)"),
}


def change_people(run: Run) -> None:
    """Apply what was taken; `Difference.applied` says what was."""
    run.does("drop table if exists taken")
    run.does(TAKEN)
    run.does("create index on taken (field)")
    run.does("analyze taken")
    if not run.counts("select count(*) from taken"):
        return
    steps = (change_names, change_days, change_contacts, change_studies, change_work, add_values)
    for done, step in enumerate(steps):
        run.progress("changing", done, len(steps))
        step(run)
    run.progress("changing", len(steps), len(steps))


def change_days(run: Run) -> None:
    for part, values in DAYS.items():
        run.does(
            CHANGED.format(
                table="people_person", values=values, rows="taken d",
                where=f"d.field = 'person.{part}' and t.id = d.person_id and to_jsonb(t.{part}) is not distinct from d.was",
            )
        )  # fmt: skip


def change_contacts(run: Run) -> None:
    run.does(
        CHANGED.format(
            table="people_contactvalue",
            values=f"value = n.value, key = n.key, bounced_at = null, {OUR_WORD}",
            rows="taken d join file_contact n on n.ord = d.ord and 'contact.' || n.kind = d.field"
            " and to_jsonb(n.value) = d.becomes",
            where="t.id = d.target_id and to_jsonb(t.value) = d.was and not exists ("
            "select from people_contactvalue o where o.person_id = t.person_id and o.kind = t.kind and o.key = n.key"
            " and o.id <> t.id)",
        )
    )


def change_studies(run: Run) -> None:
    for part, (value, present) in STUDY_VALUES.items():
        by_name = part in ("institution", "programme")
        run.does(
            CHANGED.format(
                table="people_affiliation",
                values=value if by_name else f"{value}, {OURS_IF_REPLACED}",
                rows="taken d" + (" join file_study s on s.ord = d.ord and s.number = d.number" if by_name else ""),
                where=f"d.field = 'affiliation.{part}' and t.id = d.target_id and {present} is not distinct from d.was",
            )
        )


def change_work(run: Run) -> None:
    run.does(
        CHANGED.format(
            table="people_position",
            values="title = d.becomes ->> 'title', employer = d.becomes ->> 'employer', trade = d.becomes ->> 'trade',"
            + OUR_WORD,
            rows="taken d",
            where="d.field = 'position' and t.id = d.target_id"
            " and jsonb_build_object('title', t.title, 'employer', t.employer, 'trade', t.trade) = d.was",
        )
    )
    run.does(
        CHANGED.format(
            table="people_residence",
            values=f"city = d.becomes ->> 'city', country = d.becomes ->> 'country', {OUR_WORD}",
            rows="taken d",
            where="d.field = 'residence' and t.id = d.target_id"
            " and jsonb_build_object('city', t.city, 'country', t.country) = d.was",
        )
    )


PERSON_ID = {"person_id": "d.person_id"}
ADDED = "taken d join {table} v on v.ord = d.ord and {same} where d.target_id is null and d.field {field}"
ADDITIONS = (
    insertion(
        Identifier,
        {**PERSON_ID, "value": "d.becomes #>> '{}'"},
        rows="taken d where d.field = 'identifier'",
    ),
    insertion(
        OtherName,
        {**PERSON_ID, "kind": "split_part(d.field, '.', 2)", "family": "d.becomes #>> '{}'"},
        rows="taken d where d.field in ('name.former', 'name.graduation')",
    ),
    insertion(
        ContactValue,
        {
            **PERSON_ID, "kind": "v.kind", "value": "v.value", "key": "v.key",
            "is_primary": "row_number() over (partition by d.person_id, v.kind order by v.rank) = 1 and not exists ("
            "select from people_contactvalue p where p.person_id = d.person_id and p.kind = v.kind and p.is_primary)",
        },
        rows=ADDED.format(table="file_contact", same="to_jsonb(v.value) = d.becomes", field="= 'contact.' || v.kind"),
    ),
    insertion(
        Residence,
        {**PERSON_ID, "city": "d.becomes ->> 'city'", "country": "d.becomes ->> 'country'"},
        rows="taken d where d.field = 'residence' and d.target_id is null",
    ),
)  # fmt: skip
# These two have no constraint against doubles.
ADDED_STUDY = insertion(
    Affiliation,
    {
        **PERSON_ID, "kind": "coalesce(v.kind, 'alum')", "institution_id": "v.institution_id",
        "programme_id": "v.programme_id", "degree": "coalesce(v.degree, '')", "mode": "coalesce(v.mode, '')",
        "class_year": "v.class_year", "started_year": "v.started_year", "ended_year": "v.ended_year",
        "graduated_on": "v.graduated_on",
    },
    rows=ADDED.format(table="file_study", same="v.number = d.number", field="= 'affiliation'")
    + " and not exists (select from people_affiliation a where a.person_id = d.person_id"
    " and a.institution_id is not distinct from v.institution_id and a.programme_id is not distinct from v.programme_id"
    " and lower(a.degree) = lower(coalesce(v.degree, '')) and a.class_year is not distinct from v.class_year"
    " and a.ended_year is not distinct from v.ended_year and a.started_year is not distinct from v.started_year)",
)  # fmt: skip
ADDED_POSITION = insertion(
    Position,
    {
        **PERSON_ID,
        "title": "d.becomes ->> 'title'",
        "employer": "d.becomes ->> 'employer'",
        "trade": "d.becomes ->> 'trade'",
    },
    rows="taken d where d.field = 'position' and d.target_id is null and not exists (select from people_position p"
    " where p.person_id = d.person_id and lower(p.title) = lower(d.becomes ->> 'title')"
    " and lower(p.employer) = lower(d.becomes ->> 'employer'))",
)
ARRIVED = (
    ("people_identifier", "d.field = 'identifier' and to_jsonb(t.value) = d.becomes"),
    ("people_othername", "d.field = 'name.' || t.kind and to_jsonb(t.family) = d.becomes"),
    ("people_contactvalue", "d.field = 'contact.' || t.kind and to_jsonb(t.value) = d.becomes"),
    ("people_residence", "d.field = 'residence'"),
    ("people_affiliation", "d.field = 'affiliation'"),
    ("people_position", "d.field = 'position'"),
)


def add_values(run: Run) -> None:
    for statement in ADDITIONS:
        run.does(f"{statement} on conflict do nothing")
    run.does(ADDED_STUDY)
    run.does(ADDED_POSITION)
    for table, same in ARRIVED:
        run.does(
            f"with done as (select d.id from taken d join {table} t on t.person_id = d.person_id and t.batch = %(import)s"
            f" and t.recorded_at = %(now)s and {same} where d.target_id is null) {NOTED}"
        )
