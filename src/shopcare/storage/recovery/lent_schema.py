"""Lends a damaged file the pages of its schema from a backup of the same shop.

Without its schema no row of a file can be asked for, for only there stands where each table
begins. A page keeps its number in a backup, and the schema changes with ShopCare's versions only.
No page that holds rows is lent: they would be older ones, and nobody would know.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from shopcare.storage.encryption.connecting import connect
from shopcare.storage.encryption.file_keys import FileKey, first_bytes
from shopcare.storage.file.errors import DATABASE_ERRORS
from shopcare.system.files import private_file

_PAGE: Final = 4096
_FIRST_HEADER: Final = 100
_INTERIOR: Final = 5
"""The kind of a page that only names others."""


def is_schema_readable(path: Path, key: FileKey | None) -> bool:
    """Say whether the tables of a file can be asked for."""
    try:
        with closing(connect(path, key)) as file:
            return bool(file.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    except DATABASE_ERRORS:
        return False


def lend_schema(copy: Path, backup: Path, key: FileKey | None) -> None:
    """Write the pages of the schema into a copy of a damaged file, from a backup.

    Args:
        copy: of the damaged file.
        backup: of the same shop.
        key: what both are encrypted with.

    Raises:
        OSError, or an error of the database library: the backup cannot be used.
    """
    if key is not None and first_bytes(backup) != key.id:
        return
    scratch = copy.with_name(f"{copy.name}-lent")
    try:
        private_file(scratch)
        shutil.copyfile(backup, scratch)
        _grow(scratch, key, copy.stat().st_size)
        found = _children(scratch) if key is None else _broken_of_schema(copy, scratch, key)
        pages = sorted({1, *found})
        with scratch.open("rb") as lender, copy.open("r+b") as taker:
            for page in pages:
                _write(taker, page, _read(lender, page))
            if copy.stat().st_size < scratch.stat().st_size:
                taker.truncate(scratch.stat().st_size)
    finally:
        scratch.unlink(missing_ok=True)


def _grow(scratch: Path, key: FileKey | None, size: int) -> None:
    """Let the first page of the copy of a backup say that the file is as long as the damaged one.

    SQLite reads no page behind the end that its first page names.
    """
    missing = size - scratch.stat().st_size
    if missing <= 0:
        return
    with closing(connect(scratch, key)) as file:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA ignore_check_constraints = ON")
        file.execute("UPDATE setting SET value = printf('%.*c', ?, 'x') "
                     "WHERE key = (SELECT min(key) FROM setting)", (missing,))  # fmt: skip


def _children(path: Path) -> Iterator[int]:
    """Name the pages of a plain file's schema behind the first one."""
    with path.open("rb") as file:
        waiting = [1]
        while waiting:
            number = waiting.pop()
            yield number
            page = _read(file, number)
            header = page[_FIRST_HEADER if number == 1 else 0 :]
            if header[0] == _INTERIOR:
                cells = range(12, 12 + 2 * _number(header[3:5]), 2)
                places = (_number(header[cell : cell + 2]) for cell in cells)
                waiting += [_number(page[place : place + 4]) for place in places]
                waiting.append(_number(header[8:12]))


def _broken_of_schema(copy: Path, scratch: Path, key: FileKey) -> Iterator[int]:
    """Name the broken pages of an encrypted file that hold its schema.

    Which they are shows the backup: its schema cannot be read any more without them.
    """
    with closing(connect(copy, key)) as file:
        told = [str(row[0]) for row in file.execute("PRAGMA cipher_integrity_check")]
    broken = {int(number) for line in told for number in re.findall(r"page (\d+)", line)}
    for page in broken:
        if (page - 1) * _PAGE >= scratch.stat().st_size:
            continue
        with scratch.open("r+b") as file_bytes:
            whole = _read(file_bytes, page)
            _write(file_bytes, page, bytes(_PAGE))
        if not is_schema_readable(scratch, key):
            yield page
        with scratch.open("r+b") as file_bytes:
            _write(file_bytes, page, whole)


def _read(file: BinaryIO, page: int) -> bytes:
    file.seek((page - 1) * _PAGE)
    return file.read(_PAGE)


def _write(file: BinaryIO, page: int, content: bytes) -> None:
    file.seek((page - 1) * _PAGE)
    file.write(content)


def _number(digits: bytes) -> int:
    return int.from_bytes(digits)
