"""Tables whose rows stay whole and whose head is repeated on every page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
