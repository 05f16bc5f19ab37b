import django.db.models.deletion
from django.db import migrations, models

#: From above whatever was given: numbers in the queue are never given twice from now on.
COUNT_ON = """
select setval('events_queue_number', greatest(1, (select coalesce(max(waits_as), 0) + 1 from events_registration)), false)
"""

#: What guests were told, and those who walked in: the day on which they would be forgotten as it stands.
GUESTS_WERE_TOLD = """
update events_guest g set goes_at = e.ends_at + make_interval(days => e.keeps_guests) from events_event e where e.id = g.event_id
"""
WALK_INS_WERE_TOLD = """
update events_walkin w set goes_at = e.ends_at + make_interval(days => e.keeps_guests) from events_event e where e.id = w.event_id
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0009_guests"), ("people", "0009_classes")]

    operations = [
        migrations.RunSQL("create sequence events_queue_number as integer", "drop sequence events_queue_number"),
        migrations.RunSQL(COUNT_ON, migrations.RunSQL.noop),
        migrations.AddField("guest", "goes_at", models.DateTimeField(null=True, verbose_name="kept until")),
        migrations.AddField("walkin", "goes_at", models.DateTimeField(null=True, verbose_name="kept until")),
        migrations.RunSQL(GUESTS_WERE_TOLD, migrations.RunSQL.noop),
        migrations.RunSQL(WALK_INS_WERE_TOLD, migrations.RunSQL.noop),
        migrations.AlterField("guest", "goes_at", models.DateTimeField(verbose_name="kept until")),
        migrations.AlterField("walkin", "goes_at", models.DateTimeField(verbose_name="kept until")),
        migrations.CreateModel(
            name="Companion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.event", verbose_name="event")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person")),
                ("seat", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="companion", to="events.seat")),
            ],
            options={"verbose_name": "member who comes with a guest"},
        ),
        migrations.AddConstraint(
            "companion", models.UniqueConstraint(fields=("event", "person"), name="event_companion_once")
        ),
    ]
