"""One address for every page of the demonstration: `python -m tests.browser.addresses`, on its home.

Every route is asked for once. What answers with a whole page is a page; acts (405), files and parts of pages are not,
and the few that stand in `NO_PAGE` are named with the reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.demonstration import TODAY, of_home

# what has no page of its own here, and why; everything else that answers with a page is looked at
NO_PAGE = {
    "account_login": "looked at before one is signed in",
    "sign_in": "looked at before one is signed in",
    "mfa_authenticate": "asked between password and page: tests/web/test_second_factor.py",
    "mfa_login_webauthn": "data for the browser's own dialogue: tests/browser/test_passkeys.py",
    "mfa_reauthenticate": "asks for a code, which nobody has here",
    "mfa_reauthenticate_webauthn": "asks for a passkey, which nobody has here",
    "mfa_edit_webauthn": "names a passkey, which nobody has here",
    "mfa_remove_webauthn": "removes a passkey, which nobody has here",
    "mfa_deactivate_totp": "removes a code generator, which nobody has here",
    "mfa_view_recovery_codes": "shows codes, which nobody has here",
    "account_change_password": "leads to account_set_password until there is one",
    "account_reauthenticate": "asks for a password, which nobody has here",
    "bank_propose": "an act",
    "customer_part": "a part of the customer's page",
    "account_reset_password_from_key": "opened by a mail: tests/web",
    "account_confirm_email": "opened by a mail: tests/web",
    "account_inactive": "for a person who was shut out",
    "account_email_verification_sent": "says only that a mail was sent",
    "again_continue": "leads on to where one was going",
    "session_end": "an act on a session",
    "language": "an act",
    "design": "in development alone",
    "import_columns": "wants a file that was handed over: the first journey",
    "channels_sample": "a file",
    "channels_try": "an act",
    "notice_file": "a file",
    "invoice_file": "a file",
    "template_shown": "a part of the template's page",
    "line_shown": "a part of the notice's page",
    "dashboard_part": "a part of the dashboard",
    "view_drop": "an act",
}
# pages of those who are not signed in
OUTSIDE = {
    "enter": "/sign-in/a-link-that-was-used/",
    "account_login": "/sign-in/",
    "account_reset_password": "/account/password/forgotten/",
    "account_reset_password_done": "/account/password/forgotten/sent/",
    "account_reset_password_from_key_done": "/account/password/new/done/",
}
# further states of pages that are worth looking at
BESIDE = {
    "money_matched": "/money/?state=matched",
    "letters_all": "/letters/?list=all",
    "promises_live": "/promises/?list=live",
    "work_of_all": "/to-do/?who=all",
    "disputes_ended": "/disputes/?state=ended",
}


def look_up(home: Path) -> dict[str, dict[str, str]]:
    """What every route comes to on that home, asked in a process of its own."""
    values = {**of_home(home), "RELANCE_TODAY": TODAY, "DJANGO_SETTINGS_MODULE": "relance.config.settings"}
    command = [sys.executable, "-m", "tests.browser.addresses"]
    done = subprocess.run(command, env=values, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print what each route came to."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from relance.ledger.creditors import all_creditors
    from relance.operations.sign_in import make_sign_in_token
    from relance.web.clock import signing_in

    call_command("migrate", verbosity=0)
    creditor = all_creditors()[0]
    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    client.post(f"/sign-in/{make_sign_in_token(creditor=creditor, act=signing_in())}/")
    outside = {**OUTSIDE, "invitation": _prepared(creditor)}
    pages, puzzles = {}, {}
    for name, values in _routes():
        if name in NO_PAGE or name in outside:
            continue
        address = _address(creditor, name, values)
        kind = _kind(client, address) if address else f"no example for {', '.join(values)}"
        if kind == "page" and address not in pages.values():
            pages[name] = address
        elif kind and kind != "page":
            puzzles[name] = f"{address}: {kind}"
    print(json.dumps({"pages": {**pages, **BESIDE}, "outside": outside, "puzzles": puzzles}))


def _prepared(creditor: Any) -> str:
    """What the demonstration lacks: somebody invited, whose address is returned, and long work under way."""
    from relance.ledger.models import Job
    from relance.operations.invite import invite
    from relance.web.clock import act_for, signing_in

    now, addresses = signing_in(), []
    Job.objects.create(
        creditor=creditor, kind="answer", arguments={"name": "figures", "key": ""}, asked_by="Claire",
        asked_at=now.now, asked_on=now.today, state="running", done=3, total=10,
    )  # fmt: skip
    invite(
        creditor=creditor, email="paul@atelier.example", name="paul", role="reader", act=act_for(creditor, "Claire"),
        link_of=lambda token: addresses.append(f"/invitation/{token}/") or addresses[-1],
    )  # fmt: skip
    return addresses[0]


def _routes() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every named route with what stands in its address."""
    from django.urls import get_resolver

    resolver = get_resolver()
    for name in resolver.reverse_dict:
        if isinstance(name, str):
            possibilities = resolver.reverse_dict.getlist(name)
            yield name, tuple(possibilities[0][0][0][1])


def _kind(client: Any, address: str) -> str:
    """`page`, nothing for what is no page, or what stands in the way."""
    answer = client.get(address)
    if answer.status_code == 405:
        return ""
    if answer.status_code != 200:
        return f"{answer.status_code} {answer.headers.get('Location', '')}".strip()
    if not answer.headers["Content-Type"].startswith("text/html") or answer.streaming:
        return ""
    return "page" if b"<html" in answer.content and answer.headers.get("X-Frame-Options") == "DENY" else ""


def _address(creditor: Any, name: str, values: tuple[str, ...]) -> str:
    from django.urls import reverse

    shown = {}
    for value in values:
        example = EXAMPLES.get(f"{name.split('_')[0]}:{value}") or EXAMPLES.get(value)
        if example is None:
            return ""
        shown[value] = example(creditor)
    return reverse(name, kwargs=shown)


def _first(model: str, **filters: Any) -> Callable[[Any], Any]:
    """The newest record of a kind that fits."""

    def found(creditor: Any) -> Any:
        from django.apps import apps

        return apps.get_model("ledger", model).objects.filter(creditor=creditor, **filters).order_by("-pk").first()

    return found


def _key(model: str, field: str = "pk", **filters: Any) -> Callable[[Any], Any]:
    return lambda creditor: getattr(_first(model, **filters)(creditor), field, 0)


EXAMPLES: dict[str, Callable[[Any], Any]] = {
    "code": lambda creditor: _first("Dispute")(creditor).customer.code,
    "reference": _key("Notice", "reference", state="to_confirm", channel="email"),
    "agreement:reference": _key("Agreement", "reference"),
    "channel": lambda creditor: "email",
    "dispute_id": _key("Dispute", state="open"),
    "message_id": _key("IncomingMessage", state="waiting"),
    "meaning_id": _key("Meaning"),
    "task_id": _key("Task", closed_on=None),
    "call:task_id": _key("Task", closed_on=None, kind="call"),
    "line_id": _key("BankLine", state="proposed"),
    "payment_id": _key("Payment"),
    "promise_id": _key("Promise"),
    "batch_id": _key("LetterBatch", "number"),
    "posting_id": _key("Posting"),
    "proof_id": _key("PostingProof"),
    "file_id": _key("ImportFile"),
    "invoice_id": _key("Invoice"),
    "job_id": _key("Job"),
    "journal:number": _key("Event", "sequence"),
    "mapping_id": _key("RememberedMapping"),
    "version_id": _key("PlanVersion"),
    "key": lambda creditor: "standard",
    "template": lambda creditor: "reminder-1",
    "language": lambda creditor: "fr",
    "form": lambda creditor: "pdf",
    "token": lambda creditor: "a-link-that-was-used",
}


if __name__ == "__main__":
    main()
