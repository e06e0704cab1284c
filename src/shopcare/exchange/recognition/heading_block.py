"""Where the headings of a sheet stand: one line, or two and three with groups above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from shopcare.domain.errors import Refusal
from shopcare.exchange.recognition.columns import ColumnChoice, Recognised, position_of, recognise
from shopcare.exchange.recognition.evidence import ColumnEvidence
from shopcare.exchange.recognition.headings import heading_points, plain_heading, read_heading
from shopcare.exchange.recognition.words import TableKind
from shopcare.exchange.value_words import is_total

_MOST_LEVELS: Final = 3
_WITHIN: Final = 40
_LONGEST: Final = 40
_CANDIDATES: Final = 4
_FITS: Final = 45.0
_BETTER: Final = 8.0
"""Headings that stand there twice are those of the first line."""
_CONTENTS_FROM: Final = 40
_HAS_NUMBER: Final = re.compile(r"\d{3,}|^\d+([.]\d+)?$")

Row = Sequence[str]
Merge = tuple[tuple[int, int], tuple[int, int]]


class HeadingBlock(NamedTuple):
    """The headings of a sheet, found."""

    first_row: int
    last_row: int
    """As the spreadsheet counts; 0 where there are no headings."""
    recognised: Recognised


@dataclass(frozen=True, slots=True)
class _Lines:
    """Headings as they stand over each other."""

    first: int
    last: int
    """Positions, the first row being 0."""
    above: tuple[tuple[str, ...], ...]
    own: tuple[str, ...]

    def shown(self) -> tuple[str, ...]:
        """Name each column: with the group above where only the group tells columns apart."""
        plain = [plain_heading(text) for text in self.own]
        return tuple(
            "".join((*above, own)) if above and (plain.count(name) > 1 or _adds(above)) else own
            for above, own, name in zip(self.above, self.own, plain, strict=True)
        )


def find_headings(
    rows: Sequence[Row],
    kind: TableKind | None,
    choice: ColumnChoice | None,
    merges: Sequence[Merge] = (),
) -> HeadingBlock | None:
    """Find the lines that name the most fields for sure; the first of equals.

    Args:
        rows: The first rows of a sheet, as text.
        kind: What the sheet lists; None: what its headings say.
        choice: What the shop chose; the headings that it names decide.
        merges: Merged cells.
    """
    best: tuple[float, HeadingBlock] | None = None
    for at in _candidates(rows, choice or {}):
        lines = _lines(rows, at, merges)
        evidence = _evidence(lines, rows)
        for one in [kind] if kind else TableKind:
            found = _recognised(lines.shown(), one, choice, evidence)
            if found is None:
                continue
            score = found.points - 60 * len(found.missing) + _named(rows[at], choice or {})
            if best is None or score > best[0] + _BETTER:
                block = HeadingBlock(lines.first + 1, lines.last + 1, found)
                best = (score, block)
    return None if best is None else best[1]


def without_headings(
    rows: Sequence[Row], kind: TableKind | None, choice: ColumnChoice | None
) -> Recognised:
    """Take what the shop says of columns that have no headings; nothing else is guessed."""
    width = max((width_of(row) for row in rows), default=0)
    return recognise([""] * width, kind or TableKind.CUSTOMERS, choice)


def _recognised(
    headings: Sequence[str],
    kind: TableKind,
    choice: ColumnChoice | None,
    evidence: Sequence[ColumnEvidence],
) -> Recognised | None:
    try:
        return recognise(headings, kind, choice, evidence)
    except Refusal:
        if choice and all(_names_nothing(headings, names) for names in choice.values()):
            return None
        raise


def _names_nothing(headings: Sequence[str], names: Sequence[str]) -> bool:
    plain = {plain_heading(heading) for heading in headings}
    return not any(plain_heading(name) in plain for name in names)


def _candidates(rows: Sequence[Row], choice: ColumnChoice) -> list[int]:
    scored = []
    for at, row in enumerate(rows[:_WITHIN]):
        filled = [text for text in row if text]
        known = sum(map(_best_points, filled))
        count = sum(_best_points(text) >= _FITS for text in filled)
        named = _named(row, choice)
        if named or count >= 2 or (count == 1 and len(filled) <= 2) or _is_like_headings(rows, at):
            scored.append((named + known - 40 * sum(map(_is_value, filled)), at))
    best = sorted(scored, key=lambda one: (-one[0], one[1]))[:_CANDIDATES]
    found: dict[tuple[str, ...], int] = {}
    for at in sorted({_last_line(rows, at) for _, at in best}):
        found.setdefault(tuple(map(plain_heading, rows[at])), at)  # headings repeated later
    return list(found.values())


def _is_like_headings(rows: Sequence[Row], at: int) -> bool:
    """Say whether a row of unknown words stands over a row that has figures."""
    filled = [text for text in rows[at] if text]
    below = next((row for row in rows[at + 1 :] if any(row)), ())
    plain = len(filled) >= 2 and len(set(filled)) == len(filled)
    return plain and not any(map(_has_figures, filled)) and any(map(_is_value, filter(None, below)))


def _has_figures(text: str) -> bool:
    return len(text) > _LONGEST or any(sign.isdecimal() for sign in text)


def _named(row: Row, choice: ColumnChoice) -> float:
    """Give points for a row that holds the headings that the shop itself named."""
    plain = {plain_heading(text) for text in row if text}
    names = [name for chosen in choice.values() for name in chosen]
    named = sum(plain_heading(name) in plain for name in names)
    if named and named == sum(not _is_letter(name, row) for name in names):
        return 10_000.0 + named
    return 0.0


def _is_letter(name: str, row: Row) -> bool:
    if name.strip() in row or not name.strip().isascii():
        return False
    try:
        position_of(name, [""] * max(len(row), 1))
    except Refusal:
        return False
    return True


@lru_cache(maxsize=4096)
def _best_points(text: str) -> float:
    if len(text) > _LONGEST or _is_value(text):
        return 0.0
    heading = read_heading(text)
    return max(
        (points for kind in TableKind for points in heading_points(heading, kind).values()),
        default=0.0,
    )


def _is_value(text: str) -> bool:
    return _HAS_NUMBER.search(text) is not None


def _last_line(rows: Sequence[Row], at: int) -> int:
    """Go down as long as the next row still names columns rather than holding a record."""
    for below in range(at + 1, min(at + _MOST_LEVELS, len(rows))):
        filled = [text for text in rows[below] if text]
        upper = rows[at]
        again = {plain_heading(text) for text in upper} >= {plain_heading(text) for text in filled}
        if len(filled) < 2 or again or any(map(_is_value, filled)):
            break
        fresh = sum(
            bool(text) and not (column < len(upper) and upper[column])
            for column, text in enumerate(rows[below])
        )
        known = sum(_best_points(text) >= _FITS for text in filled)
        if known < 0.6 * len(filled) or not (fresh or _is_group(upper, rows[below])):
            break
        at = below
    return at


def _is_group(upper: Row, below: Row) -> bool:
    """Say whether an upper line's words stand over several columns of the line below."""
    return sum(map(bool, upper)) < sum(map(bool, below))


def _lines(rows: Sequence[Row], at: int, merges: Sequence[Merge]) -> _Lines:
    own = list(rows[at])
    width = max(width_of(row) for row in rows[max(0, at - 2) : at + 1])
    own += [""] * (width - len(own))
    above: list[list[str]] = [[] for _ in own]
    first = at
    for upper in range(at - 1, max(-1, at - _MOST_LEVELS), -1):
        if not _is_upper_line(rows[upper], own):
            break
        first = upper
        for column, text in enumerate(_spread(rows[upper], upper, own, merges)):
            if column >= len(own) or not text:
                continue
            if not own[column] and column < len(rows[upper]) and rows[upper][column]:
                own[column] = text
            elif own[column] and own[column] != text:
                above[column].insert(0, text)
    width = width_of(own)
    return _Lines(first, at, tuple(map(tuple, above[:width])), tuple(own[:width]))


def _is_upper_line(upper: Row, own: Sequence[str]) -> bool:
    filled = [text for text in upper if text]
    if len(filled) < 2 or sum(map(bool, own)) < 2:
        return False
    if any(_is_value(text) or len(text) > _LONGEST or "：" in text for text in filled):
        return False
    return any(_best_points(text) >= _FITS or read_heading(text).tags - {""} for text in filled)


def _spread(upper: Row, at: int, own: Sequence[str], merges: Sequence[Merge]) -> list[str]:
    """Repeat a group's word over the columns it stands above."""
    spread = list(upper) + [""] * (len(own) - len(upper))
    here = {left: right for (top, left), (bottom, right) in merges if top <= at <= bottom}
    running, until = "", -1
    for column, text in enumerate(spread):
        if text:
            running = text
            until = here.get(column, column if here else len(spread))
        elif running and column <= until and column < len(own) and own[column]:
            spread[column] = running
    return spread


def _adds(above: Sequence[str]) -> bool:
    """Say whether a group's word changes what the words below it mean."""
    tags = read_heading("".join(above)).tags
    return bool(tags & {"right", "left", "far", "near", "recipient", "contact", "guardian"})


def _evidence(lines: _Lines, rows: Sequence[Row]) -> list[ColumnEvidence]:
    below = [
        row
        for row in rows[lines.last + 1 : lines.last + 1 + _CONTENTS_FROM]
        if not is_total(next(filter(None, row), "").strip())
    ]
    return [
        ColumnEvidence.of(
            own, above, [row[at] for row in below if at < len(row) and row[at] and len(row) > 0]
        )
        for at, (own, above) in enumerate(zip(lines.own, lines.above, strict=True))
    ]


def width_of(row: Row) -> int:
    """Count the columns up to the last one that holds anything."""
    return max((at for at, text in enumerate(row, 1) if text), default=0)
