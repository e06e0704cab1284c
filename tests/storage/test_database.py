"""Opening the shop file: every refusal names what it is; an older file is brought along."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from building.encryption import connect_outside
from shopcare.domain.errors import Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.storage.file import inspection
from shopcare.storage.file.backup import found_backups
from shopcare.storage.file.database import (
    APPLICATION_ID,
    create_database,
    open_database,
)
from shopcare.storage.file.rows import tables
from shopcare.storage.file.schema import migrations, schema_steps


def finish(connection: sqlite3.Connection) -> None:
    """Write what tells a shop file from one that was never finished."""
    connection.execute("INSERT INTO setting VALUES ('name', '\"明亮\"')")


@pytest.fixture
def shop_file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with closing(create_database(path)) as connection:
        finish(connection)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(Trouble) as trouble:
        open_database(path)
    assert trouble.value.values["path"] == str(path)
    return trouble.value.code


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nothing.db") == "shop_missing"
    assert code_of(tmp_path) == "shop_missing"
    assert not (tmp_path / "nothing.db").exists(), "looking makes no file"


def test_a_path_that_no_disk_can_hold(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 300)
    # of such a name Windows knows only that there is no file
    code = "shop_missing" if sys.platform == "win32" else "shop_file_cannot_open"
    assert code_of(path) == code


@pytest.mark.parametrize(
    "content", [b"no shop at all", "顾客,电话\n王小明,138".encode(), b"PK\x03\x04" * 2000, b"S"]
)
def test_another_programs_file_is_foreign_and_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    assert code_of(path) == "shop_file_foreign"
    assert path.read_bytes() == content


def test_another_sqlite_programs_file_is_foreign_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with closing(connect_outside(path)) as other:
        other.execute("CREATE TABLE photo (id INTEGER)")
    before = path.read_bytes()
    assert code_of(path) == "shop_file_foreign"
    assert path.read_bytes() == before


def test_an_empty_file_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.touch()
    assert code_of(path) == "shop_file_foreign"


def test_a_newer_file_is_not_touched(shop_file: Path) -> None:
    with closing(connect_outside(shop_file)) as other:
        other.execute("PRAGMA user_version = 999")
    assert code_of(shop_file) == "shop_file_newer"
    with closing(connect_outside(shop_file)) as other:
        assert other.execute("PRAGMA user_version").fetchone()[0] == 999


def test_a_file_that_was_never_finished_is_named(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    create_database(path).close()
    assert code_of(path) == "shop_file_unfinished"


def test_a_lost_first_page_is_damage(shop_file: Path) -> None:
    raw = shop_file.read_bytes()
    shop_file.write_bytes(b"\0" * 4096 + raw[4096:])
    assert code_of(shop_file) == "shop_file_damaged"


def test_a_header_that_names_an_unknown_format_is_damage(shop_file: Path) -> None:
    raw = bytearray(shop_file.read_bytes())
    raw[44:48] = b"\x00\x00\x00\x63"
    shop_file.write_bytes(raw)
    assert code_of(shop_file) == "shop_file_damaged"


def test_a_damaged_first_page_is_damage(shop_file: Path) -> None:
    raw = shop_file.read_bytes()
    shop_file.write_bytes(raw[:100] + b"\xff" * 3996 + raw[4096:])
    assert code_of(shop_file) == "shop_file_damaged"


def test_a_cut_off_file_is_damage(shop_file: Path) -> None:
    raw = shop_file.read_bytes()
    shop_file.write_bytes(raw[: len(raw) // 2])
    assert code_of(shop_file) == "shop_file_damaged"


def test_damage_inside_is_found_by_the_check(shop_file: Path) -> None:
    with closing(open_database(shop_file)) as connection:
        connection.executemany(
            "INSERT INTO draft VALUES (?, '1', '')", [(f"{n}" * 50,) for n in range(400)]
        )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert inspection.damage(connection) == []
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'draft'")
        page = root.fetchone()[0]
    raw = bytearray(shop_file.read_bytes())
    raw[(page - 1) * 4096 : (page - 1) * 4096 + 2048] = b"\xff" * 2048
    shop_file.write_bytes(raw)
    with closing(open_database(shop_file)) as connection:
        assert inspection.damage(connection) != []


def test_a_file_that_another_program_keeps_to_itself_is_named_soon(shop_file: Path) -> None:
    with closing(connect_outside(shop_file)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert code_of(shop_file) == "shop_file_locked"
        assert time.monotonic() - began < 10
        other.execute("ROLLBACK")
    open_database(shop_file).close()


def test_another_window_that_writes_keeps_nobody_from_opening(shop_file: Path) -> None:
    with closing(open_database(shop_file)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO draft VALUES ('x', '1', '')")
        with closing(open_database(shop_file)) as reader:
            assert reader.execute("SELECT count(*) FROM draft").fetchone()[0] == 0
        writer.execute("ROLLBACK")


def test_each_connection_waits_for_the_disk_and_keeps_references(shop_file: Path) -> None:
    with closing(open_database(shop_file)) as connection:
        values = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id")
        }
        assert values == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "application_id": APPLICATION_ID,
        }


@pytest.fixture
def old_file(tmp_path: Path) -> Iterator[Path]:
    """Make a file as the first version wrote it: only step 0001."""
    path = tmp_path / "shop.db"
    with closing(connect_outside(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations().apply(tables(connection), stop_before="0002_search")
        finish(connection)
        connection.execute("INSERT INTO draft VALUES ('intake', '{}', '2026-03-05')")
    return path


def shape(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql <> '' ORDER BY name")
    return [(row[0], row[1]) for row in rows]


def test_an_old_file_arrives_at_todays_schema_after_a_backup(
    old_file: Path, tmp_path: Path
) -> None:
    with (
        closing(open_database(old_file)) as connection,
        closing(create_database(tmp_path / "new.db")) as new,
    ):
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(schema_steps())
        assert shape(connection) == shape(new)
        assert connection.execute("SELECT form FROM draft").fetchone()[0] == "intake"
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    ((name, kept),) = found_backups(tmp_path / "backups")
    assert name.reason is BackupReason.MIGRATION
    with closing(connect_outside(kept)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
        assert copy.execute("SELECT form FROM draft").fetchone()[0] == "intake"


def test_two_windows_open_an_old_file_at_once(old_file: Path) -> None:
    troubles: list[BaseException] = []
    ready = threading.Barrier(4)

    def begin() -> None:
        ready.wait()
        try:
            open_database(old_file).close()
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    open_database(old_file).close()


def test_a_step_that_fails_leaves_the_old_file_as_it_was(old_file: Path) -> None:
    with closing(connect_outside(old_file)) as connection:
        connection.execute("CREATE TABLE search_entry (x)")  # in the way of step 0002
    before = connect_outside(old_file)
    tables = shape(before)
    with pytest.raises(sqlite3.OperationalError):
        open_database(old_file)
    assert shape(before) == tables
    assert before.execute("PRAGMA user_version").fetchone()[0] == 1
    before.close()


def test_an_old_file_with_a_reference_that_leads_nowhere_stays_as_it_was(old_file: Path) -> None:
    with closing(connect_outside(old_file)) as connection, connection:
        connection.execute(
            "INSERT INTO purchase (customer_id, sold_on, seller) VALUES (77, '2026-03-05', '')"
        )
    assert code_of(old_file) == "shop_file_damaged"
    with closing(connect_outside(old_file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
        assert "search_entry" not in dict(shape(connection))


def test_a_file_of_today_is_opened_without_loading_sqlite_utils(shop_file: Path) -> None:
    script = (
        "import sys; from pathlib import Path; "
        "from shopcare.storage.file.database import open_database; "
        "open_database(Path(sys.argv[1])).close(); "
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(shop_file)]
    assert subprocess.run(command, check=False).returncode == 0, "it costs 53 ms of each start"
