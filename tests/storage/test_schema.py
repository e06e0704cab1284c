"""What the file itself refuses, whoever writes to it."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopcare.storage.file.database import create_database

CASE = (
    "INSERT INTO service_case (number, kind, stage, customer_id, channel, service, category, "
    "product, spec, lot, fault, wishes, accessories, condition, goods_kept, severity, insistent, "
    "received_at, received_by, parts, parts_origin, checks, resolution, last_step_at) VALUES "
    "(:number, :kind, :stage, 1, 'shop', '', '', '', '', '', :fault, '', :accessories, '', 0, "
    "'normal', 0, '2026-03-05T10:00:00+08:00', 1, '', 'none', '[]', '', "
    "'2026-03-05T10:00:00+08:00')"
)
GOOD = {
    "number": "26-00001-1", "kind": "repair", "stage": "received", "fault": "松",
    "accessories": "[]",
}  # fmt: skip
CALL = (
    "INSERT INTO callback (customer_id, purpose, clause, rule, basis_at, rule_on, due_on, "
    "opens_on, closes_on, provisional, by_hand, state, attempts, needs_decision, settled_at, "
    "result, planned_at) VALUES (1, 'complaint', 'C-2', '', '', '', :due, :opens, :closes, 0, 0, "
    ":state, 0, 0, :settled_at, :result, '2026-03-05T10:00:00+08:00')"
)
OPEN = {
    "due": "2026-03-05", "opens": "2026-03-05", "closes": "2026-03-05", "state": "open",
    "settled_at": None, "result": None,
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = create_database(tmp_path / "shop.db")
    connection.execute("INSERT INTO staff VALUES (1, 'DZ', '店长', 'manager', 1, 1, 0)")
    connection.execute(
        "INSERT INTO customer (id, name, address, birthday_leap, key_account, call_hours, "
        "no_calls, remark) VALUES (1, '王', '', 0, 0, '[]', 0, '')"
    )
    connection.execute(
        "INSERT INTO purchase (id, customer_id, receipt_number, sold_on, handed_over_on, seller) "
        "VALUES (1, 1, NULL, '2026-03-05', NULL, '')"
    )
    connection.execute(CASE, GOOD)
    connection.execute(CALL, OPEN)
    yield connection
    connection.close()


@pytest.mark.parametrize("stage", ["in_work", "checked", "ready"])
@pytest.mark.parametrize("checked_at", ["2026-03-05T10:00:00+08:00", None])
def test_work_without_consent_is_refused_even_by_hand_g5(
    file: sqlite3.Connection, stage: str, checked_at: str | None
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        file.execute("UPDATE service_case SET stage = ?, checked_at = ?", (stage, checked_at))


@pytest.mark.parametrize("stage", ["checked", "ready"])
def test_ready_without_a_check_is_refused_even_by_hand_g7(
    file: sqlite3.Connection, stage: str
) -> None:
    file.execute("UPDATE service_case SET consent_at = '2026-03-05T10:00:00+08:00'")
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        file.execute("UPDATE service_case SET stage = ?", (stage,))
    file.execute("UPDATE service_case SET stage = ?, checked_at = consent_at", (stage,))


@pytest.mark.parametrize(
    "change",
    [
        {"accessories": "not json"},
        {"number": "26-00001-1"},
    ],
)
def test_a_case_that_cannot_be_is_refused(file: sqlite3.Connection, change: dict[str, str]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        file.execute(CASE, GOOD | {"number": "26-00002-2"} | change)


NEW_VALUES = {
    "role": "UPDATE staff SET role = 'new'",
    "birthday calendar": "UPDATE customer SET birthday_calendar = 'new', birthday_month = 1, "
    "birthday_day = 1",
    "preferred phone": "UPDATE customer SET prefers = 'new'",
    "kind of phone": "INSERT INTO customer_phone (customer_id, position, kind, digits) "
    "VALUES (1, 0, 'new', '13800000000')",
    "kind of sale": "INSERT INTO purchase_line VALUES (1, 1, 0, '', 'x', '', '', 1000, '', 0, "
    "'new', 0, NULL)",
    "kind of case": "UPDATE service_case SET kind = 'new'",
    "stage": "UPDATE service_case SET stage = 'new'",
    "stage of an agreed case": "UPDATE service_case SET stage = 'new', consent_at = received_at",
    "channel": "UPDATE service_case SET channel = 'new'",
    "severity": "UPDATE service_case SET severity = 'new'",
    "origin of parts": "UPDATE service_case SET parts_origin = 'new'",
    "cause": "UPDATE service_case SET cause = 'new'",
    "way of telling": "UPDATE service_case SET acknowledged_how = 'new', consent_how = 'new'",
    "kind of deadline": "INSERT INTO deadline VALUES (1, 1, 'new', '', '', '', '', '', 0, 0, "
    "NULL, 0, NULL, 0)",
    "purpose": "UPDATE callback SET purpose = 'new'",
    "state of a call": "UPDATE callback SET state = 'new'",
    "state of a settled call": "UPDATE callback SET state = 'new', settled_at = '', result = ''",
    "result of a call": "UPDATE callback SET state = 'done', settled_at = '', result = 'new'",
    "result of a try": "INSERT INTO call_attempt VALUES (1, 1, '', 1, '', 'new', 5, NULL, '')",
    "mood": "INSERT INTO call_attempt VALUES (1, 1, '', 1, '', 'reached', 5, 'new', '')",
    "action": "INSERT INTO audit_entry VALUES (1, '', 1, 0, 'new', 'new', 1, 1, '{}', 'x', NULL)",
    "kind that is searched": "INSERT INTO search_entry VALUES (1, 'new', 1)",
}


@pytest.mark.parametrize("choice", NEW_VALUES)
def test_a_new_value_of_a_choice_needs_no_other_schema(
    file: sqlite3.Connection, choice: str
) -> None:
    file.execute(NEW_VALUES[choice])


def test_the_schema_holds_no_list_of_values(file: sqlite3.Connection) -> None:
    text = r"'[^']*'"
    a_list = re.compile(rf"{text}\s*,\s*{text}|=\s*{text}\s+OR\s+\w+\s*=\s*{text}")
    found = {
        row["name"]: a_list.findall(row["sql"])
        for row in file.execute("SELECT name, sql FROM sqlite_schema WHERE type <> 'trigger'")
        if row["sql"] and a_list.search(row["sql"])
    }
    assert found == {}


@pytest.mark.parametrize(
    "change",
    [
        {"due": "2026-03-04"},
        {"opens": "2026-03-06"},
        {"closes": "2026-03-04"},
        {"state": "done"},
        {"settled_at": "2026-03-05T10:00:00+08:00", "result": "reached"},
        {"state": "done", "result": "reached"},
    ],
)
def test_a_call_that_cannot_be_is_refused(file: sqlite3.Connection, change: dict[str, str]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        file.execute(CALL, OPEN | change)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE customer SET key_account = 'yes'",
        "UPDATE service_case SET fee_fen = 12.5",
        "UPDATE service_case SET fee_fen = -1",
        "UPDATE service_case SET fee_taken_fen = 'zwölf'",
        "INSERT INTO purchase_line VALUES (1, 99, 0, '', 'x', '', '', 1000, '', 0, '', 0, NULL)",
        "INSERT INTO call_attempt VALUES (1, 1, '', 1, '', 'reached', 6, NULL, '')",
        "UPDATE callback SET customer_id = 99",
        "DELETE FROM customer",
        "INSERT INTO staff VALUES (2, 'dz', '另一位', 'clerk', 0, 1, 0)",
        "INSERT INTO setting VALUES ('name', 'not json')",
    ],
)
def test_the_file_keeps_types_and_references(file: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        file.execute(statement)


def test_the_audit_log_and_the_tries_are_append_only_g14(file: sqlite3.Connection) -> None:
    file.execute(
        "INSERT INTO audit_entry VALUES (1, '', 1, 0, 'case.open', 'case', 1, 1, '{}', 'x', NULL)"
    )
    file.execute("INSERT INTO call_attempt VALUES (1, 1, '', 1, '', 'reached', 5, NULL, '')")
    for statement in (
        "UPDATE audit_entry SET action = 'nothing'",
        "DELETE FROM audit_entry",
        "UPDATE call_attempt SET result = 'busy'",
        "DELETE FROM call_attempt",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=r"append-only|never (changed|deleted)"):
            file.execute(statement)
