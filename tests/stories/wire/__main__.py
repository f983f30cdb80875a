"""`python -m tests.stories.wire mails|letters MESSAGES WORKERS KILLS SEED`, on the database of the environment."""

from __future__ import annotations

import json
import os
import sys

import django


def main(road: str, messages: int, workers: int, kills: int, seed: int) -> None:
    """Tables, then the run; prints what came of it as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "relance.config.settings"
    django.setup()
    from django.core.management import call_command

    from tests.stories.wire.chaos import unleash
    from tests.stories.wire.roads import ROADS

    call_command("migrate", verbosity=0)
    print(f"seed {seed}", file=sys.stderr, flush=True)
    print(json.dumps(unleash(ROADS[road](), messages, workers, kills, seed)._asdict()), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:6]))
