from django.db import migrations

#: Whoever came before coming was counted, as `services.counting` has it: her own seat arrived, or a walk-in that is hers.
COUNT_WHO_CAME = """
insert into engagement_act (person_id, club_id, kind, mode, source, day, titles, path, recorded_at)
select distinct coalesce(r.person_id, w.person_id), e.club_id, 'events.came', 'experiential', 'events.event:' || e.public_id,
    (e.starts_at at time zone e.zone)::date,
    (select coalesce(jsonb_object_agg(t.language, t.title), '{}') from events_eventwords t where t.event_id = e.id),
    '/events/' || e.public_id || '/', now()
from events_arrival a
join events_event e on e.id = a.event_id
left join events_seat s on s.id = a.seat_id and s.number = 0
left join events_registration r on r.id = s.registration_id
left join events_walkin w on w.id = a.walk_in_id
where a.undoes = '' and coalesce(r.person_id, w.person_id) is not null
    and not exists (select 1 from events_arrival u where u.event_id = a.event_id and u.undoes = a.key)
on conflict do nothing
"""


class Migration(migrations.Migration):

    dependencies = [("events", "0006_invite"), ("engagement", "0001_initial")]

    operations = [migrations.RunSQL(COUNT_WHO_CAME, migrations.RunSQL.noop)]
