"""Why a call or a deadline is due when it is."""

from dataclasses import dataclass
from datetime import date

from shopcare.domain.calendar.due_date import DueDate
from shopcare.domain.calendar.explanation import DayStep
from shopcare.domain.calls.callback import Callback, MovedBy, MovedDay
from shopcare.domain.cases.deadline import Deadline, DeadlineKind
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import day_text
from shopcare.language.reason_words import explanation_text, move_text, reason_text
from shopcare.services.follow_ups import case_deadlines, follow_ups
from shopcare.services.shop import Shop
from shopcare.storage import customers
from shopcare.storage.cases import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """How a date came about."""

    clause: str
    rule_on: date
    """What the rule says."""
    due_on: date
    """When it is due, after moves for closed days, tries and by hand."""
    steps: tuple[DayStep, ...]
    """The days counted; none where it was promised, or counted on another calendar."""
    moves: tuple[MovedDay, ...] = ()
    """What moved it since; the last one ends on the day that it is due."""
    sentence: str
    provisional: bool


def why_call(shop: Shop, words: Catalog, callback: Callback) -> Explained:
    """Explain a call's day: the clause, day 0, the days counted and skipped, every later move."""
    started_on = callback.moves[0].before if callback.moves else callback.due_on
    steps: tuple[DayStep, ...] = ()
    if callback.rule:
        due = _counted(shop, callback, started_on)
        if due.due_on == started_on:
            steps = due.explanation
            sentences = [explanation_text(words, steps)]
        else:  # the calendar was another one when it was tried
            day = day_text(words, started_on)
            sentences = [words.text("counted as {day} by the calendar of that time", day=day)]
    elif callback.reason:  # W-10
        sentences = [words.text("planned by hand: {reason}", reason=callback.reason)]
    else:
        sentences = [words.text("promised for {day}", day=day_text(words, started_on))]
    sentences += [move_text(words, move) for move in callback.moves]
    return Explained(
        clause=callback.clause,
        rule_on=callback.rule_on,
        due_on=callback.due_on,
        steps=steps,
        moves=callback.moves,
        sentence=_with_clause(words, callback.clause, sentences),
        provisional=callback.provisional,
    )


def why_deadline(shop: Shop, words: Catalog, deadline: Deadline) -> Explained:
    """Explain a deadline's day."""
    steps: tuple[DayStep, ...] = ()
    sentence = words.text("promised for {day}", day=day_text(words, deadline.rule_on))
    if deadline.kind is DeadlineKind.REFERRED:
        sentence = words.text("answer wanted by {day}", day=day_text(words, deadline.rule_on))
    if deadline.kind is DeadlineKind.AUTHORITY:
        day = day_text(words, deadline.rule_on)
        sentence = words.text("the authority wants the reply by {day}", day=day)
    if deadline.rule:
        pauses = cases.pauses_of(shop.file, [deadline.case_id]).get(deadline.case_id, ())
        due = case_deadlines.count_again(shop.calendar, deadline, deadline.basis_at, pauses)
        steps, sentence = due.explanation, explanation_text(words, due.explanation)
    sentences = [sentence]
    moves: tuple[MovedDay, ...] = ()
    if not deadline.rule and deadline.due_at.date() != deadline.rule_on:
        moves = (MovedDay(MovedBy.CLOSED, deadline.rule_on, deadline.due_at.date()),)
        sentences += [move_text(words, move) for move in moves]
    return Explained(
        clause=deadline.clause,
        rule_on=deadline.rule_on,
        due_on=deadline.due_at.date(),
        steps=steps,
        moves=moves,
        sentence=_with_clause(words, deadline.clause, sentences),
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


def _counted(shop: Shop, callback: Callback, planned_on: date) -> DueDate:
    customer = customers.of_record(shop.file, callback.customer_id)
    return follow_ups.count_call(
        shop,
        follow_ups.rule_from_text(callback.rule),
        callback.basis_at,
        callback.clause,
        customer.call_hours,
        planned_on=planned_on,
    )


def _with_clause(words: Catalog, clause: str, sentences: list[str]) -> str:
    return words.text(
        "{sentence} ({clause})", clause=clause, sentence=words.text("; ").join(sentences)
    )
