"""The trade's words for tests: a creditor, its files, its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from relance.domain.act import Act
from relance.domain.rows import ReadOptions
from relance.ledger.models import Creditor, Customer, Invoice, Notice, Receivable
from relance.operations.confirm_notices import confirm_notices
from relance.operations.decide_due import RunReport, decide_due
from relance.operations.import_file import Imported, import_file
from relance.operations.send_due import SendReport, send_due
from relance.operations.setup_creditor import setup_creditor

DETAILS = {
    "siren": "732829320", "iban": "FR1420041010050500013M02606", "email": "compta@atelier.example",
    "phone": "0123456789", "address": "1 rue du Banc\n75001 Paris", "signatory": "Anne Martin",
}  # fmt: skip
DUPONT = "DUPONT,Dupont SARL,dupont@example.com,3 rue des Lilas,69001,Lyon"
MARTIN = "MARTIN,Martin SAS,martin@example.com,8 quai de Seine,75004,Paris"
WHO = "customer,customer_name,email,address,postcode,city"
HEADER = f"{WHO},invoice,issued_on,due_on,amount,open"
DAY = "2026-01-30"


def an_act(day: str = DAY, hour: int = 10, by: str = "Anne") -> Act:
    """Who acts on that day, at that hour in Paris."""
    now = datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=ZoneInfo("Europe/Paris"))
    return Act(date.fromisoformat(day), now, by)


def a_creditor(name: str = "Atelier Demo SARL", preset: str = "two-then-notice", **settings: Any) -> Creditor:
    """A creditor with all that letters need; `settings` are its columns."""
    creditor = setup_creditor(name=name, act=an_act(), preset=preset, **DETAILS).creditor
    Creditor.objects.filter(pk=creditor.pk).update(**settings)
    return Creditor.objects.get(pk=creditor.pk)


def csv_of(lines: Iterable[str], header: str = HEADER) -> bytes:
    """A CSV file of these lines."""
    return "\n".join((header, *lines, "")).encode()


def take(creditor: Creditor, data: bytes | str, day: str = DAY, name: str = "invoices.csv", **how: Any) -> Imported:
    """Import a file on that day; whatever comes of it, its lines must be accounted for."""
    content = data.encode() if isinstance(data, str) else data
    options = ReadOptions(today=date.fromisoformat(day), kind=how.pop("kind", None))
    fresh = Creditor.objects.get(pk=creditor.pk)
    report = import_file(creditor=fresh, name=name, data=content, act=an_act(day), options=options, **how)
    assert report.read == report.created + report.changed + report.known + report.rejected, report
    assert min(report.read, report.created, report.changed, report.known, report.rejected) >= 0, report
    return report


def dupont_owes(creditor: Creditor, *lines: str, day: str = DAY, **how: Any) -> Imported:
    """Import invoices of Dupont, each as `number,issued,due,amount,open`."""
    return take(creditor, csv_of(f"{DUPONT},{line}" for line in lines), day, **how)


def counted(report: Imported) -> tuple[int, int, int, int, int]:
    """Read, created, changed, known, rejected."""
    return report.read, report.created, report.changed, report.known, report.rejected


def codes(report: Imported) -> list[str]:
    """The codes of the report's problems, but for the remark that the file was seen before."""
    return [p.code for p in report.problems if p.code != "ALREADY_IMPORTED"]


def open_amounts(creditor: Creditor) -> dict[str, int]:
    """What is open by invoice number, cents."""
    rows = Receivable.objects.filter(creditor=creditor).values_list("invoice__number", "open_cents")
    found: dict[str, int] = {}
    for number, cents in rows:
        found[number] = found.get(number, 0) + cents
    return found


def customer_of(creditor: Creditor, code: str = "DUPONT") -> Customer:
    """The customer with that code."""
    return Customer.objects.get(creditor=creditor, code=code)


def invoice_of(creditor: Creditor, number: str = "FA-1") -> Invoice:
    """The invoice with that number."""
    return Invoice.objects.get(creditor=creditor, number=number)


def run(creditor: Creditor, day: str, **how: Any) -> RunReport:
    """The day's decisions."""
    return decide_due(creditor=Creditor.objects.get(pk=creditor.pk), act=an_act(day), **how)


def confirm(creditor: Creditor, day: str, *references: str) -> tuple[str, ...]:
    """Confirm these notices, or all."""
    return confirm_notices(creditor=creditor, references=references or None, act=an_act(day)).confirmed


def send(creditor: Creditor, day: str, hour: int = 10, **how: Any) -> SendReport:
    """One round of sending at that hour."""
    return send_due(creditor=Creditor.objects.get(pk=creditor.pk), act=an_act(day, hour), **how)


def the_day(creditor: Creditor, day: str) -> SendReport:
    """A whole day: decide, confirm everything, send."""
    run(creditor, day)
    confirm(creditor, day)
    return send(creditor, day)


def notices(creditor: Creditor, *states: str) -> list[Notice]:
    """The creditor's notices, in order; of these states where some are given."""
    rows = Notice.objects.filter(creditor=creditor).select_related("customer").order_by("pk")
    return list(rows.filter(state__in=states) if states else rows)


def states(creditor: Creditor) -> list[str]:
    """The state of every notice, in order."""
    return [n.state for n in notices(creditor)]
