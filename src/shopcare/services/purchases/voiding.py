"""Voiding a purchase that was entered by mistake (W-8)."""

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import PurchaseId
from shopcare.domain.voided import Voided
from shopcare.services.follow_ups import follow_ups
from shopcare.services.reasons import require_reason
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, purchases


def void_purchase(shop: Shop, purchase_id: PurchaseId, reason: str) -> Changes:
    """Take a receipt out of every count; it stays readable, and its calls are not made.

    Raises:
        NotFound: there is no such receipt.
        Refusal: ``voided_already``.
        Invalid: ``reason_missing``, ``text_too_long``.
    """
    reason = require_reason(reason)
    with shop.begin("purchase.void", "purchase") as step:
        purchase = purchases.get(shop.file, purchase_id)
        if purchase.voided is not None:
            raise Refusal("voided_already")
        step.subject_id = purchase_id
        step.values = {"reason": reason}
        voided = Voided(at=shop.now(), by=shop.acting.id, reason=reason)
        purchases.void(shop.file, purchase_id, voided)
        follow_ups.drop(shop, callbacks.of_purchase(shop.file, purchase_id))
    return Changes.of(ChangeKind.PURCHASE, ChangeKind.CALLBACK, record_id=purchase_id)
