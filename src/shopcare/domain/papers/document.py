"""Facts that stand on many printed documents, and what a printer is loaded with."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Paper(StrEnum):
    """What a shop's printer is loaded with."""

    A4 = "a4"
    A5 = "a5"
    CONTINUOUS = "continuous"
    """241 × 140 mm form for dot matrix printers, in three parts."""
    ROLL_80 = "roll_80"
    ROLL_58 = "roll_58"
    LABEL_40 = "label_40"
    """Labels of 40 × 30 mm on a roll, each a page of its own."""
    LABEL_50 = "label_50"
    """Labels of 50 × 30 mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopHead:
    """The shop, as it stands on every document."""

    name: str
    address: str = ""
    phone: str = ""
    opening_hours: str = ""
    logo_png: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedBy:
    """When a document was printed, and by whom."""

    at: datetime
    staff_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A day, with or without an hour, that a customer is told."""

    on: date
    at: time | None = None
    is_provisional: bool = False
    """The official calendar of that year is not known yet."""
