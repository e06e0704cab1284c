"""Garbage is collected on Qt's own thread: a widget destroyed on another kills the program."""

import gc
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from shopcare.system.garbage_collection import garbage_collection_paused
from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.context.garbage_collection import GarbageCollector


class _Knot:
    """Refers to itself, so that only the collector frees it; says on which thread that was."""

    def __init__(self, ends: list[int]) -> None:
        self._self = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def _litter(_shop: object, *_progress: object) -> None:
    kept = []
    for _ in range(30_000):
        knot: list[object] = []
        knot.append(knot)
        kept.append([knot])


@pytest.fixture(autouse=True)
def _collecting_as_before():
    yield
    gc.enable()


def test_a_worker_never_collects(qtbot, write_queue):
    ends: list[int] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    done: list[object] = []
    gc.collect()
    _Knot(ends)
    write_queue.submit(widget, _litter, done.append)
    qtbot.waitUntil(lambda: bool(done))
    gc.collect()
    assert ends == [threading.get_ident()]


def test_a_job_never_collects(qtbot, fake_shop):
    ends: list[int] = []
    background = Background(lambda: fake_shop)
    job = Job(_litter)
    gc.collect()
    _Knot(ends)
    with qtbot.waitSignal(job.succeeded):
        background.start(job)
    gc.collect()
    assert ends == [threading.get_ident()]
    assert background.stop()


def test_the_window_collects_from_time_to_time(qtbot, qapp):
    ends: list[int] = []
    owner = QWidget()
    qtbot.addWidget(owner)
    collector = GarbageCollector(owner)
    gc.collect()
    collector.start()
    _Knot(ends)
    litter = [[] for _ in range(2_000)]
    qtbot.waitUntil(lambda: bool(ends))
    collector.stop()
    assert litter
    assert gc.isenabled()


def test_nobody_collects_while_a_long_work_makes_much_that_stays(qtbot, qapp):
    ends: list[int] = []
    owner = QWidget()
    qtbot.addWidget(owner)
    collector = GarbageCollector(owner)
    gc.collect()
    collector.start()
    with garbage_collection_paused():
        _Knot(ends)
        litter = [[] for _ in range(2_000)]
        collector.findChild(QTimer).timeout.emit()
        assert not ends
    collector.findChild(QTimer).timeout.emit()
    assert ends == [threading.get_ident()]
    assert litter
    collector.stop()
