"""Whose money is it, and what does it pay: sure where it is provably unique, else likely, else nothing."""
