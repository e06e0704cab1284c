"""Measures a backup of a made-up shop beside the plain copying of its file, and saves meanwhile.

python tools/backup_speed.py [CUSTOMERS]   450000 customers make a file of about 500 MB

Copying is a copy that is flushed to the disk. The backup is told with and without the look at the
finished copy (SQLite's integrity check), which holds no snapshot and nobody up. While it runs, a
customer is saved about ten times a second. Then the same with an encrypted shop.
"""

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

from bench.made_up_shop import make_shop
from shopcare.domain.people.customer import CustomerDraft
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.people import customers
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up, backup_folder
from shopcare.services.upkeep.encrypting import allowed, turn_on
from shopcare.storage.encryption.connecting import key_of
from shopcare.storage.file.backup import copy_pages
from shopcare.system.clock import SetClock
from shopcare.system.files import flush

CUSTOMERS = 450_000
ROUNDS = 3
PAUSE_SECONDS = 0.1
PASSPHRASE = "four words of a shop"
NOW = datetime(2026, 3, 5, 20, 41, tzinfo=ZoneInfo("Asia/Shanghai"))
CLOCK = SetClock(NOW)


def seconds(work: Callable[[], object]) -> float:
    """Measure one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(size: int) -> None:
    """Make the shop, measure it plain, then encrypted."""
    folder = Path(tempfile.mkdtemp(prefix="backup-speed-"))
    path = folder / "shop.db"
    try:
        make_shop(path, size, NOW).close()
        print(f"file {path.stat().st_size / 1e6:.0f} MB")
        measure(path, "plain")
        with closing(open_shop(path, clock=CLOCK)) as shop:
            by = allowed(shop)
        turn_on(path, (PASSPHRASE, PASSPHRASE), by)
        measure(path, "encrypted")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(path: Path, what: str) -> None:
    """Measure by turns, and print the best of each and the slowest save."""
    copy = path.with_name("copy.db")
    with closing(open_shop(path, clock=CLOCK)) as shop:

        def plain() -> None:
            shutil.copyfile(path, copy)
            flush(copy)

        def pages() -> None:
            copy.unlink(missing_ok=True)
            copy_pages(shop.file, copy, key_of(path))
            flush(copy)

        def whole() -> None:
            back_up(shop, BackupReason.BY_HAND)
            shutil.rmtree(backup_folder(path))

        alone = saves_during(path, lambda: time.sleep(5))
        found, meanwhile = [], []
        for _ in range(ROUNDS):
            times = seconds(plain), seconds(pages)
            began = time.perf_counter()
            meanwhile += saves_during(path, whole)
            found.append((*times, time.perf_counter() - began))
            ratio = times[0] / times[1]
            print(f"{what}: " + " ".join(f"{t:.2f} s" for t in found[-1]) + f" {ratio:.2f}")
    copying, paging, backing_up = (min(times) for times in zip(*found, strict=True))
    print(f"{what}: copying the file       {copying:8.2f} s")
    print(f"{what}: backup, written        {paging:8.2f} s  {copying / paging:.2f} of its speed")
    print(f"{what}: backup, also verified  {backing_up:8.2f} s")
    print(f"{what}: a save meanwhile       {told(meanwhile)}; alone {told(alone)}")


def saves_during(path: Path, work: Callable[[], object]) -> list[float]:
    """Do something and save a customer again and again meanwhile; give how long each save took."""
    times: list[float] = []
    done = threading.Event()

    def save(shop: Shop) -> None:
        customers.add_customer(shop, CustomerDraft(name="王小明"))

    def keep_saving() -> None:
        with closing(open_shop(path, clock=CLOCK)) as shop:
            while not done.wait(PAUSE_SECONDS):
                times.append(seconds(lambda: save(shop)))

    saving = threading.Thread(target=keep_saving)
    saving.start()
    try:
        work()
    finally:
        done.set()
        saving.join()
    return times


def told(times: list[float]) -> str:
    """Say how many there were, the usual one and the slowest."""
    worst = max(times) * 1000
    return f"{len(times)}, usually {median(times) * 1000:.0f} ms, at most {worst:.0f} ms"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CUSTOMERS)
