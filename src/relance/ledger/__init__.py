"""What we know: the only rooms with tables."""
