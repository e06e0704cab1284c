"""A sketch of goods with numbered marks, and what each of them shows (X-4)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from shopcare.domain.goods.condition import WHOLE, Mark, Sketch
from shopcare.printing.draw_commands import Block, DrawCommand, Line, Rectangle, Text, keep_together
from shopcare.printing.paper import MM
from shopcare.printing.typesetter import Typesetter

_WIDEST: Final = 46 * MM
_GAP: Final = 10.0
_INK: Final = 0.7


def marked_sketch(
    sketch: Sketch, marks: Sequence[Mark], setter: Typesetter, width: float
) -> list[Block]:
    """Set the sketch with its marks on the left and their words beside it."""
    wide = min(_WIDEST, width * 0.5)
    drawn = _drawing(sketch, marks, setter, wide)
    size = setter.type.body
    words = [f"{n}  {setter.words.text(mark.word)}" for n, mark in enumerate(marks, 1)]
    beside = [
        block for text in words for block in setter.paragraph(text, width - wide - _GAP, size)
    ]
    title = setter.paragraph(
        setter.words.text("Condition on the sketch"), width, setter.type.caption, bold=True
    )
    both = setter.columns([(0, [drawn]), (wide + _GAP, beside)])
    return [setter.spacer(3), *keep_together([*title, *both]), setter.spacer(3)]


def _drawing(sketch: Sketch, marks: Sequence[Mark], setter: Typesetter, wide: float) -> Block:
    scale = wide / sketch.width
    commands: list[DrawCommand] = [
        Line(x * scale, y * scale, to_x * scale, to_y * scale, thickness=_INK)
        for stroke in sketch.strokes
        for (x, y), (to_x, to_y) in pairwise(stroke)
    ]
    for number, mark in enumerate(marks, 1):
        commands += _mark(number, mark, sketch, setter, scale)
    return Block(height=sketch.height * scale + 4, commands=tuple(commands))


def _mark(
    number: int, mark: Mark, sketch: Sketch, setter: Typesetter, scale: float
) -> list[DrawCommand]:
    """Draw a number in its box; where it would leave the sketch, it is moved inside."""
    size = setter.type.caption
    side = max(size * 1.3, setter.width(str(number), size, bold=True) + 3)
    x = mark.x / WHOLE * sketch.width * scale - side / 2
    y = mark.y / WHOLE * sketch.height * scale - side / 2
    x = max(0.0, min(x, sketch.width * scale - side))
    y = max(0.0, min(y, sketch.height * scale - side))
    inset = (side - setter.width(str(number), size, bold=True)) / 2
    text = Text(x + inset, y + side - size * 0.32, str(number), size, True)
    return [Rectangle(x, y, side, side, _INK), text]
