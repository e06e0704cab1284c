"""Measures a backup of a made-up shop beside the plain copying of its file.

python tools/backup_speed.py [CUSTOMERS]   280000 customers make a file of about 500 MB

Copying is a copy that is flushed to the disk. The backup is told with and without the look at the
finished copy (SQLite's integrity check), which holds no snapshot and nobody up.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench.made_up_shop import make_shop
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.upkeep.backups import back_up, backup_folder
from shopcare.storage.file.backup import copy_pages
from shopcare.system.files import flush

CUSTOMERS = 280_000
ROUNDS = 3
NOW = datetime(2026, 3, 5, 20, 41, tzinfo=ZoneInfo("Asia/Shanghai"))


def seconds(work: Callable[[], object]) -> float:
    """Measure one run."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main(customers: int) -> None:
    """Make the shop, measure by turns, and print the best of each."""
    folder = Path(tempfile.mkdtemp(prefix="backup-speed-"))
    path, copy = folder / "shop.db", folder / "copy.db"
    try:
        with closing(make_shop(path, customers, NOW)) as shop:

            def plain() -> None:
                shutil.copyfile(path, copy)
                flush(copy)

            def pages() -> None:
                copy.unlink(missing_ok=True)
                copy_pages(shop.file, copy)
                flush(copy)

            def whole() -> None:
                back_up(shop, BackupReason.BY_HAND)
                shutil.rmtree(backup_folder(path))

            found = [(seconds(plain), seconds(pages), seconds(whole)) for _ in range(ROUNDS)]
        copying, paging, backing_up = (min(times) for times in zip(*found, strict=True))
        print(f"file                    {path.stat().st_size / 1e6:8.0f} MB")
        print(f"copying it              {copying:8.2f} s")
        print(f"backup, written         {paging:8.2f} s  {copying / paging:.2f} of copying's speed")
        print(f"backup, also verified   {backing_up:8.2f} s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CUSTOMERS)
