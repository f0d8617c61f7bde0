"""The database itself refuses to change figures that are frozen: what a reader kept must stay what others read."""

from django.db import migrations

GUARD = """
CREATE FUNCTION statistics_sharedfigures_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'des chiffres figés ne se modifient pas';
END $$;
CREATE TRIGGER statistics_sharedfigures_are_frozen BEFORE UPDATE ON statistics_sharedfigures
    FOR EACH ROW WHEN (OLD.snapshot IS DISTINCT FROM NEW.snapshot
        OR (OLD.organisation_id, OLD.start, OLD."end", OLD.territory)
            IS DISTINCT FROM (NEW.organisation_id, NEW.start, NEW."end", NEW.territory)
        OR (OLD.opened_on IS NOT NULL AND NEW.opened_on IS NULL))
    EXECUTE FUNCTION statistics_sharedfigures_are_frozen();
"""
UNGUARD = """
DROP TRIGGER statistics_sharedfigures_are_frozen ON statistics_sharedfigures;
DROP FUNCTION statistics_sharedfigures_are_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
