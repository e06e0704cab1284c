"""A drill: the power is cut while cases, calls and lists are saved, at any write to the disk.

What was not synced by then is dropped, torn or reordered. Everything that was said to be saved is
there afterwards, nothing is there by half, and the file opens.

``SHOPCARE_DRILL=long`` cuts 5,000 times.
"""

import os
import shutil
from collections import Counter as Counts
from contextlib import closing
from pathlib import Path
from random import Random

from disk import Disk, Op, Platter

from building.counter import Counter
from building.records import READY
from building.shops import NOW, make_shop
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up
from shopcare.services.upkeep.upkeep import keep_in_order
from shopcare.storage.checks import trail_check
from shopcare.storage.file import audit, inspection
from shopcare.storage.file.database import checkpoint
from shopcare.storage.file.note import LastEntry
from shopcare.system.clock import SetClock

CUTS = 5_000 if os.environ.get("SHOPCARE_DRILL") == "long" else 30
ROUNDS = 6
SEED = int(os.environ.get("SHOPCARE_DRILL_SEED", "13"))


def test_a_power_cut_loses_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    clock = SetClock(NOW)
    folder = tmp_path / "shop"
    folder.mkdir()
    make_shop(folder, clock).close()
    disk, base = Disk(), _files(folder)
    notes: dict[str, bytes] = {"0": (folder / "shop.last").read_bytes()}
    with disk.watched(), closing(open_shop(folder / "shop.db", clock=clock)) as shop:
        for number in range(ROUNDS):
            for _action in _actions(shop, number, tmp_path):
                last = audit.last_entry(shop.file)
                disk.mark(f"{last.id} {last.seal}")
                notes[str(last.id)] = (folder / "shop.last").read_bytes()
                clock.advance(minutes=1)
    counts = _cut(disk.ops, base, notes, folder, tmp_path / "found", clock)
    print(f"\npower cuts: {dict(counts)}")
    assert counts["cuts"] == CUTS
    assert counts["whole"] == CUTS


def _actions(shop: Shop, number: int, folder: Path):
    """Do what is done at a counter, one thing after the other."""
    counter = Counter(shop, shop.clock)
    person = counter.person(f"王{number}")
    yield "person"
    case = counter.case(person)
    yield "case"
    counter.move(case, *READY)
    yield "moved"
    table = folder / f"{number}.csv"
    rows = "".join(f"李{number}{row},139{number}{row:07d}\n" for row in range(40))
    table.write_text(f"姓名,电话\n{rows}", "utf-8")
    import_customers(shop, table)
    yield "import"
    back_up(shop, BackupReason.BY_HAND)
    if number % 2:
        checkpoint(shop.file)
    keep_in_order(shop, lambda: False)
    yield "upkeep"


def _cut(
    ops: list[Op], base: dict[str, bytes], notes: dict[str, bytes], origin: Path, found: Path,
    clock: SetClock,
) -> Counts[str]:  # fmt: skip
    ops = [op for op in ops if op.what == "mark" or op.file.startswith("shop.db")]
    dice = Random(SEED)
    places = Counts(dice.randrange(len(ops)) for _ in range(CUTS))
    counts: Counts[str] = Counts()
    platter, said = Platter(base), ""
    clock.advance(days=1)
    for place, op in enumerate(ops):
        for _ in range(places[place]):
            counts["cuts"] += 1
            counts[f"in {op.what}"] += 1
            files = platter.after_a_cut(dice)
            files["shop.last"] = _note(notes, said, dice)
            counts["whole"] += _is_whole(files, said, origin, found, clock)
        platter.take(op)
        said = op.file if op.what == "mark" else said
    return counts


def _note(notes: dict[str, bytes], said: str, dice: Random) -> bytearray:
    """Give the note as any write of it, or half of it, may have left it."""
    last = int(said.partition(" ")[0] or 0)
    written = [content for entry, content in notes.items() if int(entry) <= last]
    content = dice.choice(written)
    return bytearray(content[: dice.randrange(len(content))] if dice.random() < 0.1 else content)


def _is_whole(
    files: dict[str, bytearray], said: str, origin: Path, found: Path, clock: SetClock
) -> bool:
    shutil.rmtree(found, ignore_errors=True)
    found.mkdir()
    for name, content in files.items():
        if name.startswith("shop."):
            (found / name).write_bytes(content)
    shutil.copy(origin / "shop.key", found)
    entry, _, seal = said.partition(" ")
    with closing(open_shop(found / "shop.db", clock=clock)) as shop:
        assert inspection.damage(shop.file) == []
        assert list(audit.broken_seals(shop.file)) == []
        if entry:
            assert audit.has_entry(shop.file, LastEntry(int(entry), seal)), said
        assert shop.lost is None
        assert trail_check.changed_rows(shop.file) == []
        with shop.begin("note", "note"):
            pass
    return True


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name == "shop.db"}
