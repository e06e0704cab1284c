"""A drill: bits of the shop file, its log and its backups turn over, or their end is missing.

Each time the damage is told, or it hit nothing: no crash, no wrong data and no loss in silence.

``SHOPCARE_DRILL=long`` damages 2,000 files.
"""

import os
import shutil
import sqlite3
from collections import Counter as Counts
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from building.counter import Counter
from building.records import READY
from building.shops import NOW, make_shop
from shopcare.domain.errors import Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up, backup_folder, backups, check_backup
from shopcare.services.upkeep.check import check
from shopcare.system.clock import SetClock

FILES = 2_000 if os.environ.get("SHOPCARE_DRILL") == "long" else 12
SEED = int(os.environ.get("SHOPCARE_DRILL_SEED", "13"))
CLOCK = SetClock(NOW)
SHOP, LOG, BACKUP = "shop.db", "shop.db-wal", "backup"
TOLD = {"hit nothing", "found by check", "told at the start", "refused"}
Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a shop with a backup; its last entries stand in its log only."""
    folder = tmp_path_factory.mktemp("sound")
    shop = make_shop(folder, CLOCK)
    counter = Counter(shop, CLOCK)
    for number in range(6):
        counter.move(counter.case(counter.person(f"王{number}")), *READY)
    back_up(shop, BackupReason.DAY_CLOSE)
    shop.file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    counter.move(counter.case(counter.person("李")), *READY)
    copy = tmp_path_factory.mktemp("copy") / "shop"
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm"))
    shop.close()
    return copy


def test_no_damage_is_silent(sound: Path, tmp_path: Path) -> None:
    dice = Random(SEED)
    counts: Counts[str] = Counts()
    place = tmp_path / "shop"
    whole = _copy(sound, place)
    with closing(open_shop(whole, clock=CLOCK)) as shop:
        expected = _dump(shop.file)
    kept = _dump_of(backups(backup_folder(whole))[0].path)
    silent: list[str] = []
    for number in range(FILES):
        path = _copy(sound, place)
        kind = (SHOP, SHOP, LOG, BACKUP)[number % 4]
        backup = backups(backup_folder(path))[0].path
        target = backup if kind == BACKUP else place / kind
        how = _damage(target, dice)
        outcome = _backup_outcome(target, kept) if kind == BACKUP else _outcome(path, expected)
        counts[f"{kind}: {outcome}"] += 1
        if outcome not in TOLD:
            silent.append(f"{number}: {kind} {how} {outcome}")
    print(f"\ndamaged files: {dict(counts)} {silent}")
    assert silent == []


def _copy(sound: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(sound, place)
    return place / SHOP


def _damage(path: Path, dice: Random) -> str:
    content = bytearray(path.read_bytes())
    if dice.random() < 0.2:
        cut = dice.randrange(len(content))
        path.write_bytes(content[:cut])
        return f"cut at {cut}"
    places = [dice.randrange(len(content)) for _ in range(dice.choice((1, 1, 2, 8)))]
    for at in places:
        content[at] ^= 1 << dice.randrange(8)
    path.write_bytes(content)
    return f"flipped at {places}"


def _outcome(path: Path, expected: Dump) -> str:
    """Say how damage to the shop file came out; a backup is on offer whatever happened."""
    assert backups(backup_folder(path))
    try:
        with closing(open_shop(path, clock=CLOCK)) as shop:
            if shop.lost is not None:
                return "told at the start"
            found = _found_by_check(shop)
            if found:
                return "found by check"
            return _difference(_dump(shop.file), expected)
    except Trouble:
        return "refused"


def _backup_outcome(path: Path, kept: Dump) -> str:
    try:
        if check_backup(path):
            return "found by check"
    except Trouble:
        return "refused"
    return _difference(_dump_of(path), kept)


def _difference(found: Dump, expected: Dump) -> str:
    """Name the tables that hold something else, though nobody was told."""
    wrong = [name for name in expected if found.get(name) != expected[name]]
    return f"silent: {wrong}" if wrong else "hit nothing"


def _found_by_check(shop: Shop) -> list[str]:
    return [one.key for one in check(shop) if not one.is_fine]


def _dump_of(path: Path) -> Dump:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as file:
        return _dump(file)


def _dump(file: sqlite3.Connection) -> Dump:
    """Read every fact; the search index is made from them and can be made again."""
    file.row_factory, file.text_factory = None, bytes
    names = file.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search*' "
        "AND name NOT GLOB '_sqlite*'"
    ).fetchall()
    return {
        name.decode(): file.execute(f'SELECT * FROM "{name.decode()}"').fetchall()
        for (name,) in names
    }
