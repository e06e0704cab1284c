"""What is written in records besides numbers and names: read, indexed, looked through (W-3)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from shopcare.domain.cases.case import Case
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer
from shopcare.domain.purchases.purchase import Purchase
from shopcare.domain.search.search_query import Query
from shopcare.domain.search.search_text import Kind, Why
from shopcare.domain.search.search_words import looked_up, word_tokens
from shopcare.services.shop import Shop
from shopcare.storage import customers, purchases, search_words
from shopcare.storage.cases import cases
from shopcare.storage.file.errors import database_errors
from shopcare.storage.file.work import unrecorded
from shopcare.storage.search import index
from shopcare.storage.search.finding import Hit

Record = Customer | Case | Purchase
Texts = tuple[tuple[Why, str], ...]

_MORE: Final = 7
"""So many times more are compared where a word has no pieces to be looked up by."""
AT_ONCE: Final = 100
"""So many are indexed in one idle moment; a save that comes meanwhile waits for no more."""


def texts_of(record: Record) -> Texts:
    """Give what stands in a record, each text with what it is."""
    match record:
        case Customer():
            return _written((Why.ADDRESS, record.address), (Why.REMARK, record.remark))
        case Purchase():
            lines = record.lines
            return _written(
                *((Why.PRODUCT, text) for line in lines for text in (line.product, line.spec)),
                *((Why.LOT, line.lot) for line in lines),
            )
        case Case():
            return _written(
                *((Why.PRODUCT, text) for text in (record.product, record.spec)),
                (Why.LOT, record.lot),
                (Why.FAULT, record.fault),
                *((Why.REMARK, text) for text in _remarks(record)),
            )


def _remarks(case: Case) -> tuple[str, ...]:
    work = (case.plan.work, case.plan.parts) if case.plan is not None else ()
    return (case.wishes, case.condition, *work, case.resolution)


def _written(*texts: tuple[Why, str]) -> Texts:
    return tuple((why, text) for why, text in texts if text)


def candidates(shop: Shop, query: Query, most: int) -> list[Hit]:
    """Give the newest records that may answer a query by what stands in them."""
    words = query.joined or query.words
    wanted = looked_up(words)
    if not wanted:
        return []
    found = search_words.find(shop.file, wanted, most * (1 + _MORE * (len(wanted) < len(words))))
    new = [Hit(kind=Kind.CASE, record_id=case_id) for case_id, _ in index.waiting_cases(shop.file)]
    waiting = search_words.waiting(shop.file, most, newest=True)
    return list(dict.fromkeys((*new[:most], *(entry.hit for entry in waiting), *found)))


def catch_up(shop: Shop) -> bool:
    """Index some of the records that are not indexed yet; say whether there were any.

    Raises:
        Trouble: the file cannot be written to now.
    """
    entries = search_words.waiting(shop.file, AT_ONCE, newest=False)
    if not entries:
        return False
    records = read(shop, [entry.hit for entry in entries])
    owners = owners_of(shop, records.values())
    tokens = [
        (entry.seq, _tokens(records[entry.hit], owners))
        for entry in entries
        if entry.hit in records
    ]
    with database_errors(shop.path), unrecorded(shop.file):
        search_words.write(shop.file, tokens, entries[-1].seq)
    return True


def _tokens(record: Record, owners: Mapping[CustomerId, Customer]) -> str:
    """List what a record is found by; names and numbers, too, where they are typed with it."""
    owner = record if isinstance(record, Customer) else owners.get(record.customer_id)
    texts = [text for _, text in texts_of(record)]
    if not texts or owner is None:
        return ""
    phones = (phone.digits for phone in owner.phones) if owner is record else ()
    return word_tokens(texts, (owner.name, *phones, number_of(record)))


def number_of(record: Record) -> str:
    """Give the member, case or receipt number; empty where there is none."""
    if isinstance(record, Purchase):
        return record.receipt_number or ""
    return record.number or ""


def read(shop: Shop, hits: Sequence[Hit]) -> dict[Hit, Record]:
    """Read the records of hits; what is gone or damaged is left out."""
    ids = {kind: [hit.record_id for hit in hits if hit.kind is kind] for kind in Kind}
    found: dict[Hit, Record] = {}
    for person in customers.many(shop.file, ids[Kind.CUSTOMER]):
        found[Hit(kind=Kind.CUSTOMER, record_id=person.id)] = person
    for case in cases.many(shop.file, ids[Kind.CASE]):
        found[Hit(kind=Kind.CASE, record_id=case.id)] = case
    for bill in purchases.many(shop.file, ids[Kind.PURCHASE]):
        found[Hit(kind=Kind.PURCHASE, record_id=bill.id)] = bill
    return found


def owners_of(shop: Shop, records: Iterable[Record]) -> dict[CustomerId, Customer]:
    """Read whose records some are; a customer is his own."""
    wanted = {one.customer_id for one in records if not isinstance(one, Customer)}
    return {one.id: one for one in customers.many(shop.file, sorted(wanted))} if wanted else {}
