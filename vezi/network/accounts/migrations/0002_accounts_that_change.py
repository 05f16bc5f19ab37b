from django.db import migrations

# Who is shut out, or has a new password, is looked at again at once where a page of hers is open (core.live).
CREATE = """
create function accounts_account_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('vezi_live', json_build_object('u', new.id)::text);
    return null;
end $$;
create trigger accounts_account_changed after update of is_active, password on accounts_account
    for each row when (old.is_active <> new.is_active or old.password <> new.password)
    execute function accounts_account_changed();
"""
DROP = "drop trigger accounts_account_changed on accounts_account; drop function accounts_account_changed();"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
