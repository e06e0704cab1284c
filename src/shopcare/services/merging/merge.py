"""Making two records of one person one (W-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from shopcare.domain.calls.callback import Callback, CallbackState, Purpose
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CallbackId, CustomerId, PurchaseId
from shopcare.domain.people.customer import Customer, CustomerDraft, check_customer
from shopcare.domain.people.same_person import Choice, one_draft
from shopcare.domain.purchases.purchase import Purchase
from shopcare.domain.search.search_text import Kind
from shopcare.domain.shop.audit import UNDO, Voided
from shopcare.language.catalog import catalog
from shopcare.services.follow_ups import agreed_calls, follow_ups, next_dates, recurring_calls
from shopcare.services.purchases.purchases import same_goods
from shopcare.services.search import search
from shopcare.services.shop import Shop
from shopcare.storage import callbacks, customers, imports, merges, purchases, row_changes
from shopcare.storage.cases import cases
from shopcare.storage.file.work import Step
from shopcare.storage.search import index

MERGE: Final = "customer.merge"
KINDS: Final = (ChangeKind.CUSTOMER, ChangeKind.PURCHASE, ChangeKind.CASE, ChangeKind.CALLBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A customer into whose record another one was merged."""

    customer: Customer
    voided: tuple[PurchaseId, ...]
    """Receipts that stood on both records; the one that is left counts."""
    dropped: tuple[CallbackId, ...]
    """Calls that both records would have started for one cause."""
    changes: Changes


def merge_customers(
    shop: Shop,
    kept_id: CustomerId,
    other_id: CustomerId,
    choices: Mapping[str, Choice] | None = None,
) -> Merged:
    """Make two records one: everything about the other comes along, nothing is lost (W-2).

    Args:
        shop: the shop.
        kept_id: the record that stays, under its id.
        other_id: the record that becomes part of it; it is found and read there.
        choices: by field, whose fact stands from now on; see ``one_draft``.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``same_record``, ``customer_merged``.
        Invalid: see ``check_customer``: perhaps together they have too many phones.
    """
    with shop.begin(MERGE, "customer") as step:
        kept, other = customers.get(shop.file, kept_id), customers.get(shop.file, other_id)
        if kept_id == other_id:
            raise Refusal("same_record")
        draft = check_customer(one_draft(kept, other, choices or {}))
        before = merges.rows_about(shop.file, [kept_id, other_id])
        own = {call.id for call in callbacks.of_customer(shop.file, kept_id)}
        voided = _void_doubles(shop, kept_id, other_id)
        since = _key_since(shop, draft, kept_id, other_id)
        _join(shop, kept, other, draft.number)
        customers.change(shop.file, kept_id, draft, since)
        for digits in set(other.wrong_numbers) - {phone.digits for phone in kept.phones}:
            customers.mark_number(shop.file, kept_id, digits, wrong=True)
        customer = customers.get(shop.file, kept_id)
        dropped = _keep_calls_single(shop, customer, own)
        index.remove(shop.file, Kind.CUSTOMER, other_id)
        search.index_customer(shop, customer)
        after = merges.rows_about(shop.file, [kept_id, other_id])
        _write_down(step, kept_id, other_id, choices or {})
        step.values[UNDO] = {
            **row_changes.difference(before, after),
            "other": other_id,
            "rows": merges.count_about(shop.file, kept_id),
        }
    changes = Changes.of(*KINDS, record_id=kept_id)
    return Merged(customer=customer, voided=voided, dropped=dropped, changes=changes)


def _write_down(
    step: Step, kept_id: CustomerId, other_id: CustomerId, choices: Mapping[str, Choice]
) -> None:
    """Say in the log of both records what was done."""
    step.subject_id = kept_id
    step.values = {"merged": other_id, "choices": dict(choices)}
    into = Step("customer.merged", "customer", other_id, values={"kept": kept_id})
    step.parts.append(into)


def _join(shop: Shop, kept: Customer, other: Customer, number: str | None) -> None:
    """Let everything about one record be about the other, whose member number will be this."""
    old_numbers = {kept.number, other.number} - {number, None}
    stood = imports.stood(shop.file, [kept.id, other.id])
    merges.move_everything(shop.file, other.id, kept.id)
    merges.add(
        shop.file,
        merged_id=other.id,
        kept_id=kept.id,
        at=shop.now(),
        by=shop.acting.id,
        number=next(iter(old_numbers), None),
        stood=stood,
    )
    merges.empty_out(shop.file, other.id)


def _key_since(shop: Shop, draft: CustomerDraft, *ids: CustomerId) -> date | None:
    """Give the day from which the monthly rhythm counts: the kept record's, else the other's."""
    known = (customers.key_since(shop.file, customer_id) for customer_id in ids)
    today = shop.today() if draft.key_account else None
    return next((since for since in known if since is not None), today)


def _void_doubles(shop: Shop, kept_id: CustomerId, other_id: CustomerId) -> tuple[PurchaseId, ...]:
    """Void the second copy of each receipt that stands on both records (W-8).

    What a case is about is never voided; an entitlement would else be lost.
    """
    used = {
        case.purchase_line_id
        for customer_id in (kept_id, other_id)
        for case in cases.of_customer(shop.file, customer_id)
    }
    words = catalog(shop.settings.screen_language)
    reason = words.text("The same receipt stood on the merged record.")
    voided = Voided(at=shop.now(), by=shop.acting.id, reason=reason)
    copies = []
    standing = purchases.of_customer(shop.file, kept_id)
    for theirs in purchases.of_customer(shop.file, other_id):
        double = next((ours for ours in standing if _is_same_receipt(ours, theirs)), None)
        if double is None:
            continue
        standing.remove(double)
        copy = theirs if double.handed_over_on or not theirs.handed_over_on else double
        if used.isdisjoint(line.id for line in copy.lines):
            purchases.void(shop.file, copy.id, voided)
            follow_ups.drop(shop, callbacks.of_purchase(shop.file, copy.id))
            copies.append(copy.id)
    return tuple(copies)


def _is_same_receipt(one: Purchase, other: Purchase) -> bool:
    """Say whether two records hold one receipt; two numbers are two sales."""
    if one.voided is not None or other.voided is not None or one.sold_on != other.sold_on:
        return False
    numbers = {purchase.receipt_number for purchase in (one, other)} - {None}
    return len(numbers) < 2 and same_goods(one.lines, other.lines)


def _keep_calls_single(
    shop: Shop, customer: Customer, own: set[CallbackId]
) -> tuple[CallbackId, ...]:
    """Let nobody be called twice for one cause (C-3, C-4); the kept record's call stays.

    Args:
        shop: the shop.
        customer: who is left.
        own: the calls that the kept record had itself.
    """
    _drop_made_birthdays(shop, customer.id)
    recurring_calls.keep_up(shop, customer)
    agreed_calls.keep_up(shop, customer)
    waiting = callbacks.waiting_of_customer(shop.file, customer.id)
    waiting.sort(key=lambda call: (call.id not in own, not call.attempts, call.id))
    first: dict[Purpose, Callback] = {}
    doubles = [
        call
        for call in waiting
        if call.purpose in follow_ups.STANDING and first.setdefault(call.purpose, call) is not call
    ]
    follow_ups.drop(shop, doubles)
    next_dates.keep_next_dates_of(shop, customer.id)  # G-25
    return tuple(call.id for call in doubles)


def _drop_made_birthdays(shop: Shop, customer_id: CustomerId) -> None:
    """Drop the birthday calls of a birthday for which the other record was called (C-4)."""
    calls = callbacks.of_customer(shop.file, customer_id)
    calls = [call for call in calls if call.purpose is Purpose.BIRTHDAY]
    called = {call.basis_at.date() for call in calls if call.state is CallbackState.DONE}
    follow_ups.drop(shop, [call for call in calls if call.basis_at.date() in called])
