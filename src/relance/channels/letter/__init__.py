"""A letter for a window envelope, to be printed or handed to a postal provider."""

from __future__ import annotations

from relance.documents.paper import PaperChannel

CHANNEL = PaperChannel("letter", proof=False)
