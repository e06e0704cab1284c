"""Opening a table file: what it is by its content, whatever its ending says."""

import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.cells import Cell

Progress = Callable[[int, int], None]
"""Called with rows done and rows in all; raising inside it cancels the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a spreadsheet, or the whole of a text file."""

    name: str
    total: int
    """About how many rows there are, for a progress bar."""
    rows: Callable[[], Generator[list[Cell]]]
    """Starts reading from the first row; the n-th row is row n as the spreadsheet shows it."""
    is_text: bool
    """A text file: a cell beyond the headings means that the columns of its row have shifted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """An opened file with its sheets."""

    sheets: tuple[Sheet, ...]
    format: str
    """``XLSX``, or for text its encoding and separator, to be shown: ``CSV GB18030 ;``."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_TABLE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MOST_BYTES_UNPACKED = 4 << 30


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """Open an XLSX or text file and close it afterwards, whatever happens.

    Raises:
        Refusal: ``file_empty``, ``file_is_old_excel``, ``file_has_password``,
            ``file_is_web_page``, ``file_is_other_spreadsheet``, ``file_is_no_table``,
            ``file_too_large``, ``text_unreadable``, ``quote_not_closed``.
        Trouble: ``file_missing``, ``file_is_folder``, ``file_unreadable``, ``file_damaged``.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            size = path.stat().st_size
    except OSError as error:
        raise _trouble(path, error) from error
    if size == 0 or not start.strip():
        raise Refusal("file_empty", file=path.name)
    if start.startswith(b"PK\x03\x04"):
        from shopcare.exchange.xlsx_source import open_workbook

        _check_archive(path)
        with open_workbook(path) as book:
            yield book
    else:
        from shopcare.exchange.csv_source import open_text

        _check_start(path, start)
        yield open_text(path)


def _trouble(path: Path, error: OSError) -> Trouble:
    if isinstance(error, FileNotFoundError):
        code = "file_missing"
    elif isinstance(error, IsADirectoryError) or path.is_dir():
        code = "file_is_folder"
    else:
        code = "file_unreadable"
    return Trouble(code, technical=str(error), file=path.name)


def _check_start(path: Path, start: bytes) -> None:
    if start.startswith(_OLE):
        # Excel wraps a workbook with a password into the old container.
        with path.open("rb") as file:
            locked = "EncryptedPackage".encode("utf-16-le") in file.read(4 << 20)
        raise Refusal("file_has_password" if locked else "file_is_old_excel", file=path.name)
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith((b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<?xml", b"<div")):
        raise Refusal("file_is_web_page", file=path.name)
    if start.startswith(_NO_TABLE):
        raise Refusal("file_is_no_table", file=path.name)


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {entry.filename for entry in archive.infolist()}
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Trouble("file_damaged", technical=str(error), file=path.name) from error
    if {"mimetype", "content.xml"} <= names or "xl/workbook.bin" in names:
        raise Refusal("file_is_other_spreadsheet", file=path.name)
    if not any(name.lower().startswith("xl/") for name in names):
        raise Refusal("file_is_no_table", file=path.name)
    if unpacked > _MOST_BYTES_UNPACKED:
        raise Refusal("file_too_large", file=path.name)
