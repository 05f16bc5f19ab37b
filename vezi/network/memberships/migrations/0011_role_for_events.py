"""Clubs that were founded before there were events have the role for them, too, as a club founded today has. Nobody holds
it by that: who leads the club gives it to whom she means."""

from django.db import migrations

#: Not where a role of that name, or one for events alone, is there already. Order 50 as in `services.founding`.
GIVE = """
insert into memberships_role (club_id, name, names, capabilities, "order")
select c.id, t.name, '{"en": "Events", "sl": "Dogodki"}', array['keep_events', 'office'], 50
from clubs_club c
cross join lateral (select case c.languages[1] when 'sl' then 'Dogodki' else 'Events' end as name) t
where exists (select 1 from memberships_role r where r.club_id = c.id)
    and not exists (
        select 1 from memberships_role r where r.club_id = c.id
            and (r.name in ('Events', 'Dogodki')
                or r.capabilities <@ array['keep_events', 'office']::varchar[] and r.capabilities @> array['keep_events']::varchar[])
    )
"""


class Migration(migrations.Migration):
    dependencies = [("memberships", "0010_right_to_keep_events"), ("clubs", "0003_tickets")]
    # Which of them was there before nobody knows: what is given is not taken back.
    operations = [migrations.RunSQL(GIVE, migrations.RunSQL.noop)]
