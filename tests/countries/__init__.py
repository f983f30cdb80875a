"""Tests of what each country answers."""
