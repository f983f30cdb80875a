"""The page that lists what lies in the local outbox folder: one static file, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from relance.domain.message import OutboxEntry
from relance.domain.wording.formats import date_long, money

_WORDS = {
    "fr": {
        "title": "Boîte d’envoi",
        "intro": (
            "Rien n’est parti d’ici tout seul. Ouvrez un message pour l’envoyer depuis votre messagerie, "
            "imprimez une lettre pour la poster, prenez une fiche pour appeler."
        ),
        "empty": "La boîte d’envoi est vide. Confirmez des relances pour les retrouver ici.",
        "customer": "Client",
        "channel": "Envoi",
        "subject": "Objet",
        "total": "Total",
        "email": "Courriel",
        "letter": "Lettre",
        "registered_letter": "Lettre recommandée",
        "phone": "Appel",
        "one": "document",
        "many": "documents",
    },
    "en": {
        "title": "Outbox",
        "intro": (
            "Nothing has left from here by itself. Open a message to send it from your mail program, "
            "print a letter to post it, take a sheet to make a call."
        ),
        "empty": "The outbox is empty. Confirm reminders to find them here.",
        "customer": "Customer",
        "channel": "By",
        "subject": "Subject",
        "total": "Total",
        "email": "E-mail",
        "letter": "Letter",
        "registered_letter": "Registered letter",
        "phone": "Call",
        "one": "document",
        "many": "documents",
    },
}

_STYLE = """
:root { color-scheme: light dark; --text: #22292d; --quiet: #5b6670; --accent: #1f4e5f; --rule: #d5dcdf;
  --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6eaec; --quiet: #a9b4ba; --accent: #8cc5d6; --rule: #3a464c; --page: #14191c; }
}
body { font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--text); background: var(--page);
  max-width: 62rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; color: var(--accent); }
h2 { font-size: 1.05rem; margin: 2rem 0 .3rem; }
p { max-width: 44rem; margin: 0; color: var(--quiet); }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .85rem; color: var(--quiet); font-weight: 600; }
th, td { padding: .5rem .8rem .5rem 0; border-bottom: 1px solid var(--rule); vertical-align: top;
  overflow-wrap: anywhere; }
.amount { text-align: right; white-space: nowrap; padding-right: 0; font-variant-numeric: tabular-nums; }
a { color: var(--accent); } small { color: var(--quiet); }
@media (max-width: 40rem) {
  thead { display: none; } tr { display: block; padding: .7rem 0; border-bottom: 1px solid var(--rule); }
  td { display: block; border: 0; padding: 0; } .amount { text-align: left; }
}
"""


def index_html(entries: Sequence[OutboxEntry], language: str) -> str:
    """The whole page: newest day first, then by customer. File names are relative to the page."""
    words = _WORDS["en" if language == "en" else "fr"]
    days = sorted({entry.left_on for entry in entries}, reverse=True)
    parts = []
    for day in days:
        of_day = sorted((e for e in entries if e.left_on == day), key=lambda e: (e.customer.casefold(), e.filename))
        count = f"{len(of_day)} {words['one' if len(of_day) == 1 else 'many']}"
        rows = "".join(_row(entry, words, language) for entry in of_day)
        parts.append(f"<h2>{date_long(day, language)} · {count}</h2>\n{_head(words)}<tbody>\n{rows}</tbody></table>\n")
    body = "".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words['title']}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{words['title']}</h1>\n<p>{words['intro' if entries else 'empty']}</p>\n{body}"
        "</body>\n</html>\n"
    )


def _head(words: dict[str, str]) -> str:
    names = "".join(f'<th scope="col">{words[name]}</th>' for name in ("customer", "channel", "subject"))
    return f'<table><thead><tr>{names}<th scope="col" class="amount">{words["total"]}</th></tr></thead>'


def _link(filename: str) -> str:
    """A relative address: every byte but letters, digits and `._-` is percent-encoded."""
    safe = re.compile(rb"[^A-Za-z0-9._-]")
    return safe.sub(lambda found: f"%{ord(found[0]):02X}".encode(), filename.encode()).decode()


def _row(entry: OutboxEntry, words: dict[str, str], language: str) -> str:
    extra = "".join(f"<br><small>{escape(key)} {escape(value)}</small>" for key, value in entry.extra.items())
    return (
        f"<tr><td>{escape(entry.customer)}</td>"
        f"<td>{escape(words.get(entry.channel, entry.channel))}</td>"
        f'<td><a href="{_link(entry.filename)}">{escape(entry.subject)}</a>{extra}</td>'
        f'<td class="amount">{escape(money(entry.total_cents, entry.currency, language))}</td></tr>\n'
    )
