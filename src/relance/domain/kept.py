"""Figures as plain data (JSON) and back, by their types: shares stay exact, days stay days."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from cattrs.cols import is_namedtuple, namedtuple_dict_structure_factory, namedtuple_dict_unstructure_factory
from cattrs.preconf.json import JsonConverter, make_converter


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    converter.register_unstructure_hook(Fraction, lambda value: [value.numerator, value.denominator])
    converter.register_structure_hook(Fraction, lambda value, _: Fraction(value[0], value[1]))
    converter.register_unstructure_hook_factory(
        is_namedtuple, lambda kind: namedtuple_dict_unstructure_factory(kind, converter)
    )
    converter.register_structure_hook_factory(
        is_namedtuple, lambda kind: namedtuple_dict_structure_factory(kind, converter)
    )
    return converter


def to_plain(value: Any, kind: Any) -> Any:
    """Dataclasses, named tuples, days and fractions as dictionaries, lists, texts and numbers."""
    return _converter().unstructure(value, unstructure_as=kind)


def from_plain(data: Any, kind: Any) -> Any:
    """The same value again. Raises what cattrs raises where the data are of another shape."""
    return _converter().structure(data, kind)
