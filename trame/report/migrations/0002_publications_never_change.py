"""The database itself refuses any change to a frozen version; deleting the whole report stays possible."""

from django.db import migrations

GUARD = """
CREATE FUNCTION report_publication_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'une version figée ne se modifie pas';
END $$;
CREATE TRIGGER report_publication_is_frozen BEFORE UPDATE ON report_publication
    FOR EACH ROW WHEN (OLD.snapshot IS DISTINCT FROM NEW.snapshot
        OR OLD.number IS DISTINCT FROM NEW.number
        OR OLD.report_id IS DISTINCT FROM NEW.report_id
        OR OLD.published_at IS DISTINCT FROM NEW.published_at)
    EXECUTE FUNCTION report_publication_is_frozen();
"""
UNGUARD = """
DROP TRIGGER report_publication_is_frozen ON report_publication;
DROP FUNCTION report_publication_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("report", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
