"""What the search index really holds, to be compared with the records."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from shopcare.domain.search.search_text import Kind
from shopcare.storage.file.rows import id_list

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
    """List every record's place, the oldest first."""
    kinds = {kind.value: kind for kind in Kind}
    rows = connection.execute(
        "SELECT seq, kind, record_id FROM search_entry WHERE record_id >= 0 ORDER BY seq"
    )
    return [Filed(seq, kinds[kind], record_id) for seq, kind, record_id in rows if kind in kinds]


def tokens_of(connection: sqlite3.Connection, seqs: Sequence[int]) -> dict[int, set[str]]:
    """Give by place the tokens that the index holds for it; goes through the whole index."""
    # the list of terms is a view of the index, in the connection's own temporary schema
    connection.execute(
        "CREATE VIRTUAL TABLE temp.search_term USING fts5vocab (main, search_text, instance)"
    )
    try:
        rows = connection.execute(
            "SELECT doc, group_concat(term, ' ') FROM search_term "
            "WHERE doc IN (SELECT value FROM json_each(?)) GROUP BY doc",
            (id_list(seqs),),
        )
        return {seq: set(terms.split(" ")) for seq, terms in rows}
    finally:
        connection.execute("DROP TABLE temp.search_term")


def wanted_tokens(kind: Kind, tokens: str) -> set[str]:
    """Give the tokens that a record ought to be found by."""
    return {f"@{kind.value}", *tokens.split()}
