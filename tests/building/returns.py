"""A tile shop, and short ways to sell square metres and to bring them back."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from building import records
from building.shops import NOW, hire, make_shop
from shopcare.domain.cases.case import Case, CaseKind, How, Stage
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.returns import (
    Fault,
    InspectionDraft,
    Outcome,
    ReturnRequest,
    ReviewDraft,
    Wish,
)
from shopcare.domain.ids import PurchaseLineId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.staff import Role
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.services.cases import moves
from shopcare.services.cases.moves import Moved
from shopcare.services.purchases import purchases
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock

WHOLE = Decimal(36)
PRICE = Fen(360_000)
"""¥100 a square metre."""


def tile_shop(folder: Path, clock: SetClock | None = None) -> Shop:
    """Make a tile shop with a manager, who acts, and a clerk."""
    shop = make_shop(folder, clock or SetClock(NOW), trade="tile", name="美家瓷砖")
    hire(shop, "XC", "小陈", Role.CLERK)
    return shop


def sell(
    shop: Shop,
    customer: Customer,
    quantity: Decimal = WHOLE,
    price: Fen | None = PRICE,
    **more: Any,
) -> PurchaseLineId:
    """Sell floor tiles today, and give their purchase line."""
    line = PurchaseLineDraft(
        product="东鹏 800×800 抛光砖",
        category="floor_tile",
        lot="A17",
        quantity=quantity,
        unit="m²",
        amount_fen=price,
        sale_kind="正价",
    )
    today = shop.today()
    draft = PurchaseDraft(
        **({"customer_id": customer.id, "sold_on": today, "handed_over_on": today} | more),
        lines=(line,),
    )
    return purchases.add_purchase(shop, draft).purchase.lines[0].id


def ask(
    shop: Shop,
    customer: Customer,
    line_id: PurchaseLineId | None,
    quantity: Decimal | None = None,
    wish: Wish = Wish.RETURN,
    **more: Any,
) -> Case:
    """Record a wish to return or exchange."""
    request = ReturnRequest(wish=wish, quantity=quantity)
    facts = {"fault": "色差", "purchase_line_id": line_id, "return_request": request} | more
    return records.open_case(shop, customer.id, CaseKind.RETURN, **facts)


def inspect(shop: Shop, case: Case, **found: Any) -> Moved:
    """Inspect goods with a quality fault and their receipt."""
    facts = {"receipt": True, "fault": Fault.QUALITY, "saleable": True, "laid": False}
    inspection = InspectionDraft(**(facts | found))
    return moves.move_case(shop, case.id, Stage.DIAGNOSED, MoveFacts(inspection=inspection))


def review(
    shop: Shop, case: Case, outcome: Outcome = Outcome.REFUND, fen: int | None = None, **more: Any
) -> Moved:
    """Decide, with what was paid for the goods."""
    share = None if fen is None else Fen(fen)
    draft = ReviewDraft(**({"outcome": outcome, "share_fen": share} | more))
    facts = MoveFacts(review=draft, how=How.IN_PERSON)
    return moves.move_case(shop, case.id, Stage.AGREED, facts)


def settle(shop: Shop, case: Case) -> Moved:
    """Tick the points of the settlement: goods or money lie ready."""
    facts = MoveFacts(checks=moves.checks_of(shop, case))
    return moves.move_case(shop, case.id, Stage.READY, facts)


def hand_over(shop: Shop, case: Case, *payments: PaymentDraft) -> Moved:
    """Let goods and money change hands."""
    return moves.move_case(shop, case.id, Stage.HANDED_OVER, MoveFacts(payments=payments))


def refunded(fen: int | None = None, method: PayMethod | None = PayMethod.WECHAT) -> PaymentDraft:
    """Say that an amount was paid back."""
    amount = None if fen is None else Fen(fen)
    return PaymentDraft(kind=PaymentKind.REFUNDED, amount_fen=amount, method=method)
