"""Each customer's own key, with which the audit log enciphers what it says of them (L-8)."""

import json
import os
import sqlite3
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from shopcare.storage.file.rows import id_list

_BYTES: Final = 32
_NONCE: Final = 24
_CASE: Final = "SELECT customer_id FROM service_case WHERE id = ?1"
ABOUT_PEOPLE: Final = {
    "customer": "(SELECT id FROM customer WHERE id = ?1)",
    "case": f"({_CASE})",
    "photo": "(SELECT customer_id FROM photo JOIN service_case AS own ON own.id = case_id "
    "WHERE photo.id = ?1)",
    **{
        kind: f"(SELECT customer_id FROM {kind} WHERE id = ?1)"
        for kind in (
            "callback",
            "purchase",
            "loan",
            "gift",
            "measurement",
            "prescription",
            "suggestion",
        )
    },
}
"""The kinds of subjects of entries about people, each with whom it is about."""
NOT_ABOUT_PEOPLE: Final = frozenset(
    [
        "backup",
        "calendar",
        "clock",
        "day",
        "erasure",
        "export",
        "gift_item",
        "import",
        "policy",
        "recall",
        "settings",
        "shop",
        "staff",
        "till",
    ]
)
"""Every other kind of subject; what is said of them names no customer."""


class Owner(NamedTuple):
    """Whom an entry is about."""

    customer_id: int | None
    """None: nobody."""
    key: bytes | None
    """None: nobody, or somebody who is erased."""


def before_entry(
    connection: sqlite3.Connection, kind: str, subject_id: int, case_id: int | None
) -> tuple[str | None, Owner]:
    """Give the seal of the last entry, and whom a new one is about.

    One statement for both: every save comes by here.

    Args:
        connection: in the transaction of the action.
        kind: the kind of the entry's subject.
        subject_id: which one.
        case_id: the case that it belongs to, if there is one.
    """
    if case_id is not None:
        kind, subject_id = "case", case_id
    seal, customer_id, key = connection.execute(
        _BEFORE_ENTRY.get(kind, _ABOUT_NOBODY), (subject_id,)
    ).fetchone()
    return seal, Owner(customer_id, None if key is None else bytes.fromhex(key))


def _before_entry(about: str) -> str:
    return (
        "SELECT (SELECT seal FROM audit_entry ORDER BY id DESC LIMIT 1), about, key "
        f"FROM (SELECT {about} AS about) LEFT JOIN person_key ON customer_id = about"
    )


_BEFORE_ENTRY: Final = {kind: _before_entry(about) for kind, about in ABOUT_PEOPLE.items()}
_ABOUT_NOBODY: Final = _before_entry("nullif(?1, ?1)")


def give(connection: sqlite3.Connection, customer_id: int) -> None:
    """Give a new customer a key."""
    connection.execute(
        "INSERT INTO person_key (customer_id, key) VALUES (?, ?)",
        (customer_id, os.urandom(_BYTES).hex()),
    )


def give_missing(connection: sqlite3.Connection, after_id: int = 0) -> None:
    """Give every customer a key who has none and is not erased.

    Args:
        connection: the shop file.
        after_id: only to those who were filed after this one.
    """
    rows = connection.execute(
        "SELECT id FROM customer WHERE id > ? AND id NOT IN (SELECT customer_id FROM person_key) "
        "AND id NOT IN (SELECT customer_id FROM person_erasure)",
        (after_id,),
    )
    ids = [row[0] for row in rows]
    keys, width = os.urandom(_BYTES * len(ids)).hex(), 2 * _BYTES
    given = [(one, keys[n * width : (n + 1) * width]) for n, one in enumerate(ids)]
    connection.execute(  # one statement: an import holds the file here
        "INSERT INTO person_key (customer_id, key)"
        " SELECT value ->> 0, value ->> 1 FROM json_each(?)",
        (json.dumps(given),),
    )


def of_people(connection: sqlite3.Connection, customer_ids: Iterable[int]) -> dict[int, bytes]:
    """Read the keys of some customers; who is erased has none."""
    rows = connection.execute(
        "SELECT customer_id, key FROM person_key "
        "WHERE customer_id IN (SELECT value FROM json_each(?))",
        (id_list(sorted(customer_ids)),),
    )
    return {row[0]: bytes.fromhex(row[1]) for row in rows}


def of_everybody(connection: sqlite3.Connection) -> dict[int, bytes]:
    """Read every key there is."""
    rows = connection.execute("SELECT customer_id, key FROM person_key")
    return {row[0]: bytes.fromhex(row[1]) for row in rows}


def destroy(connection: sqlite3.Connection, customer_ids: Sequence[int]) -> None:
    """Take keys away for good; nothing that was enciphered with them can be read any more."""
    connection.execute(
        "DELETE FROM person_key WHERE customer_id IN (SELECT value FROM json_each(?))",
        (id_list(customer_ids),),
    )


def print_of(key: bytes) -> str:
    """Compute by what a key is recognised that is destroyed; it says nothing of the key."""
    from hashlib import blake2b  # loads OpenSSL, which no start needs

    return blake2b(key, digest_size=16, person=b"person_key").hexdigest()


def read_ahead() -> None:
    """Load what the first save would wait for, on a thread that nobody watches."""
    import nacl.bindings  # noqa: F401


def enciphered(key: bytes, text: str) -> str:
    """Encipher what is said of a person."""
    from nacl.bindings import crypto_secretbox  # libsodium: no start needs it

    nonce = os.urandom(_NONCE)
    return b64encode(nonce + crypto_secretbox(text.encode(), nonce, key)).decode()


def deciphered(key: bytes, box: str) -> str:
    """Read what was said of a person.

    Raises:
        ValueError: it was not enciphered with this key, or is damaged.
    """
    from nacl.bindings import crypto_secretbox_open
    from nacl.exceptions import CryptoError

    raw = b64decode(box, validate=True)
    try:
        return crypto_secretbox_open(raw[_NONCE:], raw[:_NONCE], key).decode()
    except CryptoError as error:
        raise ValueError("box") from error
