"""How long it takes to bring a list of customers in, beside csv and executemany alone."""

import csv
import time
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Final

from bench import bulk
from bench.figures import Figure
from bench.made_up_shop import people
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.setup.new_shop import create_shop
from shopcare.services.setup.settings import first_manager
from shopcare.system.clock import SetClock

ROWS: Final = 100_000
_HEADINGS: Final = ("会员号", "姓名", "手机", "地址", "备注")


def measure(folder: Path, rows: int, now: datetime) -> list[Figure]:
    """Bring made-up customers in from a CSV file, search keys included.

    Args:
        folder: where files may be made.
        rows: how many customers.
        now: the made-up present.
    """
    file = folder / "customers.csv"
    _write(file, rows)
    floors = [_floor(folder, file) for _ in range(2)]
    settings = ShopSettings(name="Bench", trade="optical")
    shop = create_shop(
        folder / "import.db", settings, [first_manager("DZ", "店长")], clock=SetClock(now)
    )
    began = time.perf_counter()
    report = import_customers(shop, file)
    value = time.perf_counter() - began
    shop.close()
    floors += [_floor(folder, file) for _ in range(3)]  # a PC is not as fast all the time
    if report.added != rows:
        raise ValueError(report)
    name = f"import of {rows:,} customers from CSV"
    return [Figure(name=name, value=value, unit="s", floor=median(floors), goal=20.0)]


def _floor(folder: Path, file: Path) -> float:
    began = time.perf_counter()
    with file.open(encoding="utf-8-sig", newline="") as opened:
        bulk.raw_import(folder / "floor.db", csv.reader(opened))
    return time.perf_counter() - began


def _write(file: Path, rows: int) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(_HEADINGS)
        for person in people(rows):
            digits = person.phones[0].digits
            writer.writerow((person.number, person.name, digits, "文昌路 88 号", ""))
