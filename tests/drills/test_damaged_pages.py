"""A drill: every column of every table is damaged, and every page of the window still stands.

``SHOPCARE_DRILL=columns`` damages every column in one way, ``long`` in every way;
``SHOPCARE_DRILL_TABLE`` names the one table that is damaged then.
"""

import gc
import os
import shutil
import sqlite3
import sys
import threading
import traceback
from collections import Counter as Counts
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from damage import SPOILS, columns, spoil
from monkey import FakeDialogs
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from building.full_shop import make_full_shop
from shopcare.app.window import Counter, dress
from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import SHOP_FILE

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
EVERY = 1 if os.environ.get("SHOPCARE_DRILL") else 40
"""In the short form, every so many columns are damaged, each in another way."""
TABLE = os.environ.get("SHOPCARE_DRILL_TABLE", "")
NOW = datetime.fromisoformat("2026-12-04T10:30:00+08:00")
RECORDS = (("customer", 1), ("purchase", 1), ("case", 1), ("case", 2), ("callback", 1))
"""What is opened in its card: the first rows are the damaged ones."""
OF_OTHER_TABLES = {
    "case": "SELECT case_id FROM repair_trip UNION SELECT case_id FROM photo "
    "UNION SELECT case_id FROM authority_complaint UNION SELECT case_id FROM reaction",
    "customer": "SELECT kept_id FROM customer_merge UNION SELECT first_id FROM customer_apart "
    "UNION SELECT customer_id FROM person_erasure UNION SELECT customer_id FROM measurement",
}
"""The records whose cards show the first rows of other tables."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_full_shop(tmp_path_factory.mktemp("sound")).parent


@pytest.fixture(scope="module")
def records(sound: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(sound / SHOP_FILE)) as file:
        others = [
            (kind, row[0]) for kind, sql in OF_OTHER_TABLES.items() for row in file.execute(sql)
        ]
    return [*RECORDS, *others]


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take every exception that nobody caught, on any thread."""
    met: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *e: met.append(_told(*e)))
    monkeypatch.setattr(threading, "excepthook", lambda e: met.append(_told(*e[:3])))
    monkeypatch.setattr("shopcare.app.window.Dialogs", FakeDialogs)
    return met


def test_no_page_falls_over_a_damaged_value(
    qapp: QApplication,
    qtlog: Any,
    sound: Path,
    records: list[tuple[str, int]],
    tmp_path: Path,
    met: list[str],
) -> None:
    damages, counts, failures = cycle(SPOILS), Counts[str](), []
    every_column = [one for one in columns(sound / SHOP_FILE) if TABLE in ("", one[0])]
    for table, column in islice(every_column, 0, None, EVERY):
        for damage in SPOILS if IS_LONG else islice(damages, 1):
            folder = tmp_path / "shop"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(sound, folder)
            if not spoil(folder / SHOP_FILE, table, column, damage):
                continue
            counts["damaged"] += 1
            counts[_look_at_every_page(qapp, folder, records, met)] += 1
            said = [record.message for record in qtlog.records if "plugin" not in record.message]
            failures += [f"{table}.{column} {damage}: {wrong}" for wrong in (*met, *said)]
            met.clear()
            qtlog.records.clear()
    print(f"\ndamaged files: {dict(counts)}")
    assert not failures, "\n".join(failures)


def _look_at_every_page(
    app: QApplication, folder: Path, records: list[tuple[str, int]], met: list[str]
) -> str:
    """Open the window, each page and the cards of the first records; close it again."""
    try:
        shop = open_shop(folder / SHOP_FILE, clock=SetClock(NOW))
        counter = Counter(app, shop, folder, dress(app, "en", "light"))
    except (Trouble, Refusal):
        return "told in a box"
    try:
        counter.window.show()
        for _ in _visits(counter, records):
            QTest.qWait(1)
            met += _undesigned(counter)
            while isinstance(box := QApplication.activeModalWidget(), QDialog):
                box.reject()
    except Exception as error:
        met.append(_told(type(error), error, error.__traceback__))
    finally:
        counter.window.close()
        counter.deleteLater()
        QTest.qWait(1)
        gc.unfreeze()
        gc.collect()  # here, on Qt's thread: no counter lives beside the next one
    return "opened"


def _visits(counter: Counter, records: list[tuple[str, int]]) -> Iterator[None]:
    for key in counter.window.page_keys():
        counter.window.show_page(key)
        yield
    for kind, number in records:
        counter.window.open(kind, number)
        yield


def _undesigned(counter: Counter) -> list[str]:
    texts = [w.text() for w in counter.window.findChildren(QLabel)]
    texts += [w.text() for w in counter.window.findChildren(QAbstractButton)]
    return [text[:200] for text in texts if "Traceback" in text or "cannot be done (" in text]


def _told(*error: Any) -> str:
    return "".join(traceback.format_exception(*error)[-6:])
