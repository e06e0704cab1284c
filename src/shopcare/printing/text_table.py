"""Tables of plain texts under a heading; on a roll each row is a few lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from shopcare.printing.draw_commands import Block, stack
from shopcare.printing.typesetter import Typesetter

_GUTTER_PT = 10.0
Cell = Callable[[float], list[Block]]
"""Sets a cell for a width."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and its part of the width."""

    title: str
    share: float


def table_head(columns: Sequence[Column], setter: Typesetter, width: float) -> tuple[Block, ...]:
    """Set the titles; they stay with the first row."""
    size = setter.type.caption
    parts = [
        (left, setter.paragraph(column.title, room, size, faint=True))
        for column, (left, room) in zip(columns, _places(columns, width), strict=True)
    ]
    head = stack([*setter.columns(parts), setter.rule(width, above=1, below=3)])
    return (replace(head, keep_with_next=True),)


def table_row(
    columns: Sequence[Column],
    cells: Sequence[Cell],
    setter: Typesetter,
    width: float,
    head: tuple[Block, ...],
) -> list[Block]:
    """Set a row with a hairline below; a row too tall for that is set cell below cell."""
    parts = [
        (left, cell(room))
        for cell, (left, room) in zip(cells, _places(columns, width), strict=True)
    ]
    blocks = [*setter.columns(parts), setter.rule(width, above=3, below=4)]
    if len(blocks) == 2:
        return [replace(stack(blocks), repeated_head=head)]
    return [replace(block, repeated_head=head) for block in blocks]


def _places(columns: Sequence[Column], width: float) -> list[tuple[float, float]]:
    """Say for each column where it begins and how wide it is."""
    places = []
    left = 0.0
    for column in columns:
        places.append((left, column.share * width - _GUTTER_PT))
        left += column.share * width
    return places


TextRow = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table and its heading."""

    heading: str
    columns: tuple[Column, ...]
    rows: list[TextRow]
    to_write: int | None = None
    """The column that is written in by hand where it is empty."""


def text_table(table: TextTable, setter: Typesetter, width: float) -> list[Block]:
    """Set the heading with the number of rows, and the rows; an empty table says so."""
    title = setter.heading(f"{table.heading}  {len(table.rows)}", width)
    if not table.rows:
        return [*title, *setter.paragraph(setter.words.text("None today"), width, faint=True)]
    if setter.sheet.is_roll:
        return [*title, *(b for row in table.rows for b in _stacked(table, row, setter, width))]
    head = table_head(table.columns, setter, width)
    blocks = [*title, *head]
    for row in table.rows:
        blocks += table_row(table.columns, _cells(table, row, setter), setter, width, head)
    return blocks


def _cells(table: TextTable, row: TextRow, setter: Typesetter) -> list[Cell]:
    """Set the cells of a row; where one is to be written in, the others stand on its line."""
    is_written = table.to_write is not None and not row[table.to_write]
    size = setter.type.caption

    def cell(number: int, room: float) -> list[Block]:
        if is_written and number == table.to_write:
            return [setter.handwriting_line(room)]
        text = setter.paragraph(row[number] or "–", room, size, bold=not number)
        return setter.level_with_writing_line(text, size) if is_written else text

    return [partial(cell, number) for number in range(len(row))]


def _stacked(table: TextTable, row: TextRow, setter: Typesetter, width: float) -> list[Block]:
    """Set a row of the table as a few lines of a roll."""
    first, *rest = row
    size, written = setter.type.caption, table.to_write
    lines = setter.paragraph("  ·  ".join(filter(None, rest)), width, size)
    white = 2.0
    if written is not None and not row[written]:
        white = 7.0  # else its line and the rule look like two lines to write on
        label = table.columns[written].title
        lines += setter.field(label, "", width, setter.label_width([label], width))
    return [
        *setter.paragraph(first, width, bold=True),
        *lines,
        setter.rule(width, above=white, below=2),
    ]
