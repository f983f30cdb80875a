"""What operations refuse, said to people in the language of their page."""

from __future__ import annotations


def said(sentence: str) -> str:
    """The sentence of a refusal as a page shows it: a capital, a full stop."""
    text = sentence.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "”", "»")) else f"{text}."
