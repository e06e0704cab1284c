"""The loans' table: what the shop has lent, and what came back."""

import sqlite3
from datetime import date, datetime
from typing import Final

from shopcare.domain.errors import NotFound
from shopcare.domain.goods.loan import Loan, LoanDraft
from shopcare.domain.ids import CallbackId, CaseId, CustomerId, LoanId, StaffId
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, day, insert, moment, moment_from_text, update

_OUT: Final = "returned_at IS NULL AND dropped = 0"


def add(
    connection: sqlite3.Connection,
    draft: LoanDraft,
    *,
    by: StaffId,
    at: datetime,
    due_on: date,
    callback_id: CallbackId,
) -> LoanId:
    """Write that something was lent."""
    row = {
        "customer_id": draft.customer_id,
        "case_id": draft.case_id,
        "what": draft.what,
        "condition": draft.condition,
        "lent_at": at.isoformat(),
        "lent_by": by,
        "due_on": due_on.isoformat(),
        "callback_id": callback_id,
    }
    return LoanId(insert(connection, "loan", row))


def change(connection: sqlite3.Connection, loan: Loan, *, dropped: bool = False) -> None:
    """Write a changed loan."""
    row = {
        "due_on": loan.due_on.isoformat(),
        "callback_id": loan.callback_id,
        "returned_at": loan.returned_at.isoformat() if loan.returned_at else None,
        "returned_by": loan.returned_by,
        "condition_back": loan.condition_back,
        "dropped": int(dropped),
    }
    update(connection, "loan", loan.id, row)


def get(connection: sqlite3.Connection, loan_id: LoanId) -> Loan:
    """Read one loan.

    Raises:
        NotFound: there is no such loan.
    """
    found = _loans(connection, "id = ? AND dropped = 0", loan_id)
    if not found:
        raise NotFound("loan", loan_id)
    return found[0]


def of_case(connection: sqlite3.Connection, case_id: CaseId) -> list[Loan]:
    """Read what was lent during a case, the newest first."""
    return _loans(connection, "case_id = ? AND dropped = 0", case_id)


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Loan]:
    """Read what was lent to a customer, the newest first."""
    return _loans(connection, "customer_id = ? AND dropped = 0", customer_id)


def out(connection: sqlite3.Connection) -> list[Loan]:
    """Read what is not back yet, what is due first at the top."""
    return _loans(connection, _OUT, order="due_on, id")


def newest(connection: sqlite3.Connection) -> Loan | None:
    """Read the loan that was made last, or None."""
    return next(iter(_loans(connection, "dropped = 0")), None)


def _loans(
    connection: sqlite3.Connection, where: str, *values: int, order: str = "id DESC"
) -> list[Loan]:
    rows = connection.execute(f"SELECT * FROM loan WHERE {where} ORDER BY {order}", values)
    return read(connection, "loan", rows, _loan)


def _loan(row: Row) -> Loan:
    case_id, by = row["case_id"], row["returned_by"]
    return Loan(
        id=LoanId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        case_id=CaseId(case_id) if case_id is not None else None,
        what=row["what"],
        condition=row["condition"],
        lent_at=moment(row["lent_at"]),
        lent_by=StaffId(row["lent_by"]),
        due_on=day(row["due_on"]),
        callback_id=CallbackId(row["callback_id"]),
        returned_at=moment_from_text(row["returned_at"]),
        returned_by=StaffId(by) if by is not None else None,
        condition_back=row["condition_back"],
    )
