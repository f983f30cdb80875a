"""Reads one reply: the rules of both languages clause by clause, then one proposal for each thing it means. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from relance.domain.replies.combining import combined
from relance.domain.replies.days import days
from relance.domain.replies.english import ENGLISH
from relance.domain.replies.french import FRENCH
from relance.domain.replies.invoices import Numbers
from relance.domain.replies.likely import likely
from relance.domain.replies.model import KnownAccount, Proposed, ReplyMeaning
from relance.domain.replies.rules import Language, Rule
from relance.domain.replies.sentences import Sentence, sentences
from relance.domain.replies.sums import share, sums

_GUESSED: Final[tuple[ReplyMeaning, ...]] = ("dispute", "more_time", "copy_wanted")
LANGUAGES: Final = (FRENCH, ENGLISH)
MOST_SENTENCES: Final = 120
_ASKED_FOR = re.compile(r"\b(?:reclam|ask)\w*")  # “you ask for 2,000, I have paid 1,600”
_DONE = re.compile(r"\b(?:deja|hier|ete|avons|ai|avez|already|yesterday|have|has|was|were)\b")
_SURELY: Final = (2, 6)  # weight above the least that outdoes words of payment, and an acknowledgement
_EXCEPT = re.compile(
    r"\s?,?\s?\b(?:sauf|hormis|excepte|a l'exception de|a part|except|apart from|"
    r"other than)\b(?! erreur)\s?"
)
_JOINT = re.compile(r",\s?(?:et |and |puis )?|;\s?|\s(?:et|and|puis|mais|but|while)\s")
_JOINS = re.compile(
    r"\b(?:la|le|les|et|and|the|ou|or|factures?|invoices?|inv|numeros?|no|n|fa|ainsi que|celle|also|"
    r"aussi|de|du|d)\b"
)
_SAID = re.compile(r"[a-z]{2}")
FARTHEST: Final = 300  # days; “le 2 juin” said on 8 June is not next year's


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause: its plain words, its sentence, the invoices it is about, and the rules that hold."""

    plain: str
    sentence: Sentence
    invoices: tuple[str, ...]
    rules: tuple[Rule, ...]
    languages: tuple[Language, ...]

    def meanings(self) -> set[ReplyMeaning]:
        """What the sure rules say."""
        return {rule.meaning for rule in self.rules if not rule.is_weak}


def propose(text: str, account: KnownAccount) -> tuple[Proposed, ...]:
    """What a reply may mean, one proposal per meaning and invoices, each with the sentence that says so.

    `text` is what is new in the reply. Nothing recognised, or a wish to be written no more: nothing is proposed and a
    person reads it. Never raises.
    """
    clauses = tuple(_clauses(text, Numbers(account.invoices)))
    sure = [one for clause in clauses for one in _sure(clause, clauses, account)]
    unsaid = _unsaid(clauses, sure)
    found = combined([*sure, *(list(_weak(unsaid, account)) or _likely(unsaid, account))])
    return found or combined(_weak(clauses, account)) or _likely(clauses, account) or _acknowledged(clauses)


# -- languages ----------------------------------------------------------------------------------------------------


def languages(plain: str) -> tuple[Language, ...]:
    """The language with most small words of its own in it; none where that does not tell."""
    votes = [len(language.small_words.findall(plain)) for language in LANGUAGES]
    best = max(votes)
    if not best or votes.count(best) > 1:
        return ()
    return (LANGUAGES[votes.index(best)],)


# -- clauses and the invoices they are about --------------------------------------------------------------------


def _clauses(text: str, numbers: Numbers) -> Iterator[_Clause]:
    topic: tuple[str, ...] = ()
    seen: set[str] = set()
    is_said = True  # something was said of the topic
    said = sentences(text)[:MOST_SENTENCES]
    main = languages(" ".join(sentence.plain for sentence in said)) or LANGUAGES
    for sentence in said:
        spoken = languages(sentence.plain) or main
        for plain, excepted in _parts(sentence, numbers):
            rules = tuple(rule for language in spoken for rule in language.rules if rule.holds(plain))
            named = numbers.named(plain) or _other(plain, seen, numbers) or excepted
            about = topic if not named and (not is_said or _is_same(plain)) else named
            if named:
                topic, is_said = named, False
                seen.update(named)
            is_said = is_said or any(not rule.is_weak for rule in rules) or bool(named and _names_payment(plain))
            yield _Clause(plain, sentence, about, rules, spoken)


def _parts(sentence: Sentence, numbers: Numbers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The clauses, parted once more where another invoice is spoken of; with each the invoices that it means by
    leaving others out (“tout est payé sauf la 18”)."""
    for clause in sentence.clauses():
        start = 0
        places = numbers.places(clause)
        for before, after in pairwise((None, *places)):
            gap = (before.end if before else 0, after.start) if after else (0, 0)
            cut = _EXCEPT.search(clause, *gap) or (before and _parted(clause, *gap))
            if cut is None or not clause[start : cut.start()].strip():
                continue
            left_out = (
                {place.number for place in places if place.start >= cut.start()} if _EXCEPT.match(cut[0]) else set()
            )
            others = tuple(number for number in numbers.all if number not in left_out) if left_out else ()
            yield clause[start : cut.start()].strip(" ,;"), others
            start = cut.end()
        yield clause[start:].strip(" ,;"), ()


def _parted(clause: str, start: int, end: int) -> re.Match[str] | None:
    """The last comma or “et” between two invoices with something said between them."""
    if not _SAID.search(_JOINS.sub(" ", clause[start:end])):
        return None
    return next(reversed(list(_JOINT.finditer(clause, start, end))), None)


def _other(plain: str, seen: set[str], numbers: Numbers) -> tuple[str, ...]:
    """“l'autre”: the only one not spoken of yet."""
    if not seen or not any(language.other_invoice.search(plain) for language in LANGUAGES):
        return ()
    left = [number for number in numbers.all if number not in seen]
    return (left[0],) if len(left) == 1 else ()


def _is_same(plain: str) -> bool:
    return any(language.same_invoice.search(plain) for language in LANGUAGES) and not any(
        language.the_rest.search(plain) for language in LANGUAGES
    )


def _names_payment(plain: str) -> bool:
    return any(language.payment.search(plain) and language.ahead.search(plain) for language in LANGUAGES)


# what a clause means less surely than something else it says
_SURER: Final[dict[ReplyMeaning, set[ReplyMeaning]]] = {
    "copy_wanted": {"new_bank_details", "already_paid", "more_time"},
    "wrong_contact": {"dispute", "new_bank_details", "already_paid"},
    "more_time": {"dispute", "already_paid"},
    "dispute": {"new_bank_details"},
}

# -- what one clause means ----------------------------------------------------------------------------------------


def _sure(clause: _Clause, clauses: Iterable[_Clause], account: KnownAccount) -> Iterator[Proposed]:
    meanings = clause.meanings()
    if "already_paid" in meanings and _is_ahead(clause, account.today):
        meanings -= {"already_paid"}
    if "more_time" in meanings and _is_decided(clause, account.today):
        meanings -= {"more_time"}
    promised = None
    if not meanings & {"already_paid", "more_time", "wrong_contact", "new_bank_details"}:
        beside = {m for one in clauses if one.sentence is clause.sentence for m in one.meanings()}
        promised = _promise(clause, beside, account)
    if promised and "copy_wanted" not in beside:
        yield promised
    for rule in clause.rules:
        if rule.meaning == "copy_wanted" and _is_about_goods(clause):
            continue
        if not rule.is_weak and rule.meaning in meanings and not meanings & _SURER.get(rule.meaning, set()):
            yield _proposed(rule, clause, account)


def _is_decided(clause: _Clause, today: date) -> bool:
    """“I will pay on the 28th, when I am paid”: a day is named, and nothing is asked."""
    if "?" in clause.sentence.plain or any(one.no_promise.search(clause.plain) for one in clause.languages):
        return False
    return any(one.surely_ahead.search(clause.plain) for one in clause.languages) and bool(_day_ahead(clause, today))


def _is_ahead(clause: _Clause, today: date) -> bool:
    """Every day it names lies ahead, in whichever year it is read (“notre paiement du 16 mars”, said on the 10th), or
    it is said of a day to come (“I get paid on the 28th and will pay then”)."""
    if _day_ahead(clause, today) in (None, today):
        return False
    is_said = any(one.surely_ahead.search(clause.plain) for one in clause.languages)
    return _day_behind(clause, today) is None or (is_said and not _DONE.search(clause.plain))


def _is_about_goods(clause: _Clause) -> bool:
    """A cause of a dispute that is more than a missing paper."""
    return any(rule.reason not in ("", "never_received", "other") and not rule.is_weak for rule in clause.rules)


def _proposed(rule: Rule, clause: _Clause, account: KnownAccount) -> Proposed:
    is_of_invoices = rule.meaning not in ("new_bank_details", "wrong_contact", "nothing")
    bare = Proposed(rule.meaning, clause.sentence.text, clause.invoices if is_of_invoices else (), reason=rule.reason)
    if rule.meaning == "already_paid":
        return replace(bare, on=_day_behind(clause, account.today), cents=_sum(clause, account))
    if rule.meaning == "more_time":
        named = (day.on for day in days(clause.plain, account.today) if 0 <= (day.on - account.today).days <= FARTHEST)
        on = next(named, None)
        return replace(bare, on=on, cents=_sum(clause, account) if on else None)
    return bare


def _promise(clause: _Clause, beside: set[ReplyMeaning], account: KnownAccount) -> Proposed | None:
    """A payment and a day that lies ahead, where nothing takes it back."""
    for language in clause.languages:
        if not (language.payment.search(clause.plain) or language.ahead.search(clause.plain)):
            continue
        if language.no_promise.search(clause.plain):
            return None
        if language.elsewhere.search(clause.plain) and not language.surely_ahead.search(clause.plain):
            return None
        if beside & {"dispute", "copy_wanted"} and language.condition.search(clause.sentence.plain):
            return None
        on = _day_ahead(clause, account.today, language)
        if on is not None:
            return Proposed("promise", clause.sentence.text, clause.invoices, on, _sum(clause, account))
    return None


def _day_ahead(clause: _Clause, today: date, language: Language | None = None) -> date | None:
    return next((on for on in _payment_days(clause.plain, today, False, language) if on >= today), None)


def _day_behind(clause: _Clause, today: date) -> date | None:
    return next((on for on in _payment_days(clause.plain, today, True) if on <= today), None)


def _payment_days(plain: str, today: date, is_past: bool, language: Language | None = None) -> Iterator[date]:
    """The days of a clause that are not those of an invoice or a letter."""
    for named in days(plain, today, is_past=is_past):
        before = plain[max(0, named.start - 45) : named.start]
        is_dated = plain[named.start].isdigit() or plain.startswith(("le ", "du ", "au ", "the "), named.start)
        if is_dated and any(one.not_a_payment_day.search(before) for one in ((language,) if language else LANGUAGES)):
            continue
        if abs((named.on - today).days) <= FARTHEST:
            yield named.on


def _sum(clause: _Clause, account: KnownAccount) -> int | None:
    found = sums(clause.plain)
    if found:
        return found[-1 if _ASKED_FOR.search(clause.plain) else 0]
    named = [invoice for invoice in account.invoices if invoice.number in clause.invoices]
    asked = sum(invoice.open_cents for invoice in named) or account.asked_cents
    return share(clause.plain, asked) if asked else None


# -- where nothing sure is said -----------------------------------------------------------------------------------


def _unsaid(clauses: tuple[_Clause, ...], sure: list[Proposed]) -> tuple[_Clause, ...]:
    """Clauses about invoices of which nothing sure is said."""
    known = {number for one in sure for number in one.invoices}
    return tuple(clause for clause in clauses if clause.invoices and not known & set(clause.invoices)) if known else ()


def _weak(clauses: tuple[_Clause, ...], account: KnownAccount) -> Iterator[Proposed]:
    """Only one meaning is guessed: of a payment that lies behind, else the first that a weak rule says."""
    guesses = [one for clause in clauses for one in _paid_before(clause, account)]
    for meaning in _GUESSED:
        guesses = guesses or [
            _proposed(rule, clause, account)
            for clause in clauses
            for rule in clause.rules
            if rule.is_weak and rule.meaning == meaning
        ]
    yield from guesses


def _paid_before(clause: _Clause, account: KnownAccount) -> Iterator[Proposed]:
    """“Notre paiement du 20 février”: a payment, and a day that can only lie behind."""
    for language in clause.languages:
        if not language.payment.search(clause.plain) or language.not_done.search(clause.plain):
            continue
        on = _day_behind(clause, account.today)
        if on is not None and _day_ahead(clause, account.today) in (None, account.today):
            yield Proposed("already_paid", clause.sentence.text, clause.invoices, on, _sum(clause, account))
            return


def _likely(clauses: tuple[_Clause, ...], account: KnownAccount) -> tuple[Proposed, ...]:
    """What the words of a sentence weigh for, of the sentence that weighs most; see `likely`."""
    if any(_unsubscribes(clause) for clause in clauses):
        return ()
    said = {rule.reason for clause in clauses for rule in clause.rules if rule.meaning == "nothing"}
    least = _SURELY[bool(said - {"payment"})] if said else 0
    found = []
    for clause in clauses:
        judged = likely(clause.plain, clause.languages[0].code) if len(clause.languages) == 1 else None
        if judged is not None and judged[1] >= least:
            found.append((judged[1], clause, judged[0]))
    if not found:
        return ()
    _, clause, meaning = max(found, key=lambda one: one[0])
    reason = "other" if meaning == "dispute" else ""
    return (_proposed(Rule(meaning, (), reason=reason), clause, account),)


def _unsubscribes(clause: _Clause) -> bool:
    return any(language.unsubscribes.search(clause.plain) for language in LANGUAGES)


def _acknowledged(clauses: tuple[_Clause, ...]) -> tuple[Proposed, ...]:
    if any(_unsubscribes(clause) for clause in clauses):
        return ()
    for clause in clauses:
        if any(rule.meaning == "nothing" for rule in clause.rules):
            return (Proposed("nothing", clause.sentence.text),)
    return ()
