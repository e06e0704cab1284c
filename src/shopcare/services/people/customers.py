"""Filing, changing and showing customers, their households and their wrong numbers."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from shopcare.domain.calls.callback import CallAttempt, Callback
from shopcare.domain.cases.case import Case
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Invalid, NotFound, Problem, Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.consent import Consent
from shopcare.domain.people.customer import Customer, CustomerDraft, check_customer
from shopcare.domain.purchases.purchase import Purchase
from shopcare.domain.shop.audit import difference
from shopcare.services.follow_ups import agreed_calls, recurring_calls
from shopcare.services.follow_ups.recurring_calls import Paused
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import (
    call_attempts,
    callbacks,
    consents,
    customer_lists,
    customers,
    purchases,
)
from shopcare.storage.cases import cases
from shopcare.storage.file.work import Step

if TYPE_CHECKING:
    from shopcare.domain.goods.loan import Loan
    from shopcare.domain.payments.gift import Gift
    from shopcare.domain.people.measurement import Measurement
    from shopcare.domain.people.prescription import Prescription
    from shopcare.domain.people.same_person import MergedRecord

_FIELDS = tuple(field.name for field in fields(CustomerDraft))


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFile:
    """Everything the shop knows about one customer."""

    customer: Customer
    purchases: tuple[Purchase, ...]
    cases: tuple[Case, ...]
    callbacks: tuple[Callback, ...]
    attempts: tuple[CallAttempt, ...]
    household: tuple[Customer, ...]
    """Others on the same phone number (X-7)."""
    prescriptions: "tuple[Prescription, ...]"
    """What their eyes were measured to need, the newest first (R-1)."""
    gifts: "tuple[Gift, ...]"
    """What they were given, the newest first (G-18)."""
    measurements: "tuple[Measurement, ...]"
    """What else was measured or noted, the newest first (A-10)."""
    consents: tuple[Consent, ...] = ()
    """What they have agreed to or withdrawn, the oldest first (L-7)."""
    merged: "tuple[MergedRecord, ...]"
    """Records of the same person that are part of this one (W-2), the oldest first."""
    loans: "tuple[Loan, ...]"
    """What the shop has lent to them, the newest first (X-5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A customer who was filed or changed."""

    customer: Customer
    changes: Changes


def add_customer(shop: Shop, draft: CustomerDraft) -> Filed:
    """File a new customer; a key account gets its first calls (C-3, C-4).

    Raises:
        Invalid: see ``check_customer``; ``number_taken``.
    """
    draft = check_customer(draft)
    with shop.begin("customer.add", "customer") as step:
        require_free_number(shop, draft, None)
        customer = store_new(shop, draft)
        step.subject_id = customer.id
        step.values = {"name": draft.name, "number": draft.number}
    changes = Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer.id)
    return Filed(customer=customer, changes=changes)


def change_customer(shop: Shop, customer_id: CustomerId, draft: CustomerDraft) -> Filed:
    """Write a changed customer; what was there before stays in the audit log (G-14).

    Raises:
        NotFound: there is no such customer.
        Invalid: see ``check_customer``; ``number_taken``.
    """
    with shop.begin("customer.change", "customer") as step:
        return _changed(shop, step, customer_id, draft)


def change_fields(
    shop: Shop, customer_id: CustomerId, before: CustomerDraft, after: CustomerDraft
) -> Filed:
    """Write only what somebody changed in a form; what a call changed meanwhile stays.

    Args:
        shop: the shop.
        customer_id: whose file it is.
        before: what the form showed when it was opened.
        after: what it shows now.

    Raises:
        NotFound, Invalid: see ``change_customer``.
        Refusal: ``customer_field_changed_since`` where somebody else has written something else
            into the same field.
    """
    typed = {
        name: getattr(after, name)
        for name in _FIELDS
        if getattr(after, name) != getattr(before, name)
    }
    with shop.begin("customer.change", "customer") as step:
        now = draft_of(customers.get(shop.file, customer_id))
        for name, value in typed.items():
            if getattr(now, name) not in (getattr(before, name), value):
                raise Refusal("customer_field_changed_since", name=now.name)
        return _changed(shop, step, customer_id, replace(now, **typed))


def customer_file(shop: Shop, customer_id: CustomerId) -> CustomerFile:
    """Show everything about one customer; a merged record leads to the one that it is part of.

    Raises:
        NotFound: there is no such customer.
    """
    from shopcare.storage import merges  # no start needs it, nor powers and amounts
    from shopcare.storage.goods import loans
    from shopcare.storage.measured import measurements, prescriptions
    from shopcare.storage.money import gifts

    customer = customer_now(shop, customer_id)
    customer_id = customer.id
    calls = callbacks.of_customer(shop.file, customer_id)
    return CustomerFile(
        customer=customer,
        purchases=tuple(purchases.of_customer(shop.file, customer_id)),
        cases=tuple(cases.of_customer(shop.file, customer_id)),
        callbacks=tuple(calls),
        attempts=tuple(call_attempts.of_calls(shop.file, [call.id for call in calls])),
        household=household(shop, customer),
        loans=tuple(loans.of_customer(shop.file, customer_id)),
        prescriptions=tuple(prescriptions.of_customer(shop.file, customer_id)),
        gifts=tuple(gifts.of_customer(shop.file, customer_id)),
        measurements=tuple(measurements.of_customer(shop.file, customer_id)),
        consents=tuple(consents.of_customer(shop.file, customer_id)),
        merged=tuple(merges.of_kept(shop.file, [customer_id]).get(customer_id, ())),
    )


def customer(shop: Shop, customer_id: CustomerId) -> Customer:
    """Read one customer.

    Raises:
        NotFound: there is no such customer.
    """
    return customers.get(shop.file, customer_id)


def customer_now(shop: Shop, customer_id: CustomerId) -> Customer:
    """Read the customer whom a record stands for now; a merged one leads to another (W-2).

    Raises:
        NotFound: there is no such customer.
    """
    from shopcare.storage import merges  # no start needs it

    return customers.get(shop.file, merges.kept_of(shop.file, customer_id))


def next_birthday(shop: Shop, customer: Customer) -> date | None:
    """Give the customer's next birthday, today's included; lunar ones converted (C-4)."""
    if customer.birthday is None:
        return None
    yesterday = shop.now().date() - timedelta(days=1)
    return shop.calendar.next_birthday(customer.birthday, yesterday)


def with_number(shop: Shop, number: str) -> CustomerId | None:
    """Find who has a member number, or had it on a record that is merged (W-2)."""
    return customer_lists.with_number(shop.file, number)


def on_phone(shop: Shop, digits: str) -> list[Customer]:
    """List everybody on one number, so that nobody is filed twice (X-7)."""
    return customers.many(shop.file, list(customer_lists.on_phone(shop.file, digits)))


def customer_ids(
    shop: Shop, *, sort: str = "recent", descending: bool = True, most: int | None = None
) -> list[int]:
    """List the ids of all customers, or of the first so many; sort is name, number or recent."""
    return customer_lists.ids(shop.file, sort=sort, descending=descending, most=most)


def customers_of(shop: Shop, ids: list[int]) -> list[Customer]:
    """Read customers by id, in that order."""
    return customers.many(shop.file, ids)


def draft_of(customer: Customer) -> CustomerDraft:
    """Give a customer on file back as a draft, for a form."""
    return CustomerDraft(**_values(customer))


def with_id(draft: CustomerDraft, customer_id: CustomerId) -> Customer:
    """Give a draft as the customer that it becomes."""
    return Customer(id=customer_id, **_values(draft))


def store_new(shop: Shop, draft: CustomerDraft) -> Customer:
    """Write a checked draft inside a running action: record, search keys, standing calls."""
    key_since = shop.now().date() if draft.key_account else None
    customer_id = customers.add(shop.file, draft, key_since)
    return _stored(shop, customer_id)[0]


def store_changed(
    shop: Shop, customer_id: CustomerId, draft: CustomerDraft
) -> tuple[Customer, Paused]:
    """Write a checked change inside a running action; say what it did to the calls that wait.

    The rhythm of a key account keeps its first day, also while it is none (C-3).
    """
    since = customers.key_since(shop.file, customer_id)
    if since is None and draft.key_account:
        since = shop.now().date()
    customers.change(shop.file, customer_id, draft, since)
    customer, paused = _stored(shop, customer_id)
    if not customer.no_calls:
        agreed_calls.keep_up(shop, customer)
    return customer, paused


def require_free_number(shop: Shop, draft: CustomerDraft, own: CustomerId | None) -> None:
    """Refuse a member number that somebody else has, or had before records were merged."""
    taken = customer_lists.with_number(shop.file, draft.number) if draft.number else None
    if taken is not None and taken != own:
        values = {"number": draft.number, "name": customers.get(shop.file, taken).name}
        raise Invalid(Problem(field="number", code="number_taken", values=values))


def _changed(shop: Shop, step: Step, customer_id: CustomerId, draft: CustomerDraft) -> Filed:
    """Check and write a change inside a running action."""
    draft = check_customer(draft)
    before = customers.get(shop.file, customer_id)
    require_free_number(shop, draft, customer_id)
    step.subject_id = customer_id
    step.values = difference(asdict(before), asdict(draft))
    customer, paused = store_changed(shop, customer_id, draft)
    step.values |= paused.said()
    changes = Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer_id)
    return Filed(customer=customer, changes=changes)


def _stored(shop: Shop, customer_id: CustomerId) -> tuple[Customer, Paused]:
    customer = customers.get(shop.file, customer_id)
    search.index_customer(shop, customer)
    return customer, recurring_calls.keep_up(shop, customer)


def _values(draft: CustomerDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in _FIELDS}


def household(shop: Shop, customer: Customer) -> tuple[Customer, ...]:
    """List the other customers on any of a customer's numbers (X-7)."""
    ids: set[CustomerId] = set()
    for phone in customer.phones:
        ids.update(customer_lists.on_phone(shop.file, phone.digits))
    ids.discard(customer.id)
    return tuple(customers.many(shop.file, sorted(ids))) if ids else ()


def number_to_find(shop: Shop) -> tuple[Customer, ...]:
    """List the customers whose every number was found wrong; nobody dials them again."""
    return tuple(customers.many(shop.file, customer_lists.without_number(shop.file)))


def mark_number(shop: Shop, customer_id: CustomerId, digits: str, *, wrong: bool) -> Changes:
    """Write that a customer's number is wrong, or that it is right after all.

    Raises:
        NotFound: there is no such customer, or they have no such number.
    """
    with shop.begin("customer.number", "customer") as step:
        customer = customers.get(shop.file, customer_id)
        if digits not in {phone.digits for phone in customer.phones}:
            raise NotFound("phone", digits)
        step.subject_id = customer_id
        step.values = {"wrong": wrong}
        customers.mark_number(shop.file, customer_id, digits, wrong=wrong)
    return Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer_id)
