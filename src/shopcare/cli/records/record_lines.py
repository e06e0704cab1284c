"""Records as rows of text for people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shopcare.cli.tables import table
from shopcare.domain.money import yuan_text
from shopcare.domain.people.prescription import Prescription
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import minute_text
from shopcare.language.records.record_words import label

if TYPE_CHECKING:
    from datetime import datetime

    from shopcare.domain.calls.callback import Callback
    from shopcare.domain.cases.case import Case
    from shopcare.domain.cases.deadline import Deadline
    from shopcare.domain.purchases.purchase import Purchase, PurchaseLine

Row = tuple[str, ...]


def minute(moment: "datetime | None") -> str:
    """Write a moment to the minute."""
    return minute_text(moment) if moment else ""


def purchase_rows(words: Catalog, purchases: "Iterable[Purchase]") -> list[Row]:
    """Write one row for each receipt."""
    return [
        (
            str(purchase.id),
            purchase.sold_on.isoformat(),
            purchase.receipt_number or "",
            words.text(", ").join(line.product for line in purchase.lines),
            words.text("handed over {day}", day=purchase.handed_over_on.isoformat())
            if purchase.handed_over_on
            else words.text("not handed over"),
        )
        for purchase in purchases
    ]


def line_rows(lines: "Iterable[PurchaseLine]") -> list[Row]:
    """Write one row for each product of a receipt."""
    return [
        (
            line.product,
            line.spec,
            line.lot,
            f"{line.quantity:f} {line.unit}".strip(),
            yuan_text(line.amount_fen) if line.amount_fen is not None else "",
        )
        for line in lines
    ]


def case_rows(words: Catalog, cases: "Iterable[Case]") -> list[Row]:
    """Write one row for each case."""
    return [
        (
            case.number,
            label(words, case.kind),
            label(words, case.stage),
            minute(case.received_at),
            case.product,
        )
        for case in cases
    ]


def call_rows(words: Catalog, calls: "Iterable[Callback]") -> list[Row]:
    """Write one row for each call; what is settled with its result."""
    return [
        (
            str(call.id),
            label(words, call.purpose),
            minute(call.due_at) or call.due_on.isoformat(),
            f"{call.opens_on}–{call.closes_on}" if call.opens_on != call.closes_on else "",
            call.clause,
            _outcome(words, call),
        )
        for call in calls
    ]


def deadline_rows(words: Catalog, deadlines: "Iterable[Deadline]", now: "datetime") -> list[Row]:
    """Write one row for each deadline that still counts."""
    return [
        (
            label(words, deadline.kind),
            minute(deadline.due_at),
            deadline.clause,
            words.text("met {at}", at=minute(deadline.met_at)) if deadline.met_at else "",
            words.text("late") if deadline.is_late(now) else "",
            words.text("provisional") if deadline.provisional else "",
        )
        for deadline in deadlines
        if not deadline.dropped
    ]


def move_lines(words: Catalog, moves: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write what a change of the calendar moves, with its heading."""
    rows = [(str(move["id"]), move["what"], move["from"], move["to"] or "") for move in moves]
    return ["", words.text("Dates that change"), *table(rows)] if rows else []


def _outcome(words: Catalog, call: "Callback") -> str:
    if call.result is not None:
        return label(words, call.result)
    if call.state.value == "dropped":
        return words.text("no longer needed")
    return words.text("provisional") if call.provisional else ""


def prescription_row(words: Catalog, measured: Prescription) -> tuple[str, ...]:
    """Write a prescription for a person: the day, what for, both eyes."""
    from shopcare.language.records.eye_words import eyes_text, what_for_text

    return (
        str(measured.id),
        measured.measured_on.isoformat(),
        what_for_text(words, measured),
        eyes_text(words, measured),
        words.text("voided") if measured.voided else "",
    )
