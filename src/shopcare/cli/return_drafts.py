"""What a JSON object says of a return or exchange: the request, its inspection, its review."""

from typing import cast

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
        share_fen=cast("Fen | None", inner.number("share_fen")),
        new_goods=inner.typed("new_goods") or "",
        new_fen=cast("Fen | None", inner.number("new_fen")),
        fee_fen=cast("Fen | None", inner.number("fee_fen")),
        reason=inner.typed("reason") or "",
    )
    inner.end()
    return draft
