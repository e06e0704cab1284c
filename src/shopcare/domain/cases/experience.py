"""What earlier cases teach: the same again (X-6), the usual time (W-6), a pattern (X-10)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median_high
from typing import Final

from shopcare.domain.cases.case import Case

COMEBACK_DAYS: Final = 90
"""X-6: what was here so lately has come back."""
FEWEST: Final = 3
"""So many cases make something usual."""
_SHARED: Final = 0.6
"""So large a part of the shorter text stands in the longer one."""
_FEWEST_SHARED: Final = 2
_WORDS: Final = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]")
_EMPTY: Final = frozenset("的了又还是在有很和") | {"the", "a", "is", "it", "again", "and", "of"}
_LEAST: Final = 4
"""Characters of the shortest model that may stand inside another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comeback:
    """An earlier case of a customer that is like the new one."""

    case: Case
    same_product: bool
    same_fault: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What an earlier case was about, and when its work was done."""

    fault: str
    received_at: datetime
    done_at: datetime

    @property
    def days(self) -> int:
        """Count the days that it took; 0: it was done on the same day."""
        return max(0, (self.done_at.date() - self.received_at.date()).days)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFault:
    """What a case on file was about."""

    number: str
    category: str
    product: str
    lot: str
    fault: str
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The same fault in one model, with the cases behind it (X-10)."""

    alike: tuple[PastFault, ...]
    """Of the same model and about the same fault, the newest first; the case itself is one."""
    of_model: int
    """Cases of the model, whatever they were about."""
    others_alike: int
    """Cases of other models of the category about the same fault."""
    of_others: int
    same_lot: int
    """How many of those alike are from the same batch; 0 where it is not known."""

    @property
    def is_above_usual(self) -> bool:
        """Say whether the fault is more frequent in this model than in the others."""
        if len(self.alike) < FEWEST:
            return False
        return len(self.alike) * self.of_others > self.others_alike * self.of_model


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTime:
    """How long something takes in this shop."""

    days: int
    """Half of the cases were done within so many days."""
    most_days: int
    """Eight of ten were."""
    cases: int
    same_fault: bool
    """Whether they were about the same fault; else only about the same service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLoad:
    """How much work a day holds already (X-11)."""

    promised: int
    """Cases that are to be ready on it."""
    usual: float | None
    """How many get ready on an open day; None where too few did to tell."""

    @property
    def is_full(self) -> bool:
        """Say whether one more would be more than the shop gets ready on a day."""
        return self.usual is not None and self.promised + 1 > max(1.0, self.usual)


def plain(text: str) -> str:
    """Fold a text, so that blanks, dashes and capitals do not count."""
    return "".join(filter(str.isalnum, text)).casefold()


def is_same_product(one: str, other: str) -> bool:
    """Say whether two models are one: ``BJ-6066`` and ``bj6066 C3`` are."""
    short, long = sorted((plain(one), plain(other)), key=len)
    return bool(short) and (short == long or (len(short) >= _LEAST and long.startswith(short)))


def is_same_fault(one: str, other: str) -> bool:
    """Say whether two people tell of one fault, each in their own words."""
    short, long = sorted((_said(one), _said(other)), key=len)
    shared = len(short & long)
    return shared >= _FEWEST_SHARED and shared >= _SHARED * len(short)


def _said(text: str) -> frozenset[str]:
    """Give the words of a text, or its characters where it is Chinese; none that say nothing."""
    return frozenset(_WORDS.findall(text.casefold())) - _EMPTY


def pattern_of(case: Case, lately: Sequence[PastFault]) -> Pattern | None:
    """Find the cases of one model with the same fault; None where the case is the only one.

    Args:
        case: with a product and a fault; without either there is no pattern.
        lately: what the cases of the last months were about, the newest first.
    """
    if not plain(case.product) or not case.fault:
        return None
    of_model = [one for one in lately if is_same_product(one.product, case.product)]
    alike = tuple(one for one in of_model if _is_alike(one, case))
    if len(alike) < 2:
        return None
    rest = [
        one
        for one in lately
        if one.category == case.category and not is_same_product(one.product, case.product)
    ]
    lot = plain(case.lot)
    return Pattern(
        alike=alike,
        of_model=len(of_model),
        others_alike=sum(is_same_fault(one.fault, case.fault) for one in rest),
        of_others=len(rest),
        same_lot=sum(plain(one.lot) == lot for one in alike) if lot else 0,
    )


def _is_alike(one: PastFault, case: Case) -> bool:
    return one.number == case.number or is_same_fault(one.fault, case.fault)


def usual_time(finished: Sequence[Finished], fault: str) -> UsualTime | None:
    """Say how long cases of one service take; None where too few were done to tell.

    Args:
        finished: of the service, in any order.
        fault: of the new case; where enough cases were about it, they alone count.
    """
    alike = [one for one in finished if is_same_fault(one.fault, fault)]
    same_fault = len(alike) >= FEWEST
    counted = alike if same_fault else list(finished)
    if len(counted) < FEWEST:
        return None
    days = sorted(one.days for one in counted)
    return UsualTime(
        days=median_high(days),
        most_days=days[-(-len(days) * 8 // 10) - 1],
        cases=len(days),
        same_fault=same_fault,
    )
