"""A drill: every column of every table is damaged, and every page of the window still stands.

``SHOPCARE_DRILL=columns`` damages every column in one way, ``long`` in every way;
``SHOPCARE_DRILL_TABLE`` names the one table that is damaged then.
"""

import gc
import os
import shutil
import sys
import threading
import traceback
from collections import Counter as Counts
from collections.abc import Iterator
from datetime import datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from damage import SPOILS, columns, spoil
from monkey import FakeDialogs
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from shopcare.app.window import Counter, dress
from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.setup.sample_shop import ZONE, make_sample_shop
from shopcare.services.shop import open_shop
from shopcare.system.clock import SetClock
from shopcare.system.paths import SHOP_FILE

IS_LONG = os.environ.get("SHOPCARE_DRILL") == "long"
EVERY = 1 if os.environ.get("SHOPCARE_DRILL") else 30
"""In the short form, every so many columns are damaged, each in another way."""
TABLE = os.environ.get("SHOPCARE_DRILL_TABLE", "")
NOW = datetime(2026, 11, 26, 10, 0, tzinfo=ZONE)
RECORDS = (("customer", 1), ("purchase", 1), ("case", 1), ("case", 2), ("callback", 1))
"""What is opened in its card: the first rows are the damaged ones."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    make_sample_shop(folder / SHOP_FILE, NOW)
    return folder


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Take every exception that nobody caught, on any thread."""
    met: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda *e: met.append(_told(*e)))
    monkeypatch.setattr(threading, "excepthook", lambda e: met.append(_told(*e[:3])))
    monkeypatch.setattr("shopcare.app.window.Dialogs", FakeDialogs)
    return met


def test_no_page_falls_over_a_damaged_value(
    qapp: QApplication, qtlog: Any, sound: Path, tmp_path: Path, met: list[str]
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
            counts[_look_at_every_page(qapp, folder, met)] += 1
            said = [record.message for record in qtlog.records if "plugin" not in record.message]
            failures += [f"{table}.{column} {damage}: {wrong}" for wrong in (*met, *said)]
            met.clear()
            qtlog.records.clear()
    print(f"\ndamaged files: {dict(counts)}")
    assert not failures, "\n".join(failures)


def _look_at_every_page(app: QApplication, folder: Path, met: list[str]) -> str:
    """Open the window, each page and the cards of the first records; close it again."""
    try:
        shop = open_shop(folder / SHOP_FILE, clock=SetClock(NOW))
        counter = Counter(app, shop, folder, dress(app, "en", "light"))
    except (Trouble, Refusal):
        return "told in a box"
    try:
        counter.window.show()
        for _ in _visits(counter):
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


def _visits(counter: Counter) -> Iterator[None]:
    for key in counter.window.page_keys():
        counter.window.show_page(key)
        yield
    for kind, number in RECORDS:
        counter.window.open(kind, number)
        yield


def _undesigned(counter: Counter) -> list[str]:
    texts = [w.text() for w in counter.window.findChildren(QLabel)]
    texts += [w.text() for w in counter.window.findChildren(QAbstractButton)]
    return [text[:200] for text in texts if "Traceback" in text or "cannot be done (" in text]


def _told(*error: Any) -> str:
    return "".join(traceback.format_exception(*error)[-6:])
