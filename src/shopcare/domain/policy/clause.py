"""One numbered rule of a policy or of the law: what it grants, bars, charges or asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from shopcare.domain.calls.callback import Purpose
from shopcare.domain.cases.case import CaseKind
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.policy.schedule import Trigger


class Option(StrEnum):
    """What can be done for a customer."""

    RETURN = "return"
    EXCHANGE = "exchange"
    REPLACEMENT = "replacement"
    FREE_REPAIR = "free_repair"
    PAID_REPAIR = "paid_repair"
    CARE = "care"


class Axis(StrEnum):
    """Why the customer asks: without a reason, or because of a quality fault (L-1)."""

    NO_REASON = "no_reason"
    QUALITY = "quality"


class Basis(StrEnum):
    """Whose word a clause is."""

    LAW = "law"
    SHOP = "shop"


class Effect(StrEnum):
    """What a clause does to a verdict."""

    GRANT = "grant"
    """Allows its options where its conditions hold."""
    BAR = "bar"
    """Takes back what the shop's own grants allow, on the axis without a reason (L-1)."""
    STEP = "step"
    """Says what to do next where its conditions hold."""
    TERM = "term"
    """Promises or explains; changes no option."""


class Unit(StrEnum):
    """What a figure of a clause counts."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MINUTES = "minutes"
    MONTHS = "months"
    YEARS = "years"
    PERCENT = "percent"
    FEN = "fen"
    SQUARE_METRES = "m2"
    TIMES = "times"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFigure:
    """What another rule book says instead (A-18)."""

    value: int
    unit: Unit
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of a clause, or a row of them, with its unit."""

    values: tuple[int, ...]
    unit: Unit
    is_row: bool = False
    others: tuple[OtherFigure, ...] = ()

    @property
    def value(self) -> int:
        """Give a single figure."""
        return self.values[0]


class Since(StrEnum):
    """The day that a window is counted from."""

    SOLD = "sold_on"
    RECEIVED = "received_on"
    REPAIRED = "repaired_on"
    """The customer got the goods back from the shop's last repair (L-5)."""


class JudgedBy(StrEnum):
    """The day whose version of a clause counts: a promise holds as it was when it was made."""

    SOLD = "sold_on"
    RECEIVED = "received_on"
    TODAY = "today"
    """The day of the question; for what the shop does now, not for what a customer was promised."""


class Until(StrEnum):
    """A window's end that no figure says."""

    SHELF_LIFE = "shelf_life_until"
    YEAR_OF_SALE = "year_of_sale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How long a grant stands: so many days or months since a day, or until a day of its own."""

    figure: str = ""
    """The name of the clause's figure."""
    since: Since = Since.SOLD
    until: Until | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a fact has to be; one of the parts is set."""

    fact: str
    one_of: tuple[str, ...] = ()
    """Values as text; yes and no are ``true`` and ``false``."""
    at_least: str = ""
    """The name of the figure that it must reach."""
    above: str = ""
    """The name of the figure that it must exceed."""

    @property
    def is_never(self) -> bool:
        """Say whether the shop has left no value for which it holds."""
        return not (self.one_of or self.at_least or self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareByAge:
    """A fee as a share of the price, in steps of age (A-5)."""

    ages: str
    """Name of the row of months; the last step stands for every greater age."""
    shares: str
    """Name of the row of percents, as long as the row of months."""


class Charge(StrEnum):
    """What an option costs where no figure says it."""

    NOTHING = "nothing"
    QUOTE = "quote"
    """The shop says the price before work begins (G-5)."""


class NextStep(StrEnum):
    """What the clerk does next."""

    SHOW_PROOF = "show_proof"
    INSPECT = "inspect"
    BRING_IN = "bring_in"
    BRING_ANY_TIME = "bring_any_time"
    APPOINTMENT = "appointment"
    APPLICATION = "application"
    WARRANTY_CARD = "warranty_card"
    MANAGER = "manager"
    CUSTOMER_PAYS_FREIGHT = "customer_pays_freight"
    SHOP_PAYS_FREIGHT = "shop_pays_freight"
    SETTLE_DIFFERENCE = "settle_difference"
    QUOTE_FIRST = "quote_first"
    SHOP_BEARS_PROOF = "shop_bears_proof"


class CallWay(StrEnum):
    """How the day of a call is counted from what happened."""

    SAME_DAY = "same_day"
    AFTER = "after"
    """So many hours, days, working days or months after it; a row gives one call for each."""
    WINDOW = "window"
    """Between the first and the second figure of a row of working days."""
    BEFORE = "before"
    """No later than so many hours before it."""
    EVE = "eve"
    """The day before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCall:
    """A call that a clause promises, or one for each figure of a row."""

    after: Trigger
    purpose: Purpose
    way: CallWay
    figure: str = ""
    """The name of the clause's figure; none on the same day and on the eve."""
    target: str = ""
    """Inside a window, the name of the figure with the day that is proposed."""
    categories: tuple[str, ...] = ()
    """After goods of which it is due; none: of all that the clause is about."""
    services: tuple[str, ...] = ()
    not_services: tuple[str, ...] = ()
    """For which services it is switched off (G-21)."""
    gives_way: bool = False
    """Another call about the same case in its window takes its place (G-21)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseDeadline:
    """A deadline that a clause promises."""

    after: Trigger
    kind: DeadlineKind
    figure: str
    """The name of the clause's figure."""
    kinds: tuple[CaseKind, ...] = ()
    services: tuple[str, ...] = ()
    shown: str = ""
    """The name of the figure with the days after which it is shown; none: at once."""
    accepted: str = ""
    """The name of the figure with the days after the purchase in which the request has to come
    in (A-4); none: it may come at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the law or of the shop."""

    id: str
    rule: str
    """The id in the rules, ``A-5``; of the law, ``L-1``."""
    text: Mapping[str, str]
    """By language code; ``en`` and ``zh_CN`` are always there. ``{name}`` stands for a figure,
    or for the values of a condition."""
    source: str
    basis: Basis
    effect: Effect
    article: str = ""
    """Of the law."""
    options: tuple[Option, ...] = ()
    axis: Axis | None = None
    categories: tuple[str, ...] = ()
    """Which goods it is about; none: all."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    window: Window | None = None
    conditions: tuple[Condition, ...] = ()
    charge: Charge | ShareByAge = Charge.NOTHING
    steps: tuple[NextStep, ...] = ()
    otherwise: tuple[NextStep, ...] = ()
    """What is next where its conditions do not hold (T-4)."""
    judged_by: JudgedBy = JudgedBy.SOLD
    in_force_from: date | None = None
    """None: since ever."""
    in_force_until: date | None = None
    """The last day; None: no end is known. A clause that was changed has a version for each time,
    with the same id."""
    calls: tuple[ClauseCall, ...] = ()
    deadlines: tuple[ClauseDeadline, ...] = ()
    promises: Mapping[str, str] = field(default_factory=dict)
    """By a service's key the name of the figure that is promised for it (G-5)."""
    used_by: tuple[str, ...] = ()
    """The services that use a quota up (A-6)."""
    replaces: tuple[str, ...] = ()
    """The ids of common clauses that do not stand beside it (T-7)."""

    def placeholders(self) -> set[str]:
        """Name the figures and conditions that stand in its text."""
        return {name for text in self.text.values() for name in _PLACEHOLDER.findall(text)}

    def is_in_force(self, on: date) -> bool:
        """Say whether this version of the clause holds on a day."""
        first, last = self.in_force_from or date.min, self.in_force_until or date.max
        return first <= on <= last


_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
