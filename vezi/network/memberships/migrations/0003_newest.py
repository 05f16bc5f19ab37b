"""Who came last into a club: read along an index by the home of its members."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("memberships", "0002_ledger")]
    operations = [
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                fields=["club", "-since"], name="membership_newest", condition=models.Q(state="member")
            ),
        ),
    ]
