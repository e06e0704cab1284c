"""Which file: dropped or chosen, what it lists, what only the shop can know; and the work on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QWidget

from shopcare.services.exchange.import_customers import import_customers
from shopcare.services.exchange.import_preview import ImportKind, ImportPreview, look_at
from shopcare.services.exchange.import_purchases import import_purchases
from shopcare.services.exchange.import_report import ImportReport
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Words, plain_tip
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.icons import draw_sign
from shopcare.ui.kit.style.tokens import (
    RADIUS,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Role,
    set_role,
    smooth_painter,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.imports.columns_box import KINDS

SIGN = 40
WORDS_WIDTH = 460
WORDS_LEAST = 200
ABOUT_LEAST = 180


class DropZone(QWidget):
    """The page without a file: where it goes, and what happens then."""

    def __init__(self) -> None:
        super().__init__()
        self._over = False
        title = Words(tr("Drop a file from your till here"), Role.TITLE)
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = Caption(
            tr(
                "Customers or purchases, as a spreadsheet or text file. The columns are "
                "recognised by their headings and contents. You see what would happen before "
                "anything is saved."
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
        painter = smooth_painter(self)
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


class SourceLine(FlowLine):
    """The chosen file, what it lists, and the way to another one."""

    kind_chosen = Signal(str)
    """The file lists something else than its headings seem to say."""
    other_pressed = Signal()
    """Another file is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Words("", Role.EMPHASISED, wrap=False)
        self.about = QLabel()
        set_role(self.about, Role.CAPTION)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
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
        about = QWidget()
        column_layout(about, 0, self._name, self.about)
        for words in (self._name, self.about):
            words.setMinimumWidth(1)  # a long name gives way, the window does not
        self.add(about, stretch=1, least=ABOUT_LEAST)
        self.add(self._kinds)
        self.add(self.other_button, before=SPACE_M)

    def show_file(self, path: Path) -> None:
        """Show a file that is still being looked at."""
        self._name.setText(path.name if len(path.name) <= 60 else f"{path.name[:57]}…")
        self._name.setToolTip(plain_tip(str(path)))
        self.about.setText(tr("Looking at the file …"))
        self._kinds.hide()

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what the file seems to be."""
        parts = [" ".join(preview.format.split()[:2])]  # which sign parts the cells is no news
        if preview.sheet != preview.file_name:
            parts.append(tr("sheet {name}", name=preview.sheet))
        if preview.heading_row:
            parts.append(tr("headings in row {n}", n=preview.heading_row))
        self.about.setText(" · ".join(parts))
        self.kind_buttons[preview.kind].setChecked(True)
        self._kinds.show()

    def show_unreadable(self) -> None:
        """Say nothing about a file that cannot be read."""
        self.about.setText("")
        self._kinds.hide()

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


class Task(StrEnum):
    """What is being done with the file."""

    LOOK = "look"
    TRIAL = "trial"
    BRING_IN = "bring_in"


@dataclass(frozen=True, slots=True)
class Source:
    """A file and how it is to be read."""

    path: Path
    kind: ImportKind | None = None
    """None: what its headings say."""
    columns: Mapping[str, Sequence[str]] | None = None
    """None: as they are recognised."""
    lunar_sign: str | None = None
    """Which bare sign means a lunar birthday; None: nobody has said."""


def look(shop: Shop, source: Source, progress: Progress) -> ImportPreview:
    """Look at a file."""
    return look_at(source.path, source.kind, source.columns, shop=shop)


def bring_in(shop: Shop, source: Source, progress: Progress, *, trial: bool) -> ImportReport:
    """Bring a file in, or see what that would do.

    ``progress`` raises where the user cancels; the transaction is then taken back.
    """
    if source.kind is ImportKind.PURCHASES:
        return import_purchases(
            shop, source.path, columns=source.columns, dry_run=trial, progress=progress
        )
    return import_customers(
        shop,
        source.path,
        columns=source.columns,
        lunar_sign=source.lunar_sign,
        dry_run=trial,
        progress=progress,
    )
