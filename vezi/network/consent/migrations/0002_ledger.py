"""The ledger of consent is appended, never changed: the database refuses everything else.

Erasing a person and merging two records say so first: `set local vezi.ledger = 'erasing'` or `'merging'`.
"""

from django.db import migrations

KEEP = """
create function consent_ledger_is_kept() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('vezi.ledger', true), '') in ('erasing', 'merging') then
        return coalesce(new, old);
    end if;
    raise exception 'the ledger of consent is appended, never changed' using errcode = 'restrict_violation';
end
$$;
create trigger consent_ledger_is_kept before update or delete on consent_consententry
    for each row execute function consent_ledger_is_kept();
"""

LET_GO = """
drop trigger consent_ledger_is_kept on consent_consententry;
drop function consent_ledger_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, LET_GO)]
