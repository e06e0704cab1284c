"""Receipts put together from the rows of a sales list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from shopcare.domain.errors import Problem
from shopcare.domain.money import Fen
from shopcare.domain.people.prescription import PrescriptionDraft
from shopcare.domain.purchases.purchase import (
    PurchaseLineDraft,
    SalesChannel,
    promise_problems,
)
from shopcare.exchange.purchases import Buyer, PurchaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One purchase as a file tells it; the customer is still to be found or filed."""

    rows: tuple[int, ...]
    receipt_number: str | None
    sold_on: date
    promised_on: date | None
    handed_over_on: date | None
    buyer: Buyer
    seller: str
    channel: SalesChannel | None
    lines: tuple[PurchaseLineDraft, ...]
    amount_fen: Fen | None = None
    """What all of it came to; None where the file does not tell."""
    prescriptions: tuple[PrescriptionDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What was wrong in which row."""

    row: int
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """All purchases of a file, in the order of their first rows, and what to tell the shop."""

    receipts: tuple[Receipt, ...]
    skipped: tuple[RowProblem, ...]
    """Rows of which nothing was taken."""
    noted: tuple[RowProblem, ...]
    """Rows that were taken without a cell that could not be read."""
    aside: tuple[RowProblem, ...]
    """Totals, repeated headings and notes."""
    read: int
    """Rows of sales in the file, taken or skipped."""


def receipts_of(rows: Iterable[PurchaseRow]) -> Receipts:
    """Group rows by receipt; rows of one receipt need not stand together.

    A receipt is one number on one day for one buyer. What a row leaves empty (day, buyer) is
    taken from the other rows of the same number if they agree. A row without a number is a
    purchase of its own.
    """
    gathered = _Gathered()
    sold: list[PurchaseRow] = []
    for row in rows:
        if row.line is None:
            gathered.leave(row)
        else:
            sold.append(row)
    groups: dict[object, list[PurchaseRow]] = {}
    for row in _completed(sold):
        lacks = "sold_on" if row.sold_on is None else "" if row.buyer else "buyer"
        if lacks:
            gathered.skip(row, Problem(field=lacks, code=f"{lacks}_missing"))
            continue
        alone = row.continues or row.row
        key = (row.receipt_number, row.sold_on, _who(row.buyer)) if row.receipt_number else alone
        groups.setdefault(key, []).append(row)
    receipts = tuple(gathered.receipt(group) for group in groups.values())
    gathered.tell_shared(receipts)
    return gathered.told(receipts, sold)


def _who(buyer: Buyer) -> str:
    return buyer.number or f"{buyer.name}|{buyer.phones[:1]}"


def _completed(rows: list[PurchaseRow]) -> list[PurchaseRow]:
    """Fill day and buyer from the other rows of the same receipt, where these agree."""
    days: dict[str, set[date]] = {}
    buyers: dict[str, dict[str, Buyer]] = {}
    for row in rows:
        if row.receipt_number and row.sold_on:
            days.setdefault(row.receipt_number, set()).add(row.sold_on)
        if row.receipt_number and row.buyer:
            buyers.setdefault(row.receipt_number, {}).setdefault(_who(row.buyer), row.buyer)
    whole = []
    for row in rows:
        day, buyer = list(days.get(row.receipt_number or "", ())), Buyer()
        if len(known := buyers.get(row.receipt_number or "", {})) == 1:
            buyer = next(iter(known.values()))
        if row.sold_on is None or not row.buyer:
            whole.append(
                replace(
                    row,
                    sold_on=row.sold_on or (day[0] if len(day) == 1 else None),
                    buyer=row.buyer or buyer,
                )
            )
        else:
            whole.append(row)
    return whole


def _lines(rows: list[PurchaseRow]) -> tuple[PurchaseLineDraft, ...]:
    lines = tuple(row.line for row in rows if row.line is not None)
    # What a whole receipt came to says nothing of one of its lines, but all of a single one.
    if len(lines) == 1 and rows[0].receipt_amount is not None and lines[0].amount_fen is None:
        return (replace(lines[0], amount_fen=rows[0].receipt_amount),)
    return lines


def _amount(rows: list[PurchaseRow]) -> Fen | None:
    if rows[0].receipt_amount is not None:
        return rows[0].receipt_amount
    each = [row.line.amount_fen for row in rows if row.line is not None]
    told = [amount for amount in each if amount is not None]
    return Fen(sum(told)) if len(told) == len(each) else None


_NAMES_BUYER = frozenset({"name", "surname", "number", "phones"})


class _Gathered:
    """Collects what the shop is to be told while receipts are put together."""

    def __init__(self) -> None:
        self._skipped: list[RowProblem] = []
        self._noted: list[RowProblem] = []
        self._aside: list[RowProblem] = []
        self._skipped_rows: set[int] = set()

    def leave(self, row: PurchaseRow) -> None:
        """List a row that gave no line."""
        told = self._aside if row.aside else self._skipped
        told += [RowProblem(row=row.row, problem=problem) for problem in row.problems]

    def skip(self, row: PurchaseRow, problem: Problem) -> None:
        """List a row that lacks what only its receipt could have supplied."""
        told = [one for one in row.problems if one.field in _NAMES_BUYER]
        problems = told if problem.field == "buyer" and told else [problem]
        self._skipped += [RowProblem(row=row.row, problem=one) for one in problems]
        self._skipped_rows.add(row.row)

    def receipt(self, rows: list[PurchaseRow]) -> Receipt:
        """Put the rows of one receipt together."""
        for row in rows:
            self._noted += [RowProblem(row=row.row, problem=problem) for problem in row.problems]
        first = rows[0]
        assert first.sold_on is not None
        return Receipt(
            rows=tuple(row.row for row in rows),
            receipt_number=first.receipt_number,
            sold_on=first.sold_on,
            promised_on=self._promised_on(rows, first.sold_on),
            handed_over_on=self._handed_over_on(rows, first.sold_on),
            buyer=first.buyer,
            seller=next((row.seller for row in rows if row.seller), ""),
            channel=next((row.channel for row in rows if row.channel), None),
            lines=_lines(rows),
            amount_fen=_amount(rows),
            prescriptions=tuple(
                dict.fromkeys(row.prescription for row in rows if row.prescription is not None)
            ),
        )

    def tell_shared(self, receipts: tuple[Receipt, ...]) -> None:
        """Note receipt numbers that stand on more than one purchase."""
        seen: set[str] = set()
        for receipt in receipts:
            number = receipt.receipt_number
            if number and number in seen:
                problem = Problem(
                    field="receipt_number", code="receipt_number_shared", values={"text": number}
                )
                self._noted.append(RowProblem(row=receipt.rows[0], problem=problem))
            seen.add(number or "")

    def told(self, receipts: tuple[Receipt, ...], sold: list[PurchaseRow]) -> Receipts:
        """Give everything, each list in the order of the file."""
        dropped = {one.row for one in self._skipped} - self._skipped_rows
        return Receipts(
            receipts=receipts,
            skipped=tuple(sorted(self._skipped, key=lambda one: one.row)),
            noted=tuple(sorted(self._noted, key=lambda one: one.row)),
            aside=tuple(sorted(self._aside, key=lambda one: one.row)),
            read=len(sold) + len(dropped),
        )

    def _handed_over_on(self, rows: list[PurchaseRow], sold_on: date) -> date | None:
        days = set()
        for row in rows:
            if row.handed_over_on is not None and row.handed_over_on < sold_on:
                self._note(row, "handed_over_before_sale", day=row.handed_over_on.isoformat())
            elif row.handed_over_on is not None:
                days.add(row.handed_over_on)
        if len(days) > 1:
            # The last one counts: only then had the customer everything (C-1).
            self._note(rows[-1], "handed_over_differs", day=max(days).isoformat())
        return max(days, default=None)

    def _promised_on(self, rows: list[PurchaseRow], sold_on: date) -> date | None:
        """Give the last promised day: only then is everything there."""
        days = set()
        for row in rows:
            wrong = row.promised_on and promise_problems(sold_on, row.promised_on)
            if wrong:
                self._noted.append(RowProblem(row=row.row, problem=wrong[0]))
            elif row.promised_on is not None:
                days.add(row.promised_on)
        return max(days, default=None)

    def _note(self, row: PurchaseRow, code: str, **values: str) -> None:
        problem = Problem(field="handed_over_on", code=code, values=values)
        self._noted.append(RowProblem(row=row.row, problem=problem))


_MOST_SLIPS = 2
"""So many days in the future may be slips of the hand."""
_SHARE = 0.02


def without_promises(told: Receipts, today: date) -> Receipts:
    """Take days of handing over that were set at the sale, as some tills let one do, as promises.

    Such a column cannot be told by its heading (取镜日期), but it holds days that are still to
    come. A promise is no handing over: no call may start from it before the shop says so (C-1).
    """
    days = [receipt for receipt in told.receipts if receipt.handed_over_on is not None]
    ahead = [r for r in days if r.handed_over_on is not None and r.handed_over_on > today]
    if not ahead or (len(ahead) <= _MOST_SLIPS and len(ahead) < _SHARE * len(days)):
        return told
    problem = Problem(
        field="handed_over_on", code="handed_over_is_promise", values={"n": len(days)}
    )
    return replace(
        told,
        receipts=tuple(
            replace(
                receipt,
                handed_over_on=None,
                promised_on=receipt.promised_on or receipt.handed_over_on,
            )
            for receipt in told.receipts
        ),
        noted=(*told.noted, RowProblem(row=ahead[0].rows[0], problem=problem)),
    )
