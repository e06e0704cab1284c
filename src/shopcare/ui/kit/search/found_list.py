"""The list below the search box: what was found, one line each."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from shopcare.ui.kit.search.found import MOST_ROWS, Found
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    ROW,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    Role,
    role_font,
    set_role,
    tokens_of,
)
from shopcare.ui.kit.words.i18n import tr

WIDTH: Final = 640
KIND_SIGNS: Final = {
    "customer": "user",
    "purchase": "receipt",
    "case": "clipboard-list",
    "callback": "phone",
}
_BORDERS: Final = 2
MOST_KNOWN: Final = 2000
"""Texts whose width is remembered: those of some fifty lists."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FoundModel(QAbstractListModel):
    """The things that were found."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Found] = ()

    def set_found(self, found: Sequence[Found]) -> None:
        """Show other things."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Tell Qt how many there are."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a screen reader says."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            one = self.found[index.row()]
            return " ".join(filter(None, (one.title, one.phone, one.number, one.why)))
        return None


class FoundDelegate(QStyledItemDelegate):
    """Paints one thing on one line: sign, name, number to dial, why, own number."""

    def __init__(self, model: FoundModel, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        fonts = role_font(Role.BODY, bold=True), role_font(Role.BODY)
        self._known: dict[tuple[str, bool, int], tuple[str, int]] = {}
        self._fonts = [(font, QFontMetrics(font)) for font in fonts]

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Tell Qt the height of a row."""
        return QSize(WIDTH, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        one = self._model.found[index.row()]
        rect: QRect = option.rect
        tokens = tokens_of(option.palette)
        is_current = index.row() == self._view.currentIndex().row()
        painter.fillRect(rect, QColor(tokens.accent_tint if is_current else tokens.raised))
        if is_current:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        sign = QRect(rect.left() + SPACE_M, rect.center().y() - 9, 18, 18)
        draw_sign(painter, KIND_SIGNS.get(one.kind, "info"), sign, QColor(tokens.faint))
        room = rect.adjusted(SPACE_M + 18 + SPACE_M, 0, -SPACE_M, 0)
        twentieth = room.width() // 20
        ink, faint = QColor(tokens.ink), QColor(tokens.faint)
        bold, plain = self._fonts
        for text, start, width, colour, (font, metrics), is_right in (
            (one.title, 0, 6, ink, bold, False),
            (one.phone, 6, 5, ink, plain, False),
            (one.why, 11, 4, faint, plain, False),
            (one.number, 15, 5, faint, plain, True),
        ):
            if not text:
                continue
            left, wide = room.left() + start * twentieth, width * twentieth - SPACE_S
            fitted, taken = self._fitted(text, metrics, wide)
            painter.setFont(font)
            painter.setPen(colour)
            # At a point of its own a text costs half of what it costs inside a rectangle.
            base = room.top() + (room.height() - metrics.height()) // 2 + metrics.ascent()
            painter.drawText(left + wide - taken if is_right else left, base, fitted)

    def _fitted(self, text: str, metrics: QFontMetrics, width: int) -> tuple[str, int]:
        """Shorten what is too long, and measure it; most rows stay while somebody types on."""
        key = (text, metrics is self._fonts[0][1], width)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            known = self._known[key] = fitted, metrics.horizontalAdvance(fitted)
        return known


class FoundList(QFrame):
    """The list below the box. A child of the window, so that the box keeps the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.model = FoundModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(FoundDelegate(self.model, self.view))
        self.view.setUniformItemSizes(True)
        # Rows fill it, so that no key press paints the page below as well.
        self.view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel()
        self.nothing.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.nothing, Role.CAPTION)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        layout.addWidget(self.nothing)

    def rehearse(self, found: Sequence[Found]) -> None:
        """Paint what was found, and every sign, where nobody sees it."""
        every = [*(Found(kind=kind, id=0, title=kind) for kind in KIND_SIGNS), *found]
        self.model.set_found(every)
        self.resize(WIDTH, ROW * len(every))
        self.grab()
        self.model.set_found(())

    def show_found(self, typed: str, found: Sequence[Found], corner: QPoint, width: int) -> None:
        """Show what was found, or that nothing was."""
        self.model.set_found(found)
        self.view.setVisible(bool(found))
        self.nothing.setVisible(not found)
        height = ROW * min(len(found), MOST_ROWS) + _BORDERS
        if found:
            self.view.setCurrentIndex(self.model.index(0))
        else:
            self.nothing.setText(tr("Nothing found for “{typed}”.", typed=typed[:40]))
            height = self.nothing.sizeHint().height() + _BORDERS
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.show()
        self.raise_()
