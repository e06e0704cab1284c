"""Reads every row of every table as raw bytes and says what no reader could make sense of."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from shopcare.domain.calls.callback import CallbackState, CallResult, Mood, Purpose
from shopcare.domain.cases.case import (
    CaseKind,
    Cause,
    Channel,
    Ending,
    How,
    PartsOrigin,
    Severity,
    Stage,
)
from shopcare.domain.cases.deadline import DeadlineKind
from shopcare.domain.cases.referral import ReferralKind, Responsible
from shopcare.domain.feedback.authority import Authority
from shopcare.domain.feedback.reaction import ReactionSeverity
from shopcare.domain.feedback.suggestion import SuggestionOutcome
from shopcare.domain.goods.photo import PhotoKind
from shopcare.domain.goods.repair_trip import RepairPlace
from shopcare.domain.goods.uncollected import SentBy
from shopcare.domain.payments.gift import GiftKind
from shopcare.domain.people.consent import ConsentPurpose, ConsentWay
from shopcare.domain.people.customer import BirthdayCalendar
from shopcare.domain.people.log_in import CredentialKind
from shopcare.domain.people.prescription import Distance
from shopcare.domain.people.staff import Role
from shopcare.domain.purchases.purchase import SalesChannel
from shopcare.domain.typed.phone import PhoneKind
from shopcare.storage.file.reading import UNREADABLE
from shopcare.storage.file.rows import day, hours_from_json, moment

_DERIVED: Final = ("search_", "sqlite_", "_sqlite")
"""Tables that are made from the others or belong to a library."""
_MOST: Final = 50
_KINDS: Final = {"TEXT": bytes, "INTEGER": int, "BLOB": bytes}


def unreadable_rows(file: sqlite3.Connection) -> list[str]:
    """Name each value that cannot be read: table, row and column, never the value itself."""
    names = [row[0] for row in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    before, file.text_factory = file.text_factory, bytes
    try:
        found = (
            problem
            for table in names
            if isinstance(table, str) and not table.startswith(_DERIVED)
            for problem in _unreadable_in(file, table)
        )
        return list(islice(found, _MOST))
    finally:
        file.text_factory = before


def _unreadable_in(file: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = file.execute(f'PRAGMA table_info("{table}")').fetchall()
    try:
        checks = [
            (
                row["name"].decode(),
                _KINDS[row["type"].decode()],
                not (row["notnull"] or row["pk"]),
                _reader_of(table, row["name"].decode(), row["type"].decode()),
            )
            for row in columns
        ]
    except UNREADABLE:  # what its columns are called is damaged itself
        yield table
        return
    for values in file.execute(f'SELECT * FROM "{table}"'):
        for value, (column, kind, optional, reader) in zip(values, checks, strict=True):
            if not _is_readable(value, kind, reader, optional=optional):
                yield f"{table} {_shown(values[0])}: {column}"


def _shown(key: object) -> str:
    return key.decode("utf-8", "replace")[:40] if isinstance(key, bytes) else str(key)


def _is_readable(
    value: object, kind: type, reader: Callable[[str], Any] | None, *, optional: bool
) -> bool:
    if value is None:
        return optional
    if type(value) is not kind:
        return False
    try:
        if isinstance(value, bytes) and reader is not None:
            reader(value.decode("utf-8"))
    except UNREADABLE:
        return False
    return True


def _reader_of(table: str, column: str, declared: str) -> Callable[[str], Any] | None:
    """Give what reads the texts of a column; None for numbers and pictures."""
    if declared != "TEXT":
        return None
    if (table, column) in _READERS:
        return _READERS[table, column]
    if column.endswith("_at") or (table, column) in _MOMENTS:
        return moment
    if column.endswith(("_on", "_until", "key_since")) or (table, column) in _DAYS:
        return day
    return str


_MOMENTS: Final = {
    (table, "at") for table in ("call_attempt", "audit_entry", "payment", "till_handover")
}
_DAYS: Final = {("calendar_exception", "day"), ("deadline", "shown_from")}
_READERS: Final[dict[tuple[str, str], Callable[[str], Any]]] = {
    ("customer", "call_hours"): hours_from_json,
    ("calendar_exception", "intervals"): hours_from_json,
    ("setting", "value"): json.loads,
    ("service_case", "accessories"): json.loads,
    ("service_case", "checks"): json.loads,
    ("service_case", "return_request"): json.loads,
    ("service_case", "pauses"): json.loads,
    ("case_item", "accessories"): json.loads,
    ("condition_marks", "marks"): json.loads,
    ("photo", "marks"): json.loads,
    ("photo", "kind"): PhotoKind,
    ("uncollected_notice", "how"): SentBy,
    ("repair_trip", "place"): RepairPlace,
    ("service_case", "fee_lines"): json.loads,
    ("service_case", "remake"): json.loads,
    ("calendar_year", "facts"): json.loads,
    ("policy_change", "value"): json.loads,
    ("draft", "content"): json.loads,
    ("audit_entry", "values"): json.loads,
    ("person_erasure", "locked"): json.loads,
    ("person_key", "key"): bytes.fromhex,
    ("prescription", "measured_at"): str,  # where it was done
    ("prescription", "right_eye"): json.loads,
    ("prescription", "left_eye"): json.loads,
    ("prescription", "distance"): Distance,
    ("measurement", "measured_at"): str,
    ("measurement", "values"): json.loads,
    ("gift", "kind"): GiftKind,
    ("staff", "role"): Role,
    ("credential", "kind"): CredentialKind,
    ("customer", "birthday_calendar"): BirthdayCalendar,
    ("customer", "prefers"): PhoneKind,
    ("customer_phone", "kind"): PhoneKind,
    ("consent", "purpose"): ConsentPurpose,
    ("consent", "given_how"): ConsentWay,
    ("consent", "withdrawn_how"): ConsentWay,
    ("customer_merge", "stood"): json.loads,
    ("purchase", "channel"): SalesChannel,
    ("service_case", "kind"): CaseKind,
    ("service_case", "stage"): Stage,
    ("service_case", "channel"): Channel,
    ("service_case", "severity"): Severity,
    ("service_case", "parts_origin"): PartsOrigin,
    ("service_case", "acknowledged_how"): How,
    ("service_case", "consent_how"): How,
    ("service_case", "cause"): Cause,
    ("service_case", "ending"): Ending,
    ("deadline", "kind"): DeadlineKind,
    ("referral", "kind"): ReferralKind,
    ("referral", "responsible"): Responsible,
    ("authority_complaint", "authority"): Authority,
    ("reaction", "severity"): ReactionSeverity,
    ("reaction", "symptoms"): json.loads,
    ("reaction", "advice"): json.loads,
    ("suggestion", "outcome"): SuggestionOutcome,
    ("callback", "purpose"): Purpose,
    ("callback", "state"): CallbackState,
    ("callback", "result"): CallResult,
    ("call_attempt", "result"): CallResult,
    ("call_attempt", "mood"): Mood,
}
