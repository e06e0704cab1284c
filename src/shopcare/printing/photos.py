"""Photos side by side with numbered marks, and below each what is to be said of it (X-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shopcare.domain.goods.condition import WHOLE, Mark
from shopcare.domain.papers.document import Paper
from shopcare.printing.draw_commands import (
    Block,
    DrawCommand,
    Image,
    Rectangle,
    Text,
    keep_together,
    row_of,
)
from shopcare.printing.paper import MM
from shopcare.printing.typesetter import Typesetter

_TALLEST: Final = 62 * MM
_GAP: Final = 10.0
_INK: Final = 0.7
SHOWING: Final = (Paper.A4, Paper.A5)
"""The papers on which a photo can be made out; rolls and the form for dot matrix printers have
only the words of its marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPhoto:
    """A photo as it stands on paper."""

    jpeg: bytes
    width: int
    height: int
    caption: str = ""
    marks: tuple[Mark, ...] = ()


def photo_rows(
    title: str, photos: Sequence[PrintedPhoto], setter: Typesetter, width: float, beside: int
) -> list[Block]:
    """Set photos in rows.

    Args:
        title: above the first row; printed without photos on papers that show none.
        photos: with none of them there is nothing but the title.
        setter: for the paper.
        width: of the paper.
        beside: how many photos stand side by side.
    """
    head = setter.paragraph(title, width, setter.type.caption, bold=True)
    if setter.sheet.paper not in SHOWING:
        said = [line for one in photos for line in _said(one, setter, width)]
        return [setter.spacer(3), *keep_together([*head, *said]), setter.spacer(3)]
    room = (width - (beside - 1) * _GAP) / beside
    rows = []
    for start in range(0, len(photos), beside):
        columns = [
            (n * (room + _GAP), [_drawing(one, setter, room), *_said(one, setter, room)])
            for n, one in enumerate(photos[start : start + beside])
        ]
        rows += [row_of(columns), setter.spacer(6)]
    return [setter.spacer(3), *keep_together([*head, *rows[:1]]), *rows[1:]]


def _said(photo: PrintedPhoto, setter: Typesetter, width: float) -> list[Block]:
    """Set the caption, and what each mark shows."""
    words = setter.words
    marked = (f"{n}  {words.text(mark.word)}" for n, mark in enumerate(photo.marks, 1))
    lines = [*filter(None, [photo.caption]), *marked]
    size = setter.type.caption
    return [block for line in lines for block in setter.paragraph(line, width, size)]


def _drawing(photo: PrintedPhoto, setter: Typesetter, room: float) -> Block:
    scale = min(room / photo.width, _TALLEST / photo.height)
    wide, high = photo.width * scale, photo.height * scale
    commands: list[DrawCommand] = [Image(0, 2, wide, high, photo.jpeg)]
    for number, mark in enumerate(photo.marks, 1):
        commands += number_box(
            number, mark.x / WHOLE * wide, mark.y / WHOLE * high, wide, high, setter, down=2
        )
    return Block(height=high + 4, commands=tuple(commands))


def number_box(
    number: int,
    x: float,
    y: float,
    wide: float,
    high: float,
    setter: Typesetter,
    *,
    down: float = 0.0,
) -> list[DrawCommand]:
    """Draw a number in its box around a place; where it would leave the ground, it is moved in."""
    size = setter.type.caption
    side = max(size * 1.3, setter.width(str(number), size, bold=True) + 3)
    left = max(0.0, min(x - side / 2, wide - side))
    top = max(0.0, min(y - side / 2, high - side)) + down
    inset = (side - setter.width(str(number), size, bold=True)) / 2
    text = Text(left + inset, top + side - size * 0.32, str(number), size, True)
    return [Rectangle(left, top, side, side, _INK, filled=True), text]
