"""Whole tables into one archive: a CSV file each, pictures beside them, and the schema."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from shopcare.exchange.reading.text_source import csv_cell
from shopcare.system.files import whole_file

ENDINGS: Final = (".zip",)
SCHEMA: Final = "schema.sql"
_EVERY: Final = 256
_PICTURES: Final = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"))


class OutTable(NamedTuple):
    """A table on its way out."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    """As they are kept; the first value of a row names its pictures."""
    has_pictures: bool
    """Its rows hold pictures, which become files of their own."""


class _Progress:
    def __init__(self, total: int, tell: Callable[[int, int], None] | None) -> None:
        self._total, self._tell = total, tell
        self.done = 0

    def one_more(self) -> None:
        self.done += 1
        if self._tell is not None and self.done % _EVERY == 0:
            self._tell(self.done, max(self.done, self._total))


def write_archive(
    path: Path,
    tables: Iterable[OutTable],
    *,
    schema: str,
    total: int,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write tables whole or not at all, and give the number of rows.

    Args:
        path: ends in .zip.
        tables: each is read when its turn comes.
        schema: how SQL makes the tables; stands beside them as ``schema.sql``.
        total: how many rows there will be, for ``progress``.
        progress: called now and then with rows done and ``total``; an exception from it leaves
            nothing.

    Raises:
        Refusal, Trouble: as ``whole_file``.
    """
    counted = _Progress(total, progress)
    with (
        whole_file(path, ENDINGS) as unfinished,
        zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        archive.writestr(SCHEMA, schema)
        for table in tables:
            name = f"{table.name}.csv"
            if table.has_pictures:  # an archive takes one file at a time: theirs come between
                text = io.StringIO(newline="")
                _write_rows(archive, table, text, counted)
                archive.writestr(name, text.getvalue().encode("utf-8-sig"))
            else:
                with (
                    archive.open(name, "w", force_zip64=True) as raw,
                    io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file,
                ):
                    _write_rows(archive, table, file, counted)
    if progress is not None:
        progress(counted.done, counted.done)
    return counted.done


def _write_rows(
    archive: zipfile.ZipFile, table: OutTable, file: TextIO, counted: _Progress
) -> None:
    writer = csv.writer(file)
    writer.writerow(table.columns)
    for row in table.rows:
        cells = []
        for column, value in zip(table.columns, row, strict=True):
            if isinstance(value, bytes):
                name = f"{table.name}/{row[0]}-{column}{_ending(value)}"
                archive.writestr(name, value, zipfile.ZIP_STORED)
                cells.append(name)
            else:
                cells.append(_cell(value))
        writer.writerow(cells)
        counted.one_more()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return csv_cell(value) if isinstance(value, str) else str(value)


def _ending(content: bytes) -> str:
    return next((ending for start, ending in _PICTURES if content.startswith(start)), ".bin")
