"""Bringing purchases in from a till's export."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import CustomerDraft, check_customer, name_until_told
from shopcare.domain.purchases.purchase import (
    Purchase,
    PurchaseDraft,
    PurchaseLineDraft,
    check_purchase,
    line_draft,
)
from shopcare.services.exchange.import_preview import remember_columns, remembered_columns
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_runs import RunningImport
from shopcare.services.people import customers as customer_service
from shopcare.services.people.prescriptions import store_measured
from shopcare.services.purchases import purchases as purchase_service
from shopcare.services.shop import Shop
from shopcare.storage import customer_lists, customers, purchases
from shopcare.storage.file.work import RollbackSignal
from shopcare.system.garbage_collection import garbage_collection_paused

if TYPE_CHECKING:
    from shopcare.exchange.purchases import Buyer
    from shopcare.exchange.receipts import Receipt, Receipts

Progress = Callable[[int, int], None]
Columns = Mapping[str, Sequence[str]]


@garbage_collection_paused()
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
        path: a spreadsheet or a text file.
        columns: field to headings or column letters, where the recognised ones are not right;
            None: what was said for such headings before.
        dry_run: only say what would happen.
        progress: called with rows done and their number; an exception it raises cancels.

    Raises:
        Refusal, Trouble: the file cannot be read, or has no such columns.
    """
    from shopcare.exchange.purchases import purchases_of
    from shopcare.exchange.receipts import receipts_of, without_promises
    from shopcare.exchange.recognition.words import TableKind
    from shopcare.exchange.table import open_table

    remembered = remembered_columns(shop, "purchase")
    with open_table(path, TableKind.PURCHASES, columns, progress, remembered) as table:
        report = ImportReport.of(table, dry_run=dry_run)
        told = without_promises(receipts_of(purchases_of(table)), shop.now().date())
        headings = table.recognised.headings
    _list(report, told)
    run = RunningImport(shop, "purchase", path.name)
    receipts = told.receipts
    with shop.begin("purchase.import", "purchase") as step:
        run.begin()
        remember_columns(shop, "purchase", headings, columns)
        for done, receipt in enumerate(receipts, start=1):
            _take(shop, report, run, receipt)
            if progress is not None and done % 200 == 0:
                progress(done, len(receipts))
        if dry_run or not (report.added or report.updated or report.prescriptions):
            raise RollbackSignal  # a dry run is the real thing, taken back
        run.keep(step, report)
    report.put_in_order()
    return report


def _list(report: ImportReport, told: "Receipts") -> None:
    """Put what the file itself has wrong into the report."""
    skipped: dict[int, Problem] = {}
    for entry in told.skipped:
        skipped.setdefault(entry.row, entry.problem)
    for row, problem in skipped.items():
        report.skip(row, problem)
    for entry in (*told.noted, *told.aside):
        report.note(entry.row, entry.problem)


def _take(shop: Shop, report: ImportReport, run: RunningImport, receipt: "Receipt") -> None:
    """Bring one receipt in, or say why its rows are skipped."""
    try:
        checked = _checked(shop, report, receipt)
        buyer_id = _buyer_id(shop, report, receipt)
    except Invalid as refusal:
        _skip(report, receipt, refusal.problems[0])
        return
    draft = replace(checked, customer_id=buyer_id)
    report.prescriptions += store_measured(shop, buyer_id, receipt.prescriptions)
    if (known := _on_file(shop, draft)) is not None:
        _complete(shop, report, run, receipt, draft, known)
        return
    recorded = purchase_service.store_new(shop, draft)
    report.calls += len(recorded[1])
    report.read += len(receipt.rows)
    report.added += len(receipt.rows)


def _skip(report: ImportReport, receipt: "Receipt", problem: Problem) -> None:
    for row in receipt.rows:
        report.skip(row, problem)


def _checked(shop: Shop, report: ImportReport, receipt: "Receipt") -> PurchaseDraft:
    """Check a receipt before its buyer is looked for, so that no buyer is added in vain."""
    today = shop.now().date()
    handed_over_on = receipt.handed_over_on
    if handed_over_on is not None and handed_over_on > today:  # a day agreed, not yet come
        problem = Problem(field="handed_over_on", code="handed_over_in_future")
        report.note(receipt.rows[0], problem)
        handed_over_on = None
    draft = PurchaseDraft(
        customer_id=CustomerId(0),
        sold_on=receipt.sold_on,
        receipt_number=receipt.receipt_number,
        handed_over_on=handed_over_on,
        seller=receipt.seller,
        channel=receipt.channel,
        lines=receipt.lines,
    )
    return check_purchase(draft, today, needs_product=False)


def _complete(
    shop: Shop,
    report: ImportReport,
    run: RunningImport,
    receipt: "Receipt",
    draft: PurchaseDraft,
    known: Purchase,
) -> None:
    """Add to a receipt on file what the file says more: a day of handing over, more lines."""
    report.read += len(receipt.rows)
    there = Counter(_compared(shop, line_draft(line)) for line in known.lines)
    new = []
    for line in draft.lines:
        plain = _compared(shop, line)
        if not there[plain]:
            new.append(line)
        there[plain] -= bool(there[plain])
    for position, line in enumerate(new, start=len(known.lines)):
        purchases.add_line(shop.file, known.id, position, line)
    changed = len(new)
    on = draft.handed_over_on
    if known.handed_over_on is None and on is not None:
        report.calls += len(purchase_service.store_handed_over(shop, known.id, on))
        run.handed_over.append(known.id)
        changed = max(changed, 1)
    report.updated += changed
    report.unchanged += len(receipt.rows) - changed


def _on_file(shop: Shop, draft: PurchaseDraft) -> Purchase | None:
    """Find the same purchase: number, day and buyer; without a number, one with these lines."""
    lines = Counter(_compared(shop, line) for line in draft.lines)
    for bill in purchases.on_day(shop.file, draft.customer_id, draft.sold_on):
        if bill.receipt_number != draft.receipt_number:
            continue
        there = Counter(_compared(shop, line_draft(line)) for line in bill.lines)
        if bill.receipt_number or not lines - there:
            return bill
    return None


def _compared(shop: Shop, line: PurchaseLineDraft) -> PurchaseLineDraft:
    """Give a line with its category's key: a till's word and our own name the same goods."""
    category = shop.policy.category(line.category)
    return replace(line, category=category.key) if category is not None else line


def _buyer_id(shop: Shop, report: ImportReport, receipt: "Receipt") -> CustomerId:
    """Find who bought, or add them; nobody is guessed.

    Raises:
        Invalid: ``buyer_missing``, ``buyer_unsure`` (several people on one phone, no name).
    """
    buyer = receipt.buyer
    if not buyer:
        raise Invalid(Problem(field="name", code="buyer_missing"))
    if buyer.number and (known := customer_lists.with_number(shop.file, buyer.number)) is not None:
        if buyer.name and customers.get(shop.file, known).name != buyer.name:
            values = {"number": buyer.number, "name": customers.get(shop.file, known).name}
            report.note(
                receipt.rows[0], Problem(field="name", code="buyer_by_number", values=values)
            )
        return known
    on_phone = sorted(
        {i for p in buyer.phones for i in customer_lists.on_phone(shop.file, p.digits)}
    )
    people = customers.many(shop.file, on_phone)
    if buyer.name:
        people = [person for person in people if person.name == buyer.name]
    if len(people) > 1:
        raise Invalid(Problem(field="name", code="buyer_unsure"))
    if people:
        return people[0].id
    return _new_buyer(shop, report, buyer)


def _new_buyer(shop: Shop, report: ImportReport, buyer: "Buyer") -> CustomerId:
    name = buyer.name or name_until_told(buyer.number, buyer.phones)
    if not buyer.phones and not buyer.number:
        namesakes = customer_lists.like(shop.file, (), (), (buyer.name,))
        if len(namesakes) > 1:
            raise Invalid(Problem(field="name", code="buyer_unsure"))
        if namesakes:
            return CustomerId(namesakes[0])
    draft = CustomerDraft(
        name=name, number=buyer.number, phones=buyer.phones, address=buyer.address
    )
    report.new_customers += 1
    return customer_service.store_new(shop, check_customer(draft)).id
