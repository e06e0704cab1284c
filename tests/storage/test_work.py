"""One action, one transaction, one sealed audit entry: all of it or nothing."""

import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.ids import StaffId
from shopcare.domain.people.customer import CustomerDraft
from shopcare.storage import customers
from shopcare.storage.file import audit, inspection
from shopcare.storage.file.database import create_database, open_database
from shopcare.storage.file.work import Step, Work, unrecorded
from shopcare.storage.shop import drafts

AT = datetime(2026, 3, 5, 2, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = create_database(tmp_path / "shop.db")
    connection.execute("INSERT INTO staff VALUES (1, 'DZ', '店长', 'manager', 1, 1, 0)")
    connection.execute("INSERT INTO setting VALUES ('name', '\"明亮\"')")
    yield connection
    connection.close()


def begin(file: sqlite3.Connection, action: str, kind: str) -> AbstractContextManager[Step]:
    work = Work(file, Path("shop.db"))
    return work.begin(action, kind, AT, staff_id=StaffId(1), by_script=False)


def add(file: sqlite3.Connection, name: str) -> None:
    with begin(file, "customer.add", "customer") as step:
        step.subject_id = customers.add(file, CustomerDraft(name=name), None)
        step.values = {"name": name}


def counts(file: sqlite3.Connection) -> tuple[int, int]:
    found = inspection.row_counts(file)
    return found["customer"], found["audit_entry"]


def test_an_action_is_saved_with_its_entry_g14(file: sqlite3.Connection) -> None:
    add(file, "王小明")
    assert counts(file) == (1, 1)
    entry = audit.last_of(file, "customer.add", 1)
    assert entry is not None
    assert entry.said() == {"name": "王小明"}


@pytest.mark.parametrize("error", [Refusal("no"), ValueError("ours"), KeyboardInterrupt()])
def test_a_failed_action_leaves_the_file_as_it_was(
    file: sqlite3.Connection, error: BaseException
) -> None:
    with (
        pytest.raises(type(error)),
        begin(file, "customer.add", "customer"),
    ):
        customers.add(file, CustomerDraft(name="王小明"), None)
        raise error
    assert counts(file) == (0, 0)
    assert not file.in_transaction
    add(file, "张丽")
    assert counts(file) == (1, 1)


def test_an_entry_that_cannot_be_written_takes_the_action_back(file: sqlite3.Connection) -> None:
    with (
        pytest.raises(sqlite3.IntegrityError),
        begin(file, "case.open", "case") as step,
    ):
        customers.add(file, CustomerDraft(name="王小明"), None)
        step.case_id = 99
    assert counts(file) == (0, 0)


def test_half_a_character_in_a_files_name_is_kept_as_it_is(file: sqlite3.Connection) -> None:
    name = b"\xb9\xcb\xbf\xcd.csv".decode("utf-8", "surrogateescape")  # a GBK name on Linux
    with begin(file, "export", "export") as step:
        step.values = {"file": name}
    entry = audit.last_of(file, "export", 0)
    assert entry is not None
    assert entry.said() == {"file": name}
    assert list(audit.broken_seals(file)) == []


def test_a_full_disk_is_trouble_and_nothing_is_saved(file: sqlite3.Connection) -> None:
    add(file, "王小明")
    pages = file.execute("PRAGMA page_count").fetchone()[0]
    file.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble, match="disk_full"):
        for number in range(200):
            add(file, f"顾客{number}" * 40)
    added, entries = counts(file)
    assert added == entries
    assert inspection.damage(file) == []


def test_a_save_waits_for_another_one_and_begins_when_it_is_done(
    file: sqlite3.Connection, tmp_path: Path
) -> None:
    with closing(open_database(tmp_path / "shop.db")) as other:
        file.execute("BEGIN IMMEDIATE")
        done = threading.Timer(0.1, file.execute, ("COMMIT",))
        done.start()
        with unrecorded(other):
            done.join()
            drafts.keep(other, "intake", "王", AT)
    assert drafts.kept(file, "intake") == "王"


def test_a_save_gives_up_on_a_file_that_somebody_keeps(
    file: sqlite3.Connection, tmp_path: Path
) -> None:
    with closing(open_database(tmp_path / "shop.db")) as other:
        other.wait_seconds = 0.05
        file.execute("BEGIN IMMEDIATE")
        work = Work(other, Path("shop.db"))
        with (
            pytest.raises(Trouble, match="shop_file_locked"),
            work.begin("customer.add", "customer", AT, staff_id=StaffId(1), by_script=False),
        ):
            pass
        file.execute("ROLLBACK")


def test_a_read_only_file_is_trouble(file: sqlite3.Connection) -> None:
    file.execute("PRAGMA query_only = 1")
    with pytest.raises(Trouble, match="shop_file_read_only"):
        add(file, "王小明")


def test_a_changed_or_cut_log_is_noticed_g14(file: sqlite3.Connection) -> None:
    for name in ("王", "李", "张", "赵"):
        add(file, name)
    assert list(audit.broken_seals(file)) == []
    file.execute("DROP TRIGGER audit_entry_is_never_changed")
    file.execute("DROP TRIGGER audit_entry_is_never_deleted")
    before = file.execute('SELECT "values" FROM audit_entry WHERE id = 2').fetchone()[0]
    file.execute("""UPDATE audit_entry SET "values" = '{"name":"谁"}' WHERE id = 2""")
    assert list(audit.broken_seals(file)) == [2]
    file.execute('UPDATE audit_entry SET "values" = ? WHERE id = 2', (before,))
    assert list(audit.broken_seals(file)) == []
    file.execute("SAVEPOINT cut")
    file.execute("DELETE FROM audit_entry WHERE id = 3")
    assert list(audit.broken_seals(file)) == [4]
    file.execute("ROLLBACK TO cut")
    file.execute("DELETE FROM audit_entry WHERE id > 2")
    assert list(audit.broken_seals(file)) == [3, 4], "cut off at the end"


def test_what_a_form_holds_is_kept_as_typed(file: sqlite3.Connection) -> None:
    content = {"fault": "镜腿\ud83d 松\x00 <b>'\"", "fee": None, "ticks": ["盒", "布"]}
    drafts.keep(file, "intake", {"old": True}, AT)
    drafts.keep(file, "intake", content, AT)
    assert drafts.kept(file, "intake") == content
    assert drafts.kept(file, "other") is None
    drafts.forget(file, "intake")
    assert drafts.kept(file, "intake") is None


WRITER = textwrap.dedent(
    """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from shopcare.domain.people.customer import CustomerDraft
    from shopcare.domain.ids import StaffId
    from shopcare.domain.typed.phone import phone_from_text
    from shopcare.storage import customers
    from shopcare.storage.file.database import open_database
    from shopcare.storage.file.work import Work

    path = Path(sys.argv[1])
    file = open_database(path)
    work = Work(file, path)
    acting = {"staff_id": StaffId(1), "by_script": True}
    phone = phone_from_text("13800138000")
    print("begun", flush=True)
    while True:
        with work.begin("customer.add", "customer", datetime.now(UTC), **acting) as step:
            draft = CustomerDraft(name="王小明" * 20, phones=(phone,), remark="注" * 3000)
            step.subject_id = customers.add(file, draft, None)
        print(step.subject_id, flush=True)
    """
)


def test_a_process_killed_while_it_writes_leaves_whole_records_only(
    file: sqlite3.Connection, tmp_path: Path
) -> None:
    path = tmp_path / "shop.db"
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    told = 0
    for after in (1, 7, 20, 33, 50):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            lines = iter(writer.stdout.readline, "")
            assert next(lines) == "begun\n"
            for _ in range(after):
                told = int(next(lines))
            writer.kill()
            rest = [line for line in lines if line.endswith("\n")]
            told = int(rest[-1]) if rest else told
        with closing(open_database(path)) as opened:
            assert inspection.damage(opened) == []
            assert list(audit.broken_seals(opened)) == []
            people, entries = counts(opened)
            assert people == entries
            assert people >= told, "what was said to be saved is there"
            phones = opened.execute("SELECT count(*) FROM customer_phone").fetchone()[0]
            assert phones == people
