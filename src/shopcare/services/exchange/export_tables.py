"""The tables of the counter's own records as they go out: customers, purchases, cases, calls."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from shopcare.domain.calls.callback import CallAttempt
from shopcare.domain.cases.case import Case
from shopcare.domain.goods.item import Item
from shopcare.domain.people.birthday import birthday_as_typed
from shopcare.domain.people.customer import Customer
from shopcare.language.catalog import Catalog, mark
from shopcare.language.records.people_words import agreed_purposes
from shopcare.language.records.record_words import label
from shopcare.services.goods.items import merged
from shopcare.services.goods.places import place_words
from shopcare.services.people.consents import consents_of_many
from shopcare.services.shop import Shop
from shopcare.storage import call_attempts, callbacks, customer_lists, customers, purchases
from shopcare.storage.cases import case_numbers, cases
from shopcare.storage.goods import case_items, photos, repair_trips

if TYPE_CHECKING:
    from shopcare.exchange.writing.out_table import OutCell


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, its columns as (heading, kind, width), its ids and its rows."""

    title: str
    columns: tuple[tuple[str, str, int], ...]
    ids: Callable[[Shop], list[int]]
    rows: "Callable[[Shop, Catalog, list[int]], Iterator[tuple[OutCell, ...]]]"
    heading: Callable[[Catalog, str], str] = Catalog.text
    """Says a column's heading in a language."""


def _customer_rows(shop: Shop, words: Catalog, ids: list[int]) -> "Iterator[tuple[OutCell, ...]]":
    agreed = consents_of_many(shop, ids)
    for person in customers.many(shop.file, ids):
        yield (
            person.number,
            person.name,
            " / ".join(phone.digits for phone in person.phones),
            birthday_as_typed(person.birthday) if person.birthday else None,
            person.address,
            words.text("yes") if person.key_account else words.text("no"),
            words.text("yes") if person.no_calls else words.text("no"),
            agreed_purposes(words, agreed.get(person.id, ())),
            person.remark,
        )


def _purchase_rows(shop: Shop, words: Catalog, ids: list[int]) -> "Iterator[tuple[OutCell, ...]]":
    found = purchases.many(shop.file, ids)
    names = people_of(shop, [bill.customer_id for bill in found])
    for bill in found:
        buyer = names[bill.customer_id]
        for line in bill.lines:
            category = shop.policy.category(line.category)
            yield (
                bill.receipt_number,
                bill.sold_on,
                buyer.number,
                buyer.name,
                buyer.phones[0].digits if buyer.phones else None,
                words.text(category.label) if category else line.category,
                line.product,
                line.spec,
                line.lot,
                line.quantity,
                line.unit,
                line.amount_fen,
                line.sale_kind,
                bill.seller,
                label(words, bill.channel) if bill.channel else "",
                bill.promised_on,
                bill.handed_over_on,
            )


def _case_rows(shop: Shop, words: Catalog, ids: list[int]) -> "Iterator[tuple[OutCell, ...]]":
    found = cases.many(shop.file, ids)
    names = people_of(shop, [case.customer_id for case in found])
    rows = case_items.of_cases(shop.file, ids)
    taken = photos.counts(shop.file, ids)
    trips = {trip.case_id: trip for trip in repair_trips.trips_of(shop.file, ids)}
    for case in found:
        row = _case_row(shop, words, case, names[case.customer_id])
        items = merged(case, rows.get(case.id, []))
        trip = trips.get(case.id)
        place = label(words, trip.place) if trip is not None and trip.place else None
        yield (*row, *_item_cells(words, items), place, taken.get(case.id))


def _item_cells(words: Catalog, items: Sequence[Item]) -> "tuple[OutCell, ...]":
    """Name what was handed in beside the product, and where it lies (W-1, X-2)."""
    others = words.text("; ").join(item.what for item in items[1:])
    return (others or None, place_words(items) or None)


def _case_row(shop: Shop, words: Catalog, case: Case, customer: Customer) -> "tuple[OutCell, ...]":
    handler = shop.member(case.handler_id)
    service = shop.policy.service(case.service)
    return (
        case.number,
        label(words, case.kind),
        label(words, case.stage),
        customer.name,
        customer.phones[0].digits if customer.phones else None,
        words.text(service.label) if service else case.service,
        case.product,
        case.fault,
        case.wishes,
        case.received_at,
        case.promised_on,
        case.plan.work if case.plan else None,
        case.plan.fee_fen if case.plan else None,
        label(words, case.cause) if case.cause else None,
        case.resolution,
        case.handled_at,
        handler.name if handler else None,
        *_return_cells(words, case),
    )


def _return_cells(words: Catalog, case: Case) -> "tuple[OutCell, ...]":
    """Give the wish, how much of what it is about, the decision, and what was paid back (A-2)."""
    request = case.return_request
    if request is None:
        return (None,) * 4
    review, settlement = request.review, request.settlement
    return (
        label(words, request.wish) if request.wish is not None else None,
        request.said_quantity or None,
        label(words, review.outcome) if review is not None else None,
        settlement.refunded_fen if settlement is not None else None,
    )


def _callback_rows(shop: Shop, words: Catalog, ids: list[int]) -> "Iterator[tuple[OutCell, ...]]":
    found = callbacks.many(shop.file, ids)
    names = people_of(shop, [call.customer_id for call in found])
    numbers = case_numbers.of(shop.file, [c.case_id for c in found if c.case_id is not None])
    last: dict[int, CallAttempt] = {}
    for attempt in call_attempts.of_calls(shop.file, ids):
        last.setdefault(attempt.callback_id, attempt)
    for call in found:
        customer, newest = names[call.customer_id], last.get(call.id)
        caller = shop.member(call.assignee_id)
        yield (
            customer.name,
            customer.phones[0].digits if customer.phones else None,
            label(words, call.purpose),
            call.clause,
            numbers.get(call.case_id) if call.case_id else None,
            call.due_on,
            call.opens_on,
            call.closes_on,
            call.attempts,
            label(words, call.result) if call.result else None,
            newest.satisfaction if newest else None,
            newest.note if newest else None,
            call.settled_at,
            caller.name if caller else None,
        )


def people_of(shop: Shop, ids: list[Any]) -> dict[int, Customer]:
    """Read the customers of a chunk of rows, by id."""
    return {person.id: person for person in customers.many(shop.file, sorted(set(ids)))}


def _customer_ids(shop: Shop) -> list[int]:
    return customer_lists.ids(shop.file, sort="recent", descending=False)


def _purchase_ids(shop: Shop) -> list[int]:
    return purchases.all_ids(shop.file)


def _case_ids(shop: Shop) -> list[int]:
    return cases.all_ids(shop.file)


def _callback_ids(shop: Shop) -> list[int]:
    return callbacks.all_ids(shop.file)


CUSTOMERS: Final = Table(
    mark("Customers"),
    (
        (mark("Member number"), "text", 14),
        (mark("Name"), "text", 14),
        (mark("Phone"), "text", 26),
        (mark("Birthday"), "text", 16),
        (mark("Address"), "text", 34),
        (mark("Key account"), "text", 10),
        (mark("Wants no calls"), "text", 10),
        (mark("Consents"), "text", 20),
        (mark("Note"), "text", 34),
    ),
    _customer_ids,
    _customer_rows,
)

PURCHASES: Final = Table(
    mark("Purchases"),
    (
        (mark("Receipt number"), "text", 18),
        (mark("Purchase date"), "date", 12),
        (mark("Member number"), "text", 14),
        (mark("Name"), "text", 14),
        (mark("Phone"), "text", 16),
        (mark("Category"), "text", 12),
        (mark("Product"), "text", 26),
        (mark("Specification"), "text", 18),
        (mark("Batch"), "text", 14),
        (mark("Quantity"), "number", 10),
        (mark("Unit"), "text", 8),
        (mark("Amount"), "money", 12),
        (mark("Sale kind"), "text", 12),
        (mark("Seller"), "text", 12),
        (mark("Sales channel"), "text", 12),
        (mark("Promised for"), "date", 14),
        (mark("Handed over on"), "date", 14),
    ),
    _purchase_ids,
    _purchase_rows,
)

CASES: Final = Table(
    mark("Cases"),
    (
        (mark("Case number"), "text", 14),
        (mark("Kind"), "text", 10),
        (mark("Stage"), "text", 10),
        (mark("Name"), "text", 14),
        (mark("Phone"), "text", 16),
        (mark("Service"), "text", 16),
        (mark("Product"), "text", 26),
        (mark("Fault"), "text", 34),
        (mark("Customer's request"), "text", 26),
        (mark("Received at"), "moment", 18),
        (mark("Promised date"), "date", 12),
        (mark("Plan"), "text", 30),
        (mark("Fee"), "money", 12),
        (mark("Cause"), "text", 12),
        (mark("Resolution"), "text", 30),
        (mark("Handled at"), "moment", 18),
        (mark("Handled by"), "text", 12),
        (mark("Wish"), "text", 10),
        (mark("Quantity"), "text", 10),
        (mark("Decision"), "text", 12),
        (mark("Paid back"), "money", 12),
        (mark("Further items"), "text", 26),
        (mark("Shelf"), "text", 10),
        (mark("Where it is repaired"), "text", 14),
        (mark("Photos"), "number", 8),
    ),
    _case_ids,
    _case_rows,
)

CALLBACKS: Final = Table(
    mark("Calls"),
    (
        (mark("Name"), "text", 14),
        (mark("Phone"), "text", 16),
        (mark("Purpose"), "text", 16),
        (mark("Clause"), "text", 8),
        (mark("Case number"), "text", 14),
        (mark("Due on"), "date", 12),
        (mark("Window opens"), "date", 12),
        (mark("Window closes"), "date", 12),
        (mark("Tries"), "number", 8),
        (mark("Result"), "text", 14),
        (mark("Satisfaction"), "number", 8),
        (mark("Note"), "text", 34),
        (mark("Settled at"), "moment", 18),
        (mark("Caller"), "text", 12),
    ),
    _callback_ids,
    _callback_rows,
)
