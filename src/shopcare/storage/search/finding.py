"""Finds records in the search index as somebody types, the newest first."""

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shopcare.domain.ids import CaseId
from shopcare.domain.search.search_query import Word, query_from_text
from shopcare.domain.search.search_text import Kind
from shopcare.storage.search.index import waiting_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that was found."""

    kind: Kind
    record_id: int


def find(
    connection: sqlite3.Connection,
    text: str,
    limit: int,
    kinds: Collection[Kind] | None = None,
) -> list[Hit]:
    """Find records: the whole number first, then last digits, then anything; newest first.

    Args:
        connection: the shop file.
        text: as typed, pasted or scanned.
        limit: the most hits to give.
        kinds: only these; None: every kind.
    """
    query = query_from_text(text)
    waiting = waiting_cases(connection) if kinds is None or Kind.CASE in kinds else []
    hits: dict[Hit, None] = {}
    for words in query.tiers:
        if len(hits) < limit:
            hits.update(_newest(connection, words, kinds, limit, waiting))
    if query.fallback and not hits:
        hits = _newest(connection, query.fallback, kinds, limit, waiting)
    return list(hits)[:limit]


def _newest(
    connection: sqlite3.Connection,
    words: Sequence[Word],
    kinds: Collection[Kind] | None,
    limit: int,
    waiting: Sequence[tuple[CaseId, str]],
) -> dict[Hit, None]:
    found = [
        Hit(kind=Kind.CASE, record_id=case_id)
        for case_id, tokens in waiting
        if _answers(set(tokens.split()), words)
    ]
    # CROSS JOIN keeps FTS5 outside: it walks backwards from the newest row and stops at the limit.
    rows = connection.execute(
        "SELECT kind, record_id FROM search_text CROSS JOIN search_entry"
        " ON seq = search_text.rowid AND record_id >= 0 WHERE search_text MATCH ?"
        " ORDER BY search_text.rowid DESC LIMIT ?",
        (_expression(words, kinds), limit),
    )
    found += (Hit(kind=Kind(kind), record_id=record_id) for kind, record_id in rows)
    return dict.fromkeys(found)


def _answers(tokens: set[str], words: Sequence[Word]) -> bool:
    """Say whether a record's tokens answer every word in one of its ways, as FTS5 judges it."""
    return all(any(tokens.issuperset(way) for way in word) for word in words)


def _expression(words: Sequence[Word], kinds: Collection[Kind] | None) -> str:
    asked = (
        [tuple((token,) for token in dict.fromkeys(f"@{kind}" for kind in kinds))] if kinds else []
    )
    return " AND ".join(_one_of(word) for word in (*words, *asked))


def _one_of(word: Word) -> str:
    return "(" + " OR ".join(f"({' AND '.join(map(_quoted, tokens))})" for tokens in word) + ")"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
