"""Who leads a club may look after its events, and hand that on; a right can only be handed on by somebody who holds it."""

from django.db import migrations

GIVE = """
update memberships_role set capabilities = capabilities || array['keep_events']::varchar[]
where capabilities @> array['manage_roles', 'see_records']::varchar[]
    and not capabilities @> array['keep_events']::varchar[]
"""


class Migration(migrations.Migration):
    dependencies = [("memberships", "0009_exports")]
    # Some held it before, and nobody knows who: what is given is not taken back.
    operations = [migrations.RunSQL(GIVE, migrations.RunSQL.noop)]
