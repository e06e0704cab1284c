"""Sheets that are cut or torn: several copies or labels on one sheet, and stubs below a line."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shopcare.printing.draw_commands import Block, DrawCommand, Line, shifted, stack
from shopcare.printing.pages import Page
from shopcare.printing.paper import MM, Sheet, Type
from shopcare.printing.typesetter import Typesetter

_CUT_MARK: Final = 5 * MM


def cell_sheet(paper: Sheet, columns: int, rows: int, margin: float, letters: Type) -> Sheet:
    """Make one cell of a sheet with several a small sheet of its own."""
    return replace(
        paper,
        width=paper.width / columns,
        height=paper.height / rows,
        left=margin,
        right=margin,
        top=margin,
        bottom=margin,
        type=letters,
    )


def grid_page(cells: Sequence[Sequence[Block]], paper: Sheet, cell: Sheet) -> Page:
    """Set cells on one sheet, row by row, with the marks to cut along."""
    columns = round(paper.width / cell.width)
    commands: list[DrawCommand] = []
    for place, blocks in enumerate(cells):
        row, column = divmod(place, columns)
        right, down = column * cell.width + cell.left, row * cell.height + cell.top
        commands += shifted(stack(blocks).commands, right, down)
    commands += _cut_marks(paper, cell)
    return Page(width=paper.width, height=paper.height, commands=tuple(commands))


def roll_page(blocks: Sequence[Block], roll: Sheet) -> Page:
    """Set blocks on a length of roll that ends where they end."""
    content = stack(blocks)
    height = roll.top + content.height + roll.bottom
    commands = shifted(content.commands, roll.left, roll.top)
    return Page(width=roll.width, height=height, commands=commands)


def tear_line(label: str, setter: Typesetter, width: float) -> Block:
    """Draw the line to tear along, out to both edges of the paper."""
    size = setter.type.caption
    wide = setter.width(label, size) + 10
    y = size * 0.95
    left, right = -setter.sheet.left, width + setter.sheet.right
    middle = width / 2
    text = stack(setter.paragraph(label, width, size)[:1]).commands
    commands = (
        Line(left, y, middle - wide / 2, y, dashed=True),
        Line(middle + wide / 2, y, right, y, dashed=True),
        *shifted(text, middle - wide / 2 + 5, 0),
    )
    return Block(height=setter.type.line_height(size) + 4, commands=commands)


def _cut_marks(paper: Sheet, cell: Sheet) -> list[DrawCommand]:
    """Draw short marks at the edges and crosses inside, where the sheet is cut."""
    across = [cell.width * n for n in range(1, round(paper.width / cell.width))]
    down = [cell.height * n for n in range(1, round(paper.height / cell.height))]
    commands: list[DrawCommand] = []
    for x in across:
        ends = [0.0, *(y - _CUT_MARK / 2 for y in down), paper.height - _CUT_MARK]
        commands += [Line(x, y, x, y + _CUT_MARK) for y in ends]
    for y in down:
        ends = [0.0, *(x - _CUT_MARK / 2 for x in across), paper.width - _CUT_MARK]
        commands += [Line(x, y, x + _CUT_MARK, y) for x in ends]
    return commands
