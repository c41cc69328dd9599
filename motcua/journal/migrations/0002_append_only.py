from django.db import migrations

REFUSE = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON journal_event
    FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON journal_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER digest_append_only BEFORE UPDATE OR DELETE ON journal_digest
    FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
"""
ALLOW = """
DROP TRIGGER digest_append_only ON journal_digest;
DROP TRIGGER event_no_truncate ON journal_event;
DROP TRIGGER event_append_only ON journal_event;
DROP FUNCTION refuse_rewriting();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
