"""An empty Qt window: the floor of start-up."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

from bench.painted import TellWhenPainted


def main() -> int:
    """Show it and say when it was painted."""
    app = QApplication(sys.argv)
    window = QWidget()
    window.resize(1366, 768)
    TellWhenPainted(window)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
