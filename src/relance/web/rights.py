"""Which right each page asks for, and whether it shows one company or only the customers that a person may see.

Every address stands here, or the tests fail. A page of sight `customers` shows a collector their portfolio and somebody
from outside the files opened to them; a page of sight `company` is closed to both.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from relance.domain.rights import Right

Sight = Literal["company", "customers"]


class Asks(NamedTuple):
    """The right that a page asks for, and what it shows."""

    right: Right
    sight: Sight = "company"


# pages before anybody is signed in, or that belong to the person and not to a company
OPEN_TO_ALL: Final = frozenset({"sign_in", "enter", "sign_out", "language"})
ANY_MEMBER: Final = frozenset({"choose_creditor"})

_BY_ASK: Final[dict[Asks, str]] = {
    Asks("see", "customers"): (
        "customers customer customer_owed customer_owed_pdf customer_credits notice message notice_file tracking "
        "tracking_csv tracking_xlsx holds promises disputes dispute agreement agreement_letter replies reply "
        "reply_original dashboard"
    ),
    Asks("follow_up", "customers"): (
        "work task close_task call customer_call customer_promise promise_withdraw customer_dispute customer_cause "
        "dispute_note customer_hold customer_release customer_record contact reply_accept_all reply_nothing "
        "reply_add reply_accept reply_reject"
    ),
    Asks("dossier", "customers"): (
        "customer_dossier customer_dossier_zip customer_dossier_pdf clocks clocks_count letter_proof"
    ),
    Asks("see", "company"): ("departures silences letters letters_list letters_print"),
    Asks("follow_up", "company"): ("assign_tasks reply_assign"),
    Asks("confirm", "company"): (
        "decide send resume_sending confirm cancel resolve letters_batch letters_posted letters_take letters_follow "
        "letter_record letter_cancel"
    ),
    Asks("settle", "company"): (
        "customer_agree customer_agree_preview agreement_sign agreement_cancel customer_bill customer_waive "
        "customer_fact customer_edit dispute_settle choose_handover small_rest"
    ),
    Asks("money", "company"): (
        "customer_pay customer_unpay reply_iban money money_match money_returned money_returned_decide money_line "
        "money_accept money_choose money_decline money_aside money_back money_undo import import_check "
        "import_columns import_take import_drop import_attach import_tie_out import_cold_start import_report "
        "mappings mapping_forget"
    ),
    Asks("figures", "company"): ("ageing forecast figures receipts"),
    Asks("plans", "company"): (
        "templates template_new template_shown template template_preview plan plan_edit plan_version use_plan"
    ),
    Asks("company", "company"): ("settings settings_preview"),
    Asks("bank", "company"): ("bank bank_propose bank_approve bank_withdraw"),
    Asks("people", "company"): ("people people_absence"),
}
ROUTES: Final[dict[str, Asks]] = {name: asks for asks, names in _BY_ASK.items() for name in names.split()}
