"""Tests of what is owed and of legal clocks, through the commands."""
