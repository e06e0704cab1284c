"""The one search that finds everything: customers, cases, purchases."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from shopcare.domain.cases.case import Case
from shopcare.domain.errors import Refusal
from shopcare.domain.goods.item import place_from_text
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.domain.purchases.purchase import Purchase
from shopcare.domain.search.search_query import Query, query_from_text, why_matched
from shopcare.domain.search.search_text import (
    Findable,
    Kind,
    Why,
    case_tokens,
    customer_tokens,
    purchase_tokens,
)
from shopcare.services.shop import Shop
from shopcare.storage import customers, purchases
from shopcare.storage.cases import case_numbers, cases
from shopcare.storage.file import person_keys
from shopcare.storage.goods import case_items
from shopcare.storage.search import finding, index

if TYPE_CHECKING:
    from shopcare.domain.people.same_person import MergedRecord

_CHUNK: Final = 1000
_Record = Customer | Case | Purchase


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line of the search's answer."""

    kind: Kind
    id: int
    customer_id: CustomerId
    """Whose record it is; a customer's own id."""
    number: str
    """Member, case or receipt number; empty where there is none."""
    name: str
    phone: str
    why: Why
    """What matched."""
    voided: bool
    """It is found and readable, but out of every count (W-8)."""


def read_ahead() -> None:
    """Read what the first search or save would wait for, on a thread that nobody watches."""
    index.name_tokens()
    person_keys.read_ahead()


def find(shop: Shop, text: str, limit: int = 50) -> list[Found]:
    """Find what a typed or scanned text names, the likeliest first; nothing for an empty text."""
    query = query_from_text(text)
    found = _on_shelf(shop, text) or _with_voucher(shop, text)
    found += _lines(shop, finding.find(shop.file, text, limit), query)
    if query.words and len(found) < limit:
        found += _by_texts(shop, query, found, limit)
    return found[:limit]


def _on_shelf(shop: Shop, text: str) -> list[Found]:
    """Find the cases whose goods lie at the place that is typed or scanned (X-2)."""
    try:
        code = place_from_text(text)
    except Refusal:
        return []
    placed = cases.many(shop.file, case_items.placed(shop.file, code)) if code else []
    people = customers.by_id(shop.file, (case.customer_id for case in placed))
    return [_line(case, people[case.customer_id], _numbered(case), Why.SHELF) for case in placed]


def _with_voucher(shop: Shop, text: str) -> list[Found]:
    """Find who was given the voucher whose number is typed or scanned (G-18)."""
    if text.strip()[:1] not in ("V", "v"):
        return []
    from shopcare.domain.payments.gift import gift_id_from_code
    from shopcare.storage.money import gifts  # no start needs them

    gift_id = gift_id_from_code(text)
    given = gifts.many(shop.file, [gift_id]) if gift_id is not None else []
    owners = customers.many(shop.file, [gift.customer_id for gift in given])
    return [_line(owner, owner, _member(owner), Why.VOUCHER) for owner in owners]


def _member(owner: Customer) -> Findable:
    return Findable(kind=Kind.CUSTOMER, number=owner.number or "")


def _numbered(case: Case) -> Findable:
    return Findable(kind=Kind.CASE, number=case.number)


def _by_texts(shop: Shop, query: Query, found: Sequence[Found], limit: int) -> list[Found]:
    """Find more by what else stands in the records (W-3)."""
    from shopcare.services.search import texts  # no start needs it

    known = {(one.kind, one.id) for one in found}
    hits = texts.candidates(shop, query, limit)
    more = [hit for hit in hits if (hit.kind, hit.record_id) not in known]
    return _lines(shop, more, query, texts.texts_of)[: limit - len(found)]


def _lines(
    shop: Shop,
    hits: Sequence[finding.Hit],
    query: Query,
    texts_of: Callable[[_Record], tuple[tuple[Why, str], ...]] | None = None,
) -> list[Found]:
    """Read records that may answer a query, and leave out those that do not.

    Args:
        shop: the shop.
        hits: the records.
        query: what was typed.
        texts_of: gives what else stands in a record; None: it is not looked at.
    """
    if not hits:
        return []
    ids = {kind: [hit.record_id for hit in hits if hit.kind is kind] for kind in Kind}
    found_cases = {case.id: case for case in cases.many(shop.file, ids[Kind.CASE])}
    bought = {bill.id: bill for bill in purchases.many(shop.file, ids[Kind.PURCHASE])}
    owners = {case.customer_id for case in found_cases.values()}
    owners |= {bill.customer_id for bill in bought.values()}
    people = {
        person.id: person
        for person in customers.many(shop.file, [*ids[Kind.CUSTOMER], *sorted(owners)])
    }
    read: dict[Kind, Mapping[Any, _Record]] = {
        Kind.CUSTOMER: people,
        Kind.CASE: found_cases,
        Kind.PURCHASE: bought,
    }
    merged = _merged_into(shop, ids[Kind.CUSTOMER])
    found = []
    for hit in hits:
        record = read[hit.kind][hit.record_id]
        owner = record if isinstance(record, Customer) else people[record.customer_id]
        older = merged.get(owner.id, ()) if hit.kind is Kind.CUSTOMER else ()
        texts = None if texts_of is None else texts_of(record)
        if texts == ():
            continue
        findable = _findable(record, owner, older, texts)
        why = why_matched(query, findable, index.readings())
        if why is not None:  # else the index offered it only for its pieces
            found.append(_line(record, owner, findable, why))
    return found


def _findable(
    record: _Record,
    owner: Customer,
    merged: "Sequence[MergedRecord]",
    texts: tuple[tuple[Why, str], ...] | None,
) -> Findable:
    """Give what a record can be found by: its owner's name only together with its texts."""
    match record:
        case Customer():
            kind, number = Kind.CUSTOMER, record.number or ""
        case Case():
            kind, number = Kind.CASE, record.number
        case Purchase():
            kind, number = Kind.PURCHASE, record.receipt_number or ""
    return Findable(
        kind=kind,
        number=number,
        name=owner.name if record is owner or texts is not None else "",
        phones=_digits(owner) if record is owner else (),
        old_names=tuple(name for one in merged for name in one.names),
        old_numbers=tuple(one.old_number for one in merged if one.old_number),
        texts=texts or (),
    )


def _line(record: _Record, owner: Customer, findable: Findable, why: Why) -> Found:
    phones = _digits(owner)
    return Found(
        kind=findable.kind,
        id=record.id,
        customer_id=owner.id,
        number=findable.number,
        name=owner.name,
        phone=phones[0] if phones else "",
        why=why,
        voided=not isinstance(record, Customer) and record.voided is not None,
    )


def _merged_into(shop: Shop, customer_ids: Iterable[int]) -> "dict[CustomerId, list[MergedRecord]]":
    """Read what was merged into some customers' records (W-2)."""
    from shopcare.storage import merges  # no start needs it

    return merges.of_kept(shop.file, map(CustomerId, customer_ids))


def index_customer(shop: Shop, customer: Customer) -> None:
    """File a customer's search keys inside a running action."""
    merged = _merged_into(shop, [customer.id]).get(customer.id, ())
    index.put(shop.file, Kind.CUSTOMER, customer.id, _customer_tokens(customer, merged))


def customer_entry(customer_id: int, draft: CustomerDraft) -> index.Entry:
    """Give what a customer is filed by, for many at once; a place stands for the id ahead of it."""
    return Kind.CUSTOMER, customer_id, _customer_tokens(draft)


def purchase_entry(purchase_id: int, receipt_number: str | None) -> index.Entry:
    """Give what a receipt is filed by, as with a customer."""
    return Kind.PURCHASE, purchase_id, purchase_tokens(receipt_number)


def everything_filed(shop: Shop) -> Iterator[index.Entry]:
    """Make the search keys of every record anew, in the order in which they are filed now."""
    filed = index.filed(shop.file)  # at once: a rebuild begins with an empty list
    starts = range(0, len(filed), _CHUNK)
    return (entry for start in starts for entry in entries_of(shop, filed[start : start + _CHUNK]))


def everything_on_file(shop: Shop) -> Iterator[index.Entry]:
    """Make the search keys of every record, where nothing is known of their order."""
    return entries_of(shop, index.on_file(shop.file))


def entries_of(shop: Shop, filed: Sequence[tuple[Kind, int]]) -> Iterator[index.Entry]:
    """Make the search keys of some records anew."""
    ids = {kind: [i for its_kind, i in filed if its_kind is kind] for kind in Kind}
    tokens: dict[tuple[Kind, int], str] = {}
    merged = _merged_into(shop, ids[Kind.CUSTOMER])
    for customer in customers.many(shop.file, ids[Kind.CUSTOMER]):
        older = merged.get(customer.id, ())
        tokens[Kind.CUSTOMER, customer.id] = _customer_tokens(customer, older)
    for case_id, number in case_numbers.of(shop.file, ids[Kind.CASE]).items():
        tokens[Kind.CASE, case_id] = case_tokens(number)
    for purchase in purchases.many(shop.file, ids[Kind.PURCHASE]):
        tokens[Kind.PURCHASE, purchase.id] = purchase_tokens(purchase.receipt_number)
    return ((*record, tokens[record]) for record in filed if record in tokens)


def _customer_tokens(customer: CustomerDraft, merged: "Sequence[MergedRecord]" = ()) -> str:
    names = index.name_tokens()
    own = customer_tokens(customer.name, _digits(customer), customer.number, names)
    if not merged:
        return own
    older = [
        customer_tokens(name, (), record.old_number, names)
        for record in merged
        for name in record.names
    ]
    return " ".join(dict.fromkeys(" ".join((own, *older)).split()))


def index_case(shop: Shop, case: Case) -> None:
    """File a case's search keys inside a running action; it is the newest then."""
    index.put(shop.file, Kind.CASE, case.id, case_tokens(case.number))


def index_purchase(shop: Shop, purchase: Purchase) -> None:
    """File a receipt's search keys inside a running action."""
    index.put(shop.file, Kind.PURCHASE, purchase.id, purchase_tokens(purchase.receipt_number))


def _digits(customer: CustomerDraft) -> tuple[str, ...]:
    return tuple([phone.digits for phone in customer.phones])
