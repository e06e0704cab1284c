"""The list below the search box: what was found, one line each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QListView, QWidget

from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.lists.row_delegate import RowDelegate
from shopcare.ui.kit.lists.row_layout import in_columns
from shopcare.ui.kit.lists.rows_model import RowContent, RowsModel
from shopcare.ui.kit.search.found import MOST_ROWS, Found
from shopcare.ui.kit.style.tokens import ROW, SPACE_L, SPACE_M, Role, set_role
from shopcare.ui.kit.words.i18n import tr

WIDTH: Final = 640
KIND_SIGNS: Final = {
    "customer": "user",
    "purchase": "receipt",
    "case": "clipboard-list",
    "callback": "phone",
}
_BORDERS: Final = 2


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

    def show_found(self, typed: str, found: Sequence[Found], corner: QPoint, width: int) -> None:
        """Show what was found, or that nothing was."""
        self.model.set_entries(found)
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

    def step(self, by: int) -> None:
        """Go some rows on, round and round."""
        row = (self.view.currentIndex().row() + by) % self.model.rowCount()
        self.view.setCurrentIndex(self.model.index(row))

    def found(self) -> list[Found]:
        """Give what is shown."""
        return self.model.rows()


def _content_of(one: Found) -> RowContent:
    return RowContent(
        title=one.title,
        number=one.phone,
        detail=one.why,
        trail=one.number,
        sign=KIND_SIGNS.get(one.kind, "info"),
    )
