"""The calls of a day on paper, to be made away from the PC and ticked by hand."""

from functools import partial

from shopcare.domain.papers.document import CallSheet, CallSheetRow
from shopcare.language.day_words import full_day_text
from shopcare.printing.draw_commands import Strip
from shopcare.printing.letterhead import letterhead, page_head, printed_text
from shopcare.printing.pages import Layout, Page, make_pages
from shopcare.printing.table import Cell, Column, table_head, table_row
from shopcare.printing.typesetter import Typesetter

_NARROW_PT = 400.0


def call_sheet_title(sheet: CallSheet, setter: Typesetter) -> str:
    """Name the document."""
    return setter.words.text("Today's call sheet")


def call_sheet_pages(sheet: CallSheet, setter: Typesetter) -> list[Page]:
    """Lay the calls out by window; every page has the head of the table."""
    words, width = setter.words, setter.sheet.inner_width
    title = call_sheet_title(sheet, setter)
    count = sum(len(group.rows) for group in sheet.groups)
    counted = words.count("{n} call", "{n} calls", count)
    summary = f"{full_day_text(words, sheet.on)}  ·  {counted}"
    body = [
        *letterhead(sheet.shop, title, setter, width),
        *setter.paragraph(summary, width, setter.type.strong, bold=True),
        *provisional_note(setter, sheet.is_provisional, width),
    ]
    for group in sheet.groups:
        body += setter.heading(group.heading, width)
        body += _rows(group.rows, setter, width)
    if not count:
        body += [setter.gap(8), *setter.paragraph(words.text("No calls are due today."), width)]
    layout = Layout(
        title=title,
        body=body,
        continued=page_head(setter, title, full_day_text(words, sheet.on)),
        printed=printed_text(setter, sheet.printed),
    )
    return make_pages(layout, setter)


def provisional_note(setter: Typesetter, is_provisional: bool, width: float) -> list[Strip]:
    """Say that the days were counted without the official calendar, where they were."""
    if not is_provisional:
        return []
    note = setter.words.text("Provisional: the holiday calendar of that year is not out yet.")
    return setter.paragraph(note, width, setter.type.caption)


def _rows(rows: tuple[CallSheetRow, ...], setter: Typesetter, width: float) -> list[Strip]:
    if setter.sheet.is_roll:
        return [strip for row in rows for strip in _stacked(row, setter, width)]
    words = setter.words
    what, result = words.text("Purpose and what to ask"), words.text("Result")
    columns: tuple[Column, ...]
    if width < _NARROW_PT:
        columns = (Column(what, 0.54), Column(result, 0.46))
    else:
        columns = (Column(words.text("Customer"), 0.26), Column(what, 0.33), Column(result, 0.41))
    head = table_head(columns, setter, width)
    strips: list[Strip] = list(head)
    for row in rows:
        who, what_to_ask = partial(_who, row, setter), partial(_what, row, setter)
        cells: tuple[Cell, ...] = (who, what_to_ask, partial(_result, setter))
        if len(columns) == 2:
            cells = (partial(_who_and_what, row, setter), partial(_result, setter))
        strips += table_row(columns, cells, setter, width, head)
    return strips


def _who_and_what(row: CallSheetRow, setter: Typesetter, width: float) -> list[Strip]:
    return [*_who(row, setter, width), *_what(row, setter, width)]


def _who(row: CallSheetRow, setter: Typesetter, width: float) -> list[Strip]:
    words, type_ = setter.words, setter.type
    tries = words.text("Tried before: {n}", n=row.tries) if row.tries else ""
    small = " · ".join(filter(None, (row.case_number, row.caller, tries)))
    return [
        *setter.paragraph(row.customer_name, width, type_.strong, bold=True),
        *setter.line(row.phone, width, type_.strong * 1.1, bold=True),
        *setter.paragraph(small, width, type_.caption, faint=True),
    ]


def _what(row: CallSheetRow, setter: Typesetter, width: float) -> list[Strip]:
    size = setter.type.caption
    return [
        *setter.paragraph(row.purpose, width, bold=True),
        *setter.paragraph(row.why, width, size, faint=True),
        *(setter.numbered(row.ask, width, size) if row.ask else []),
    ]


def _result(setter: Typesetter, width: float) -> list[Strip]:
    """Draw the boxes for the result of one call, and a line for what was said (C-7, C-13, G-10).

    The results and their order are those of the card on the screen.
    """
    words, size = setter.words, setter.type.caption
    results = [
        words.text("Reached"),
        words.text("No answer"),
        words.text("Busy"),
        words.text("Wrong number"),
        words.text("Call later"),
        words.text("Complaint"),
        words.text("Do not call again"),
    ]
    return [
        *setter.ticks(results, width, size),
        *setter.ticks(list("12345"), width, size, lead=words.text("Satisfied")),
        setter.blank(width),
    ]


def _stacked(row: CallSheetRow, setter: Typesetter, width: float) -> list[Strip]:
    """Set one call in one column."""
    return [
        *_who_and_what(row, setter, width),
        setter.gap(2),
        *_result(setter, width),
        setter.rule(width, above=9, below=6),
    ]
