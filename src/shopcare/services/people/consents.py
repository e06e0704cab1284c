"""Writing down what customers agree to and withdraw, and the calls that go with it (L-7, R-3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.ids import CallbackId, CustomerId
from shopcare.domain.people.consent import (
    Consent,
    ConsentDraft,
    ConsentPurpose,
    ConsentWay,
    require_can_be_given,
    require_can_be_withdrawn,
    stands,
)
from shopcare.domain.people.customer import Customer
from shopcare.services.follow_ups import agreed_calls, recurring_calls
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, consents, customers, row_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWritten:
    """What a customer agrees to after a consent was given or withdrawn."""

    consents: tuple[Consent, ...]
    planned: tuple[CallbackId, ...]
    """Calls that the consent has started."""
    ended: tuple[CallbackId, ...]
    """Calls that went with the consent."""
    changes: Changes


def consents_of(shop: Shop, customer_id: CustomerId) -> tuple[Consent, ...]:
    """Read everything that a customer has agreed to or withdrawn, the oldest first."""
    return tuple(consents.of_customer(shop.file, customer_id))


def consents_of_many(shop: Shop, customer_ids: Sequence[int]) -> dict[CustomerId, list[Consent]]:
    """Read the same of many customers."""
    found: dict[CustomerId, list[Consent]] = {}
    for consent in consents.of_customers(shop.file, customer_ids):
        found.setdefault(consent.customer_id, []).append(consent)
    return found


def give(shop: Shop, customer_id: CustomerId, draft: ConsentDraft) -> ConsentWritten:
    """Write that a customer agrees to a purpose; what it allows is planned.

    Raises:
        NotFound: there is no such customer.
        Refusal, Invalid: see ``require_can_be_given``.
    """
    return _write(shop, customer_id, draft, gives=True)


def withdraw(shop: Shop, customer_id: CustomerId, draft: ConsentDraft) -> ConsentWritten:
    """Write that a customer agrees no more; its calls are not made, no service is refused.

    Raises:
        NotFound: there is no such customer.
        Refusal, Invalid: see ``require_can_be_withdrawn``.
    """
    return _write(shop, customer_id, draft, gives=False)


def _write(
    shop: Shop, customer_id: CustomerId, draft: ConsentDraft, *, gives: bool
) -> ConsentWritten:
    with shop.begin("consent.give" if gives else "consent.withdraw", "customer") as step:
        customer = customers.get(shop.file, customer_id)
        known = consents.of_customer(shop.file, customer_id)
        step.subject_id = customer_id
        step.values = {"purpose": draft.purpose, "on": draft.on, "how": draft.way}
        before = _waiting(shop, customer_id)
        with row_changes.noting(shop.file, step, customer_id, consents=True):
            if gives:
                require_can_be_given(known, draft, shop.today())
                consents.add(shop.file, customer_id, draft, by=shop.acting.id)
            else:
                last = require_can_be_withdrawn(known, draft, shop.today())
                consents.withdraw(shop.file, last.id, draft)
            _keep_up_calls(shop, customer, draft.purpose)
        after = _waiting(shop, customer_id)
        planned, ended = tuple(sorted(after - before)), tuple(sorted(before - after))
        said = {"calls_planned": planned, "calls_ended": ended}
        step.values |= {word: list(calls) for word, calls in said.items() if calls}
    return ConsentWritten(
        consents=consents_of(shop, customer_id),
        planned=planned,
        ended=ended,
        changes=Changes.of(ChangeKind.CUSTOMER, ChangeKind.CALLBACK, record_id=customer_id),
    )


def store_refused(shop: Shop, customer: Customer) -> None:
    """Write that a customer wants no care calls any more, said on the phone, in a running action.

    Raises:
        Refusal: see ``require_can_be_withdrawn``.
    """
    purpose, today = ConsentPurpose.CARE_CALLS, shop.today()
    draft = ConsentDraft(purpose=purpose, on=today, way=ConsentWay.PHONE)
    known = consents.of_customer(shop.file, customer.id)
    last = require_can_be_withdrawn(known, draft, today)
    consents.withdraw(shop.file, last.id, draft)
    _keep_up_calls(shop, customer, purpose)


def agrees_to_care_calls(shop: Shop, customer_id: CustomerId) -> bool:
    """Say whether a customer has agreed to care calls, so that it can be withdrawn (L-7)."""
    return stands(consents.of_customer(shop.file, customer_id), ConsentPurpose.CARE_CALLS)


def _keep_up_calls(shop: Shop, customer: Customer, purpose: ConsentPurpose) -> None:
    if purpose is ConsentPurpose.CARE_CALLS:
        agreed_calls.keep_up(shop, customer)
        recurring_calls.keep_up(shop, customer)


def _waiting(shop: Shop, customer_id: CustomerId) -> set[CallbackId]:
    return {call.id for call in callbacks.waiting_of_customer(shop.file, customer_id)}
