"""The database itself refuses to change or erase a line of the journal."""

from django.db import migrations

GUARD = """
CREATE FUNCTION people_journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'le journal ne se modifie ni ne s''efface';
END $$;
CREATE TRIGGER people_journal_is_append_only BEFORE UPDATE OR DELETE ON people_journalentry
    FOR EACH ROW EXECUTE FUNCTION people_journal_is_append_only();
CREATE TRIGGER people_journal_is_not_emptied BEFORE TRUNCATE ON people_journalentry
    FOR EACH STATEMENT EXECUTE FUNCTION people_journal_is_append_only();
"""
UNGUARD = """
DROP TRIGGER people_journal_is_append_only ON people_journalentry;
DROP TRIGGER people_journal_is_not_emptied ON people_journalentry;
DROP FUNCTION people_journal_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_people_and_trust")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
