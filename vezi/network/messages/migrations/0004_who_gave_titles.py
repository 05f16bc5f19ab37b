"""Who gave the title that stands: by the last line that says so; of a title from the beginning whoever wrote first."""

from django.db import migrations

GIVEN = """
update conversations_conversation c set titled_by_id = (
    select m.author_id from conversations_message m
    where m.conversation_id = c.id and (m.kind = 'titled' or not exists (
        select from conversations_message t where t.conversation_id = c.id and t.kind = 'titled'))
    order by case when m.kind = 'titled' then -m.id else m.id end limit 1
) where c.title <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("conversations", "0003_titles")]

    operations = [migrations.RunSQL(GIVEN, migrations.RunSQL.noop)]
