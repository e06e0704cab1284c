"""The card with what a customer's eyes were measured to need, the last time beside it (R-2)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from shopcare.printing.document import Document, day_or_blank
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import letterhead, page_header, part_names, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.text_table import Column, table_head, table_row
from shopcare.printing.typesetter import Pair, Typesetter

NOT_MEASURED: Final = "–"
EyeRow = tuple[str, ...]
"""What the row is about, and its values in the order of the titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EyeTable:
    """One measurement as a table; what is empty is written in by hand."""

    heading: str
    titles: tuple[str, ...]
    rows: tuple[EyeRow, ...]
    pupils: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrescriptionCard(Document):
    """Whose eyes, when, by whom and where; both measurements."""

    customer_name: str = ""
    measured_on: date | None = None
    valid_until: date | None = None
    what_for: str = ""
    measured_by: str = ""
    measured_at: str = ""
    now: EyeTable
    before: EyeTable | None = None

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the card out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Prescription")
        signature = setter.signatures(
            [words.text("Measured by, signature")], words.text("Date"), width
        )
        body = [
            *letterhead(self.shop, title, setter, width),
            *_who(self, setter, width),
            *_table(self.now, setter, width),
            *(_table(self.before, setter, width) if self.before else []),
            *keep_together([setter.spacer(10), *signature[0]]),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.customer_name),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _who(card: PrescriptionCard, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    rows: list[list[Pair]] = [
        [(words.text("Customer"), card.customer_name), (words.text("What for"), card.what_for)],
        [
            (words.text("Measured on"), day_or_blank(words, card.measured_on)),
            (words.text("Valid until"), day_or_blank(words, card.valid_until)),
        ],
        [
            (words.text("Measured by"), card.measured_by),
            (words.text("Where"), card.measured_at),
        ],
    ]
    return setter.fields(rows, width)


def _table(table: EyeTable, setter: Typesetter, width: float) -> list[Block]:
    """Set a measurement: a table on a sheet, a field for each value on a roll."""
    words = setter.words
    heading = setter.heading(table.heading, width)
    pupils = setter.fields([[(words.text("Pupillary distance"), table.pupils)]], width)
    if setter.sheet.is_roll:
        blocks = heading
        for row in table.rows:
            fields: list[list[Pair]] = [
                [(title, value)]
                for title, value in zip(table.titles, row[1:], strict=True)
                if value != NOT_MEASURED
            ]
            blocks += setter.paragraph(row[0], width, bold=True)
            blocks += [*setter.fields(fields, width), setter.rule(width)]
        return [*blocks, *pupils]
    part = (1 - 0.2) / len(table.titles)
    columns = (Column("", 0.2), *(Column(title, part) for title in table.titles))
    head = table_head(columns, setter, width)
    blocks = [*heading, *head]
    for row in table.rows:
        blocks += table_row(columns, [_Cell(text, setter) for text in row], setter, width, head)
    return [*blocks, *pupils]


class _Cell:
    """Sets one value for a width; an empty one is a line to write on."""

    def __init__(self, text: str, setter: Typesetter) -> None:
        self._text, self._setter = text, setter

    def __call__(self, room: float) -> list[Block]:
        if not self._text:
            return [self._setter.handwriting_line(room)]
        return self._setter.paragraph(self._text, room)
