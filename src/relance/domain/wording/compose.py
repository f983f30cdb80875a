"""From the facts of a notice to its finished wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from liquid.exceptions import LiquidError

from relance.domain.answers import AgreementAnswer
from relance.domain.message import CreditorFacts, NoticeFacts
from relance.domain.wording import formats, store
from relance.domain.wording.address import recipient_block
from relance.domain.wording.claims import claims_block, is_demanded
from relance.domain.wording.engine import Template, paragraphs_of, parse
from relance.domain.wording.fields import fields_of, on_paper
from relance.domain.wording.model import CallScript, Wording
from relance.domain.wording.payment import payment_block
from relance.domain.wording.statement import statement
from relance.domain.wording.words import word

_MR = re.compile(r"^(m\.|mr\.?|monsieur)\s", re.IGNORECASE)
_MRS = re.compile(r"^(mme\.?|mrs\.?|ms\.?|madame)\s", re.IGNORECASE)
_TITLED = re.compile(r"^(mr|mrs|ms|miss|dr|prof)\.?\s+(\S.*)$", re.IGNORECASE)
_PREFIXES = re.compile(r"^(?:\s*(?:re|réf|tr|fwd?|aw|sv|rép)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
_LONGEST_SUBJECT = 150
_SCRIPT = ("ask", "say", "obtain", "note")


def compose(facts: NoticeFacts, text: str | None = None) -> Wording:
    """Everything the notice says. `text` is an edited template; without it the creditor's own, else the shipped one.

    Raises ValueError for a template that does not exist, cannot be read, or fails on these facts.
    """
    try:
        return _composed(facts, facts.template_text if text is None else text)
    except LiquidError as error:
        why = " ".join(str(error).split()).partition(" -> ")[0]
        raise ValueError(f"the template “{template_name(facts)}” cannot be used: {why}") from None


def _composed(facts: NoticeFacts, text: str) -> Wording:
    language = facts.customer.language
    name = template_name(facts)
    template = _parsed(text, language) if text else store.template(name, language)
    fields = fields_of(facts)
    appeal, closing = courtesy_formulas(facts, template.tone)
    return Wording(
        language=language,
        template=name,
        subject=_subject(facts) or template.line("subject", fields),
        heading=template.line("heading", fields),
        sender=(formats.clean(facts.creditor.name), *formats.clean_lines(facts.creditor.address)[:4]),
        sender_contact=tuple(filter(None, (formats.clean(facts.creditor.phone), formats.clean(facts.creditor.email)))),
        recipient=recipient_block(facts.customer),
        place_and_date=_place_and_date(facts),
        references=_references(facts),
        appeal=appeal,
        before=template.paragraphs("opening", fields),
        table=statement(facts),
        after=(*template.paragraphs("after", fields), *paragraphs_of(facts.added_line)),
        payment=payment_block(facts),
        closing=closing,
        signature=signature(facts.creditor),
        enclosures=_enclosures(facts),
        legal_footer=legal_footer(facts.creditor, language),
        script=_script(template, fields, facts.added_line),
        claims=claims_block(facts),
    )


def _subject(facts: NoticeFacts) -> str:
    """The subject of the mail answered, so that mail programs keep both together; empty for any other message."""
    known = _PREFIXES.sub("", formats.clean(facts.reply_subject))[:_LONGEST_SUBJECT].strip()
    return f"Re: {known}" if known and facts.in_reply_to else ""


def template_name(facts: NoticeFacts) -> str:
    """The template that the step names, or the default one of its kind."""
    return facts.template or store.default_name(facts.kind, facts.reminder_number)


@lru_cache(maxsize=64)
def _parsed(text: str, language: str) -> Template:
    return parse(text, language)


def _enclosures(facts: NoticeFacts) -> tuple[str, ...]:
    """The statement of a notice that demands claims, or the plan that was agreed, then the files by name."""
    named = tuple(formats.clean(filename) for filename in facts.attachments)
    if isinstance(facts.answer, AgreementAnswer):
        key = "enclosed_agreement_twice" if on_paper(facts) else "enclosed_agreement"
        return (word(facts.customer.language, key, formats.clean(facts.answer.reference)), *named)
    if not is_demanded(facts):
        return named
    day = formats.date_long(facts.today, facts.customer.language)
    return (word(facts.customer.language, "enclosed_statement", day), *named)


def courtesy_formulas(facts: NoticeFacts, tone: str) -> tuple[str, str]:
    """The appeal and the closing that matches it, with their commas."""
    language = facts.customer.language
    if tone == "warm" and not on_paper(facts):
        return f"{word(language, 'hello')},", word(language, "regards")
    return _english_formulas(facts) if language == "en" else _french_formulas(facts, tone)


def _french_formulas(facts: NoticeFacts, tone: str) -> tuple[str, str]:
    person = formats.clean(_person(facts))
    title = word("fr", "appeal_mr" if _MR.match(person) else "appeal_mrs" if _MRS.match(person) else "appeal")
    return f"{title},", word("fr", "closing_formal" if tone == "formal" else "closing_plain", title)


def _english_formulas(facts: NoticeFacts) -> tuple[str, str]:
    titled = _TITLED.match(formats.clean(_person(facts)))
    if not titled:
        return f"{word('en', 'appeal')},", word("en", "closing_unnamed")
    name = f"{titled[1].capitalize()} {titled[2].split()[-1]}"
    return f"{word('en', 'appeal_named', name)},", word("en", "closing_named")


def _person(facts: NoticeFacts) -> str:
    customer = facts.customer
    return customer.contact_name or (customer.name if customer.kind == "consumer" else "")


def _place_and_date(facts: NoticeFacts) -> str:
    language, city = facts.customer.language, formats.clean(facts.creditor.city)
    day = formats.date_long(facts.today, language)
    return word(language, "place_date", city, day) if city else word(language, "date", day)


def _references(facts: NoticeFacts) -> tuple[tuple[str, str], ...]:
    language = facts.customer.language
    orders = {formats.clean(line.order_reference) for line in facts.lines if line.order_reference.strip()}
    pairs = [
        ("our_reference", formats.clean(facts.reference)),
        ("your_reference", orders.pop() if len(orders) == 1 else ""),
        ("your_account", _account(facts)),
    ]
    return tuple((word(language, key), value) for key, value in pairs if value)


def _account(facts: NoticeFacts) -> str:
    name, code = formats.clean(facts.customer.name), formats.clean(facts.customer.code)
    return f"{name} ({code})" if code and code != name else name


def signature(creditor: CreditorFacts) -> tuple[str, ...]:
    """Who signs, what for, and the company."""
    parts = (creditor.signatory, creditor.signatory_role, creditor.name)
    return tuple(part for part in (formats.clean(part) for part in parts) if part)


def legal_footer(creditor: CreditorFacts, language: str) -> str:
    """The company's legal identity in one line, leaving out what is not known."""
    form, capital = formats.clean(creditor.legal_form), formats.clean(creditor.capital)
    if re.fullmatch(r"[\d\s.,\u00a0\u202f]+", capital):
        capital += "\u00a0€"
    status = word(language, "capital", form, capital) if form and capital else form
    rcs = formats.clean(creditor.rcs)
    parts = (
        formats.clean(creditor.name) + (f", {status}" if status else ""),
        f"SIREN\u00a0{formats.siren(formats.clean(creditor.siren))}" if creditor.siren.strip() else "",
        rcs if not rcs or rcs.upper().startswith("RCS") else f"RCS {rcs}",
        word(language, "vat", formats.clean(creditor.vat_number)) if creditor.vat_number.strip() else "",
    )
    return " · ".join(part for part in parts if part)


def _script(template: Template, fields: Mapping[str, Any], added: str) -> CallScript:
    """The template's own script, or that of a first call when it has none; what a person added is said last."""
    source = template if "say" in template.sections else store.template("phone-1", template.language)
    more = {"say": paragraphs_of(added)}
    parts = ((word(template.language, key), (*source.lines(key, fields), *more.get(key, ()))) for key in _SCRIPT)
    return CallScript(tuple((title, lines) for title, lines in parts if lines))
