"""Whether a clause's window and conditions hold for what is known of a purchase."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from shopcare.domain.calendar.day_facts import months_after
from shopcare.domain.policy.clause import (
    Clause,
    Condition,
    Figure,
    JudgedBy,
    Option,
    Since,
    Unit,
    Until,
    Window,
)
from shopcare.domain.policy.sale_facts import SaleFacts


class Answer(StrEnum):
    """Yes, no, or that it depends on what nobody has told yet."""

    YES = "yes"
    NO = "no"
    DEPENDS = "depends"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the facts say about a clause."""

    answer: Answer
    facts: tuple[str, ...] = ()
    """Of a no, the fact that fails; of a depends, the facts that would decide."""
    until: date | None = None
    """The last day of its window, where that is known."""

    @property
    def is_other_sale(self) -> bool:
        """Say whether a clause fails because it is about goods that were sold in another way."""
        return self.answer is Answer.NO and bool(self.facts) and _OF_THE_SALE.issuperset(self.facts)


_OF_THE_SALE: Final = frozenset({"channel", "sale_kind", "durable"})
"""What nobody can make up for, such as a receipt that is still to be found."""


def may_apply(clause: Clause, facts: SaleFacts, on: date) -> bool:
    """Say whether this version of a clause may be the one that counts, and be about such goods."""
    if _weigh_version(clause, facts, on).answer is Answer.NO:
        return False
    since = clause.window.since if clause.window is not None else None
    if since is Since.REPAIRED and facts.repaired_on is None:
        return False
    return not clause.categories or facts.category in (None, *clause.categories)


def weigh(clause: Clause, facts: SaleFacts, on: date, *, with_quota: bool = True) -> Found:
    """Weigh all that a clause asks: one no is a no, else one unknown leaves it open.

    Args:
        clause: which.
        facts: what is known.
        on: the day of the question.
        with_quota: what is used up is none any more (A-6).
    """
    window = _weigh_window(clause, facts, on)
    parts = [
        _weigh_version(clause, facts, on),
        window,
        _weigh_category(clause, facts),
        *(_weigh_condition(clause, one, facts) for one in clause.conditions),
        *([_weigh_quota(clause, facts)] if with_quota else []),
    ]
    if failing := [part for part in parts if part.answer is Answer.NO]:
        part = next((one for one in failing if one.is_other_sale), failing[0])
        return Found(answer=Answer.NO, facts=part.facts, until=window.until)
    asked = tuple(dict.fromkeys(fact for part in parts for fact in part.facts))
    answer = Answer.DEPENDS if any(p.answer is Answer.DEPENDS for p in parts) else Answer.YES
    return Found(answer=answer, facts=asked, until=window.until)


def guaranteed_until(clauses: Iterable[Clause], facts: SaleFacts, on: date) -> date | None:
    """Say until when the same fault is repaired free after the shop's last repair (L-5).

    None where nothing was repaired, or the guarantee is over.
    """
    days = [
        found.until
        for clause in clauses
        if clause.window is not None and clause.window.since is Since.REPAIRED
        if (found := weigh(clause, facts, on)).answer is not Answer.NO
    ]
    return max((day for day in days if day is not None), default=None)


def month_age(since: date, on: date) -> int:
    """Count the months that have begun since a day; the same day of the next month ends one."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if months_after(since, months) >= on else months + 1


def _weigh_version(clause: Clause, facts: SaleFacts, on: date) -> Found:
    """Say whether the clause was in force, in this version, on the day that it is judged by."""
    low, high = _judged_between(clause.judged_by, facts, on)
    first, last = clause.in_force_from or date.min, clause.in_force_until or date.max
    if high < first or last < low:
        return Found(answer=Answer.NO, facts=(clause.judged_by.value,))
    if first <= low and high <= last:
        return Found(answer=Answer.YES)
    return Found(answer=Answer.DEPENDS, facts=(clause.judged_by.value,))


def _judged_between(judged_by: JudgedBy, facts: SaleFacts, on: date) -> tuple[date, date]:
    """Give the first and the last day that a clause may be judged by, as far as facts tell."""
    if judged_by is JudgedBy.TODAY:
        return on, on
    if judged_by is JudgedBy.SOLD:
        return (facts.sold_on or date.min, facts.sold_on or facts.received_on or on)
    # What nobody says was received may be received yet.
    return (facts.received_on or facts.sold_on or date.min, facts.received_on or date.max)


def _weigh_quota(clause: Clause, facts: SaleFacts) -> Found:
    quota = clause.figures.get("quota")
    if quota is None or (facts.care_used or 0) < quota.value:
        return Found(answer=Answer.YES)
    return Found(answer=Answer.NO, facts=("care_used",))


def _weigh_category(clause: Clause, facts: SaleFacts) -> Found:
    if clause.categories and facts.category is None:
        return Found(answer=Answer.DEPENDS, facts=("category",))
    return Found(answer=Answer.YES)


def _weigh_window(clause: Clause, facts: SaleFacts, on: date) -> Found:
    window = clause.window
    if window is None:
        return Found(answer=Answer.YES)
    if window.until is Until.SHELF_LIFE:
        return _until(facts.shelf_life_until, "shelf_life_until", on)
    if window.until is Until.YEAR_OF_SALE:
        last = facts.sold_on and date(facts.sold_on.year, 12, 31)
        return _until(last, "sold_on", on)
    if window.since is Since.REPAIRED:
        return _weigh_guarantee(clause.figures[window.figure], facts, on)
    if window.since is Since.RECEIVED and facts.received_on is None:
        return _before_receipt_is_known(clause, window, facts, on)
    since = facts.sold_on if window.since is Since.SOLD else facts.received_on
    return _until(since and _last_day(clause, window, since, facts), window.since.value, on)


def _weigh_guarantee(guarantee: Figure, facts: SaleFacts, on: date) -> Found:
    """Weigh the guarantee on a repair of the shop; the shop knows all of its own (L-5)."""
    if facts.repaired_on is None:
        return Found(answer=Answer.NO)
    return _until(_after(facts.repaired_on, guarantee), "repaired_on", on)


def _before_receipt_is_known(clause: Clause, window: Window, facts: SaleFacts, on: date) -> Found:
    """Goods cannot be received before they are sold: what holds from the sale holds for sure."""
    if facts.sold_on is None:
        return Found(answer=Answer.DEPENDS, facts=("sold_on",))
    last = _last_day(clause, window, facts.sold_on, facts)
    if on <= last:
        return Found(answer=Answer.YES, until=last)
    return Found(answer=Answer.DEPENDS, facts=("received_on",))


def _last_day(clause: Clause, window: Window, since: date, facts: SaleFacts) -> date:
    """Give the last day of a window; the day of the event is day 0.

    A warranty does not count the days in repair (L-5).
    """
    figure = clause.figures[window.figure]
    if Option.FREE_REPAIR in clause.options:
        return _after(since, figure) + timedelta(days=facts.repair_days or 0)
    return _after(since, figure)


def _after(since: date, figure: Figure) -> date:
    if figure.unit is Unit.MONTHS:
        return months_after(since, figure.value)
    if figure.unit is Unit.YEARS:
        return months_after(since, figure.value * 12)
    return since + timedelta(days=figure.value)


def _until(last: date | None, fact: str, on: date) -> Found:
    if last is None:
        return Found(answer=Answer.DEPENDS, facts=(fact,))
    return Found(answer=Answer.YES if on <= last else Answer.NO, until=last)


def _weigh_condition(clause: Clause, condition: Condition, facts: SaleFacts) -> Found:
    value: object = getattr(facts, condition.fact)
    if condition.is_never:
        return Found(answer=Answer.NO, facts=(condition.fact,))
    if value is None:
        # what kind of goods it is tells whether they are durable; no clerk knows that by itself
        by_kind = condition.fact == "durable" and facts.category is None
        return Found(answer=Answer.DEPENDS, facts=("category" if by_kind else condition.fact,))
    if condition.one_of:
        plain = str(value).lower() if isinstance(value, bool) else str(value)
        holds = plain in condition.one_of
    else:
        assert isinstance(value, int | Decimal)
        figure = clause.figures[condition.at_least or condition.above].value
        holds = value >= figure if condition.at_least else value > figure
    return Found(
        answer=Answer.YES if holds else Answer.NO, facts=() if holds else (condition.fact,)
    )
