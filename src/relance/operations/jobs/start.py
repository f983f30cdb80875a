"""Start a process that does the waiting jobs, unless the worker does them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

from django.conf import settings

BY_PROCESS, BY_WORKER, HERE = "process", "worker", "here"


def start_working(clock: Callable[[], datetime]) -> None:
    """A process of its own, which outlives the page that asked; it ends by itself once nothing is left to do."""
    if settings.RELANCE_JOBS == HERE:
        from relance.operations.jobs.run import run_jobs

        run_jobs(clock)
    elif settings.RELANCE_JOBS == BY_PROCESS:
        subprocess.Popen(
            [sys.executable, "-m", "relance", "jobs", "--work"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True, env=dict(os.environ), close_fds=True,
        )  # fmt: skip
