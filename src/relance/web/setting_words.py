"""What each setting is called and what it does, for people."""

# ruff: noqa: E501  (one setting, one line)

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from relance.discovery import postal_providers
from relance.operations.change_settings import SEGMENT_PLANS


class Group(NamedTuple):
    """Settings that are read together: their key, title and names, and the page on which they stand."""

    key: str
    title: str
    names: tuple[str, ...]
    page: str


def groups() -> tuple[Group, ...]:
    """Every group of settings, in the order of the pages."""
    return (
        Group("company", _("Identity"), ("siren", "legal_form", "capital", "rcs", "vat_number"), "company"),
        Group("address", _("Address"), ("address", "city"), "company"),
        Group("contact", _("Contact and signature"), ("email", "phone", "signatory", "signatory_role"), "company"),
        Group("hours", _("Days and hours of sending"), ("calendar", "sending_from", "sending_until", "timezone"), "calendar"),
        Group("sending", _("Who decides, and how many"), ("sending", "max_notices_per_day"), "rules"),
        Group("habits", _("Habits"), ("default_plan", "default_terms", "language"), "rules"),
        Group("profiles", _("Plans by profile"), SEGMENT_PLANS, "rules"),
        Group("payment", _("How customers pay"), ("payment_methods", "instalments_possible"), "rules"),
        Group("money", _("Money in"), ("small_difference_cents",), "rules"),
        Group("claims", _("Interest and indemnity"), ("imputation", "below_floor", "day_count"), "rules"),
        Group("agreements", _("Payment plans"), ("agreement_max_instalments", "agreement_max_days", "agreement_first_percent", "agreement_min_cents", "instalment_reminder_days"), "rules"),
        Group("work", _("Work in the team"), ("person_in_charge", "dispute_days", "call_attempts", "escalate_after_days"), "rules"),
        Group("mail", _("E-mail"), ("sender_name", "reply_address", "reply_tokens", "read_receipts", "journal_address", "mails_per_hour", "mails_per_domain_hour"), "channels"),
        Group("post", _("Letters"), ("postal_provider", "postal_daily_cents"), "channels"),
    )  # fmt: skip


def setting_words(name: str) -> tuple[str, str]:
    """The label of a setting, and one sentence on what it does (empty where the label says it)."""
    words = {
        "sending": (_("Who decides that a reminder leaves"), _("As long as a person confirms everything, nothing leaves without a click.")),
        "delivery": (_("How mails leave"), _("The outbox is a folder: nothing reaches anyone by itself. SMTP hands mails to your mail server.")),
        "postal_provider": (_("Who prints and posts letters"), _("A provider prints and posts them as soon as they leave, and tells what became of them; its account is set in the environment.")),
        "postal_daily_cents": (_("At most, a day, for letters"), _("In euros, taxes included; beyond this the others leave on the following days.")),
        "sending_from": (_("Not before"), _("Notices leave within these hours only, in your time zone.")),
        "sending_until": (_("Not after"), _("What is due later leaves on the next working day.")),
        "max_notices_per_day": (_("At most, a day"), _("Beyond this, the largest and oldest leave first, the others on the following working days.")),
        "sender_name": (_("Sender’s name"), _("As mailboxes show it; empty for the company’s name.")),
        "reply_address": (_("Answers go to"), _("Empty for the company’s address. A mailbox that Relance can read ties answers to their reminders.")),
        "reply_tokens": (_("A mark of the reminder in that address"), _("name+mark@company.fr: most mail servers deliver it to the same mailbox. No, where yours does not.")),
        "read_receipts": (_("Ask for read receipts"), _("From the second reminder on. A receipt is kept as proof and never taken for an answer.")),
        "journal_address": (_("Archive address"), _("Gets a copy of every mail as it leaves: found there, a mail is proved to have left.")),
        "mails_per_hour": (_("Mails an hour at most"), _("0 for no limit; what is beyond leaves later.")),
        "mails_per_domain_hour": (_("Mails an hour to one domain at most"), _("0 for no limit; large mail providers slow down who sends them many at once.")),
        "calendar": (_("Working days"), _("Nothing leaves on a day off of this calendar.")),
        "address": (_("Address"), _("As it stands on letters, four lines at most.")),
        "siren": (_("SIREN"), _("Nine digits, as on your Kbis; spaces do not matter.")),
        "legal_form": (_("Legal form"), _("For the foot of letters: SARL, SAS…")),
        "capital": (_("Capital"), _("With its currency, as the law asks for a company: 10,000 €.")),
        "rcs": (_("RCS"), _("The town of the register, with the number if you like: RCS Lille.")),
        "vat_number": (_("VAT number"), _("For the foot of letters: FR, two digits, then the SIREN.")),
        "city": (_("Town"), _("Where letters are written: “Brest, 16 February 2026”.")),
        "email": (_("E-mail"), _("The address that mails come from and that customers answer to.")),
        "phone": (_("Phone"), _("Where customers reach a person; letters and mails name it.")),
        "signatory": (_("Who signs"), _("First and last name, under every message.")),
        "signatory_role": (_("Function"), _("Under the name: manager, accountant…")),
        "payment_methods": (_("Ways to pay"), _("As the sentence should say: transfer, cheque, card…")),
        "instalments_possible": (_("Payment in instalments"), _("Whether reminders offer to talk about it.")),
        "small_difference_cents": (_("Small difference in a payment"), _("In euros: an invoice paid but for so much, a bank fee say, is still recognised; a person says whether the difference is given up.")),
        "imputation": (_("A part payment goes first to"), _("Interest first is the rule of the Civil Code (art. 1343-1); principal first is kinder to the customer. Every statement shows both.")),
        "below_floor": (_("A contract rate below the legal minimum"), _("The law asks for three times the legal rate at least (C. com. L441-10 II), and no text says what a lower clause becomes. A warning stands on every statement concerned.")),
        "day_count": (_("Days of a leap year"), _("No text settles it: 365 every year is the usual reading; the difference is some cents.")),
        "agreement_max_instalments": (_("Instalments at most"), _("A payment plan beyond these limits is refused; whoever may change settings can widen them.")),
        "agreement_max_days": (_("Days to the last instalment at most"), _("Counted from the day of the agreement.")),
        "agreement_first_percent": (_("First instalment at least, % of the total"), _("0 asks for nothing in particular.")),
        "agreement_min_cents": (_("Each instalment at least, in euros"), _("The last one may be smaller.")),
        "instalment_reminder_days": (_("Days before an instalment to announce it"), _("The customer gets a short message; 0 means on the day itself.")),
        "person_in_charge": (_("Who does what nobody else is charged with"), _("Customers can have a person in charge of their own.")),
        "dispute_days": (_("Days to settle a dispute"), _("Past them, it stands on the work list as late.")),
        "call_attempts": (_("Calls before a number is given up"), _("Then the step takes its next channel.")),
        "escalate_after_days": (_("Working days before a late task goes up"), _("To a manager, or to whoever owns the company.")),
        "default_terms": (_("Usual terms"), _("For invoices without a due date: 30, 45-end-of-month, on-receipt…")),
        "default_plan": (_("Usual plan"), _("For customers that have none of their own.")),
        "plan_for_new": (_("New customers"), _("Fewer than three invoices settled in twelve months.")),
        "plan_for_good": (_("Who pays well"), _("Under five days late on average over twelve months.")),
        "plan_for_slow": (_("Who pays late"), _("Pays, five days late or more on average.")),
        "plan_for_bad": (_("Who pays badly"), _("Broken promises, a formal notice within a year, or a third of amounts over 60 days late.")),
        "plan_for_key": (_("Key accounts"), _("Chosen by hand; a person always confirms.")),
        "language": (_("Language"), _("Of the outbox and of what is written for you.")),
        "timezone": (_("Time zone"), _("Where your days begin and end: Europe/Paris, Indian/Reunion…")),
    }  # fmt: skip
    return words[name]


def choices_of(name: str) -> list[tuple[str, str]]:
    """The answers of a setting that has a closed list, with their words; empty for the others."""
    choices = {
        "sending": [
            ("confirm_all", _("A person confirms everything")),
            ("as_planned", _("Leave as the plan says; severe steps still wait for a person")),
        ],
        "delivery": [("outbox", _("Outbox folder")), ("smtp", _("SMTP mail server"))],
        "postal_provider": [
            ("", _("A person, from a batch to print")),
            *((key, provider.label) for key, provider in postal_providers().items()),
        ],
        "imputation": [
            ("interest_first", _("Interest, then principal")),
            ("principal_first", _("Principal, then interest")),
        ],
        "below_floor": [
            ("floor", _("The minimum: 3 × the legal rate")),
            ("default", _("Without a clause: ECB + 10 points")),
            ("as_written", _("The rate as written")),
        ],
        "day_count": [("ACT/365", _("Counted on 365 (ACT/365)")), ("ACT/ACT", _("Counted on 366 (ACT/ACT)"))],
        "language": [("fr", "Français"), ("en", "English")],
        "calendar": list(calendars()),
        "instalments_possible": [("yes", _("Yes")), ("no", _("No"))],
        "reply_tokens": [("yes", _("Yes")), ("no", _("No"))],
        "read_receipts": [("yes", _("Yes")), ("no", _("No"))],
    }
    return choices.get(name, [])


def calendars() -> tuple[tuple[str, str], ...]:
    """The calendars of working days, in words."""
    return (
        ("FR", _("France")),
        ("FR-ALSACE-MOSELLE", _("France, Alsace-Moselle")),
        ("FR-GUADELOUPE", "Guadeloupe"),
        ("FR-MARTINIQUE", "Martinique"),
        ("FR-GUYANE", "Guyane"),
        ("FR-REUNION", "La Réunion"),
        ("FR-MAYOTTE", "Mayotte"),
    )


def in_a_row(labels: list[str]) -> str:
    """Labels as words of a sentence: “adresse, SIREN”."""
    return ", ".join(label if label.isupper() else label[:1].lower() + label[1:] for label in labels)
