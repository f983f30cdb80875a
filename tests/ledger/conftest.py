"""The creditor of the operations' tests, with two events behind it."""

from tests.operations.conftest import creditor, own_home

__all__ = ["creditor", "own_home"]
