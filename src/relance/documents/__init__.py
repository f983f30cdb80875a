"""Finished wordings laid out on paper and on pages: text in, bytes out."""
