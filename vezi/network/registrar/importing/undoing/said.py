"""What files say of the people an import touched: that import's rows, and those of other applied imports.

A value counts as untouched if it still says what a row of the file said. Only what stands in a row as such is
compared; what was worked out of it (an institution, a country's name) may be called otherwise by now.
"""

from dataclasses import dataclass

from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.importing.staging import FIELDS, LONGEST

TABLE = """
create temp table {name} on commit drop as
select s.registrar_import_id as import_id, s.number, s.person_id, {fields}
from registrar_sourcerow s join registrar_import i on i.id = s.registrar_import_id
cross join lateral jsonb_to_record(s.read) as r({types})
where s.state <> 'rejected' and s.person_id is not null and {which}
"""


#: An address as far as the row itself says it; the name of a country abroad may follow.
ADDRESS = "concat_ws(', ', r.post, nullif(concat_ws(' ', r.postcode, r.city), ''))"


@dataclass(frozen=True)
class Kind:
    """A table of values, and when its row `v` says what the file's row `r` of the person says."""

    name: str
    table: str
    same: str
    has_audience: bool = True


KINDS = (
    Kind("identifiers", "people_identifier", "lower(v.value) = lower(r.student_number)", has_audience=False),
    Kind(
        "names",
        "people_othername",
        "lower(v.family) in (lower(r.former_family), lower(r.name_at_graduation))",
    ),
    Kind(
        "affiliations",
        "people_affiliation",
        "v.degree = coalesce(r.degree, '') and v.class_year is not distinct from r.class_year"
        " and v.started_year is not distinct from r.started_year and v.ended_year is not distinct from r.ended_year"
        " and v.graduated_on is not distinct from r.graduated_on",
    ),
    Kind(
        "positions", "people_position", "v.title = coalesce(r.job_title, '') and v.employer = coalesce(r.employer, '')"
    ),
    Kind("residences", "people_residence", "v.city = coalesce(r.city, '') and v.country = coalesce(r.country, '')"),
    Kind(
        "contacts",
        "people_contactvalue",
        "(v.kind = 'mail' and v.value in (r.mail, r.mail_2) or v.kind = 'phone' and v.value in (r.phone, r.mobile)"
        f" or v.kind = 'post' and r.post <> '' and starts_with(v.value, {ADDRESS}))",
    ),
)


def stage(run: Run) -> None:
    """`said_here`: this import's rows of people; `said_elsewhere`: other applied imports' rows of the same people."""
    tables = (
        ("said_here", "i.id = %(import)s"),
        (
            "said_elsewhere",
            "i.club_id = %(club)s and i.state = 'applied' and i.id <> %(import)s"
            " and s.person_id in (select person_id from said_here)",
        ),
    )
    fields = [f"left(r.{name}, {LONGEST[name]}) as {name}" if name in LONGEST else f"r.{name}" for name in FIELDS]
    types = ", ".join(f"{name} {kind}" for name, kind in FIELDS.items())
    for name, which in tables:
        run.does(TABLE.format(name=name, fields=", ".join(fields), types=types, which=which))
        run.does(f"create index on {name} (person_id)")
        run.does(f"analyze {name}")
