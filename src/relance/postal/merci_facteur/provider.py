"""Merci Facteur as a postal provider: orders that repeat nothing, tracking, proofs."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from relance.domain.message import Begin, at_once
from relance.domain.postal import Found, LetterOrder, OrderReceipt, Party, PostalTrouble, ProofFile, Tracked
from relance.domain.wording.formats import clean, country_name
from relance.postal.merci_facteur.client import Dropped, Failure, ask, base_of
from relance.postal.merci_facteur.stations import stations

MODES = {"letters": ("normal", "suivi"), "registered": ("lrare", "lrar")}  # the first is used where none is chosen
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png"}
TWICE = re.compile("doublon|duplicate|already", re.IGNORECASE)
NO_CREDIT = re.compile("credit|quota|solde|balance|payment", re.IGNORECASE)
LISTED = 50  # what listEnvois shows at most
LOCAL = ("localhost", "127.0.0.1", "::1")


class MerciFacteur:
    """Orders one letter at a time, each under `antidoublon`, our reference, which is taken once in thirty days."""

    key = "merci_facteur"
    label = "Merci Facteur"
    names = ("id", "secret", "user", "url", "ip", "letters", "registered", "timeout")

    def missing(self, settings: Mapping[str, str]) -> str:
        """Service id, secret and user are needed; an address must be https, a mode one that exists."""
        found = [name for name in ("id", "secret", "user") if not settings.get(name)]
        if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,3})?", settings.get("timeout") or "60"):
            found.append("timeout (seconds)")
        if settings.get("user") and not settings["user"].isdecimal():
            found.append("user (a number)")
        address = urlsplit(base_of(settings))
        if address.scheme != "https" and address.hostname not in LOCAL:
            found.append("url (https)")
        found += [
            f"{name} ({' or '.join(modes)})"
            for name, modes in MODES.items()
            if settings.get(name) and settings[name] not in modes
        ]
        return ", ".join(found)

    def estimate_cents(self, order: LetterOrder, settings: Mapping[str, str]) -> int:
        """A round figure on the high side, taxes included; the real cost comes with the order."""
        return (1100 if order.is_registered else 300) + 40 * max(order.pages - 1, 0)

    def place_order(self, order: LetterOrder, settings: Mapping[str, str], begin: Begin = at_once) -> OrderReceipt:
        """`sendCourrier`, once: only a lost connection or an unreadable answer leaves the outcome unknown."""
        missing = self.missing(settings)
        if missing:
            return OrderReceipt("misconfigured", f"Merci Facteur is not set up: {missing}")
        try:
            answer = ask("POST", "sendCourrier", settings, begin, data=_form(order, settings))
        except Dropped:
            return OrderReceipt("refused_for_now", "dropped before anything was asked")
        except Failure as failure:
            return _outcome(failure)
        number = str(answer.get("envoi_id") or "")
        return OrderReceipt("ordered", f"Merci Facteur {number}".strip(), number, _cents(answer.get("price")))

    def find_order(self, order: LetterOrder, settings: Mapping[str, str]) -> Found:
        """Look for our reference among the last orders; “none” is certain only where references are shown."""
        try:
            listed = ask("GET", "listEnvois", settings, params={"idUser": settings.get("user", "")}).get("envois") or []
            rows = [row for row in listed if isinstance(row, dict)]
            shown = 0
            for row in rows:
                detail = {} if _shows_reference(row) else _detail(row, settings)
                if _holds(row, order) or _holds(detail, order):
                    return Found(str(row.get("idEnvoi") or row.get("id_envoi") or ""), is_certain=True)
                if not _shows_reference(row) and not _shows_reference(detail):
                    break  # the others will not show it either
                shown += 1
        except (Failure, KeyError) as failure:
            return Found(detail=f"Merci Facteur could not be asked: {failure}")
        if shown == len(rows) and 0 < len(rows) < LISTED:
            return Found(is_certain=True, detail="Merci Facteur has no order of this reference")
        return Found(detail=f"look for “{label_of(order)}” among the orders at Merci Facteur")

    def track(self, reference: str, settings: Mapping[str, str]) -> tuple[Tracked, ...]:
        """`getSuiviEnvoi` of the one letter of an order."""
        return tuple(s for letter in self._letters(reference, settings) for s in stations(letter))

    def proofs(self, reference: str, number: str, settings: Mapping[str, str]) -> tuple[ProofFile, ...]:
        """Proof of deposit and receipt by the tracking number; the scanned receipt also comes with the tracking."""
        found = [proof for letter in self._letters(reference, settings) if (proof := _scan(letter, reference))]
        for document, kind in (("depot", "deposit"), ("reception", "receipt")) if number else ():
            if any(proof.kind == kind for proof in found):
                continue
            try:
                answer = ask("GET", "getProof", settings, params={"trackingNumber": number, "document": document})
            except Failure as failure:
                if failure.meaning == "never":  # not there yet
                    continue
                raise _trouble(failure) from None
            found += _file(answer, kind, number)
        return tuple(found)

    def _letters(self, reference: str, settings: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        try:
            answer = ask("GET", "getSuiviEnvoi", settings, params={"idEnvoi": reference})
        except (Failure, KeyError) as failure:
            raise _trouble(failure) from None
        rows = answer.get("suiviCourrier") or answer.get("suivi_courrier") or []
        yield from (row for row in rows if isinstance(row, dict))


def _outcome(failure: Failure) -> OrderReceipt:
    """What a failed order means. A repeated `antidoublon` proves that the first one was taken."""
    if failure.meaning == "account":
        return OrderReceipt("misconfigured", str(failure))
    if failure.meaning == "later":
        return OrderReceipt("refused_for_now", str(failure))
    if failure.meaning == "perhaps":
        return OrderReceipt("unknown", str(failure))
    if TWICE.search(f"{failure.code} {failure}"):
        return OrderReceipt("ordered", f"ordered before under the same reference ({failure})")
    if NO_CREDIT.search(f"{failure.code} {failure}"):
        return OrderReceipt("refused_for_now", f"the account at Merci Facteur: {failure}")
    return OrderReceipt("refused", str(failure))


def _trouble(failure: Exception) -> PostalTrouble:
    return PostalTrouble(str(failure), is_refusal=isinstance(failure, Failure) and failure.meaning == "account")


def _form(order: LetterOrder, settings: Mapping[str, str]) -> dict[str, str]:
    """The fields of sendCourrier; what is empty is "" and never a list, as the documentation asks."""
    modes = "registered" if order.is_registered else "letters"
    letter = {
        "files": "",
        "base64files": [base64.b64encode(order.content).decode("ascii")],
        "print_sides": "recto",
        "final_filename": re.sub(r"\.pdf$", "", order.filename)[:50],
    }
    addresses = {"exp": _address(order.sender), "dest": [_address(order.recipient, order.reference)]}
    return {
        "idUser": settings["user"],
        "modeEnvoi": settings.get(modes) or MODES[modes][0],
        "adress": json.dumps(addresses, ensure_ascii=False),
        "content": json.dumps({"letter": letter, "photo": "", "card": ""}),
        "designation": label_of(order),
        "antidoublon": key_of(order),
    }


def key_of(order: LetterOrder) -> str:
    """The value of `antidoublon`: the letter's, never the attempt's."""
    return f"{order.account}/{order.reference}"[:200]


def label_of(order: LetterOrder) -> str:
    """The value of `designation`, 50 characters, as unique as the key: another creditor has the same references."""
    key = key_of(order)
    return key if len(key) <= 50 else f"{order.reference[:33]} {hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _address(party: Party, reference: str = "") -> dict[str, str]:
    street = [*(clean(line)[:90] for line in party.street), "", "", ""][:3]
    name = clean(party.name)
    return {
        "civilite": "",
        "nom": (clean(party.person) if party.is_company else name)[:70],
        "prenom": "",
        "societe": name[:90] if party.is_company else "",
        "adresse1": street[0],
        "adresse2": street[1],
        "adresse3": street[2],
        "cp": clean(party.postcode)[:12],
        "ville": clean(party.city)[:70],
        "pays": country_name(party.country or "FR", "fr").upper()[:70],
        "reference": re.sub(r"[^A-Za-z0-9 _-]", "-", reference)[:30],
    }


def _cents(price: Any) -> int:
    total = price.get("total") if isinstance(price, dict) else None
    value = total.get("ttc") if isinstance(total, dict) else None
    try:
        return max(round(float(str(value).replace(",", ".")) * 100), 0)
    except ValueError:
        return 0


def _detail(row: dict[str, Any], settings: Mapping[str, str]) -> dict[str, Any]:
    number = str(row.get("idEnvoi") or row.get("id_envoi") or "")
    return ask("GET", "getEnvoi", settings, params={"idEnvoi": number}) if number else {}


def _shows_reference(document: Any) -> bool:
    return any(f'"{name}"' in json.dumps(document) for name in ("designation", "antidoublon", "reference"))


def _holds(document: Any, order: LetterOrder) -> bool:
    """Whether our own reference, which no other creditor has, stands in any field."""
    return any(value in (label_of(order), key_of(order)) for value in _values(document))


def _values(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        for part in document.values():
            yield from _values(part)
    elif isinstance(document, list):
        for part in document:
            yield from _values(part)
    elif document is not None:
        yield str(document)


def _scan(letter: dict[str, Any], reference: str) -> ProofFile | None:
    text = letter.get("are_base64_jpeg")
    content = _decoded(text) if isinstance(text, str) and len(text) > 20 else b""
    return ProofFile("receipt", f"avis-de-reception-{reference}.jpg", "image/jpeg", content) if content else None


def _file(answer: Mapping[str, Any], kind: Any, number: str) -> list[ProofFile]:
    form = str(answer.get("format_return") or "pdf").casefold()
    content = _decoded(str(answer.get("document") or ""))
    if not content or form not in TYPES:
        return []
    name = {"deposit": "preuve-de-depot", "receipt": "avis-de-reception"}[kind]
    return [ProofFile(kind, f"{name}-{number}.{form}", TYPES[form], content)]


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
