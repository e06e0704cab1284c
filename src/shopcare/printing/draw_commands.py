"""Marks on paper as plain facts: laid out first, drawn later.

A strip is a band of paper that is never cut; a document is a row of strips, which the page maker
sets one below the other. So nothing can overlap and nothing can fall off the page.
Positions are points from the strip's left and top, down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

HAIRLINE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Words:
    """Printable text of one size, its baseline at ``y``."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    grey: float = 0.0
    turned: bool = False
    """Reads downwards, turned by a quarter."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float = HAIRLINE
    grey: float = 0.0
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The outline of a rectangle; a box to tick."""

    x: float
    y: float
    width: float
    height: float
    thickness: float = HAIRLINE
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Bars:
    """Filled black rectangles drawn as one shape: a code."""

    x: float
    y: float
    step: float
    """The width of one bar or square, in points."""
    rectangles: tuple[tuple[int, int, int, int], ...]
    """Left, top, width and height, in steps."""
    tall: float
    """The height of one step down; for squares the same as ``step``."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, its upper left corner at ``x`` and ``y``."""

    x: float
    y: float
    width: float
    height: float
    png: bytes


Mark = Words | Stroke | Frame | Bars | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A band of paper that stays whole."""

    height: float
    marks: tuple[Mark, ...] = ()
    joined: bool = False
    """Stays on one page with the strip below, where the page has room for both."""
    repeat: tuple["Strip", ...] = ()
    """What is set again above this strip where it begins a page: the head of its table."""


def moved(marks: Iterable[Mark], right: float, down: float) -> tuple[Mark, ...]:
    """Shift marks."""
    if not right and not down:
        return tuple(marks)
    return tuple(_moved(mark, right, down) for mark in marks)


def _moved(mark: Mark, right: float, down: float) -> Mark:
    if isinstance(mark, Words):  # nearly all are; replace() takes four times as long
        return Words(
            mark.x + right,
            mark.y + down,
            mark.text,
            mark.size,
            mark.bold,
            mark.grey,
            mark.turned,
        )
    x, y = mark.x + right, mark.y + down
    if isinstance(mark, Stroke):
        return replace(mark, x=x, y=y, to_x=mark.to_x + right, to_y=mark.to_y + down)
    return replace(mark, x=x, y=y)


def height_of(strips: Iterable[Strip]) -> float:
    """Add up the heights of strips."""
    return sum(strip.height for strip in strips)


def joined(strips: Sequence[Strip]) -> list[Strip]:
    """Keep strips on one page, where one page has room for them."""
    return [replace(strip, joined=True) for strip in strips[:-1]] + list(strips[-1:])


def melted(strips: Iterable[Strip], right: float = 0.0) -> Strip:
    """Make one strip of several, below each other."""
    marks: list[Mark] = []
    down = 0.0
    for strip in strips:
        marks.extend(moved(strip.marks, right, down))
        down += strip.height
    return Strip(height=down, marks=tuple(marks))


def beside(columns: Iterable[tuple[float, Sequence[Strip]]]) -> Strip:
    """Set columns beside each other as one strip; each is (distance from the left, strips)."""
    parts = [melted(strips, right) for right, strips in columns]
    return Strip(
        height=max((part.height for part in parts), default=0.0),
        marks=tuple(mark for part in parts for mark in part.marks),
    )
