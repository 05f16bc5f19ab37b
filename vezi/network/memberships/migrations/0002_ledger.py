"""Indexes that the members' ledger of the office is read along."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("memberships", "0001_initial"), ("people", "0001_initial")]
    operations = [
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                "club", models.F("last_seen_at").desc(nulls_last=True), name="membership_last_seen"
            ),
        ),
        migrations.RunSQL(
            "create index person_sort_en on people_person (sort_en, id);"
            "create index person_sort_sl on people_person (sort_sl, id);",
            "drop index person_sort_en; drop index person_sort_sl;",
        ),
    ]
