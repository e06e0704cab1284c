"""What a failing disk or a foreign program did to the shop file is named, and the rest is shown."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from building.counter import Counter
from building.encryption import connect_outside
from building.records import READY
from shopcare.domain.errors import Refusal
from shopcare.domain.shop.audit import FIRST_SEAL, seal
from shopcare.services.calls.today import panel
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.clock_guard import damaged, lost_entries
from shopcare.storage import callbacks, customers
from shopcare.storage.encryption.connecting import row_class
from shopcare.storage.file import audit
from shopcare.storage.file.audit import entry_from_row


def wrong(shop: Shop) -> dict[str, tuple[str, ...]]:
    return {found.key: found.problems for found in check(shop) if not found.is_fine}


def outside(shop: Shop, *statements: str) -> None:
    with closing(connect_outside(shop.path)) as file:
        file.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            file.execute(statement)


def test_a_name_that_is_no_utf8_is_shown_and_found(counter: Counter) -> None:
    wang = counter.person("王秀兰")
    outside(
        counter.shop, f"UPDATE customer SET name = CAST(X'E78BFF' AS TEXT) WHERE id = {wang.id}"
    )
    assert "\N{REPLACEMENT CHARACTER}" in customers.get(counter.shop.file, wang.id).name
    assert wrong(counter.shop)["entries"] == (f"customer {wang.id}: name",)


def test_a_day_that_never_was_hides_no_other_call(counter: Counter) -> None:
    counter.move(counter.case(counter.person("王")), *READY)
    counter.move(counter.case(counter.person("李")), *READY)
    before = list(callbacks.all_waiting(counter.shop.file))
    assert len(before) >= 2
    lost = before[0]
    outside(counter.shop, f"UPDATE callback SET rule_on = '2''26-11-25' WHERE id = {lost.id}")
    assert [call.id for call in callbacks.all_waiting(counter.shop.file)] == [
        call.id for call in before[1:]
    ]
    assert [one.values for one in damaged(counter.shop)] == [{"what": "callback", "key": lost.id}]
    with pytest.raises(Refusal, match="entry_damaged"):
        callbacks.get(counter.shop.file, lost.id)
    assert wrong(counter.shop)["entries"] == (f"callback {lost.id}: rule_on",)


def test_a_lost_customer_hides_no_call_of_others(counter: Counter) -> None:
    lost, kept = counter.person("王"), counter.person("李")
    for person in (lost, kept):
        counter.move(counter.case(person), *READY)
    outside(counter.shop, f"DELETE FROM customer WHERE id = {lost.id}")
    shown = customers.by_id(counter.shop.file, [lost.id, kept.id])
    assert [shown[lost.id].name, shown[kept.id].name] == ["\N{REPLACEMENT CHARACTER}", "李"]
    panel(counter.shop)


def test_a_damaged_customer_is_not_written_over(counter: Counter) -> None:
    wang = counter.person("王")
    outside(counter.shop, f"UPDATE customer SET prefers = 'x' WHERE id = {wang.id}")
    shown = customers.get(counter.shop.file, wang.id)
    assert shown.name == "王"
    with pytest.raises(Refusal, match="entry_damaged"):
        customers.change(counter.shop.file, wang.id, shown, None)


def test_a_lost_log_is_told_at_the_next_start(counter: Counter) -> None:
    counter.person("王")
    counter.shop.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    held = (counter.shop.path).read_bytes()
    counter.person("李")
    counter.person("张")
    last = audit.last_entry(counter.shop.file).id
    counter.shop.close()
    path = counter.shop.path
    path.write_bytes(held)  # what the file holds where its log is gone
    shop = open_shop(path, clock=counter.clock)
    told = lost_entries(shop)
    assert told is not None
    assert told.values == {"last": last}
    assert wrong(shop)["last_entry"] == (f"audit_entry {last}",)
    with shop.begin("note", "note"):
        pass
    assert lost_entries(shop) is None
    assert wrong(shop)["last_entry"] == (f"shop.last.lost-{last}",)
    shop.close()


def test_a_note_that_lags_behind_is_no_loss(counter: Counter) -> None:
    counter.person("王")
    note = counter.shop.path.with_name("shop.last")
    lagging = note.read_bytes()
    counter.person("李")
    note.write_bytes(lagging)  # a power cut after the commit
    with closing(open_shop(counter.shop.path, clock=counter.clock)) as again:
        assert lost_entries(again) is None
        assert wrong(again) == {}


def cut_tail(file: sqlite3.Connection) -> None:
    last = file.execute("SELECT max(id) FROM audit_entry").fetchone()[0]
    file.execute("DELETE FROM audit_entry WHERE id = ?", (last,))
    file.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit_entry'", (last - 1,))


def compute_chain_anew(file: sqlite3.Connection) -> None:

    file.execute("UPDATE audit_entry SET action = 'case.forged' WHERE id = 1")
    file.row_factory = row_class(file)
    previous = FIRST_SEAL
    for row in file.execute("SELECT * FROM audit_entry ORDER BY id").fetchall():
        previous = seal(previous, entry_from_row(row))
        file.execute("UPDATE audit_entry SET seal = ? WHERE id = ?", (previous, row["id"]))


@pytest.mark.parametrize("tamper", [cut_tail, compute_chain_anew])
def test_a_log_made_consistent_again_is_found(
    counter: Counter, tamper: Callable[[sqlite3.Connection], None]
) -> None:
    counter.person("王")
    counter.person("李")
    with closing(connect_outside(counter.shop.path)) as file:
        triggers = file.execute(
            "SELECT name, sql FROM sqlite_schema "
            "WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
        ).fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        tamper(file)
        for _, sql in triggers:
            file.execute(sql)
    assert "last_entry" in wrong(counter.shop)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE service_case SET fault = '另一个'",
        "UPDATE service_case SET stage = 'closed'",
        "UPDATE deadline SET due_at = '2030-01-01T00:00:00+08:00'",
        "INSERT INTO customer_phone (customer_id, position, kind, digits) "
        "VALUES (1, 7, 'mobile', '13900000000')",
        "UPDATE customer SET remark = 'x'",
        "UPDATE setting SET value = '\"x\"' WHERE key = 'name'",
        "INSERT INTO staff (initials, name, role, knowledgeable, active) "
        "VALUES ('X', 'X', 'manager', 1, 1)",
        "DELETE FROM callback",
    ],
)
def test_a_record_changed_behind_the_logs_back_is_found(counter: Counter, statement: str) -> None:
    counter.move(counter.case(counter.person()), *READY)
    assert wrong(counter.shop) == {}
    outside(counter.shop, statement)
    found = wrong(counter.shop)
    table = re.search(r"(?:UPDATE|INTO|FROM) (\w+)", statement)
    assert table is not None
    assert any(name.startswith(f"{table[1]} ") for name in found["records"])


def test_a_forged_note_is_found(counter: Counter) -> None:
    counter.person("王")
    note = counter.shop.path.with_name("shop.last")
    number, own, sealed = note.read_text("ascii").split()
    note.write_text(f"{int(number) - 1:020d} {own} {sealed}\n")
    assert "last_entry" in wrong(counter.shop)


def test_a_note_that_fits_a_shortened_log_but_not_the_key_is_found(counter: Counter) -> None:
    counter.person("王")
    before = audit.last_entry(counter.shop.file)
    counter.person("李")
    note = counter.shop.path.with_name("shop.last")
    *_, sealed = note.read_text("ascii").split()
    note.write_text(f"{before.id:020d} {before.seal} {sealed}\n")
    assert "last_entry" in wrong(counter.shop)
