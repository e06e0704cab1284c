"""What one trade offers, promises and follows up, as read from its profile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shopcare.domain.calendar.count_rule import CountRule
from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind


class Trigger(StrEnum):
    """What starts a follow-up series."""

    FITTED = "fitted"
    """Goods or work of a category that the profile calls fitted were handed over (C-1)."""
    COMPLAINT_HANDLED = "complaint_handled"
    MISUSE_ADVISED = "misuse_advised"
    READY = "ready"
    NOT_COLLECTED = "not_collected"
    PROMISED = "promised"
    KEY_ACCOUNT = "key_account"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """One call that the policy asks for after something happened."""

    clause: str
    trigger: Trigger
    purpose: Purpose
    rule: CountRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of goods, with the words by which tills name it."""

    key: str
    label: str
    words: tuple[str, ...]
    fitted: bool
    """Whether handing it over starts the calls after fitting (C-1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something the shop does at the counter (O-1)."""

    key: str
    label: str
    kinds: frozenset[CaseKind]
    promised_working_days: int
    checks: tuple[str, ...]
    """What is ticked before it is ready (G-7)."""
    fitted: bool
    """Whether handing the work over starts the calls after fitting (C-1)."""
    words: tuple[str, ...] = ()
    """What customers say who need it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One trade's rules. Labels are literals of the source language."""

    trade: str
    label: str
    kinds: tuple[CaseKind, ...]
    acknowledge: CountRule
    next_step: CountRule
    """When an open case with no other date ahead is looked at again (G-25)."""
    categories: tuple[Category, ...]
    services: tuple[Service, ...]
    follow_ups: tuple[FollowUp, ...]
    accessories: tuple[str, ...]
    checks: tuple[str, ...]
    """What is ticked before a case is ready whose service nobody has named (G-7)."""
    steps: Mapping[CaseKind, tuple[str, ...]]
    """What happens next, as told to the customer (G-3)."""
    terms: Mapping[CaseKind, tuple[str, ...]]
    """What stands at the foot of the slip."""
    talking_points: Mapping[Purpose, tuple[str, ...]]
    unsatisfied_at_most: int
    """A satisfaction of this or less restarts the series (G-11)."""

    def service(self, key: str) -> Service | None:
        """Find a service by its key."""
        return next((service for service in self.services if service.key == key), None)

    def service_told_by(self, kind: CaseKind, fault: str) -> str:
        """Give the key of the one service that a fault's words name; empty where none or several.

        A kind with a single service needs no words. Nothing that costs a check or a call is
        guessed (C-1, G-7).
        """
        offered = [service for service in self.services if kind in service.kinds]
        if len(offered) == 1:
            return offered[0].key
        said = fault.casefold()
        named = [s.key for s in offered if any(word in said for word in s.words)]
        return named[0] if len(named) == 1 else ""

    def category(self, word: str) -> Category | None:
        """Find a category by its key or by a word that a till uses for it."""
        plain = word.strip().casefold()
        return next((c for c in self.categories if plain == c.key or plain in c.words), None)

    @property
    def fitted_categories(self) -> tuple[Category, ...]:
        """List the categories that start the calls after fitting (C-1)."""
        return tuple(category for category in self.categories if category.fitted)

    def is_fitted(self, words: Iterable[str]) -> bool:
        """Say whether one of some categories, as keys or a till's words, is a fitted one (C-1)."""
        return any((known := self.category(word)) and known.fitted for word in words)

    def follow_ups_for(self, trigger: Trigger) -> tuple[FollowUp, ...]:
        """List the calls that something starts."""
        return tuple(follow_up for follow_up in self.follow_ups if follow_up.trigger is trigger)
