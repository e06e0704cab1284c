"""Spreadsheets are zip archives: what is inside, and whether it may be unpacked at all."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from shopcare.domain.errors import Refusal, Trouble

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CHARACTERS: Final = 32_767
"""Excel's own limits; what lies beyond them is no till's list."""

_MOST_UNPACKED: Final = 512 << 20
_MOST_RATIO: Final = 120
_RATIO_FROM: Final = 48 << 20
"""Small members of blank rows pack a hundredfold; only large ones can hurt."""
_MOST_CELLS: Final = 24_000_000
_FEW_CELLS: Final = 2_000_000
_MOST_SPREAD: Final = 40
_MOST_TEXT: Final = 1 << 20
"""Longer than any cell, however its signs are written."""
_BLOCK: Final = 1 << 20
_OVERLAP: Final = 256

_FAR_ROW = re.compile(rb"r=[\"'][A-Z]{0,9}(\d{5,20})[\"']")
_SPACED_ROW = re.compile(rb"\br\s*=\s*[\"'][A-Z]{0,9}(\d{5,20})[\"']")
_FAR_CELL = re.compile(rb"r=[\"']([A-Z]{2,9})\d")
_REPEATED_ROWS = re.compile(rb'number-rows-repeated="(\d{1,20})"')
_FILLED_ROWS = re.compile(
    rb'number-rows-repeated="(\d{1,20})"[^>]*>(?:(?!</table:table-row>).){0,2000}?office:value-type',
    re.DOTALL,
)
_FILLED_COLUMNS = re.compile(
    rb'<table:table-cell(?=[^>]*office:value-type)[^>]*number-columns-repeated="(\d{1,20})"'
)
_REPEATED_COLUMNS = re.compile(rb'number-columns-repeated="(\d{1,20})"')
DAMAGE: Final = (
    IndexError,
    KeyError,
    ElementTree.ParseError,
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
)


def check_archive(path: Path) -> str:
    """Refuse what is no spreadsheet or would burst; give the format: XLSX, XLSB or ODS.

    Raises:
        Refusal: ``file_is_no_table``, ``file_too_large``, ``file_has_password``.
        Trouble: ``file_damaged``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename.lower() for entry in entries}
            format_name = _format(names)
            if format_name is None:
                raise Refusal("file_is_no_table", file=path.name)
            if any(entry.flag_bits & 1 for entry in entries) or _is_locked(archive, names):
                raise Refusal("file_has_password", file=path.name)
            _check_sizes(path, entries)
            if format_name == "ODS":
                _check_repeats(path, archive)
            elif format_name == "XLSB":
                for entry in entries:
                    if entry.filename.lower().startswith("xl/worksheets/sheet"):
                        check_binary_sheet(path, archive.read(entry))
            else:
                for part in ("[content_types].xml", "xl/workbook.xml"):
                    name = next((n for n in archive.namelist() if n.lower() == part), "")
                    ElementTree.fromstring(archive.read(name))  # noqa: S314 - expat stops bombs
                for entry in entries:
                    if entry.filename.lower().startswith("xl/worksheets/sheet"):
                        _check_sheet(path, archive, entry)
    except DAMAGE as error:
        raise Trouble("file_damaged", technical=str(error), file=path.name) from error
    return format_name


def _format(names: set[str]) -> str | None:
    if "content.xml" in names and "mimetype" in names:
        return "ODS"
    if "xl/workbook.bin" in names:
        return "XLSB"
    return "XLSX" if any(name.startswith("xl/") for name in names) else None


def _is_locked(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if "meta-inf/manifest.xml" not in names:
        return False
    manifest = next(n for n in archive.namelist() if n.lower() == "meta-inf/manifest.xml")
    return b"encryption-data" in archive.read(manifest)


def _check_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    read = [entry for entry in entries if entry.filename.endswith((".xml", ".rels", ".bin"))]
    for entry in read:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _RATIO_FROM and ratio > _MOST_RATIO:
            raise Refusal("file_too_large", file=path.name)
    if sum(entry.file_size for entry in read) > _MOST_UNPACKED:
        raise Refusal("file_too_large", file=path.name)


def _check_sheet(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a sheet that would become too large in memory: its corners count, not its cells."""
    rows = cells = last = 0
    widest, block = 26, b""
    for block in blocks_of(archive, entry):
        rows += block.count(b"<row") + block.count(b":row")
        cells += block.count(b"<c ") + block.count(b":c ")
        far = _SPACED_ROW if b"r =" in block or b"r= " in block else _FAR_ROW
        last = max(last, rows, *map(int, far.findall(block)))
        widest = max(widest, max(map(_column, _FAR_CELL.findall(block)), default=0))
        if too_spread(last, widest, cells):
            raise Refusal("file_too_large", file=path.name)
    if b"worksheet>" not in block:  # a sheet cut short would be read as far as it goes
        raise zipfile.BadZipFile(entry.filename)


def too_spread(rows: int, columns: int, cells: int) -> bool:
    """Say whether a sheet lies outside the limits, or is a few cells far apart.

    The reader keeps a place for each cell between the first and the last one.
    """
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        return True
    area = rows * columns
    return area > _MOST_CELLS or (area > _FEW_CELLS and area > _MOST_SPREAD * max(cells, 1))


def _column(letters: bytes) -> int:
    number = 0
    for sign in letters:
        number = number * 26 + sign - 64
    return number


def _check_repeats(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse repeated cells beyond the limits of a sheet; blank ones at its end are usual."""
    for block in blocks_of(archive, archive.getinfo("content.xml")):
        down = max(map(int, _REPEATED_ROWS.findall(block)), default=1)
        across = max(map(int, _REPEATED_COLUMNS.findall(block)), default=1)
        filled_down = max(map(int, _FILLED_ROWS.findall(block)), default=1)
        filled_across = max(map(int, _FILLED_COLUMNS.findall(block)), default=1)
        if down > MOST_ROWS or across > MOST_COLUMNS or filled_down * filled_across > _FEW_CELLS:
            raise Refusal("file_too_large", file=path.name)


def blocks_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a member in blocks that end between two tags' beginnings."""
    rest = b""
    with archive.open(entry) as member:
        while block := member.read(_BLOCK):
            text = rest + block
            cut = text.rfind(b"<") if len(text) > _OVERLAP else -1
            if cut > 0:
                yield text[:cut]
                rest = text[cut:]
            else:
                rest = text
            if len(rest) > _MOST_TEXT:
                raise Refusal("file_too_large", file=Path(archive.filename or "").name)
    yield rest


_ROW_RECORD: Final = 0
_CELL_RECORDS: Final = range(1, 12)


def check_binary_sheet(path: Path, raw: bytes) -> None:
    """Refuse a sheet of XLSB with cells beyond the limits, or a few of them far apart."""
    at = cells = last = widest = 0
    end = len(raw)
    while at < end:
        kind = raw[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (raw[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            part = raw[at]
            at += 1
            size |= (part & 0x7F) << shift
            shift += 7
            if part < 0x80 or shift > 21:
                break
        if kind == _ROW_RECORD:
            last = max(last, int.from_bytes(raw[at : at + 4], "little") + 1)
        elif kind in _CELL_RECORDS:
            cells += 1
            widest = max(widest, int.from_bytes(raw[at : at + 4], "little") + 1)
        if too_spread(last, widest, cells):
            raise Refusal("file_too_large", file=path.name)
        at += size
