"""The label on an item in the shop (W-1): number, code, promised day and shelf, no name."""

from dataclasses import dataclass
from typing import Final

from shopcare.domain.papers.document import Paper, Promise
from shopcare.printing.codes import QUIET_PT, code_128, qr
from shopcare.printing.cutting import cell_sheet, grid_page
from shopcare.printing.document import Document, promise_text
from shopcare.printing.draw_commands import Block, row_of, shifted, stack
from shopcare.printing.pages import Page, Pages
from shopcare.printing.paper import LABEL_TYPE, MM
from shopcare.printing.typesetter import Typesetter

_COLUMNS: Final = 3
_ROWS: Final = 8
"""How many labels of 70 × 37 mm are on an A4 sheet."""
_CELL_MARGIN: Final = 4 * MM
_BARS_PT: Final = 6 * MM
_GAP: Final = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabel:
    """One label; whose goods they are is not on it."""

    number: str
    code: str
    """As it is scanned: the case number, of several items with the position of this one."""
    position: str = ""
    """Which of several items it is: 2/3."""
    what: str = ""
    promise: Promise | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabels(Document):
    """Labels for a roll, one a page, or for an A4 sheet to cut."""

    labels: tuple[ItemLabel, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the labels out."""
        title = setter.words.text("Item labels")
        if setter.sheet.paper is Paper.A4:
            return Pages(title=title, pages=tuple(_sheets(self.labels, setter)))
        return Pages(title=title, pages=tuple(_page(label, setter) for label in self.labels))


def _sheets(labels: tuple[ItemLabel, ...], setter: Typesetter) -> list[Page]:
    cell = cell_sheet(setter.sheet, _COLUMNS, _ROWS, _CELL_MARGIN, LABEL_TYPE)
    small = Typesetter(cell, setter.words, setter.fonts)
    cells = [[_label(label, small)] for label in labels]
    places = _COLUMNS * _ROWS
    return [
        grid_page(cells[start : start + places], setter.sheet, cell)
        for start in range(0, len(cells), places)
    ]


def _page(label: ItemLabel, setter: Typesetter) -> Page:
    sheet = setter.sheet
    commands = shifted(_label(label, setter).commands, sheet.left, sheet.top)
    return Page(width=sheet.width, height=sheet.height, commands=commands)


def _label(label: ItemLabel, setter: Typesetter) -> Block:
    """Set number, day and shelf beside the square, then what it is, and bars where they fit."""
    width, height = setter.sheet.inner_width, setter.sheet.inner_height
    square, side = qr(label.code)
    head = stack(_head(label, setter, width - side - QUIET_PT))
    top = row_of([(0, [head]), (width - side, [Block(height=side + QUIET_PT, commands=(square,))])])
    bars, bars_width = code_128(label.code, _BARS_PT)
    has_bars = bars_width <= width
    room = height - top.height - (_BARS_PT + _GAP if has_bars else 0)
    what = stack(_what(label.what, setter, room))
    if not has_bars:
        return stack([top, what])
    down = Block(height=_BARS_PT, commands=shifted((bars,), (width - bars_width) / 2, 0))
    return stack([top, what, setter.spacer(room + _GAP - what.height), down])


def _head(label: ItemLabel, setter: Typesetter, room: float) -> list[Block]:
    type_, words = setter.type, setter.words
    number = f"{label.number}  {label.position}" if label.position else label.number
    blocks = setter.fitted_line(number, room, type_.strong, bold=True)[:1]
    if day := promise_text(words, label.promise):
        promised = words.text("For {day}", day=day)
        blocks += setter.fitted_line(promised, room, type_.body, bold=True)[:1]
    return blocks + setter.fitted_line(label.place, room, type_.display, bold=True)[:1]


def _what(what: str, setter: Typesetter, room: float) -> list[Block]:
    """Set what it is on as many lines as there is room for; dots say that there is more."""
    width, size = setter.sheet.inner_width, setter.type.caption
    most = int(room / setter.type.line_height(size))
    lines = setter.lines(what, width, size)
    if len(lines) > most:
        kept = what[: sum(map(len, lines[:most])) - 1]
        while len(setter.lines(f"{kept}…", width, size)) > most:
            kept = kept[:-1]
        what = f"{kept}…"
    return setter.paragraph(what, width, size)
