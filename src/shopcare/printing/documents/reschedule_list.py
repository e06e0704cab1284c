"""The customers to be told after a change of the calendar, to be ticked off by hand (X-14)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from shopcare.language.catalog import Catalog
from shopcare.language.day_words import full_day_text, full_moment_text
from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block
from shopcare.printing.letterhead import letterhead, page_header, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.text_table import Column, table_head, table_row
from shopcare.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleRow:
    """One thing that a customer has to be told after a change of the calendar (X-14)."""

    customer_name: str
    phone: str
    what: str
    """The call's purpose, or the deadline and its case."""
    before: date | datetime
    after: date | datetime | None
    """None: the promised day stays, but the shop is closed on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleList(Document):
    """The customers to be told after a change of the calendar, to tick off."""

    because: str = ""
    """What changed, in the paper's language."""
    rows: tuple[RescheduleRow, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the customers out in a table; every page has its head."""
        words, width = setter.words, setter.sheet.inner_width
        title = words.text("Customers to tell")
        counted = words.count("{n} change", "{n} changes", len(self.rows))
        body = [
            *letterhead(self.shop, title, setter, width),
            *setter.paragraph(self.because, width, setter.type.strong, bold=True),
            *setter.paragraph(counted, width, setter.type.caption, faint=True),
            setter.spacer(setter.type.body),
            *_rows(self.rows, setter, width),
        ]
        if not self.rows:
            body += setter.paragraph(words.text("Nobody needs to be told."), width)
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.because),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _rows(rows: tuple[RescheduleRow, ...], setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    columns = (
        Column(words.text("Customer"), 0.3),
        Column(words.text("What changes"), 0.36),
        Column(words.text("Told"), 0.34),
    )
    head = table_head(columns, setter, width)
    blocks = list(head) if rows else []
    for row in rows:
        cells = (partial(_who, row, setter), partial(_what, row, setter), partial(_told, setter))
        blocks += table_row(columns, cells, setter, width, head)
    return blocks


def _who(row: RescheduleRow, setter: Typesetter, width: float) -> list[Block]:
    strong = setter.type.strong
    return [
        *setter.paragraph(row.customer_name, width, strong, bold=True),
        *setter.fitted_line(row.phone, width, strong, bold=True),
    ]


def _what(row: RescheduleRow, setter: Typesetter, width: float) -> list[Block]:
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


def _told(setter: Typesetter, width: float) -> list[Block]:
    """Draw the boxes for how it ended, and a line for what was said."""
    words, size = setter.words, setter.type.caption
    return [
        *setter.checkboxes([words.text("Told"), words.text("No answer")], width, size),
        setter.writing_line(width),
    ]


def _when(words: Catalog, at: date | datetime) -> str:
    return full_moment_text(words, at) if isinstance(at, datetime) else full_day_text(words, at)
