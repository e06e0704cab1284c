"""What the search index really holds, to be compared with the records."""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from shopcare.domain.search.search_text import Kind

_TABLES: Final = {
    Kind.CUSTOMER: "SELECT id FROM customer WHERE erased_on IS NULL "
    "AND id NOT IN (SELECT merged_id FROM customer_merge)",
    # newer ones are looked through until an idle moment
    Kind.CASE: "SELECT id FROM service_case WHERE id <= (SELECT case_id FROM search_cases_until)",
    Kind.PURCHASE: "SELECT purchase.id FROM purchase JOIN customer ON customer.id = customer_id "
    "WHERE erased_on IS NULL",
}
"""The records that can be searched, by kind."""


class Filed(NamedTuple):
    """A record's place in the index."""

    seq: int
    kind: Kind
    record_id: int


def not_filed(connection: sqlite3.Connection) -> Iterator[str]:
    """Name the records that the index has no place for."""
    for kind, records in _TABLES.items():
        rows = connection.execute(
            f"SELECT id FROM ({records}) WHERE id NOT IN "
            "(SELECT record_id FROM search_entry WHERE kind = ? AND record_id >= 0)",
            (kind.value,),
        )
        yield from (f"{kind.value} {row[0]}" for row in rows)


def filed(connection: sqlite3.Connection) -> list[Filed]:
    """List every record's place."""
    kinds = {kind.value: kind for kind in Kind}
    rows = connection.execute("SELECT seq, kind, record_id FROM search_entry WHERE record_id >= 0")
    return [Filed(seq, kinds[kind], record_id) for seq, kind, record_id in rows if kind in kinds]


def digests(connection: sqlite3.Connection) -> dict[int, int]:
    """Give by place a digest of the tokens that the index holds for it.

    Goes through the whole index. The digests are good in this process only, see ``digest_of``.
    """
    # the list of terms is a view of the index, in the connection's own temporary schema
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_term USING fts5vocab (main, search_text, instance)"
    )
    try:
        found: dict[int, int] = {}
        for term, seq in connection.execute("SELECT term, doc FROM search_term"):
            found[seq] = found.get(seq, 0) ^ hash(term)
        return found
    finally:
        connection.execute("DROP TABLE temp.search_term")


def digest_of(kind: Kind, tokens: str) -> int:
    """Give the digest of the tokens that a record ought to be found by."""
    digest = 0
    for token in {f"@{kind.value}", *tokens.split()}:
        digest ^= hash(token)
    return digest
