"""Bringing purchases in from a till's export."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from shopcare.domain.customer import CustomerDraft, check_customer
from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.purchase import (
    Purchase,
    PurchaseDraft,
    PurchaseLineDraft,
    check_purchase,
    line_draft,
)
from shopcare.services import customers as customer_service
from shopcare.services import purchases as purchase_service
from shopcare.services.import_report import ImportReport
from shopcare.services.shop import Shop
from shopcare.storage import customers, purchases

if TYPE_CHECKING:
    from shopcare.exchange.purchases import Buyer, PurchaseRow

Progress = Callable[[int, int], None]
Columns = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class _Receipt:
    """One receipt of the file, put together from its rows."""

    receipt_number: str | None
    sold_on: date | None
    handed_over_on: date | None
    buyer: "Buyer"
    seller: str
    rows: list[int] = field(default_factory=list)
    lines: list[PurchaseLineDraft] = field(default_factory=list)


def import_purchases(
    shop: Shop,
    path: Path,
    *,
    columns: Columns | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring the purchases of a file in; the same file once more changes nothing.

    Rows of one receipt number are one purchase. A buyer who is not on file is added. Goods that
    were handed over start the calls of the policy where their time has not passed (C-1).
    Everything is saved in one transaction or nothing is.

    Args:
        shop: the shop.
        path: XLSX or CSV.
        columns: field to headings or column letters, where the recognised ones are not right.
        dry_run: only say what would happen.
        progress: called with rows done and their number; an exception it raises cancels.

    Raises:
        Refusal, Trouble: the file cannot be read, or has no such columns.
    """
    from shopcare.exchange.headings import TableKind
    from shopcare.exchange.purchases import purchases_of
    from shopcare.exchange.table import open_table

    with open_table(path, TableKind.PURCHASES, columns, progress) as table:
        report = ImportReport(columns=table.recognised.shown(), dry_run=dry_run)
        receipts = _receipts(report, purchases_of(table))
    try:
        with shop.begin("purchase.import", "purchase") as step:
            for done, receipt in enumerate(receipts, start=1):
                _take(shop, report, receipt)
                if progress is not None and done % 200 == 0:
                    progress(done, len(receipts))
            step.values = {"file": path.name, "added": report.added, "updated": report.updated}
            if dry_run or not (report.added or report.updated):
                raise _TakenBackError  # a dry run is the real thing, taken back
    except _TakenBackError:
        pass
    return report


class _TakenBackError(Exception):
    """Leaves the transaction without saving."""


def _receipts(report: ImportReport, rows: "Iterable[PurchaseRow]") -> list[_Receipt]:
    """Put the rows of one receipt together, also where they do not follow each other."""
    receipts: list[_Receipt] = []
    by_number: dict[str, _Receipt] = {}
    for row in rows:
        if row.aside:
            continue
        if row.line is None:
            report.skip(row.row, row.problems[0])
            continue
        report.note(row.row, *row.problems)
        receipt = by_number.get((row.receipt_number or "").casefold())
        if receipt is None:
            receipt = _new_receipt(row)
            receipts.append(receipt)
            if row.receipt_number:
                by_number[row.receipt_number.casefold()] = receipt
        receipt.sold_on = receipt.sold_on or row.sold_on
        receipt.handed_over_on = receipt.handed_over_on or row.handed_over_on
        receipt.buyer = receipt.buyer or row.buyer
        receipt.seller = receipt.seller or row.seller
        receipt.rows.append(row.row)
        receipt.lines.append(row.line)
    return receipts


def _new_receipt(row: "PurchaseRow") -> _Receipt:
    return _Receipt(
        receipt_number=row.receipt_number,
        sold_on=row.sold_on,
        handed_over_on=row.handed_over_on,
        buyer=row.buyer,
        seller=row.seller,
    )


def _take(shop: Shop, report: ImportReport, receipt: _Receipt) -> None:
    """Bring one receipt in, or say why its rows are skipped."""
    if receipt.sold_on is None:
        _skip(report, receipt, Problem(field="sold_on", code="sold_on_missing"))
        return
    known_id = receipt.receipt_number and purchases.with_receipt(shop.file, receipt.receipt_number)
    if known_id:
        _complete(shop, report, receipt, purchases.get(shop.file, known_id))
        return
    try:
        buyer_id = _buyer_id(shop, report, receipt)
        draft = _draft(shop, report, receipt, buyer_id)
    except Invalid as refusal:
        _skip(report, receipt, refusal.problems[0])
        return
    if receipt.receipt_number is None and _is_on_file(shop, draft):
        report.read += len(receipt.rows)
        report.unchanged += len(receipt.rows)
        return
    recorded = purchase_service.store_new(shop, draft)
    report.calls += len(recorded[1])
    report.read += len(receipt.rows)
    report.added += len(receipt.rows)


def _skip(report: ImportReport, receipt: _Receipt, problem: Problem) -> None:
    for row in receipt.rows:
        report.skip(row, problem)


def _draft(
    shop: Shop, report: ImportReport, receipt: _Receipt, buyer_id: CustomerId
) -> PurchaseDraft:
    assert receipt.sold_on is not None
    today = shop.now().date()
    handed_over_on = receipt.handed_over_on
    if handed_over_on is not None and handed_over_on > today:  # a day agreed, not yet come
        problem = Problem(field="handed_over_on", code="handed_over_in_future")
        report.note(receipt.rows[0], problem)
        handed_over_on = None
    draft = PurchaseDraft(
        customer_id=buyer_id,
        sold_on=receipt.sold_on,
        receipt_number=receipt.receipt_number,
        handed_over_on=handed_over_on,
        seller=receipt.seller,
        lines=tuple(receipt.lines),
    )
    return check_purchase(draft, today)


def _complete(shop: Shop, report: ImportReport, receipt: _Receipt, known: Purchase) -> None:
    """Add to a receipt on file what the file says more: a day of handing over, more lines."""
    report.read += len(receipt.rows)
    there = Counter(line_draft(line) for line in known.lines)
    changed = 0
    for line in receipt.lines:
        tidy = check_purchase(
            PurchaseDraft(customer_id=known.customer_id, sold_on=known.sold_on, lines=(line,)),
            shop.now().date(),
        ).lines[0]
        if there[tidy]:
            there[tidy] -= 1
        else:
            purchases.add_line(shop.file, known.id, len(known.lines) + changed, tidy)
            changed += 1
    on = receipt.handed_over_on
    handed_over = known.handed_over_on is None and on is not None
    if handed_over and on is not None and known.sold_on <= on <= shop.now().date():
        report.calls += len(purchase_service.store_handed_over(shop, known.id, on))
        changed = max(changed, 1)
    report.updated += changed
    report.unchanged += len(receipt.rows) - changed


def _is_on_file(shop: Shop, draft: PurchaseDraft) -> bool:
    """Say whether a purchase without a receipt number is there: same day, buyer and product."""
    return any(
        bill.sold_on == draft.sold_on
        and tuple(line_draft(line) for line in bill.lines) == draft.lines
        for bill in purchases.of_customer(shop.file, draft.customer_id)
    )


def _buyer_id(shop: Shop, report: ImportReport, receipt: _Receipt) -> CustomerId:
    """Find who bought, or add them; nobody is guessed.

    Raises:
        Invalid: ``buyer_missing``, ``buyer_unsure`` (several people on one phone, no name).
    """
    buyer = receipt.buyer
    if not buyer:
        raise Invalid(Problem(field="name", code="buyer_missing"))
    if buyer.number and (known := customers.with_number(shop.file, buyer.number)) is not None:
        if buyer.name and customers.get(shop.file, known).name != buyer.name:
            values = {"number": buyer.number, "name": customers.get(shop.file, known).name}
            report.note(
                receipt.rows[0], Problem(field="name", code="buyer_by_number", values=values)
            )
        return known
    on_phone = sorted({i for p in buyer.phones for i in customers.on_phone(shop.file, p.digits)})
    people = customers.many(shop.file, on_phone)
    if buyer.name:
        people = [person for person in people if person.name == buyer.name]
    if len(people) > 1:
        raise Invalid(Problem(field="name", code="buyer_unsure"))
    if people:
        return people[0].id
    return _new_buyer(shop, report, buyer)


def _new_buyer(shop: Shop, report: ImportReport, buyer: "Buyer") -> CustomerId:
    if not buyer.name:
        raise Invalid(Problem(field="name", code="buyer_missing"))
    if not buyer.phones and not buyer.number:
        namesakes = customers.like(shop.file, (), (), (buyer.name,))
        if len(namesakes) > 1:
            raise Invalid(Problem(field="name", code="buyer_unsure"))
        if namesakes:
            return CustomerId(namesakes[0])
    draft = CustomerDraft(name=buyer.name, number=buyer.number, phones=buyer.phones)
    report.new_customers += 1
    return customer_service.store_new(shop, check_customer(draft)).id
