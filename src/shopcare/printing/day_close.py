"""The end-of-day round on paper: what was done, what was not and why, what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from shopcare.domain.papers.document import (
    DayCloseCall,
    DayCloseDeadline,
    DayCloseGoods,
    DayCloseSheet,
)
from shopcare.language.day_words import day_text, full_day_text, time_text
from shopcare.printing.call_sheet import provisional_note
from shopcare.printing.draw_commands import Strip, joined
from shopcare.printing.letterhead import letterhead, page_head, printed_text
from shopcare.printing.pages import Layout, Page, make_pages
from shopcare.printing.table import Cell, Column, table_head, table_row
from shopcare.printing.typesetter import Typesetter

Row = tuple[str, ...]
_RESULT: Final = 3
"""The column of a call that says how it ended, or why it was not made."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A table of the round."""

    heading: str
    columns: tuple[Column, ...]
    rows: list[Row]
    to_write: int | None = None
    """The column that is written in by hand where it is empty."""


def day_close_title(sheet: DayCloseSheet, setter: Typesetter) -> str:
    """Name the document."""
    return setter.words.text("Day-close call list")


def day_close_pages(sheet: DayCloseSheet, setter: Typesetter) -> list[Page]:
    """Lay the sections of the round out; an empty one says so."""
    words, width = setter.words, setter.sheet.inner_width
    title = day_close_title(sheet, setter)
    body = [
        *letterhead(sheet.shop, title, setter, width),
        *setter.paragraph(full_day_text(words, sheet.on), width, setter.type.strong, bold=True),
        *setter.paragraph(_summary(sheet, setter), width),
        *provisional_note(setter, sheet.is_provisional, width),
    ]
    for section in _sections(sheet, setter):
        body += _section(section, setter, width)
    body += _signatures(setter, width)
    layout = Layout(
        title=title,
        body=body,
        continued=page_head(setter, title, full_day_text(words, sheet.on)),
        printed=printed_text(setter, sheet.printed),
    )
    return make_pages(layout, setter)


def _summary(sheet: DayCloseSheet, setter: Typesetter) -> str:
    return setter.words.text(
        "Calls done {done}, tried in vain {tried}, not made {not_made}",
        done=len(sheet.done),
        tried=len(sheet.tried),
        not_made=len(sheet.not_made),
    )


def _sections(sheet: DayCloseSheet, setter: Typesetter) -> list[_Section]:
    words = setter.words
    result, reason = words.text("Result"), words.text("Why not")
    deadlines = _deadline_columns(setter)
    return [
        _Section(
            words.text("Calls not made"),
            _call_columns(setter, reason),
            _calls(sheet.not_made),
            to_write=_RESULT,
        ),
        _Section(
            words.text("Calls tried in vain"), _call_columns(setter, result), _calls(sheet.tried)
        ),
        _Section(words.text("Answers missed"), deadlines, _deadlines(sheet.missed, setter)),
        _Section(
            words.text("Answers due tomorrow"), deadlines, _deadlines(sheet.due_tomorrow, setter)
        ),
        _Section(
            words.text("Ready, customer not told"),
            _goods_columns(setter),
            _goods(sheet.ready_untold, setter),
        ),
        _Section(words.text("Calls done"), _call_columns(setter, result), _calls(sheet.done)),
    ]


def _call_columns(setter: Typesetter, result: str) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Customer"), 0.19),
        Column(words.text("Phone"), 0.2),
        Column(words.text("Purpose"), 0.17),
        Column(result, 0.28),
        Column(words.text("By"), 0.16),
    )


def _deadline_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Case no."), 0.19),
        Column(words.text("Customer"), 0.2),
        Column(words.text("What was promised"), 0.24),
        Column(words.text("Due"), 0.21),
        Column(words.text("By"), 0.16),
    )


def _goods_columns(setter: Typesetter) -> tuple[Column, ...]:
    words = setter.words
    return (
        Column(words.text("Case no."), 0.19),
        Column(words.text("Customer"), 0.2),
        Column(words.text("Product"), 0.28),
        Column(words.text("Shelf"), 0.17),
        Column(words.text("Ready since"), 0.16),
    )


def _calls(calls: Sequence[DayCloseCall]) -> list[Row]:
    return [
        (
            call.customer_name,
            call.phone,
            call.purpose,
            call.result,
            f"{call.staff_name} {time_text(call.at) if call.at else ''}".strip(),
        )
        for call in calls
    ]


def _deadlines(deadlines: Sequence[DayCloseDeadline], setter: Typesetter) -> list[Row]:
    return [
        (
            d.number,
            d.customer_name,
            d.what,
            f"{day_text(setter.words, d.due_at.date())} {time_text(d.due_at)}",
            d.staff_name,
        )
        for d in deadlines
    ]


def _goods(goods: Sequence[DayCloseGoods], setter: Typesetter) -> list[Row]:
    return [
        (
            g.number,
            g.customer_name,
            g.product,
            g.shelf,
            day_text(setter.words, g.ready_on) if g.ready_on else "",
        )
        for g in goods
    ]


def _section(section: _Section, setter: Typesetter, width: float) -> list[Strip]:
    title = setter.heading(f"{section.heading}  {len(section.rows)}", width)
    if not section.rows:
        return [*title, *setter.paragraph(setter.words.text("None today"), width, faint=True)]
    if setter.sheet.is_roll:
        return [*title, *(s for row in section.rows for s in _stacked(section, row, setter, width))]
    head = table_head(section.columns, setter, width)
    strips = [*title, *head]
    for row in section.rows:
        strips += table_row(section.columns, _cells(section, row, setter), setter, width, head)
    return strips


def _cells(section: _Section, row: Row, setter: Typesetter) -> list[Cell]:
    """Set the cells of a row; where one is to be written in, the others stand on its line."""
    is_written = section.to_write is not None and not row[section.to_write]
    size = setter.type.caption

    def cell(number: int, room: float) -> list[Strip]:
        if is_written and number == section.to_write:
            return [setter.writing_line(room)]
        text = setter.paragraph(row[number] or "–", room, size, bold=not number)
        return setter.beside_writing(text, size) if is_written else text

    return [partial(cell, number) for number in range(len(row))]


def _stacked(section: _Section, row: Row, setter: Typesetter, width: float) -> list[Strip]:
    """Set a row of the table as a few lines of a roll."""
    first, *rest = row
    size, written = setter.type.caption, section.to_write
    lines = setter.paragraph("  ·  ".join(filter(None, rest)), width, size)
    white = 2.0
    if written is not None and not row[written]:
        white = 7.0  # else its line and the rule look like two lines to write on
        label = section.columns[written].title
        lines += setter.field(label, "", width, setter.label_width([label], width))
    return [
        *setter.paragraph(first, width, bold=True),
        *lines,
        setter.rule(width, above=white, below=2),
    ]


def _signatures(setter: Typesetter, width: float) -> list[Strip]:
    """Set the lines to sign on; they stay together."""
    words = setter.words
    labels = (words.text("Closed by"), words.text("Checked by the manager"))
    lines = setter.signatures(labels, words.text("Date"), width)
    return joined([setter.gap(setter.type.title), *(strip for line in lines for strip in line)])
