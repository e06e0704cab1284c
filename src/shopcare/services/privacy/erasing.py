"""Erasing a person for good: what stands against it, what stays, and doing it (L-8)."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.payments.gift import GiftKind
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.retention import Erasure, Lock, Unfinished, lock_of
from shopcare.domain.people.staff import Action, require
from shopcare.domain.typed.text import clean_text
from shopcare.language.catalog import catalog
from shopcare.policies.clauses import load_kept_by_law
from shopcare.services.search.search import everything_filed
from shopcare.services.shop import Shop
from shopcare.storage import customers, payments, search
from shopcare.storage.cases import cases
from shopcare.storage.file import person_keys
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.work import unrecorded
from shopcare.storage.goods import loans
from shopcare.storage.money import gifts
from shopcare.storage.privacy import erasing, erasures
from shopcare.system.files import private_file, replace
from shopcare.system.paths import ERASED

ERASE: Final = "erasure.erase"
_TOUCHED: Final = (
    ChangeKind.CUSTOMER,
    ChangeKind.PURCHASE,
    ChangeKind.CASE,
    ChangeKind.CALLBACK,
    ChangeKind.ERASED,
    ChangeKind.UNDO,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What erasing a person would do, before it is done."""

    customer: Customer
    records: tuple[CustomerId, ...]
    """Their record, and those that were merged into it (W-2)."""
    unfinished: Unfinished
    lock: Lock | None
    """A law has name and numbers kept, locked, until a day."""
    counts: dict[str, int]
    """How many rows of each table go, or are emptied of what names the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What came of an erasure."""

    customer_id: CustomerId
    lock: Lock | None
    changes: Changes


def outlook(shop: Shop, customer_id: CustomerId) -> Outlook:
    """Say what erasing a person would take away, keep, and what stands against it.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``customer_erased``, ``customer_merged``.
    """
    customer = customers.get(shop.file, customer_id)
    records = erasures.records_of(shop.file, customer_id)
    laws = load_kept_by_law(shop.settings.country)
    return Outlook(
        customer=customer,
        records=tuple(records),
        unfinished=_unfinished(shop, customer_id),
        lock=lock_of(laws, erasures.kept_days(shop.file, records), shop.today()),
        counts=erasing.counts(shop.file, records),
    )


def _unfinished(shop: Shop, customer_id: CustomerId) -> Unfinished:
    known = cases.of_customer(shop.file, customer_id)
    own = {case.id: case.number for case in known}
    owed = [own[debt.case_id] for debt, _ in payments.debts(shop.file) if debt.case_id in own]
    today = shop.today()
    return Unfinished(
        cases=[case.number for case in known if case.is_open and case.voided is None],
        owed=list(dict.fromkeys(owed)),
        loans=[one.what for one in loans.of_customer(shop.file, customer_id) if one.is_out],
        vouchers=[
            one.code
            for one in gifts.of_customer(shop.file, customer_id)
            if one.kind is GiftKind.VOUCHER and one.is_open(today)
        ],
    )


def erase(shop: Shop, customer_id: CustomerId, *, confirmed: str, reason: str = "") -> Erased:
    """Erase a person for good; only what a law asks for stays, locked until its day.

    Nothing brings it back. What can still be found on the disk goes with ``wipe``.

    Args:
        shop: the shop; a manager acts.
        customer_id: whose data it is.
        confirmed: the name as it is on file, typed once more.
        reason: who asked for it, or why.

    Raises:
        NotFound: there is no such customer.
        Refusal: ``manager_needed``, ``erase_not_confirmed``, ``erase_case_open``,
            ``erase_money_owed``, ``erase_loan_out``, ``erase_voucher_open``, ``customer_erased``,
            ``customer_merged``.
    """
    require(shop.deciding, Action.ERASE_PERSON)
    reason = clean_text(reason)
    with shop.begin(ERASE, "erasure") as step:
        ahead = outlook(shop, customer_id)
        if refusal := ahead.unfinished.refusal():
            raise refusal
        if confirmed.strip() != ahead.customer.name:
            raise Refusal("erase_not_confirmed")
        # L-8: who asked may be told in the reason; the person's own words never are
        reason = "" if erasing.is_named(shop.file, ahead.records, reason) else reason
        step.subject_id = customer_id
        step.values = {"files": len(ahead.records), "reason": reason}
        if ahead.lock is not None:
            step.values |= {"until": ahead.lock.until, "law": ahead.lock.article}
        _take_out(shop, ahead.records, ahead.lock, reason)
    _keep_list(shop)
    changes = Changes.of(*_TOUCHED)
    return Erased(customer_id=customer_id, lock=ahead.lock, changes=changes)


def _take_out(shop: Shop, records: Sequence[CustomerId], lock: Lock | None, reason: str) -> None:
    keys = person_keys.of_people(shop.file, records)
    own = records[0]
    person = customers.of_record(shop.file, own)
    for record in records:
        key = keys.get(record)
        is_own = record == own
        erasure = Erasure(
            customer_id=record,
            erased_at=shop.now(),
            erased_by=shop.acting.id,
            key_print=person_keys.print_of(key) if key is not None else "",
            reason=reason,
            lock=lock if is_own else None,
            locked_name=person.name if is_own and lock else "",
            locked_phones=tuple(p.digits for p in person.phones) if is_own and lock else (),
        )
        erasures.add(shop.file, erasure)
    words = catalog(shop.settings.screen_language)
    name = words.text("Erased customer {id}", id=own)
    erasing.erase(shop.file, records, name, shop.today().isoformat())


def unlock(shop: Shop, customer_id: CustomerId) -> Changes:
    """Erase what a law had kept of an erased person, after its day.

    Raises:
        Refusal: ``manager_needed``, ``still_locked``, ``erased_already``: nothing was kept.
    """
    require(shop.deciding, Action.ERASE_PERSON)
    with shop.begin("erasure.unlock", "erasure") as step:
        erasure = erasures.of_customer(shop.file, customer_id)
        if erasure is None or erasure.lock is None:
            on = erasure.erased_at.date().isoformat() if erasure else ""
            raise Refusal("erased_already", on=on)
        if erasure.lock.until > shop.today():
            law, until = erasure.lock.article, erasure.lock.until.isoformat()
            raise Refusal("still_locked", law=law, until=until)
        step.subject_id = customer_id
        erasures.unlock(shop.file, customer_id)
    return Changes.of(ChangeKind.CUSTOMER, record_id=customer_id)


def is_wipe_due(shop: Shop) -> bool:
    """Say whether something that was erased can still be found on the disk."""
    return erasures.is_unwiped(shop.file)


def wipe(shop: Shop, give_way: Callable[[int], None] | None = None) -> None:
    """Take what was erased off the disk: the search is made anew, and then the whole file.

    Args:
        shop: the shop.
        give_way: is told how many records are filed; an exception leaves it for another time.
    """
    # FTS5 goes through its whole table of tokens at every commit, and the table never shrinks
    # while the connection is open: saves would become slow on one that has rebuilt the index.
    reopened = shop.reopened()
    try:
        with database_errors(shop.path):
            wipe_file(reopened, give_way)
    finally:
        reopened.close()


def wipe_file(shop: Shop, give_way: Callable[[int], None] | None = None) -> None:
    """Do so on the very connection, as with a copy that nobody has open."""
    with unrecorded(shop.file):
        search.rebuild(shop.file, everything_filed(shop), give_way)
    erasures.wipe(shop.file)


@dataclass(frozen=True, slots=True)
class KnownErasure:
    """An erasure as it is kept outside of the shop file: no name, no number."""

    customer_id: int
    key_print: str


def known_erasures(shop_path: Path, present: Shop | None, *folders: Path) -> list[KnownErasure]:
    """Collect who was erased, from the shop file and the lists beside it and beside backups."""
    found = {
        KnownErasure(*one) for folder in (shop_path.parent, *folders) for one in _listed(folder)
    }
    if present is not None:
        found |= {
            KnownErasure(one.customer_id, one.key_print) for one in erasures.every(present.file)
        }
    return sorted(found, key=lambda one: one.customer_id)


def erase_again(copy: Shop, known: Sequence[KnownErasure]) -> int:
    """Erase in a backup that is being restored whoever was erased since; give how many.

    Whether a record is the same person is told by the print of its key: after an earlier restore
    its number may be somebody else's.
    """
    keys = person_keys.of_people(copy.file, [one.customer_id for one in known])
    again = [
        CustomerId(one.customer_id)
        for one in known
        if (key := keys.get(one.customer_id)) is not None
        and person_keys.print_of(key) == one.key_print
    ]
    if not again:
        return 0
    with copy.begin("erasure.again", "erasure") as step:
        step.values = {"files": len(again)}
        laws = load_kept_by_law(copy.settings.country)
        for record in again:
            days = erasures.kept_days(copy.file, [record])
            _take_out(copy, [record], lock_of(laws, days, copy.today()), "")
    wipe_file(copy)
    return len(again)


def copy_list(shop: Shop, folder: Path) -> None:
    """Keep the list of erasures beside backups, so that a restore on another PC knows it."""
    known = known_erasures(shop.path, shop, folder)
    if known:
        with suppress(OSError):
            _write(folder / ERASED, known)


def _keep_list(shop: Shop) -> None:
    with suppress(OSError):  # the shop file itself knows it as well
        _write(shop.path.with_name(ERASED), known_erasures(shop.path, shop))


def _write(path: Path, known: Sequence[KnownErasure]) -> None:
    unfinished = path.with_name(f"{path.name}.unfinished")
    private_file(unfinished)
    unfinished.write_text(json.dumps([[one.customer_id, one.key_print] for one in known]), "utf-8")
    replace(unfinished, path)


def _listed(folder: Path) -> list[tuple[int, str]]:
    try:
        read = json.loads((folder / ERASED).read_text("utf-8"))
        return [(int(number), str(key_print)) for number, key_print in read]
    except (OSError, ValueError, TypeError):
        return []


def erased_on(shop: Shop, customer_id: CustomerId) -> date | None:
    """Give the day on which a record was erased; None: it was not."""
    found = erasures.of_customer(shop.file, customer_id)
    return found.erased_at.astimezone(shop.now().tzinfo).date() if found else None
