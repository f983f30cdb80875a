"""What the database itself watches over; migrations put it in place.

On SQLite a table that a migration makes anew loses its triggers, and a trigger that reads it stands in the way: such a
migration about bank accounts or dispatches runs `leave_bank` first and `watch_bank` last.
"""

EVENTS_SQLITE = [
    f"""CREATE TRIGGER ledger_event_no_{verb.lower()} BEFORE {verb} ON ledger_event
    BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"""
    for verb in ("UPDATE", "DELETE")
]
EVENTS_POSTGRES = [
    """CREATE FUNCTION ledger_event_append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$""",
    """CREATE TRIGGER ledger_event_append_only BEFORE UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_event_append_only()""",
]


def watch_events(apps, schema_editor):
    """Events are append-only: the database itself refuses to change or delete one."""
    statements = EVENTS_POSTGRES if schema_editor.connection.vendor == "postgresql" else EVENTS_SQLITE
    for statement in statements:
        schema_editor.execute(statement)


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


def _bank_sqlite():
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


def _bank_postgres():
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


def watch_bank(apps, schema_editor):
    """Bank accounts are never changed in place, wait before they hold, and only those in force are printed."""
    for statement in _bank_postgres() if schema_editor.connection.vendor == "postgresql" else _bank_sqlite():
        schema_editor.execute(statement, params=None)  # `%s` is the database's own here


def leave_bank(apps, schema_editor):
    """Remove them, so that a later migration can make the tables anew."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION ledger_account_rules, ledger_dispatch_prints CASCADE")
        return
    names = ("account_never_changed", "account_never_deleted", "account_waits_new", "account_waits")
    for name in (*names, "dispatch_prints_new", "dispatch_prints"):
        schema_editor.execute(f"DROP TRIGGER {name}")
