from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def as_chosen(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Once a day was nobody's choice so far: it stood there from the beginning."""
    apps.get_model("groups", "Member").objects.filter(follow="daily").update(follow="")


class Migration(migrations.Migration):
    dependencies = [("groups", "0002_size")]

    operations = [
        migrations.AlterField(
            model_name="member",
            name="follow",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As I chose for all groups"),
                    ("each", "Each new discussion"),
                    ("daily", "Once a day"),
                    ("weekly", "Once a week"),
                    ("none", "Nothing, but answers to me"),
                ],
                default="",
                max_length=6,
                verbose_name="tell me of",
            ),
        ),
        migrations.RunPython(as_chosen, migrations.RunPython.noop),
    ]
