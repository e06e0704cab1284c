"""What is drawn on paper, as plain facts: laid out first, drawn later.

A block is a band of paper that is never cut; a document is a row of blocks, which the page maker
sets one below the other. So nothing can overlap and nothing can fall off the page.
Positions are points from the block's left and top, down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

HAIRLINE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Text:
    """Printable text of one size, its baseline at ``y``."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    grey: float = 0.0
    rotated: bool = False
    """Reads downwards, rotated by a quarter."""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float = HAIRLINE
    grey: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """The outline of a rectangle; a box to tick."""

    x: float
    y: float
    width: float
    height: float
    thickness: float = HAIRLINE
    grey: float = 0.0
    filled: bool = False
    """With white, below every text."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Filled black rectangles drawn as one shape: a code."""

    x: float
    y: float
    step_width: float
    """The width of one bar or square, in points."""
    rectangles: tuple[tuple[int, int, int, int], ...]
    """Left, top, width and height, in steps."""
    step_height: float
    """The height of one step down; for squares the same as ``step``."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture below every text, its upper left corner at ``x`` and ``y``."""

    x: float
    y: float
    width: float
    height: float
    content: bytes
    """Of a PNG or a JPEG."""


DrawCommand = Text | Line | Rectangle | Bars | Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A band of paper that stays whole."""

    height: float
    commands: tuple[DrawCommand, ...] = ()
    keep_with_next: bool = False
    """Stays on one page with the block below, where the page has room for both."""
    repeated_head: tuple["Block", ...] = ()
    """What is set again above this block where it begins a page: the head of its table."""


def shifted(commands: Iterable[DrawCommand], right: float, down: float) -> tuple[DrawCommand, ...]:
    """Shift commands."""
    if not right and not down:
        return tuple(commands)
    return tuple(_shifted(command, right, down) for command in commands)


def _shifted(command: DrawCommand, right: float, down: float) -> DrawCommand:
    if isinstance(command, Text):  # nearly all are; replace() takes four times as long
        return Text(
            command.x + right,
            command.y + down,
            command.text,
            command.size,
            command.bold,
            command.grey,
            command.rotated,
        )
    x, y = command.x + right, command.y + down
    if isinstance(command, Line):
        return replace(command, x=x, y=y, to_x=command.to_x + right, to_y=command.to_y + down)
    return replace(command, x=x, y=y)


def total_height(blocks: Iterable[Block]) -> float:
    """Add up the heights of blocks."""
    return sum(block.height for block in blocks)


def keep_together(blocks: Sequence[Block]) -> list[Block]:
    """Keep blocks on one page, where one page has room for them."""
    return [replace(block, keep_with_next=True) for block in blocks[:-1]] + list(blocks[-1:])


def stack(blocks: Iterable[Block], right: float = 0.0) -> Block:
    """Make one block of several, below each other."""
    commands: list[DrawCommand] = []
    down = 0.0
    for block in blocks:
        commands.extend(shifted(block.commands, right, down))
        down += block.height
    return Block(height=down, commands=tuple(commands))


def row_of(columns: Iterable[tuple[float, Sequence[Block]]]) -> Block:
    """Set columns beside each other as one block; each is (distance from the left, blocks)."""
    parts = [stack(blocks, right) for right, blocks in columns]
    return Block(
        height=max((part.height for part in parts), default=0.0),
        commands=tuple(command for part in parts for command in part.commands),
    )
