"""The note left on a door: four on an A4 sheet to cut, or one on a length of roll (T-13)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shopcare.domain.papers.document import DoorNote, DoorNoteSheet, Paper
from shopcare.printing.draw_commands import Mark, Strip, Stroke, height_of, joined, melted, moved
from shopcare.printing.letterhead import labelled
from shopcare.printing.pages import Page, paginate
from shopcare.printing.paper import MM, NOTE_TYPE, Sheet
from shopcare.printing.typesetter import Typesetter
from shopcare.printing.wording import moment_or_blank, promise_text

_GRID: Final = {Paper.A4: (2, 2), Paper.A5: (2, 1), Paper.CONTINUOUS: (2, 1)}
"""How many notes fit beside and below each other; a roll carries one."""
_CELL_MARGIN: Final = 8 * MM
_CUT_MARK: Final = 5 * MM
_HANDWRITING_PT: Final = 19.0
_BLANK_NAME: Final = "_" * 12


def door_note_title(_sheet: DoorNoteSheet, setter: Typesetter) -> str:
    """Name the document."""
    return setter.words.text("Sorry we missed you")


def door_note_pages(sheet: DoorNoteSheet, setter: Typesetter) -> list[Page]:
    """Lay door notes out; a long note goes on in the next place, free places are blank notes."""
    paper = _lying(setter.sheet)
    columns, rows = _GRID.get(paper.paper, (1, 1))
    notes = sheet.notes or (DoorNote(),)
    cell = _cell(paper, columns, rows)
    small = Typesetter(cell, setter.words, setter.fonts)
    cells = [strips for note in notes for strips in _cells(note, sheet, small)]
    if cell.is_roll:
        return [_roll_page(strips, cell) for strips in cells]
    places = columns * rows
    cells += _cells(DoorNote(), sheet, small)[:1] * (-len(cells) % places)
    return [
        _grid_page(cells[start : start + places], paper, cell, columns)
        for start in range(0, len(cells), places)
    ]


def _lying(paper: Sheet) -> Sheet:
    """Turn an A5 sheet, so that two notes of A6 stand on it."""
    if paper.paper is not Paper.A5:
        return paper
    return replace(paper, width=paper.height, height=paper.width)


def _cell(paper: Sheet, columns: int, rows: int) -> Sheet:
    """Make one place of the grid a small sheet of its own."""
    if paper.is_roll:
        return paper
    return replace(
        paper,
        width=paper.width / columns,
        height=paper.height / rows,
        left=_CELL_MARGIN,
        right=_CELL_MARGIN,
        top=_CELL_MARGIN,
        bottom=_CELL_MARGIN,
        type=NOTE_TYPE,
    )


def _cells(note: DoorNote, sheet: DoorNoteSheet, setter: Typesetter) -> list[list[Strip]]:
    """Set one note, on as many places as it needs."""
    width = setter.sheet.inner_width
    words, size = setter.words, setter.type.caption
    tail = _shop(sheet, note, setter, width)
    head = _head(sheet, setter, width)
    line = setter.type.line(size)
    room = setter.sheet.inner_height - line
    body = [*head, *_body(note, setter, width)]
    filled = paginate(body, room, head, height_of(tail))
    for number, strips in enumerate(filled, 1):
        if number == len(filled):
            white = room - height_of([*strips, *tail])
            strips.extend([setter.gap(0 if setter.sheet.is_roll else white), *tail])
        if len(filled) > 1:
            page = words.text("Page {number} of {count}", number=number, count=len(filled))
            strips.extend(setter.right(page, width, size))
    return filled


def _head(sheet: DoorNoteSheet, setter: Typesetter, width: float) -> list[Strip]:
    return [
        *setter.paragraph(sheet.shop.name, width, setter.type.body, bold=True),
        *setter.paragraph(door_note_title(sheet, setter), width, setter.type.title, bold=True),
        setter.rule(width, above=4, below=6),
    ]


def _body(note: DoorNote, setter: Typesetter, width: float) -> list[Strip]:
    """Set when we came, why, and what the customer should do; blanks to write on."""
    words = setter.words
    to = note.customer_name or _BLANK_NAME
    strips = [
        *setter.paragraph(words.text("Dear {name},", name=to), width, setter.type.strong),
        *setter.paragraph(words.text("We came to see you and nobody was at home."), width),
        setter.gap(5),
    ]
    for label, value, lines in (
        (words.text("We came on"), moment_or_blank(words, note.came_at), 1),
        (words.text("Why we came"), note.reason, 2),
        (words.text("What we ask of you"), note.request, 3),
        (words.text("New time we propose"), promise_text(words, note.proposed), 1),
    ):
        strips += _entry(label, value, lines, setter, width)
    if note.proposed and note.proposed.is_provisional:
        text = words.text("Provisional: the holiday calendar of that year is not out yet.")
        strips += setter.paragraph(text, width, setter.type.caption)
    return strips


def _entry(label: str, value: str, lines: int, setter: Typesetter, width: float) -> list[Strip]:
    caption = setter.paragraph(label, width, setter.type.caption, faint=True)
    blanks = [setter.blank(width, height=_HANDWRITING_PT)] * lines
    values = setter.paragraph(value, width) or blanks
    return [*joined([*caption, values[0]]), *values[1:], setter.gap(4)]


def _shop(sheet: DoorNoteSheet, note: DoorNote, setter: Typesetter, width: float) -> list[Strip]:
    """Set whom to call: the shop, never a private number."""
    words, type_ = setter.words, setter.type
    shop = sheet.shop
    label = words.text("Please call the shop")
    who = words.text("Your service: {name}", name=note.staff_name or _BLANK_NAME)
    return [
        setter.rule(width, above=3, below=4),
        *labelled(setter, label, shop.phone, width),
        *setter.paragraph(
            "  ·  ".join(filter(None, (shop.opening_hours, shop.address))), width, type_.caption
        ),
        *setter.paragraph(who, width, type_.body),
    ]


def _roll_page(strips: Sequence[Strip], sheet: Sheet) -> Page:
    content = melted(strips)
    height = sheet.top + content.height + sheet.bottom
    return Page(width=sheet.width, height=height, marks=moved(content.marks, sheet.left, sheet.top))


def _grid_page(cells: Sequence[Sequence[Strip]], paper: Sheet, cell: Sheet, columns: int) -> Page:
    marks: list[Mark] = []
    for place, strips in enumerate(cells):
        row, column = divmod(place, columns)
        right, down = column * cell.width + cell.left, row * cell.height + cell.top
        marks += moved(melted(strips).marks, right, down)
    marks += _cut_marks(paper, cell)
    return Page(width=paper.width, height=paper.height, marks=tuple(marks))


def _cut_marks(paper: Sheet, cell: Sheet) -> list[Mark]:
    """Draw short marks at the edges and crosses inside, where the sheet is cut."""
    across = [cell.width * n for n in range(1, round(paper.width / cell.width))]
    down = [cell.height * n for n in range(1, round(paper.height / cell.height))]
    marks: list[Mark] = []
    for x in across:
        ends = [0.0, *(y - _CUT_MARK / 2 for y in down), paper.height - _CUT_MARK]
        marks += [Stroke(x, y, x, y + _CUT_MARK) for y in ends]
    for y in down:
        ends = [0.0, *(x - _CUT_MARK / 2 for x in across), paper.width - _CUT_MARK]
        marks += [Stroke(x, y, x + _CUT_MARK, y) for x in ends]
    return marks
