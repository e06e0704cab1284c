"""The title of a page with its buttons; the buttons go below where the title needs the width."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from shopcare.ui.kit.layout.box_layouts import add_items, row_layout
from shopcare.ui.kit.style.tokens import SPACE_S

_LEAST: Final = 200
"""Pixels; a longer title wraps before the page gets wider."""


class TitleLine(QWidget):
    """Shows every button always, the title always, and the words beside it where they fit."""

    def __init__(self, title: QLabel, subtitle: QLabel) -> None:
        """Take the labels; buttons are put into ``buttons``."""
        super().__init__()
        self._title = title
        self._subtitle = subtitle
        words = row_layout(None, SPACE_S, title)
        words.addSpacing(SPACE_S)
        words.addWidget(subtitle, 1, Qt.AlignmentFlag.AlignBaseline)
        self.buttons = row_layout(spacing=SPACE_S)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE_S)
        add_items(self._box, (words, 1), self.buttons)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the buttons only."""
        least = max(_LEAST, self.buttons.minimumSize().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look what fits."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look what fits when words or buttons changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        metrics = self._title.fontMetrics()
        title = metrics.size(0, self._title.text()).width()
        buttons = self.buttons.minimumSize().width()
        room = self.width() - (buttons + SPACE_S if buttons else 0)
        is_stacked = title > room
        room = self.width() if is_stacked else room
        directions = QBoxLayout.Direction
        direction = directions.TopToBottom if is_stacked else directions.LeftToRight
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
            right = Qt.AlignmentFlag.AlignRight if is_stacked else Qt.AlignmentFlag(0)
            self._box.setAlignment(self.buttons, right)
        beside = title + 3 * SPACE_S + self._subtitle.sizeHint().width()
        self._subtitle.setVisible(beside <= room)
        if self._title.wordWrap() != (
            title > room
        ):  # a label asks for a layout each time it is told
            self._title.setWordWrap(title > room)
