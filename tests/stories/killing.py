"""Work killed with SIGKILL at random moments, then finished, then counted: `python -m tests.stories.killing`.

Runs in a process of its own, on the database that the environment names. Each attempt is a forked child; what
it left is looked at as it lies, then the work is done again to its end, and everything is compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connections, transaction


class Broken(AssertionError):
    """An invariant that did not hold after a kill; the text says which, and in which round."""


class Story(ABC):
    """One kind of work, round after round; a round may be killed at any moment."""

    def __init__(self, seed: int) -> None:
        from relance.operations.change_settings import change_settings
        from tests.operations.scene import a_creditor, an_act

        self.chance = random.Random(seed)
        self.round = 0
        self.day = date(2026, 2, 2)
        self.owed: dict[str, int] = {}
        self.creditor = a_creditor()
        changes = {"max_notices_per_day": "100000"}
        change_settings(creditor=self.creditor, changes=changes, act=an_act("2026-01-30"))

    @abstractmethod
    def prepare(self) -> None:
        """Make the next round's work ready."""

    @abstractmethod
    def work(self) -> None:
        """What is killed, and what is done again afterwards."""

    def look(self) -> None:  # noqa: B027
        """Right after the kill: nothing may lie there half done."""

    @abstractmethod
    def finished(self) -> None:
        """After the work was done again to its end: nothing lost, nothing doubled."""

    def tidy(self) -> None:  # noqa: B027
        """Make room for the next round."""

    def next_day(self) -> str:
        from relance.domain.law import add_working_days
        from relance.operations.plans_in_force import law_of

        self.day = add_working_days(law_of(self.creditor), self.day, 1)
        return self.day.isoformat()

    def invoices(self, customers: int, each: int) -> bytes:
        """The round's invoices: ten days overdue, of customers of its own; `owed` remembers the cents."""
        due_on = self.day - timedelta(days=10)
        lines = ["customer,customer_name,email,address,postcode,city,invoice,due_on,amount"]
        for who in range(customers):
            code = f"C{self.round}-{who}"
            for nth in range(each):
                number, cents = f"F{self.round}-{who}-{nth}", self.chance.randint(1000, 99999)
                self.owed[number] = cents
                lines.append(
                    f"{code},Client {code} SARL,a{who}@client.example,1 rue X,75001,Paris,{number},{due_on},"
                    f"{cents / 100:.2f}"
                )
        return "\n".join((*lines, "")).encode()

    def pay_everything(self) -> None:
        """Nothing is owed any more, so that the next round stands alone."""
        from relance.ledger.models import Customer, Receivable
        from relance.operations.record_payment import money_moved
        from tests.operations.scene import an_act

        owing = Customer.objects.filter(receivables__open_cents__gt=0).distinct()
        customers = list(owing.values_list("pk", flat=True))
        Receivable.objects.filter(open_cents__gt=0).update(open_cents=0, paid_on=self.day)
        with transaction.atomic():
            money_moved(self.creditor, customers, an_act(self.day.isoformat()))
        Customer.objects.update(wake_on=None)
        self.owed.clear()

    def check(self, holds: bool, what: str) -> None:
        if not holds:
            raise Broken(f"round {self.round}: {what}")


class Importing(Story):
    """Files of invoices and of payments."""

    def prepare(self) -> None:
        from tests.operations.scene import open_amounts

        self.before = open_amounts(self.creditor)
        if self.round % 3 == 2:
            paid = [n for n, c in self.before.items() if c][:20]
            body = [f"C{n[1:].rpartition('-')[0]},{self.day},{self.before[n] / 100:.2f},{n}" for n in paid]
            self.data = "\n".join(("customer,paid_on,amount,invoice", *body, "")).encode()
            self.after = {**self.before, **dict.fromkeys(paid, 0)}
        else:
            self.owed.clear()
            self.data = self.invoices(10, 3)
            self.after = {**self.before, **self.owed}

    def work(self) -> None:
        from tests.operations.scene import take

        report = take(self.creditor, self.data, self.day.isoformat())
        self.check(report.is_taken, f"the file was refused: {report.problems[:3]}")
        self.check(report.created in (0, report.read), f"taken in part: {report}")

    def look(self) -> None:
        from relance.ledger.models import ImportFile
        from tests.operations.scene import open_amounts

        files = ImportFile.objects.filter(sha256=hashlib.sha256(self.data).hexdigest()).count()
        now = open_amounts(self.creditor)
        self.check(files in (0, 1), f"{files} records of one file")
        self.check(now == (self.after if files else self.before), "open amounts between before and after")

    def finished(self) -> None:
        from relance.ledger.models import Allocation, Payment, Receivable
        from tests.operations.scene import open_amounts

        self.check(open_amounts(self.creditor) == self.after, "the open amounts are not those of the files")
        allocated = sum(Allocation.objects.values_list("cents", flat=True))
        lowered = sum(a - o for a, o in Receivable.objects.values_list("amount_cents", "open_cents"))
        paid = sum(Payment.objects.values_list("amount_cents", flat=True))
        self.check(allocated == lowered == paid, f"money: {paid} paid, {allocated} allocated, {lowered} lowered")


class Running(Story):
    """The day's decisions, written seven customers to a transaction."""

    def prepare(self) -> None:
        from relance.operations import decide_due as room
        from tests.operations.scene import run, take

        room.BATCH = 7  # type: ignore[misc]
        self.today = self.next_day()
        take(self.creditor, self.invoices(24, 2), self.today)
        decided = run(self.creditor, self.today, dry_run=True).decided
        self.wanted = Counter((d.case.customer.code, w.draft.total_cents) for d in decided for w in d.wanted)

    def work(self) -> None:
        from tests.operations.scene import run

        report = run(self.creditor, self.today)
        self.check(not report.problems, str(report.problems[:3]))

    def look(self) -> None:
        from relance.ledger.models import Event, Notice

        decided = Event.objects.filter(verb="notice_decided").count()
        self.check(decided == Notice.objects.count(), "notices without their event, or events without their notice")
        self.check(not Notice.objects.filter(lines=None).exists(), "a notice without lines")

    def finished(self) -> None:
        from relance.ledger.models import Notice

        waiting = Notice.objects.exclude(state="cancelled").values_list("customer__code", "total_cents")
        self.check(Counter(waiting) == self.wanted, "not exactly the notices that an undisturbed run decides")
        self.creditor.refresh_from_db()
        self.check(str(self.creditor.last_run_on) == self.today, "the day is not marked as run")

    def tidy(self) -> None:
        self.pay_everything()


class Sending(Story):
    """Confirmed notices into the local outbox; every third is a letter with a copy by e-mail."""

    states = frozenset(("sent",))

    def prepare(self) -> None:
        from relance.ledger.models import Customer, Notice
        from relance.operations.freeze import render_notice
        from tests.operations.scene import an_act, confirm, run, take

        self.today = self.next_day()
        take(self.creditor, self.invoices(6, 1), self.today)
        if self.round == 1:
            self._plan()
        Customer.objects.filter(code__in=[f"C{self.round}-0", f"C{self.round}-3"]).update(plan="copied")
        run(self.creditor, self.today)
        self.references = set(confirm(self.creditor, self.today))
        ready = Notice.objects.filter(state="planned")
        self.check(ready.count() == 6, "six notices were to be ready")
        if self.round == 1:  # what a first mail loads is loaded before the fork (not letters: they start threads)
            render_notice(self.creditor, ready.filter(channel="email")[0], an_act(self.today))

    def _plan(self) -> None:
        from relance.operations.edit_plan import save_plan
        from tests.operations.scene import an_act
        from tests.operations.test_after_an_interruption import WITH_COPY

        save_plan(creditor=self.creditor, text=WITH_COPY, act=an_act(self.today))

    def work(self) -> None:
        from tests.operations.scene import send

        send(self.creditor, self.today)

    def finished(self) -> None:
        from relance.ledger.models import Dispatch, Notice, StepDone

        ours = Notice.objects.filter(reference__in=self.references)
        found = Counter(ours.values_list("state", flat=True))
        self.check(set(found) <= self.states and found.total() == 6, f"notices ended as {dict(found)}")
        self.check(StepDone.objects.filter(notice__in=ours).count() == 6, "a step was lost or doubled")
        self.check(not Dispatch.objects.filter(state__in=["frozen", "data_started"]).exists(), "a message was left")
        self.compare()

    def compare(self) -> None:
        """Outbox and records match one to one, byte for byte."""
        from relance.ledger.models import Dispatch

        kept = {d.filename: d.sha256 for d in Dispatch.objects.filter(notice__reference__in=self.references)}
        folder = next(Path(settings.RELANCE_HOME).glob("outbox/*"))
        files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.glob(f"{self.today}/*")}
        self.check(files == kept, f"outbox {sorted(files)} and records {sorted(kept)} differ")

    def tidy(self) -> None:
        self.pay_everything()


class Mailing(Sending):
    """The same over SMTP: what was cut off after the mail had begun is unknown, and never sent again."""

    states = frozenset(("sent", "unknown"))

    def __init__(self, seed: int) -> None:
        from relance.ledger.models import Creditor
        from tests.operations.sink import a_mail_server

        super().__init__(seed)
        Creditor.objects.filter(pk=self.creditor.pk).update(delivery="smtp")
        self.server = a_mail_server()
        self.sink, settings.RELANCE_SMTP = self.server.__enter__()

    def compare(self) -> None:
        from relance.ledger.models import Dispatch, Task

        got = Counter(str(m.original_content).split("Message-ID: ")[1].split("\\r\\n")[0] for m in self.sink.mails)
        self.check(not got or max(got.values()) == 1, f"sent twice: {[k for k, n in got.items() if n > 1]}")
        mails = Dispatch.objects.filter(channel="email", notice__reference__in=self.references)
        sent = set(mails.filter(state="sent").values_list("message_id", flat=True))
        unknown = set(mails.filter(state="unknown").values_list("message_id", flat=True))
        self.check(sent <= set(got) <= sent | unknown, "what the server keeps is not what the records say")
        asked = Task.objects.filter(kind="unknown_delivery", subject__in=self.references).count()
        self.check(asked == len(unknown), f"{len(unknown)} unknown, {asked} questions")
        self.sink.mails.clear()


STORIES: dict[str, type[Story]] = {"import": Importing, "run": Running, "send": Sending, "mail": Mailing}


def kill_often(story: Story, kills: int) -> dict[str, Any]:
    """Rounds of work until so many were really killed; raises Broken where something does not hold."""
    from relance.ledger.reads import chain_break

    killed, seconds = 0, 0.2
    while killed < kills:
        story.round += 1
        story.prepare()
        hit = _attempt(story.work, story.chance.uniform(0, seconds * 1.1))
        if hit:
            killed += 1
            story.look()
        if hit and story.chance.random() < 0.3:  # sometimes the second try dies as well
            killed += _attempt(story.work, story.chance.uniform(0, seconds))
        started = time.monotonic()
        if _attempt(story.work, None):
            raise Broken(f"round {story.round}: the work cannot be finished after a kill")
        took = time.monotonic() - started  # of work that may have been done already, where nothing was hit
        seconds = 0.7 * seconds + 0.3 * took if hit else max(seconds * 0.8, 0.01)
        story.finished()
        story.check(chain_break(story.creditor) is None, f"chain: {chain_break(story.creditor)}")
        if killed >= kills and _attempt(_ask_the_doctor, None):
            raise Broken("the doctor was killed")
        story.tidy()
    return {"kills": killed, "rounds": story.round}


def _ask_the_doctor() -> None:
    """What `relance doctor` looks at must hold after all this."""
    from relance.cli.examination import examine

    ill = [f"{f.check}: {f.message}" for f in examine() if f.severity == "problem"]
    if ill:
        raise Broken(f"doctor: {ill}")


def _attempt(work: Callable[[], None], delay: float | None) -> bool:
    """Do the work in a forked child; True where SIGKILL met it still at work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _as_child(work)
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status) == signal.SIGKILL
    if os.WEXITSTATUS(status):
        raise Broken("the work failed by itself; its traceback stands above")
    return False


def _as_child(work: Callable[[], None]) -> None:
    code = 1
    signal.alarm(60)  # a child that hangs dies of it, and is found
    try:
        work()
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def main(name: str, kills: int, seed: int) -> None:
    """Tables, then the story; prints what came of it as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "relance.config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"{name}: seed {seed}", file=sys.stderr, flush=True)
    print(json.dumps({"story": name, "seed": seed, **kill_often(STORIES[name](seed), kills)}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
