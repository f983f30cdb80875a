"""How well returned mail is recognised and answers are cut, over other people's collections where they are at hand.

`python -m tests.mail.corpora` prints every difference and the totals. The collections are never part of the project.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from relance.channels.email.incoming import read
from relance.channels.email.quotes import cut

SHARED = Path(os.environ.get("RELANCE_SHARED") or Path(__file__).resolve().parents[3] / "shared")
MAIL = SHARED / "data" / "mail"

# what flanker's files hold, by file: kind, address, status
FLANKER = {
    "bounce/broken-mime.eml": ("bounce", "info@example.net", ""),
    "bounce/delayed-broken.eml": ("bounce", "demo@example.com", "4.2.2"),
    "bounce/delayed.eml": ("bounce", "foo@example.com", "4.0.0"),
    "bounce/gmail-invalid-address.eml": ("bounce", "awfawfawfawfawfaw@someserverhere.com", "5.1.0"),
    "bounce/gmail-no-dns.eml": ("bounce", "user@example.comm", ""),
    "bounce/mailbox-full.eml": ("bounce", "user@aol.com", "5.2.2"),
    "bounce/no-mx.eml": ("delay", "user@example.com", "4.4.4"),
    "bounce/office365.eml": ("bounce", "noname@example.com", "5.1.10"),
    "bounce/zed.eml": ("bounce", "asdfasdfasdfasdfasdfasdfewrqertrtyrthsfgdfgadfqeadvxzvz@gmail.com", "5.1.1"),
    "complaints/aol.eml": ("complaint", "", ""),
    "complaints/yahoo.eml": ("complaint", "user@yahoo.com", ""),
    "disposition-notification.eml": ("receipt", "Joe_Recipient@example.com", ""),
}
# where what the collection expects can be argued about, and why
ARGUABLE = {
    "yale_01.txt": "the text gives a bare name; both domains expected are a guess of that detector's",
    "dumbass_01.txt": "a virus wall's words without any address, from a sender like a person's",
}
NOT_BOUNCES = {"qmail_08.txt", "groupwise_03.txt"}


@dataclass
class Tally:
    """What was expected, what was found, and each difference."""

    expected: int = 0
    found: int = 0
    right: int = 0
    differences: list[str] = field(default_factory=list)

    def compare(self, name: str, wanted: set[str], got: set[str]) -> None:
        """Count one file."""
        self.expected += len(wanted)
        self.found += len(got)
        self.right += len(wanted & got)
        if wanted != got:
            why = f" (arguable: {ARGUABLE[name]})" if name in ARGUABLE else ""
            self.differences.append(f"{name}: expected {sorted(wanted)}, found {sorted(got)}{why}")

    def line(self, what: str) -> str:
        """Precision and recall."""
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.expected)
        shares = f"precision {precision:.1%} ({self.right}/{self.found}), recall {recall:.1%}"
        return f"{what}: {shares} ({self.right}/{self.expected})"


@dataclass
class BounceFigures:
    """Returned mail: failed addresses, delayed ones, status codes, and what must not be a bounce."""

    failed: Tally = field(default_factory=Tally)
    delayed: Tally = field(default_factory=Tally)
    status: Tally = field(default_factory=Tally)
    kinds: Tally = field(default_factory=Tally)
    false_bounces: list[str] = field(default_factory=list)


def flufl_expected() -> dict[str, tuple[set[str], set[str]]]:
    """The failed and the delayed addresses of each file, as that collection's own test lists them."""
    tree = ast.parse((MAIL / "flufl_bounce" / "_expected_test_detectors.py.txt").read_text())
    table = next(
        n.value for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "DETECTORS"
    )
    expected: dict[str, tuple[set[str], set[str]]] = {}
    for _, name, addresses, is_temporary in ast.literal_eval(table):
        expected.setdefault(name, (set(), set()))[int(is_temporary)].update(a.decode().lower() for a in addresses)
    return expected


def status_said(content: bytes) -> set[str]:
    """The one status that a file says outright in a `Status:` line, read in the simplest way; empty where several."""
    said = {m.decode() for m in re.findall(rb"(?im)^status:\s*([245]\.\d{1,3}\.\d{1,3})", content)}
    return said if len(said) == 1 else set()


def bounces() -> BounceFigures:
    """Both collections of returned mail."""
    figures = BounceFigures()
    for name, (failed, delayed) in sorted(flufl_expected().items()):
        content = (MAIL / "flufl_bounce" / "data" / name).read_bytes()
        found = read(content)
        got = {
            a: {r.recipient.lower() for r in found.reported if r.action == a and r.recipient}
            for a in ("failed", "delayed")
        }
        figures.failed.compare(name, failed, got["failed"])
        figures.delayed.compare(name, delayed, got["delayed"])
        if (said := status_said(content)) and found.reported:
            figures.status.compare(name, said, {r.status for r in found.reported})
        if found.kind == "bounce" and (name in NOT_BOUNCES or (delayed and not failed)):
            figures.false_bounces.append(name)
    for name, (kind, address, status) in FLANKER.items():
        found = read((MAIL / "flanker" / name).read_bytes())
        figures.kinds.compare(name, {kind}, {found.kind})
        action = {"bounce": "failed", "delay": "delayed"}.get(kind)
        if action:
            got_here = {r.recipient.lower() for r in found.reported if r.action == action}
            (figures.failed if kind == "bounce" else figures.delayed).compare(name, {address.lower()}, got_here)
        if status:
            figures.status.compare(name, {status}, {r.status for r in found.reported})
    return figures


# -- answers: how the new part begins and ends; files not named begin and end as COMMON ------------------------------
COMMON = ("Fusce bibendum", "aliquet nec nec nibh.")
NEW_PARTS = {
    "correct_sig": ("this is an email with", "-- signature."),
    "email_1": ("Hi folks", "Java HTTP API."),
    "email_2": ("Hi,", "delete them all individually."),
    "email_2_1": ("Outlook with a reply", "Outlook with a reply"),
    "email_3": ("Oh thanks.", "would be great."),
    "email_4": ("Awesome!", "another problem with it."),
    "email_5": ("One: Here's", "for a while."),
    "email_6": ("I get proper", "rendering as well."),
    "email_7": ("Fusce bibendum", "tortor in."),
    "email_19": ("On Thursday, I get", "proper rendering."),
    "email_20": ("On Thursday.", "On Thursday."),
    "email_21": ("On Thursday:", "id est laborum."),
    "email_blackberry": ("Here is another email", "Here is another email"),
    "email_bullets": ("test 2 this", "- and another"),
    "email_custom_quote_header": ("Thank you!", "Thank you!"),
    "email_customer_quote_header_2": ("Thank you very much.", "Thank you very much."),
    "email_customer_quote_header_3": ("bonjour,", "merci d'avance"),
    "email_emoji": ("🎉", "@pandaland"),
    "email_iphone": ("Here is another email", "Here is another email"),
    "email_issue_77": ("Bonjour Test,", "Text paragraph 2"),
    "email_multi_word_sent_from_my_mobile_device": ("Here is another email", "Here is another email"),
    "email_not_a_signature": ("Dear XXXXX:", "Domain Name Manager"),
    "email_not_a_signature_2": ("Hello,", "Thanks!"),
    "email_one_is_not_on": ("Thank, this", "when I run..."),
    "email_reply_header": ("This is the latest reply.", "Stranger"),
    "email_sent_from": ("Hi it can happen", "words or paragraphs."),
    "email_sent_from_my_not_signature": ("Here is another email", "then my mobile phone."),
    "email_thread": ("This is new email reply", "thread from bellow."),
    "email_tricky_1_on_false_positive": ("On the surface", "performance is great."),
    "email_tricky_2_url_with_wrote": ("Hi there,", "John"),
    "email_tricky_3_code_block": ("Here's the code", "actual signatures."),
    "email_tricky_4_from_in_body": ("I need to parse", "actual message content."),
    "email_tricky_6_regards_in_sentence": ("I wanted to discuss", "should be visible."),
    "email_tricky_7_multiple_dashes": ("Here is my analysis:", "separators in my content."),
    "email_tricky_8_sent_from_in_content": ("The notification was", "the main server."),
    "email_tricky_9_nested_quotes": ("I agree with", "points below."),
    "email_tricky_11_double_signature": ("Thanks for your help!", "John"),
    "email_tricky_13_timestamp_variations": ("Here are different", "not quote headers."),
    "email_tricky_16_unicode_signatures": ("Thanks for the update!", ""),
    "email_tricky_17_forward_header": ("See the forwarded", "message below."),
    "email_tricky_18_inline_reply": ("I think option A", "our use case."),
    "email_tricky_19_quote_without_header": ("I wanted to respond", "my final thoughts."),
    "email_tricky_20_html_entities": ("The data should be &gt; 100", "handled correctly."),
    "email_unquoted_reply": ("This is my reply.", "This is my reply."),
    "email_w10_mail": ("Great thanks Bort", "Braxton"),
    "email_with_regards": ("Hi,", "Can you help?"),
    "email_zimbra_free_en": ("Bonjour Toby,", "Michael Scott"),
    "email_zimbra_free_fr": ("Bonjour Test,", "Michael Scott"),
    "email_zoho": ("What is the best way", "running a test?"),
    "sig_no_empty_line": ("this is an email", "empty line above."),
}  # fmt: skip
# no expectation of their own, or made of placeholders
LEFT_OUT = {"email_ls-l", "email_with_from_headers", "email_with_date_headers"}
OTHER_REPLIES = {  # the same name in both collections, other content
    "willdurand/email_7": ("Fusce bibendum", "tortor in."),
}
ARGUABLE_REPLIES = {
    "email_1": "“-Abhishek Kona” is kept: one collection expects the name, the other calls it a signature",
    "email_3": "the same",
    "email_6": "a device line without “from” that no mail program writes",
    "email_with_regards": "“Regards, John Doe” is kept: a closing says nothing wrong",
    "email_21": "compared by its ends only",
}
# introductions that must be recognised (dates and names of our own)
INTRODUCTIONS = (
    "On Tue, 2021-03-02 at 18:02 +0100, Paul Roux wrote:",
    "2024-03-20 8:48 GMT+01:00 Léa Roux <ne_pas_repondre@roux.example>:",
    "2024-03-20 20:48 GMT+01:00 Léa Roux <ne_pas_repondre@roux.example>:",
    "Le 19 mars 2024 10:37, Cédric Roux <cedric@roux.example> a écrit :",
    "El 19/03/2024 11:34, Juan Pérez <juan.perez@roux.example> escribió:",
    "W dniu 7 stycznia 2025 15:24 użytkownik Paweł Roux <pawel@roux.example> napisał:",
    "Le 19/03/2024 11:34, Georges du Roux a écrit :",
    "W dniu 2025-01-07 14:23, pawel@roux.example pisze: ",
    "Den 08/06/2025 kl. 21.21 skrev Test Roux <test@roux.example>:",
    "Am 25.06.2025 um 10:55 schrieb Test Roux:",
    "Test Roux <test@roux.example> schrieb:",
    "在 2024年11月8日\uff0c下午2:23\uff0cTest Roux <test@roux.example> 写道\uff1a",
    "2024. 11. 8. 오후 12:39 Test Roux <test@roux.example> 작성:",
    "2024/11/08 14:26、Test Roux <test@roux.example> のメッセージ:",
)


def replies() -> tuple[int, int, list[str]]:
    """Answers cut as expected, answers tried, and each difference."""
    right, tried, differences = 0, 0, []
    for label, text, begins, ends in _cases():
        tried += 1
        new, _ = cut(text)
        if new.startswith(begins) and new.rstrip('" ').endswith(ends) and (begins != ends or new.strip() == begins):
            right += 1
        else:
            why = ARGUABLE_REPLIES.get(label.rpartition("/")[2], "")
            shown = " ".join(new.split())
            differences.append(
                f"{label}: ends “…{shown[-60:]}”, expected “{ends}”{f' (arguable: {why})' if why else ''}"
            )
    return right, tried, differences


def _cases() -> Iterator[tuple[str, str, str, str]]:
    for folder in ("crisp", "willdurand"):
        for path in sorted((MAIL / "reply" / folder).glob("*.txt")):
            if path.stem in LEFT_OUT:
                continue
            label = f"{folder}/{path.stem}"
            begins, ends = OTHER_REPLIES.get(label) or NEW_PARTS.get(path.stem, COMMON)
            yield label, path.read_text("utf-8", "replace"), begins, ends
    frame = (MAIL / "reply" / "willdurand" / "email_with_date_headers.txt").read_text()
    for number, line in enumerate(INTRODUCTIONS):
        yield (
            f"introduction/{number + 1}",
            frame.replace("[DATE]", line),
            "Thank you very much.",
            "Thank you very much.",
        )


def talon() -> tuple[int, int, list[str]]:
    """The answers of talon's collection: whole messages, then bare HTML (“Hi. I am fine. Thanks, Alex”)."""
    folder = MAIL / "reply" / "talon" / "fixtures"
    right, tried, differences = 0, 0, []
    for path in sorted((folder / "standard_replies").glob("*.eml")):
        tried += 1
        new = read(path.read_bytes()).text.strip()
        right += new == "Hello"
        if new != "Hello":
            differences.append(f"talon/{path.name}: found “{' '.join(new.split())[:80]}”")
    for path in sorted((folder / "html_replies").glob("*.html")):
        tried += 1
        content = (
            b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nFrom: a@b.example\n\n" + path.read_bytes()
        )
        new = "".join(read(content).text.split())
        right += new == "Hi.Iamfine.Thanks,Alex"
        if new != "Hi.Iamfine.Thanks,Alex":
            differences.append(f"talon/{path.name}: found “{new[:90]}”")
    return right, tried, differences


def main() -> int:
    """Print all of it."""
    if not MAIL.is_dir():
        print(f"no mail collections in {MAIL} (set RELANCE_SHARED)")
        return 1
    found = bounces()
    for tally in (found.failed, found.delayed, found.status, found.kinds):
        print("".join(f"  {one}\n" for one in tally.differences), end="")
    print(found.failed.line("Failed addresses"))
    print(found.delayed.line("Delayed addresses"))
    print(found.status.line("Status codes where said"))
    print(found.kinds.line("Kinds (flanker)"))
    print(f"Absences and delays taken for a bounce: {len(found.false_bounces)} {found.false_bounces or ''}")
    for what, (right, tried, differences) in (("Answers cut", replies()), ("Answers cut (talon)", talon())):
        print("".join(f"  {one}\n" for one in differences), end="")
        print(f"{what}: {right} of {tried} as expected ({right / tried:.1%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
