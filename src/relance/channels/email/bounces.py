"""Returned mail that no standard describes: who it was for, and why it came back, from the words of many programs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from relance.channels.email.reports import status_in
from relance.domain.incoming import Reported

_MOST, _MOST_TEXT = 60, 20_000
_MACHINES = re.compile(
    r"mailer-?daemon|^post-?master|mail.?delivery|mail.?administrator|system.?administrator|mdaemon|^ndr@|"
    r"smtp.?gateway|"
    r"^imss@|smtp_mail|delivery.?subsystem|administrateur.?syst|jetmail",
    re.I,
)
_SUBJECTS = re.compile(
    r"undeliver|not delivered|delivery.{0,20}(?:fail|problem|status|notification|error)|returned mail|"
    r"returned to sender|"
    r"returning (?:message )?to sender|fail(?:ure|ed)?.{0,10}(?:notice|delivery|mail)|mail.{0,10}(?:error|failed)|"
    r"non.?delivery|could not be delivered|processing error|message.{0,20}(?:delayed|delivery)|"
    r"warning: (?:message|could not)|user unknown|non remis|non distribu|non d[ée]livr|[ée]chec.{0,20}(?:remise|envoi|"
    r"distribution)|"
    r"impossible de remettre|retour.{0,20}exp[ée]diteur|message retard[ée]|remise (?:diff[ée]r[ée]e|retard[ée]e)",
    re.I,
)  # fmt: skip
_FAILED = re.compile(
    r"not be (?:\w+ )?(?:delivered|delievered|reached)|couldn.t be delivered|cannot be delivered|"
    r"(?:was|were|been|is) (?:not|never) (?:been )?(?:delivered|collected)|not delivered|(?:unable|wasn.t able|"
    r"not able) to deliver|undeliverable|"
    r"delivery.{0,60}(?:failed|failure)|failed (?:recipients|addresses)|fail.{0,10}address|did not (?:reach|receive)|"
    r"delivery problems|fatal (?:delivery )?errors?|user unknown|unknown (?:user|local)|no such user|user (?:not|"
    r"isn.t)|"
    r"mailbox (?:is )?(?:full|unavailable|not)|mail ?box space|quota|did not exactly match|no valid recipients|"
    r"encountered an error|error was detected|was (?:automatically )?rejected|does ?n.t have a .{0,40} account|"
    r"error-for:|invalid final delivery|address.{0,40}(?:no longer|not) (?:valid|exist|found)|unavailable|"
    r"no matches to|has been disabled|does not exist|can ?not be found|unknown host|"
    r"a pas pu [êe]tre|n.ont pas pu [êe]tre|n.a pas atteint|[ée]chec de (?:la )?(?:remise|distribution)|"
    r"n.existe (?:pas|plus)|bo[îi]te (?:aux lettres )?(?:pleine|satur[ée]e)|destinataire inconnu|"
    r"adresse.{0,30}(?:inconnue|invalide|introuvable)|"
    r"impossible de (?:remettre|distribuer|trouver)|no pudo ser entregado|nicht zugestellt|"
    r"не может быть доставлено",
    re.I,
)  # fmt: skip
_DELAYED = re.compile(
    r"(?:will be|being|still) retried|not yet been delivered|has been delayed|delivery attempts will continue|"
    r"continue (?:to (?:attempt|try)|trying)|been postponed|warning (?:message )?only|just a warning|keep trying|"
    r"will retry|"
    r"(?:n.a|n.ont) pas encore (?:pu )?[êe]t|remise (?:est |a [ée]t[ée] )?(?:diff[ée]r[ée]e|retard[ée]e)|"
    r"a [ée]t[ée] retard[ée]|"
    r"nouvelles? tentatives?|sera(?:ont)? r[ée]essay",
    re.I,
)  # fmt: skip
_GIVEN_UP = re.compile(r"given up|permanent|giving up|not going to try again|d[ée]finitive", re.I)
_ORIGINAL = re.compile(
    r"(?im)^[\s>|*#=-]*(?:-{2,}.{0,20}(?:original|returned|unsent|copy|source|header|below|message (?:text|header|"
    r"body))|"
    r"(?:the )?(?:original|returned|unsent|old) message|message (?:headers?|text|body) (?:follow|removed)|"
    r"your message reads|"
    r"below this line|a copy of the (?:original )?message|copy of the message|a summary of the undelivered|"
    r"(?:additional information|en-t[êe]tes? (?:du|des)|message d.origine|message original)|received\s*:|"
    r"return-path\s*:|"
    r"mensaje original|included is a copy|message removed|original message details|diagnostic information for).*$"
)  # fmt: skip
# what a person would not put in a subject; a customer may well write of a “delivery problem”
_PLAIN_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|failure) notification|returned mail|non-delivery|failure notice|"
    r"mail delivery (?:fail|warn)|"
    r"mail could not be delivered|: non remis",
    re.I,
)
_ENDS_WITH_IT = re.compile(r": non remis\b", re.I)
_AT = r"[^\s<>,;:\"()\[\]@']+@[^\s<>,;:\"()\[\]@']*[^\s<>,;:\"()\[\]@'.]"
_AT_START = re.compile(
    rf"(?im)^[\s>|*#\-•–]*(?:\"[^\"\n]{{0,80}}\"\s*)?(?:recipient:\s*|destinataires?\s*:\s*|"
    rf"c=.{{0,80}}SMTP=)?[\[<(\"']{{0,2}}(?:smtp:|mailto:)?({_AT})[\]>)\"']{{0,2}}"
    r"(?=\s*(?:$|[:.,;(]|\.\.\.|on |at |-|\bsent\b|\[))"
)  # fmt: skip
_SAID_OF = re.compile(
    rf"(?i)(?:originally addressed to|rcpt to|addressed(?: to)?,?|error-for|undeliverable +to|attempts|(?:intended |"
    rf"final )?recipient|"
    rf"userid|unknown user|mailbox(?: is full)?|violation for|deliver(?:ed)? (?:your )?(?:message |mail )?to|"
    rf"message to|mail to)"
    rf"\s*[:=]?\s*[\[<(\"' ]*(?:smtp:)?({_AT})"
)
_BARE_NAME = re.compile(
    r"(?i)(?:following(?: recipients?)?|recipients?)\b[^:]{0,200}:\s*\n[ \t\n]*([\w.-]{1,64})(?:[ \t].*)?\n"
)
_ANY = re.compile(_AT)
_NO_ONE = re.compile(r"^(?:postmaster|mailer-?daemon|abuse|hostmaster|root|noreply|no-reply|support|helpdesk)@", re.I)
_WORDS: tuple[tuple[str, str], ...] = (
    (r"quota|full|plein|satur|space not enough|over ?disk|too much mail", "5.2.2"),
    (r"unknown (?:user|local|recipient)|user.{0,10}unknown|no such (?:user|mailbox)|no mailbox here|does ?n.t have a|"
     r"not exist|n.existe|"
     r"not recognized|inconnu|introuvable|user not|not listed|no longer valid|no matches|not a valid user|"
     r"is not .{0,20}user|did not exactly match|"
     r"invalid final delivery|disabled or discontinued", "5.1.1"),
    (r"host (?:not found|unknown)|unknown host|domain name not found|no mx|name service error|"
     r"domaine.{0,20}(?:inconnu|introuvable)", "5.1.2"),
    (r"too many hops|looping", "5.4.6"),
    (r"not reachable|not responding|connection (?:timed out|refused)|smtp connection|temporary|queue", "5.4.1"),
)  # fmt: skip

Kind = Literal["bounce", "delay"]


class Returned(NamedTuple):
    """What a machine says in its own words: came back, or still on its way; to whom, and why."""

    kind: Kind
    reported: tuple[Reported, ...]


def plain_report(
    *, sender: str, sender_name: str, subject: str, text: str, not_them: Iterable[str], failed: Iterable[str] = (),
    is_from_nobody: bool = False,
) -> Returned | None:  # fmt: skip
    """A bounce or a warning in plain words; None where it is neither.

    `failed` are the addresses a header names (X-Failed-Recipients), `not_them` those it was sent to, which are ours.
    """
    named = tuple(failed)
    told = _told(text[:_MOST_TEXT])
    is_machine = bool(_MACHINES.search(sender) or _MACHINES.search(sender_name)) or is_from_nobody or not sender
    if not (named or is_machine or _is_from_a_gateway(subject, told)):
        return None
    is_delayed = bool(_DELAYED.search(f"{subject}\n{told}")) and not _GIVEN_UP.search(told)
    if not (named or is_delayed or _says_it_failed(subject, told, is_machine)):
        return None
    ours = {address.lower() for address in not_them}
    whom = _once(named, ()) or _recipients(told, ours, sender) or _recipients(subject, ours, "")
    action = "delayed" if is_delayed else "failed"
    rows = tuple(Reported(address, action, *_why(told, address, action)) for address in whom[:_MOST])
    return Returned("delay" if is_delayed else "bounce", rows)


def _is_from_a_gateway(subject: str, told: str) -> bool:
    """A sender that looks like a person's, with words that only machines use and an address on a line of its own."""
    if re.match(r"(?i)\s*(?:re|rép|tr|fwd?)\s?:", subject) and not _ENDS_WITH_IT.search(subject):
        return False
    return bool(_PLAIN_SUBJECT.search(subject) and _AT_START.search(told))


def _says_it_failed(subject: str, told: str, is_machine: bool) -> bool:
    if _FAILED.search(told):
        return True
    return is_machine and bool(_SUBJECTS.search(subject) or re.search(rf"(?m)^<{_AT}>:\s*$", told))


def _told(text: str) -> str:
    """The machine's own words, before the copy of what was sent."""
    for found in _ORIGINAL.finditer(text):
        before = text[: found.start()]
        if _ANY.search(before) or len(before.split()) > 25:
            return before
    return text


def _recipients(told: str, ours: set[str], sender: str) -> list[str]:
    """Addresses that begin a line; else those said to be recipients; else a bare name at the sender's; else any."""
    beginning = [m.group(1) for m in _AT_START.finditer(told)]
    from_list = [m.group(1) for m in re.finditer(rf"(?i)(?:expanded|generated) from:? *<?({_AT})", told)]
    if found := _once([*beginning, *from_list], ours):
        return found
    if found := _once((m.group(1) for m in _SAID_OF.finditer(told)), ours):
        return found
    bare = _BARE_NAME.search(told)
    if bare and sender:
        return _once([f"{bare.group(1)}@{sender.partition('@')[2]}"], ours)
    return _once(_ANY.findall(told), ours)


def _once(found: Iterable[str], ours: Iterable[str]) -> list[str]:
    kept: dict[str, str] = {}
    for one in found:
        address = re.sub(r"(?i)^(?:smtp|mailto|rfc822)[:=]", "", one.strip("<>\"' .")).strip(".")
        if (
            "." in address.partition("@")[2]
            and ".." not in address
            and not _NO_ONE.match(address)
            and address.lower() not in ours
        ):
            kept.setdefault(address.lower(), address)
    return list(kept.values())


def _why(told: str, address: str, action: str) -> tuple[str, str]:
    """The status (RFC 3463) and the words said about this address."""
    about = _paragraph_with(told, address)
    words = " ".join(about.split())[:500]
    status = status_in(about) or status_in(told)
    if not status or (action == "failed" and status.startswith("2")):
        status = _status_of_words(about) or _status_of_words(told)
        if action == "delayed" and status:
            status = f"4{status[1:]}"
    return status, words


def _status_of_words(text: str) -> str:
    return next((code for words, code in _WORDS if re.search(words, text, re.I)), "")


def _paragraph_with(told: str, address: str) -> str:
    """What is said of an address: from where it begins a line, else from where it stands, to the next blank line.

    Where nothing stands there but the address, the paragraph below as well.
    """
    found = [m.start() for m in re.finditer(re.escape(address), told, re.I)]
    if not found:
        return told
    begins = [at for at in found if not told[told.rfind("\n", 0, at) + 1 : at].strip(" \t<>*#[|\"'-")]
    start = told.rfind("\n", 0, (begins or found)[0]) + 1
    paragraphs = told[start:].split("\n\n", 2)
    is_bare = len(paragraphs[0].split()) <= 1
    return "\n".join(paragraphs[: 2 if is_bare else 1])
