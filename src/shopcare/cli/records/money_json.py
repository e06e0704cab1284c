"""Payments, gifts and the till as JSON."""

from typing import TYPE_CHECKING, Any, Final

from shopcare.cli.command import Described
from shopcare.cli.records.call_json import initials, with_initials
from shopcare.cli.records.record_json import VOIDED_JSON
from shopcare.cli.tables import plain
from shopcare.domain.payments.gift import Gift, GiftKind
from shopcare.domain.payments.payment import Payment
from shopcare.domain.payments.till import TillRow
from shopcare.language.catalog import mark

if TYPE_CHECKING:
    from shopcare.services.shop import Shop

PAYMENT_JSON: Final[Described] = {
    "id": mark("Id"),
    "at": mark("when it was"),
    "by": mark("the initials of who wrote it down"),
    "kind": mark("paid, waived, owed, refunded, deposit or reversed"),
    "amount_fen": mark("the amount, in fen"),
    "method": mark("how it was paid"),
    "decided_by": mark("the initials of who decided"),
    "reason": mark("why"),
    "owed_until": mark("until when it is owed"),
    "settles_id": mark("the debt that it settles"),
    "reverses_id": mark("the entry that it reverses"),
    "voucher_id": mark("the voucher that it was paid with"),
}
GIFT_JSON: Final[Described] = {
    "id": mark("Id"),
    "code": mark("the number of a voucher"),
    "customer_id": mark("the customer's id"),
    "case_id": mark("the case's id"),
    "item_id": mark("the id of the gift in stock"),
    "kind": mark("gift, voucher or reward"),
    "what": mark("what was given"),
    "why": mark("why"),
    "value_fen": mark("what it is worth, in fen"),
    "expires_on": mark("until when it can be redeemed"),
    "given_at": mark("when it was given"),
    "given_by": mark("the initials of who gave it"),
    "redeemed_at": mark("when it was redeemed"),
    "redeemed_by": mark("the initials of who redeemed it"),
    **VOIDED_JSON,
}
TILL_JSON: Final[Described] = {
    "staff": mark("the initials of who took the money"),
    "taken.*": mark("what was taken on the day, in fen, by method"),
    "handed_over_fen": mark("what was handed over on the day, in fen"),
    "left_fen": mark("the cash that is still to be handed over, in fen"),
}


def payment_json(shop: "Shop", payment: "Payment") -> dict[str, Any]:
    """Write an entry about the money of a case."""
    written = with_initials(shop, plain(payment))
    return {name: value for name, value in written.items() if name != "case_id"}


def gift_json(shop: "Shop", gift: Gift) -> dict[str, Any]:
    """Write what was given."""
    written = with_initials(shop, plain(gift))
    return {"code": gift.code if gift.kind is GiftKind.VOUCHER else None, **written}


def till_json(shop: "Shop", row: TillRow) -> dict[str, Any]:
    """Write one person's money of a day."""
    return {
        "staff": initials(shop, row.staff_id),
        "taken": dict(row.taken),
        "handed_over_fen": row.handed_over_fen,
        "left_fen": row.left_fen,
    }
