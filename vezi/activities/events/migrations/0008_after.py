import django.db.models.deletion
import vezi.core.models
import vezi.core.public_ids
from django.db import migrations, models


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

    dependencies = [
        ('clubs', '0003_tickets'),
        ('engagement', '0001_initial'),
        ('events', '0007_where'),
        ('people', '0009_classes'),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='asks_rooms',
            field=models.BooleanField(default=False, verbose_name='ask how people sleep'),
        ),
        migrations.AddField(
            model_name='registration',
            name='sleeps',
            field=models.CharField(blank=True, choices=[('any', 'It is all the same to me'), ('alone', 'In a room of my own'), ('ours', 'With those I bring'), ('with', 'With somebody else who comes'), ('elsewhere', 'Elsewhere: I need no bed')], max_length=9, verbose_name='where she sleeps'),
        ),
        migrations.AddField(
            model_name='registration',
            name='sleeps_with',
            field=models.CharField(blank=True, max_length=140, verbose_name='with whom she shares a room'),
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', vezi.core.models.PublicIdField(default=vezi.core.public_ids.public_id, editable=False, max_length=13)),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='written on')),
                ('hidden_because', models.CharField(blank=True, max_length=300, verbose_name='why it is hidden')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('event', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='events.event', verbose_name='event')),
                ('opening', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='events.remark', verbose_name='what it answers')),
            ],
            options={
                'verbose_name': 'question or answer about an event',
            },
        ),
        migrations.CreateModel(
            name='RemarkReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300, verbose_name='what is wrong with it')),
                ('at', models.DateTimeField(verbose_name='on')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='looked at on')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('remark', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='events.remark', verbose_name='question or answer')),
            ],
            options={
                'verbose_name': 'report of a question or answer',
            },
        ),
        migrations.CreateModel(
            name='RoomKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', vezi.core.models.PublicIdField(default=vezi.core.public_ids.public_id, editable=False, max_length=13)),
                ('title', models.CharField(max_length=80, verbose_name='kind of room')),
                ('beds', models.PositiveSmallIntegerField(verbose_name='beds in each')),
                ('count', models.PositiveSmallIntegerField(verbose_name='how many there are')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='room_kinds', to='events.event', verbose_name='event')),
            ],
            options={
                'verbose_name': 'kind of room',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Bed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('room', models.PositiveSmallIntegerField(verbose_name='room')),
                ('seat', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='bed', to='events.seat', verbose_name='who sleeps there')),
                ('kind', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='taken', to='events.roomkind', verbose_name='kind of room')),
            ],
            options={
                'verbose_name': 'bed at an event',
            },
        ),
        migrations.AddIndex(
            model_name='remark',
            index=models.Index(fields=['event', 'at', 'id'], name='event_remark_of_event'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.UniqueConstraint(fields=('public_id',), name='event_remark_public_id'),
        ),
        migrations.AddConstraint(
            model_name='remarkreport',
            constraint=models.UniqueConstraint(fields=('remark', 'person'), name='event_remark_report_once'),
        ),
        migrations.AddConstraint(
            model_name='roomkind',
            constraint=models.UniqueConstraint(fields=('public_id',), name='event_room_kind_public_id'),
        ),
        migrations.AddConstraint(
            model_name='roomkind',
            constraint=models.CheckConstraint(condition=models.Q(('beds__gt', 0), ('count__gt', 0)), name='event_room_has_a_bed'),
        ),
        migrations.AddIndex(
            model_name='bed',
            index=models.Index(fields=['kind', 'room'], name='event_bed_of_room'),
        ),
        migrations.AddConstraint(
            model_name='bed',
            constraint=models.CheckConstraint(condition=models.Q(('room__gt', 0)), name='event_bed_in_a_room'),
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', vezi.core.models.PublicIdField(default=vezi.core.public_ids.public_id, editable=False, max_length=13)),
                ('rule', models.CharField(max_length=120, verbose_name='rule')),
                ('until', models.DateField(verbose_name='until')),
                ('made_at', models.DateTimeField(verbose_name='made on')),
                ('club', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clubs.club', verbose_name='club')),
            ],
            options={
                'verbose_name': 'series of events',
            },
        ),
        migrations.AddField(
            model_name='event',
            name='series',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='events.series', verbose_name='series'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('public_id',), name='event_series_public_id'),
        ),
        migrations.RunSQL(COUNT_WHO_CAME, migrations.RunSQL.noop),
    ]
