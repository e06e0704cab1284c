"""The card beside the list of calls: one call with everything that its caller needs to see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from shopcare.domain.calls.callback import CallAttempt, Callback, CallbackState
from shopcare.domain.cases.case import Case
from shopcare.domain.ids import CallbackId
from shopcare.domain.people.customer import Customer, call_order
from shopcare.domain.purchases.purchase import Purchase
from shopcare.domain.typed.phone import PhoneKind
from shopcare.language.catalog import mark
from shopcare.services.calls.today import CallRow, row_of, rows_of
from shopcare.services.follow_ups import follow_ups
from shopcare.services.people.customers import household
from shopcare.services.shop import Shop
from shopcare.storage import call_attempts, callbacks, purchases
from shopcare.storage.cases import cases

if TYPE_CHECKING:
    from shopcare.domain.payments.gift import Gift


@dataclass(frozen=True, slots=True, kw_only=True)
class CallCard:
    """What stands beside the list for one call."""

    row: CallRow
    case: Case | None
    purchase: Purchase | None
    missing: tuple[str, ...]
    """Facts that are missing in the file and asked for now (G-2)."""
    contacts: tuple[tuple[Callback, CallAttempt], ...]
    """The last three contacts with the customer, the newest first."""
    household: tuple[CallRow, ...]
    """Other calls that are due to the same household (X-7)."""
    gifts: "tuple[Gift, ...]"
    """What the customer was given, the newest first (G-18)."""


def call_card(shop: Shop, callback_id: CallbackId, moment: datetime | None = None) -> CallCard:
    """Show one call with everything that the caller needs to see.

    Raises:
        NotFound: there is no such call.
    """
    from shopcare.storage.money import gifts  # not at the start: a card is opened later

    moment = moment or shop.now()
    callback = callbacks.get(shop.file, callback_id)
    row = row_of(shop, callback, moment)
    history = callbacks.of_customer(shop.file, callback.customer_id)
    by_id = {call.id: call for call in history}
    attempts = call_attempts.of_calls(shop.file, list(by_id))
    case = cases.get(shop.file, callback.case_id) if callback.case_id else None
    bought = callback.purchase_id
    return CallCard(
        row=row,
        case=case,
        purchase=purchases.get(shop.file, bought) if bought is not None else None,
        missing=row.customer.missing
        + _second_number(row.customer)
        + (case.missing if case else ()),
        contacts=tuple((by_id[a.callback_id], a) for a in attempts[:3]),
        household=_household_calls(shop, row, history, moment),
        gifts=tuple(gifts.of_customer(shop.file, callback.customer_id)),
    )


def may_withdraw(shop: Shop, callback: Callback) -> bool:
    """Say whether it is a care call to which the customer agreed, and may so agree no more."""
    if callback.purpose not in follow_ups.STANDING | follow_ups.AGREED:
        return False
    from shopcare.services.people.consents import agrees_to_care_calls  # few calls need a consent

    return agrees_to_care_calls(shop, callback.customer_id)


GIFT: Final = mark("Gift: {gifts}")


def talking_points(shop: Shop, call: Callback, say: Callable[[str], str]) -> tuple[str, ...]:
    """Give what to speak of: why somebody planned it (W-10), then what its purpose brings (C-7).

    Args:
        shop: the open shop.
        call: the call.
        say: translates a point of the policy.
    """
    policy = shop.policy
    points = [call.reason] if call.reason else []
    points.extend(map(say, policy.talking_points.get(call.purpose, ())))
    if gifts := policy.gifts_for(call.purpose):
        points.append(say(GIFT).format(gifts=say(", ").join(map(say, gifts))))
    return tuple(points)


def _second_number(customer: Customer) -> tuple[str, ...]:
    """Ask who left only a mobile for a second number (C-14)."""
    numbers = call_order(customer)
    has_only_mobile = len(numbers) == 1 and numbers[0].kind is PhoneKind.MOBILE
    return ("second_number",) if has_only_mobile else ()


def _household_calls(
    shop: Shop, row: CallRow, history: Sequence[Callback], moment: datetime
) -> tuple[CallRow, ...]:
    calls = list(history)
    for person in household(shop, row.customer):
        calls += callbacks.open_of_customer(shop.file, person.id)
    others = [c for c in calls if c.state is CallbackState.OPEN and c.id != row.callback.id]
    return tuple(rows_of(shop, others, moment)) if others else ()
