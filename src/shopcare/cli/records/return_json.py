"""Returns and exchanges as JSON: request, inspection and review read, all of it described."""

from typing import Final, cast

from shopcare.cli.command import Described, below
from shopcare.cli.fields import Fields
from shopcare.domain.cases.returns import (
    Fault,
    InspectionDraft,
    Outcome,
    ReturnRequest,
    ReviewDraft,
    Wish,
)
from shopcare.domain.money import Fen
from shopcare.language.catalog import mark

RULING_JSON: Final[Described] = {
    "option": mark("what could be done"),
    "axis": mark("no_reason or quality; null where it makes no difference"),
    "answer": mark("yes, no or depends"),
    "basis": mark("law or shop; null where it is not allowed"),
    "clauses[]": mark("the clauses that decided it"),
    "fee_fen": mark("the fee in fen; null where it is quoted or not known yet"),
}
RETURN_JSON: Final[Described] = {
    "wish": mark("return, exchange or repair"),
    "quantity": mark("how much of the purchase line it is about"),
    "unit": mark("the unit"),
    "receipt": mark("whether there is proof of purchase"),
    "fault": mark("none, quality or use"),
    "saleable": mark("whether the goods could be sold again"),
    "laid": mark("whether the goods are laid already"),
    "fault_proof": mark("what shows the fault"),
    **below("verdict[]", RULING_JSON),
    "judged_on": mark("the day for which law and policy were asked"),
    "inspection.at": mark("when the goods were inspected"),
    "inspection.by": mark("the initials of who inspected them"),
    "inspection.finding": mark("what the inspection found"),
    "review.at": mark("when it was decided"),
    "review.by": mark("the initials of who decided"),
    "review.outcome": mark("refund, exchange, repair or refused"),
    "review.share_fen": mark("what was paid for the goods that come back, in fen"),
    "review.new_goods": mark("what is given in exchange"),
    "review.new_fen": mark("its price in fen"),
    "review.fee_fen": mark("the fee in fen"),
    "review.reason": mark("why it was decided so"),
    "settlement.at": mark("when goods and money changed hands"),
    "settlement.by": mark("the initials of who handed over"),
    "settlement.outcome": mark("refund or exchange"),
    "settlement.quantity": mark("how much came back"),
    "settlement.credited_fen": mark("what counted as paid for it, in fen"),
    "settlement.refunded_fen": mark("what was paid back, in fen"),
    "settlement.value_fen": mark("what the customer has paid for what they hold now, in fen"),
    "settlement.new_purchase_id": mark("the receipt of what was handed over in exchange"),
}


def return_request(fields: Fields) -> ReturnRequest:
    """Read what the customer wishes and says of the goods; what is left out is unknown."""
    inner = fields.inner("return_request")
    if inner is None:
        return ReturnRequest()
    request = ReturnRequest(
        wish=inner.choice("wish", Wish),
        quantity=inner.quantity("quantity"),
        receipt=inner.flag("receipt"),
        fault=inner.choice("fault", Fault),
        saleable=inner.flag("saleable"),
        laid=inner.flag("laid"),
        fault_proof=inner.typed("fault_proof") or "",
    )
    inner.end()
    return request


def inspection_draft(fields: Fields) -> InspectionDraft | None:
    """Read what an inspection found (B-3)."""
    inner = fields.inner("inspection")
    if inner is None:
        return None
    draft = InspectionDraft(
        receipt=inner.flag("receipt"),
        quantity=inner.quantity("quantity"),
        fault=inner.choice("fault", Fault),
        saleable=inner.flag("saleable"),
        laid=inner.flag("laid"),
        wish=inner.choice("wish", Wish),
        finding=inner.typed("finding") or "",
    )
    inner.end()
    return draft


def review_draft(fields: Fields) -> ReviewDraft | None:
    """Read what is decided, and what changes hands for it (A-7)."""
    inner = fields.inner("review")
    if inner is None:
        return None
    draft = ReviewDraft(
        outcome=inner.choice("outcome", Outcome),
        wish=inner.choice("wish", Wish),
        share_fen=cast("Fen | None", inner.number("share_fen")),
        new_goods=inner.typed("new_goods") or "",
        new_fen=cast("Fen | None", inner.number("new_fen")),
        fee_fen=cast("Fen | None", inner.number("fee_fen")),
        reason=inner.typed("reason") or "",
    )
    inner.end()
    return draft
