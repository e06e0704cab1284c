"""The table of what people have agreed to."""

import sqlite3
from collections.abc import Sequence
from typing import Final

from shopcare.domain.ids import ConsentId, CustomerId, StaffId
from shopcare.domain.people.consent import Consent, ConsentDraft, ConsentPurpose, ConsentWay
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import (
    Row,
    choices,
    day,
    day_from_text,
    id_list,
    insert,
    update,
)


def add(
    connection: sqlite3.Connection, customer_id: CustomerId, draft: ConsentDraft, *, by: StaffId
) -> ConsentId:
    """Write a new consent."""
    row = {
        "customer_id": customer_id,
        "purpose": draft.purpose.value,
        "given_on": draft.on.isoformat(),
        "given_how": draft.way.value,
        "written_by": by,
    }
    return ConsentId(insert(connection, "consent", row))


def withdraw(connection: sqlite3.Connection, consent_id: ConsentId, draft: ConsentDraft) -> None:
    """Write that a consent holds no more."""
    row = {"withdrawn_on": draft.on.isoformat(), "withdrawn_how": draft.way.value}
    update(connection, "consent", consent_id, row)


def delete(connection: sqlite3.Connection, consent_ids: Sequence[int]) -> None:
    """Take consents out that were written down by mistake; the audit log still tells of them."""
    connection.execute(
        "DELETE FROM consent WHERE id IN (SELECT value FROM json_each(?))", (id_list(consent_ids),)
    )


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> list[Consent]:
    """Read what a customer has agreed to, the oldest first."""
    return of_customers(connection, [customer_id])


def of_customers(connection: sqlite3.Connection, customer_ids: Sequence[int]) -> list[Consent]:
    """Read what some customers have agreed to, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM consent WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (id_list(customer_ids),),
    )
    return read(connection, "consent", rows, _consent)


def who_agreed(connection: sqlite3.Connection, purpose: ConsentPurpose) -> list[CustomerId]:
    """List the customers who agree to a purpose."""
    rows = connection.execute(
        "SELECT DISTINCT customer_id FROM consent WHERE purpose = ? AND withdrawn_on IS NULL",
        (purpose.value,),
    )
    return [CustomerId(row[0]) for row in rows]


_PURPOSES: Final = choices(ConsentPurpose)
_WAYS: Final = choices(ConsentWay)


def _consent(row: Row) -> Consent:
    how = row["withdrawn_how"]
    return Consent(
        id=ConsentId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        purpose=_PURPOSES[row["purpose"]],
        given_on=day(row["given_on"]),
        given_how=_WAYS[row["given_how"]],
        written_by=StaffId(row["written_by"]),
        withdrawn_on=day_from_text(row["withdrawn_on"]),
        withdrawn_how=None if how is None else _WAYS[how],
    )
