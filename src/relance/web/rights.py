"""Which right each page asks for, and whether it shows one company or only the customers that a person may see.

Every address stands here, or the tests fail. A page of sight `customers` shows a collector their portfolio and somebody
from outside the files opened to them; a page of sight `company` is closed to both.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from relance.domain.rights import LIMITED, Right, may

Sight = Literal["company", "customers"]


class Asks(NamedTuple):
    """The right that a page asks for, and what it shows."""

    right: Right
    sight: Sight = "company"


# signing in, and what somebody does who is not signed in yet
SIGNING_IN: Final = frozenset(
    "account_login mfa_authenticate mfa_login_webauthn account_inactive account_reset_password "
    "account_reset_password_done account_reset_password_from_key account_reset_password_from_key_done "
    "account_email_verification_sent account_confirm_email invitation".split()
)
# pages before anybody is signed in, or that belong to the person and not to a company
OPEN_TO_ALL: Final = SIGNING_IN | frozenset(
    {"theme", "keys", "help_keys", "design", "sign_in", "enter", "sign_out", "language"}
)
ANY_MEMBER: Final = frozenset({"choose_creditor", "companies"})

# one's own account, whatever company one works for, and even where for none
OWN_ACCOUNT: Final = frozenset(
    "account mfa_index mfa_list_webauthn welcome second_factor_needed session_end sessions_end_others again_by_link "
    "again_continue account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn account_email "
    "account_change_password account_set_password mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes "
    "mfa_generate_recovery_codes mfa_add_webauthn mfa_remove_webauthn mfa_edit_webauthn company_new".split()
)

_BY_ASK: Final[dict[Asks, str]] = {
    Asks("see", "customers"): (
        "customers customer customer_part customer_owed customer_owed_pdf customer_credits notice message notice_file "
        "letter_proof tracking tracking_csv tracking_xlsx holds promises disputes dispute agreement agreement_letter "
        "replies reply reply_original dashboard dashboard_part departures silences clocks clocks_count invoices "
        "invoice invoice_file search view_save view_drop undo prelitigation"
    ),
    Asks("tasks", "customers"): "work task close_task",
    Asks("follow_up", "customers"): (
        "call customer_call customer_promise promise_withdraw customer_dispute customer_cause dispute_note "
        "customer_hold customer_release customer_record customer_edit customer_agree customer_agree_preview "
        "agreement_sign contact reply_accept_all reply_nothing reply_add reply_accept reply_reject reply_iban "
        "customers_hold"
    ),
    Asks("export", "customers"): "customers_csv customers_xlsx",
    Asks("dossier", "customers"): "customer_dossier customer_dossier_pieces customer_dossier_zip customer_dossier_pdf",
    Asks("see", "company"): "letters letters_list letters_print",
    Asks("follow_up", "company"): "assign_tasks reply_assign",
    Asks("confirm", "company"): (
        "decide send resume_sending confirm cancel resolve notice_line line_shown letters_batch letters_posted "
        "letters_take letters_follow letter_record letter_cancel"
    ),
    Asks("settle", "company"): (
        "customers_assign agreement_cancel customer_bill customer_waive customer_fact dispute_settle choose_handover "
        "small_rest"
    ),
    Asks("money", "company"): (
        "customer_pay customer_unpay money money_match money_returned money_returned_decide money_line "
        "money_accept money_choose money_decline money_aside money_back money_undo import import_check "
        "import_columns import_take import_drop import_attach import_tie_out import_cold_start import_report "
        "mappings mapping_forget"
    ),
    Asks("export", "company"): "journal_csv",
    Asks("figures", "company"): ("ageing forecast figures receipts journal journal_event journal_verify job job_ask"),
    Asks("plans", "company"): (
        "templates template_new template_shown template template_preview plans plan plan_edit plan_version use_plan"
    ),
    Asks("company", "company"): (
        "settings settings_preview settings_company settings_calendar settings_rules channels channels_sending "
        "channels_try channels_sample start start_plan start_preview"
    ),
    Asks("bank", "company"): ("bank bank_propose bank_approve bank_withdraw"),
    Asks("people", "company"): (
        "people people_absence people_invite people_invitation people_remove people_file people_second_factor"
    ),
}
ROUTES: Final[dict[str, Asks]] = {name: asks for asks, names in _BY_ASK.items() for name in names.split()}
# pages that everybody may look at and whose form does more
ON_POST: Final[dict[str, Asks]] = {"customer_credits": Asks("money", "company")}


def asks_of(route: str, method: str = "GET") -> Asks | None:
    """What a page asks for; None for those that any member may open. An address that is not in the table fails."""
    if route in ANY_MEMBER:
        return None
    asks = ON_POST.get(route) if method == "POST" else None
    asks = asks or ROUTES.get(route)
    if asks is None:
        raise LookupError(f"the page “{route}” is not in the table of rights (web/rights.py): say there what it asks")
    return asks


def opens(role: str, route: str, method: str = "GET") -> bool:
    """Whether a role may open a page, or send its form."""
    asks = asks_of(route, method)
    return asks is None or (may(role, asks.right) and (asks.sight == "customers" or role not in LIMITED))
