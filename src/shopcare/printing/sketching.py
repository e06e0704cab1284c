"""The condition of goods: a sketch and photos with numbered marks, and their words (X-4)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from shopcare.domain.goods.condition import WHOLE, Mark, Sketch
from shopcare.printing.draw_commands import Block, DrawCommand, Line, keep_together
from shopcare.printing.paper import MM
from shopcare.printing.photos import PrintedPhoto, number_box, photo_rows
from shopcare.printing.typesetter import Typesetter

_WIDEST: Final = 46 * MM
_GAP: Final = 10.0
_INK: Final = 0.7
_BESIDE: Final = 3


def condition(
    sketch: Sketch | None,
    marks: Sequence[Mark],
    photos: Sequence[PrintedPhoto],
    photo_count: int,
    setter: Typesetter,
    width: float,
) -> list[Block]:
    """Set the sketch with its marks, and the photos with theirs; nothing where there are none.

    Args:
        sketch: None where nothing is marked on it.
        marks: what is marked on it.
        photos: those on which something is marked.
        photo_count: how many there are with the others.
        setter: for the paper.
        width: of the paper.
    """
    blocks = _marked_sketch(sketch, marks, setter, width) if sketch is not None else []
    if photo_count:
        title = setter.words.text("Photos on receipt: {n}", n=photo_count)
        blocks += photo_rows(title, photos, setter, width, _BESIDE)
    return blocks


def _marked_sketch(
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
        wide, high = sketch.width * scale, sketch.height * scale
        x, y = mark.x / WHOLE * wide, mark.y / WHOLE * high
        commands += number_box(number, x, y, wide, high, setter)
    return Block(height=sketch.height * scale + 4, commands=tuple(commands))
