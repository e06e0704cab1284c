"""Says which calls a handing over started, on which day, and why (C-1)."""

from shopcare.domain.callback import Callback
from shopcare.domain.customer import Customer
from shopcare.services import customers
from shopcare.services.explain import why_call
from shopcare.services.purchases import Recorded
from shopcare.services.shop import Shop
from shopcare.ui.i18n import screen_catalog, tr
from shopcare.ui.labels import label
from shopcare.ui.show import day_words, weekday_words


def started_words(shop: Shop, customer: Customer, recorded: Recorded) -> str:
    """Say what recording a purchase or handing it over led to."""
    bill = recorded.purchase
    if bill.handed_over_on is None:
        return tr("Recorded. Follow-up calls start when the goods are handed over.")
    done = tr("Handed over on {day}.", day=day_words(bill.handed_over_on))
    return f"{done} {_calls_words(shop, customer, recorded)}"


def _calls_words(shop: Shop, customer: Customer, recorded: Recorded) -> str:
    if recorded.callbacks:
        file = customers.customer_file(shop, recorded.purchase.customer_id)
        started = [call for call in file.callbacks if call.id in recorded.callbacks]
        return " ".join(_call_words(shop, call) for call in started)
    if customer.no_calls:
        return tr("The customer wants no follow-up calls: none is planned.")
    categories = [shop.policy.category(line.category) for line in recorded.purchase.lines]
    if any(category is not None and category.fitted for category in categories):
        return tr("That was too long ago for a wearing check: no call is planned.")
    return tr("No call follows: a wearing check is made for glasses and contact lenses only.")


def _call_words(shop: Shop, call: Callback) -> str:
    return tr(
        "{purpose} proposed for {weekday}, {day}, possible from {first} to {last}. {why}",
        purpose=label(call.purpose),
        weekday=weekday_words(call.due_on),
        day=day_words(call.due_on),
        first=day_words(call.opens_on),
        last=day_words(call.closes_on),
        why=why_call(shop, screen_catalog(), call).sentence,
    )
