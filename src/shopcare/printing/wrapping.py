"""Chinese line breaking: no line begins with a closing sign or ends with an opening one."""

import re
from collections.abc import Callable, Iterator
from typing import Final

_NO_START: Final = frozenset(
    "，。、；：？！）》」』】〉〕〗〙〛’”…—～·•%‰℃°,.;:?!)]}>»›‐–・ー々〻ゝゞヽヾ％）］｝｡｣､／/"
    "ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NO_END: Final = frozenset("（《「『【〈〔〖〘〚‘“([{<«‹¥￥$＄£€#＃№@（［｛｢")
_WIDE: Final = (
    "\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f000-\U0003ffff"
)
_ATOM: Final = re.compile(rf" +|[{_WIDE}‘’“”…—]|[^ {_WIDE}‘’“”…—]+")
"""Blanks, one Chinese character or sign, or a word of any other writing, kept whole."""
_EMPTY_LINES: Final = re.compile(r"\n\s*\n")
_ROUNDING: Final = 1e-6

Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Break a text into lines that are no wider than a width; nothing is lost but blanks at ends.

    Args:
        text: printable text; a line break in it is kept, several empty lines become one.
        width: the widest line, in the unit of ``measure``.
        measure: how wide a piece of text is.
    """
    lines: list[str] = []
    for paragraph in _EMPTY_LINES.sub("\n\n", text).split("\n"):
        lines.extend(_wrap_paragraph(paragraph.rstrip(), width, measure))
    return lines


def _wrap_paragraph(text: str, width: float, measure: Measure) -> Iterator[str]:
    if measure(text) <= width:
        yield text
        return
    line, room = "", width
    for unit in _units(text):
        if measure(unit.rstrip()) <= room + _ROUNDING:
            line, room = line + unit, room - measure(unit)
            continue
        if line.strip():
            yield line.rstrip()
        *full, line = _pieces(unit.lstrip(), width, measure)
        yield from full
        room = width - measure(line)
    yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """Join what must stay on one line: blanks and signs to the character before or after them."""
    unit = ""
    for atom in _ATOM.findall(text):
        before = unit.rstrip()[-1:]
        if unit and not (atom.isspace() or atom[0] in _NO_START or before in _NO_END):
            yield unit
            unit = ""
        unit += atom
    if unit:
        yield unit


def _pieces(unit: str, width: float, measure: Measure) -> list[str]:
    """Break a unit that is too wide for any line, where it must be."""
    pieces = [""]
    room = width
    for character in unit:
        wide = measure(character)
        if wide > room + _ROUNDING and pieces[-1]:
            carried = _carried(pieces[-1], character)
            pieces[-1] = pieces[-1][: len(pieces[-1]) - len(carried)]
            pieces.append(carried)
            room = width - measure(carried)
        pieces[-1] += character
        room -= wide
    return pieces


def _carried(line: str, character: str) -> str:
    """Take a character along to the next line where a closing sign would begin that."""
    return line[-1] if character in _NO_START and len(line) > 1 else ""
