"""What one trade offers and says, as read from its profile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind, Cause


class Occasion(StrEnum):
    """When the shop gives a small gift."""

    USE = "use"
    """The cause was use, or advice on use was given (O-2)."""
    COMPLAINT = "complaint"
    """A complaint is settled."""
    BIRTHDAY = "birthday"
    SUGGESTION = "suggestion"
    """A suggestion is taken up."""
    VISIT = "visit"
    """A visit ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of goods, with the words by which tills name it."""

    key: str
    label: str
    words: tuple[str, ...]
    durable: bool | None = None
    """Whether these are durable goods (L-4); None: it depends on the goods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something the shop does at the counter (O-1)."""

    key: str
    label: str
    kinds: frozenset[CaseKind]
    checks: tuple[str, ...]
    """What is ticked before it is ready (G-7)."""
    words: tuple[str, ...] = ()
    """What customers say who need it."""
    at_home: bool = False
    """It is done at the customer's: nothing is collected or handed over."""


class MessageStep(StrEnum):
    """What a customer is told by a message (W-7)."""

    ACKNOWLEDGED = "acknowledged"
    PLAN = "plan"
    READY = "ready"
    LATE = "late"
    SATISFACTION = "satisfaction"
    UNCOLLECTED = "uncollected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing that is measured or noted: a number, one of a few words, or free words."""

    key: str
    label: str
    unit: str = ""
    least: int | None = None
    """Numbers lie between these; None: it is no number."""
    most: int | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Say whether a number is measured."""
        return self.least is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One trade's rules. Labels are literals of the source language."""

    trade: str
    label: str
    kinds: tuple[CaseKind, ...]
    categories: tuple[Category, ...]
    services: tuple[Service, ...]
    accessories: tuple[str, ...]
    checks: tuple[str, ...]
    """What is ticked before a case is ready whose service nobody has named (G-7)."""
    steps: Mapping[CaseKind, tuple[str, ...]]
    """What happens next, as told to the customer (G-3)."""
    terms: Mapping[CaseKind, tuple[str, ...]]
    """What stands at the foot of the slip."""
    talking_points: Mapping[Purpose, tuple[str, ...]]
    messages: Mapping[MessageStep, tuple[str, ...]]
    """The lines of each message, with placeholders such as ``{name}`` (W-7)."""
    causes: Mapping[Cause, str]
    """What may be found, and how to speak of it; empty where it needs no care (O-2)."""
    eyes: Mapping[str, int]
    """For how many months a measurement of eyes holds, for ``glasses`` and ``contact_lenses``;
    nothing where the trade measures no eyes (R-1)."""
    measures: tuple[Measure, ...]
    """What else it measures and notes of a person (A-10)."""
    gifts: Mapping[Occasion, tuple[str, ...]]
    """What is given and when; none where the shop gives nothing."""

    def gifts_for(self, purpose: Purpose) -> tuple[str, ...]:
        """Give what is given to whom a call of a purpose is about."""
        occasion = _OCCASIONS.get(purpose)
        return self.gifts.get(occasion, ()) if occasion is not None else ()

    def service(self, key: str) -> Service | None:
        """Find a service by its key."""
        for service in self.services:
            if service.key == key:
                return service
        return None

    def is_at_home(self, key: str) -> bool:
        """Say whether a service is done at the customer's."""
        service = self.service(key)
        return service is not None and service.at_home

    def service_told_by(self, kind: CaseKind, fault: str) -> str:
        """Give the key of the one service that a fault's words name; empty where none or several.

        A kind with a single service needs no words. Nothing that costs a check or a call is
        guessed (C-1, G-7).
        """
        said = fault.casefold()
        offered, named = [], []
        for service in self.services:
            if kind in service.kinds:
                offered.append(service.key)
                if any(word in said for word in service.words):
                    named.append(service.key)
        only = offered if len(offered) == 1 else named
        return only[0] if len(only) == 1 else ""

    def category(self, word: str) -> Category | None:
        """Find a category by its key or by a word that a till uses for it."""
        plain = word.strip().casefold()
        return next((c for c in self.categories if plain == c.key or plain in c.words), None)

    def category_keys(self, words: Iterable[str]) -> frozenset[str]:
        """Give the keys of some categories, as keys or a till's words; unknown ones are none."""
        found = (self.category(word) for word in words)
        return frozenset(category.key for category in found if category is not None)


_OCCASIONS: Final = {
    Purpose.MISUSE: Occasion.USE,
    Purpose.COMPLAINT: Occasion.COMPLAINT,
    Purpose.BIRTHDAY: Occasion.BIRTHDAY,
}
"""The calls in which a gift is spoken of."""
