"""Takes the values of a JSON object one by one, and says every problem with its field at once."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final, TypeVar

from shopcare.cli import moments
from shopcare.domain.errors import Invalid, Problem, Refusal, Value
from shopcare.domain.typed.day_text import day_from_text
from shopcare.domain.typed.when_text import time_from_text

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

MOST_ID: Final = 2**63 - 1
_MOST_ITEMS: Final = 1000


class Fields:
    """What a file or the options say about a draft.

    A value that is missing or null gives None. What is wrong is collected; ``finish`` says it.
    """

    def __init__(
        self,
        values: dict[str, object],
        now: datetime,
        *,
        name: str = "",
        problems: list[Problem] | None = None,
    ) -> None:
        """Take the values.

        Args:
            values: the object as read.
            now: for days and hours that are said from today.
            name: the field that the object stands in, for the names of its problems.
            problems: where an outer object collects its problems.
        """
        self._values = values
        self._now = now
        self._name = name
        self._known: list[str] = []
        self.problems: list[Problem] = problems if problems is not None else []

    def has(self, field: str) -> bool:
        """Say whether a field is there at all, be it null."""
        return field in self._values

    def names(self) -> list[str]:
        """Name the fields that are there."""
        return list(self._values)

    def typed(self, field: str) -> str | None:
        """Take a text; lone halves of a character are dropped as all that cannot be seen."""
        value = self._take(field)
        if value is None or isinstance(value, str):
            return value and _whole_characters(value)
        self._wrong(field, "field_wants_text")
        return None

    def texts(self, field: str) -> tuple[str, ...] | None:
        """Take a list of texts."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(field, "field_wants_texts")
            return None
        if len(value) > _MOST_ITEMS:
            self._wrong(field, "field_too_many", most=_MOST_ITEMS)
            return None
        return tuple(map(_whole_characters, value))

    def flag(self, field: str) -> bool | None:
        """Take true or false."""
        value = self._take(field)
        if value is None or isinstance(value, bool):
            return value
        self._wrong(field, "field_wants_yes_no")
        return None

    def number(self, field: str) -> int | None:
        """Take a whole number; 3.0 is none, nor are true and 1e400."""
        value = self._take(field)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self._wrong(field, "field_wants_whole_number")
        return None

    def record_id(self, field: str) -> int | None:
        """Take the id of a record."""
        value = self.number(field)
        if value is None or 0 < value <= MOST_ID:
            return value
        self._wrong(field, "field_wants_id")
        return None

    def quantity(self, field: str) -> "Any":
        """Take a quantity as a Decimal: a number, or a text such as ``"2.5"``."""
        from decimal import Decimal, InvalidOperation

        value = self._take(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            self._wrong(field, "field_wants_number")
            return None
        try:
            if isinstance(value, float) and not math.isfinite(value):
                raise InvalidOperation
            number = Decimal(str(value)[:40].strip())
        except (InvalidOperation, ValueError):
            self._wrong(field, "quantity_impossible")
            return None
        if not number.is_finite() or abs(number.adjusted()) > 12:
            self._wrong(field, "quantity_impossible")
            return None
        return number

    def choice(self, field: str, kind: type[E]) -> E | None:
        """Take one of the words of a choice."""
        word = self.typed(field)
        if word is None:
            return None
        try:
            return kind(word.strip().casefold().replace("-", "_"))
        except ValueError:
            choices = ", ".join(one.value for one in kind)
            self._wrong(field, "field_choice", text=word[:40], choices=choices)
            return None

    def day(self, field: str) -> date | None:
        """Take a day as typed."""
        return self.read(field, lambda text: day_from_text(text, self._now.date()))

    def moment(self, field: str) -> datetime | None:
        """Take a moment as typed."""
        return self.read(field, lambda text: moments.moment_of(text, self._now))

    def hours(self, field: str) -> tuple[tuple[time, time], ...] | None:
        """Take intervals of a day: ``[["09:00", "11:30"], …]``."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, list) or not all(_is_pair(item) for item in value):
            self._wrong(field, "field_wants_hours")
            return None
        try:
            return tuple((time_from_text(a), time_from_text(b)) for a, b in value)
        except Refusal as refusal:
            self._refused(field, refusal)
            return None

    def week(self, field: str) -> tuple[tuple[tuple[time, time], ...], ...] | None:
        """Take the hours of each weekday: seven lists of intervals, Monday first."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 7:
            self._wrong(field, "week_has_seven_days")
            return None
        week = [self._inner(field, {str(n): hours}) for n, hours in enumerate(value, start=1)]
        return tuple(day.hours(str(n)) or () for n, day in enumerate(week, start=1))

    def numbers(self, field: str, least: int, most: int) -> tuple[int, ...] | None:
        """Take a list of whole numbers within bounds."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, list) or not all(_is_between(n, least, most) for n in value):
            self._wrong(field, "field_wants_numbers", least=least, most=most)
            return None
        return tuple(value)

    def choices(self, field: str, allowed: Mapping[str, Sequence[str]]) -> dict[str, str] | None:
        """Take an object that chooses one of the words that each of its keys allows."""
        inner = self.inner(field)
        if inner is None:
            return None
        chosen = {}
        for key, words in allowed.items():
            word = inner.typed(key)
            if word is not None and word not in words:
                inner.refuse(key, "field_choice", text=word[:40], choices=", ".join(words))
            elif word is not None:
                chosen[key] = word
        inner.end()
        return chosen

    def read(self, field: str, reader: Callable[[str], T]) -> T | None:
        """Take a text and read it; a refusal stands beside the field."""
        text = self.typed(field)
        if text is None:
            return None
        try:
            return reader(text)
        except Refusal as refusal:
            self._refused(field, refusal)
            return None

    def inner(self, field: str) -> "Fields | None":
        """Take an object inside this one."""
        value = self._take(field)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(field, "field_wants_object")
            return None
        return self._inner(field, value)

    def inners(self, field: str) -> list["Fields"]:
        """Take a list of objects."""
        value = self._take(field)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._wrong(field, "field_wants_objects")
            return []
        if len(value) > _MOST_ITEMS:
            self._wrong(field, "field_too_many", most=_MOST_ITEMS)
            return []
        return [self._inner(f"{field}[{at}]", item) for at, item in enumerate(value)]

    def peek(self, field: str) -> object:
        """Look at a value without taking it, where a field may hold one thing or another."""
        return self._values.get(field)

    def refuse(self, field: str, code: str, /, **values: Value) -> None:
        """Note a problem that only the reader of the draft can see."""
        self._wrong(field, code, **values)

    def end(self) -> None:
        """Refuse every field that nobody asked for, by its name."""
        known = ", ".join(dict.fromkeys(self._known))
        for field in self._values:
            if field not in self._known:
                name = _whole_characters(field)[:60]
                self._wrong(name, "field_unknown", name=name, known=known)

    def finish(self) -> None:
        """Say everything that is wrong.

        Raises:
            Invalid: ``field_unknown``, ``field_wants_text`` and the like, and what the readers say.
        """
        self.end()
        if self.problems:
            raise Invalid(*self.problems)

    def _take(self, field: str) -> object:
        self._known.append(field)
        return self._values.get(field)

    def _inner(self, field: str, value: dict[str, object]) -> "Fields":
        name = f"{self._name}.{field}" if self._name else field
        return Fields(value, self._now, name=name, problems=self.problems)

    def _wrong(self, field: str, code: str, /, **values: Value) -> None:
        name = f"{self._name}.{field}" if self._name else field
        self.problems.append(Problem(field=name, code=code, values=values))

    def _refused(self, field: str, refusal: Refusal) -> None:
        self._wrong(field, refusal.code, **refusal.values)


def id_of(text: str) -> int | None:
    """Read the id of a record as typed, or None where it can be none."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 19):
        return None
    number = int(plain)
    return number if 0 < number <= MOST_ID else None


def key_of(text: str) -> str:
    """Tidy a key as typed, so that it can be looked up."""
    return _whole_characters(text.strip())[:200]


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) for item in value)
    )


def _is_between(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _whole_characters(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")
