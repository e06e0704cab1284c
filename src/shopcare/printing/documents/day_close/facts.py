"""The rows of the end-of-day round: one class for each of its tables."""

from dataclasses import dataclass
from datetime import date, datetime, time

from shopcare.domain.money import Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseCall:
    """One call of the day, and how it went."""

    customer_name: str
    phone: str
    purpose: str
    result: str = ""
    """What came of it, or why it was not made."""
    staff_name: str = ""
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseGoods:
    """Goods that are ready and whose owner has not been told (G-8)."""

    number: str
    customer_name: str
    product: str = ""
    shelf: str = ""
    ready_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseDeadline:
    """An answer that was promised to a customer."""

    number: str
    customer_name: str
    what: str
    due_at: datetime
    staff_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseDebt:
    """A fee that is still owed for goods that were handed over (G-9)."""

    number: str
    customer_name: str
    product: str = ""
    left_fen: Fen
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseTill:
    """One person's money: taken, handed over, still owed to the till (G-17)."""

    staff_name: str
    taken: str
    handed_over_fen: Fen
    left_fen: Fen


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseUnreachable:
    """A customer whose every number was found wrong (C-14)."""

    customer_name: str
    numbers: tuple[str, ...] = ()
    """The numbers that were found wrong, masked."""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCloseUntouched:
    """An open case of which nothing was written down for seven days (G-25)."""

    number: str
    customer_name: str
    stage: str
    last_step_on: date
    staff_name: str = ""
