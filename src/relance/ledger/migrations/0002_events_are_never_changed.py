"""Events are append-only: the database itself refuses to change or delete one."""

from django.db import migrations

from relance.ledger.migrations._triggers import watch_events


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_ledger")]
    operations = [migrations.RunPython(watch_events, migrations.RunPython.noop)]
