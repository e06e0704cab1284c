"""The calls of a day on paper, to be made away from the PC and ticked by hand."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from shopcare.language.day_words import full_day_text
from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block
from shopcare.printing.letterhead import letterhead, page_header, printed_text, provisional_note
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.text_table import Cell, Column, table_head, table_row
from shopcare.printing.typesetter import Typesetter

_NARROW_PT = 400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetRow:
    """One call to make away from the PC."""

    customer_name: str
    phone: str
    purpose: str
    ask: tuple[str, ...] = ()
    """The talking points of the purpose (C-7), and what is missing in the file."""
    why: str = ""
    case_number: str = ""
    caller: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheetGroup:
    """The calls of one window of the day."""

    heading: str
    rows: tuple[CallSheetRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet(Document):
    """The calls of a day by window."""

    on: date
    groups: tuple[CallSheetGroup, ...] = ()
    is_provisional: bool = False

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the calls out by window; every page has the head of the table."""
        words, width = setter.words, setter.sheet.inner_width
        title = words.text("Today's call sheet")
        day = full_day_text(words, self.on)
        count = sum(len(group.rows) for group in self.groups)
        counted = words.count("{n} call", "{n} calls", count)
        body = [
            *letterhead(self.shop, title, setter, width),
            *setter.paragraph(f"{day}  ·  {counted}", width, setter.type.strong, bold=True),
            *(provisional_note(setter, width) if self.is_provisional else ()),
        ]
        for group in self.groups:
            body += setter.heading(group.heading, width)
            body += _rows(group.rows, setter, width)
        if not count:
            body.append(setter.spacer(8))
            body += setter.paragraph(words.text("No calls are due today."), width)
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, day),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _rows(rows: tuple[CallSheetRow, ...], setter: Typesetter, width: float) -> list[Block]:
    if setter.sheet.is_roll:
        return [block for row in rows for block in _stacked(row, setter, width)]
    words = setter.words
    what, result = words.text("Purpose and what to ask"), words.text("Result")
    columns: tuple[Column, ...]
    if width < _NARROW_PT:
        columns = (Column(what, 0.54), Column(result, 0.46))
    else:
        columns = (Column(words.text("Customer"), 0.26), Column(what, 0.33), Column(result, 0.41))
    head = table_head(columns, setter, width)
    blocks: list[Block] = list(head)
    for row in rows:
        who, what_to_ask = partial(_who, row, setter), partial(_what, row, setter)
        cells: tuple[Cell, ...] = (who, what_to_ask, partial(_result, setter))
        if len(columns) == 2:
            cells = (partial(_who_and_what, row, setter), partial(_result, setter))
        blocks += table_row(columns, cells, setter, width, head)
    return blocks


def _who_and_what(row: CallSheetRow, setter: Typesetter, width: float) -> list[Block]:
    return [*_who(row, setter, width), *_what(row, setter, width)]


def _who(row: CallSheetRow, setter: Typesetter, width: float) -> list[Block]:
    words, type_ = setter.words, setter.type
    tries = words.text("Tried before: {n}", n=row.tries) if row.tries else ""
    small = " · ".join(filter(None, (row.case_number, row.caller, tries)))
    return [
        *setter.paragraph(row.customer_name, width, type_.strong, bold=True),
        *setter.fitted_line(row.phone, width, type_.strong * 1.1, bold=True),
        *setter.paragraph(small, width, type_.caption, faint=True),
    ]


def _what(row: CallSheetRow, setter: Typesetter, width: float) -> list[Block]:
    size = setter.type.caption
    return [
        *setter.paragraph(row.purpose, width, bold=True),
        *setter.paragraph(row.why, width, size, faint=True),
        *(setter.numbered_list(row.ask, width, size) if row.ask else []),
    ]


def _result(setter: Typesetter, width: float) -> list[Block]:
    """Draw the boxes for the result of one call, and a line for what was said (C-7, C-13, G-10).

    The results and their order are those of the card on the screen.
    """
    words, size = setter.words, setter.type.caption
    results = [
        words.text("Reached"),
        words.text("No answer"),
        words.text("Engaged"),
        words.text("Wrong number"),
        words.text("Call later"),
        words.text("Complaint"),
        words.text("Do not call again"),
    ]
    return [
        *setter.checkboxes(results, width, size),
        *setter.checkboxes(list("12345"), width, size, lead=words.text("Satisfied")),
        setter.writing_line(width),
    ]


def _stacked(row: CallSheetRow, setter: Typesetter, width: float) -> list[Block]:
    """Set one call in one column."""
    return [
        *_who_and_what(row, setter, width),
        setter.spacer(2),
        *_result(setter, width),
        setter.rule(width, above=9, below=6),
    ]
