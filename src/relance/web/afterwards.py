"""What is done once the answer has left, so that nobody can tell from its time what was done."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Task = Callable[[], object]
LOG = logging.getLogger("relance.afterwards")


def afterwards(request: HttpRequest | None, task: Task) -> None:
    """Do this after the answer to the request has left; at once where there is no such request."""
    waiting = getattr(request, "relance_afterwards", None)
    if waiting is None:
        task()
    else:
        waiting.append(task)


class AfterwardsMiddleware:
    """Runs the tasks when the server closes the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what the views left to be done is done when the answer is closed."""
        tasks: list[Task] = []
        request.relance_afterwards = tasks  # type: ignore[attr-defined]
        answer = self.get_response(request)
        if tasks:
            close = answer.close

            def close_then_work() -> None:
                request.relance_afterwards = None  # type: ignore[attr-defined]  # what comes now is done at once
                for task in tasks:
                    _done(task)
                close()

            answer.close = close_then_work  # type: ignore[method-assign]
        return answer


def _done(task: Task) -> None:
    try:
        task()
    except Exception:  # the answer has left: nobody is there to be told but the log
        LOG.exception("left to be done after an answer")
