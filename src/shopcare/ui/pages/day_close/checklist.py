"""The checklist on the left: one line for each part, with its tick."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import SectionTitle
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Meaning,
    Role,
    Tokens,
    role_font,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.day_close.parts import SELDOM, TITLES, TO_TICK, Part, PartView, asked_for

LINE_HEIGHT = 50
TICK = 22
BAR_HEIGHT = 6


class PartButton(QAbstractButton):
    """One part: its tick, its title and a few words."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self._view: PartView | None = None
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(tr(TITLES[part]))

    def show_view(self, view: PartView) -> None:
        """Show how the part stands."""
        self._view = view
        tick = tr("Dealt with") if view.settled else tr("Still open")
        self.setAccessibleName(f"{self.text()}, {view.summary}, {tick}")
        self.updateGeometry()
        self.update()

    def is_ticked(self) -> bool:
        """Tell whether the part is ticked off."""
        return self._view is not None and self._view.settled

    def summary(self) -> str:
        """Give the words below the title."""
        return self._view.summary if self._view is not None else ""

    def sizeHint(self) -> QSize:
        """Tell Qt the size: no word is cut."""
        title = QFontMetrics(role_font(Role.BODY, bold=True)).horizontalAdvance(self.text())
        words = QFontMetrics(role_font(Role.CAPTION)).horizontalAdvance(self.summary())
        return QSize(TICK + 3 * SPACE_M + max(title, words) + 4, LINE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Tell Qt the least size."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, tick and words."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        rect = self.rect()
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_tint if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        self._paint_tick(painter, tokens)
        self._paint_words(painter, tokens)

    def _paint_tick(self, painter: QPainter, tokens: Tokens) -> None:
        square = QRect(SPACE_M, (self.height() - TICK) // 2, TICK, TICK)
        if self.part not in TO_TICK:
            draw_sign(painter, "phone", square.adjusted(2, 2, -2, -2), QColor(tokens.faint))
        elif self.is_ticked():
            draw_sign(painter, "circle-check", square, tokens.of(Meaning.GREEN))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.edge), 1.5))
            painter.drawEllipse(square.adjusted(2, 2, -2, -2))

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        left = TICK + 2 * SPACE_M
        room = self.rect().adjusted(left, 7, -SPACE_S, -7)
        half = room.height() // 2
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(role_font(Role.BODY, bold=True))
        painter.setPen(QColor(tokens.ink))
        painter.drawText(room.adjusted(0, 0, 0, -half), flags, self.text())
        painter.setFont(role_font(Role.CAPTION))
        painter.setPen(QColor(tokens.faint))
        painter.drawText(room.adjusted(0, half, 0, 0), flags, self.summary())


class ProgressLine(QWidget):
    """As many segments as there are parts; those that are done are filled."""

    def __init__(self) -> None:
        super().__init__()
        self._done, self._of = 0, len(TO_TICK)
        self.setFixedHeight(BAR_HEIGHT)

    def show_done(self, done: int, of: int) -> None:
        """Fill so many segments of so many."""
        self._done, self._of = done, of
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the segments."""
        tokens = tokens_of(self.palette())
        painter = smooth_painter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - (self._of - 1) * SPACE_XS) / self._of
        for number in range(self._of):
            filled = number < self._done
            painter.setBrush(QColor(tokens.green if filled else tokens.line))
            left = round(number * (width + SPACE_XS))
            painter.drawRoundedRect(left, 0, round(width), BAR_HEIGHT, 3, 3)


class Checklist(QWidget):
    """The parts in their order, one of them chosen, and how far the round is."""

    chosen = Signal(str)
    """Another part is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._progress_words = SectionTitle("")
        self._progress = ProgressLine()
        self._group = QButtonGroup(self)
        self.buttons = {part: PartButton(part) for part in Part}
        layout = column_layout(self, SPACE_XS, self._progress_words)
        layout.addSpacing(SPACE_XS)
        layout.addWidget(self._progress)
        layout.addSpacing(SPACE_S)
        for button in self.buttons.values():
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch()
        self._group.buttonToggled.connect(self._on_toggled)

    def show_views(self, views: Mapping[Part, PartView]) -> None:
        """Show how every part stands."""
        for part, view in views.items():
            self.buttons[part].show_view(view)
            self.buttons[part].setVisible(part not in SELDOM or bool(view.entries))
        parts = asked_for(views)
        done = sum(views[part].settled for part in parts)
        if done == len(parts):
            self._progress_words.setText(tr("Everything has been dealt with"))
        else:
            words = tr("{done} of {all} parts done", done=done, all=len(parts))
            self._progress_words.setText(words)
        self._progress.show_done(done, len(parts))

    def progress_words(self) -> str:
        """Give the line above the parts."""
        return self._progress_words.text()

    def choose(self, part: Part) -> None:
        """Look at a part."""
        self.buttons[part].setChecked(True)

    @Slot(QAbstractButton, bool)
    def _on_toggled(self, button: PartButton, checked: bool) -> None:
        if checked:
            self.chosen.emit(button.part)
