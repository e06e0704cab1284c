"""What every test shares."""

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from shopcare.app import screen

screen.draw_unseen()
pytest_plugins = ("platform_limits", "pytester")

# No deadline: a test must not fail because the machine is busy.
settings.register_profile("shopcare", deadline=None)
settings.load_profile("shopcare")

LONGEST = {"test_damaged_pages", "test_wheel", "test_gallery", "test_cli_json", "test_papers"}
"""The files that take longest; whoever gets one of them last lets the other worker wait."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files."""
    items.sort(key=lambda item: item.path.stem not in LONGEST)


@pytest.fixture
def qtbot(qtbot: Any) -> Iterator[Any]:
    """Hold every widget of a test until Qt has deleted it.

    Closing it only orders the deletion, which waits for the next event loop; by then Python may
    have collected half of what the widget still asks, and a later test fails or crashes of it.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    held: list[Any] = []
    add = qtbot.addWidget

    def add_and_hold(widget: Any, **more: Any) -> None:
        held.append(widget)
        add(widget, **more)

    qtbot.addWidget = add_and_hold
    yield qtbot
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def every_file_is_closed() -> Iterator[None]:
    """Let the test fail that leaves a shop file open, with every version of Python."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noted(*words: Any, **more: Any) -> sqlite3.Connection:
        opened.append(connect(*words, **more))
        return opened[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", noted)
        yield
    left = [connection for connection in opened if is_open(connection)]
    for connection in left:
        connection.close()
    assert not left, f"{len(left)} of {len(opened)} shop files were left open"


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False
