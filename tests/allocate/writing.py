"""How customers write invoice numbers, and how banks write what customers wrote. Seeded; knows nothing of matching.

Label shapes follow the files of French banks: SEPA transfers in CAMT, CFONB 120, MT940, OFX and the banks' own CSV.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random

from tests.allocate.world import FIRST_NAMES, SURNAMES, Customer, Item

WORDS = """FACTURE|FACT|FACT.|Facture n°|FACT N°|FAC|FA|F|N°|REGLEMENT FACTURE|REGLT FACT|PAIEMENT FACTURE|INV|INVOICE
V/FACT|VOTRE FACTURE|RGT FACT|SOLDE FACTURE|Fact|facture||||""".replace("\n", "|").split("|")
MONTHS = "JANVIER FEVRIER MARS AVRIL MAI JUIN".split()


def plain(text: str) -> str:
    """Capitals without accents, as most banks keep."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()


def serial_text(chance: Random, item: Item) -> str:
    """The number as a customer writes it, mangled or not."""
    number, draw = item.number, chance.random()
    letters, digits = re.match(r"([A-Z]*)(.*)", number).groups()  # type: ignore[union-attr]
    if draw < 0.42:
        return number
    if draw < 0.50:
        return (
            number.lower()
            if chance.random() < 0.3
            else re.sub(r"[-/]", chance.choice(["", " ", ".", "/", "_"]), number)
        )
    if draw < 0.58:
        return f"{letters} {digits.lstrip('-')}"
    if draw < 0.66:
        return digits.lstrip("-/")  # the letters lost
    if draw < 0.74:
        return re.sub(r"(^|[-/A-Z])0+(?=\d)", r"\1", number)  # zeros lost
    if draw < 0.80:
        return re.sub(r"20(2[56])", r"\1", number)  # the year shortened
    if draw < 0.90:
        return str(item.serial)  # nothing but the serial
    if draw < 0.95:
        return f"{letters}{item.serial}"
    return f"{item.serial:05d}"


def slip(chance: Random, text: str) -> str:
    """An O for a zero or an I for a one, where there is one."""
    spots = [i for i, c in enumerate(text) if c in "01"]
    if not spots:
        return text
    at = chance.choice(spots)
    return text[:at] + {"0": "O", "1": "I"}[text[at]] + text[at + 1 :]


def typo(chance: Random, text: str) -> str:
    """One digit wrong, two swapped, or one lost."""
    spots = [i for i, c in enumerate(text) if c.isdigit()]
    at, draw = chance.choice(spots), chance.random()
    if draw < 0.5:
        return text[:at] + str((int(text[at]) + chance.randrange(1, 10)) % 10) + text[at + 1 :]
    if draw < 0.8 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + text[at + 1 :]


def one_number(chance: Random, item: Item) -> str:
    """A remittance that names one invoice."""
    word, text = chance.choice(WORDS), serial_text(chance, item)
    shown = f"{word} {text}" if word and not word.endswith("°") else f"{word}{text}"
    return decorated(chance, shown.strip(), item)


def decorated(chance: Random, shown: str, item: Item) -> str:
    """What people add: dates, amounts, their references, names of months."""
    draw = chance.random()
    if draw < 0.12:
        return f"{shown} DU {item.issued:%d/%m/%Y}"
    if draw < 0.18:
        return f"{item.issued:%d%m%y} {shown}"
    if draw < 0.24:
        return f"{shown} {item.amount / 100:.2f} EUR".replace(".", chance.choice([",", "."]))
    if draw < 0.30:
        return f"{shown} CLIENT {item.customer.code}"
    if draw < 0.36:
        return f"CDE {chance.randrange(1000, 99999)} {shown}"
    if draw < 0.40:
        return f"{shown} NOTRE REF {chance.randrange(10**5, 10**7)}"
    if draw < 0.44:
        return f"{chance.choice(MONTHS)} {item.issued.year} {shown}"
    return shown


def several_numbers(chance: Random, items: Sequence[Item]) -> str:
    """A remittance that names several: a list, a range where they follow each other, the prefix once or each time."""
    ordered = sorted(items, key=lambda x: x.serial)
    follow = all(b.serial == a.serial + 1 for a, b in pairwise(ordered))
    first, last = ordered[0], ordered[-1]
    word = chance.choice(["FACTURES", "FACT", "FACTS", "FA", "Factures n°", "REGLT FACTURES", ""])
    if follow and len(items) > 2 and chance.random() < 0.7:
        join = chance.choice([" à ", " A ", " AU ", "-", " a "])
        head = "DE " if join == " AU " else ""
        if chance.random() < 0.5:
            return f"{word} {head}{first.number}{join}{last.number}"
        return f"{word} {head}{first.serial}{join}{last.serial}"
    join = chance.choice([", ", " ", "/", "+", " + ", "-", " / ", ";", ","])
    draw = chance.random()
    if draw < 0.45:
        texts = [x.number for x in ordered]
        join = join if join != "-" else " "
    elif draw < 0.7:
        texts = [first.number, *[str(x.serial) for x in ordered[1:]]]
        join = ", " if join in "-/" else join
    else:
        texts = [str(x.serial) for x in ordered]
    shown = join.join(texts)
    if chance.random() < 0.3 and len(texts) > 1:
        shown = f"{join.join(texts[:-1])} {chance.choice(['et', 'ET', '&'])} {texts[-1]}"
    return f"{word} {shown}".strip()


def without_number(chance: Random, customer: Customer) -> str:
    """What people write when they write no number."""
    day, month = f"{chance.randrange(1, 28):02d}", f"0{chance.randrange(1, 6)}"
    return chance.choice(
        [
            "", "", "VIREMENT", "REGLEMENT", "REGLEMENT FACTURE", "PAIEMENT", "MERCI", "FOURNISSEUR",
            f"LOYER {chance.choice(MONTHS)}", f"FACTURE {chance.choice(MONTHS)} 2026", f"CLIENT {customer.code}",
            f"NOTRE REF {chance.randrange(10**4, 10**7)}", f"VIR DU {day}/03/26", f"ECH {day}/{month}/2026",
            f"BON {chance.randrange(100, 9999)}", f"PAIEMENT {chance.randrange(10**5, 10**6)}",
        ]
    )  # fmt: skip


def bank_name(chance: Random, customer: Customer) -> str:
    """The payer as the account is called."""
    if customer.sign:
        return customer.sign
    name, draw = plain(customer.name).replace(".", ""), chance.random()
    words = name.split()
    if draw < 0.15 and words[0] in ("SARL", "SAS", "SA", "EURL", "SASU", "SCI", "SNC", "ETS", "SCOP"):
        return " ".join([*words[1:], words[0]])
    if draw < 0.30:
        return " ".join(w for w in words if w not in ("SARL", "SAS", "SA", "EURL", "SASU", "SCI", "SNC", "ETS", "SCOP"))
    if draw < 0.36 and customer.is_person:
        return " ".join([*words[:-2], words[-1], words[-2]])
    if draw < 0.40:
        return f"{name} {chance.choice(['LYON', 'SIEGE', 'AGENCE 2', 'CPTE COURANT'])}"
    return customer.name if draw < 0.5 else name


def other_name(chance: Random) -> str:
    """Somebody who is no customer: a holding, a factor, a notary, a wife, an agency."""
    return chance.choice(
        [
            f"HOLDING {chance.choice(SURNAMES)}", "BNP PARIBAS FACTOR", "SCP NOTAIRES ASSOCIES", "CARPA",
            f"MME {chance.choice(SURNAMES)} {chance.choice(FIRST_NAMES)}", "DRFIP ILE DE FRANCE", "FINANCIERE DU PARC",
            f"{chance.choice(SURNAMES)} PARTICIPATIONS", "GESTION IMMO SYNDIC", "TIERS PAYEUR SAS",
        ]
    ).upper()  # fmt: skip


class Line:
    """What a bank hands on of one movement."""

    def __init__(
        self, way: str, text: str, party: str = "", iban: str = "", e2e: str = "", structured: str = ""
    ) -> None:
        self.way, self.text, self.party, self.iban, self.e2e, self.structured = way, text, party, iban, e2e, structured


def cut(text: str, width: int) -> str:
    """Lines of that width, wherever words end."""
    return "\n".join(text[i : i + width] for i in range(0, len(text), width))


def transfer(chance: Random, name: str, iban: str, said: str, e2e: str = "", structured: str = "") -> Line:
    """A transfer as one of the banks writes it; some say more than others, and some cut."""
    way = chance.choices(
        ["camt", "cfonb", "cfonb31", "mt940", "ofx", "sg_csv", "cm_csv", "bourso_csv", "lbp_csv", "bnp_csv", "ca_csv"],
        [24, 14, 6, 8, 10, 9, 8, 6, 5, 6, 4],
    )[0]
    upper = plain(said)
    end = e2e or chance.choice(["", "", f"{chance.randrange(10**9, 10**10)}", f"VIR{chance.randrange(10**5)}"])
    if way == "camt":
        return Line(way, said[:140], name[:70], iban, end, structured)
    if way in SHAPES:
        return Line(way, SHAPES[way](chance, plain(name), f"{structured} {upper}".strip(), end))
    return _with_party(chance, way, plain(name), iban, f"{structured} {upper}".strip(), end)


def _with_party(chance: Random, way: str, name: str, iban: str, said: str, end: str) -> Line:
    if way == "cfonb":
        head = f"VIR SEPA {name}"[:31]
        return Line(way, f"{head}\n{cut(said, 70)}", name[:35], "", end if chance.random() < 0.7 else "")
    if way == "mt940":
        return Line(way, cut(f"EREF+{end or 'NOTPROVIDED'} SVWZ+{said}", 27), name[:54], iban)
    return Line(way, f"VIR {'INST' if chance.random() < 0.4 else 'SEPA'} {name[:32]}", name[:32])


def _ofx(chance: Random, name: str, said: str, _end: str) -> str:
    head = f"{chance.choice(['VIR SEPA', 'VIR', 'VIR INST', 'VIR RECU'])} {name}"[:32]
    return f"{head}\n{said[:64]}"


def _sg(chance: Random, name: str, said: str, end: str) -> str:
    number = f"{chance.randrange(10**9, 10**10)}S"
    return f"VIR RECU {number} DE: {name[:32]} MOTIF: {said} REF: {end or 'NOTPROVIDED'}"


SHAPES: dict[str, Callable[[Random, str, str, str], str]] = {
    "cfonb31": lambda _, name, said, end: cut(f"VIR SEPA RECU DE {name[:24]} MOTIF {said}", 31),
    "ofx": _ofx,
    "sg_csv": _sg,
    "cm_csv": lambda chance, name, said, end: f"VIR {name[:24]} {said}"[: chance.choice([60, 90, 140])],
    "lbp_csv": lambda _, name, said, end: f"VIREMENT DE {name[:32]} REFERENCE : {end or said} {said}",
    "bnp_csv": lambda _, name, said, end: f"VIR SEPA RECU /DE {name[:35]} /MOTIF {said} /REF {end}",
    "ca_csv": lambda _, name, said, end: f"VIREMENT EN VOTRE FAVEUR {name[:24]}\n{cut(said, 31)}",
}
