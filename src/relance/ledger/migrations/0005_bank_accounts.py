"""Bank details move to accounts of their own, which only time and approval put in force; the database keeps watch."""

from datetime import UTC, datetime

from django.db import migrations

from relance.ledger.migrations._triggers import leave_bank, watch_bank

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # an account given at set-up was in force whenever a message left


def move_details(apps, schema_editor):
    """The details each creditor has are its first account, in force; given by whoever set them last."""
    account, event = apps.get_model("ledger", "BankAccount"), apps.get_model("ledger", "Event")
    for creditor in apps.get_model("ledger", "Creditor").objects.exclude(iban=""):
        told = event.objects.filter(creditor=creditor, verb__in=("creditor_set_up", "settings_changed"))
        last = next((e for e in told.order_by("-sequence") if "iban" in e.payload), None)
        at, by = (last.at, last.by) if last else (BEGINNING, "setup")
        account.objects.create(
            creditor=creditor, iban=creditor.iban, bic=creditor.bic.replace(" ", "")[:11], proposed_at=at,
            proposed_by=by[:120], approved_at=at, approved_by=by[:120], in_force_from=BEGINNING,
        )  # fmt: skip
    if schema_editor.connection.vendor == "postgresql":  # or it would not let the columns go in the same transaction
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_speaking_and_listening")]
    operations = [
        migrations.RunPython(move_details),
        migrations.RemoveField("creditor", "iban"),
        migrations.RemoveField("creditor", "bic"),
        migrations.RunPython(watch_bank, leave_bank),
    ]
