"""Garbage is collected on Qt's own thread: a widget destroyed on another kills the program."""

import gc
import threading

import pytest
from PySide6.QtWidgets import QWidget

from shopcare.system.garbage_collection import (
    collect_if_due,
    garbage_collection_paused,
    take_over,
)
from shopcare.ui.kit.context.background import Background, Job


class _Knot:
    """Refers to itself, so that only the collector frees it; says on which thread that was."""

    def __init__(self, ends: list[int]) -> None:
        self._self = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


def _litter(_shop: object, progress: object = None) -> None:
    kept = []
    for _ in range(30_000):
        knot: list[object] = []
        knot.append(knot)
        kept.append([knot])


@pytest.fixture(autouse=True)
def _taken_over():
    gc.enable()
    take_over()


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


def test_what_is_due_is_collected_on_the_thread_that_asks():
    ends: list[int] = []
    gc.collect()
    _Knot(ends)
    litter = [[] for _ in range(2_000)]
    assert not ends
    collect_if_due()
    assert ends == [threading.get_ident()]
    assert litter


def test_nobody_collects_while_a_long_work_makes_much_that_stays():
    ends: list[int] = []
    gc.collect()
    with garbage_collection_paused():
        _Knot(ends)
        litter = [[] for _ in range(2_000)]
        collect_if_due()
        assert not ends
    assert not gc.isenabled()
    collect_if_due()
    assert ends == [threading.get_ident()]
    assert litter


def test_long_work_without_a_window_leaves_collecting_to_python_afterwards():
    gc.enable()
    with garbage_collection_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
    take_over()
