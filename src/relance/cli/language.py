"""Which language a person at this terminal reads."""

from __future__ import annotations

import os
from collections.abc import Mapping


def language_of(env: Mapping[str, str] = os.environ) -> str:
    """`RELANCE_LANGUAGE`, else French where the locale is French, else English."""
    chosen = env.get("RELANCE_LANGUAGE", "").strip().lower()
    if not chosen:
        chosen = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or ""
    return "fr" if chosen.lower().startswith("fr") else "en"
