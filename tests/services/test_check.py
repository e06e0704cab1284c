"""Whether everything is in order, and what to do where it is not."""

from contextlib import closing

import pytest

from building.counter import Counter
from building.encryption import ALL_ENCRYPTED, connect_outside
from building.records import READY
from shopcare.domain.errors import Trouble
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.check import check, contents


def wrong(counter: Counter) -> dict[str, tuple[str, ...]]:
    return {found.key: found.problems for found in check(counter.shop) if not found.is_fine}


def test_a_sound_shop_has_nothing_wrong(counter: Counter) -> None:
    counter.move(counter.case(counter.person()), *READY)
    assert wrong(counter) == {}
    assert contents(counter.shop)["service_case"] == 1
    assert [found.key for found in check(counter.shop)] == [
        "file",
        "schema",
        "references",
        "audit",
        "entries",
        "last_entry",
        "records",
        "search",
        "fonts",
        "languages",
    ]


def test_a_reference_that_leads_nowhere_is_named(counter: Counter) -> None:
    wang = counter.person()
    with closing(connect_outside(counter.shop.path)) as outside:
        outside.execute("DELETE FROM customer WHERE id = ?", (wang.id,))
        outside.execute(
            "INSERT INTO purchase (customer_id, sold_on, seller) VALUES (77, '2026-03-05', '')"
        )
        outside.commit()
    found = wrong(counter)
    assert list(found) == ["references", "records"]
    assert {"customer 1", "purchase 1"} <= set(found["records"])


def test_a_changed_audit_log_is_named_by_its_entry_g14(counter: Counter) -> None:
    counter.person("王")
    counter.person("李")
    with closing(connect_outside(counter.shop.path)) as outside:
        outside.execute("DROP TRIGGER audit_entry_is_never_changed")
        outside.execute("UPDATE audit_entry SET staff_id = 2 WHERE id = 3")
        outside.commit()
    assert wrong(counter) == {
        "schema": ("audit_entry_is_never_changed",),
        "audit": ("audit_entry 3",),
    }


def test_what_the_schema_lacks_or_has_beside_is_named(counter: Counter) -> None:
    with closing(connect_outside(counter.shop.path)) as outside:
        outside.execute("DROP INDEX customer_name")
        outside.execute("CREATE TABLE snapshot (id INTEGER)")
        outside.commit()
    assert wrong(counter) == {"schema": ("customer_name", "snapshot")}


def test_a_damaged_file_is_said_without_reading_through_it(counter: Counter) -> None:
    for number in range(60):
        counter.person(f"顾客{number}", remark="注" * 500)
    counter.shop.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = counter.shop.path
    root = counter.shop.file.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'audit_entry'"
    ).fetchone()[0]
    counter.shop.close()
    raw = bytearray(path.read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    path.write_bytes(raw)
    if ALL_ENCRYPTED:  # SQLCipher reads nothing more of a file after a page that was changed
        with pytest.raises(Trouble, match="shop_file_damaged"):
            open_shop(path, clock=counter.clock)
        return
    damaged = Counter(open_shop(path, clock=counter.clock), counter.clock)
    assert list(wrong(damaged)) == ["file"]
    damaged.shop.close()
