"""Workbooks read row by row: values as the sheet shows them, formulas never run."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

from shopcare.domain.errors import Trouble
from shopcare.exchange.cells import Cell, DayWithoutYear
from shopcare.exchange.columns import position_of_letters
from shopcare.exchange.source import Book, Sheet

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(rb'mergeCell ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"')
_OVERLAP = 64
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
)


@contextmanager
def open_workbook(path: Path) -> Iterator[Book]:
    """Open a workbook; sheets that are hidden come last.

    Raises:
        Trouble: ``file_damaged``.
    """
    with path.open("rb") as file:
        book = _load(file, cached=False)
        try:
            paths = _sheet_paths(path)
            sheets = sorted(
                (sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")),
                key=lambda sheet: sheet.sheet_state != "visible",
            )
            yield Book(
                sheets=tuple(_sheet(path, sheet, paths.get(sheet.title)) for sheet in sheets),
                format="XLSX",
            )
        finally:
            book.close()


def _load(file: IO[bytes], *, cached: bool) -> Any:
    from openpyxl import load_workbook

    # It warns of charts, validations and styles that it leaves out; none matters to a table.
    warnings.filterwarnings("ignore", module="openpyxl")
    try:
        return load_workbook(file, read_only=True, data_only=cached, keep_links=False)
    except (*_DAMAGE, AttributeError, OSError) as error:
        name = Path(file.name).name
        raise Trouble("file_damaged", technical=repr(error), file=name) from error


def _sheet(path: Path, sheet: Any, member: str | None) -> Sheet:
    total = sheet.max_row or 1
    return Sheet(
        name=sheet.title,
        total=total,
        rows=lambda: _rows(path, sheet, member),
        is_text=False,
    )


def _rows(path: Path, sheet: Any, member: str | None) -> Generator[list[Cell]]:
    try:
        has_formulas, merged = _look_through(path, member)
        rows = _with_cached(path, sheet) if has_formulas else _plain(sheet)
        yield from _filled(rows, merged) if merged else rows
    except _DAMAGE as error:
        raise Trouble("file_damaged", technical=repr(error), file=path.name) from error


def _plain(sheet: Any) -> Iterator[list[Cell]]:
    sheet.reset_dimensions()  # some tills write a wrong size, which would cut the table
    for row in sheet.iter_rows():
        yield [_value(cell) for cell in row]


def _value(cell: Any) -> Cell:
    value: Cell = cell.value
    if isinstance(value, str):
        return value.replace("_x005F_", "_") if "_x005F_" in value else value
    if type(value) is datetime and "y" not in (cell.number_format or "y").casefold():
        return DayWithoutYear(value.year, value.month, value.day)
    return value


def _with_cached(path: Path, sheet: Any) -> Iterator[list[Cell]]:
    """Give what the sheet shows for a formula; where nothing was ever computed, its text."""
    with path.open("rb") as file:
        book = _load(file, cached=True)
        try:
            shown = book[sheet.title]
            sheet.reset_dimensions()
            shown.reset_dimensions()
            for row, shown_row in zip(sheet.iter_rows(), shown.iter_rows(), strict=False):
                yield [
                    _shown(cell, seen) if cell.data_type == "f" else _value(cell)
                    for cell, seen in zip(row, shown_row, strict=False)
                ]
        finally:
            book.close()


def _shown(cell: Any, seen: Any) -> Cell:
    if seen.value is not None:
        return _value(seen)
    return str(getattr(cell.value, "text", cell.value))


def _filled(
    rows: Iterator[list[Cell]], merged: dict[int, list[tuple[int, int]]]
) -> Iterator[list[Cell]]:
    """Repeat the value of cells that were merged downwards, as the eye reads them."""
    running: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows, 1):
        for column, (last, value) in list(running.items()):
            if number > last:
                del running[column]
            elif column < len(row) and row[column] is None:
                row[column] = value
        for column, last in merged.get(number, ()):
            if column < len(row):
                running[column] = (last, row[column])
        yield row


def _look_through(path: Path, member: str | None) -> tuple[bool, dict[int, list[tuple[int, int]]]]:
    """Say whether a sheet has formulas, and which cells are merged with those below them."""
    if member is None:
        return True, {}
    found_formula = False
    merged: dict[int, list[tuple[int, int]]] = {}
    with zipfile.ZipFile(path) as archive, archive.open(member) as xml:
        tail = b""
        while block := xml.read(1 << 20):
            text = tail + block
            found_formula = found_formula or _FORMULA.search(text) is not None
            for found in _MERGED.finditer(text):
                first, last = int(found[2]), int(found[3])
                spot = (position_of_letters(found[1].decode()), last)
                if last > first and spot not in merged.get(first, []):
                    merged.setdefault(first, []).append(spot)
            tail = text[-_OVERLAP:]
    return found_formula, merged


def _sheet_paths(path: Path) -> dict[str, str]:
    """Map the sheets' names to the archive's members."""
    with zipfile.ZipFile(path) as archive:
        names = {name.casefold(): name for name in archive.namelist()}
        try:
            links = _parsed(archive.read(names["xl/_rels/workbook.xml.rels"]))
            book = _parsed(archive.read(names["xl/workbook.xml"]))
        except KeyError:
            return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    paths = {}
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        target = targets.get(link, "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if member.casefold() in names:
            paths[sheet.get("name", "")] = names[member.casefold()]
    return paths


def _parsed(xml: bytes) -> ElementTree.Element:
    # Expat since 2.4.1 stops entities that blow up, and resolves no outside ones.
    return ElementTree.fromstring(xml)  # noqa: S314
