"""The counter on the sample shop: what the program does by itself once its window stands."""

import gc
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from building.shops import make_sample
from shopcare.app.backup_watch import BackupWatch, ClosingBackup
from shopcare.app.window import Counter, dress
from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.cases.case_lists import late_count
from shopcare.services.setup.sample_shop import ZONE
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import back_up, backup_folder, backups
from shopcare.services.upkeep.restore import restore
from shopcare.system.clock import SetClock
from shopcare.ui.frame.bar import NavigationBar
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.layout.card import Words

NOW = datetime(2026, 11, 23, 10, 15, tzinfo=ZONE)


@dataclass
class Started:
    """A counter whose window stands, and the clock of its shop."""

    counter: Counter
    clock: SetClock
    shop: Shop

    def says(self, key: str) -> str:
        bar = self.counter.window.findChild(NavigationBar)
        assert bar is not None
        return str(bar.buttons[key].accessibleName())


@pytest.fixture
def started(qtbot: Any, tmp_path: Path) -> Iterator[Started]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    clock = SetClock(NOW)
    shop = open_shop(make_sample(tmp_path, NOW), clock=clock)
    counter = Counter(app, shop, tmp_path, dress(app, "en", "light"))
    try:
        with qtbot.waitSignal(counter.rested):
            counter.show()
        yield Started(counter, clock, shop)
    finally:
        if isValid(counter.window):  # it may have closed itself, to open anew
            counter.window.close()
        gc.unfreeze()
        gc.enable()


def test_late_cases_are_on_the_bar_before_their_page_was_opened(started: Started) -> None:
    late = late_count(started.shop)
    assert late > 0
    assert str(late) in started.says("cases")


def test_late_cases_are_counted_again_as_cases_and_time_go_on(started: Started) -> None:
    before = late_count(started.shop)
    started.clock.set(NOW + timedelta(days=8))
    started.counter.findChild(WriteQueue).changed.emit(Changes.of(ChangeKind.CASE))
    after = late_count(started.shop)
    assert after > before
    assert str(after) in started.says("cases")


def test_a_year_without_holidays_is_said_below_the_page(started: Started) -> None:
    said = started.counter.window.status_line.slot_text("calendar")
    assert said == "Holidays of 2027 not entered yet: see the Calendar page"


class _Knot:
    """Refers to itself, so that only the garbage collector frees it."""

    def __init__(self, ends: list[int]) -> None:
        self._self = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def test_garbage_is_collected_on_the_windows_thread_from_time_to_time(
    started: Started, qtbot: Any
) -> None:
    assert not gc.isenabled()
    ends: list[int] = []
    gc.collect()
    _Knot(ends)
    litter: list[list[int]] = [[] for _ in range(2_000)]
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [threading.get_ident()]
    assert litter


def test_closing_the_day_makes_a_backup_that_the_bottom_line_names(
    started: Started, qtbot: Any
) -> None:
    line = started.counter.window.status_line
    qtbot.waitUntil(lambda: line.slot_text("backup") == "No backup yet", timeout=10_000)
    started.counter.findChild(WriteQueue).changed.emit(Changes.of(ChangeKind.DAY_CLOSE))
    said = "Last good backup: today 10:15"
    qtbot.waitUntil(lambda: line.slot_text("backup") == said, timeout=10_000)
    (made,) = backups(backup_folder(started.shop.path))
    assert made.name.reason is BackupReason.DAY_CLOSE
    assert line.slot_text("backup_place") == "", "no second place was chosen"


def test_the_program_is_backed_up_as_it_closes_and_only_if_something_was_saved(
    qtbot: Any, tmp_path: Path
) -> None:
    path = make_sample(tmp_path, NOW)
    ClosingBackup(path).run()
    ClosingBackup(path).run()
    (made,) = backups(backup_folder(path))
    assert made.name.reason is BackupReason.PROGRAM_CLOSE


def test_a_backup_that_cannot_be_made_at_the_end_is_told(qtbot: Any, tmp_path: Path) -> None:
    path = make_sample(tmp_path, NOW)
    backup_folder(path).write_text("a file in the way")
    closing = ClosingBackup(path)
    said: list[str] = []

    def read_and_close() -> None:
        if closing.isVisible():
            said.extend(words.text() for words in closing.findChildren(Words))
            closing.close()

    timer = QTimer(closing, interval=20)
    timer.timeout.connect(read_and_close)
    timer.start()
    closing.run()
    assert any("No backup could be made" in text for text in said)


def test_a_backup_that_another_program_restores_opens_the_window_anew(
    started: Started,
) -> None:
    watch = started.counter.findChild(BackupWatch) or started.counter.window.findChild(BackupWatch)
    assert watch is not None
    watch.look_at_file()
    with closing(started.shop.reopened()) as other:
        old = back_up(other, BackupReason.BY_HAND).made
        started.clock.advance(minutes=1)
        with other.begin("note", "note"):
            pass
        watch.look_at_file()
        assert not started.counter.reopens
        restore(other.path, old.path, clock=started.clock)
    watch.look_at_file()
    assert started.counter.reopens
