from django.db import migrations

# Whichever way a session is ended (signing out, the list of sessions, an erased account): its open pages hear of it.
# Those that ran out are not worth a word.
CREATE = """
create function core_session_ended() returns trigger language plpgsql as $$
begin
    perform pg_notify('vezi_live', json_build_object('s', encode(sha256(old.session_key::bytea), 'hex'))::text);
    return null;
end $$;
create trigger core_session_ended after delete on django_session
    for each row when (old.expire_date > now()) execute function core_session_ended();
"""
DROP = "drop trigger core_session_ended on django_session; drop function core_session_ended();"


class Migration(migrations.Migration):
    dependencies = [("core", "0003_letters_that_come_back"), ("sessions", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
