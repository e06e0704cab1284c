"""Takes everything about some people out of the tables; figures and numbers of cases stay (L-8)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from shopcare.storage import imports
from shopcare.storage.file import person_keys
from shopcare.storage.file.rows import id_list

_PEOPLE: Final = "(SELECT value FROM json_each(:people))"
_CASES: Final = f"(SELECT id FROM service_case WHERE customer_id IN {_PEOPLE})"
_CALLS: Final = f"(SELECT id FROM callback WHERE customer_id IN {_PEOPLE})"
_OF_PEOPLE: Final = f"customer_id IN {_PEOPLE}"
_OF_CASES: Final = f"case_id IN {_CASES}"


def _unnamed(column: str) -> str:
    """Empty what names goods where it names the person as well."""
    return (
        f"{column} = iif(EXISTS (SELECT 1 FROM json_each(:words) "
        f"WHERE instr({column}, value)), '…', {column})"
    )


_VOIDED: Final = "void_reason = iif(void_reason IS NULL, NULL, '')"

DELETED: Final[Mapping[str, str]] = {
    "customer_phone": _OF_PEOPLE,
    "prescription": _OF_PEOPLE,
    "measurement": _OF_PEOPLE,
    "consent": _OF_PEOPLE,
    "loan": _OF_PEOPLE,
    "condition_marks": _OF_CASES,
    "photo_picture": f"photo_id IN (SELECT id FROM photo WHERE {_OF_CASES})",
    "photo": _OF_CASES,
    "customer_merge": f"kept_id IN {_PEOPLE} OR merged_id IN {_PEOPLE}",
    "customer_apart": f"first_id IN {_PEOPLE} OR second_id IN {_PEOPLE}",
}
"""Tables of which nothing about them stays."""
CLEARED: Final[Mapping[str, tuple[str, str]]] = {
    "customer": (
        f"id IN {_PEOPLE}",
        "number = NULL, name = :name, address = '', birthday_calendar = NULL, "
        "birthday_month = NULL, birthday_day = NULL, birthday_leap = 0, birthday_year = NULL, "
        "key_account = 0, key_since = NULL, prefers = NULL, call_hours = '[]', no_calls = 1, "
        "remark = '', erased_on = :on",
    ),
    "purchase": (_OF_PEOPLE, f"receipt_number = NULL, {_VOIDED}"),
    "purchase_line": (
        f"purchase_id IN (SELECT id FROM purchase WHERE {_OF_PEOPLE})",
        f"spec = '', lot = '', {_unnamed('product')}",
    ),
    "gift": (_OF_PEOPLE, f"why = '', {_unnamed('what')}, {_VOIDED}"),
    "callback": (
        _OF_PEOPLE,
        f"reason = '', {_VOIDED}, state = iif(state = 'open', 'dropped', state)",
    ),
    "call_attempt": (f"callback_id IN {_CALLS}", "phone = '', note = ''"),
    "service_case": (
        _OF_PEOPLE,
        "spec = '', lot = '', fault = '', wishes = '', accessories = '[]', condition = '', "
        "work = iif(work IS NULL, NULL, ''), parts = '', resolution = '', invoice = NULL, "
        f"{_VOIDED}, {_unnamed('product')}, remake = NULL, "
        "return_request = json_replace(return_request, '$.fault_proof', '', "
        "'$.inspection.finding', '', '$.review.reason', '', '$.review.new_goods', '') || '', "
        "fee_lines = (SELECT json_group_array(json_set(value, '$[2]', '')) "
        "FROM json_each(fee_lines)) || ''",  # text again: SQLite would digest it as JSON
    ),
    "case_item": (_OF_CASES, "what = '', accessories = '[]', condition = ''"),
    "referral": (_OF_CASES, "question = '…', answer = ''"),
    "authority_complaint": (_OF_CASES, "number = '', reply = ''"),
    "reaction": (_OF_CASES, "symptoms = '[]', course = '', doctor = '', advice = '[]'"),
    "suggestion": (
        f"{_OF_PEOPLE} OR {_OF_CASES}",
        f"what = '…', measure = '', result = '', {_VOIDED}",
    ),
    "recall": (_OF_CASES, _unnamed("reason")),
    "repair_trip": (_OF_CASES, "sent_number = '', received_number = ''"),
    "part_release": (_OF_CASES, "note = ''"),
    "payment": (_OF_CASES, "reason = ''"),
}
"""Tables whose rows go on counting, each with whose rows and what is taken out of them."""
WITHOUT_PEOPLE: Final = frozenset(
    [
        "setting",
        "staff",
        "staff_absence",
        "staff_training",
        "policy_change",
        "calendar_year",
        "calendar_notice",
        "calendar_exception",
        "case_sequence",
        "gift_item",
        "till_handover",
        "deadline",
        "recall_call",
        "call_attempt_undone",
        "uncollected_notice",
        "import_choice",
        "person_erasure",
        "unwiped",
        "credential",
        "wrong_try",
    ]
)
"""Tables that say nothing of a customer but for ids, days and figures."""
BY_HAND: Final = frozenset({"audit_entry", "person_key", "draft", "import_run"})
"""Tables that are looked after in other ways: their keys are destroyed, their texts searched."""


def known_words(connection: sqlite3.Connection, people: Sequence[int]) -> frozenset[str]:
    """Collect by what some people could be recognised in texts that belong to no record."""
    rows = connection.execute(
        f"SELECT name, number, address FROM customer WHERE id IN {_PEOPLE} "
        f"UNION ALL SELECT digits, NULL, NULL FROM customer_phone WHERE {_OF_PEOPLE} "
        f"UNION ALL SELECT number, NULL, NULL FROM customer_merge WHERE kept_id IN {_PEOPLE}",
        {"people": id_list(people)},
    )
    return frozenset(word for row in rows for word in row if word and len(word) > 1)


def is_named(connection: sqlite3.Connection, people: Sequence[int], text: str) -> bool:
    """Say whether a text names one of some people."""
    return _names(text, known_words(connection, people))


def counts(connection: sqlite3.Connection, people: Sequence[int]) -> dict[str, int]:
    """Count by table the rows that go, or that are emptied of what says something of a person."""
    values = {"people": id_list(people)}
    wheres = {**DELETED, **{table: where for table, (where, _) in CLEARED.items()}}
    found = {
        table: connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values)
        for table, where in wheres.items()
    }
    return {table: n for table, rows in found.items() if (n := rows.fetchone()[0])}


def erase(connection: sqlite3.Connection, people: Sequence[int], name: str, on: str) -> None:
    """Take everything out, inside a running action; ``erasures.wipe`` then clears the disk.

    Args:
        connection: the shop file.
        people: the records of one person, merged ones included.
        name: what stands in the place of the name from now on.
        on: the day.
    """
    words = known_words(connection, people)
    values = {"people": id_list(people), "name": name, "on": on, "words": json.dumps(list(words))}
    _clear_drafts(connection, values, words)
    _clear_imports(connection, people, words)
    person_keys.destroy(connection, people)
    for table, where in DELETED.items():
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)
    for table, (where, columns) in CLEARED.items():
        connection.execute(f"UPDATE {table} SET {columns} WHERE {where}", values)
    connection.execute(
        "UPDATE search_entry SET record_id = -seq WHERE (kind = 'customer' AND record_id IN "
        f"{_PEOPLE}) OR (kind = 'purchase' AND record_id IN "
        f"(SELECT id FROM purchase WHERE {_OF_PEOPLE}))",
        values,
    )


_DRAFTS_ABOUT: Final = {
    "customers": _PEOPLE,
    "case_steps": _CASES,
    "calls": _CALLS,
    "registers": f"(SELECT id FROM suggestion WHERE {_OF_PEOPLE} OR {_OF_CASES})",
}
"""The half-typed forms of a page, and whose they are."""


def _clear_drafts(
    connection: sqlite3.Connection, values: Mapping[str, object], words: frozenset[str]
) -> None:
    for form, content in connection.execute("SELECT form, content FROM draft").fetchall():
        kept = json.loads(content)
        about = _DRAFTS_ABOUT.get(form)
        ids = (
            {row[0] for row in connection.execute(f"SELECT * FROM {about}", values)}
            if about
            else set()
        )
        if isinstance(kept, list):
            rest = [one for one in kept if one.get("id") not in ids and not _names(one, words)]
        else:
            rest = [] if _names(kept, words) else kept
        if not rest:
            connection.execute("DELETE FROM draft WHERE form = ?", (form,))
        elif rest != kept:
            row = (json.dumps(rest), form)
            connection.execute("UPDATE draft SET content = ? WHERE form = ?", row)


def _clear_imports(
    connection: sqlite3.Connection, people: Iterable[int], words: frozenset[str]
) -> None:
    """Take out of kept reports what stood before of these people, and lines that name them."""
    runs = connection.execute("SELECT id, file, report, changed FROM import_run").fetchall()
    gone = {str(one) for one in people}
    for run_id, file, report_text, changed_text in runs:
        report, changed = json.loads(report_text), json.loads(changed_text)
        stood = changed.get("customers", {})
        changed["customers"] = {key: row for key, row in stood.items() if key not in gone}
        changed |= imports.salt()
        lines = report.get("rows_not_taken", [])
        report["rows_not_taken"] = [
            {**line, "values": {}} if _names(line, words) else line for line in lines
        ]
        connection.execute(
            "UPDATE import_run SET file = ?, report = ?, changed = ? WHERE id = ?",
            (
                "" if _names(file, words) else file,
                json.dumps(report, ensure_ascii=False),
                json.dumps(changed, ensure_ascii=False),
                run_id,
            ),
        )


def _names(value: Any, words: frozenset[str]) -> bool:
    """Say whether a text anywhere in a value names somebody."""
    if isinstance(value, str):
        return any(word in value for word in words)
    if isinstance(value, Mapping):
        return any(_names(one, words) for pair in value.items() for one in pair)
    return isinstance(value, list | tuple) and any(_names(one, words) for one in value)
