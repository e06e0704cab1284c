"""Holds the rows of a list and paints them: when, who, why, how late, how often tried."""

from collections.abc import Callable, Sequence
from typing import Any, Final

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
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from shopcare.ui.kit.lists.row_content import RowContent, RowFold, RowSection
from shopcare.ui.kit.lists.row_room import (
    LEAST_TITLE,
    NARROW,
    least_room,
    name_room,
    number_room,
    sign_of,
    title_room,
    usual_name_room,
)
from shopcare.ui.kit.style.icons import SIDE, draw_sign, pixel_ratio
from shopcare.ui.kit.style.tokens import (
    ROW,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    Role,
    Tokens,
    role_font,
    tokens_of,
)
from shopcare.ui.kit.widgets.chip import HEIGHT, chip_width, paint_chip

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SECTION_HEIGHT: Final = 36
DOT: Final = 7
MOST_DOTS: Final = 3
MOST_PICTURES: Final = 48
"""Rows that are kept as pictures: two screens, about 5 MB."""
LEAST_CHIP: Final = 84
"""Pixels below which a chip shows its sign alone: enough for some three characters beside it."""
LEAST_DETAIL: Final = 60
"""Pixels below which faint words are left out rather than cut to nothing."""


class RowsModel(QAbstractListModel):
    """Rows and sections in their order."""

    def __init__(self, look: Callable[[Any], RowContent]) -> None:
        super().__init__()
        self.entries: list[Any] = []
        self._look = look
        self._looks: dict[int, RowContent] = {}

    def set_entries(self, entries: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.entries = list(entries)
        self._looks.clear()
        self.endResetModel()

    def look(self, number: int) -> RowContent:
        """Give what is painted of a row; asked for when the row is first seen."""
        found = self._looks.get(number)
        if found is None:
            found = self._looks[number] = self._look(self.entries[number])
        return found

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Tell Qt how many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell Qt that sections cannot be selected."""
        if isinstance(self.entries[index.row()], RowSection):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a screen reader says."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.entries[index.row()]
        return entry.title if isinstance(entry, RowSection) else self.look(index.row()).spoken()


class RowDelegate(QStyledItemDelegate):
    """Paints rows and section titles."""

    def __init__(self, model: RowsModel, lead_width: int, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._lead = lead_width
        self._painted: dict[tuple[object, ...], QPixmap] = {}
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.fontDatabaseChanged.connect(self.forget)  # rare characters can be drawn now

    @Slot()
    def forget(self) -> None:
        """Paint every row anew."""
        self._painted.clear()
        self._view.viewport().update()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Tell Qt the height."""
        section = isinstance(self._model.entries[index.row()], RowSection)
        return QSize(200, SECTION_HEIGHT if section else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry."""
        painter.save()
        tokens = tokens_of(option.palette)
        entry = self._model.entries[index.row()]
        if isinstance(entry, RowSection):
            self._paint_section(painter, option.rect, entry, tokens)
        else:
            look = self._model.look(index.row())
            if index.row() == self._view.currentIndex().row():
                self._paint_row(painter, option, look, tokens, True)
            else:
                painter.drawPixmap(option.rect.topLeft(), self._picture(painter, option, look))
        painter.restore()

    def _picture(
        self, painter: QPainter, option: QStyleOptionViewItem, look: RowContent
    ) -> QPixmap:
        """Give a row as a picture: most rows are the same after a reload or a step of scrolling."""
        tokens, size = tokens_of(option.palette), option.rect.size()
        ratio = pixel_ratio(painter)
        key = (look.key(), size.width(), tokens.paper, ratio)
        picture = self._painted.get(key)
        if picture is None:
            if len(self._painted) >= MOST_PICTURES:
                self._painted.clear()
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(tokens.raised))
            inner, moved = QPainter(picture), QStyleOptionViewItem(option)
            moved.rect = QRect(QPoint(0, 0), size)
            self._paint_row(inner, moved, look, tokens, False)
            inner.end()
            self._painted[key] = picture
        return picture

    def _paint_section(
        self, painter: QPainter, rect: QRect, section: RowSection, tokens: Tokens
    ) -> None:
        words = rect.adjusted(SPACE_L, 4, -SPACE_L, 0)
        name = role_font(Role.BODY, bold=True)
        _write(painter, words, section.title, QColor(tokens.ink), name)
        width = painter.fontMetrics().horizontalAdvance(section.title) + SPACE_S
        count = role_font(Role.BODY)
        _write(
            painter, words.adjusted(width, 0, 0, 0), str(section.rows), QColor(tokens.faint), count
        )
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if section.fold is not None:
            _paint_fold(painter, rect, section.fold, tokens)

    def _paint_row(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        look: RowContent,
        tokens: Tokens,
        selected: bool,
    ) -> None:
        rect: QRect = option.rect
        if selected:
            # Not fillRect: to tell its many kinds apart PySide prepares 169 gradients.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_tint))
            painter.drawRect(rect)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRect(rect.left(), rect.top(), 3, rect.height())
        whole = rect.adjusted(SPACE_L, 0, -SPACE_L, 0)
        usual = usual_name_room(whole.width() - self._lead)
        room = self._paint_ends(painter, whole, look, tokens)
        half = name_room(room.width(), look, usual)
        names = QRect(room.left(), room.top(), half - SPACE_S, room.height())
        self._paint_names(painter, names, look, tokens)
        room.setLeft(room.left() + half)
        self._paint_chips(painter, room, look, option)

    def _paint_names(
        self, painter: QPainter, room: QRect, look: RowContent, tokens: Tokens
    ) -> None:
        """Paint who, the number to call, and the faint words, as far as there is room."""
        ink = QColor(tokens.faint if look.faint else tokens.ink)
        bold, body = role_font(Role.BODY, bold=not look.faint), role_font(Role.BODY)
        title, number = title_room(look), number_room(look)
        if number and room.width() >= LEAST_TITLE + number - SPACE_M:
            start = min(title, room.width() - number + SPACE_M)
            _write(painter, room.adjusted(start, 0, 0, 0), look.number, ink, body)
            room.setWidth(start - SPACE_M)
            _write(painter, room, look.title, ink, bold)
            return
        taken = _write(painter, room, look.title, ink, bold) + SPACE_M
        if look.detail and room.width() - taken > LEAST_DETAIL:
            faint = QColor(tokens.faint)
            _write(painter, room.adjusted(taken, 0, 0, 0), look.detail, faint, body)

    def _paint_ends(
        self, painter: QPainter, room: QRect, look: RowContent, tokens: Tokens
    ) -> QRect:
        """Paint the first column, the tries and the last column; give what room is left."""
        faint, body = QColor(tokens.faint), role_font(Role.BODY)
        if self._lead:
            lead = QRect(room.left(), room.top(), self._lead - SPACE_S, room.height())
            _write(painter, lead, look.lead, faint, body)
            room.setLeft(room.left() + self._lead)
        if room.width() < NARROW:
            return room
        needed = least_room(look)  # where it is narrow, the chips say more than the last column
        if look.trail:
            painter.setFont(body)
            width = painter.fontMetrics().horizontalAdvance(look.trail)
            if room.width() - width - SPACE_M >= needed:
                trail = QRect(room.right() - width, room.top(), width + 1, room.height())
                _write(painter, trail, look.trail, faint, body)
                room.setRight(trail.left() - SPACE_M)
        if not look.dots:  # the chips may have their room
            return room
        width = MOST_DOTS * (DOT + 4)
        dots = QRect(room.right() - width, room.top(), width, room.height())
        _paint_dots(painter, dots, look.dots, faint)
        room.setRight(dots.left() - SPACE_S)
        return room

    def _paint_chips(
        self, painter: QPainter, room: QRect, look: RowContent, option: QStyleOptionViewItem
    ) -> None:
        left = room.left()
        signs = [sign_of(chip) for chip in look.chips]
        signed = [chip_width("", sign) + SPACE_S if sign else 0 for sign in signs]
        for number, (chip, sign) in enumerate(zip(look.chips, signs, strict=True), 1):
            text, spare = chip.text, room.right() - left
            least = min(LEAST_CHIP, chip_width(text, sign))
            if spare - sum(signed[number:]) >= least:
                spare -= sum(signed[number:])  # the others show their signs at least
            if spare < least:
                text = ""  # its sign alone says more than a letter and dots
            width = min(chip_width(text, sign), spare)
            if width < chip_width("", sign) or not (text or sign):
                break
            top = room.center().y() - HEIGHT // 2 + 1
            where = QRect(left, top, width, HEIGHT)
            paint_chip(painter, where, text, chip.meaning, option.palette, sign)
            left += width + SPACE_S


def _paint_fold(painter: QPainter, rect: QRect, fold: RowFold, tokens: Tokens) -> None:
    """Paint the key that folds a section, and an arrow."""
    arrow = QRect(rect.right() - SPACE_L - SIDE, 0, SIDE, SIDE)
    arrow.moveTop(rect.center().y() - SIDE // 2 + 2)
    draw_sign(
        painter,
        "chevron-down" if fold.is_open else "chevron-right",
        arrow,
        QColor(tokens.faint),
    )
    font = role_font(Role.CAPTION, bold=True)
    width = QFontMetrics(font).horizontalAdvance(fold.key) + 10
    cap = QRect(arrow.left() - SPACE_S - width, arrow.top() - 1, width, 20)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.edge), 1))
    painter.setBrush(QColor(tokens.paper))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setPen(QColor(tokens.faint))
    painter.setFont(font)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, fold.key)


def _write(painter: QPainter, rect: QRect, text: str, colour: QColor, font: QFont) -> int:
    """Write one line, cut with dots if need be; tell how wide it came out."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(text)
    if width > rect.width():  # asking costs twenty times what measuring does
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        width = metrics.horizontalAdvance(text)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return width


def _paint_dots(painter: QPainter, rect: QRect, count: int, colour: QColor) -> None:
    """Paint the tries made as full dots; nothing where there was none."""
    if not count:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    for number in range(MOST_DOTS):
        painter.setBrush(colour if number < count else Qt.BrushStyle.NoBrush)
        top = rect.center().y() - DOT // 2
        painter.drawEllipse(rect.left() + number * (DOT + 4), top, DOT, DOT)
