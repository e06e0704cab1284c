"""The rows of every list: the model that holds them, and the delegate that paints them."""

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from shopcare.ui.kit.lists.row_layout import (
    DOT,
    MOST_DOTS,
    ChipPlace,
    Dots,
    RowContent,
    RowFold,
    RowLayout,
    RowSection,
    Text,
)
from shopcare.ui.kit.style.icons import SIDE, draw_sign, pixel_ratio
from shopcare.ui.kit.style.tokens import (
    ROW,
    SPACE_L,
    SPACE_S,
    Tokens,
    body_font,
    text_width,
    tokens_of,
)
from shopcare.ui.kit.widgets.buttons import key_cap_width, paint_key_cap
from shopcare.ui.kit.widgets.chip import paint_chip

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
Row = TypeVar("Row")
SECTION_HEIGHT: Final = 36
MOST_PICTURES: Final = 48
"""Rows that are kept as pictures: two screens, about 5 MB."""


class RowsModel(QAbstractListModel, Generic[Row]):
    """Holds the entries; what is painted of a row is asked for when it is first seen."""

    def __init__(self, content_of: Callable[[Row], RowContent]) -> None:
        super().__init__()
        self.entries: list[Row | RowSection] = []
        self._content_of = content_of
        self._contents: dict[int, RowContent] = {}

    def set_entries(self, entries: "Sequence[Row | RowSection]") -> None:
        """Show other rows."""
        self.beginResetModel()
        self.entries = list(entries)
        self._contents.clear()
        self.endResetModel()

    def rows(self) -> "list[Row]":
        """Give the rows, without the sections."""
        return [entry for entry in self.entries if not isinstance(entry, RowSection)]

    def row(self, number: int) -> "Row | None":
        """Give a row; None where there is none, or a section's title."""
        entry = self.entries[number] if 0 <= number < len(self.entries) else None
        return None if isinstance(entry, RowSection) else entry

    def content(self, number: int) -> RowContent:
        """Give what is painted of a row."""
        found = self._contents.get(number)
        if found is None:
            row = self.row(number)
            assert row is not None
            content = self._content_of(row)
            found = content._replace(chips=tuple(content.chips))  # so that it can be looked up
            self._contents[number] = found
        return found

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many entries there are."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell Qt that sections cannot be selected."""
        if isinstance(self.entries[index.row()], RowSection):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Give what a screen reader says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.entries[index.row()]
        return entry.title if isinstance(entry, RowSection) else self.content(index.row()).spoken()


class RowDelegate(QStyledItemDelegate, Generic[Row]):
    """Paints rows and section titles."""

    def __init__(
        self, model: RowsModel[Row], layout: RowLayout, view: QListView, *, recurring: bool = True
    ) -> None:
        """Paint the rows of a model.

        Args:
            layout: says where the parts of a row stand.
            view: the list.
            recurring: most rows are the same at the next reload, and are kept as pictures. bench,
                "today's calls, whole panel": 15 ms with pictures, 22 without; "key press until
                rows are painted", where the rows are others each time: 7.4 with, 6.3 without.
        """
        super().__init__(view)
        self._view = view
        self._model = model
        self._layout = layout
        self._recurring = recurring
        self._pictures: dict[tuple[RowContent, int, Tokens, float], QPixmap] = {}
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.fontDatabaseChanged.connect(self.forget)  # rare characters can be drawn now

    @Slot()
    def forget(self) -> None:
        """Paint every row anew."""
        self._pictures.clear()
        self._view.viewport().update()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Tell Qt the height."""
        section = isinstance(self._model.entries[index.row()], RowSection)
        return QSize(200, SECTION_HEIGHT if section else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        painter.save()
        entry = self._model.entries[index.row()]
        if isinstance(entry, RowSection):
            _paint_section(painter, option.rect, entry, tokens_of(option.palette))
        else:
            self._paint_entry(painter, option, index.row())
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, number: int) -> None:
        content, rect = self._model.content(number), option.rect
        is_current = number == self._view.currentIndex().row()
        if self._recurring and not is_current:
            painter.drawPixmap(rect.topLeft(), self._picture(painter, option, content))
            return
        tokens = tokens_of(option.palette)
        _fill(painter, rect, tokens.accent_tint if is_current else tokens.raised)
        if is_current:
            _fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), tokens.accent)
        self._paint_row(painter, rect, content, option.palette)

    def _picture(
        self, painter: QPainter, option: QStyleOptionViewItem, content: RowContent
    ) -> QPixmap:
        """Give a row as a picture: most rows are the same after a reload or a step of scrolling."""
        tokens, size, ratio = tokens_of(option.palette), option.rect.size(), pixel_ratio(painter)
        key = content, size.width(), tokens, ratio
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= MOST_PICTURES:
                self._pictures.clear()
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(tokens.raised))
            inner = QPainter(picture)
            self._paint_row(inner, QRect(QPoint(0, 0), size), content, option.palette)
            inner.end()
            self._pictures[key] = picture
        return picture

    def _paint_row(
        self, painter: QPainter, rect: QRect, content: RowContent, palette: QPalette
    ) -> None:
        tokens = tokens_of(palette)
        ink, faint = QColor(tokens.ink), QColor(tokens.faint)
        for part in self._layout(content, rect):
            if isinstance(part, Text):
                _write(painter, part, faint if part.faint else ink)
            elif isinstance(part, ChipPlace):
                paint_chip(painter, part.rect, part.words, part.meaning, palette, part.sign)
            elif isinstance(part, Dots):
                _paint_dots(painter, part, faint)
            else:
                draw_sign(painter, part.name, part.rect, faint)


def _fill(painter: QPainter, rect: QRect, colour: str) -> None:
    # Not fillRect: to tell its many kinds apart PySide prepares 169 gradients.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRect(rect)


def _paint_section(painter: QPainter, rect: QRect, section: RowSection, tokens: Tokens) -> None:
    room = rect.adjusted(SPACE_L, 4, -SPACE_L, 0)
    _write(painter, Text(room, section.title, bold=True), QColor(tokens.ink))
    room.setLeft(room.left() + text_width(section.title, bold=True) + SPACE_S)
    _write(painter, Text(room, str(section.rows)), QColor(tokens.faint))
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if section.fold is not None:
        _paint_fold(painter, rect, section.fold, tokens)


def _paint_fold(painter: QPainter, rect: QRect, fold: RowFold, tokens: Tokens) -> None:
    """Paint the key that folds a section, and an arrow."""
    arrow = QRect(rect.right() - SPACE_L - SIDE, 0, SIDE, SIDE)
    arrow.moveTop(rect.center().y() - SIDE // 2 + 2)
    sign = "chevron-down" if fold.is_open else "chevron-right"
    draw_sign(painter, sign, arrow, QColor(tokens.faint))
    width = key_cap_width(fold.key)
    cap = QRect(arrow.left() - SPACE_S - width, arrow.top() - 1, width, 20)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_key_cap(painter, cap, fold.key, tokens)


def _write(painter: QPainter, text: Text, ink: QColor) -> None:
    """Write one line, cut with dots if need be."""
    font, metrics = body_font(bold=text.bold)
    words, room = text.words, text.rect
    width = text_width(words, bold=text.bold)
    if width > room.width():
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        width = metrics.horizontalAdvance(words)
    painter.setFont(font)
    painter.setPen(ink)
    # At a point of its own a text costs half of what it costs inside a rectangle.
    left = room.left() + (room.width() - width if text.right else 0)
    above = (room.height() - metrics.height() + 1) // 2
    painter.drawText(left, room.top() + above + metrics.ascent(), words)


def _paint_dots(painter: QPainter, dots: Dots, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    top = dots.rect.center().y() - DOT // 2
    for number in range(MOST_DOTS):
        painter.setBrush(colour if number < dots.tries else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dots.rect.left() + number * (DOT + 4), top, DOT, DOT)
