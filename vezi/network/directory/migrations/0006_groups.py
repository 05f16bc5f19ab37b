"""Who came into a group or is in it no more is looked at again: people are found by the groups they share.

What else a membership of a group says, such as when somebody last looked in, is written often and found nowhere.
"""

from django.db import migrations

from vezi.network.directory.migrations import _watching

FUNCTION = """
create function directory_change_of_group_member() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into directory_change (person_id) select distinct person_id from new_rows;
    elsif tg_op = 'UPDATE' then
        insert into directory_change (person_id)
        select (array[now.person_id, before.person_id])[place]
        from new_rows now join old_rows before using (id) cross join generate_series(1, 2) place
        where (now.person_id, now.group_id) is distinct from (before.person_id, before.group_id);
    else
        insert into directory_change (person_id) select distinct person_id from old_rows;
    end if;
    if found then
        perform pg_notify('vezi_directory', '');
    end if;
    return null;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_saved"), ("groups", "0002_size")]
    operations = [
        migrations.RunSQL(FUNCTION, "drop function directory_change_of_group_member();"),
        migrations.RunSQL(_watching.on("groups_member", "directory_change_of_group_member"), _watching.off("groups_member")),
    ]
