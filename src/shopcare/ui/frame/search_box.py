"""One box that finds everything as you type."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from shopcare.ui.i18n import tr
from shopcare.ui.icons import draw_sign
from shopcare.ui.theme import (
    ROW,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Role,
    role_font,
    set_role,
    tokens_of,
)

MOST_ROWS: Final = 9
WIDTH: Final = 640
KIND_SIGNS: Final = {
    "customer": "user",
    "purchase": "receipt",
    "case": "clipboard-list",
    "callback": "phone",
}
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found."""

    kind: str
    """customer, purchase, case or callback."""
    id: int
    title: str
    phone: str = ""
    """Grouped as it is dialled."""
    number: str = ""
    """The case, receipt or member number."""
    why: str = ""
    """What it is or why it was found, in a few words."""


class _FoundModel(QAbstractListModel):
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


class _FoundDelegate(QStyledItemDelegate):
    """Paints one thing on one line: sign, name, number to dial, why, own number."""

    def __init__(self, model: _FoundModel, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Tell Qt the height of a row."""
        return QSize(WIDTH, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        one = self._model.found[index.row()]
        rect: QRect = option.rect
        tokens = tokens_of(option.palette)
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(rect, QColor(tokens.accent_tint))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        sign = QRect(rect.left() + SPACE_M, rect.center().y() - 9, 18, 18)
        draw_sign(painter, KIND_SIGNS.get(one.kind, "info"), sign, QColor(tokens.faint))
        room = rect.adjusted(SPACE_M + 18 + SPACE_M, 0, -SPACE_M, 0)
        twentieth = room.width() // 20
        ink, faint = QColor(tokens.ink), QColor(tokens.faint)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        for text, start, width, colour, bold, side in (
            (one.title, 0, 6, ink, True, left),
            (one.phone, 6, 5, ink, False, left),
            (one.why, 11, 4, faint, False, left),
            (one.number, 15, 5, faint, False, right),
        ):
            cell = QRect(
                room.left() + start * twentieth,
                room.top(),
                width * twentieth - SPACE_S,
                room.height(),
            )
            font = role_font(Role.BODY, bold=bold)
            painter.setFont(font)
            painter.setPen(colour)
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(cell, Qt.AlignmentFlag.AlignVCenter | side, shown)


class _Popup(QFrame):
    """The list below the box. A child of the window, so that the box keeps the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.model = _FoundModel()
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_FoundDelegate(self.model, self.view))
        self.view.setUniformItemSizes(True)
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

    def show_found(self, typed: str, found: Sequence[Found], corner: QPoint, width: int) -> None:
        """Show what was found, or that nothing was."""
        self.model.set_found(found)
        self.view.setVisible(bool(found))
        self.nothing.setVisible(not found)
        height = ROW * min(len(found), MOST_ROWS) + 4
        if found:
            self.view.setCurrentIndex(self.model.index(0))
        else:
            self.nothing.setText(tr("Nothing found for “{typed}”.", typed=typed[:40]))
            height = self.nothing.sizeHint().height() + 2
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.show()
        self.raise_()


class SearchBox(QLineEdit):
    """Asks for what was typed at every key and opens what is chosen."""

    chosen = Signal(str, int)
    """A found thing is to be opened: its kind and id."""
    searched = Signal()
    """The list for what was typed is laid out."""

    def __init__(self, find: Callable[[str], Sequence[Found]]) -> None:
        """Make the box.

        Args:
            find: gives at most some dozens of things, best first, within a few milliseconds.
        """
        super().__init__()
        self._find = find
        self._popup: _Popup | None = None
        self.setPlaceholderText(tr("Find: name, pinyin, phone, number (F7)"))
        self.setAccessibleName(tr("Find customers, purchases and cases"))
        self.setTextMargins(SPACE_XL, 0, 0, 0)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)
        self.textEdited.connect(self._on_edited)

    def prepare(self) -> _Popup:
        """Make the list before it is wanted, once there is time, so that the first key is quick."""
        if self._popup is None:
            self._popup = _Popup(self.window())
            self._popup.view.clicked.connect(self._on_clicked)
            self._popup.ensurePolished()
            self._popup.view.ensurePolished()
        return self._popup

    def popup(self) -> QFrame | None:
        """Give the list if it is open."""
        return self._popup if self._popup is not None and not self._popup.isHidden() else None

    def found(self) -> Sequence[Found]:
        """Give what the open list shows."""
        return self._popup.model.found if self._popup is not None and self.popup() else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list with the arrows, open with Enter, leave with Esc."""
        keys = Qt.Key
        key = event.key()
        if key == keys.Key_Escape and (self.text() or self.popup()):
            self.clear()
            self._close()
        elif key in (keys.Key_Down, keys.Key_Up) and self.found():
            self._step(1 if key == keys.Key_Down else -1)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Open the list again for what is still typed."""
        super().focusInEvent(event)
        if self.text():
            self._on_edited(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list."""
        super().focusOutEvent(event)
        self._close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and the sign in front of the text."""
        super().paintEvent(event)
        sign = QRect(SPACE_M - 1, (self.height() - 18) // 2, 18, 18)
        draw_sign(QPainter(self), "search", sign, QColor(tokens_of(self.palette()).faint))

    def changeEvent(self, event: QEvent) -> None:
        """Keep the list in step with the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._popup is not None:
            self._popup.view.viewport().update()

    def _step(self, by: int) -> None:
        assert self._popup is not None
        view, model = self._popup.view, self._popup.model
        row = (view.currentIndex().row() + by) % model.rowCount()
        view.setCurrentIndex(model.index(row))

    def _choose(self) -> None:
        found = self.found()
        if not found and self.text().strip():  # a scanner sends its Enter before anything is shown
            self._on_edited(self.text())
            found = self.found()
        if found and self._popup is not None:
            self._open(found[max(0, self._popup.view.currentIndex().row())])

    def _open(self, one: Found) -> None:
        self.clear()
        self._close()
        self.chosen.emit(one.kind, one.id)

    def _close(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    @Slot(str)
    def _on_edited(self, typed: str) -> None:
        if not typed.strip():
            self._close()
            return
        popup = self.prepare()
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        width = min(max(self.width(), WIDTH), self.window().width() - corner.x() - SPACE_S)
        popup.show_found(typed.strip(), self._find(typed), corner, width)
        self.searched.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(self.found()[index.row()])
