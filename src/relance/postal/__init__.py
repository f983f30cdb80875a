"""One folder per postal provider; each offers PROVIDER."""
