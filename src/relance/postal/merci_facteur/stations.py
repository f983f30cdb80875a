"""What Merci Facteur says of a letter's way, as stations with their days: codes first, then words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from relance.domain.postal import Tracked, TrackedState
from relance.domain.tabular.cells import plain_words

# the codes of `statut_courrier`, as documented for paper
CODES: Final[dict[str, TrackedState]] = {
    "wait": "handed_over", "imprime": "handed_over", "pris_en_charge": "posted", "attente_presentation": "posted",
    "distribution_en_cours": "posted", "scan_pdd": "posted", "attente_au_guichet": "presented",
    "distribue": "delivered", "retour_are": "delivered",
}  # fmt: skip
# returned to the sender: the words around it say why
RETURNED: Final = ("distribue_expediteur", "archivage_pnd", "retour_expediteur", "non_distribuable")
# the surest first: “non réclamé” must not be read as another word's part
WORDS: Final[tuple[tuple[str, TrackedState], ...]] = (
    ("non reclame", "unclaimed"), ("pas ete reclame", "unclaimed"), ("refuse", "refused"),
    ("inconnu a l adresse", "wrong_address"), ("n habite pas", "wrong_address"), ("npai", "wrong_address"),
    ("adresse incomplete", "wrong_address"), ("defaut d adressage", "wrong_address"),
    ("attente de seconde presentation", "presented"), ("avise", "presented"), ("a retirer", "presented"),
    ("au guichet", "presented"), ("attend au point de retrait", "presented"), ("presente", "presented"),
    ("distribue", "delivered"), ("remis au destinataire", "delivered"), ("remis contre signature", "delivered"),
    ("pris en charge", "posted"), ("depose", "posted"), ("en cours de distribution", "posted"),
    ("en cours d acheminement", "posted"), ("poste", "posted"), ("impression", "handed_over"),
    ("imprime", "handed_over"),
)  # fmt: skip
_DAY = re.compile(r"(?<!\d)(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[/.](\d{1,2})[/.](\d{4}))(?!\d)")
_SECONDS = re.compile(r"(?<!\d)(1[5-9]\d{8}|2\d{9})(?!\d)")
_PARIS = ZoneInfo("Europe/Paris")


def stations(letter: dict[str, Any]) -> tuple[Tracked, ...]:
    """The stations of one letter of `suiviCourrier`."""
    number = _text(letter.get("ref_tracking"))
    lines = [*_lines(letter.get("historique")), *_lines(letter.get("last_state"))]
    found = [Tracked(state, _day(line), number, line[:300]) for line in lines if (state := _state(line))]
    if _text(letter.get("pnd")) == "1" and not any(t.state in ("unclaimed", "refused", "wrong_address") for t in found):
        back = [line for line in lines if _is_return(line)] or lines[-1:]
        found.append(Tracked(_why_returned(found), _day(back[0]) if back else None, number, "returned to the sender"))
        found = [t for t in found if t.state != "delivered"]  # “delivered”, to the sender
    return tuple(found)


def _why_returned(found: list[Tracked]) -> TrackedState:
    """A letter that waited at the counter was left there; one that never did had no such address."""
    return "unclaimed" if any(t.state == "presented" for t in found) else "wrong_address"


def _state(line: str) -> TrackedState | None:
    words = plain_words(line)
    for code in re.findall(r"[a-z]+(?:_[a-z]+)*", line.casefold()):
        if code in CODES:
            return CODES[code]
    if _is_return(line):
        reason = next((s for phrase, s in WORDS if phrase in words and s in ("unclaimed", "refused")), None)
        return reason or ("wrong_address" if "adress" in words or "habite" in words else None)
    return next((state for phrase, state in WORDS if phrase in words), None)


def _is_return(line: str) -> bool:
    words = plain_words(line)
    return any(code in line.casefold() for code in RETURNED) or "retour" in words or "a l expediteur" in words


def _lines(value: Any) -> Iterator[str]:
    """One text for each station, from a list, an object or a text that may itself be JSON."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        with suppress(ValueError):
            value = json.loads(value)
    if isinstance(value, dict):
        if any(isinstance(part, dict | list) for part in value.values()):
            for part in value.values():
                yield from _lines(part)
        else:
            yield " ".join(str(part) for part in value.values() if part not in (None, ""))
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part)
    elif value not in (None, ""):
        yield from (line.strip() for line in re.split(r"[\r\n|]+|<br ?/?>", str(value)) if line.strip())


def _day(line: str) -> date | None:
    found = _DAY.search(line)
    try:
        if found and found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found:
            return date(int(found[6]), int(found[5]), int(found[4]))
    except ValueError:
        return None
    seconds = _SECONDS.search(line)
    return datetime.fromtimestamp(int(seconds[1]), UTC).astimezone(_PARIS).date() if seconds else None


def _text(value: Any) -> str:
    text = "" if value is None else str(value).strip()
    return "" if text.casefold() == "null" else text
