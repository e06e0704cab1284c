"""Which file: dropped or chosen; what it seems to list, and what only the shop can know."""

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QWidget

from shopcare.services.exchange.import_preview import ImportKind, ImportPreview
from shopcare.services.exchange.import_report import ImportReport
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Role,
    set_role,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.imports.words import KINDS

SIGN = 40
WORDS_WIDTH = 460
WORDS_LEAST = 200


class DropZone(QWidget):
    """The page without a file: where it goes, and what happens then."""

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        title = Words(tr("Drop a file from your till here"), Role.TITLE)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = Caption(
            tr(
                "Customers or purchases, as a spreadsheet or text file. The columns are recognised "
                "by their headings and contents. Nothing is saved before you have seen what would "
                "happen."
            )
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = column_layout(self, SPACE_M, 2, margins=SPACE_XL)
        layout.addSpacing(SIGN + SPACE_L)
        add_items(layout, title, (words, 0, Qt.AlignmentFlag.AlignHCenter), 3)
        self._title = title
        self._words = words

    def minimumSizeHint(self) -> QSize:
        """Let the words wrap sooner where the room is narrow."""
        return QSize(WORDS_LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words as the room is wide."""
        super().resizeEvent(event)
        width = max(WORDS_LEAST, min(WORDS_WIDTH, self.width() - 2 * SPACE_XL))
        self._words.setFixedWidth(width)
        self._words.setFixedHeight(self._words.heightForWidth(width))  # else one line is left

    def show_over(self, over: bool) -> None:
        """Show that a file is held over the page."""
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed frame and the sign."""
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if self._over else tokens.edge), 1.5))
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent_tint if self._over else tokens.raised))
        rect = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        top = self._title.y() - SIGN - SPACE_L
        square = QRect((self.width() - SIGN) // 2, top, SIGN, SIGN)
        draw_sign(painter, "file-spreadsheet", square, QColor(tokens.accent))


class SourceLine(QWidget):
    """The chosen file, what it lists, and the way to another one."""

    kind_chosen = Signal(str)
    """The file lists something else than its headings seem to say."""
    other_pressed = Signal()
    """Another file is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Words("", Role.EMPHASISED, wrap=False)
        self._about = QLabel()
        set_role(self._about, Role.CAPTION)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self.kind_buttons = {kind: plain_button(tr(words)) for kind, words in KINDS.items()}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.other_button = plain_button(tr("&Another file …"), "file-spreadsheet")
        self._lay_out()
        for button in self.kind_buttons.values():
            button.clicked.connect(self._on_kind)
        self.other_button.clicked.connect(self.other_pressed)

    def _lay_out(self) -> None:
        self._kinds = QWidget()
        kinds = row_layout(self._kinds, SPACE_S, QLabel(tr("It lists")))
        for kind, button in self.kind_buttons.items():
            button.setCheckable(True)
            button.setObjectName(kind)
            self._group.addButton(button)
            kinds.addWidget(button)
        about = column_layout(None, 0, self._name, self._about)
        line = row_layout(self, SPACE_S, (about, 1), self._kinds)
        line.addSpacing(SPACE_M)
        line.addWidget(self.other_button)

    def show_file(self, path: Path) -> None:
        """Show a file that is still being looked at."""
        self._name.setText(path.name if len(path.name) <= 60 else f"{path.name[:57]}…")
        self._name.setToolTip(str(path))
        self._about.setText(tr("Looking at the file …"))
        self._kinds.hide()

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what the file seems to be."""
        parts = [" ".join(preview.format.split()[:2])]  # which sign parts the cells is no news
        if preview.sheet != preview.file_name:
            parts.append(tr("sheet {name}", name=preview.sheet))
        if preview.heading_row:
            parts.append(tr("headings in row {n}", n=preview.heading_row))
        self._about.setText(" · ".join(parts))
        self.kind_buttons[preview.kind].setChecked(True)
        self._kinds.show()

    def show_unreadable(self) -> None:
        """Say nothing about a file that cannot be read."""
        self._about.setText("")
        self._kinds.hide()

    def about(self) -> str:
        """Give the small words below the name."""
        return self._about.text()

    @Slot()
    def _on_kind(self) -> None:
        self.kind_chosen.emit(ImportKind(self.sender().objectName()))


class AskLine(QWidget):
    """Asks once for the whole list; until it is answered these birthdays are left out."""

    answered = Signal(str)
    """The sign that means lunar; empty: it is not known."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("")
        self.box = QComboBox()
        row_layout(self, SPACE_S, (self._words, 1), self.box)
        self.box.activated.connect(self._on_activated)
        self.hide()

    def show_report(self, report: ImportReport) -> None:
        """Ask what a trial could not read; what was answered stays to be changed."""
        if not report.asks:
            return
        ask = report.asks[0]
        self._words.setText(tr("Column “{heading}”: which sign means lunar?", heading=ask.heading))
        self.box.setAccessibleName(self._words.text())
        self.box.clear()
        self.box.addItem(tr("I do not know"), "")
        for sign in ask.signs:
            self.box.addItem(sign, sign)
        self.show()

    def clear(self) -> None:
        """Ask nothing: another file is looked at."""
        self.hide()

    @Slot()
    def _on_activated(self) -> None:
        self.answered.emit(str(self.box.currentData()))
