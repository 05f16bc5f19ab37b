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

ROWS = """
create temp table file_row on commit drop as
select s.number, s.person_key as key, s.matched_id, 0 as ord, {fields}
from registrar_sourcerow s cross join lateral jsonb_to_record(s.read) as r({types})
where s.registrar_import_id = %(import)s and s.state <> 'rejected'
"""

KEYS = """
create temp table file_key on commit drop as
select key, min(number) as first, count(*)::int as rows, (row_number() over (order by min(number)))::int as ord
from file_row group by key
"""

PEOPLE = """
create temp table file_person on commit drop as
select distinct on (k.ord) k.ord, k.key, k.rows, r.number, r.matched_id,
    coalesce(r.given, '') as given, coalesce(r.family, '') as family, coalesce(r.preferred, '') as preferred,
    coalesce(r.title, '') as title, r.folded, r.student_number, r.born_on, r.birth_year, r.deceased_on,
    r.deceased_on is not null or r.deceased_year is not null as is_deceased,
    null::bigint as person_id, 0 as candidates, false as is_met
from file_row r join file_key k using (key)
order by k.ord, r.number desc
"""

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
    from file_row where key in (select key from file_key where rows > 1) group by key
) e
where e.key = f.key
"""

NAMES = """
create temp table file_name on commit drop as
select ord, kind, family, min(number) as number from (
    select ord, number, 'former' as kind, former_family as family from file_row where former_family <> ''
    union all
    select ord, number, 'graduation', name_at_graduation from file_row where name_at_graduation <> ''
    union all
    select r.ord, r.number, 'former', r.family from file_row r join file_person f using (ord)
    where f.rows > 1 and r.family <> '' and f.family <> '' and lower(r.family) <> lower(f.family)
) n
where not exists (select from file_person f where f.ord = n.ord and n.kind = 'former' and lower(f.family) = lower(n.family))
group by ord, kind, family
"""

# Mail is compared in small letters, telephones by their digits, addresses without regard to capitals and spaces.
CONTACTS = """
create temp table file_contact on commit drop as
select *, (row_number() over (partition by ord, kind order by number, place))::int as rank
from (
    select distinct on (ord, kind, key) * from (
        select ord, number, 1 as place, 'mail' as kind, mail as value, lower(mail) as key from file_row where mail <> ''
        union all
        select ord, number, 2, 'mail', mail_2, lower(mail_2) from file_row where mail_2 <> ''
        union all
        select ord, number, 1, 'phone', phone, {digits} from (select *, phone as said from file_row) r where phone <> ''
        union all
        select ord, number, 2, 'phone', mobile, {digits} from (select *, mobile as said from file_row) r where mobile <> ''
        union all
        select ord, number, 1, 'post', value, regexp_replace(lower(value), '\\s+', ' ', 'g')
        from (
            select r.ord, r.number, left(concat_ws(', ', r.post, nullif(concat_ws(' ', r.postcode, r.city), ''), c.name), 500)
                as value
            from file_row r left join country_name c on c.code = r.country
            where r.post <> ''
        ) p
    ) said
    order by ord, kind, key, number, place
) once
"""
DIGITS = "coalesce(nullif(regexp_replace(said, '[^0-9+]', '', 'g'), ''), lower(said))"

HOMES = """
create temp table file_home on commit drop as
select distinct on (ord) ord, number, coalesce(city, '') as city, coalesce(country, '') as country
from file_row where city <> '' or country <> ''
order by ord, number desc
"""

STUDIES = """
create temp table file_study on commit drop as
select (row_number() over ())::int as sid, s.*, regexp_replace(lower(coalesce(degree, '')), '\\W', '', 'g') as degree_key
from (
    select r.ord, min(r.number) as number, p.institution_id, p.institution, p.faculty, q.programme_id, q.programme,
        nullif(r.degree, '') as degree, nullif(r.study_mode, '') as mode, nullif(r.affiliation_kind, '') as kind,
        r.class_year, r.started_year, r.ended_year, r.graduated_on
    from file_row r
    left join file_place p on p.institution = coalesce(r.institution, '') and p.faculty = coalesce(r.faculty, '')
    left join file_programme q
        on q.place = p.place and q.programme = coalesce(r.programme, '') and q.programme <> ''
    where num_nonnulls(
        nullif(r.institution, ''), nullif(r.faculty, ''), nullif(r.programme, ''), nullif(r.degree, ''),
        nullif(r.study_mode, ''), nullif(r.affiliation_kind, ''), r.class_year, r.started_year, r.ended_year, r.graduated_on
    ) > 0
    group by r.ord, p.institution_id, p.institution, p.faculty, q.programme_id, q.programme,
        nullif(r.degree, ''), nullif(r.study_mode, ''), nullif(r.affiliation_kind, ''),
        r.class_year, r.started_year, r.ended_year, r.graduated_on
) s
"""

WORK = """
create temp table file_work on commit drop as
select ord, min(number) as number, coalesce(job_title, '') as title, coalesce(employer, '') as employer,
    coalesce(t.code, '') as trade
from file_row r left join trade_code t on t.name = r.trade
where employer <> '' or job_title <> ''
group by ord, coalesce(job_title, ''), coalesce(employer, ''), coalesce(t.code, '')
"""


def stage_rows(run: Run) -> None:
    """`file_row`, as the source rows stand."""
    fields = [f"left(r.{name}, {LONGEST[name]}) as {name}" if name in LONGEST else f"r.{name}" for name in FIELDS]
    types = ", ".join(f"{name} {kind}" for name, kind in FIELDS.items())
    run.does(ROWS.format(fields=", ".join(fields), types=types))


def stage_people(run: Run) -> None:
    """`file_person`: rows that share a key are one person. May be called again after keys were changed."""
    run.does("drop table if exists file_key, file_person")
    run.does(KEYS)
    run.does(PEOPLE)
    if run.counts("select count(*) from file_key where rows > 1"):
        run.does(FILLED)
    run.does("create unique index on file_person (ord)")
    analyze("file_row", "file_key", "file_person")


def stage_values(run: Run) -> None:
    """All that the file says of its people, besides who they are; to be called once they are settled."""
    run.does("update file_row r set ord = k.ord from file_key k where k.key = r.key")
    name_countries(run)
    name_trades(run)
    places.stage_places(run)
    run.does(NAMES)
    run.does(CONTACTS.format(digits=DIGITS))
    run.does(HOMES)
    run.does(STUDIES)
    run.does(WORK)
    tables = ("file_name", "file_contact", "file_home", "file_study", "file_work")
    for table in tables:
        run.does(f"create index on {table} (ord)")
    analyze("file_row", *tables)


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
