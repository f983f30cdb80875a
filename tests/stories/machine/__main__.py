"""As many examples as wanted: `python -m tests.stories.machine 500`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

TEST = Path(__file__).resolve().parent.parent / "test_any_order.py"

if __name__ == "__main__":
    os.environ["RELANCE_TEST_ORDERS"] = sys.argv[1] if len(sys.argv) > 1 else "500"
    sys.exit(pytest.main(["-q", str(TEST)]))
