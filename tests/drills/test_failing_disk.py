"""A drill: the disk says no at each single step of a save, a backup, a migration, a restore.

Full, an I/O error, no handle left: each time with its own message, nothing lost, nothing by half.

``SHOPCARE_DRILL=long`` tries every step.
"""

import os
import shutil
from collections import Counter as Counts
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from disk import CANNOT_OPEN, FULL, IO_ERROR, OK, Disk, Op

from building.counter import Counter
from building.older_shop import make_older
from building.shops import NOW, make_shop
from shopcare.domain.errors import Refusal, Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.language.catalog import catalog
from shopcare.language.sentences import error_text
from shopcare.services.setup.first_start import new_shop
from shopcare.services.shop import open_shop
from shopcare.services.upkeep.backups import back_up, backup_folder, backups, check_backup
from shopcare.services.upkeep.restore import restore
from shopcare.services.upkeep.salvage import salvage_shop
from shopcare.storage.checks import trail_check
from shopcare.storage.file import audit, inspection
from shopcare.storage.file.schema import schema_steps
from shopcare.system.clock import SetClock

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
SHORT = 3
"""So many steps of each piece of work and kind of failure in the short form."""
FAILURES = {
    "disk full": ({"write"}, FULL),
    "I/O error": ({"write", "sync", "truncate"}, IO_ERROR),
    "no handle": ({"open"}, CANNOT_OPEN),
}
CLOCK = SetClock(NOW)


def make_another(path: Path) -> None:
    """Make a new shop beside; only a whole one may appear, see ``_look``."""
    new_shop(path.with_name("other") / "shop.db", trade="optical", name="新店", language="zh_CN",
             manager_initials="DZ", manager_name="店长").close()  # fmt: skip


def save(path: Path) -> None:
    with closing(open_shop(path, clock=CLOCK)) as shop:
        counter = Counter(shop, CLOCK)
        counter.case(counter.person("李"))


def make_backup(path: Path) -> None:
    with closing(open_shop(path, clock=CLOCK)) as shop:
        back_up(shop, BackupReason.BY_HAND)


def migrate(path: Path) -> None:
    open_shop(path, clock=CLOCK).close()


def put_back(path: Path) -> None:
    restore(path, backups(backup_folder(path))[-1].path, clock=CLOCK)


def rescue(path: Path) -> None:
    salvage_shop(path, clock=CLOCK)


WORK: dict[str, Callable[[Path], None]] = {
    "save": save, "backup": make_backup, "migration": migrate, "restore": put_back,
    "salvage": rescue, "new shop": make_another,
}  # fmt: skip


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a shop with a backup, after which somebody was put on file."""
    folder = tmp_path_factory.mktemp("sound")
    with closing(make_shop(folder, CLOCK)) as shop:
        counter = Counter(shop, CLOCK)
        counter.case(counter.person("王"))
        CLOCK.advance(minutes=1)
        back_up(shop, BackupReason.DAY_CLOSE)
        CLOCK.advance(minutes=1)
        counter.person("张")
    return folder


@pytest.mark.parametrize("work", WORK)
def test_each_step_may_fail(sound: Path, tmp_path: Path, work: str) -> None:
    counts: Counts[str] = Counts()
    for kind, (whats, number) in FAILURES.items():
        total = _run(sound, tmp_path, work, whats, OK, -1)[0]
        steps = range(total) if IS_LONG else range(0, total, max(1, total // SHORT))
        for step in steps:
            met, trouble = _run(sound, tmp_path, work, whats, number, step)
            counts[kind] += 1
            counts["told" if trouble else "went on"] += 1
            _look(tmp_path / "shop", f"{work}, {kind}, step {step} of {met}")
    print(f"\nfailing disk, {work}: {dict(counts)}")
    assert counts["told"] > 0


def _run(
    sound: Path, folder: Path, work: str, whats: set[str], number: int, fails_at: int
) -> tuple[int, Trouble | Refusal | None]:
    """Carry a piece of work out while one step fails; give the number of steps."""
    place = folder / "shop"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(sound, place)
    if work == "migration":  # from each earlier schema by turns
        make_older(place / "shop.db", max(fails_at, 0) % (len(schema_steps()) - 1) + 1)
    steps = 0

    def fails(op: Op) -> int:
        nonlocal steps
        if op.what not in whats:
            return OK
        steps += 1
        return number if steps == fails_at + 1 else OK

    disk = Disk()
    disk.fails = fails
    CLOCK.advance(seconds=1)
    with disk.watched():
        try:
            WORK[work](place / "shop.db")
        except (Trouble, Refusal) as trouble:
            assert error_text(catalog("zh_CN"), trouble)
            return steps, trouble
    return steps, None


def _look(folder: Path, where: str) -> None:
    """Nothing is lost or there by half, and every backup of that name is sound."""
    path = folder / "shop.db"
    with closing(open_shop(path, clock=CLOCK)) as shop:
        assert inspection.damage(shop.file) == [], where
        assert list(audit.broken_seals(shop.file)) == [], where
        assert shop.lost is None, where
        assert trail_check.changed_rows(shop.file) == [], where
        names = {row["name"] for row in shop.file.execute("SELECT name FROM customer")}
        assert names in ({"王", "张"}, {"王", "张", "李"}, {"王"}), where
        assert names != {"王"} or any(
            one.name.reason is BackupReason.RESTORE for one in backups(backup_folder(path))
        ), where
        with shop.begin("note", "note"):
            pass
    for one in backups(backup_folder(path)):
        assert check_backup(one.path) == [], where
    if (other := folder / "other" / "shop.db").exists():
        with closing(open_shop(other, clock=CLOCK)) as made:
            assert inspection.damage(made.file) == [], where


def test_a_backup_from_before_a_migration_can_be_restored(sound: Path, tmp_path: Path) -> None:
    place = tmp_path / "shop"
    shutil.copytree(sound, place)
    path = place / "shop.db"
    make_older(path, len(schema_steps()) - 1)
    migrate(path)
    before = next(
        one for one in backups(backup_folder(path)) if one.name.reason is BackupReason.MIGRATION
    )
    save(path)
    CLOCK.advance(seconds=1)
    restore(path, before.path, clock=CLOCK)
    _look(place, "restored")
