"""A day of clicks does not abort the interpreter (PySide6 6.12.0 on Python 3.11)."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

import shopcare.ui


class Sender(QObject):
    sent = Signal()


def test_a_hundred_thousand_calls_into_qt_are_survived(qtbot) -> None:
    assert shopcare.ui
    button, sender = QPushButton(), Sender()
    qtbot.addWidget(button)
    for _ in range(100_000):
        button.setEnabled(True)
        sender.sent.emit()
    assert button.isEnabled()
