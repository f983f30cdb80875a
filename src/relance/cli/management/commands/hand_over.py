"""`relance hand-over`: what comes next where a plan has ended."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import customer_of
from relance.cli.typed import day


class Command(RelanceCommand):
    """Choose what comes next for a customer who has not paid."""

    help = "chooses what comes after the plan: lawyer, agency, formal notice, write-off, wait…"

    def options(self, parser: CommandParser) -> None:
        """For whom, and which way on."""
        parser.add_argument("customer", metavar="CUSTOMER")
        parser.add_argument(
            "--to", required=True, dest="choice", metavar="CHOICE",
            help="formal_notice, commissaire, lawyer, agency, suspend, solvency, wait or write_off",
        )  # fmt: skip
        parser.add_argument("--partner", default="", help="the lawyer’s, agency’s or commissaire’s name")
        parser.add_argument("--reason", default="", help="why; needed to write off")
        parser.add_argument("--until", type=day, metavar="DAY", help="for wait: the day until which")

    def answer(self, ask: Ask) -> Answer:
        """The choice, the sums, and the task that follows."""
        from relance.domain.reasons import task_words
        from relance.domain.wording.formats import money
        from relance.domain.work_facts import choice_words
        from relance.operations.choose_handover import choose_handover

        customer = customer_of(ask.creditor, ask["customer"])
        chosen = choose_handover(
            creditor=ask.creditor, customer=customer, choice=ask["choice"], act=ask.act, partner=ask["partner"],
            reason=ask["reason"], until=ask["until"],
        )  # fmt: skip
        document = {
            "customer": customer.code, "choice": chosen.choice,
            "sums": [{"currency": currency, "cents": cents} for currency, cents in chosen.sums.items()],
            "next": [{"id": t.pk, "task": t.kind, "due_on": t.due_on} for t in chosen.follow],
        }  # fmt: skip
        sums = " + ".join(money(cents, currency, ask.language) for currency, cents in chosen.sums.items())
        words = choice_words(chosen.choice, ask.language)
        text = [ask.say(f"{customer.code} : {words}, {sums}.", f"{customer.code}: {words}, {sums}.")]
        for task in chosen.follow:
            next_words = task_words(task.kind, ask.language)
            text.append(
                ask.say(
                    f"Ensuite : {next_words}, pour le {task.due_on} (tâche {task.pk}).",
                    f"Next: {next_words}, by {task.due_on} (task {task.pk}).",
                )
            )
        return Answer(document, text)
