"""The file as sets: temporary tables made of its source rows, gone with the transaction.

file_row      a good row, its fields with types; `ord` numbers the person it tells of
file_person   a person of the file: the name of her last row, `person_id` once she is known here
file_name     former names and names at graduation
file_contact  ways to reach her; the first of a kind has place 1
file_home     the town she lives in
file_study    what she studied where; institution and programme by id where there are such
file_work     where she works as what
"""

from babel import Locale
from django.conf import settings
from django.db import connection
from django.utils import translation

from vezi.core.folding import fold
from vezi.network.people.trades import Trade
from vezi.network.registrar.importing import places
from vezi.network.registrar.importing.runs import Run

#: What a row says, as `reading` names it, and the type it is worked with. Lengths are those of the records.
FIELDS = {
    "family": "text", "given": "text", "preferred": "text", "title": "text", "folded": "text",
    "student_number": "text", "former_family": "text", "name_at_graduation": "text",
    "born_on": "date", "birth_year": "int", "deceased_on": "date", "deceased_year": "int",
    "mail": "text", "mail_2": "text", "phone": "text", "mobile": "text",
    "post": "text", "postcode": "text", "city": "text", "country": "text",
    "institution": "text", "faculty": "text", "programme": "text", "degree": "text",
    "study_mode": "text", "affiliation_kind": "text", "class_year": "int", "started_year": "int", "ended_year": "int",
    "graduated_on": "date", "employer": "text", "job_title": "text", "trade": "text",
}  # fmt: skip
LONGEST = {
    "family": 200, "given": 200, "preferred": 200, "title": 60, "former_family": 200, "name_at_graduation": 200,
    "mail": 500, "mail_2": 500, "phone": 500, "mobile": 500, "city": 100, "institution": 200, "faculty": 200,
    "programme": 200, "degree": 120, "employer": 200, "job_title": 200,
}  # fmt: skip

KEYS = """
create temp table file_key on commit drop as
select key, min(number) as first, count(*) > 1 as has_more, (row_number() over (order by min(number)))::int as ord
from {keys} group by key
"""
KEYS_OF_SOURCE = """(
    select person_key as key, number from registrar_sourcerow
    where registrar_import_id = %(import)s and state <> 'rejected'
) s"""
ROWS = """
create temp table file_row on commit drop as
select k.ord, k.has_more, s.number, s.person_key as key, s.matched_id, {fields}
from registrar_sourcerow s join file_key k on k.key = s.person_key
cross join lateral jsonb_to_record(s.read) as r({types})
where s.registrar_import_id = %(import)s and s.state <> 'rejected'
"""
RENUMBERED = """
update file_row r set ord = k.ord, has_more = k.has_more from file_key k
where k.key = r.key and (r.ord, r.has_more) is distinct from (k.ord, k.has_more)
"""

PEOPLE = """
create temp table file_person on commit drop as
select {alone} r.ord, r.key, r.has_more, r.number, r.matched_id,
    coalesce(r.given, '') as given, coalesce(r.family, '') as family, coalesce(r.preferred, '') as preferred,
    coalesce(r.title, '') as title, r.folded, r.student_number, r.born_on, r.birth_year, r.deceased_on,
    r.deceased_on is not null or r.deceased_year is not null as is_deceased,
    null::bigint as person_id, 0 as candidates, false as is_met
from file_row r
"""
# Of a person's rows the last one says what she is called.
ALONE = PEOPLE.format(alone="") + "where not has_more"
LAST = PEOPLE.split(" as\n", 1)[1].format(alone="distinct on (r.ord)") + "where has_more order by ord, number desc"

# What the last row lacks an earlier one may say.
FILLED = """
update file_person f set
    preferred = coalesce(nullif(f.preferred, ''), e.preferred, ''), title = coalesce(nullif(f.title, ''), e.title, ''),
    born_on = coalesce(f.born_on, e.born_on), birth_year = coalesce(f.birth_year, e.birth_year),
    deceased_on = coalesce(f.deceased_on, e.deceased_on), is_deceased = f.is_deceased or e.is_deceased,
    student_number = coalesce(f.student_number, e.student_number)
from (
    select key, max(born_on) as born_on, max(birth_year) as birth_year, max(deceased_on) as deceased_on,
        bool_or(deceased_on is not null or deceased_year is not null) as is_deceased,
        max(student_number) as student_number, max(title) as title, max(preferred) as preferred
    from file_row where has_more group by key
) e
where e.key = f.key
"""

NAMES = """
create temp table file_name on commit drop as
select ord, kind, family, min(number) as number from (
    select ord, number, family as own, 'former' as kind, former_family as family from {rows} where former_family <> ''
    union all
    select ord, number, family, 'graduation', name_at_graduation from {rows} where name_at_graduation <> ''
    union all
    select r.ord, r.number, f.family, 'former', r.family from {rows} r join file_person f using (ord)
    where r.has_more and r.family <> '' and f.family <> '' and lower(r.family) <> lower(f.family)
) n
where kind = 'graduation' or lower(family) <> lower(coalesce(own, ''))
group by ord, kind, family
"""

# Mail is compared in small letters, telephones by their digits, addresses without regard to capitals and spaces.
CONTACTS = """
create temp table file_contact on commit drop as
select ord, number, place, kind, value,
    case kind when 'mail' then lower(value)
        when 'phone' then coalesce(nullif(regexp_replace(value, '[^0-9+]', '', 'g'), ''), lower(value))
        else regexp_replace(lower(value), '\\s+', ' ', 'g') end as key,
    (row_number() over (partition by ord, sort order by number, place))::int as rank,
    count(*) over (partition by ord, sort) as of_kind
from (
    select r.ord, r.number, v.* from {rows} r left join country_name c on c.code = r.country
    cross join lateral (values
        (1, 1, 'mail', r.mail), (1, 2, 'mail', r.mail_2), (2, 1, 'phone', r.phone), (2, 2, 'phone', r.mobile),
        (3, 1, 'post', case when r.post <> '' then
            left(concat_ws(', ', r.post, nullif(concat_ws(' ', r.postcode, r.city), ''), c.name), 500) end)
    ) v(sort, place, kind, value)
    where v.value <> ''
) said
"""
CONTACTS_ONCE = """
delete from file_contact c using (
    select ord, number, place, kind, row_number() over (partition by ord, kind, key order by number, place) as time
    from file_contact where of_kind > 1
) d
where d.time > 1 and (d.ord, d.number, d.place, d.kind) = (c.ord, c.number, c.place, c.kind)
"""

HOMES = """
create temp table file_home on commit drop as
select ord, number, coalesce(city, '') as city, coalesce(country, '') as country
from {rows} where not has_more and (city <> '' or country <> '')
union all
(select distinct on (ord) ord, number, coalesce(city, ''), coalesce(country, '')
from {rows} where has_more and (city <> '' or country <> '') order by ord, number desc)
"""

STUDY = """
    r.ord, r.number, p.institution_id, p.institution, p.faculty, q.programme_id, q.programme,
    nullif(r.degree, '') as degree, nullif(r.study_mode, '') as mode, nullif(r.affiliation_kind, '') as kind,
    r.class_year, r.started_year, r.ended_year, r.graduated_on,
    regexp_replace(lower(coalesce(r.degree, '')), '\\W', '', 'g') as degree_key
from {rows} r
left join file_place p on p.institution = coalesce(r.institution, '') and p.faculty = coalesce(r.faculty, '')
left join file_programme q on q.place = p.place and q.programme = r.programme
where (
    r.institution <> '' or r.faculty <> '' or r.programme <> '' or r.degree <> '' or r.study_mode <> ''
    or r.affiliation_kind <> '' or num_nonnulls(r.class_year, r.started_year, r.ended_year, r.graduated_on) > 0
)
"""
# Two rows of a person may tell of one study.
STUDIES = f"""
create temp table file_study on commit drop as
select (row_number() over ())::int as sid, s.* from (
    select {STUDY} and not r.has_more
    union all
    (select distinct on (r.ord, p.place, q.subject, nullif(r.degree, ''), nullif(r.study_mode, ''),
        nullif(r.affiliation_kind, ''), r.class_year, r.started_year, r.ended_year, r.graduated_on) {STUDY}
        and r.has_more
    order by r.ord, p.place, q.subject, nullif(r.degree, ''), nullif(r.study_mode, ''),
        nullif(r.affiliation_kind, ''), r.class_year, r.started_year, r.ended_year, r.graduated_on, r.number)
) s
"""

POSITION = """coalesce(job_title, '') as title, coalesce(employer, '') as employer, coalesce(t.code, '') as trade
from {rows} r left join trade_code t on t.name = r.trade
where (employer <> '' or job_title <> '')
"""
WORK = f"""
create temp table file_work on commit drop as
select ord, number, {POSITION} and not has_more
union all
select ord, min(number), title, employer, trade from (select ord, number, {POSITION} and has_more) r
group by ord, title, employer, trade
"""


def stage_rows(run: Run) -> None:
    """`file_row`, as the source rows stand."""
    run.does(KEYS.format(keys=KEYS_OF_SOURCE))
    analyze("file_key")
    fields = [f"left(r.{name}, {LONGEST[name]}) as {name}" if name in LONGEST else f"r.{name}" for name in FIELDS]
    types = ", ".join(f"{name} {kind}" for name, kind in FIELDS.items())
    run.does(ROWS.format(fields=", ".join(fields), types=types))
    run.does("create index on file_row (ord)")
    analyze("file_row")


def renumber(run: Run) -> None:
    """To be called after keys were changed or rows taken out."""
    run.does("drop table file_key")
    run.does(KEYS.format(keys="file_row"))
    analyze("file_key")
    run.does(RENUMBERED)


def stage_people(run: Run) -> None:
    """`file_person`: rows that share a key are one person."""
    run.does("drop table if exists file_person")
    run.does(ALONE)
    if run.does(f"insert into file_person {LAST}"):
        run.does(FILLED)
    run.does("create unique index on file_person (ord)")
    analyze("file_person")


def stage_values(run: Run, *, rows: str = "file_row", makes_places: bool = False) -> None:
    """All that these rows say of their people, besides who they are; to be called once people are settled.

    With `makes_places` the institutions and programmes that we lack are made.
    """
    name_countries(run)
    name_trades(run)
    places.stage_places(run, rows=rows, makes=makes_places)
    for statement in (NAMES, CONTACTS, CONTACTS_ONCE, HOMES, STUDIES, WORK):
        run.does(statement.format(rows=rows))
    tables = ("file_name", "file_contact", "file_home", "file_study", "file_work")
    for table in tables:
        run.does(f"create index on {table} (ord)")
    analyze(*tables)


def name_countries(run: Run) -> None:
    """What an address abroad ends with: the country in the club's language. At home nobody writes it."""
    club = run.registrar_import.club
    territories = Locale.parse(club.language).territories
    codes = [code for (code,) in run.asks("select distinct country from file_row where country <> ''")]
    run.does("drop table if exists country_name")
    run.does("create temp table country_name (code text, name text) on commit drop")
    run.copies(
        "country_name",
        "code, name",
        [(code, territories.get(code, code)) for code in codes if code != club.institution.country],
    )


def name_trades(run: Run) -> None:
    """A trade by its code or by its name in one of the house's languages; another is kept in the source row alone."""
    known = {fold(code): code for code in Trade.values}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {fold(str(label)): code for code, label in Trade.choices}
    said = [name for (name,) in run.asks("select distinct trade from file_row where trade <> ''")]
    run.does("drop table if exists trade_code")
    run.does("create temp table trade_code (name text, code text) on commit drop")
    run.copies("trade_code", "name, code", [(name, known[fold(name)]) for name in said if fold(name) in known])


def analyze(*tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"analyze {', '.join(tables)}")
