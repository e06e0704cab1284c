"""The table of erased people, and what a law has kept locked of them (L-8)."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import date

from shopcare.domain.ids import CustomerId, StaffId
from shopcare.domain.people.retention import Erasure, KeptAbout, Lock
from shopcare.storage.file.reading import read
from shopcare.storage.file.rows import Row, day, day_from_text, id_list, insert, moment


def add(connection: sqlite3.Connection, erasure: Erasure) -> None:
    """Write that somebody is erased; what ``unwiped`` names is then to be cleared from the disk."""
    lock = erasure.lock
    locked = {"name": erasure.locked_name, "phones": erasure.locked_phones} if lock else {}
    row = {
        "customer_id": erasure.customer_id,
        "erased_at": erasure.erased_at.isoformat(),
        "erased_by": erasure.erased_by,
        "key_print": erasure.key_print,
        "reason": erasure.reason,
        "locked_until": lock.until.isoformat() if lock else None,
        "law": lock.article if lock else "",
        "locked": json.dumps(locked, ensure_ascii=False),
    }
    insert(connection, "person_erasure", row)
    mark_unwiped(connection)


def every(connection: sqlite3.Connection) -> list[Erasure]:
    """List everybody who is erased, the oldest erasure first."""
    rows = connection.execute("SELECT * FROM person_erasure ORDER BY erased_at, customer_id")
    return read(connection, "person_erasure", rows, _erasure, key="customer_id")


def of_customer(connection: sqlite3.Connection, customer_id: CustomerId) -> Erasure | None:
    """Read how somebody was erased; None: they were not."""
    rows = connection.execute("SELECT * FROM person_erasure WHERE customer_id = ?", (customer_id,))
    return next(iter(read(connection, "person_erasure", rows, _erasure, key="customer_id")), None)


def unlock(connection: sqlite3.Connection, customer_id: CustomerId) -> None:
    """Take away what a law had kept, after its day."""
    connection.execute(
        "UPDATE person_erasure SET locked_until = NULL, locked = '{}' WHERE customer_id = ?",
        (customer_id,),
    )
    mark_unwiped(connection)


def mark_unwiped(connection: sqlite3.Connection) -> None:
    """Note that what was deleted can still be found on the disk, see ``wipe``."""
    connection.execute("INSERT OR IGNORE INTO unwiped (id) VALUES (1)")


def is_unwiped(connection: sqlite3.Connection) -> bool:
    """Say whether what was deleted can still be found on the disk."""
    return connection.execute("SELECT 1 FROM unwiped").fetchone() is not None


def wipe(connection: sqlite3.Connection) -> None:
    """Write the file anew without what was deleted, and empty its log; outside of a transaction."""
    connection.execute("DELETE FROM unwiped")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def records_of(connection: sqlite3.Connection, customer_id: CustomerId) -> list[CustomerId]:
    """List the records of one person: their own and those that were merged into it (W-2)."""
    rows = connection.execute(
        "SELECT merged_id FROM customer_merge WHERE kept_id = ? ORDER BY merged_id", (customer_id,)
    )
    found = [customer_id]
    for row in rows:  # a merged record may have others of its own
        found += records_of(connection, CustomerId(row[0]))
    return found


def kept_days(
    connection: sqlite3.Connection, people: Sequence[int]
) -> list[tuple[KeptAbout, date]]:
    """List what was done with a person that a law may have kept, and its day."""
    ids = id_list(people)
    sales = connection.execute(
        "SELECT coalesce(handed_over_on, sold_on) FROM purchase WHERE voided_at IS NULL "
        "AND channel IN ('online', 'phone', 'mail') "
        "AND customer_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).fetchall()
    disputes = connection.execute(
        "SELECT substr(coalesce(closed_at, handled_at, received_at), 1, 10) FROM service_case "
        "WHERE voided_at IS NULL AND kind IN ('complaint', 'return') "
        "AND customer_id IN (SELECT value FROM json_each(?))",
        (ids,),
    ).fetchall()
    return [
        *((KeptAbout.DISTANCE_SALE, day(row[0])) for row in sales),
        *((KeptAbout.DISPUTE, day(row[0])) for row in disputes),
    ]


def _erasure(row: Row) -> Erasure:
    until = day_from_text(row["locked_until"])
    locked = json.loads(row["locked"])
    return Erasure(
        customer_id=CustomerId(row["customer_id"]),
        erased_at=moment(row["erased_at"]),
        erased_by=StaffId(row["erased_by"]),
        key_print=row["key_print"],
        reason=row["reason"],
        lock=Lock(until, row["law"]) if until else None,
        locked_name=locked.get("name", ""),
        locked_phones=tuple(locked.get("phones", ())),
    )
