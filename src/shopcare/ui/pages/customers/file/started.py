"""Says which calls a receipt will start, and which it started, on which day and why (C-1)."""

from shopcare.domain.calls.callback import Callback
from shopcare.domain.people.customer import Customer
from shopcare.domain.policy.policy import Trigger
from shopcare.domain.purchases.purchase import PurchaseDraft
from shopcare.language.purchase_words import no_call_text
from shopcare.services.calls.explain import why_call
from shopcare.services.people import customers
from shopcare.services.purchases.purchases import Recorded, why_no_call
from shopcare.services.shop import Shop
from shopcare.ui.kit.words.formatting import day_words, weekday_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.kit.words.labels import label


def started_words(shop: Shop, recorded: Recorded) -> str:
    """Say what recording a purchase or handing it over led to."""
    on = recorded.purchase.handed_over_on
    done = tr("Recorded.") if on is None else tr("Handed over on {day}.", day=day_words(on))
    return f"{done} {_calls_words(shop, recorded)}"


def expected_words(shop: Shop, customer: Customer, draft: PurchaseDraft) -> str:
    """Say which call a receipt will start once it is saved, or that none will."""
    categories = [line.category for line in draft.lines]
    why = why_no_call(shop, customer, categories, draft.handed_over_on)
    if why is not None:
        return no_call_text(screen_catalog(), why, shop.policy)
    asked = shop.policy.follow_ups_for(Trigger.FITTED)
    purposes = dict.fromkeys(label(follow_up.purpose) for follow_up in asked)
    return tr("A call follows: {purpose}.", purpose=tr(", ").join(purposes))


def _calls_words(shop: Shop, recorded: Recorded) -> str:
    if recorded.no_call is not None:
        return no_call_text(screen_catalog(), recorded.no_call, shop.policy)
    file = customers.customer_file(shop, recorded.purchase.customer_id)
    started = [call for call in file.callbacks if call.id in recorded.callbacks]
    return " ".join(_call_words(shop, call) for call in started)


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
