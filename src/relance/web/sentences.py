"""What operations refuse and imports remark, said to people in the words and the language of their page."""

# ruff: noqa: E501  (one sentence, one line)

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The sentences of the operations speak to the command line; here their facts are kept and their advice changed.
_SAID = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"(?P<day>\S+) is past: give a day", gettext_noop("%(day)s is past: choose today or a later day")),
        (r"no hold is in force on (?P<what>.+)", gettext_noop("No hold is in force on %(what)s any more")),
        (r"“(?P<text>.*)” is not an e-mail address", gettext_noop("“%(text)s” is not an e-mail address: write it as name@company.fr")),
        (r"“(?P<text>.*)” is not a SIREN", gettext_noop("“%(text)s” is not a SIREN: it has 9 digits, the last one a check digit")),
        (r"“(?P<text>.*)” is not an IBAN", gettext_noop("“%(text)s” is not an IBAN: copy it from your bank’s statement")),
        (r"“(?P<text>.*)” is not a time zone", gettext_noop("“%(text)s” is not a time zone: write it as Europe/Paris")),
        (r"“(?P<text>.*)” is not a time of day", gettext_noop("“%(text)s” is not a time of day: write it as 08:00")),
        (r"“(?P<text>.*)” are no payment terms", gettext_noop("“%(text)s” are no payment terms: write 30, 45-end-of-month, end-of-month-45 or on-receipt")),
        (r"country is two letters such as FR or BE, not “(?P<text>.*)”", gettext_noop("The country is two letters such as FR or BE, not “%(text)s”")),
        (r"max_notices_per_day is a whole number", gettext_noop("The limit of a day is a whole number")),
        (r"a payment is more than 0", gettext_noop("A payment is more than zero")),
        (r"(?P<day>\S+) is to come: a payment", gettext_noop("%(day)s is to come: a payment is recorded once it is there")),
        (r"(?P<day>\S+) is to come: record a reminder", gettext_noop("%(day)s is to come: a reminder is recorded once it is made")),
        (r"(?P<day>\S+) is to come: record it once", gettext_noop("%(day)s is to come: record it once it has happened")),
        (r"there is no fact", gettext_noop("Choose what happened in the list")),
        (r"say why it is waived", gettext_noop("Say why it is waived")),
        (r"an amount waived is above", gettext_noop("An amount waived is above zero; leave it empty to waive everything")),
        (r"“.*” cannot be waived", gettext_noop("Choose what is waived: the interest or the indemnity")),
        (r"(?P<file>.+): this is not a PDF", gettext_noop("%(file)s: this is not a PDF")),
        (r"(?P<file>.+): larger than 15 MB", gettext_noop("%(file)s: larger than 15 MB, too large for a mail")),
        (r"(?P<file>.+): no invoice has a number", gettext_noop("%(file)s: no invoice has a number that stands in this name")),
        (r"payment (?P<n>\d+) was undone on (?P<day>\S+)", gettext_noop("This payment was undone on %(day)s already")),
        (r"nothing is open on (?P<what>.+): there", gettext_noop("Nothing is open on %(what)s: there is nothing to remind of")),
        (r"(?P<step>.+) was done on (?P<what>.+) on (?P<day>\S+) already", gettext_noop("%(step)s was done on %(what)s on %(day)s already")),
        (r"(?P<what>\S+) is (?P<state>\w+): only a notice that has not left", gettext_noop("%(what)s has left already: it can no longer be cancelled")),
        (r"this task is closed already", gettext_noop("This task is closed already")),
        (r"the last run was for (?P<last>\S+), (?P<day>\S+) is before", gettext_noop("The last decisions are those of %(last)s, after %(day)s: check the clock of this computer")),
        (r"(?P<file>.+): (?P<n>\d+) of (?P<total>\d+) open invoices are not in this list", gettext_noop("%(n)s of the %(total)s open invoices are not in this list and would be settled. If they were really paid, say so among the answers; if the list is not complete, untick “full list”")),
        (r"(?P<file>.+) was imported before, with the same content", gettext_noop("%(file)s was imported before, with the same content")),
        (r"(?P<file>.+) ends on (?P<day>\S+), a ledger up to (?P<last>\S+) is known", gettext_noop("%(file)s ends on %(day)s, a ledger up to %(last)s is known already: it is kept, and changes nothing")),
        (r"(?P<file>.+): as lines were refused, nothing was settled", gettext_noop("As lines were refused, nothing was settled by absence: correct them and import again")),
        (r"Line (?P<n>\d+), open: (?P<what>\S+) is given as (?P<said>.+) open, but a recorded payment left (?P<ours>[\d.]+)", gettext_noop("Line %(n)s: %(what)s is given as %(said)s open, but a recorded payment left %(ours)s. The lower amount is kept, and nobody is reminded of it until you have looked at the customer’s page")),
        (r"Line (?P<n>\d+), customer: “(?P<text>.*)” is not known yet", gettext_noop("Line %(n)s: the customer “%(text)s” is not known yet; the money is kept on this account until its invoices are imported")),
        (r"Line (?P<n>\d+), invoice: (?P<what>.+) belongs to another customer", gettext_noop("Line %(n)s: %(what)s belongs to another customer already; check the customer code, or the invoice number")),
        (r"Line (?P<n>\d+), plan: there is no plan “(?P<text>.*)”", gettext_noop("Line %(n)s: there is no plan “%(text)s”")),
    )
)  # fmt: skip
# what the page asks itself, beside the list
_ANSWERED_HERE = {"DATE_AMBIGUOUS", "AMOUNT_AMBIGUOUS", "SHEET", "NEGATIVE"}


def said(sentence: str) -> str:
    """A sentence of an operation as a page shows it; one that has no words of its own here is kept."""
    text = sentence.strip()
    for pattern, words in _SAID:
        match = pattern.match(text)
        if match:
            text = _(words) % match.groupdict()
            break
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."


def problem_said(code: str, sentence: str) -> str:
    """A problem of a file; a question that the page asks itself points to the answers beside it."""
    if code not in _ANSWERED_HERE:
        return said(sentence)
    asked = re.split(r"[\s\u00a0]*;[\s\u00a0]", sentence, maxsplit=1)[0].rstrip(".")
    return _("%(question)s. Answer beside.") % {"question": asked}
