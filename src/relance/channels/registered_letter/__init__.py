"""A registered letter with acknowledgement of receipt: proof of posting is kept."""

from __future__ import annotations

from relance.documents.paper import PaperChannel

CHANNEL = PaperChannel("registered_letter", proof=True)
