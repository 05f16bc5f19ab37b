"""The change table: whom the index has to look at again.

Triggers write it, once a statement and whatever wrote the rows, so no deed and no bulk statement can forget it.
Each row carries its transaction: transactions commit out of order, so readers go by transaction, not by a running number.
"""

from django.db import migrations

TABLES = """
create table directory_change (
    person_id bigint not null,
    tx xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now()
);
create index directory_change_tx on directory_change (tx);

-- Changes of transactions up to this one may be gone from the table; an index that has not seen them is made anew.
create table directory_cleared (
    only_row boolean primary key default true check (only_row),
    tx xid8 not null
);
insert into directory_cleared (tx) values ('0');
"""

NO_TABLES = "drop table directory_change; drop table directory_cleared;"

FUNCTIONS = """
-- Rows that belong to a person, named by their column person_id.
create function directory_change_of_part() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        -- A person whose row this very transaction wrote is known already by that update, or is new and nowhere a
        -- member but through a row of this transaction, which is written down itself. Spares an import its double.
        insert into directory_change (person_id)
        select distinct part.person_id from new_rows part
        where not exists (
            select 1 from people_person person
            where person.id = part.person_id and person.xmin = pg_current_xact_id()::xid
        );
    elsif tg_op = 'UPDATE' then
        insert into directory_change (person_id)
        select person_id from new_rows union select person_id from old_rows;
    else
        insert into directory_change (person_id) select distinct person_id from old_rows;
    end if;
    perform pg_notify('vezi_directory', '');
    return null;
end $$;

-- A new person is nowhere a member yet: the membership will say so.
create function directory_change_of_person() returns trigger language plpgsql as $$
begin
    insert into directory_change (person_id) select id from old_rows;
    perform pg_notify('vezi_directory', '');
    return null;
end $$;

create function directory_change_of_membership() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into directory_change (person_id) select distinct person_id from new_rows;
    elsif tg_op = 'UPDATE' then
        -- When somebody was last seen is written often and found nowhere.
        insert into directory_change (person_id)
        select now.person_id from new_rows now join old_rows before using (id)
        where (now.person_id, now.club_id, now.state)
            is distinct from (before.person_id, before.club_id, before.state)
        union
        select before.person_id from new_rows now join old_rows before using (id)
        where now.person_id <> before.person_id;
    else
        insert into directory_change (person_id) select distinct person_id from old_rows;
    end if;
    perform pg_notify('vezi_directory', '');
    return null;
end $$;

create function directory_change_of_club() returns trigger language plpgsql as $$
begin
    insert into directory_change (person_id)
    select distinct membership.person_id
    from new_rows now join old_rows before using (id)
    join memberships_membership membership on membership.club_id = now.id
    where (now.default_audience, now.shows_unclaimed) is distinct from (before.default_audience, before.shows_unclaimed);
    perform pg_notify('vezi_directory', '');
    return null;
end $$;

-- Names of places of study are found with their people; those of a university with its faculties' too.
create function directory_change_of_institution() returns trigger language plpgsql as $$
begin
    insert into directory_change (person_id)
    with recursive changed (id) as (
        select now.id from new_rows now join old_rows before using (id)
        where (now.name, now.names, now.parent_id, now.public_id)
            is distinct from (before.name, before.names, before.parent_id, before.public_id)
        union
        select child.id from clubs_institution child join changed on child.parent_id = changed.id
    )
    select distinct person_id from people_affiliation affiliation join changed on affiliation.institution_id = changed.id;
    perform pg_notify('vezi_directory', '');
    return null;
end $$;

create function directory_change_of_programme() returns trigger language plpgsql as $$
begin
    insert into directory_change (person_id)
    select distinct affiliation.person_id
    from new_rows now join old_rows before using (id)
    join people_affiliation affiliation on affiliation.programme_id = now.id
    where (now.name, now.names, now.public_id) is distinct from (before.name, before.names, before.public_id);
    perform pg_notify('vezi_directory', '');
    return null;
end $$;

-- An emptied table names nobody: every index is made anew.
create function directory_change_of_all() returns trigger language plpgsql as $$
begin
    update directory_cleared set tx = pg_current_xact_id();
    perform pg_notify('vezi_directory', '');
    return null;
end $$;
"""

PARTS = ("people_othername", "people_affiliation", "people_position", "people_residence")
WATCHED = {
    **dict.fromkeys(PARTS, ("directory_change_of_part", "insert update delete")),
    "memberships_membership": ("directory_change_of_membership", "insert update delete"),
    "consent_consententry": ("directory_change_of_part", "insert"),
    "people_person": ("directory_change_of_person", "update delete"),
    "clubs_club": ("directory_change_of_club", "update"),
    "clubs_institution": ("directory_change_of_institution", "update"),
    "clubs_programme": ("directory_change_of_programme", "update"),
}
ROWS = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
}
FUNCTION_NAMES = sorted({function for function, _deeds in WATCHED.values()} | {"directory_change_of_all"})


def triggers() -> str:
    return "\n".join(
        f"create trigger directory_change_{deed} after {deed} on {table} {ROWS[deed]} "
        f"for each statement execute function {function}();"
        for table, (function, deeds) in WATCHED.items()
        for deed in deeds.split()
    ) + "\n".join(
        f"create trigger directory_change_truncate after truncate on {table} "
        f"for each statement execute function directory_change_of_all();"
        for table in WATCHED
    )


def no_triggers() -> str:
    return "\n".join(
        f"drop trigger directory_change_{deed} on {table};"
        for table, (_function, deeds) in WATCHED.items()
        for deed in [*deeds.split(), "truncate"]
    ) + "\n".join(f"drop function {name}();" for name in FUNCTION_NAMES)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial"), ("memberships", "0001_initial"), ("clubs", "0001_initial"), ("consent", "0001_initial")]

    operations = [
        migrations.RunSQL(TABLES, NO_TABLES),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(triggers(), no_triggers()),
    ]
