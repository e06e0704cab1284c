"""Cells of an XLSX sheet whose value alone does not tell what the sheet shows.

The reader of values knows neither number formats nor formulas that were never computed. Only
sheets that have such cells are looked through, and only for these.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from shopcare.exchange.cells import Cell, DayWithoutYear, Uncomputed
from shopcare.exchange.reading.archive import blocks_of

_CELL: Final = re.compile(
    rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>)", re.DOTALL
)
_REF: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE: Final = re.compile(rb'\bs="(\d{1,6})"')
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE: Final = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>/]*>[^<]")
_ERROR: Final = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})</")
_PADDED: Final = re.compile(r'(?:"[^"]*"|\\.|[-_ ]|0)*?00(?:"[^"]*"|\\.|[-_ ]|0)*')
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')
_YEARLESS_BUILT_IN: Final = frozenset({16, 28, 29, 34, 35, 50, 51, 52, 53, 54, 55, 56, 58})

Mark = Callable[[Cell], Cell]
"""Turns a value into what the sheet shows."""


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Marks by row and column, the first being 0."""

    cells: Mapping[int, Mapping[int, Mark]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells)


def sheet_marks(path: Path, sheet: str) -> SheetMarks:
    """Look for marked cells of a sheet; where its parts cannot be found there are none."""
    with zipfile.ZipFile(path) as archive:
        member = _member_of(archive, sheet)
        if member is None:
            return SheetMarks()
        styles = _styles(archive)
        wanted = b"|".join(str(number).encode() for number in styles)
        styled = re.compile(rb'\bs="(?:' + wanted + rb')"') if styles else None
        cells: dict[int, dict[int, Mark]] = {}
        rest = b""
        for block in blocks_of(archive, archive.getinfo(member)):
            text = rest + block
            rest = text[_last_cell(text) :]
            if (
                b"<f" in text
                or b":f" in text
                or b't="e"' in text
                or (styled and styled.search(text))
            ):
                _mark(text, styles, cells)
        return SheetMarks(cells)


def _last_cell(text: bytes) -> int:
    """Give where the last cell of a block begins: it may go on in the next one."""
    return max(text.rfind(b"<c "), text.rfind(b":c "), 0)


def _mark(text: bytes, styles: Mapping[int, Mark], cells: dict[int, dict[int, Mark]]) -> None:
    for found in _CELL.finditer(text):
        attributes, inside = found[1], found[2] or b""
        mark = _mark_of(attributes, inside, styles)
        if mark is None:
            continue
        place = _REF.search(attributes)
        if place is not None:
            column = 0
            for sign in place[1]:
                column = column * 26 + sign - 64
            cells.setdefault(int(place[2]) - 1, {})[column - 1] = mark


def _mark_of(attributes: bytes, inside: bytes, styles: Mapping[int, Mark]) -> Mark | None:
    if b't="e"' in attributes and (error := _ERROR.search(inside)):
        return _Constant(error[1].decode(errors="replace"))
    formula = _FORMULA.search(inside)
    if formula is not None and not _VALUE.search(inside[formula.end() :]):
        return _Constant(Uncomputed("=" + (formula[1] or b"").decode(errors="replace")))
    style = _STYLE.search(attributes)
    return styles.get(int(style[1])) if style else None


@dataclass(frozen=True, slots=True)
class _Constant:
    value: Cell

    def __call__(self, _value: Cell) -> Cell:
        return self.value


@dataclass(frozen=True, slots=True)
class _Padded:
    """A number shown with leading zeros: 000123."""

    format: str

    def __call__(self, value: Cell) -> Cell:
        if not isinstance(value, int | float) or value != int(value) or value < 0:
            return value
        digits = str(int(value)).zfill(self.format.count("0"))
        shown = ""
        for sign in reversed(self.format):  # zeros are filled from the right
            shown = (digits[-1:] if sign == "0" else sign) + shown
            digits = digits[:-1] if sign == "0" else digits
        first = self.format.index("0")
        return shown[:first] + digits + shown[first:]


def _without_year(value: Cell) -> Cell:
    if isinstance(value, date):
        return DayWithoutYear(value.year, value.month, value.day)
    return value


def _styles(archive: zipfile.ZipFile) -> dict[int, Mark]:
    """Read which cell styles show a number otherwise than its value reads."""
    name = next((n for n in archive.namelist() if n.lower() == "xl/styles.xml"), None)
    if name is None:
        return {}
    try:
        root = ElementTree.fromstring(archive.read(name))  # noqa: S314 - expat stops bombs
    except ElementTree.ParseError:
        return {}  # a broken style changes no value
    formats = {
        entry.get("numFmtId", ""): entry.get("formatCode", "")
        for entry in root.iterfind("{*}numFmts/{*}numFmt")
    }
    marks = {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        mark = _mark_of_format(style.get("numFmtId", "0"), formats)
        if mark is not None:
            marks[number] = mark
    return marks


def _mark_of_format(number: str, formats: Mapping[str, str]) -> Mark | None:
    code = formats.get(number, "")
    if not code:
        is_yearless = number.isdecimal() and int(number) in _YEARLESS_BUILT_IN
        return _without_year if is_yearless else None
    code = code.split(";")[0]
    if _PADDED.fullmatch(code):
        plain = _LITERAL.sub(lambda found: (found[1] or found[2] or "").replace("0", "O"), code)
        return _Padded(plain.replace("_", ""))
    bare = _LITERAL.sub("", re.sub(r"\[[^\]]*\]", "", code)).casefold()
    if "m" in bare and "d" in bare and "y" not in bare and "e" not in bare:
        return _without_year
    return None


def _member_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    names = {name.casefold(): name for name in archive.namelist()}
    try:
        links = ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"]))  # noqa: S314
        book = ElementTree.fromstring(archive.read(names["xl/workbook.xml"]))  # noqa: S314
    except (KeyError, ElementTree.ParseError):
        return None
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for entry in book.iterfind("{*}sheets/{*}sheet"):
        if entry.get("name") == sheet:
            link = next((value for key, value in entry.items() if key.endswith("}id")), None)
            target = targets.get(link, "")
            member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return names.get(member.casefold())
    return None
