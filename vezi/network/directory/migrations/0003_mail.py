"""Mail addresses that may be seen are found: whose change is written down, with the people they belong to.

Most contact values are seen by nobody and are found nowhere: an import of them writes nothing down.
"""

from django.db import migrations

FUNCTION = """
create function directory_change_of_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into directory_change (person_id)
        select distinct person_id from new_rows where kind = 'mail' and audience >= 20;
    elsif tg_op = 'UPDATE' then
        insert into directory_change (person_id)
        select person_id from new_rows where kind = 'mail' and audience >= 20
        union select person_id from old_rows where kind = 'mail' and audience >= 20;
    else
        insert into directory_change (person_id)
        select distinct person_id from old_rows where kind = 'mail' and audience >= 20;
    end if;
    perform pg_notify('vezi_directory', '');
    return null;
end $$;
"""
DEEDS = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
}
ON = "\n".join(
    f"create trigger directory_change_{deed} after {deed} on people_contactvalue {rows} "
    "for each statement execute function directory_change_of_contact();\n"
    f"alter table people_contactvalue enable always trigger directory_change_{deed};"
    for deed, rows in DEEDS.items()
) + (
    "create trigger directory_change_truncate after truncate on people_contactvalue "
    "for each statement execute function directory_change_of_all();"
)
OFF = "\n".join(f"drop trigger directory_change_{deed} on people_contactvalue;" for deed in [*DEEDS, "truncate"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_always"), ("people", "0006_erasing")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function directory_change_of_contact();"),
        migrations.RunSQL(ON, OFF),
    ]
