import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_becomes")]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                django.db.models.functions.datetime.ExtractMonth("born_on"),
                django.db.models.functions.datetime.ExtractDay("born_on"),
                condition=models.Q(("birth_audience__gte", 10), ("born_on__isnull", False)),
                name="person_birthday",
            ),
        ),
    ]
