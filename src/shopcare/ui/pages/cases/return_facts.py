"""What the card of a case says of a return: wish, goods, inspection, decision, settlement (A-2)."""

from collections.abc import Callable
from typing import Final

from shopcare.domain.cases.case import Case
from shopcare.domain.cases.returns import ReturnRequest, Review
from shopcare.language.catalog import mark
from shopcare.language.records.return_words import amount_of, due_text, known_text
from shopcare.ui.kit.words.formatting import moment_words, money_words
from shopcare.ui.kit.words.i18n import label, screen_catalog

RETURN_ROWS: Final = {
    "wish": mark("Wish"),
    "known": mark("State of the goods"),
    "fault_proof": mark("Proof of the fault"),
    "inspection": mark("Inspection"),
    "review": mark("Decision"),
    "settlement": mark("Settlement"),
}
"""The rows that only a return has, with their titles."""


def return_facts(case: Case, name_of: Callable[[int | None], str]) -> dict[str, str]:
    """Say what is on file of a return; empty for every other case.

    Args:
        case: the case.
        name_of: gives the name of a member of staff.
    """
    request = case.return_request
    if request is None:
        return dict.fromkeys(RETURN_ROWS, "")
    inspection, settlement = request.inspection, request.settlement
    found = done = ""
    if inspection is not None:
        moment = moment_words(inspection.at)
        found = _joined(inspection.finding, moment, name_of(inspection.by))
    if settlement is not None:
        moment = moment_words(settlement.at)
        done = _joined(label(settlement.outcome), moment, name_of(settlement.by))
    return {
        "wish": _wish(request),
        "known": known_text(screen_catalog(), request),
        "fault_proof": request.fault_proof,
        "inspection": found,
        "review": _decided(request.review, name_of) if request.review is not None else "",
        "settlement": done,
    }


def _wish(request: ReturnRequest) -> str:
    wish = label(request.wish) if request.wish is not None else ""
    return _joined(wish, request.said_quantity)


def _decided(review: Review, name_of: Callable[[int | None], str]) -> str:
    amount = money_words(amount_of(review.due_fen))
    due = due_text(screen_catalog(), review.due_fen, amount) if review.due_fen else ""
    outcome, moment = label(review.outcome), moment_words(review.at)
    return _joined(outcome, review.new_goods, due, review.reason, moment, name_of(review.by))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
