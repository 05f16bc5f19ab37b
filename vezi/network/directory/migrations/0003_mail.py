"""Mail addresses that may be seen are found: whose change is written down, with the people they belong to.

Most contact values are seen by nobody and are found nowhere: an import of them writes nothing down.
"""

from django.db import migrations

from vezi.network.directory.migrations import _watching

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


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_always"), ("people", "0006_erasing")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function directory_change_of_contact();"),
        migrations.RunSQL(_watching.on("people_contactvalue", "directory_change_of_contact"), _watching.off("people_contactvalue")),
    ]
