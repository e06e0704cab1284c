"""A drill: a shop file of each earlier schema is brought to today's, and that is interrupted.

At each write to the disk: the program is killed, the power is cut, or the disk says no. Every row
is there afterwards, the next start finishes what was begun, and a backup was made before.

``SHOPCARE_DRILL=long`` interrupts at every write of each schema.
"""

import os
import shutil
from collections import Counter as Counts
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from disk import FULL, IO_ERROR, OK, Disk, Op, Platter

from building.full_shop import NOW, make_full_shop
from building.older_shop import ENCIPHERED_SINCE, Rows, make_older, rows_of
from shopcare.domain.errors import Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import Backup, backup_folder, backups, check_backup
from shopcare.services.upkeep.check import check
from shopcare.storage.file.database import open_database
from shopcare.storage.file.schema import schema_steps
from shopcare.system.clock import SetClock

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
SEED = int(os.environ.get("SHOPCARE_DRILL_SEED", "13"))
TODAY = len(schema_steps())
EARLIER = range(1, TODAY)
INTERRUPTED = EARLIER if IS_LONG else (1, 10, TODAY - 1)
CUTS = 2
"""So many interruptions of each kind in the short form."""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Make a folder with a shop file of each earlier schema."""
    folders = {}
    newest = make_full_shop(tmp_path_factory.mktemp("today"))
    for version in EARLIER:
        folders[version] = folder = tmp_path_factory.mktemp(f"schema{version}") / "shop"
        shutil.copytree(newest.parent, folder)
        make_older(folder / "shop.db", version)
    return folders


def test_a_file_of_every_earlier_schema_arrives_whole(
    older: dict[int, Path], tmp_path: Path
) -> None:
    for version, folder in older.items():
        place = tmp_path / str(version)
        shutil.copytree(folder, place)
        before = rows_of(place / "shop.db")
        if version in INTERRUPTED:  # looking at everything takes longest
            _look_at_everything(place / "shop.db", version)
        else:
            open_database(place / "shop.db").close()
        _compare(before, place / "shop.db", version)
        [kept] = _made_before(place)
        assert rows_of(kept.path) == before, version
    print(f"\nmigrated: {len(older)} schemas")


def _look_at_everything(path: Path, version: int) -> None:
    """Hold a migrated file and the backup from before against what their own log says."""
    with closing(open_shop(path, clock=SetClock(NOW))) as shop:
        assert _wrong(shop) == set(), version
        shop.file.execute("BEGIN")
        shop.file.execute("UPDATE setting SET value = '\"x\"' WHERE key = 'name'")
        assert _wrong(shop) == ({"records"} if version >= ENCIPHERED_SINCE else set()), version
        shop.file.execute("ROLLBACK")
    [kept] = _made_before(path.parent)
    assert check_backup(kept.path) == [], version


def _wrong(shop: Shop) -> set[str]:
    """Name what the check finds; the search is made anew in idle moments."""
    return {one.key for one in check(shop) if not one.is_fine} - {"search"}


@pytest.mark.parametrize("version", INTERRUPTED)
def test_a_migration_may_be_interrupted_anywhere(
    older: dict[int, Path], tmp_path: Path, version: int
) -> None:
    before = rows_of(older[version] / "shop.db")
    ops = _watched(older[version], tmp_path / "whole")
    dice, counts = Random(SEED), Counts[str]()
    places = range(1, len(ops) + 1)
    for number in places if IS_LONG else sorted(dice.sample(places, CUTS)):
        for kind in ("killed", "power cut"):
            place = tmp_path / "cut"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(older[version], place)
            _write_as_far(ops[:number], place, dice if kind == "power cut" else None)
            open_database(place / "shop.db").close()
            _compare(before, place / "shop.db", version)
            counts[kind] += 1
    writes = [op for op in ops if op.what in {"write", "sync"}]
    for number in range(len(writes)) if IS_LONG else dice.sample(range(len(writes)), CUTS):
        counts[_failed(older[version], tmp_path / "failed", number, before, version)] += 1
    print(f"\nmigration from schema {version}: {dict(counts)}")
    assert counts["power cut"] >= CUTS


def _made_before(place: Path) -> list[Backup]:
    found = backups(backup_folder(place / "shop.db"))
    return [one for one in found if one.name.reason is BackupReason.MIGRATION]


def _watched(origin: Path, place: Path) -> list[Op]:
    """Migrate once; give what was written into the shop file, after the backup was made."""
    shutil.copytree(origin, place)
    disk = Disk()

    def look(op: Op) -> int:
        if op.what == "write" and op.file in {"shop.db", "shop.db-wal"}:
            assert _made_before(place)
        return OK

    disk.fails = look
    with disk.watched():
        open_database(place / "shop.db").close()
    return [op for op in disk.ops if op.file.startswith("shop.db")]


def _write_as_far(ops: list[Op], place: Path, dice: Random | None) -> None:
    """Leave what is on the disk after some writes; dice: and the power went."""
    base = {"shop.db": (place / "shop.db").read_bytes()}
    platter = Platter(base)
    for op in ops:
        platter.take(op)
    if dice is None:
        for name in {op.file for op in ops}:
            platter.take(Op("sync", name))
    files = platter.synced if dice is None else platter.after_a_cut(dice)
    for name, content in files.items():
        (place / name).write_bytes(content)


def _failed(origin: Path, place: Path, fails_at: int, before: Rows, version: int) -> str:
    """Migrate while one write fails, then once more."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(origin, place)
    disk, steps = Disk(), 0

    def fails(op: Op) -> int:
        nonlocal steps
        steps += op.what in {"write", "sync"} and op.file.startswith("shop.db")
        return (FULL, IO_ERROR)[fails_at % 2] if steps == fails_at + 1 else OK

    disk.fails = fails
    outcome = "disk says no, went on"
    with disk.watched():
        try:
            open_database(place / "shop.db").close()
        except Trouble:
            outcome = "disk says no, told"
    open_database(place / "shop.db").close()
    _compare(before, place / "shop.db", version)
    assert _made_before(place)
    return outcome


def _compare(before: Rows, path: Path, version: int) -> None:
    after = rows_of(path, before)
    wrong = [name for name in before if after[name] != before[name]]
    assert wrong == [], version
