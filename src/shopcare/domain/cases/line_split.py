"""How a purchase line is split over its returns and exchanges: nothing is lost, nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shopcare.domain.cases.case import FINAL, Case
from shopcare.domain.cases.returns import Outcome
from shopcare.domain.money import Fen
from shopcare.domain.purchases.purchase import PurchaseLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSplit:
    """The parts of one purchase line; they add up to the whole."""

    whole: Decimal
    returned: Decimal
    exchanged: Decimal
    asked: Decimal
    """What open cases ask to return or exchange."""

    @property
    def kept(self) -> Decimal:
        """Give what the customer keeps, about which nobody asks."""
        return self.whole - self.returned - self.exchanged - self.asked


def split_line(whole: Decimal, cases: Iterable[Case]) -> LineSplit:
    """Split a purchase line over its cases.

    Args:
        whole: how much was bought.
        cases: all that are about the line; voided and cancelled ones take nothing of it.
    """
    taken = dict.fromkeys(("returned", "exchanged", "asked"), Decimal(0))
    for case in cases:
        part, quantity = _part(case)
        if part:
            taken[part] += quantity
    return LineSplit(whole=whole, **taken)


def share_of_price(line: PurchaseLine, case: Case, others: Iterable[Case]) -> Fen | None:
    """Say what was paid for the goods of a case, in whole fen; None where nobody knows it.

    The shares of all cases of a line never add up to more than its price: each is what the line
    is worth up to and including it, less what it is worth without it, and what is left of it.

    Args:
        line: the purchase line.
        case: whose goods they are.
        others: the other cases of the line.
    """
    request = case.return_request
    if request is None:
        return None
    if request.settlement is not None:  # settled once already: what the customer holds now
        return request.settlement.value_fen
    if line.amount_fen is None or request.quantity is None:
        return None
    decided = [other for other in others if _credited(other) is not None]
    before = sum((_quantity(other) for other in decided), Decimal(0))
    credited = sum(_credited(other) or 0 for other in decided)
    until = _worth(line, before + request.quantity)
    return Fen(max(0, min(until - _worth(line, before), line.amount_fen - credited)))


def _worth(line: PurchaseLine, quantity: Decimal) -> int:
    assert line.amount_fen is not None
    return int(line.amount_fen * min(quantity, line.quantity) // line.quantity)


def _credited(case: Case) -> Fen | None:
    """Give what a case has counted as paid for its goods; None where nobody has decided yet."""
    part, _ = _part(case)
    request = case.return_request
    if not part or request is None:
        return None
    if request.settlement is not None:
        return request.settlement.credited_fen
    return request.review.share_fen if request.review is not None else None


def _quantity(case: Case) -> Decimal:
    return _part(case)[1]


def _part(case: Case) -> tuple[str, Decimal]:
    """Name the part of the line that a case takes; empty for none."""
    request = case.return_request
    if request is None or case.voided is not None:
        return "", Decimal(0)
    if request.settlement is not None:
        is_returned = request.settlement.outcome is Outcome.REFUND
        return "returned" if is_returned else "exchanged", request.settlement.quantity or Decimal(0)
    if case.stage in FINAL or not request.is_taken_back:
        return "", Decimal(0)
    return "asked", request.quantity or Decimal(0)
