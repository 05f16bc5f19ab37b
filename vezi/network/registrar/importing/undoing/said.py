"""What files say of the people an import touched: its own rows, those of others that stand, those of any.

An import holds what it says if it brought or changed somebody; one that changed nothing holds nothing.

A value counts as untouched if it still says what a row of the file said. Only what stands in a row as such is
compared; what was worked out of it (an institution, a country's name) may be called otherwise by now.
"""

from dataclasses import dataclass

from vezi.network.registrar.importing.places import short
from vezi.network.registrar.importing.runs import Run
from vezi.network.registrar.importing.staging import FIELDS, LONGEST

HOLDS = "i.state = 'applied' and i.new + i.changed > 0"
TABLE = """
create temp table said_ever on commit drop as
select s.registrar_import_id as import_id, i.applied_at, s.number, s.person_id,
    i.id <> %(import)s and {holds} as holds,
    (i.applied_at, i.id) > (%(applied_at)s, %(import)s) as is_later, {fields}
from registrar_sourcerow s join registrar_import i on i.id = s.registrar_import_id
cross join lateral jsonb_to_record(s.read) as r({types})
where s.state <> 'rejected' and i.club_id = %(club)s and s.person_id in (
    select person_id from registrar_sourcerow where registrar_import_id = %(import)s and state <> 'rejected'
)
"""
PARTS_OF_IT = {
    "said_here": "import_id = %(import)s",
    "said_standing": "holds",
    "said_later": "holds and is_later",
}


#: An address as far as the row itself says it; the name of a country abroad may follow.
ADDRESS = "concat_ws(', ', r.post, nullif(concat_ws(' ', r.postcode, r.city), ''))"
PROGRAMME = """(coalesce(r.programme, '') = '' or exists (
    select from clubs_programme p join said_name n using (folded) where p.id = v.programme_id and n.name = r.programme
))"""
INSTITUTION = """(coalesce(r.faculty, r.institution, '') = '' or exists (
    select from clubs_institution i join said_name n using (folded)
    where i.id = v.institution_id and n.name = coalesce(nullif(r.faculty, ''), r.institution)
))"""


@dataclass(frozen=True)
class Kind:
    """A table of values `v`, and the columns of a row `r` that say them."""

    name: str
    table: str
    said_by: dict[str, str]  # column of the value → column of the row
    too: str = ""  # what else a row must say to say the value too
    besides: tuple[str, ...] = ()  # columns of the row that name it by something else than a text
    has_audience: bool = True

    def is_said_by(self, rows: str) -> str:
        """Everything in the value was said of the person, in whichever of the rows: nobody has edited it."""
        return " and ".join(
            f"(coalesce(v.{ours}::text, '') = '' or exists (select from {rows} r where r.person_id = v.person_id"
            f" and r.{theirs} = v.{ours}))"
            for ours, theirs in self.said_by.items()
        )

    @property
    def says_too(self) -> str:
        """One row says the value; it may say less of it, but something."""
        each = [
            f"(lower(coalesce(r.{theirs}::text, '')) in ('', lower(v.{ours}::text)))"
            for ours, theirs in self.said_by.items()
        ]
        something = f"concat({', '.join(f'r.{theirs}' for theirs in (*self.said_by.values(), *self.besides))}) <> ''"
        return " and ".join([*each, something, *([self.too] if self.too else [])])


class Number(Kind):
    def is_said_by(self, rows: str) -> str:
        return f"exists (select from {rows} r where r.person_id = v.person_id and {self.says_too})"

    @property
    def says_too(self) -> str:
        return "lower(v.value) = lower(r.student_number)"


class Name(Kind):
    """A name left behind by a new one need not stand in a row; nobody can edit such a name, only take it away."""

    def is_said_by(self, rows: str) -> str:  # noqa: ARG002
        return "true"

    @property
    def says_too(self) -> str:
        return (
            "(lower(v.family) = lower(r.name_at_graduation)"
            " or lower(v.family) = lower(r.former_family) and lower(v.family) <> lower(coalesce(r.family, ''))"
            " or lower(v.family) = lower(r.family)"
            " and lower(v.family) <> (select lower(p.family) from people_person p where p.id = v.person_id))"
        )


class Contact(Number):
    @property
    def says_too(self) -> str:
        return (
            "(v.kind = 'mail' and lower(v.value) in (lower(r.mail), lower(r.mail_2)) or v.kind = 'phone' and v.value in (r.phone, r.mobile)"
            f" or v.kind = 'post' and r.post <> '' and starts_with(lower(v.value), lower({ADDRESS})))"
        )


STUDY = {
    "degree": "degree", "class_year": "class_year", "started_year": "started_year", "ended_year": "ended_year",
    "graduated_on": "graduated_on", "mode": "study_mode",
}  # fmt: skip
SAME_KIND = "coalesce(r.affiliation_kind, '') in ('', v.kind)"
NAMES = Name("names", "people_othername", {})
KINDS = (
    Number("identifiers", "people_identifier", {}, has_audience=False),
    NAMES,
    Kind(
        "affiliations", "people_affiliation", STUDY, too=f"{PROGRAMME} and {INSTITUTION} and {SAME_KIND}",
        besides=("programme", "institution", "faculty"),
    ),
    Kind("positions", "people_position", {"title": "job_title", "employer": "employer"}),
    Kind("residences", "people_residence", {"city": "city", "country": "country"}, too="lower(r.city) = lower(v.city)"),
    Contact("contacts", "people_contactvalue", {}),
)  # fmt: skip


def stage(run: Run) -> None:
    """`said_ever`: all rows about the people of this import; `said_here`: its own; `said_standing`: those of other imports
    that hold what they say; `said_later`: of these the ones applied later."""
    fields = [f"left(r.{name}, {LONGEST[name]}) as {name}" if name in LONGEST else f"r.{name}" for name in FIELDS]
    types = ", ".join(f"{name} {kind}" for name, kind in FIELDS.items())
    run.does(TABLE.format(holds=HOLDS, fields=", ".join(fields), types=types))
    for name, which in PARTS_OF_IT.items():
        run.does(f"create temp table {name} on commit drop as select * from said_ever where {which}")
    for name in ("said_ever", *PARTS_OF_IT):
        run.does(f"create index on {name} (person_id)")
        run.does(f"analyze {name}")
    name_places(run)


def name_places(run: Run) -> None:
    """`said_name`: programmes and institutions as later files call them, and as names are compared."""
    said = run.asks(
        "select programme from said_later union select institution from said_later union select faculty from said_later"
    )
    run.does("create temp table said_name (name text, folded text) on commit drop")
    run.copies("said_name", "name, folded", [(name, short(name)) for (name,) in said if name])
    run.does("analyze said_name")
