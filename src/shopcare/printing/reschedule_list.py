"""The customers to be told after a change of the calendar, to be ticked off by hand (X-14)."""

from datetime import date, datetime
from functools import partial

from shopcare.domain.papers.document import RescheduleList, RescheduleRow
from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text, full_moment_text
from shopcare.printing.draw_commands import Strip
from shopcare.printing.letterhead import letterhead, page_head, printed_text
from shopcare.printing.pages import Layout, Page, make_pages
from shopcare.printing.table import Column, table_head, table_row
from shopcare.printing.typesetter import Typesetter


def reschedule_list_title(told: RescheduleList, setter: Typesetter) -> str:
    """Name the document."""
    return setter.words.text("Customers to be told")


def reschedule_list_pages(told: RescheduleList, setter: Typesetter) -> list[Page]:
    """Lay the customers out in a table; every page has its head."""
    words, width = setter.words, setter.sheet.inner_width
    title = reschedule_list_title(told, setter)
    counted = words.count("{n} change", "{n} changes", len(told.rows))
    body = [
        *letterhead(told.shop, title, setter, width),
        *setter.paragraph(told.because, width, setter.type.strong, bold=True),
        *setter.paragraph(counted, width, setter.type.caption, faint=True),
        setter.gap(setter.type.body),
        *_rows(told.rows, setter, width),
    ]
    if not told.rows:
        body += setter.paragraph(words.text("Nobody has to be told."), width)
    layout = Layout(
        title=title,
        body=body,
        continued=page_head(setter, title, told.because),
        printed=printed_text(setter, told.printed),
    )
    return make_pages(layout, setter)


def _rows(rows: tuple[RescheduleRow, ...], setter: Typesetter, width: float) -> list[Strip]:
    words = setter.words
    columns = (
        Column(words.text("Customer"), 0.3),
        Column(words.text("What changes"), 0.36),
        Column(words.text("Told"), 0.34),
    )
    head = table_head(columns, setter, width)
    strips = list(head) if rows else []
    for row in rows:
        cells = (partial(_who, row, setter), partial(_what, row, setter), partial(_told, setter))
        strips += table_row(columns, cells, setter, width, head)
    return strips


def _who(row: RescheduleRow, setter: Typesetter, width: float) -> list[Strip]:
    strong = setter.type.strong
    return [
        *setter.paragraph(row.customer_name, width, strong, bold=True),
        *setter.line(row.phone, width, strong, bold=True),
    ]


def _what(row: RescheduleRow, setter: Typesetter, width: float) -> list[Strip]:
    words = setter.words
    if row.after is None:
        after = words.text("the shop is closed that day; agree another one")
        before = words.text("promised for {day}", day=_when(words, row.before))
    else:
        before = words.text("was {day}", day=_when(words, row.before))
        after = words.text("now {day}", day=_when(words, row.after))
    return [
        *setter.paragraph(row.what, width, setter.type.caption),
        *setter.paragraph(before, width, setter.type.caption, faint=True),
        *setter.paragraph(after, width, bold=True),
    ]


def _told(setter: Typesetter, width: float) -> list[Strip]:
    """Draw the boxes for how it ended, and a line for what was said."""
    words, size = setter.words, setter.type.caption
    return [
        *setter.ticks([words.text("Told"), words.text("No answer")], width, size),
        setter.blank(width),
    ]


def _when(words: Catalog, at: date | datetime) -> str:
    return full_moment_text(words, at) if isinstance(at, datetime) else full_day_text(words, at)
