"""Why a call or a deadline is due when it is."""

from dataclasses import dataclass
from datetime import date

from shopcare.domain.calendar.due_date import DueDate, count
from shopcare.domain.calendar.explanation import DayStep
from shopcare.domain.calls.callback import Callback
from shopcare.domain.cases.deadline import Deadline
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import day_text
from shopcare.language.reason_words import explanation_text, reason_text
from shopcare.services.follow_ups import follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import customers


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How a date came about."""

    clause: str
    rule_on: date
    """What the rule says."""
    due_on: date
    """When it is due, after moves for closed days, tries and by hand."""
    steps: tuple[DayStep, ...]
    sentence: str
    provisional: bool


def why_call(shop: Shop, words: Catalog, callback: Callback) -> Explained:
    """Explain a call's day: the clause, day 0, the days counted and skipped, later moves."""
    steps: tuple[DayStep, ...] = ()
    counted_on = callback.rule_on
    if callback.rule:
        due = _counted(shop, callback)
        steps, counted_on = due.explanation, due.due_on
    sentences = [explanation_text(words, steps)] if steps else []
    if callback.reason:  # W-10
        sentences.append(words.text("planned by hand: {reason}", reason=callback.reason))
    if callback.by_hand:
        sentences.append(words.text("{day} set by hand", day=day_text(words, callback.due_on)))
    elif callback.attempts and callback.due_on != counted_on:
        sentences.append(
            words.text(
                "tried {n} times without reaching anybody, due again on {day}",
                n=callback.attempts,
                day=day_text(words, callback.due_on),
            )
        )
    return Explained(
        clause=callback.clause,
        rule_on=callback.rule_on,
        due_on=callback.due_on,
        steps=steps,
        sentence=_with_clause(words, callback.clause, sentences),
        provisional=callback.provisional,
    )


def why_deadline(shop: Shop, words: Catalog, deadline: Deadline) -> Explained:
    """Explain a deadline's day."""
    steps: tuple[DayStep, ...] = ()
    sentence = words.text("promised for {day}", day=day_text(words, deadline.rule_on))
    if deadline.rule:
        rule = follow_ups.rule_from_text(deadline.rule)
        calendar = shop.calendar
        due = count(
            rule, deadline.basis_at, calendar.work, calendar.windows, clause=deadline.clause
        )
        steps, sentence = due.explanation, explanation_text(words, due.explanation)
    return Explained(
        clause=deadline.clause,
        rule_on=deadline.rule_on,
        due_on=deadline.due_at.date(),
        steps=steps,
        sentence=_with_clause(words, deadline.clause, [sentence]),
        provisional=deadline.provisional,
    )


def explanation_json(words: Catalog, due: DueDate) -> list[dict[str, object]]:
    """Give the steps of a counted date as plain values for programs."""
    return [
        {
            "day": step.day.isoformat(),
            "counted": step.counted,
            "why": reason_text(words, step.why),
            "reason": step.why.reason.value,
        }
        for step in due.explanation
    ]


def _counted(shop: Shop, callback: Callback) -> DueDate:
    customer = customers.get(shop.file, callback.customer_id)
    return follow_ups.count_call(
        shop,
        follow_ups.rule_from_text(callback.rule),
        callback.basis_at,
        callback.clause,
        customer.call_hours,
        planned_on=callback.due_on,
    )


def _with_clause(words: Catalog, clause: str, sentences: list[str]) -> str:
    return words.text(
        "{sentence} ({clause})", clause=clause, sentence=words.text("; ").join(sentences)
    )
