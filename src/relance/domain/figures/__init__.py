"""Measures of how customers pay: pure arithmetic over what the ledger knows, with samples and intervals."""
