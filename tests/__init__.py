"""The tests of Relance."""
