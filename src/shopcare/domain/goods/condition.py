"""The condition of goods at intake as marks on a sketch (X-4)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from shopcare.domain.errors import Problem
from shopcare.domain.typed.text import clean_line, too_long

MOST_MARKS: Final = 20
WHOLE: Final = 1000
"""A mark lies at so many thousandths of the sketch's width and height."""
_SEGMENTS: Final = 32
Stroke = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark with its word: a scratch, a stain, what is missing."""

    x: int
    y: int
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """An outline of a category of goods."""

    key: str
    width: float
    height: float
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What was marked on which sketch."""

    sketch: str = ""
    marks: tuple[Mark, ...] = ()


def ellipse(x: float, y: float, half_width: float, half_height: float) -> Stroke:
    """Draw an ellipse as a stroke."""
    turns = [2 * math.pi * n / _SEGMENTS for n in range(_SEGMENTS + 1)]
    return tuple(
        (x + half_width * math.cos(turn), y + half_height * math.sin(turn)) for turn in turns
    )


def tidy_marks(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Give the marks with their words tidied."""
    return tuple(replace(mark, word=clean_line(mark.word)) for mark in marks)


def mark_problems(marks: Sequence[Mark]) -> list[Problem]:
    """Say what is wrong with tidied marks.

    The codes are ``mark_word_missing``, ``mark_outside``, ``marks_too_many``, ``text_too_long``.
    """
    problems: list[Problem] = []
    if len(marks) > MOST_MARKS:
        problems.append(Problem(field="marks", code="marks_too_many", values={"most": MOST_MARKS}))
    for number, mark in enumerate(marks, 1):
        if not mark.word:
            problems.append(Problem(field="marks", code="mark_word_missing", values={"n": number}))
        if not (0 <= mark.x <= WHOLE and 0 <= mark.y <= WHOLE):
            problems.append(Problem(field="marks", code="mark_outside", values={"n": number}))
        found = too_long({"word": mark.word}, {"word": 60})
        problems += [one._replace(field="marks") for one in found]
    return problems
