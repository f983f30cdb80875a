"""`relance customer`: shows or changes one customer."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.present import Document
from relance.cli.screen import Table, Text
from relance.cli.subjects import customer_of
from relance.cli.typed import pairs
from relance.operations.profile import Profile


class Command(RelanceCommand):
    """Show or change what is known of a customer."""

    help = "shows or changes one customer: kind, plan, terms, language, contacts…"

    def options(self, parser: CommandParser) -> None:
        """Which customer, and what to change."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("changes", nargs="*", metavar="KEY=VALUE")
        parser.add_argument("--why", default="", help="kept with the change: why this customer is never reminded…")

    def answer(self, ask: Ask) -> Answer:
        """The customer after the changes, with what it owes."""
        from relance.cli.words import iso
        from relance.domain.reasons import reason_words
        from relance.domain.wording.formats import money
        from relance.ledger import reads
        from relance.operations.edit_customer import customer_values, edit_customer
        from relance.operations.profile import profile_of

        customer = customer_of(ask.creditor, ask["code"])
        changes = pairs(ask["changes"])
        if "address" in changes:
            changes["address"] = changes["address"].replace("\\n", "\n")
        if changes:
            customer = edit_customer(
                creditor=ask.creditor, customer=customer, changes=changes, act=ask.act, why=ask["why"]
            )
        values = customer_values(customer)
        profile = profile_of(creditor=ask.creditor, customer=customer, act=ask.act)
        owed = [r for r in reads.customer_receivables(ask.creditor, customer) if r.open_cents]
        document = {
            "customer": customer.code, "values": values, "changed": sorted(changes), "wake_on": customer.wake_on,
            "reason": customer.reason or None, "segment": _segment(profile),
            "receivables": [
                {
                    "invoice": r.invoice.number, "due_on": r.due_on, "open_cents": r.open_cents,
                    "currency": r.currency, "reason": r.reason or None, "next_step": r.next_step or None,
                    "next_on": r.next_on,
                }
                for r in owed
            ],
        }  # fmt: skip
        facts = Table(("", ""), [(k, str(v).replace("\n", ", ")) for k, v in values.items() if v not in ("", None)])
        text: list[Text] = [f"{customer.code}  {customer.name}", facts, _profile_text(ask, profile)]
        if owed:
            headers = ("Invoice", "Due", "Open", "Next step", "On", "Why not today")
            if ask.language == "fr":
                headers = ("Facture", "Échéance", "Reste dû", "Prochaine étape", "Le", "Pourquoi pas aujourd’hui")
            rows = [
                (
                    r.invoice.number, iso(r.due_on), money(r.open_cents, r.currency, ask.language), r.next_step,
                    iso(r.next_on), reason_words(r.reason, ask.language) if r.reason else "",
                )
                for r in owed
            ]  # fmt: skip
            text.append(Table(headers, rows, right=(2,)))
        return Answer(document, text)


def _segment(profile: Profile) -> Document:
    """The segment that holds, where it comes from, and what the history gives."""
    return {
        "segment": profile.segment, "by_hand": profile.is_by_hand, "chosen_by": profile.chosen_by or None,
        "chosen_on": profile.chosen_on, "computed": profile.computed.key, "because": list(profile.computed.reasons),
        "figures": profile.computed.figures,
    }  # fmt: skip


def _profile_text(ask: Ask, profile: Profile) -> str:
    from relance.domain.segment_words import figures_words, segment_words

    said = segment_words(profile.segment, ask.language)
    figures = figures_words(profile.computed.figures, ask.language)
    if not profile.is_by_hand:
        return ask.say(f"Profil : {said}, calculé ({figures}).", f"Profile: {said}, computed ({figures}).")
    by = f" {ask.say('par', 'by')} {profile.chosen_by}" if profile.chosen_by else ""
    other = segment_words(profile.computed.key, ask.language)
    return ask.say(
        f"Profil : {said}, choisi{by} ; le calcul donnerait : {other} ({figures}).",
        f"Profile: {said}, chosen{by}; its history gives: {other} ({figures}).",
    )
