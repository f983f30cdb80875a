"""Money that came in, as documents for programs and as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relance.cli.command import Ask
from relance.cli.screen import Text
from relance.domain.money_words import line_state_words, match_rule_words
from relance.domain.wording.formats import date_short, money

if TYPE_CHECKING:
    from relance.cli.present import Document
    from relance.ledger.money import Proposal
    from relance.operations.match_money import MatchReport


def line_row(ask: Ask, line: Any) -> Document:
    """A line of the bank with what may be its match, or what it became."""
    from relance.ledger.money import WAITING, outcome_of, proposals_of, reasons_of

    waits = line.state in WAITING
    outcome = outcome_of(ask.creditor, line)
    return {
        "line": line.pk, "on": line.booked_on, "cents": line.cents, "currency": line.currency, "state": line.state,
        "account": line.account.label or line.account.number, "party": line.party, "text": line.text,
        "end_to_end": line.end_to_end, "structured": line.structured, "rule": line.rule or None, "note": line.note,
        "decided_by": line.decided_by or None, "why": reasons_of(line, ask.language),
        "proposals": [_proposal(one) for one in (proposals_of(ask.creditor, line, ask.language) if waits else ())],
        "payments": [
            {
                "payment": payment.pk, "customer": payment.customer.code, "amount_cents": payment.amount_cents,
                "on_account_cents": payment.open_cents,
                "parts": [
                    {"invoice": x.receivable.invoice.number, "part": x.part, "cents": x.cents} for x in allocations
                ],
            }
            for payment, allocations in outcome.payments
        ],
        "written_off": [
            {"invoice": x.receivable.invoice.number, "cents": x.cents, "reason": x.reason} for x in outcome.given_up
        ],
    }  # fmt: skip


def _proposal(one: Proposal) -> Document:
    return {
        "number": one.number, "customer": one.customer.code, "name": one.customer.name,
        "parts": [
            {"invoice": x.receivable.invoice.number, "customer": x.receivable.customer.code, "cents": x.cents,
             "left_cents": x.left_cents}
            for x in one.parts
        ],
        "credits": [{"credit": x.name, "cents": x.cents} for x in one.credits],
        "confirms": one.payment.pk if one.payment else None, "difference_cents": one.match.difference_cents,
        "on_account_cents": one.match.on_account_cents, "why": list(one.why), "doubts": list(one.doubts),
    }  # fmt: skip


def lines_text(rows: list[Document], ask: Ask) -> list[Text]:
    """Every line, and under it what it may pay."""
    if not rows:
        return [ask.say("Aucun encaissement ici.", "No receipt here.")]
    text: list[Text] = [line for row in rows for line in (*line_text(row, ask), "")]
    if any(row["state"] in ("new", "proposed", "unknown") for row in rows):
        text.append(
            ask.say(
                "Décider : relance money N° --accept, --to FACTURE=MONTANT, --on-account --customer CODE, --none ou "
                "--aside --why “…”",
                "To decide: relance money LINE --accept, --to INVOICE=AMOUNT, --on-account --customer CODE, --none or "
                "--aside --why “…”",
            )
        )
    return text


def line_text(row: Document, ask: Ask) -> list[Text]:
    """One line of the bank: what it says, how it stands, why."""
    amount, state = money(row["cents"], row["currency"], ask.language), line_state_words(row["state"], ask.language)
    who = " ".join(row["party"].split() or row["text"].split())[:60]
    text = [f"{row['line']}  {date_short(row['on'], ask.language)}  {amount}  {who}  [{state}]"]
    if row["party"]:
        text.append(f"   {' '.join(row['text'].split())[:200]}")
    for one in row["proposals"]:
        text += _proposal_text(one, row, ask)
    for one in row["payments"]:
        text.append(f"   → {one['customer']} : {_parts(one, row, ask)}")
    for one in row["written_off"]:
        cents = money(one["cents"], row["currency"], ask.language)
        text.append(
            ask.say(f"   abandonné : {cents} sur {one['invoice']}", f"   given up: {cents} on {one['invoice']}")
        )
    if row["rule"]:
        text.append(f"   {match_rule_words(row['rule'], ask.language)}")
    if row["note"]:
        text.append(f"   {row['note']}")
    return [*text, *(f"   {words}" for words in row["why"] if not row["proposals"])]


def _proposal_text(one: Document, row: Document, ask: Ask) -> list[str]:
    text = [f"   {one['number']}. {one['customer']} {one['name']} : {_parts(one, row, ask)}"]
    if one["difference_cents"]:
        missing = money(one["difference_cents"], row["currency"], ask.language)
        text.append(ask.say(f"      il manque {missing}", f"      {missing} missing"))
    return [*text, *(f"      + {words}" for words in one["why"]), *(f"      ? {words}" for words in one["doubts"])]


def _parts(one: Document, row: Document, ask: Ask) -> str:
    parts = [f"{x['invoice']} {money(x['cents'], row['currency'], ask.language)}" for x in one["parts"]]
    parts += [f"− {x['credit']} {money(x['cents'], row['currency'], ask.language)}" for x in one.get("credits", ())]
    if one["on_account_cents"]:
        rest = money(one["on_account_cents"], row["currency"], ask.language)
        parts.append(ask.say(f"{rest} en compte", f"{rest} on account"))
    if one.get("confirms"):
        parts.append(ask.say(f"confirme le paiement {one['confirms']}", f"confirms payment {one['confirms']}"))
    return ", ".join(parts)


def report_document(ask: Ask, report: MatchReport) -> Document:
    """What one round of matching came to."""
    return {"today": ask.act.today, "creditor": ask.creditor.key, **report._asdict()}


def report_text(report: MatchReport, ask: Ask) -> list[Text]:
    """The same in a sentence."""
    looked_at, sure, proposed, unknown = report[:4]
    return [
        ask.say(
            f"Encaissements examinés : {looked_at}. Affectés : {sure} ; à confirmer : {proposed} ; sans réponse : "
            f"{unknown}.",
            f"Receipts looked at: {looked_at}. Matched: {sure}; to be confirmed: {proposed}; without an answer: "
            f"{unknown}.",
        )
    ]
