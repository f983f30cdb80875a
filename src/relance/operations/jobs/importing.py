"""Take in a large file that was looked at: asked for by its page, done by a process of its own."""

from __future__ import annotations

import hashlib
from typing import Any

from relance.domain.act import Act
from relance.domain.rows import ReadOptions
from relance.domain.tabular.layout import answers_of
from relance.ledger.models import Creditor, ImportFile, Job
from relance.operations.import_file import Imported, import_file
from relance.operations.jobs.ask import ask_job
from relance.operations.jobs.run import Progress
from relance.operations.refused import Refused
from relance.operations.remember_mapping import remember_answers

CHOICES = ("sheet", "date_order", "decimal", "language", "mapping")
TICKS = ("snapshot", "vanished_settled", "partial", "new_account")


def ask_import(
    *, creditor: Creditor, name: str, data: bytes, options: ReadOptions, answers: dict[str, str], act: Act
) -> Job:  # fmt: skip
    """A job that takes the file in as `import_file` does: `answers` has reader, account, and the ticks that are set."""
    arguments: dict[str, Any] = {
        "name": name, "sha256": hashlib.sha256(data).hexdigest(), "reader": answers.get("reader", ""),
        "account": answers.get("account", ""), "ticks": [tick for tick in TICKS if tick in answers],
        "options": {choice: getattr(options, choice) for choice in CHOICES},
    }  # fmt: skip
    return ask_job(creditor=creditor, kind="import", arguments=arguments, act=act, content=data)


def take_import(job: Job, act: Act, tell: Progress) -> dict[str, object]:
    """Take the file in; the result names it. Raises Refused where it asks for answers that the look did not."""
    tell(0, 0, "importing")
    told, data = job.arguments, bytes(job.content or b"")
    options = ReadOptions(today=act.today, **told["options"])
    report: Imported = import_file(
        creditor=job.creditor, name=told["name"], data=data, act=act, options=options, reader=told["reader"],
        account=told["account"], **dict.fromkeys(told["ticks"], True),
    )  # fmt: skip
    if not report.is_taken:
        raise Refused(f"{told['name']} was not taken in: nothing was changed; look at it again and answer what it asks")
    if told["account"] or answers_of(options):
        remember_answers(
            creditor=job.creditor, name=told["name"], data=data, options=options, act=act, account=told["account"]
        )  # fmt: skip
    file = ImportFile.objects.filter(creditor=job.creditor).order_by("-pk").values_list("pk", flat=True).first()
    return {"file": file, "name": report.file}
