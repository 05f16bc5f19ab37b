"""Mail addresses that may be seen are found: whose change is written down like other parts of a person."""

from django.db import migrations

DEEDS = {
    "insert": "referencing new table as new_rows",
    "update": "referencing old table as old_rows new table as new_rows",
    "delete": "referencing old table as old_rows",
}
ON = "\n".join(
    f"create trigger directory_change_{deed} after {deed} on people_contactvalue {rows} "
    "for each statement execute function directory_change_of_part();"
    f"alter table people_contactvalue enable always trigger directory_change_{deed};"
    for deed, rows in DEEDS.items()
) + (
    "create trigger directory_change_truncate after truncate on people_contactvalue "
    "for each statement execute function directory_change_of_all();"
)
OFF = "\n".join(f"drop trigger directory_change_{deed} on people_contactvalue;" for deed in [*DEEDS, "truncate"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_always"), ("people", "0006_erasing")]
    operations = [migrations.RunSQL(ON, OFF)]
