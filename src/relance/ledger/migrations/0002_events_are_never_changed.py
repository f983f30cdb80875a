"""Events are append-only: the database itself refuses to change or delete one."""

from django.db import migrations

SQLITE = [
    f"""CREATE TRIGGER ledger_event_no_{verb.lower()} BEFORE {verb} ON ledger_event
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"""
    for verb in ("UPDATE", "DELETE")
]
POSTGRES = [
    """CREATE FUNCTION ledger_event_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$""",
    """CREATE TRIGGER ledger_event_append_only BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_event_append_only()""",
]


def add_triggers(apps, schema_editor):
    """Create the triggers in the words of the database at hand."""
    statements = POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_ledger")]
    operations = [migrations.RunPython(add_triggers, migrations.RunPython.noop)]
