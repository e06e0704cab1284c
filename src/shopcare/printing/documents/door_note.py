"""The note left on a door: four on an A4 sheet to cut, or one on a length of roll (T-13)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from shopcare.domain.papers.document import Paper, Promise
from shopcare.printing.cutting import cell_sheet, grid_page, roll_page
from shopcare.printing.document import Document, moment_or_blank, promise_text
from shopcare.printing.draw_commands import Block, keep_together, total_height
from shopcare.printing.letterhead import captioned, provisional_note
from shopcare.printing.pages import Page, Pages, paginate
from shopcare.printing.paper import MM, NOTE_TYPE, Sheet
from shopcare.printing.typesetter import Typesetter

_GRID: Final = {Paper.A4: (2, 2), Paper.A5: (2, 1), Paper.CONTINUOUS: (2, 1)}
"""How many notes fit beside and below each other; a roll carries one."""
_CELL_MARGIN: Final = 8 * MM
_HANDWRITING_PT: Final = 19.0
_BLANK_NAME: Final = "_" * 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorNote:
    """The note left on a door (T-13)."""

    customer_name: str = ""
    came_at: datetime | None = None
    reason: str = ""
    request: str = ""
    """What the customer should do."""
    proposed: Promise | None = None
    staff_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorNoteSheet(Document):
    """Door notes to cut from a sheet; the places left over are blank notes."""

    notes: tuple[DoorNote, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the notes out; a long one goes on in the next place, free places are blank notes."""
        paper = _lying(setter.sheet)
        columns, rows = _GRID.get(paper.paper, (1, 1))
        cell = paper
        if not paper.is_roll:
            cell = cell_sheet(paper, columns, rows, _CELL_MARGIN, NOTE_TYPE)
        small = Typesetter(cell, setter.words, setter.fonts)
        notes = self.notes or (DoorNote(),)
        cells = [blocks for note in notes for blocks in _cells(note, self, small)]
        return Pages(title=_title(setter), pages=tuple(_pages(cells, self, paper, small)))


def _title(setter: Typesetter) -> str:
    return setter.words.text("Sorry we missed you")


def _pages(
    cells: list[list[Block]], sheet: DoorNoteSheet, paper: Sheet, small: Typesetter
) -> list[Page]:
    """Set a length of roll for each note, or as many as a sheet has places for."""
    if paper.is_roll:
        return [roll_page(blocks, paper) for blocks in cells]
    columns, rows = _GRID[paper.paper]
    places = columns * rows
    cells = cells + _cells(DoorNote(), sheet, small)[:1] * (-len(cells) % places)
    return [
        grid_page(cells[start : start + places], paper, small.sheet)
        for start in range(0, len(cells), places)
    ]


def _lying(paper: Sheet) -> Sheet:
    """Turn an A5 sheet, so that two notes of A6 stand on it."""
    if paper.paper is not Paper.A5:
        return paper
    return replace(paper, width=paper.height, height=paper.width)


def _cells(note: DoorNote, sheet: DoorNoteSheet, setter: Typesetter) -> list[list[Block]]:
    """Set one note, on as many places as it needs."""
    width = setter.sheet.inner_width
    words, size = setter.words, setter.type.caption
    last_foot = _shop(sheet, note, setter, width)
    head = _head(sheet, setter, width)
    line = setter.type.line_height(size)
    room = setter.sheet.inner_height - line
    body = [*head, *_body(note, setter, width)]
    filled = paginate(body, room, head, total_height(last_foot))
    for number, blocks in enumerate(filled, 1):
        if number == len(filled):
            white = room - total_height([*blocks, *last_foot])
            blocks.extend([setter.spacer(0 if setter.sheet.is_roll else white), *last_foot])
        if len(filled) > 1:
            page = words.text("Page {number} of {count}", number=number, count=len(filled))
            blocks.extend(setter.right_aligned(page, width, size))
    return filled


def _head(sheet: DoorNoteSheet, setter: Typesetter, width: float) -> list[Block]:
    return [
        *setter.paragraph(sheet.shop.name, width, setter.type.body, bold=True),
        *setter.paragraph(_title(setter), width, setter.type.title, bold=True),
        setter.rule(width, above=4, below=6),
    ]


def _body(note: DoorNote, setter: Typesetter, width: float) -> list[Block]:
    """Set when we came, why, and what the customer should do; blanks to write on."""
    words = setter.words
    to = note.customer_name or _BLANK_NAME
    blocks = [
        *setter.paragraph(words.text("Dear {name},", name=to), width, setter.type.strong),
        *setter.paragraph(words.text("We came to see you, but nobody was at home."), width),
        setter.spacer(5),
    ]
    for label, value, lines in (
        (words.text("We came on"), moment_or_blank(words, note.came_at), 1),
        (words.text("Why we came"), note.reason, 2),
        (words.text("What we ask of you"), note.request, 3),
        (words.text("New time we propose"), promise_text(words, note.proposed), 1),
    ):
        blocks += _entry(label, value, lines, setter, width)
    if note.proposed and note.proposed.is_provisional:
        blocks += provisional_note(setter, width)
    return blocks


def _entry(label: str, value: str, lines: int, setter: Typesetter, width: float) -> list[Block]:
    caption = setter.paragraph(label, width, setter.type.caption, faint=True)
    blanks = [setter.writing_line(width, height=_HANDWRITING_PT)] * lines
    values = setter.paragraph(value, width) or blanks
    return [*keep_together([*caption, values[0]]), *values[1:], setter.spacer(4)]


def _shop(sheet: DoorNoteSheet, note: DoorNote, setter: Typesetter, width: float) -> list[Block]:
    """Set whom to call: the shop, never a private number."""
    words, type_ = setter.words, setter.type
    shop = sheet.shop
    label = words.text("Please call the shop")
    who = words.text("Your service: {name}", name=note.staff_name or _BLANK_NAME)
    return [
        setter.rule(width, above=3, below=4),
        *captioned(setter, label, shop.phone, width),
        *setter.paragraph(
            "  ·  ".join(filter(None, (shop.opening_hours, shop.address))), width, type_.caption
        ),
        *setter.paragraph(who, width, type_.body),
    ]
