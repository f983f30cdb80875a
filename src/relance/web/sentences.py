"""What operations refuse and imports remark, said to people in the words and the language of their page."""

# ruff: noqa: E501  (one sentence, one line)

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from relance.web.money_sentences import MONEY
from relance.web.people_sentences import PEOPLE

# The sentences of the operations speak to the command line; here their facts are kept and their advice changed.
_SAID = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        *MONEY,
        (r"(?P<ref>\S+) no longer waits for a word", gettext_noop("%(ref)s no longer waits for a word: its text stays as it is")),
        (r"the sentence is too long: (?P<most>\d+)", gettext_noop("The sentence is too long: %(most)s characters at most")),
        (r"this task is open: there is nothing", gettext_noop("This task is open: there is nothing to take back")),
        (r"the same was asked for again", gettext_noop("The same was asked for again meanwhile: see the work list")),
        (r"the receipt \d+ was decided otherwise", gettext_noop("Something else became of this receipt meanwhile: it stays as it is")),
        (r"what came of this message is undone", gettext_noop("What came of this message is undone on the customer’s page")),
        *PEOPLE,
        (r"(?P<day>\S+) is past: (?:give a day|a hold starts)", gettext_noop("%(day)s is past: choose today or a later day")),
        (r"give the view a name", gettext_noop("Give the view a name of 80 characters at most")),
        (r"this view asks for too much", gettext_noop("This view asks for too much: take some filters away")),
        (r"you have \d+ views", gettext_noop("You have enough views of this list: delete one first")),
        (r"this view is gone already", gettext_noop("This view is gone already")),
        (r"tick at least one customer", gettext_noop("Tick at least one customer")),
        (r"sending is not stopped", gettext_noop("Sending is not stopped: there is nothing to resume")),
        (r"say how you know", gettext_noop("Say in a few words how you know it")),
        (r"say what became of it", gettext_noop("Say whether the message left or not")),
        (r"(?P<what>\S+) is (?P<state>\w+): nobody doubts", gettext_noop("Nobody doubts any more whether %(what)s left")),
        (r"no letter waits to be printed", gettext_noop("No letter waits to be printed: those that have left are in a batch already")),
        (r"(?P<ref>\S+): (?P<day>\S+) is to come: record the letter", gettext_noop("%(ref)s: %(day)s is to come: a letter’s days are recorded once they have come")),
        (r"(?P<ref>\S+): it cannot be .+ on (?P<day>\S+), before it was .+ on (?P<first>\S+)", gettext_noop("%(ref)s: %(day)s is before %(first)s: put the days in their order (written, posted, presented, delivered or returned)")),
        (r"(?P<ref>\S+): give the day on which it was", gettext_noop("%(ref)s: give the day on which it ended")),
        (r"(?P<ref>\S+): this letter was cancelled", gettext_noop("%(ref)s was cancelled: it was never posted")),
        (r"(?P<ref>\S+): the number (?P<number>\S+) is that of another", gettext_noop("%(ref)s: the number %(number)s is that of another letter")),
        (r"(?P<ref>.+) has no letter that has left", gettext_noop("%(ref)s has no letter that has left")),
        (r"no letter “(?P<ref>.*)” is known", gettext_noop("No letter “%(ref)s” is known: give the reference of the reminder, or the registered number")),
        (r"“(?P<ref>.*)” means \d+ letters", gettext_noop("“%(ref)s” means several letters: give the reference of the reminder")),
        (r"(?P<file>.+) is neither a PDF nor a picture", gettext_noop("%(file)s is neither a PDF nor a picture: give the scan as PDF, JPEG or PNG")),
        (r"(?P<file>.+) is larger than 20 MB", gettext_noop("%(file)s is larger than 20 MB: give a smaller scan")),
        (r"(?P<file>.+) is empty: give the scan", gettext_noop("%(file)s is empty: give the scan of the proof")),
        (r"no letter of batch (?P<n>\d+) waits", gettext_noop("Every letter of batch %(n)s is posted already")),
        (r"(?P<ref>\S+) is on its way: it cannot be cancelled", gettext_noop("%(ref)s is on its way: it can no longer be cancelled")),
        (r"say in a few words why this letter", gettext_noop("Say in a few words why this letter is not posted")),
        (r"there is no postal provider “(?P<key>.*)”", gettext_noop("There is no postal provider “%(key)s”: choose one in the settings")),
        (r"(?P<name>.+) cannot be asked: the environment lacks (?P<what>.+)", gettext_noop("Letters wait for you: %(name)s cannot be asked, the environment lacks %(what)s")),
        (r"(?P<name>.+) needs your address with postcode", gettext_noop("Letters wait for you: %(name)s needs your address with postcode and town on its last line")),
        (r"no hold is in force on (?P<what>.+)", gettext_noop("No hold is in force on %(what)s any more")),
        (r"“(?P<text>.*)” is not an e-mail address", gettext_noop("“%(text)s” is not an e-mail address: write it as name@company.fr")),
        (r"“(?P<text>.*)” is not a SIREN", gettext_noop("“%(text)s” is not a SIREN: it has 9 digits, the last one a check digit")),
        (r"“(?P<text>.*)” is not an IBAN", gettext_noop("“%(text)s” is not an IBAN: copy it from your bank’s statement")),
        (r"“(?P<text>.*)” is not a time zone", gettext_noop("“%(text)s” is not a time zone: write it as Europe/Paris")),
        (r"“(?P<text>.*)” is not a time of day", gettext_noop("“%(text)s” is not a time of day: write it as 08:00")),
        (r"“(?P<text>.*)” are no payment terms", gettext_noop("“%(text)s” are no payment terms: write 30, 45-end-of-month, end-of-month-45 or on-receipt")),
        (r"country is two letters such as FR or BE, not “(?P<text>.*)”", gettext_noop("The country is two letters such as FR or BE, not “%(text)s”")),
        (r"nothing could ever leave: sending_until", gettext_noop("Nothing could ever leave: “not after” has to come after “not before”")),
        (r"(?P<name>\w+) is a whole number from (?P<least>\d+) to (?P<most>\d+), not “(?P<text>.*)”", gettext_noop("Write a whole number from %(least)s to %(most)s, without spaces or decimals")),
        (r"\w+ is one of .+, not “", gettext_noop("Choose one of the answers of the list")),
        (r"the address has (?P<n>\d+) lines", gettext_noop("The address has %(n)s lines: four at most fit on a letter")),
        (r"(?P<name>\w+) has (?P<n>\d+) characters: (?P<most>\d+) at most", gettext_noop("This is %(n)s characters long: %(most)s at most")),
        (r"there is no figure called", gettext_noop("There is no such figure")),
        (r"(?P<file>.+) was not taken in: nothing was changed; look", gettext_noop("%(file)s was not taken in and nothing was changed: choose it again and answer what it asks")),
        (r"a creditor needs a name", gettext_noop("Write the company’s name, as on its invoices")),
        (r"a creditor “(?P<name>.*)” has just been set up", gettext_noop("“%(name)s” has just been set up by somebody else: write the name otherwise")),
        (r"nobody’s own address is known", gettext_noop("Your own address is not known: enter the company’s e-mail address in the settings first")),
        (r"the test message did not leave \((?P<what>.*)\): check", gettext_noop("The test message did not leave. The mail server said: %(what)s")),
        (r"no mail server is known: set", gettext_noop("No mail server is known: set RELANCE_SMTP_HOST in the environment, then start Relance again")),
        (r"no mailbox is known: set", gettext_noop("No mailbox is known: set RELANCE_IMAP_HOST in the environment, then start Relance again")),
        (r"no postal provider is chosen", gettext_noop("No provider is chosen that could be tried: choose one first")),
        (r"nobody called “(?P<text>.*)” works for", gettext_noop("Nobody called “%(text)s” works here: choose one of the list")),
        (r"there is no calendar “(?P<text>.*)”: choose", gettext_noop("There is no calendar “%(text)s”: choose one of the list")),
        (r"a payment is more than 0", gettext_noop("A payment is more than zero")),
        (r"(?P<day>\S+) is to come: a payment", gettext_noop("%(day)s is to come: a payment is recorded once it is there")),
        (r"(?P<day>\S+) is to come: figures are", gettext_noop("%(day)s is to come: figures are about what was")),
        (r"the period ends on (?P<last>\S+), before it begins on (?P<first>[^:]+):", gettext_noop("The period ends on %(last)s, before it begins on %(first)s: exchange the two days")),
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
        (r"a dispute’s reason is one of", gettext_noop("Choose what is contested in the list")),
        (r"an amount disputed is more than", gettext_noop("An amount disputed is above zero; leave it empty for the whole invoice")),
        (r"nothing is open on (?P<what>.+): there is nothing to contest", gettext_noop("Nothing is open on %(what)s: there is nothing to contest")),
        (r"all that is open on (?P<what>.+) is disputed already", gettext_noop("All that is open on %(what)s is disputed already")),
        (r"only (?P<sum>.+) of (?P<what>.+) is open and not yet", gettext_noop("Only %(sum)s of %(what)s is open and not yet disputed")),
        (r"say what is new about the dispute", gettext_noop("Write a note, or choose another owner or deadline")),
        (r"this dispute is (?P<state>\w+) already", gettext_noop("This dispute has ended: its owner and deadline no longer change")),
        (r"the dispute on (?P<what>.+) is (?P<state>\w+)(?: already)?: ", gettext_noop("The dispute on %(what)s can no longer be settled in this way: look at how it stands")),
        (r"someone else has just settled", gettext_noop("Somebody else has just settled this dispute: look at how it stands")),
        (r"a credit note is more than 0", gettext_noop("A credit note is above zero; leave it empty for all that is disputed")),
        (r"nothing is open on (?P<what>.+) any more: say", gettext_noop("Nothing is open on %(what)s any more: say how much the credit note will be")),
        (r"only (?P<sum>.+) of (?P<what>.+) is disputed: the", gettext_noop("Only %(sum)s of %(what)s is disputed: the credit note cannot be more")),
        (r"a cause is one of", gettext_noop("Choose the cause in the list")),
        (r"nothing of (?P<what>.+) is late: there", gettext_noop("Nothing of %(what)s is late: there is nothing to explain")),
        (r"nothing is open on (?P<what>.+): there", gettext_noop("Nothing is open on %(what)s: there is nothing to remind of")),
        (r"(?P<step>.+) was done on (?P<what>.+) on (?P<day>\S+) already", gettext_noop("%(step)s was done on %(what)s on %(day)s already")),
        (r"(?P<what>\S+) is (?P<state>\w+): only a notice that has not left", gettext_noop("%(what)s has left already: it can no longer be cancelled")),
        (r"(?P<who>\S+) is under insolvency proceedings: declare", gettext_noop("Insolvency proceedings are open for %(who)s: declare the claim instead of a plan")),
        (r"the file of (?P<who>\S+) is handed over: a payment plan", gettext_noop("The file of %(who)s is handed over: a payment plan is for whoever has it now")),
        (r"a public buyer’s late interest cannot be given up beforehand", gettext_noop("A public buyer’s late interest cannot be given up beforehand (CCP L2192-14): leave it running, and waive it once it is paid")),
        (r"(?P<what>.+) is in the payment plan (?P<plan>\S+) already", gettext_noop("%(what)s is in the payment plan %(plan)s already: cancel that one first")),
        (r"(?P<what>.+) is in the payment plan (?P<plan>\S+): its instalments", gettext_noop("%(what)s is in the payment plan %(plan)s: its instalments say what is paid when")),
        (r"nothing is open on (?P<what>.+): leave it out", gettext_noop("Nothing is open on %(what)s: leave it out")),
        (r"all that is open on (?P<what>.+) is contested", gettext_noop("All that is open on %(what)s is contested: settle the dispute, or leave it out")),
        (r"(?P<plan>\S+) was signed on (?P<day>\S+) already", gettext_noop("%(plan)s was signed on %(day)s already")),
        (r"(?P<plan>\S+) was agreed on (?P<day>\S+): it was not signed before", gettext_noop("%(plan)s was agreed on %(day)s: it was not signed before")),
        (r"(?P<plan>\S+) is cancelled: make a new agreement", gettext_noop("%(plan)s is cancelled: make another plan")),
        (r"(?P<plan>\S+) is not in force any more", gettext_noop("%(plan)s is not in force any more")),
        (r"say why the agreement is cancelled", gettext_noop("Say why the plan is cancelled")),
        (r"(?P<day>\S+) is more than a year away", gettext_noop("%(day)s is more than a year away: choose an earlier day, or agree on a payment plan")),
        (r"nothing is known of (?P<who>.+) yet, neither", gettext_noop("Nothing is known of %(who)s yet: there is nothing to put into a dossier")),
        (r"nothing is left to pay on the invoices of (?P<what>.+): there", gettext_noop("%(what)s has nothing left to pay")),
        (r"nothing is left to pay on (?P<what>.+): there", gettext_noop("Nothing is left to pay on %(what)s")),
        (r"all that is open on (?P<what>.+) is disputed: close", gettext_noop("All that is open on %(what)s is disputed: settle the dispute before noting a promise")),
        (r"a promise is more than 0", gettext_noop("A promise is more than zero")),
        (r"(?P<sum>[\d.]+) is too much for (?P<what>.+): (?P<most>[\d.]+ \w+) of it", gettext_noop("%(sum)s is too much for %(what)s: %(most)s of it is open and not disputed")),
        (r"(?P<what>.+) is in the payment plan (?P<plan>\S+): its", gettext_noop("%(what)s is in the payment plan %(plan)s: its instalments say what is paid when")),
        (r"this promise is not live", gettext_noop("This promise is no longer running")),
        (r"say by which day payment is promised", gettext_noop("Say by which day payment is promised")),
        (r"say which invoice is disputed", gettext_noop("Choose which invoice is disputed")),
        (r"say on which day to call back", gettext_noop("Say on which day to call back")),
        (r"a call of -?\d+ minutes", gettext_noop("Write the length of the call in minutes, 600 at most")),
        (r"these invoices are in several currencies", gettext_noop("These invoices are in several currencies: choose the one that the amount is for")),
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
        (r"a meaning is one of", gettext_noop("Choose what it says in the list")),
        (r"the day promised is past", gettext_noop("The day promised is past: choose today or a later day, or another meaning")),
        (r"say what is contested: delivery", gettext_noop("Choose what is contested in the list")),
        (r"this was decided already", gettext_noop("This was decided already: look at the message again")),
        (r"say first which customer wrote", gettext_noop("Say first which customer wrote this message")),
        (r"not everything in this message is clear", gettext_noop("Not everything in this message is clear: decide about each meaning")),
        (r"this message may not come from (?P<who>.+): ask", gettext_noop("This message may not come from %(who)s: call the customer, then type its code to confirm")),
        (r"(?P<what>.+) is not an invoice of", gettext_noop("%(what)s is not an invoice of this customer")),
        (r"words are added to an answer about", gettext_noop("Words are added only to an answer about time, a payment, a contact or a copy")),
        (r"the words added to the answer have", gettext_noop("The words added to the answer are too long: 1,000 characters at most")),
        (r"the note has \d+ characters", gettext_noop("The note is too long: 500 characters at most")),
        (r"this message was dealt with", gettext_noop("This message was dealt with already")),
        (r"something in this message was decided", gettext_noop("Something in this message was decided already: its customer no longer changes")),
        (r"accept first that the customer says", gettext_noop("Accept first that the customer says it is paid; then compare the account")),
        (r"no bank account of yours", gettext_noop("No bank account of yours is in force: there is nothing to compare with")),
        (r"give the last four characters", gettext_noop("Give the last four characters of the IBAN, letters or digits, and nothing more")),
        (r"a next step needs its words", gettext_noop("Say what comes next and on which day")),
        (r"say who does it, or by when", gettext_noop("Choose a person or a day")),
        (r"(?P<name>\S+) is the only owner", gettext_noop("%(name)s is the only owner: make somebody else an owner first")),
        (r"“(?P<text>.*)” is not a name", gettext_noop("“%(text)s” is not a name: letters, digits and @ . + - _ only")),
        (r"(?P<until>\S+) is before (?P<day>\S+): an absence", gettext_noop("An absence goes from a day to a later one")),
        (r"(?P<name>\S+) cannot stand in for", gettext_noop("Nobody covers for oneself: choose somebody else")),
        (r"say until when to wait", gettext_noop("Choose until when to wait, a day to come")),
        (r"say why it is written off", gettext_noop("Say why it is written off")),
        (r"(?P<what>\S+) owes nothing late", gettext_noop("Nothing is late any more: there is nothing to decide")),
        (r"(?P<what>\S+) owes nothing so small", gettext_noop("Nothing is that small any more: there is nothing to write off")),
        (r"(?P<what>\S+) is part of the agreement (?P<plan>\S+): end", gettext_noop("%(what)s is part of the payment plan %(plan)s: end that first")),
        (r"at most (?P<sum>[\d.]+ \w+) of (?P<credit>.+) can be set against (?P<what>.+)", gettext_noop("At most %(sum)s of %(credit)s can be set against %(what)s")),
        (r"(?P<credit>.+) is in (?P<one>\w+), (?P<what>.+) in (?P<other>\w+): they do not mix", gettext_noop("%(credit)s is in %(one)s, %(what)s in %(other)s: they do not mix")),
        (r"the two IBANs are not the same", gettext_noop("The two IBANs are not the same: type it a second time, from the bank’s own paper")),
        (r"“(?P<text>.*)” is not a BIC", gettext_noop("“%(text)s” is not a BIC: it has 8 or 11 characters")),
        (r"another change of bank details waits", gettext_noop("Another change waits: approve or withdraw it first")),
        (r"this account is in force already", gettext_noop("This account is in force already: there is nothing to change")),
        (r"the account in force has changed meanwhile", gettext_noop("The account in force has changed meanwhile: look at it again")),
        (r"no change of bank details waits", gettext_noop("No change of bank details waits any more")),
        (r"another account is proposed now", gettext_noop("Another account is proposed now: look at it first")),
        (r"this change is approved already", gettext_noop("This change is approved already: it takes effect by itself")),
        (r"whoever proposes an account cannot approve", gettext_noop("Whoever proposes an account cannot approve it: ask another person of the company")),
        (r"“(?P<text>.*)” cannot approve this", gettext_noop("This takes somebody who worked here three days before it was proposed")),
        (r"say why the change is withdrawn", gettext_noop("Say in a few words why the change is withdrawn")),
        (r"nothing is open on (?P<what>.+)", gettext_noop("Nothing is open on %(what)s")),
    )
)  # fmt: skip
# what the page asks itself, beside the list
ANSWERED_HERE = {"DATE_AMBIGUOUS", "AMOUNT_AMBIGUOUS", "SHEET", "NEGATIVE", "ACCOUNT", "ACCOUNT_UNKNOWN"}


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


def has_words(sentence: str) -> bool:
    """Whether a page has words of its own for a sentence."""
    return any(pattern.match(sentence.strip()) for pattern, _words in _SAID)


def problem_said(code: str, sentence: str, *, is_alone: bool = True) -> str:
    """A problem of a file; a question that the page asks itself points to the answers beside it.

    Among several files (not `is_alone`) nothing stands beside: one tick answers for all, the rest is asked of one file.
    """
    if code not in ANSWERED_HERE:
        return said(sentence)
    asked = re.split(r"[\s\u00a0]*;[\s\u00a0]", sentence, maxsplit=1)[0].rstrip(".")
    if is_alone:
        return _("%(question)s. Answer beside.") % {"question": asked}
    if code == "ACCOUNT_UNKNOWN":
        return _("%(question)s. Tick the box above if it is one of yours.") % {"question": asked}
    return _("%(question)s. Bring this file alone to answer.") % {"question": asked}
