"""What of a list of sales is to be written: found out while others go on saving."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from shopcare.domain.errors import Invalid, Problem
from shopcare.domain.ids import CustomerId, PurchaseId
from shopcare.domain.people.prescription import PrescriptionDraft
from shopcare.domain.purchases.purchase import (
    Purchase,
    PurchaseDraft,
    PurchaseLineDraft,
    check_purchase,
    line_draft,
)
from shopcare.services.exchange.import_buyers import Buyers
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.exchange.import_staging import Others
from shopcare.services.people.prescriptions import not_on_file
from shopcare.services.purchases.purchase_calls import HandingOverCalls
from shopcare.services.shop import Shop
from shopcare.storage import purchases

if TYPE_CHECKING:
    from shopcare.exchange.receipts import Receipt

Progress = Callable[[int, int], None]
_AT_ONCE: Final = 2500
"""So many receipts are compared with the file at once."""


@dataclass(slots=True)
class Sale:
    """A receipt on file, or one of the list that is going to be."""

    id: PurchaseId | None
    """None: it is new."""
    draft: PurchaseDraft
    starts_calls: bool = False
    """Whether its handing over is so recent that calls are made (C-1)."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What the list adds to a receipt on file."""

    id: PurchaseId
    position: int
    lines: tuple[PurchaseLineDraft, ...]
    promised_on: date | None
    handed_over_on: date | None


class SalesPlan:
    """The receipts of a list, each compared with what is on file and with those before it."""

    def __init__(
        self,
        shop: Shop,
        receipts: Sequence["Receipt"],
        report: ImportReport,
        progress: Progress | None = None,
    ) -> None:
        """Find out what is to be written.

        Args:
            shop: to look things up.
            receipts: of the list.
            report: what the reading told; the plan adds to a copy of it.
            progress: told how many receipts are done; an exception it raises cancels.
        """
        self._shop = shop
        self._others = Others(shop)
        self._calls = HandingOverCalls(shop)
        self.report = copy(report)
        self.report.skipped, self.report.noted = list(report.skipped), list(report.noted)
        self.buyers = Buyers(shop)
        self.new: list[Sale] = []
        self.completions: list[Completion] = []
        self._sales: dict[tuple[CustomerId, date], list[Sale]] = defaultdict(list)
        self._told_by_till: set[PurchaseId] = set()
        """Entered by hand without a number; the list has them with theirs."""
        measured: list[tuple[CustomerId, PrescriptionDraft]] = []
        for done in range(0, len(receipts), _AT_ONCE):
            if progress is not None:
                progress(done, len(receipts))
            some = receipts[done : done + _AT_ONCE]
            self._look_up(some)
            for receipt in some:
                measured += self._take(receipt)
        self.measured = not_on_file(shop, measured)
        self.report.new_customers = len(self.buyers.new)
        self.report.prescriptions = len(self.measured)

    def is_outdated(self) -> bool:
        """Say whether others have saved something since that may change the plan."""
        people = self._others.people()
        return people is None or self.buyers.means(people)

    def _look_up(self, receipts: Sequence["Receipt"]) -> None:
        self.buyers.look_up([receipt.buyer for receipt in receipts])
        known = [customer_id for customer_id in self.buyers.draft_of if customer_id > 0]
        days = {receipt.sold_on for receipt in receipts}
        there = {sale.id for sales in self._sales.values() for sale in sales}
        for bill in purchases.on_days(self._shop.file, known, days):
            if bill.id not in there:
                self._sales[bill.customer_id, bill.sold_on].append(Sale(bill.id, _draft_of(bill)))

    def _take(self, receipt: "Receipt") -> list[tuple[CustomerId, PrescriptionDraft]]:
        """Plan one receipt, or say why its rows are skipped; give what was measured."""
        try:
            checked = self._checked(receipt)
            buyer_id, told = self.buyers.find(receipt.buyer)
        except Invalid as refusal:
            for row in receipt.rows:
                self.report.skip(row, refusal.problems[0])
            return []
        if told is not None:
            self.report.note(receipt.rows[0], told)
        draft = replace(checked, customer_id=buyer_id)
        self.report.read += len(receipt.rows)
        if (known := self._same_receipt(draft)) is not None:
            self._complete(receipt, draft, known)
        elif (known := self._entered_by_hand(receipt, draft)) is not None:
            self._hand_over(receipt, draft, known)
        else:
            self._add(receipt, draft)
        return [(buyer_id, measure) for measure in receipt.prescriptions]

    def _checked(self, receipt: "Receipt") -> PurchaseDraft:
        """Check a receipt before its buyer is looked for, so that no buyer is added in vain."""
        today = self._shop.now().date()
        handed_over_on = receipt.handed_over_on
        if handed_over_on is not None and handed_over_on > today:  # a day agreed, not yet come
            problem = Problem(field="handed_over_on", code="handed_over_in_future")
            self.report.note(receipt.rows[0], problem)
            handed_over_on = None
        draft = PurchaseDraft(
            customer_id=CustomerId(0),
            sold_on=receipt.sold_on,
            receipt_number=receipt.receipt_number,
            promised_on=receipt.promised_on,
            handed_over_on=handed_over_on,
            seller=receipt.seller,
            channel=receipt.channel,
            lines=receipt.lines,
        )
        return check_purchase(draft, today, needs_product=False)

    def _add(self, receipt: "Receipt", draft: PurchaseDraft) -> None:
        calls = self._calls_of(draft)
        sale = Sale(None, draft, starts_calls=calls > 0)
        self.new.append(sale)
        self._sales[draft.customer_id, draft.sold_on].append(sale)
        self.report.calls += calls
        self.report.added += len(receipt.rows)

    def _calls_of(self, draft: PurchaseDraft) -> int:
        customer = self.buyers.draft_of[draft.customer_id]
        return self._calls.count(customer, draft.lines, draft.handed_over_on)

    def _same_receipt(self, draft: PurchaseDraft) -> Sale | None:
        """Find the same one: number, day and buyer; without a number, one with these lines."""
        lines = Counter(map(self._compared, draft.lines))
        for sale in self._sales[draft.customer_id, draft.sold_on]:
            if sale.draft.receipt_number != draft.receipt_number:
                continue
            if draft.receipt_number or not lines - Counter(map(self._compared, sale.draft.lines)):
                return sale
        return None

    def _entered_by_hand(self, receipt: "Receipt", draft: PurchaseDraft) -> Sale | None:
        """Find the same sale where the shop typed it before the till's list told its number.

        The same customer, day and amount; what is on file is left as it is, and told.
        """
        for sale in self._sales[draft.customer_id, draft.sold_on]:
            if sale.id is None or sale.id in self._told_by_till:
                continue
            one_number = bool(draft.receipt_number) != bool(sale.draft.receipt_number)
            if one_number and _amount(sale.draft) == (receipt.amount_fen or -1):
                self._told_by_till.add(sale.id)
                values = {"number": draft.receipt_number or sale.draft.receipt_number}
                problem = Problem(field="receipt_number", code="sale_on_file", values=values)
                self.report.note(receipt.rows[0], problem)
                return sale
        return None

    def _complete(self, receipt: "Receipt", draft: PurchaseDraft, known: Sale) -> None:
        """Add to a receipt what the list says more: its days, more lines."""
        there = Counter(map(self._compared, known.draft.lines))
        new = []
        for line in draft.lines:
            plain = self._compared(line)
            if not there[plain]:
                new.append(line)
            there[plain] -= bool(there[plain])
        self._write(receipt, draft, known, tuple(new))

    def _hand_over(self, receipt: "Receipt", draft: PurchaseDraft, known: Sale) -> None:
        """Take only the days; the goods stand there in the shop's own words."""
        self._write(receipt, draft, known, ())

    def _write(
        self,
        receipt: "Receipt",
        draft: PurchaseDraft,
        known: Sale,
        lines: tuple[PurchaseLineDraft, ...],
    ) -> None:
        before = known.draft
        on = draft.handed_over_on if before.handed_over_on is None else None
        promised_on = draft.promised_on if before.promised_on is None else None
        changed = len(lines) or int((on or promised_on) is not None)
        if changed and known.id is not None:
            position = len(before.lines)
            self.completions.append(Completion(known.id, position, lines, promised_on, on))
        self.report.updated += changed
        self.report.unchanged += len(receipt.rows) - changed
        known.draft = replace(
            before,
            lines=(*before.lines, *lines),
            promised_on=before.promised_on or promised_on,
            handed_over_on=before.handed_over_on or on,
        )
        if on is not None:
            calls = self._calls_of(known.draft)
            known.starts_calls = known.starts_calls or calls > 0
            self.report.calls += calls

    def _compared(self, line: PurchaseLineDraft) -> PurchaseLineDraft:
        """Give a line with its category's key: a till's word and ours name the same goods."""
        category = self._shop.policy.category(line.category)
        return replace(line, category=category.key) if category is not None else line


def _draft_of(bill: Purchase) -> PurchaseDraft:
    return PurchaseDraft(
        customer_id=bill.customer_id,
        sold_on=bill.sold_on,
        receipt_number=bill.receipt_number,
        promised_on=bill.promised_on,
        handed_over_on=bill.handed_over_on,
        seller=bill.seller,
        channel=bill.channel,
        lines=tuple(map(line_draft, bill.lines)),
    )


def _amount(draft: PurchaseDraft) -> int | None:
    amounts = [line.amount_fen for line in draft.lines]
    return None if None in amounts else sum(amount or 0 for amount in amounts)
