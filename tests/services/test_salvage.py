"""What can be read of a damaged shop file goes on; the damaged file itself is never touched."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from building.counter import Counter
from building.encryption import connect_outside, encrypted
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.search.search import find
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up
from shopcare.services.upkeep.check import check
from shopcare.services.upkeep.salvage import salvage_shop
from shopcare.storage.encryption.connecting import connect, key_of
from shopcare.storage.encryption.file_keys import is_plain
from shopcare.storage.file.inspection import row_counts
from shopcare.system.files import replace

PEOPLE = 120


@pytest.fixture
def filled(counter: Counter) -> Counter:
    for number in range(PEOPLE):
        counter.person(f"王{number:03d}{'长' * 60}")
    counter.case(counter.person("李雷"))
    counter.shop.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    counter.shop.close()
    return counter


def pages_of(path: Path, table: str) -> list[int]:
    """Find the leaves of a table by what stands in them; of an encrypted file some, by trial."""
    if not is_plain(path):
        return [
            page for page in range(2, path.stat().st_size // 4096) if is_part(path, table, page)
        ]
    with closing(connect_outside(path)) as file:
        size = file.execute("PRAGMA page_size").fetchone()[0]
        root = file.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        ).fetchone()[0]
    content = path.read_bytes()
    page = content[(root - 1) * size : root * size]
    assert page[0] == 5, "the table has several leaves"
    cells = int.from_bytes(page[3:5], "big")
    places = [int.from_bytes(page[12 + 2 * n : 14 + 2 * n], "big") for n in range(cells)]
    return [int.from_bytes(page[place : place + 4], "big") for place in places]


def is_part(path: Path, table: str, page: int) -> bool:
    """Say whether a table cannot be read to its end, while its root can, without a page."""
    copy, key = path.with_name("trial.db"), key_of(path)
    copy.write_bytes(path.read_bytes())
    damage_page(copy, page)
    rows = 0
    try:
        with closing(connect(copy, key)) as file:
            for _row in file.execute(f"SELECT * FROM {table}"):
                rows += 1
    except sqlite3.DatabaseError:
        return rows > 0
    finally:
        copy.unlink()
    return False


def damage_page(path: Path, page: int, size: int = 4096) -> None:
    with path.open("r+b") as raw:
        raw.seek((page - 1) * size)
        raw.write(random.Random(page).randbytes(size))


def test_rows_around_a_lost_page_go_on_and_are_found(filled: Counter) -> None:
    path = filled.shop.path
    leaves = pages_of(path, "customer")
    damage_page(path, leaves[len(leaves) // 2])
    evidence = path.read_bytes()
    done = salvage_shop(path, clock=filled.clock)
    assert done.damaged is not None
    assert done.damaged.read_bytes() == evidence
    people = done.tables["customer"]
    assert not people.is_whole
    assert PEOPLE * 0.6 < people.taken < PEOPLE + 1
    with closing(open_shop(path, clock=filled.clock)) as shop:
        assert [hit.name for hit in find(shop, "李雷", limit=5)] == ["李雷"]
        assert "file" not in {one.key for one in check(shop) if not one.is_fine}
        assert names(shop)[0].startswith("王000")
        with shop.begin("note", "note"):
            pass
    assert sorted(one.name for one in path.parent.glob("backups/*")) == []


def names(shop: Shop) -> list[str]:
    return [row["name"] for row in shop.file.execute("SELECT name FROM customer ORDER BY id")]


def as_a_cut_leaves_it(counter: Counter, folder: Path) -> Path:
    """Copy an open shop file with its log, which closing it would take away."""
    folder.mkdir()
    for file in counter.shop.path.parent.iterdir():
        if file.is_file() and not file.name.endswith("-shm"):
            shutil.copy(file, folder)
    assert (folder / "shop.db-wal").stat().st_size
    return folder / "shop.db"


def test_a_sound_file_is_taken_over_whole_with_what_its_log_holds(
    counter: Counter, tmp_path: Path
) -> None:
    counter.case(counter.person("王"))
    rows = counter.shop.file.execute("SELECT count(*) FROM audit_entry").fetchone()[0]
    path = as_a_cut_leaves_it(counter, tmp_path / "cut")
    done = salvage_shop(path, clock=counter.clock)
    assert done.is_whole
    assert done.tables["audit_entry"].taken == rows
    with closing(open_shop(path, clock=counter.clock)) as shop:
        assert [one.problems for one in check(shop) if not one.is_fine] == []


def test_where_another_program_holds_the_file_it_keeps_its_log(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.case(counter.person("王"))
    path = as_a_cut_leaves_it(counter, tmp_path / "cut")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    def replace_unless_held(file: Path, place: Path) -> None:
        if place == path:
            raise PermissionError(13, "in use")
        replace(file, place)

    monkeypatch.setattr("shopcare.storage.recovery.restoring.replace", replace_unless_held)
    with pytest.raises(Trouble, match="folder_not_writable"):
        salvage_shop(path, clock=counter.clock)
    assert {file.name: file.read_bytes() for file in path.parent.glob("shop*")} == before


@pytest.mark.parametrize("content", [b"", b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 9000])
def test_where_nothing_can_be_read_the_file_stays(counter: Counter, content: bytes) -> None:
    path = counter.shop.path
    counter.shop.close()
    path.write_bytes(content)
    with pytest.raises(Refusal, match="nothing_readable"):
        salvage_shop(path, clock=counter.clock)
    assert path.read_bytes() == content
    assert sorted(one.name for one in path.parent.glob("backups/*")) == []


@pytest.mark.parametrize("way", ["plain", "encrypted"])
def test_a_lost_schema_is_lent_by_the_newest_backup_and_no_row_is(
    counter: Counter, way: str
) -> None:
    path = counter.shop.path
    for number in range(30):
        counter.person(f"王{number:03d}{'长' * 60}")
    counter.shop.close()
    if way == "encrypted":
        encrypted(path, counter.clock)
    with closing(open_shop(path, clock=counter.clock)) as shop:
        back_up(shop, BackupReason.BY_HAND)
        since = Counter(shop, counter.clock)
        for number in range(60):
            since.person(f"李{number:03d}{'长' * 60}")
        held = row_counts(shop.file)
        shop.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damage_page(path, 1)
    done = salvage_shop(path, clock=counter.clock)
    assert {name: table.taken for name, table in done.tables.items()} == {
        name: held[name] for name in done.tables
    }
    assert done.is_whole
    with closing(open_shop(path, clock=counter.clock)) as shop:
        assert [one.key for one in check(shop) if not one.is_fine] == []
