"""Tables out of the program: XLSX or CSV by the file's ending, whole or not at all."""

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from shopcare.domain.typed.text import clean_text
from shopcare.exchange.reading.book import Progress
from shopcare.exchange.reading.text_source import csv_cell
from shopcare.exchange.writing.out_table import Column, ColumnKind, OutCell, TableRows, yuan
from shopcare.system.files import whole_file

ENDINGS = (".xlsx", ".csv")
_EVERY = 256


def write_table(
    path: Path,
    columns: Sequence[Column],
    rows: TableRows,
    *,
    title: str = "",
    total: int = 0,
    progress: Progress | None = None,
) -> int:
    """Write a table and give the number of rows.

    An exception, also one that ``progress`` raises to cancel, leaves nothing and harms no older
    file.

    Args:
        path: Ends in .xlsx or .csv; CSV is UTF-8 with the mark by which Excel knows it.
        columns: Headings and kinds.
        rows: One value for each column.
        title: The sheet's name.
        total: How many rows there will be, for ``progress``.
        progress: Called now and then with rows done and ``total``.

    Raises:
        Refusal, Trouble: ``table_too_long``, ``cell_too_long``, and as ``whole_file``.
    """
    write = _write_csv if path.suffix.casefold() == ".csv" else _xlsx_writer(title)
    counted = _Counted(rows, total, progress)
    with whole_file(path, ENDINGS) as unfinished:
        write(unfinished, columns, counted)
    return counted.done


def _xlsx_writer(title: str) -> Callable[[Path, Sequence[Column], TableRows], None]:
    from shopcare.exchange.writing.xlsx_target import write_xlsx

    return lambda path, columns, rows: write_xlsx(path, columns, rows, title)


class _Counted:
    def __init__(self, rows: TableRows, total: int, progress: Progress | None) -> None:
        self._rows, self._total, self._progress = rows, total, progress
        self.done = 0

    def __iter__(self) -> Iterator[Sequence[OutCell]]:
        for row in self._rows:
            yield row
            self.done += 1
            if self._progress is not None and self.done % _EVERY == 0:
                self._progress(self.done, max(self.done, self._total))
        if self._progress is not None:
            self._progress(self.done, self.done)


def _write_csv(path: Path, columns: Sequence[Column], rows: TableRows) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([csv_cell(column.heading) for column in columns])
        kinds = [column.kind for column in columns]
        for row in rows:
            writer.writerow(
                [_csv_text(value, kind) for value, kind in zip(row, kinds, strict=True)]
            )


def _csv_text(value: OutCell, kind: ColumnKind) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return csv_cell(clean_text(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if kind is ColumnKind.MONEY:
        return str(yuan(value))
    return csv_cell(str(value)) if kind is ColumnKind.TEXT else f"{value}"
