"""One box that finds everything as you type, and the list below it."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import announce
from shopcare.ui.kit.lists.row_delegate import RowDelegate, RowsModel
from shopcare.ui.kit.lists.row_layout import RowContent, in_columns
from shopcare.ui.kit.shortcuts import note_composing
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    ROW,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Role,
    set_role,
    tokens_of,
)
from shopcare.ui.kit.words.i18n import tr

WIDTH: Final = 640
"""Of the list, where the window has room for it."""
MOST_ROWS: Final = 9
KIND_SIGNS: Final = {
    "customer": "user",
    "purchase": "receipt",
    "case": "clipboard-list",
    "callback": "phone",
}
_BORDERS: Final = 2
_GAP: Final = 3
"""Between the box and the list."""


class Found(NamedTuple):
    """One thing that was found."""

    kind: str
    """customer, purchase, case or callback."""
    id: int
    title: str
    phone: str = ""
    """Its middle hidden: the number is read where the record is opened (G-15)."""
    number: str = ""
    """The case, receipt or member number."""
    why: str = ""
    """What it is or why it was found, in a few words."""


class FoundList(QFrame):
    """The list below the box. A child of the window, so that the box keeps the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAutoFillBackground(True)
        self.model: RowsModel[Found] = RowsModel(_content_of)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(self.model, in_columns, self.view, recurring=False))
        self.view.setUniformItemSizes(True)
        # Rows fill it, so that no key press paints the page below as well.
        self.view.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel()
        self.nothing.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.nothing, Role.CAPTION)
        column_layout(self, None, self.view, self.nothing)

    def rehearse(self, found: Sequence[Found]) -> None:
        """Paint what was found, and every sign, where nobody sees it."""
        every = [*(Found(kind=kind, id=0, title=kind) for kind in KIND_SIGNS), *found]
        self.model.set_entries(every)
        self.resize(WIDTH, ROW * len(every))
        self.grab()
        self.model.set_entries(())

    def show_found(self, typed: str, found: Sequence[Found], field: QRect) -> None:
        """Show what was found, or that nothing was.

        Args:
            field: where the box is in the window.
        """
        self.model.set_entries(found)
        self.view.setVisible(bool(found))
        self.nothing.setVisible(not found)
        height = ROW * min(len(found), MOST_ROWS) + _BORDERS
        if found:
            self.view.setCurrentIndex(self.model.index(0))
        else:
            self.nothing.setText(tr("Nothing found for “{typed}”.", typed=typed[:40]))
            height = self.nothing.sizeHint().height() + _BORDERS
        self.setGeometry(self._place(field, height))
        self.show()
        self.raise_()

    def _place(self, field: QRect, height: int) -> QRect:
        """Find the place below the box; above it, or less of it, where the window ends before."""
        window = self.window()
        width = min(max(field.width(), WIDTH), window.width() - field.left() - SPACE_S)
        below, above = window.height() - field.bottom() - SPACE_S, field.top() - SPACE_S
        if height <= below or below >= above:
            return QRect(field.left(), field.bottom() + _GAP, width, min(height, max(below, ROW)))
        height = min(height, above)
        return QRect(field.left(), field.top() - _GAP - height, width, height)

    def step(self, by: int) -> None:
        """Go some rows on, round and round."""
        row = (self.view.currentIndex().row() + by) % self.model.rowCount()
        self.view.setCurrentIndex(self.model.index(row))

    def found(self) -> list[Found]:
        """Give what is shown."""
        return self.model.rows()


class SearchBox(QLineEdit):
    """Asks for what was typed at every key and opens what is chosen."""

    chosen = Signal(str, int)
    """A found thing is to be opened: its kind and id."""
    left = Signal()
    """Esc was pressed and there is nothing to empty: back to the page."""
    searched = Signal()
    """The list for what was typed is laid out."""

    def __init__(self, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__()
        self._find = find
        self._popup: FoundList | None = None
        self.setPlaceholderText(tr("Find: name, pinyin, phone, number (F7)"))
        self.setAccessibleName(tr("Find customers, purchases and cases"))
        self.setTextMargins(SPACE_XL, 0, 0, 0)
        self.setClearButtonEnabled(False)
        self.setMaxLength(200)
        self.textEdited.connect(self._on_edited)

    def prepare(self) -> None:
        """Find and paint something for nobody, once there is time, so that the first key is quick.

        It then waits for no module, statement, font or sign.
        """
        self._list().rehearse(self._find("1"))

    def _list(self) -> FoundList:
        if self._popup is None:
            self._popup = FoundList(self.window())
            self._popup.view.clicked.connect(self._on_clicked)
            self._popup.hide()
        return self._popup

    def popup(self) -> FoundList | None:
        """Give the list if it is open."""
        return self._popup if self._popup is not None and not self._popup.isHidden() else None

    def found(self) -> Sequence[Found]:
        """Give what the open list shows."""
        return self._popup.found() if self._popup is not None and self.popup() else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list with the arrows, open with Enter, leave with Esc."""
        keys = Qt.Key
        key = event.key()
        if key == keys.Key_Escape and (self.text() or self.popup()):
            self.clear()
            self._close()
        elif key == keys.Key_Escape:
            self.left.emit()
        elif key in (keys.Key_Down, keys.Key_Up) and self.found():
            self._step(1 if key == keys.Key_Down else -1)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep keys from saving or leaving while a word is composed."""
        note_composing(self, event)
        super().inputMethodEvent(event)

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
        self._popup.step(by)
        self._say_row()

    def _say_row(self) -> None:
        """Let a screen reader say what Enter would open: the focus stays in the box."""
        assert self._popup is not None
        chosen = self._popup.view.currentIndex()
        said = chosen.data() if self._popup.found() else self._popup.nothing.text()
        announce(self, str(said or ""))

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
        popup = self._list()
        field = QRect(self.mapTo(self.window(), QPoint()), self.size())
        popup.show_found(typed.strip(), self._find(typed), field)
        self._say_row()
        self.searched.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(self.found()[index.row()])


def _content_of(one: Found) -> RowContent:
    return RowContent(
        title=one.title,
        number=one.phone,
        detail=one.why,
        trail=one.number,
        sign=KIND_SIGNS.get(one.kind, "info"),
    )
