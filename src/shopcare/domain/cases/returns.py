"""A return or exchange: what the customer wishes, what is found, what is decided (A-2, B-3)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.ids import PurchaseId, StaffId
from shopcare.domain.money import Fen, amount_problems
from shopcare.domain.purchases.purchase import is_countable
from shopcare.domain.typed.text import clean_line, clean_text, too_long


class Wish(StrEnum):
    """What the customer asks for; what comes of it is another matter."""

    RETURN = "return"
    EXCHANGE = "exchange"
    REPAIR = "repair"


class Outcome(StrEnum):
    """What the shop decides."""

    REFUND = "refund"
    EXCHANGE = "exchange"
    REPAIR = "repair"
    REFUSED = "refused"


class Fault(StrEnum):
    """What is wrong with the goods, as far as it was found out."""

    NONE = "none"
    QUALITY = "quality"
    USE = "use"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRuling:
    """What law or policy said about one option on the day; clauses by their ids."""

    option: str
    """The words of option, axis, answer and basis are those of the policy's verdict."""
    axis: str | None
    answer: str
    basis: str | None
    clauses: tuple[str, ...]
    fee_fen: Fen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDraft:
    """What the inspection found (B-3); facts that nobody could tell stay unknown."""

    receipt: bool | None = None
    """Whether the proof of purchase was seen: it is looked at before anything else."""
    quantity: Decimal | None = None
    """As counted; None: as the customer said."""
    fault: Fault | None = None
    saleable: bool | None = None
    laid: bool | None = None
    wish: Wish | None = None
    """What the customer asks for, where nobody had said it before (G-2)."""
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """An inspection on file; its facts stand in the request."""

    at: datetime
    by: StaffId
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """What is decided, and what changes hands for it (A-7)."""

    outcome: Outcome | None = None
    wish: Wish | None = None
    """What the customer asks for, where nobody had said it before: it is followed (B-3)."""
    share_fen: Fen | None = None
    """What was paid for the goods that come back."""
    new_goods: str = ""
    """What is given in exchange."""
    new_fen: Fen | None = None
    """Its price."""
    fee_fen: Fen | None = None
    """What the shop keeps or charges: depreciation (A-5), freight (A-1)."""
    reason: str = ""
    """Why it is refused, or decided otherwise than the policy says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A decision on file."""

    at: datetime
    by: StaffId
    outcome: Outcome
    share_fen: Fen
    new_goods: str
    new_fen: Fen
    fee_fen: Fen
    reason: str

    @property
    def due_fen(self) -> int:
        """Give what the customer pays; below zero it is paid back (A-7)."""
        return self.new_fen + self.fee_fen - self.share_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What was done: goods and money have changed hands."""

    at: datetime
    by: StaffId
    outcome: Outcome
    quantity: Decimal | None
    credited_fen: Fen
    """What counted as paid for the goods of the purchase line that came back."""
    refunded_fen: Fen
    """All that was paid back in this case, an earlier settlement included."""
    value_fen: Fen
    """What the customer has paid for what they hold now: no more can be paid back."""
    new_purchase_id: PurchaseId | None = None
    """The receipt of what was handed over in exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRequest:
    """The part of a case that only returns and exchanges have; unknown facts are None."""

    wish: Wish | None = None
    quantity: Decimal | None = None
    """How much of the purchase line it is about."""
    unit: str = ""
    """Of the purchase line: m², box; empty for pieces."""
    receipt: bool | None = None
    """Whether there is proof of purchase (B-3)."""
    fault: Fault | None = None
    saleable: bool | None = None
    """Goods, packaging and accessories are complete and could be sold again."""
    laid: bool | None = None
    """The goods are built in (T-2)."""
    fault_proof: str = ""
    """What shows the fault: photos, a sample, a measurement (A-2)."""
    verdict: tuple[KeptRuling, ...] = ()
    judged_on: date | None = None
    inspection: Inspection | None = None
    review: Review | None = None
    settlement: Settlement | None = None

    @property
    def said_quantity(self) -> str:
        """Write the quantity with its unit; empty for none."""
        if self.quantity is None:
            return ""
        return f"{self.quantity.normalize():f} {self.unit}".rstrip()

    @property
    def is_taken_back(self) -> bool:
        """Say whether goods come back: they were, are to be, or nobody has decided yet."""
        decided = self.settlement or self.review
        return decided is None or decided.outcome in TAKEN_BACK


TAKEN_BACK: Final = frozenset({Outcome.REFUND, Outcome.EXCHANGE})
"""The outcomes with which the goods stay in the shop."""
LONGEST_PROOF: Final = 1000


def tidy_request(request: ReturnRequest) -> ReturnRequest:
    """Give a request back without what cannot be seen."""
    return replace(request, fault_proof=clean_text(request.fault_proof))


def request_problems(request: ReturnRequest) -> list[Problem]:
    """Say what is wrong with a tidied request: ``quantity_impossible``, ``text_too_long``."""
    problems = quantity_problems(request.quantity)
    return problems + too_long({"fault_proof": request.fault_proof}, {"fault_proof": LONGEST_PROOF})


def quantity_problems(quantity: Decimal | None) -> list[Problem]:
    """Say whether a quantity cannot be: ``quantity_impossible``."""
    if quantity is None or is_countable(quantity):
        return []
    return [Problem(field="quantity", code="quantity_impossible")]


def inspected(
    request: ReturnRequest, draft: InspectionDraft, *, by: StaffId, at: datetime
) -> ReturnRequest:
    """Give the request with what was found; a decision that was made before is void."""
    return replace(
        request,
        receipt=draft.receipt,
        quantity=request.quantity if draft.quantity is None else draft.quantity,
        fault=draft.fault,
        saleable=draft.saleable,
        laid=draft.laid,
        wish=request.wish or draft.wish,
        inspection=Inspection(at=at, by=by, finding=clean_text(draft.finding)),
        review=None,
    )


def inspection_problems(request: ReturnRequest, draft: InspectionDraft) -> list[Problem]:
    """Say what is missing in an inspection (B-3).

    The codes are ``receipt_not_checked``, ``fault_not_found_out``, ``quantity_impossible``,
    ``quantity_settled`` and ``text_too_long``.
    """
    problems = quantity_problems(draft.quantity)
    if draft.receipt is None:
        problems.append(Problem(field="receipt", code="receipt_not_checked"))
    if draft.fault is None:
        problems.append(Problem(field="fault", code="fault_not_found_out"))
    settled = request.settlement
    if settled is not None and draft.quantity not in (None, settled.quantity):
        problems.append(Problem(field="quantity", code="quantity_settled"))
    return problems + too_long({"finding": draft.finding}, {"finding": 2000})


def reviewed(
    request: ReturnRequest, draft: ReviewDraft, *, by: StaffId, at: datetime
) -> ReturnRequest:
    """Give the request with what was decided."""
    assert draft.outcome is not None
    moves_goods = draft.outcome in TAKEN_BACK
    is_exchange = draft.outcome is Outcome.EXCHANGE
    review = Review(
        at=at,
        by=by,
        outcome=draft.outcome,
        share_fen=(draft.share_fen if moves_goods else None) or Fen(0),
        new_goods=clean_line(draft.new_goods) if is_exchange else "",
        new_fen=(draft.new_fen if is_exchange else None) or Fen(0),
        fee_fen=(draft.fee_fen if draft.outcome is not Outcome.REFUSED else None) or Fen(0),
        reason=clean_text(draft.reason),
    )
    return replace(request, wish=request.wish or draft.wish, review=review)


def review_problems(request: ReturnRequest, draft: ReviewDraft) -> list[Problem]:
    """Say what is missing in a decision (A-7).

    The codes are ``wish_missing``, ``outcome_missing``, ``share_missing``, ``new_goods_missing``,
    ``new_price_missing``, ``fee_above_price``, ``reason_missing``, ``amount_negative``,
    ``amount_too_large`` and ``text_too_long``.
    """
    problems = too_long(
        {"new_goods": draft.new_goods, "reason": draft.reason}, {"new_goods": 200, "reason": 1000}
    )
    for name in ("share_fen", "new_fen", "fee_fen"):
        problems += amount_problems(name, getattr(draft, name))
    if (request.wish or draft.wish) is None:
        problems.append(Problem(field="wish", code="wish_missing"))
    if draft.outcome is None:
        return [*problems, Problem(field="outcome", code="outcome_missing")]
    missing = [
        ("share_fen", "share_missing", draft.outcome in TAKEN_BACK and draft.share_fen is None),
        ("new_goods", "new_goods_missing", _is_exchange(draft) and not clean_line(draft.new_goods)),
        ("new_fen", "new_price_missing", _is_exchange(draft) and draft.new_fen is None),
        ("fee_fen", "fee_above_price", _is_fee_too_high(draft)),
        ("reason", "reason_missing", _is_refused(draft) and not clean_text(draft.reason)),
    ]
    return problems + [Problem(field=field, code=code) for field, code, is_so in missing if is_so]


def _is_exchange(draft: ReviewDraft) -> bool:
    return draft.outcome is Outcome.EXCHANGE


def _is_refused(draft: ReviewDraft) -> bool:
    return draft.outcome is Outcome.REFUSED


def _is_fee_too_high(draft: ReviewDraft) -> bool:
    """A fee above what was paid would take goods away for nothing."""
    return draft.outcome in TAKEN_BACK and (draft.fee_fen or 0) > (draft.share_fen or 0)


def settled(
    request: ReturnRequest, *, by: StaffId, at: datetime, unpaid_fen: int = 0
) -> ReturnRequest:
    """Give the request once goods and money have changed hands.

    Args:
        request: with its decision.
        by: who handed over.
        at: when.
        unpaid_fen: what of a difference was waived or stays owed.
    """
    review, before = request.review, request.settlement
    if review is None or review.outcome not in TAKEN_BACK:  # what was settled before stands
        return request
    paid_back = max(0, -review.due_fen) + (before.refunded_fen if before else 0)
    settlement = Settlement(
        at=at,
        by=by,
        outcome=review.outcome,
        quantity=request.quantity,
        credited_fen=before.credited_fen if before else review.share_fen,
        refunded_fen=Fen(paid_back),
        value_fen=Fen(max(0, review.new_fen - unpaid_fen)),
    )
    return replace(request, settlement=settlement)


def asked_again(request: ReturnRequest) -> ReturnRequest:
    """Give the request of a case that is reopened: what was settled stands, the rest is open."""
    return replace(request, inspection=None, review=None)
