"""The size of a group is kept by the database: members come and go in deeds, in bulk, with merges and with erasure."""

from django.db import migrations

COUNTED = """
create function groups_count_members() returns trigger language plpgsql as $$
begin
    if tg_op <> 'DELETE' then
        update groups_group set size = size + came.n
            from (select group_id, count(*) as n from came_in group by group_id) came where groups_group.id = came.group_id;
    end if;
    if tg_op <> 'INSERT' then
        update groups_group set size = size - went.n
            from (select group_id, count(*) as n from went_out group by group_id) went where groups_group.id = went.group_id;
    end if;
    return null;
end $$;
create trigger groups_member_came after insert on groups_member
    referencing new table as came_in for each statement execute function groups_count_members();
create trigger groups_member_went after delete on groups_member
    referencing old table as went_out for each statement execute function groups_count_members();
"""
NOT_COUNTED = "drop trigger groups_member_went on groups_member; drop trigger groups_member_came on groups_member; drop function groups_count_members();"


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial")]
    operations = [migrations.RunSQL(COUNTED, NOT_COUNTED)]
