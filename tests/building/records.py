"""Short ways to put customers, purchases and cases into a shop."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from shopcare.domain.calls.callback import Callback, Purpose
from shopcare.domain.cases.case import Case, CaseDraft, CaseKind, Channel, How, Plan, Stage
from shopcare.domain.cases.case_steps import MoveFacts
from shopcare.domain.cases.returns import Fault, InspectionDraft, Outcome, ReviewDraft, Wish
from shopcare.domain.ids import CustomerId
from shopcare.domain.money import Fen
from shopcare.domain.payments.payment import PaymentDraft, PaymentKind, PayMethod
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.purchases.purchase import PurchaseDraft, PurchaseLineDraft
from shopcare.domain.typed.phone import phone_from_text
from shopcare.services.cases import intake, moves
from shopcare.services.people import customers
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchases import Recorded
from shopcare.services.shop import Shop
from shopcare.storage import callbacks

WORK = (Stage.CONFIRMED, Stage.DIAGNOSED, Stage.AGREED, Stage.IN_WORK, Stage.CHECKED)
READY = (*WORK, Stage.READY)
HANDED_OVER = (*READY, Stage.HANDED_OVER)
NOTHING_MISSING: dict[str, Any] = {
    "product": "BL5068",
    "category": "sunglasses",
    "bought_on": date(2026, 2, 2),
}
"""What a case is asked for that says no more than its fault (G-2)."""


def paid(fen: int, method: PayMethod = PayMethod.CASH) -> PaymentDraft:
    """Say that a fee was paid."""
    return PaymentDraft(kind=PaymentKind.PAID, amount_fen=Fen(fen), method=method)


def customer_draft(name: str = "王小明", *phones: str, **more: Any) -> CustomerDraft:
    """Write a customer as a form does."""
    return CustomerDraft(name=name, phones=tuple(map(phone_from_text, phones)), **more)


def add_customer(shop: Shop, name: str = "王小明", *phones: str, **more: Any) -> Customer:
    """Put a customer on file."""
    return customers.add_customer(shop, customer_draft(name, *phones, **more)).customer


def add_wang(shop: Shop) -> Customer:
    """Put a customer with a mobile number on file."""
    return add_customer(shop, "王小明", "13800138000")


def purchase_draft(
    customer_id: CustomerId, categories: Iterable[str], product: str = "", **more: Any
) -> PurchaseDraft:
    """Write a receipt with a line of each category."""
    lines = tuple(
        PurchaseLineDraft(product=product or f"BL{n}", category=category)
        for n, category in enumerate(categories)
    )
    return PurchaseDraft(customer_id=customer_id, lines=lines, **more)


def add_purchase(shop: Shop, customer_id: CustomerId, *categories: str, **more: Any) -> Recorded:
    """Record a receipt, sold today or when it was handed over."""
    more.setdefault("sold_on", more.get("handed_over_on") or shop.now().date())
    draft = purchase_draft(customer_id, categories or ("frame_glasses",), **more)
    return purchases.add_purchase(shop, draft)


def hand_over(shop: Shop, customer_id: CustomerId, on: date) -> Callback:
    """Hand glasses over on a day and give the wearing check that this starts (C-1)."""
    made = add_purchase(shop, customer_id, sold_on=on, handed_over_on=on)
    calls = callbacks.many(shop.file, made.callbacks)
    return next(call for call in calls if call.purpose is Purpose.WEARING_CHECK)


def open_case(
    shop: Shop, customer_id: CustomerId, kind: CaseKind = CaseKind.REPAIR, **more: Any
) -> Case:
    """Open a case."""
    known = {"kind": kind, "customer_id": customer_id, "fault": "镜腿松"}
    return intake.open_case(shop, CaseDraft(**(known | more))).case


def open_complaint(shop: Shop, customer_id: CustomerId, **more: Any) -> Case:
    """Open a complaint that was made in the shop."""
    return open_case(shop, customer_id, CaseKind.COMPLAINT, channel=Channel.SHOP, **more)


def move_case(shop: Shop, case: Case, *stages: Stage, at: Any = None, **more: Any) -> Case:
    """Move a case through stages with everything that they need."""
    known: dict[str, Any] = {
        "how": How.SIGNATURE,
        "plan": Plan(work="换螺丝", fee_fen=Fen(2_000)),
        "promised_on": shop.now().date() + timedelta(days=4),
        "checks": moves.checks_of(shop, case),
        "payments": (paid(2_000),),
        "resolution": "换了螺丝",
        "reason": "还是松",
        "inspection": InspectionDraft(receipt=True, fault=Fault.QUALITY),
        "review": ReviewDraft(outcome=Outcome.REPAIR, wish=Wish.REPAIR),
    }
    facts = MoveFacts(**(known | more))
    for stage in stages:
        case = moves.move_case(shop, case.id, stage, facts, at=at).case
    return case


def call_again(shop: Shop, call: Callback) -> Callback:
    """Read a call anew."""
    return callbacks.get(shop.file, call.id)
