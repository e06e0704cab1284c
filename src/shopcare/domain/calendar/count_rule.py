"""How a date is counted from an event, as a policy says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from shopcare.domain.errors import Refusal


class CountKind(StrEnum):
    """The ways of counting that a policy can ask for."""

    SAME_DAY = "same_day"
    """On the day itself, or in the first call window after it."""
    WORKING_DAY = "working_day"
    """The n-th working day strictly after the event."""
    WORKING_DAY_WINDOW = "working_day_window"
    """From the first to the last working day; the day is proposed near the target."""
    HOURS = "hours"
    HOURS_BEFORE = "hours_before"
    """No later than n hours before an appointment."""
    UNTIL_WORKING_DAY = "until_working_day"
    """Until the shop closes on the n-th working day that is also an open day."""
    UNTIL_DAY = "until_day"
    """Until the n-th calendar day, every day counted, ends; a law does not wait for open days."""
    DAYS = "days"
    """n calendar days after."""
    MONTHS = "months"
    """The same day of the month n months after."""
    BIRTHDAY_EVE = "birthday_eve"
    """The day before a birthday."""


MOST: Final = {
    CountKind.WORKING_DAY: 3_000,
    CountKind.WORKING_DAY_WINDOW: 3_000,
    CountKind.UNTIL_WORKING_DAY: 3_000,
    CountKind.HOURS: 90_000,
    CountKind.HOURS_BEFORE: 90_000,
    CountKind.UNTIL_DAY: 3_660,
    CountKind.DAYS: 3_660,
    CountKind.MONTHS: 1_200,
}
"""More is a slip of the hand: about ten years, a hundred for months."""
_WINDOW_KEYS: Final = ("first", "last", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRule:
    """One counting rule.

    Raises:
        Refusal: ``count_out_of_range``, ``count_window_reversed``.
    """

    kind: CountKind
    n: int = 0
    first: int = 0
    last: int = 0
    target: int = 0
    within_windows: bool = True
    """For hours: whether the moment moves into a call window."""

    def __post_init__(self) -> None:
        most = MOST.get(self.kind, 0)
        for number in (self.n, self.first, self.last, self.target):
            if not 0 <= number <= most:
                raise Refusal("count_out_of_range", n=number, most=most)
        if self.kind is CountKind.WORKING_DAY_WINDOW and not (
            1 <= self.first <= self.target <= self.last
        ):
            raise Refusal("count_window_reversed", first=self.first, last=self.last)

    def to_plain(self) -> dict[str, Any]:
        """Write the rule as plain values for JSON or TOML."""
        plain: dict[str, Any] = {"kind": self.kind.value}
        if self.kind is CountKind.WORKING_DAY_WINDOW:
            plain.update({key: getattr(self, key) for key in _WINDOW_KEYS})
        elif self.kind in MOST:
            plain["n"] = self.n
        if not self.within_windows:
            plain["within_windows"] = False
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "CountRule":
        """Read a rule from plain values.

        Raises:
            Refusal: ``count_kind_unknown``, ``count_key_missing``, ``count_key_unknown``,
                ``count_not_a_number``, and those of the rule itself.
        """
        values = dict(plain)
        name = values.pop("kind", None)
        if name not in set(CountKind):
            raise Refusal("count_kind_unknown", kind=str(name)[:40])
        kind = CountKind(name)
        needed = _WINDOW_KEYS if kind is CountKind.WORKING_DAY_WINDOW else ("n",) * (kind in MOST)
        if kind is CountKind.WORKING_DAY_WINDOW and {"first", "last"} <= values.keys():
            values.setdefault("target", values["first"])
        for key in needed:
            if key not in values:
                raise Refusal("count_key_missing", kind=kind.value, key=key)
        within = values.pop("within_windows", True)
        for key, value in values.items():
            if key not in needed:
                raise Refusal("count_key_unknown", kind=kind.value, key=str(key)[:40])
            if not isinstance(value, int) or isinstance(value, bool):
                raise Refusal("count_not_a_number", key=key, value=str(value)[:40])
        return cls(kind=kind, within_windows=bool(within), **values)

    def times(self, periods: int) -> "CountRule":
        """Give the rule for the n-th period, counted from the first date each time (C-3)."""
        return replace(self, n=self.n * periods)


def same_day() -> CountRule:
    """On the day of the event."""
    return CountRule(kind=CountKind.SAME_DAY)


def working_day(n: int) -> CountRule:
    """The n-th working day strictly after the event."""
    return CountRule(kind=CountKind.WORKING_DAY, n=n)


def working_day_window(first: int, last: int, target: int) -> CountRule:
    """From the first to the last working day after the event."""
    return CountRule(kind=CountKind.WORKING_DAY_WINDOW, first=first, last=last, target=target)


def hours(n: int, *, within_windows: bool = True) -> CountRule:
    """Hours after the event, as they elapse."""
    return CountRule(kind=CountKind.HOURS, n=n, within_windows=within_windows)


def hours_before(n: int) -> CountRule:
    """No later than some hours before an appointment."""
    return CountRule(kind=CountKind.HOURS_BEFORE, n=n)


def until_working_day(n: int) -> CountRule:
    """Until closing on the n-th working day that is also an open day."""
    return CountRule(kind=CountKind.UNTIL_WORKING_DAY, n=n)


def until_day(n: int) -> CountRule:
    """Until the n-th calendar day after the event."""
    return CountRule(kind=CountKind.UNTIL_DAY, n=n)


def days(n: int) -> CountRule:
    """Calendar days after the event."""
    return CountRule(kind=CountKind.DAYS, n=n)


def months(n: int) -> CountRule:
    """The same day of the month, some months after."""
    return CountRule(kind=CountKind.MONTHS, n=n)


def birthday_eve() -> CountRule:
    """The day before a birthday, which is day 0."""
    return CountRule(kind=CountKind.BIRTHDAY_EVE)
