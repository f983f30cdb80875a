"""`python -m relance` is the same as `relance`."""

from __future__ import annotations

import sys

from relance.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
