"""Opening a table file: what it is by its content, whatever its ending says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.reading.book import Book

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEET = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05", b"\x09\x04\x06\x00")
"""Sheets of the nineties, without a container around them."""
_NO_TABLE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MARKUP = (
    b"<html",
    b"<!doctype",
    b"<table",
    b"<head",
    b"<meta",
    b"<?xml",
    b"<div",
    b"<style",
    b"<body",
)
_WEB_ARCHIVE = b"mime-version:"


@contextmanager
def open_book(path: Path) -> Iterator[Book]:
    """Open a spreadsheet or text file and close it afterwards, whatever happens.

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
    format_name = _workbook_format(path, start)
    if format_name is not None:
        from shopcare.exchange.reading.workbook_source import open_workbook

        with open_workbook(path, format_name) as book:
            yield book
    elif _is_markup(start):
        from shopcare.exchange.reading.markup_source import open_markup

        yield open_markup(path)
    else:
        from shopcare.exchange.reading.text_source import open_text

        if start.startswith(_NO_TABLE):
            raise Refusal("file_is_no_table", file=path.name)
        yield open_text(path)


def _trouble(path: Path, error: OSError) -> Trouble:
    if isinstance(error, FileNotFoundError):
        code = "file_missing"
    elif isinstance(error, IsADirectoryError) or path.is_dir():
        code = "file_is_folder"
    else:
        code = "file_unreadable"
    return Trouble(code, technical=str(error), file=path.name)


def _workbook_format(path: Path, start: bytes) -> str | None:
    if start.startswith(b"PK\x03\x04"):
        from shopcare.exchange.reading.archive import check_archive

        return check_archive(path)
    if start.startswith(_OLE):
        # Excel wraps a workbook with a password into the old container.
        with path.open("rb") as file:
            if "EncryptedPackage".encode("utf-16-le") in file.read(4 << 20):
                raise Refusal("file_has_password", file=path.name)
        from shopcare.exchange.reading.compound import check_compound

        check_compound(path)
        return "XLS"
    return "XLS" if start.startswith(_OLD_SHEET) else None


def _is_markup(start: bytes) -> bool:
    plain = start.removeprefix(b"\xef\xbb\xbf")
    if plain.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = plain[2:].replace(b"\0", b"")
    plain = plain.lstrip().lower()
    return plain.startswith((*_MARKUP, _WEB_ARCHIVE))
