"""What the reading of a file found beside its rows, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relance.domain.wording.formats import date_short, money
from relance.web.door import LOCALES, page_language


def note_sentences(notes: Mapping[str, str], lines: int, currency: str = "EUR") -> list[tuple[str, str]]:
    """Each sentence with its look (empty, or `warning` for what a person must see); `lines` on customer accounts."""
    if "lines_total" not in notes:
        return [*_remembered(notes), *_matched(notes)]
    accounts = _whole(notes, "accounts")
    facts = {"total": _figure(_whole(notes, "lines_total")), "lines": _figure(lines), "n": _figure(accounts)}
    told = ngettext(
        "%(total)s entries read, %(lines)s of them on %(n)s customer account.",
        "%(total)s entries read, %(lines)s of them on %(n)s customer accounts.",
        accounts,
    )
    return [("", told % facts), _unexplained(notes, currency), *_apart(notes, currency), *_unread(notes)]


def _remembered(notes: Mapping[str, str]) -> list[tuple[str, str]]:
    file, _dot, day = notes.get("mapping_remembered_from", "").rpartition(" · ")
    if not file:
        return []
    on = date_short(date.fromisoformat(day), page_language())
    return [("", _("Columns remembered from %(file)s on %(day)s.") % {"file": file, "day": on})]


def _matched(notes: Mapping[str, str]) -> list[tuple[str, str]]:
    if "money_matched" not in notes:
        return []
    sure, waiting = _whole(notes, "money_matched"), _whole(notes, "money_waiting")
    told = ngettext("%(n)s receipt matched by itself.", "%(n)s receipts matched by themselves.", sure)
    found = [("", told % {"n": _figure(sure)})]
    if waiting:
        words = ngettext(
            "%(n)s receipt waits for your word on the page “Money in”.",
            "%(n)s receipts wait for your word on the page “Money in”.",
            waiting,
        )
        found.append(("", words % {"n": _figure(waiting)}))
    return found


def _unexplained(notes: Mapping[str, str], currency: str) -> tuple[str, str]:
    cents = _whole(notes, "unexplained_cents")
    if not cents:
        return "", _("Every balance is explained by dated invoices.")
    share = notes.get("unexplained_share", "").rstrip("% ")
    words = _(
        "%(sum)s, that is %(share)s of what is owed, cannot be tied to dated invoices: "
        "nobody is reminded of it, a person must look."
    )
    return "warning", words % {"sum": money(cents, currency, page_language()), "share": _percent(share)}


def _apart(notes: Mapping[str, str], currency: str) -> list[tuple[str, str]]:
    cents = _whole(notes, "apart_cents")
    words = _("%(sum)s stand on accounts kept apart (invoices to be issued, advances): they are never chased.")
    return [("", words % {"sum": money(cents, currency, page_language())})] if cents else []


def _unread(notes: Mapping[str, str]) -> list[tuple[str, str]]:
    lines = _whole(notes, "unread_lines")
    words = ngettext(
        "%(n)s line could not be read and was left out.", "%(n)s lines could not be read and were left out.", lines
    )
    return [("warning", words % {"n": _figure(lines)})] if lines else []


def _whole(notes: Mapping[str, str], key: str) -> int:
    text = notes.get(key, "0")
    return int(text) if text.lstrip("-").isdigit() else 0


def _figure(number: int) -> str:
    return format_decimal(number, locale=LOCALES[page_language()])


def _percent(text: str) -> str:
    return f"{text.replace('.', ',')}\u00a0%" if page_language() == "fr" else f"{text}%"
