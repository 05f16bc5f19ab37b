"""Who of the club's people is meant.

By student number; else by full name and birth date, or because an earlier file had the very same entry; else by mail
and full name. Never by name alone, and never by guess: where several people fit, the rows are left out and say so. A
person whom the registrar knows by another number is another person.
"""

from vezi.core.folding import fold
from vezi.network.registrar.importing import likeness, staging
from vezi.network.registrar.importing.rejecting import Rejection, reject
from vezi.network.registrar.importing.runs import Run

SPLIT = "|#"  # parts the entry from what tells two entries of one name and class apart

# A row without a number is the person of the file who has this name and birth date, if there is but one; a row without
# a birth date the one who has this name and mail address.
SAME_BIRTH = """
create temp table same_person on commit drop as
select r.key as weaker, min(t.key) as key, count(distinct t.key)::int as people
from file_row r join file_row t on t.folded = r.folded and t.born_on = r.born_on
where r.key like 'born:%%' and t.key like 'number:%%' group by r.key
"""
SAME_MAIL = """
create temp table same_person on commit drop as
select r.key as weaker, min(t.key) as key, count(distinct t.key)::int as people
from file_row r join file_row t on t.folded = r.folded and lower(t.mail) = lower(r.mail)
where r.key like 'mail:%%' and (t.key like 'number:%%' or t.key like 'born:%%') group by r.key
"""
CLUB_PEOPLE = """
create temp table club_person on commit drop as
select p.id, p.folded, p.given, p.family, p.preferred, p.born_on
from memberships_membership m join people_person p on p.id = m.person_id
where m.club_id = %(club)s and p.merged_into_id is null and p.erased_at is null
"""
BY_NUMBER = """
update file_person f set person_id = i.person_id, candidates = 1
from people_identifier i join club_person c on c.id = i.person_id
where i.club_id = %(club)s and lower(i.value) = lower(f.student_number) and f.person_id is null
"""
# `named`: the name is right but for the name she goes by, which `folded` ends with; to be looked at in Python.
BY_BIRTH = """
insert into candidate (ord, person_id, is_sure)
select f.ord, c.id, true from file_person f join club_person c on c.born_on = f.born_on and c.folded = f.folded
where f.person_id is null and f.folded <> ''
union all
select f.ord, c.id, false from file_person f join club_person c on c.born_on = f.born_on and c.preferred <> ''
    and starts_with(c.folded, f.folded || ' ')
where f.person_id is null and f.folded <> ''
"""
BY_ENTRY = """
insert into candidate (ord, person_id, is_sure)
select distinct f.ord, s.person_id, true
from file_person f
join registrar_sourcerow s on s.person_key = f.key
join registrar_import i on i.id = s.registrar_import_id and i.club_id = %(club)s and i.id <> %(import)s
join club_person c on c.id = s.person_id
where f.person_id is null
"""
# Two entries of one name and class were told apart in one of the files: each may be the one of the other.
BY_ENTRY_OF_NAMESAKES = """
insert into candidate (ord, person_id, is_sure)
select distinct f.ord, s.person_id, true
from file_person f
join registrar_sourcerow s on split_part(s.person_key, %(split)s, 1) = split_part(f.key, %(split)s, 1)
join registrar_import i on i.id = s.registrar_import_id and i.club_id = %(club)s and i.id <> %(import)s
join club_person c on c.id = s.person_id
where f.person_id is null and f.key like 'class:%%' and not exists (select from candidate d where d.ord = f.ord)
    and not exists (select from candidate d where d.person_id = s.person_id)
"""
BY_MAIL = """
insert into candidate (ord, person_id, is_sure)
select distinct f.ord, c.id, c.folded = f.folded
from file_person f
join file_row r on r.key = f.key
cross join lateral (values (lower(r.mail)), (lower(r.mail_2))) m(key)
join people_contactvalue v on v.kind = 'mail' and v.key = m.key
join club_person c on c.id = v.person_id
    and (c.folded = f.folded or (c.preferred <> '' and starts_with(c.folded, f.folded || ' ')))
    and (c.born_on is null or f.born_on is null or c.born_on = f.born_on)
where f.person_id is null and f.folded <> '' and not exists (select from candidate d where d.ord = f.ord)
"""
OF_ANOTHER_NUMBER = """
delete from candidate d using file_person f, people_identifier i
where f.ord = d.ord and i.person_id = d.person_id and i.club_id = %(club)s
    and f.student_number <> '' and lower(i.value) <> lower(f.student_number)
"""
CHOSEN = """
update file_person f set candidates = d.candidates, person_id = case when d.candidates = 1 then d.person_id end
from (select ord, count(distinct person_id)::int as candidates, min(person_id) as person_id from candidate group by ord) d
where d.ord = f.ord
"""
# Two people of the file, each of whom might be one of ours: told apart by the file, so not both can be.
CLAIMED_TWICE = """
update file_person f set candidates = t.people, person_id = null
from (
    select person_id, count(*)::int as people from file_person
    where key like 'class:%%' and person_id is not null group by person_id having count(*) > 1
) t
where f.person_id = t.person_id and f.key like 'class:%%'
"""


def settle_keys(run: Run) -> None:
    """Tie rows that say less to the one person of the file who fits; afterwards each key is a person."""
    kinds = run.asks("select distinct split_part(key, ':', 1) from file_key")
    if len(kinds) < 2:
        return
    for same in (SAME_BIRTH, SAME_MAIL):
        run.does(same)
        run.does("update file_row r set key = s.key from same_person s where s.weaker = r.key and s.people = 1")
        unclear = run.asks("select weaker, people from same_person where people > 1")
        leave_out(run, {key: {"count": people} for key, people in unclear}, code="ambiguous", field="")
        run.does("drop table same_person")
    staging.renumber(run)


def match(run: Run, *, only_new: bool = False) -> None:
    """Give the file's people their `person_id`; rows of whom we cannot tell are left out.

    With `only_new` those the preview knew keep whom it found.
    """
    run.progress("matching")
    run.does("drop table if exists club_person, candidate, likeness")
    run.does(CLUB_PEOPLE)
    run.does("create index on club_person (id)")
    staging.analyze("club_person")
    if only_new:
        run.does("update file_person set person_id = matched_id, candidates = 1 where matched_id is not null")
    if not run.counts("select count(*) from club_person"):
        return
    run.does("create temp table candidate (ord int, person_id bigint, is_sure boolean) on commit drop")
    run.does(BY_NUMBER)
    leave_out_foreign_numbers(run)
    run.does(BY_ENTRY)
    run.does(BY_BIRTH)
    if run.counts("select count(*) from file_person where person_id is null and key like 'class:%%'"):
        run.does(BY_ENTRY_OF_NAMESAKES, split=SPLIT)
    staging.analyze("candidate")
    run.does(BY_MAIL)
    drop_other_names(run)
    run.does(OF_ANOTHER_NUMBER)
    run.does(CHOSEN)
    run.does(CLAIMED_TWICE)
    leave_out_ambiguous(run)
    if not only_new:
        likeness.find(run)


def drop_other_names(run: Run) -> None:
    """Of candidates found by the beginning of a name keep those whose name, without what they are called, is the one."""
    doubtful = (
        "select d.ord, d.person_id, c.family, c.given, f.folded from candidate d"
        " join club_person c on c.id = d.person_id join file_person f using (ord) where not d.is_sure"
    )
    other = [
        (ord_, person)
        for portion in run.streams(doubtful)
        for ord_, person, family, given, folded in portion
        if fold(f"{family} {given}") != folded
    ]
    if other:
        run.does("create temp table other_name (ord int, person_id bigint) on commit drop")
        run.copies("other_name", "ord, person_id", other)
        run.does(
            "delete from candidate d using other_name o where o.ord = d.ord and o.person_id = d.person_id and not d.is_sure"
        )
        run.does("drop table other_name")


def leave_out_foreign_numbers(run: Run) -> None:
    """A number under which we know somebody of another name and birth date is a slip of the pen, not a new name."""
    doubtful = run.asks(
        "select f.key, f.family, f.given, f.born_on, c.family, c.given, c.born_on, f.student_number"
        " from file_person f join club_person c on c.id = f.person_id"
        " where f.matched_id is null and f.folded <> c.folded and not starts_with(c.folded, f.folded || ' ')"
        " and not exists (select from registrar_sourcerow s join registrar_import i on i.id = s.registrar_import_id"
        " where s.person_key = f.key and s.person_id = f.person_id and s.read ->> 'folded' = f.folded"
        " and i.club_id = %(club)s and i.id <> %(import)s)"
    )
    foreign = {
        key: {"student_number": number}
        for key, family, given, born, our_family, our_given, our_born, number in doubtful
        if not (born and born == our_born) and not shares_a_name((family, given), (our_family, our_given))
    }
    leave_out(run, foreign, code="number_of_another", field="student_number")


def shares_a_name(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether a surname or a given name is the same; each may be of several words."""
    return any(
        set(fold(a).replace("-", " ").split()) & set(fold(b).replace("-", " ").split())
        for a, b in zip(one, other, strict=True)
    )


def leave_out_ambiguous(run: Run) -> None:
    found = run.asks("select key, candidates from file_person where person_id is null and candidates > 1")
    leave_out(run, {key: {"count": count} for key, count in found}, code="ambiguous", field="")


def leave_out(run: Run, facts: dict[str, dict[str, object]], *, code: str, field: str) -> None:
    if not facts:
        return
    rows = run.asks("select number, key from file_row where key = any(%(keys)s)", keys=list(facts))
    rejections: list[Rejection] = [(number, code, field, facts[key]) for number, key in rows]
    reject(run, rejections)
    if run.counts("select to_regclass('pg_temp.file_person') is not null"):
        run.does("delete from file_person where key = any(%(keys)s)", keys=list(facts))


def join_the_same(run: Run) -> bool:
    """People of the file who turned out to be one of ours become one; answers whether there were any."""
    joined = bool(
        run.does(
            "update file_row r set key = t.first from ("
            " select key, min(key) over (partition by person_id) as first from file_person where person_id is not null"
            ") t where t.key = r.key and t.first <> t.key"
        )
    )
    if joined:
        staging.renumber(run)
        staging.stage_people(run)
    return joined
