"""Two companies with the same codes, numbers and people's words, told apart by the canaries in every text."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any, Final

import pikepdf
from django.contrib.auth.models import User
from django.test import Client

from relance.domain.bank import BEGINNING
from relance.domain.plans import preset_text
from relance.ledger import models as ledger
from relance.ledger.builders import act_on
from relance.ledger.writes import Happening, append_events
from relance.web.session_ages import BEGUN
from tests.crawl.canaries import put

TODAY: Final = date(2026, 2, 16)  # a Monday
NOW: Final = act_on(TODAY).now
LATE: Final = date(2026, 1, 12)
OLD: Final = date(2021, 3, 1)  # five years ago: the limitation period is running out
ROLES: Final = ("owner", "manager", "accountant", "collector", "reader", "outside")
LETTER: Final = ("L", "sent", "letter", "x")
Ids = dict[str, Any]


@dataclass
class Company:
    """One company: its members, and the ids of its rows by the side of its portfolio (`seen`, `hide`, `only`)."""

    creditor: ledger.Creditor
    mark: str
    ids: dict[str, Ids] = field(default_factory=dict)
    spice: str = ""

    def token(self, side: str) -> str:
        """What every text of a side says: `qzxnorthseen`."""
        return f"qzx{self.mark}{side}{self.spice}"

    def browser(self, role: str) -> Client:
        """The browser of the member with this role."""
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(username=f"{role}-{self.mark}"))
        session = client.session
        session[BEGUN] = time.time()  # as after a password: exports are not asked about again
        session.save()
        return client


def make_company(mark: str, iban: str, spice: str = "") -> Company:
    """A company with a person in every role and all that does not belong to one customer; `spice` ends its texts."""
    token = f"qzx{mark}comp{spice}"
    creditor = put(
        ledger.Creditor, token, key=f"twin-{mark}", siren=token[:9], sending="confirm_all", second_factor="offered",
        money_known_to=TODAY, default_plan="two-then-notice",
    )  # fmt: skip
    company = Company(creditor, mark, spice=spice)
    for role in ROLES:
        user = User.objects.create(username=f"{role}-{mark}", email=f"{role}-{mark}@canary.example")
        put(ledger.Membership, token, creditor=creditor, user=user, role=role)
        put(ledger.SignInLink, token, user=user, expires_at=NOW, token_hash=_hash(token, role))
        put(ledger.SavedView, token, creditor=creditor, user=user, page="customers", query="sort=name", saved_at=NOW)
    given = {"creditor": creditor, "proposed_at": BEGINNING, "approved_at": BEGINNING}
    put(ledger.BankAccount, token, **given, iban=iban, bic=token.upper()[:11], in_force_from=BEGINNING)
    label = token.replace('"', "'")  # a plan is TOML
    plan = (
        preset_text("standard").replace('key = "standard"', 'key = "mine"').replace('label = "', f'label = "{label} ')
    )
    version = put(ledger.PlanVersion, token, creditor=creditor, key="mine", version=1, text=plan, saved_at=NOW)
    put(
        ledger.TemplateVersion, token, creditor=creditor, name="final-mine", language="fr", segment="", channel="",
        version=1, saved_at=NOW,
    )  # fmt: skip
    put(
        ledger.Invitation, token, creditor=creditor, role="reader", token_hash=_hash(token, "guest"), invited_at=NOW,
        expires_at=NOW + timedelta(days=7),
    )  # fmt: skip
    put(ledger.Mailbox, token, creditor=creditor)
    put(ledger.LetterBatch, token, creditor=creditor, number=1, made_at=NOW, made_on=TODAY)
    mapping = put(ledger.RememberedMapping, token, creditor=creditor, header_hash=_hash(token, "map"), set_at=NOW)
    put(
        ledger.ForecastWeek, token, creditor=creditor, made_on=TODAY, week=TODAY, expected_cents=1, low_cents=0,
        high_cents=2,
    )  # fmt: skip
    put(ledger.KeptAnswer, token, creditor=creditor, name="none", on=TODAY, made_at=NOW, content={})
    company.ids["comp"] = {
        "key": "mine", "version_id": version.pk, "template": "final-mine", "language": "fr", "mapping_id": mapping.pk,
        "batch_id": 1, "form": "csv", "part": "profile",
    }  # fmt: skip
    return company


def add_customer(company: Company, side: str, code: str, owner: str = "") -> None:
    """A customer with one row, at least, in every table that belongs to customers."""
    token, creditor = company.token(side), company.creditor
    customer = put(
        ledger.Customer, token, creditor=creditor, code=code, name=f"Maison {token}", siren=token, owner=owner,
        wake_on=TODAY, reply_waiting_since=TODAY, postcode=token, late_rate="",
    )  # fmt: skip
    mine = {"creditor": creditor, "customer": customer}
    ids: Ids = {"code": code}
    company.ids[side] = ids
    source = put(
        ledger.ImportFile, token, creditor=creditor, kind="invoices", format="csv", 
        imported_at=NOW, imported_on=TODAY, rejected=1,
    )  # fmt: skip
    job = put(
        ledger.Job,
        token,
        creditor=creditor,
        kind="import",
        asked_at=NOW,
        asked_on=TODAY,
        file=source,
        state="done",
        result={"words": token},
    )
    _invoices(company, side, mine, source)
    _messages(company, side, mine)
    _money(company, side, mine)
    _follow_up(company, side, mine)
    facts = {"reason": token, "note": token, "why": token, "text": token}
    verbs = ("hold_set", "customer_changed", "dispute_opened")
    append_events(creditor, [Happening(verb, facts, customer.pk, code) for verb in verbs], act_on(TODAY, token))
    last = 9999 if side == "only" else creditor.events.count()
    ids |= {"file_id": source.pk, "job_id": job.pk, "journal_event": {"number": last}}


def _invoices(company: Company, side: str, mine: Ids, source: ledger.ImportFile) -> None:
    token, ids, code = company.token(side), company.ids[side], company.ids[side]["code"]
    for number, due_on in ((f"F-{code}-1", LATE), (f"F-{code}-2", OLD)):
        invoice = put(
            ledger.Invoice, token, **mine, number=number, issued_on=due_on - timedelta(days=30), source=source
        )
        receivable = put(
            ledger.Receivable, token, **mine, invoice=invoice, due_on=due_on, amount_cents=90_000, open_cents=89_999,
            reason="spacing",
        )  # fmt: skip
        ids.setdefault("invoice", invoice)
        ids.setdefault("receivable", receivable)
        ids.setdefault("invoice_id", invoice.pk)
    invoice, receivable = ids["invoice"], ids["receivable"]
    paper = put(ledger.InvoiceFile, token, creditor=company.creditor, invoice=invoice, content=a_pdf(token))
    ids["invoice_file"] = {"file_id": paper.pk}
    put(ledger.CreditNote, token, **mine, number=f"AV-{code}", amount_cents=500, open_cents=500, issued_on=LATE)
    put(
        ledger.Claim, token, **mine, invoice=invoice, part="indemnity", cents=4000, opened_on=LATE, content=a_pdf(token)
    )
    put(ledger.ClaimWaiver, token, creditor=company.creditor, invoice=invoice, part="interest", on=TODAY, cents=1)
    put(ledger.LegalFact, token, **mine, kind="acknowledgement", on=LATE)
    put(ledger.StepDone, token, creditor=company.creditor, receivable=receivable, step="reminder-1", kind="reminder",
        channel="email", on=LATE)  # fmt: skip
    put(ledger.WriteOff, token, creditor=company.creditor, receivable=receivable, cents=1, on=TODAY, undone_on=TODAY)


def _messages(company: Company, side: str, mine: Ids) -> None:
    """A reminder to confirm, one that left by mail with its answer, one by post with its proof."""
    token, ids, creditor = company.token(side), company.ids[side], company.creditor
    step = {"plan": "two-then-notice", "kind": "reminder", "template": "reminder-1", "currency": "EUR"}
    rows = (
        ("W", "to_confirm", "email", "reminder-2"),
        ("S", "sent", "email", "reminder-1"),
        ("L", "sent", "letter", "x"),
    )
    notices = {}
    for letter, state, channel, key in rows:
        left = None if state == "to_confirm" else TODAY - timedelta(days=ord(letter) % 5)
        notices[letter] = put(
            ledger.Notice, token, **mine, reference=reference_of(side, letter), state=state, decided_on=TODAY,
            step=key, channel=channel, total_cents=90_000, left_on=left, **step,
        )  # fmt: skip
        put(
            ledger.NoticeLine, token, creditor=creditor, notice=notices[letter], receivable=ids["receivable"],
            is_acted=letter == "W", is_live=True, open_cents=90_000, step=key,
        )  # fmt: skip
    sent = {"creditor": creditor, "state": "sent", "frozen_at": NOW, "ended_at": NOW}
    address = f"qzx{company.mark}{side}@canary.example"
    mail = f"From: {address}\r\nSubject: {token}\r\n\r\n{token}\r\n".encode()
    by_mail = put(ledger.Dispatch, token, **sent, notice=notices["S"], channel="email", content=mail,
                  content_type="message/rfc822", filename=f"{token}.eml", token=token)  # fmt: skip
    by_post = put(ledger.Dispatch, token, **sent, notice=notices["L"], channel="letter", content=a_pdf(token),
                  content_type="application/pdf", filename=f"{token}.pdf", token="")  # fmt: skip
    batch = creditor.letter_batches.get()
    posting = put(ledger.Posting, token, creditor=creditor, dispatch=by_post, batch=batch, number=token.upper())
    proof = put(ledger.PostingProof, token, creditor=creditor, posting=posting, kind="deposit", content=a_pdf(token),
                content_type="application/pdf", added_at=NOW)  # fmt: skip
    unposted = put(
        ledger.Notice, token, **mine, reference=reference_of(side, "N"), state="sent", decided_on=TODAY,
        step="y", channel="letter", total_cents=1, left_on=LATE, **step,
    )  # fmt: skip
    put(ledger.Dispatch, token, **sent, notice=unposted, channel="letter", content=a_pdf(token),
        content_type="application/pdf", filename=f"{token}-2.pdf", token="")  # fmt: skip
    message = put(
        ledger.IncomingMessage, token, **mine, notice=notices["S"], dispatch=by_mail, kind="reply", state="waiting",
        tied_by="token", fingerprint=_hash(token, "mail"), received_at=NOW, received_on=TODAY, content=mail,
        report=[], is_authenticated=True,
    )  # fmt: skip
    meaning = put(ledger.Meaning, token, creditor=creditor, message=message, invoice=ids["invoice"], meaning="promise",
                  state="proposed", on=TODAY + timedelta(days=9), cents=100)  # fmt: skip
    put(ledger.Call, token, **mine, notice=notices["S"], on=TODAY, at=NOW, result="spoken")
    ids |= {
        "reference": reference_of(side, "S"),
        "line_shown": {"reference": reference_of(side, "W")}, "channel": "email", "posting_id": posting.pk,
        "proof_id": proof.pk, "message_id": message.pk, "meaning_id": meaning.pk,
    }  # fmt: skip


def _money(company: Company, side: str, mine: Ids) -> None:
    token, ids, creditor = company.token(side), company.ids[side], company.creditor
    account = put(ledger.StatementAccount, token, creditor=creditor, number=f"{token}", known_to=TODAY)
    source = put(
        ledger.ImportFile, token, creditor=creditor, kind="bank", format="camt", 
        imported_at=NOW, imported_on=TODAY,
    )  # fmt: skip
    statement = put(ledger.BankStatement, token, creditor=creditor, account=account, source=source, format="camt")
    line = put(
        ledger.BankLine, token, creditor=creditor, account=account, statement=statement, source=source, source_line=1,
        booked_on=TODAY, cents=90_000, currency="EUR", kind="transfer", key=_hash(token, "line"), state="unknown",
        why=[], proposals=[],
    )  # fmt: skip
    put(ledger.KnownPayer, token, **mine, sort="name", line=line, learned_at=NOW)
    payment = put(ledger.Payment, token, **mine, paid_on=LATE, amount_cents=700, open_cents=700, source=source)
    put(ledger.Allocation, token, creditor=creditor, receivable=ids["receivable"], payment=payment, cents=1, on=LATE)
    ids |= {"line_id": line.pk, "payment_id": payment.pk}


def _follow_up(company: Company, side: str, mine: Ids) -> None:
    token, ids, creditor = company.token(side), company.ids[side], company.creditor
    due = TODAY + timedelta(days=10)
    task = put(ledger.Task, token, **mine, kind="follow_up", due_on=TODAY, opened_on=LATE, amount_cents=90_000)
    call = put(ledger.Task, token, **mine, kind="call", due_on=TODAY, opened_on=LATE, amount_cents=90_000)
    put(ledger.Task, token, **mine, kind="send_copy", due_on=LATE, opened_on=LATE, closed_on=TODAY, result=token)
    put(ledger.Hold, token, **mine, from_on=TODAY + timedelta(days=3))
    dispute = put(ledger.Dispute, token, **mine, invoice=ids["invoice"], reason="price", cents=100, state="open",
                  opened_on=LATE, due_on=due)  # fmt: skip
    put(ledger.DisputeNote, token, creditor=creditor, dispute=dispute, at=NOW, on=TODAY)
    promise = put(ledger.Promise, token, **mine, invoice=ids["invoice"], on=due, cents=100, open_after_cents=0,
                  made_on=LATE, channel="phone")  # fmt: skip
    agreement = put(ledger.Agreement, token, **mine, reference=reference_of(side, "A"), cents=500, agreed_on=LATE,
                    content=a_pdf(token))  # fmt: skip
    put(ledger.AgreementLine, token, creditor=creditor, agreement=agreement, receivable=ids["receivable"], cents=500)
    put(ledger.Instalment, token, creditor=creditor, agreement=agreement, rank=1, due_on=due, cents=500)
    ids |= {
        "task_id": task.pk, "call": {"task_id": call.pk}, "dispute_id": dispute.pk, "promise_id": promise.pk,
        "agreement": agreement.reference,
    }  # fmt: skip
    if side == "seen":
        member = creditor.members.get(role="outside")
        put(ledger.FileOpened, token, creditor=creditor, member=member, customer=mine["customer"], opened_at=NOW)


def make_world() -> tuple[Company, Company]:
    """The company that is looked at, and its twin, which has one customer more."""
    north, south = make_company("north", iban_with("QZXNORTH001")), make_company("south", iban_with("QZXSOUTH001"))
    for company in (north, south):
        add_customer(company, "seen", "C-SEEN", owner=f"collector-{company.mark}")
        add_customer(company, "hide", "C-HIDE", owner=f"manager-{company.mark}")
    add_customer(south, "only", "C-ONLY", owner="owner-south")
    return north, south


def reference_of(side: str, letter: str) -> str:
    """The reference of a notice: the same in both companies, as their numbers begin alike."""
    return f"R-{('seen', 'hide', 'only').index(side) * 100 + ord(letter):06d}"


def iban_with(account: str) -> str:
    """A French IBAN whose account number says a canary; letters count as in ISO 13616."""
    body = f"30006000011{account}00"[:23].ljust(23, "0")
    digits = "".join(str(int(c, 36)) for c in f"{body}FR00")
    return f"FR{98 - int(digits) % 97:02d}{body}"


def a_pdf(text: str) -> bytes:
    """A page that says a text."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
    out = BytesIO()
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def _hash(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()
