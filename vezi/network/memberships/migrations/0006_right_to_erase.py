"""Who leads a club may erase records for people who ask for it; a right can only be handed on by somebody who holds it."""

from django.db import migrations

GIVE = """
update memberships_role set capabilities = capabilities || array['erase']::varchar[]
where capabilities @> array['manage_roles', 'see_records']::varchar[] and not capabilities @> array['erase']::varchar[]
"""
TAKE = "update memberships_role set capabilities = array_remove(capabilities, 'erase')"


class Migration(migrations.Migration):
    dependencies = [("memberships", "0005_fewer_indexes")]
    operations = [migrations.RunSQL(GIVE, TAKE)]
