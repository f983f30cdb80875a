"""Bank details move to accounts of their own, which only time and approval put in force; the database keeps watch.

On SQLite a table that a later migration makes anew loses its triggers, and a trigger that reads it stands in the way:
such a migration runs `drop_triggers` first and `add_triggers` last.
"""

from datetime import UTC, datetime

from django.db import migrations

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # an account given at set-up was in force whenever a message left
HOURS = 72

WRITTEN_ONCE = ("creditor_id", "iban", "bic", "proposed_at", "proposed_by")
SETTLED_ONCE = ("approved_at", "approved_by", "in_force_from")  # each is empty, then set, then never changed
NOT_PRINTABLE = "these bank details are not in force for this message"
TOO_SOON = f"new bank details wait {HOURS} hours"
NEVER_CHANGED = "bank accounts are never changed in place"
NEVER_DELETED = "bank accounts are never deleted"

OTHERS = "SELECT 1 FROM ledger_bankaccount b WHERE b.creditor_id = NEW.creditor_id AND b.id <> NEW.id AND b.in_force_from IS NOT NULL"
PRINTABLE = """SELECT 1 FROM ledger_bankaccount b WHERE b.id = NEW.bank_account_id
    AND b.creditor_id = NEW.creditor_id AND b.approved_at IS NOT NULL AND b.in_force_from <= NEW.frozen_at
    AND (b.ended_at IS NULL OR b.ended_at > NEW.frozen_at)"""


def _sqlite():
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in WRITTEN_ONCE)
    settled = " OR ".join(
        f"(OLD.{name} IS NOT NULL AND OLD.{name} <> '' AND NEW.{name} IS NOT OLD.{name})" for name in SETTLED_ONCE
    )
    waited = " AND ".join(
        f"strftime('%s', NEW.in_force_from) - strftime('%s', NEW.{name}) >= {HOURS * 3600}"
        for name in ("proposed_at", "approved_at")
    )
    soon = f"NEW.in_force_from IS NOT NULL AND NOT ({waited}) AND EXISTS ({OTHERS})"
    wrong = f"NEW.bank_account_id IS NOT NULL AND NOT EXISTS ({PRINTABLE})"
    account, dispatch = "ledger_bankaccount", "ledger_dispatch"
    return [
        _sqlite_trigger("account_never_changed", "UPDATE", account, f"{changed} OR {settled}", NEVER_CHANGED),
        _sqlite_trigger("account_never_deleted", "DELETE", account, "1", NEVER_DELETED),
        _sqlite_trigger("account_waits_new", "INSERT", account, soon, TOO_SOON, "AFTER"),
        _sqlite_trigger(
            "account_waits", "UPDATE", account, f"NEW.in_force_from IS NOT OLD.in_force_from AND {soon}", TOO_SOON
        ),
        _sqlite_trigger("dispatch_prints_new", "INSERT", dispatch, wrong, NOT_PRINTABLE),
        _sqlite_trigger(
            "dispatch_prints", "UPDATE OF bank_account_id, creditor_id, frozen_at", dispatch, wrong, NOT_PRINTABLE
        ),
    ]


def _sqlite_trigger(name, event, table, when, words, moment="BEFORE"):
    return f"CREATE TRIGGER {name} {moment} {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"


def _postgres():
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in WRITTEN_ONCE)
    settled = " OR ".join(
        f"(OLD.{name} IS NOT NULL AND OLD.{name}::text <> '' AND NEW.{name} IS DISTINCT FROM OLD.{name})"
        for name in SETTLED_ONCE
    )
    soon = f"""NEW.in_force_from IS NOT NULL AND EXISTS ({OTHERS})
        AND NEW.in_force_from < greatest(NEW.proposed_at, NEW.approved_at) + interval '{HOURS} hours'"""
    return [
        f"""CREATE FUNCTION ledger_account_rules() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{NEVER_DELETED}'; END IF;
        IF TG_OP = 'UPDATE' THEN
            IF {changed} OR {settled} THEN RAISE EXCEPTION '{NEVER_CHANGED}'; END IF;
            IF NEW.in_force_from IS NOT DISTINCT FROM OLD.in_force_from THEN RETURN NEW; END IF;
        END IF;
        IF {soon} THEN RAISE EXCEPTION '{TOO_SOON}'; END IF;
        RETURN NEW; END $$""",
        """CREATE TRIGGER ledger_account_rules BEFORE INSERT OR UPDATE OR DELETE ON ledger_bankaccount
        FOR EACH ROW EXECUTE FUNCTION ledger_account_rules()""",
        f"""CREATE FUNCTION ledger_dispatch_prints() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NOT EXISTS ({PRINTABLE}) THEN RAISE EXCEPTION '{NOT_PRINTABLE}'; END IF;
        RETURN NEW; END $$""",
        """CREATE TRIGGER ledger_dispatch_prints
        BEFORE INSERT OR UPDATE OF bank_account_id, creditor_id, frozen_at ON ledger_dispatch
        FOR EACH ROW WHEN (NEW.bank_account_id IS NOT NULL) EXECUTE FUNCTION ledger_dispatch_prints()""",
    ]


def add_triggers(apps, schema_editor):
    """Create the triggers in the words of the database at hand."""
    for statement in _postgres() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)  # `%s` is the database's own here


def drop_triggers(apps, schema_editor):
    """Remove them, so that a later migration can make the tables anew."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ledger_account_rules, ledger_dispatch_prints CASCADE")
        return
    names = ("account_never_changed", "account_never_deleted", "account_waits_new", "account_waits")
    for name in (*names, "dispatch_prints_new", "dispatch_prints"):
        schema_editor.execute(f"DROP TRIGGER {name}")


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
        migrations.RunPython(add_triggers, drop_triggers),
    ]
