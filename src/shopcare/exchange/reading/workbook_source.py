"""Workbooks of every make (XLSX, XLS, XLSB, ODS), read row by row: values, never formulas."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from shopcare.domain.errors import Refusal, Trouble
from shopcare.exchange.cells import Cell
from shopcare.exchange.reading.archive import DAMAGE
from shopcare.exchange.reading.book import Book, Merge, Sheet
from shopcare.exchange.reading.xlsx_marks import SheetMarks, sheet_marks
from shopcare.system.console import native_messages_hidden

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_SHEETS: Final = 60
_LONG: Final = 10_000
_REFUSED: Final = {"XLS": "file_is_old_excel", "ODS": "file_is_other_spreadsheet"}


@contextmanager
def open_workbook(path: Path, format_name: str) -> Iterator[Book]:
    """Open a workbook; sheets that are hidden come last.

    Raises:
        Refusal: ``file_has_password``, ``file_is_old_excel``, ``file_is_other_spreadsheet``.
        Trouble: ``file_damaged``.
    """
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        with _without_panic():
            book = load_workbook(path)
    except PasswordError as error:
        raise Refusal("file_has_password", file=path.name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise _damage(path, format_name, error) from error
    try:
        sheets = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        sheets.sort(key=lambda entry: entry.visible != SheetVisibleEnum.Visible)
        yield Book(
            sheets=tuple(
                _sheet(
                    _LoadedSheet(path, book, entry.name, format_name),
                    hidden=entry.visible != SheetVisibleEnum.Visible,
                )
                for entry in sheets[:_MOST_SHEETS]
            ),
            format=format_name,
        )
    finally:
        book.close()


@contextmanager
def _without_panic() -> Iterator[None]:
    """Let a broken file that the library did not foresee be one that it cannot read.

    Rust then raises what is no ``Exception``, and has written where it stopped.
    """
    try:
        with native_messages_hidden():
            yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError(str(error)) from error


def _damage(path: Path, format_name: str, error: Exception) -> Exception:
    if format_name in _REFUSED:
        return Refusal(_REFUSED[format_name], file=path.name)
    return Trouble("file_damaged", technical=repr(error), file=path.name)


class _LoadedSheet:
    """A sheet whose values are read when somebody first asks for them."""

    def __init__(self, path: Path, book: "CalamineWorkbook", name: str, format_name: str) -> None:
        self._path = path
        self._book = book
        self._format = format_name
        self.name = name

    @cached_property
    def values(self) -> "CalamineSheet":
        """Read the sheet.

        Raises:
            Trouble: ``file_damaged``.
        """
        from python_calamine import CalamineError

        try:
            with _without_panic():
                return self._book.get_sheet_by_name(self.name)
        except (CalamineError, OSError, ValueError) as error:
            raise _damage(self._path, self._format, error) from error

    @cached_property
    def marks(self) -> SheetMarks:
        """Find the cells that show something else than their value."""
        if self._format != "XLSX":
            return SheetMarks()
        try:
            return sheet_marks(self._path, self.name)
        except DAMAGE as error:
            raise _damage(self._path, self._format, error) from error

    def merges(self) -> tuple[Merge, ...]:
        """Give the merged cells."""
        return tuple(self.values.merged_cell_ranges or ())

    def total(self) -> int:
        """Count the rows."""
        return max(1, self.values.total_height)

    def rows(self) -> Generator[list[Cell]]:
        """Give the rows from the first one of the sheet on; a long sheet is let go at its end."""
        yield from self._marked_rows()
        if self.total() > _LONG:  # tens of megabytes, which nobody asks for once more
            del self.values

    def _marked_rows(self) -> Iterator[list[Cell]]:
        marks = self.marks.cells
        left: list[Cell] = [None] * (self.values.start[1] if self.values.start else 0)
        if not left and not marks:
            yield from cast("Iterator[list[Cell]]", self.values.iter_rows())
            return
        for number, row in enumerate(self.values.iter_rows()):
            cells: list[Cell] = [*left, *row]
            for column, mark in marks.get(number, {}).items():
                if column >= len(cells):
                    cells += [None] * (column + 1 - len(cells))
                cells[column] = mark(cells[column])
            yield cells


def _sheet(loaded: _LoadedSheet, *, hidden: bool) -> Sheet:
    return Sheet(
        name=loaded.name,
        total=loaded.total,
        rows=lambda: _filled(loaded.rows(), loaded.merges()),
        merges=loaded.merges,
        hidden=hidden,
        is_text=False,
    )


def _filled(rows: Iterator[list[Cell]], merges: tuple[Merge, ...]) -> Generator[list[Cell]]:
    """Repeat the value of cells that were merged downwards, as the eye reads them."""
    begins: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in merges:
        if bottom > top:
            begins.setdefault(top, []).append((left, bottom))
    if not begins:
        yield from rows
        return
    running: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(rows):
        for column, (last, value) in list(running.items()):
            if number > last:
                del running[column]
            elif column < len(row) and row[column] in (None, ""):
                row[column] = value
        for column, last in begins.get(number, ()):
            if column < len(row):
                running[column] = (last, row[column])
        yield row
