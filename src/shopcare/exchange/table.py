"""The table inside a sheet: where its headings are, and which rows below them are records."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from shopcare.domain.errors import Problem, Refusal
from shopcare.exchange.cells import Cell, text_from_cell
from shopcare.exchange.columns import ColumnChoice, Recognised, position_of, recognise
from shopcare.exchange.headings import TableKind, plain_heading
from shopcare.exchange.source import Book, Progress, Sheet, open_book

_LOOK_AT = 60
_SHOWN_ROWS = 12
_EVERY = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreview:
    """What the program makes of a file before anything is saved."""

    format: str
    sheet: str
    heading_row: int
    """As the spreadsheet counts; 0 where the table has no headings."""
    recognised: Recognised
    first_rows: tuple[tuple[int, tuple[str, ...]], ...]
    """The first records as text, each with its row number."""


class TableRow(NamedTuple):
    """One row below the headings."""

    row: int
    cells: Sequence[Cell]
    aside: Problem | None = None
    """Why the row is no record at all: a total, a repeated heading, a note; else None."""
    unreadable: Problem | None = None
    """Why nothing of the row can be trusted; else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A found table whose rows can be read once."""

    recognised: Recognised
    heading_row: int
    sheet: str
    format: str
    is_text: bool
    """A text file; its rows are read faster than they are filed."""
    total: int
    rows: Iterator[TableRow]


def read_table(
    path: Path, kind: TableKind | None = None, choice: ColumnChoice | None = None
) -> SheetPreview:
    """Look at a file: its table, the columns recognised, what it seems to list, the first rows.

    Never refuses for headings that are not known: the shop says on the page which column is
    which, by heading or by letter.

    Raises:
        Refusal, Trouble: as ``open_book`` and ``recognise``.
    """
    with open_book(path) as book:
        sheet, heading_row, recognised = _find(book, kind, choice)
        rows = _records(sheet, heading_row, recognised, None)
        records = (record for record in rows if record.aside is None)
        width = len(recognised.headings)
        first = tuple(
            (record.row, tuple(text_from_cell(cell) for cell in record.cells[:width]))
            for record in islice(records, _SHOWN_ROWS)
        )
        return SheetPreview(
            format=book.format,
            sheet=sheet.name,
            heading_row=heading_row,
            recognised=recognised,
            first_rows=first,
        )


@contextmanager
def open_table(
    path: Path,
    kind: TableKind,
    choice: ColumnChoice | None = None,
    progress: Progress | None = None,
) -> Iterator[Table]:
    """Open the table of a file for reading; the file is closed afterwards.

    Raises:
        Refusal: ``headings_not_found``, ``column_name_missing``, ``column_product_missing``,
            ``column_sold_on_missing``, and those of ``open_book`` and ``recognise``.
        Trouble: as ``open_book``.
    """
    with open_book(path) as book:
        sheet, heading_row, recognised = _find(book, kind, choice)
        if not recognised.columns:
            raise Refusal("headings_not_found", file=path.name)
        if recognised.missing:
            raise Refusal(f"column_{recognised.missing[0]}_missing", file=path.name)
        yield Table(
            recognised=recognised,
            heading_row=heading_row,
            sheet=sheet.name,
            format=book.format,
            is_text=sheet.is_text,
            total=sheet.total,
            rows=_records(sheet, heading_row, recognised, progress),
        )


def _find(
    book: Book, kind: TableKind | None, choice: ColumnChoice | None
) -> tuple[Sheet, int, Recognised]:
    """Take the first sheet that has a heading row, else the first sheet that has anything."""
    fallback: tuple[Sheet, list[list[str]]] | None = None
    for sheet in book.sheets:
        with closing(sheet.rows()) as rows:
            first = [[text_from_cell(cell) for cell in row] for row in islice(rows, _LOOK_AT)]
        if fallback is None and any(any(row) for row in first):
            fallback = (sheet, first)
        if found := _heading_row(first, kind, choice):
            number, best_kind = found
            headings = _until_last(first[number - 1])
            return sheet, number, recognise(headings, best_kind, choice)
    if fallback is None:
        raise Refusal("file_empty", file=book.sheets[0].name if book.sheets else "")
    sheet, first = fallback
    width = max(len(_until_last(row)) for row in first)
    bare = recognise([""] * width, kind or TableKind.CUSTOMERS, choice)
    return sheet, 0, bare


def _heading_row(
    rows: list[list[str]], kind: TableKind | None, choice: ColumnChoice | None
) -> tuple[int, TableKind] | None:
    """Find the row that names the most fields; the first of equals."""
    best: tuple[int, int, TableKind] | None = None
    for number, row in enumerate(rows, 1):
        filled = sum(bool(text) for text in row)
        for one in [kind] if kind else TableKind:
            score = _score(row, filled, one, choice or {})
            if score and (best is None or score > best[0]):
                best = (score, number, one)
    return None if best is None else (best[1], best[2])


def _score(row: list[str], filled: int, kind: TableKind, choice: ColumnChoice) -> int:
    plain = {plain_heading(text) for text in row if text}
    names = [name for chosen in choice.values() for name in chosen]
    named = sum(plain_heading(name) in plain for name in names)
    found = recognise(row, kind)
    known = sum(len(spots) for spots in found.columns.values())
    if named and named == sum(not _is_letter(name, row) for name in names):
        return 1000 + named * 10 + known  # the shop itself named this row's headings
    if known < 2 and filled > 1:
        return 0
    # A list of sales names customers too: what only it has decides.
    return known * 2 - len(found.missing)


def _is_letter(name: str, row: list[str]) -> bool:
    if name.strip() in row or not name.strip().isascii():
        return False
    try:
        position_of(name, [""] * max(len(row), 1))
    except Refusal:
        return False
    return True


def _until_last(row: list[str]) -> list[str]:
    width = max((at for at, text in enumerate(row, 1) if text), default=0)
    return row[:width]


_TOTAL = re.compile(
    r"(?:本页|本日|今日|本月|当日|当月|全部|销售|金额)?(?:合计|总计|小计|共计|汇总|累计|总和)"
    r"(?:[:：（(\s].*)?|(?:grand\s*|sub\s*-?)?totals?(?:[:\s].*)?|sum:",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:注|备注|说明|制表|制单|打印|导出|操作员|审核|复核|负责人|填表|统计|查询|查询条件|以上|第\s*\d+\s*页|"
    r"共\s*\d+|(?:notes?|printed|exported|page\s*\d+|created|report|generated)\b)",
    re.IGNORECASE,
)


def _records(
    sheet: Sheet, heading_row: int, recognised: Recognised, progress: Progress | None
) -> Iterator[TableRow]:
    headings = recognised.headings
    number = 0
    with closing(sheet.rows()) as rows:
        for number, cells in enumerate(rows, 1):
            if progress is not None and number % _EVERY == 0:
                progress(number, max(number, sheet.total))
            if number <= heading_row:
                continue
            filled = [cell for cell in cells if cell is not None and cell != ""]
            if not filled or (len(filled) < 4 and not any(text_from_cell(c) for c in filled)):
                continue
            yield _record(sheet, number, cells, filled, headings)
    if progress is not None:
        progress(number, number)


def _record(
    sheet: Sheet,
    number: int,
    cells: Sequence[Cell],
    filled: Sequence[Cell],
    headings: Sequence[str],
) -> TableRow:
    aside = _aside(cells, filled, headings)
    if aside is None and sheet.is_text and any(cells[len(headings) :]):
        # In a text file one comma too many has moved everything behind it.
        values = {"cells": len(cells), "headings": len(headings)}
        wide = Problem(field="", code="row_too_wide", values=values)
        return TableRow(row=number, cells=cells, unreadable=wide)
    return TableRow(row=number, cells=cells, aside=aside)


def _aside(
    cells: Sequence[Cell], filled: Sequence[Cell], headings: Sequence[str]
) -> Problem | None:
    first = filled[0]
    if not isinstance(first, str):
        return None
    text = first.strip()
    if _TOTAL.fullmatch(text):
        return Problem(field="", code="row_is_total", values={"text": text[:40]})
    if len(filled) <= 2 and len(headings) > 2 and _NOTE.match(text):
        return Problem(field="", code="row_is_note", values={"text": text[:60]})
    if text in headings:
        again = [text_from_cell(cell) for cell in filled]
        if again == [heading for heading in headings if heading]:
            return Problem(field="", code="row_is_heading", values={"text": text[:40]})
    return None
