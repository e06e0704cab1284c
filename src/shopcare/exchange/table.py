"""The table inside a sheet: where its headings are, and which rows below them are records."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, cast

from shopcare.domain.errors import Problem, Refusal
from shopcare.exchange.cells import Cell, UnclosedQuote, Uncomputed, text_from_cell
from shopcare.exchange.reading.archive import MOST_CHARACTERS
from shopcare.exchange.reading.book import Book, Progress, Sheet
from shopcare.exchange.reading.garbled import is_garbled, may_be_garbled
from shopcare.exchange.reading.source import open_book
from shopcare.exchange.recognition.columns import ColumnChoice, Recognised
from shopcare.exchange.recognition.heading_block import (
    HeadingBlock,
    find_headings,
    without_headings,
)
from shopcare.exchange.recognition.words import TableKind
from shopcare.exchange.value_words import is_total

_LOOK_AT = 60
_LOOKED_AT = 1000
"""So much of a cell tells what it is; a megabyte in one would be looked at for seconds."""
_SHOWN_ROWS = 12
_EVERY = 512
_NEARLY = 0.7
"""The first sheet is taken before a later one that fits hardly better."""


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


Remembered = Callable[[Sequence[str]], ColumnChoice | None]


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
    other_sheets: tuple[str, ...]
    """Sheets that hold a list, too, and are not taken."""
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
        sheet, heading_row, recognised, _ = _find(book, kind, choice)
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
    remembered: Remembered | None = None,
) -> Iterator[Table]:
    """Open the table of a file for reading; the file is closed afterwards.

    Args:
        path: The file.
        kind: What it lists.
        choice: Which column is which, as the shop says now.
        progress: Told while rows are read.
        remembered: Where nothing is said now, gives what was said for such headings before.

    Raises:
        Refusal: ``headings_not_found``, ``column_name_missing``, ``column_product_missing``,
            ``column_sold_on_missing``, and those of ``open_book`` and ``recognise``.
        Trouble: as ``open_book``.
    """
    with open_book(path) as book:
        sheet, heading_row, recognised, others = _find(book, kind, choice)
        if choice is None and remembered is not None:
            choice = remembered(recognised.headings)
            if choice is not None:
                sheet, heading_row, recognised, others = _find(book, kind, choice)
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
            total=sheet.total(),
            other_sheets=others,
            rows=_records(sheet, heading_row, recognised, progress),
        )


def _find(
    book: Book, kind: TableKind | None, choice: ColumnChoice | None
) -> tuple[Sheet, int, Recognised, tuple[str, ...]]:
    """Take the sheet whose headings fit best, else the first sheet that has anything."""
    found: list[tuple[Sheet, HeadingBlock]] = []
    fallback: tuple[Sheet, list[list[str]]] | None = None
    for sheet in book.sheets:
        if sheet.hidden and found:
            break
        with closing(sheet.rows()) as rows:
            first = [
                [text_from_cell(cell)[:_LOOKED_AT] for cell in row]
                for row in islice(rows, _LOOK_AT)
            ]
        if fallback is None and any(any(row) for row in first):
            fallback = (sheet, first)
        if block := find_headings(first, kind, choice, sheet.merges()):
            found.append((sheet, block))
    if found:
        most = max(block.recognised.points for _, block in found)
        sheet, block = next(one for one in found if one[1].recognised.points >= _NEARLY * most)
        others = tuple(
            one.name for one, other in found if one is not sheet and not other.recognised.missing
        )
        return sheet, block.last_row, block.recognised, others
    if fallback is None:
        raise Refusal("file_empty", file=book.sheets[0].name if book.sheets else "")
    sheet, first = fallback
    return sheet, 0, without_headings(first, kind, choice), ()


_NOTE = re.compile(
    r"(?:注|备注|说明|制表|制单|打印|导出|操作员|审核|复核|负责人|填表|统计|查询|查询条件|以上|第\s*\d+\s*页|"
    r"共\s*\d+|(?:notes?|printed|exported|page\s*\d+|created|report|generated)\b)",
    re.IGNORECASE,
)


_SAMPLE = re.compile(
    r"[(（【\[]?(?:示例|样例|范例|举例|例子|例如|样本|示范|填写示例|例)(?:数据|行|\d)?[)）】\]]?(?:[:：].*|\d*)"
    r"|.*[(（【\[](?:示例|样例|范例|例|请删除|仅供参考|sample|example)[^)）】\]]*[)）】\]]|(?:sample|example|e\.g\.)\b.*",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"(?:选填|必填|可选|必须|格式|请填|如[:：]|最多|不超过|required|optional|format)", re.I
)


def _is_code(text: str) -> bool:
    """Say whether a text is a number or a code, which no total and no note begins with."""
    return text.isascii() and text.isalnum() and not text.isalpha()


def _records(
    sheet: Sheet, heading_row: int, recognised: Recognised, progress: Progress | None
) -> Iterator[TableRow]:
    checker = _RowCheck(sheet, recognised)
    number, total = 0, sheet.total()
    with closing(sheet.rows()) as rows:
        for number, cells in enumerate(rows, 1):
            if progress is not None and number % _EVERY == 0:
                progress(number, max(number, total))
            if number <= heading_row:
                continue
            filled = [cell for cell in cells if cell != "" and cell is not None]
            if not filled or (len(filled) < 4 and not any(text_from_cell(c) for c in filled)):
                continue
            yield checker.row(number, cells, filled)
    if progress is not None:
        progress(number, number)


class _RowCheck:
    """Tells records from totals, notes and samples, and those from what cannot be trusted."""

    def __init__(self, sheet: Sheet, recognised: Recognised) -> None:
        self._is_text = sheet.is_text
        self._headings = recognised.headings
        self._named = [heading for heading in recognised.headings if heading]
        self._spots = sorted({spot for spots in recognised.columns.values() for spot in spots})
        self._free_text = frozenset(recognised.columns.get("remark", ()))
        """Where a formula's own text harms nobody and may be what somebody typed: =1+1."""
        self._instructions = True
        """Whether only instructions were seen so far: they stand below the headings."""

    def row(self, number: int, cells: Sequence[Cell], filled: Sequence[Cell]) -> TableRow:
        """Judge one row that is not blank."""
        aside = self._aside(filled)
        if aside is not None:
            return TableRow(row=number, cells=cells, aside=aside)
        self._instructions = False
        if self._is_text and type(cells[0]) is UnclosedQuote:
            unclosed = Problem(field="", code="quote_not_closed", values={"text": cells[0][:40]})
            return TableRow(row=number, cells=cells, unreadable=unclosed)
        if self._is_text and any(cells[len(self._headings) :]):
            # In a text file one comma too many has moved everything behind it.
            values = {"cells": len(cells), "headings": len(self._headings)}
            wide = Problem(field="", code="row_too_wide", values=values)
            return TableRow(row=number, cells=cells, unreadable=wide)
        return TableRow(row=number, cells=cells, unreadable=self._distrust(cells))

    def _distrust(self, cells: Sequence[Cell]) -> Problem | None:
        """Say why no cell of a row may be believed: one of its taken cells holds rubbish."""
        texts = cells if self._is_text else [cell for cell in cells if isinstance(cell, str)]
        text = "\n".join(cast("Sequence[str]", texts))
        uncomputed = "=" in text and any(type(cell) is Uncomputed for cell in cells)
        if not uncomputed and len(text) <= MOST_CHARACTERS and not may_be_garbled(text):
            return None  # nearly every row
        for spot in self._spots:
            cell = cells[spot] if spot < len(cells) else None
            if not isinstance(cell, str):
                continue
            code = ""
            if type(cell) is Uncomputed and spot not in self._free_text:
                code = "formula_not_computed"
            elif len(cell) > MOST_CHARACTERS:
                code = "text_beyond_limit"
            elif not cell.isascii() and is_garbled(cell):
                code = "text_garbled"
            if code:
                heading = self._headings[spot] if spot < len(self._headings) else ""
                return Problem(
                    field="", code=code, values={"column": heading, "text": str(cell)[:40]}
                )
        return None

    def _aside(self, filled: Sequence[Cell]) -> Problem | None:
        first = filled[0]
        if not isinstance(first, str):
            return None
        text = first.strip()
        if len(filled) > 2 and not self._instructions and _is_code(text):
            return None if text not in self._headings else self._again(text, filled)
        if is_total(text):
            return Problem(field="", code="row_is_total", values={"text": text[:40]})
        if _SAMPLE.fullmatch(text) or self._is_sample(filled):
            return Problem(field="", code="row_is_sample", values={"text": text[:40]})
        if len(filled) <= 2 and len(self._headings) > 2 and _NOTE.match(text):
            return Problem(field="", code="row_is_note", values={"text": text[:60]})
        return self._again(text, filled) if text in self._headings else None

    def _again(self, text: str, filled: Sequence[Cell]) -> Problem | None:
        """Find the headings once more."""
        if [text_from_cell(cell) for cell in filled] != self._named:
            return None
        return Problem(field="", code="row_is_heading", values={"text": text[:40]})

    def _is_sample(self, filled: Sequence[Cell]) -> bool:
        """Find the lines of a template: how to fill it in, or a made-up record."""
        if not self._instructions:
            return False
        texts = [cell.strip() for cell in filled if isinstance(cell, str)]
        told = sum(_INSTRUCTION.search(text) is not None for text in texts)
        return told >= 2 or any(_SAMPLE.fullmatch(text) for text in texts if len(text) < 30)
