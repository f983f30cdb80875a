"""One folder per way to reach a customer; each offers `CHANNEL` and is found by `relance.discovery`."""
