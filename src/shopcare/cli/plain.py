"""Facts as plain values for programs: days and moments in ISO 8601, money in whole fen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, Final


def plain(value: object) -> Any:
    """Write any fact as plain values; money stays whole fen."""
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


_WRITTEN: Final[tuple[tuple[type, Callable[[Any], Any]], ...]] = (
    (NoneType, lambda value: value),
    (StrEnum, lambda choice: choice.value),
    (str, lambda value: value),
    (int, lambda value: value),  # also true and false
    (float, lambda value: value),
    (date, lambda day: day.isoformat()),  # also a moment
    (time, lambda hour: f"{hour:%H:%M}"),
    (Decimal, _number),
    (Mapping, lambda pairs: {str(plain(key)): plain(item) for key, item in pairs.items()}),
    (Iterable, lambda items: [plain(item) for item in items]),
)
