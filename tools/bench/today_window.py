"""The program's own start, up to the painted list of calls."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shopcare.app.main import open_window

if TYPE_CHECKING:
    from shopcare.app.window import Counter


def main(folder: Path) -> int:
    """Open the shop of a folder as every morning and say when the list was painted."""
    return open_window(folder, opened=_tell_when_painted)


def _tell_when_painted(counter: "Counter") -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractItemView

    from bench.painted import TellWhenPainted

    counter.window.setWindowState(Qt.WindowState.WindowNoState)
    counter.window.resize(1366, 768)
    calls = counter.window.current_page().findChild(QAbstractItemView)
    assert isinstance(calls, QAbstractItemView)
    TellWhenPainted(calls)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
