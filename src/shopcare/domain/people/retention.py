"""How long what is known of a person is kept: by law after an erasure, else by the shop (L-8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.ids import CustomerId, StaffId


class KeptAbout(StrEnum):
    """What a law has kept for a time although its person is erased."""

    DISTANCE_SALE = "distance_sale"
    """A sale made online, by phone or by mail."""
    DISPUTE = "dispute"
    """A complaint, a return or an exchange: claims can still be brought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptByLaw:
    """One period of the law."""

    about: KeptAbout
    years: int
    article: str


class Lock(NamedTuple):
    """Name and numbers stay locked until a day, because of an article of the law."""

    until: date
    article: str


def lock_of(
    laws: Iterable[KeptByLaw], days: Iterable[tuple[KeptAbout, date]], today: date
) -> Lock | None:
    """Say until when a law has somebody's name kept; None where it need not be.

    Args:
        laws: the periods of the country.
        days: what was done with the person, and the day from which its period runs.
        today: the day of the erasure.
    """
    facts = list(days)
    locks = [
        Lock(years_after(day, law.years), law.article)
        for law in laws
        for about, day in facts
        if about is law.about
    ]
    return max((lock for lock in locks if lock.until > today), default=None)


def years_after(day: date, years: int) -> date:
    """Give the same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """Give the last day that lies whole years back."""
    return years_after(day, -years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """What is still open with a person; none of it may be erased from under the shop."""

    cases: Sequence[str] = ()
    """The numbers of open cases."""
    owed: Sequence[str] = ()
    """The numbers of the cases whose fee is still owed."""
    loans: Sequence[str] = ()
    """What the shop has lent and has not got back."""
    vouchers: Sequence[str] = ()
    """The numbers of the vouchers that still can be redeemed."""

    def refusal(self) -> Refusal | None:
        """Name the first of what stands against an erasure; None where nothing does."""
        for code, what in (
            ("erase_case_open", self.cases),
            ("erase_money_owed", self.owed),
            ("erase_loan_out", self.loans),
            ("erase_voucher_open", self.vouchers),
        ):
            if what:
                return Refusal(code, what=", ".join(what))
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A person who was erased, and what a law has kept locked of them."""

    customer_id: CustomerId
    erased_at: datetime
    erased_by: StaffId
    key_print: str
    reason: str
    lock: Lock | None
    locked_name: str = ""
    locked_phones: tuple[str, ...] = ()


class RecordKind(StrEnum):
    """The kinds of records that have a retention period of their own."""

    CUSTOMER = "customer"
    """The whole file: since the last purchase, case or call."""
    MEASURED = "measured"
    """Prescriptions and measurements: since the day of measuring."""
    LOCKED = "locked"
    """What a law had kept of an erased person."""


SHORTEST: Final = {RecordKind.CUSTOMER: 3, RecordKind.MEASURED: 1}
"""The floors, in years: no claim and no law asks for the records any more after them (L-8)."""
LONGEST: Final = 30
_SETTINGS: Final = {
    RecordKind.CUSTOMER: "keep_customers_years",
    RecordKind.MEASURED: "keep_measured_years",
}


def period_problems(customers: int, measured: int) -> list[Problem]:
    """Say which period is too short or too long; the codes are ``retention_too_…``."""
    problems = []
    for kind, years in ((RecordKind.CUSTOMER, customers), (RecordKind.MEASURED, measured)):
        field, least = _SETTINGS[kind], SHORTEST[kind]
        if years < least:
            values = {"least": least}
            problems.append(Problem(field=field, code="retention_too_short", values=values))
        elif years > LONGEST:
            values = {"most": LONGEST}
            problems.append(Problem(field=field, code="retention_too_long", values=values))
    return problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A person of whom records are past their period."""

    kind: RecordKind
    customer_id: CustomerId
    name: str
    last_on: date
    """The last contact, the newest measurement, or the day until which it was locked."""
    count: int
    """How many records it is about."""
