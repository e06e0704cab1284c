"""The program's own start, up to the painted list of calls."""

import sys
from pathlib import Path

from shopcare.app import screen
from shopcare.app.bench.painted import TellWhenPainted
from shopcare.app.main import make_application, qt_is_there
from shopcare.app.window import Counter, dress
from shopcare.services.shop import open_shop


def main(file: Path) -> int:
    """Open the shop as ``run_window`` does and say when the list was painted."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractItemView

    if not qt_is_there(window=screen.has_screen()):
        return 1
    app = make_application(quick=True)
    shop = open_shop(file)
    theme = dress(app, shop.settings.screen_language, shop.settings.theme)
    counter = Counter(app, shop, file.parent, theme)
    counter.window.setWindowState(Qt.WindowState.WindowNoState)
    counter.window.resize(1366, 768)
    calls = counter.window.current_page().findChild(QAbstractItemView)
    assert isinstance(calls, QAbstractItemView)
    TellWhenPainted(calls)
    counter.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
