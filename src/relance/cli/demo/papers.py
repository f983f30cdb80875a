"""Papers of the story that do not come from the program itself: invoices, and what the post gives back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from relance.cli.demo import cast
from relance.cli.demo.story import Line
from relance.documents.typesetting import pdf
from relance.domain.wording.formats import date_long, date_short, money

GOODS = (
    "Suspension Ondine, chêne et laiton", "Applique Clairière, frêne", "Lampe de table Lisière, noyer",
    "Panneau mural Futaie, chêne massif", "Lampadaire Bouleau, abat-jour lin",
)  # fmt: skip
DELIVERY, ABOUT, ROUND = 4500, 26_000, 500  # cents before VAT: delivery at least, one piece about, prices by
VAT = 20  # per cent
RIGHTS = (
    "Sans escompte pour paiement anticipé. En cas de retard : pénalités au taux de la Banque centrale européenne "
    "majoré de 10 points, et indemnité forfaitaire de 40 € pour frais de recouvrement (C. com., art. L. 441-10)."
)


def invoice(lines: Sequence[Line]) -> bytes:
    """An invoice as the company's accounting program would print it; its due dates are those of `lines`."""
    first = lines[0]
    total = sum(line.cents for line in lines)
    before_vat = total * 100 // (100 + VAT)
    count = max(1, (before_vat - DELIVERY) // ABOUT)
    price = (before_vat - DELIVERY) // count // ROUND * ROUND
    name = GOODS[sum(first.number.encode()) % len(GOODS)]
    rows = [
        [name, f"{count} × {_money(price)}", "", _money(count * price)],
        ["Livraison et pose", "1 forfait", "", _money(before_vat - count * price)],
    ]
    due = " ; ".join(f"{_money(line.cents)} le {date_long(line.due_on, 'fr')}" for line in lines)
    words = {
        "wording": "Désignation", "calculation": "Quantité et prix hors taxes", "amount": "Montant HT",
        "note_total": "Total à payer, TVA comprise",
        "vat": f"Total hors taxes : {_money(before_vat)}. TVA {VAT} % : {_money(total - before_vat)}.",
        "note_payable": f"À régler par virement : {due}. {RIGHTS}",
    }  # fmt: skip
    iban = cast.COMPANY["iban"]
    account = [["IBAN", " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))], ["Référence", first.number]]
    return _paper(
        f"Facture {first.number}", "Luminaires et mobilier sur mesure", first.issued_on, _of(first.player), rows, words,
        references=[["Échéance", date_short(first.due_on, "fr")], ["Votre compte client", first.player.code]],
        total=_money(total), payment={"title": "Pour régler", "items": account, "other_means": "", "safety": ""},
    )  # fmt: skip


def receipt(number: str, recipient: str, reference: str, presented: date, ended: date) -> bytes:
    """The acknowledgement of a registered letter, as scanned when it came back."""
    signed = [["Nom", recipient.splitlines()[0]], ["Le", date_long(ended, "fr")]]
    rows = [
        ["Présenté le", date_long(presented, "fr"), "", ""],
        ["Distribué le", date_long(ended, "fr"), "", "signé"],
    ]
    words = {
        "wording": "Étape", "calculation": "Date", "amount": "", "note_total": "", "vat": "",
        "note_payable": "Avis de réception inventé pour la démonstration.",
    }  # fmt: skip
    return _paper(
        "Avis de réception", f"Lettre recommandée n° {number}", ended, recipient.splitlines(), rows, words,
        references=[["Référence de l’expéditeur", reference], ["Numéro", number]], total="",
        payment={"title": "Signature du destinataire", "items": signed, "other_means": "", "safety": ""},
    )  # fmt: skip


def _paper(
    title: str, subject: str, day: date, recipient: Sequence[str], rows: Sequence[Sequence[str]],
    words: dict[str, str], *, references: Sequence[Sequence[str]], total: str, payment: dict[str, Any],
) -> bytes:  # fmt: skip
    company = cast.COMPANY
    data = {
        "language": "fr", "date": {"year": day.year, "month": day.month, "day": day.day}, "words": words,
        "title": title, "subject": subject, "sender": [company["name"], *company["address"].splitlines()],
        "sender_contact": [company["phone"], company["email"]], "recipient": list(recipient),
        "place_and_date": f"{company['city']}, le {date_long(day, 'fr')}", "references": references, "rows": rows,
        "total": total, "apart": "", "payment": payment, "qr": "", "signature": [],
        "legal_footer": f"{company['name']}, {cast.MORE['legal_form']} au capital de {cast.MORE['capital']}",
    }  # fmt: skip
    return pdf("claim_invoice", data, day)


def _of(player: cast.Player) -> list[str]:
    return [player.name, *filter(None, (player.address, f"{player.postcode} {player.city}".strip()))]


def _money(cents: int) -> str:
    return money(cents, "EUR", "fr")
