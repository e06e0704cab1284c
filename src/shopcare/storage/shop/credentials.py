"""The tables of what somebody logs in with, and of wrong tries."""

import sqlite3
from datetime import datetime

from shopcare.domain.errors import NotFound
from shopcare.domain.ids import CredentialId, StaffId
from shopcare.domain.people.log_in import CredentialKind, Token, WrongTries
from shopcare.storage.file.reading import UNREADABLE, read
from shopcare.storage.file.rows import Row, insert, moment, moment_from_text, text_from_moment


def lets_anybody_in(connection: sqlite3.Connection) -> bool:
    """Say whether a manager has a PIN, or there is a recovery code; else the shop stands open.

    Damage may have taken them all, and nobody could get in again.
    """
    row = connection.execute(
        "SELECT 1 FROM credential LEFT JOIN staff ON staff.id = staff_id "
        "WHERE kind = 'recovery_code' "
        "OR (kind = 'pin' AND role = 'manager' AND active = 1) LIMIT 1"
    ).fetchone()
    return row is not None


def hash_of(
    connection: sqlite3.Connection, kind: CredentialKind, staff_id: StaffId | None
) -> str | None:
    """Give the hash of somebody's PIN or of the recovery code, which is nobody's; None: none."""
    row = connection.execute(
        "SELECT hash FROM credential WHERE kind = ? AND staff_id IS ? AND expires_at IS NULL",
        (kind.value, staff_id),
    ).fetchone()
    return None if row is None else str(row["hash"])


def have_pins(connection: sqlite3.Connection) -> frozenset[int]:
    """Give the ids of the members of staff who have a PIN."""
    rows = connection.execute("SELECT staff_id FROM credential WHERE kind = 'pin'")
    return frozenset(row["staff_id"] for row in rows)


def put_hash(
    connection: sqlite3.Connection,
    kind: CredentialKind,
    staff_id: StaffId | None,
    hashed: str,
    at: datetime,
) -> None:
    """Write somebody's PIN or the recovery code in the place of the one before."""
    drop(connection, kind, staff_id)
    row = {
        "kind": kind.value,
        "staff_id": staff_id,
        "purpose": "",
        "hash": hashed,
        "made_at": text_from_moment(at),
    }
    insert(connection, "credential", row)


def drop(connection: sqlite3.Connection, kind: CredentialKind, staff_id: StaffId | None) -> None:
    """Take somebody's PIN or the recovery code away."""
    connection.execute(
        "DELETE FROM credential WHERE kind = ? AND staff_id IS ? AND expires_at IS NULL",
        (kind.value, staff_id),
    )


def drop_all(connection: sqlite3.Connection) -> None:
    """Take every PIN, every token and the recovery code away."""
    connection.execute("DELETE FROM credential")
    connection.execute("DELETE FROM wrong_try")


def add_token(connection: sqlite3.Connection, token: Token, hashed: str) -> CredentialId:
    """Write a new token; the id is given here."""
    row = {
        "kind": CredentialKind.TOKEN.value,
        "staff_id": token.staff_id,
        "purpose": token.purpose,
        "hash": hashed,
        "made_at": text_from_moment(token.made_at),
        "expires_at": text_from_moment(token.expires_at),
    }
    return CredentialId(insert(connection, "credential", row))


def tokens(connection: sqlite3.Connection) -> list[Token]:
    """Read every token, the newest first."""
    rows = connection.execute("SELECT * FROM credential WHERE kind = 'token' ORDER BY id DESC")
    return read(connection, "credential", rows, _token)


def token(connection: sqlite3.Connection, token_id: CredentialId) -> tuple[Token, str]:
    """Read a token and its hash.

    Raises:
        NotFound: there is no such token.
    """
    rows = connection.execute(
        "SELECT * FROM credential WHERE kind = 'token' AND id = ?", (token_id,)
    ).fetchall()
    for found in read(connection, "credential", rows, _token):
        return found, str(rows[0]["hash"])
    raise NotFound("token", token_id)


def revoke(connection: sqlite3.Connection, token_id: CredentialId, at: datetime) -> None:
    """Let a token end; its hash goes with it."""
    connection.execute(
        "UPDATE credential SET revoked_at = ?, hash = '' WHERE id = ?",
        (text_from_moment(at), token_id),
    )


def wrong_tries(connection: sqlite3.Connection, staff_id: StaffId) -> WrongTries | None:
    """Read how often in a row somebody's PIN was wrong; None: not at all."""
    row = connection.execute("SELECT * FROM wrong_try WHERE staff_id = ?", (staff_id,)).fetchone()
    if row is None:
        return None
    try:
        return WrongTries(count=int(row["count"]), last_at=moment(row["last_at"]))
    except UNREADABLE:  # as if there had been none; the check names the row
        return None


def put_wrong_tries(connection: sqlite3.Connection, staff_id: StaffId, tries: WrongTries) -> None:
    """Write how often in a row somebody's PIN was wrong."""
    connection.execute(
        "INSERT INTO wrong_try (staff_id, count, last_at) VALUES (?, ?, ?) ON CONFLICT (staff_id) "
        "DO UPDATE SET count = excluded.count, last_at = excluded.last_at",
        (staff_id, tries.count, tries.last_at.isoformat()),
    )


def forget_wrong_tries(connection: sqlite3.Connection, staff_id: StaffId) -> None:
    """Begin to count anew: the PIN was right, or it is another one."""
    connection.execute("DELETE FROM wrong_try WHERE staff_id = ?", (staff_id,))


def _token(row: Row) -> Token:
    return Token(
        id=CredentialId(row["id"]),
        staff_id=StaffId(row["staff_id"]),
        purpose=row["purpose"],
        made_at=moment(row["made_at"]),
        expires_at=moment(row["expires_at"]),
        revoked_at=moment_from_text(row["revoked_at"]),
    )
