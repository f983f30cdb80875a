"""Measurements at the scale of a large firm; `python -m benches` prints them as a table."""
