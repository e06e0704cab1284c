"""The receipt for what was charged: no tax invoice (G-9, G-23)."""

from dataclasses import dataclass
from datetime import date

from shopcare.printing.codes import qr
from shopcare.printing.document import Document, day_or_blank
from shopcare.printing.draw_commands import Block, keep_together, row_of
from shopcare.printing.letterhead import (
    captioned,
    letterhead,
    page_header,
    part_names,
    printed_text,
)
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.text_table import Column, TextRow, TextTable, text_table
from shopcare.printing.typesetter import Pair, Typesetter

_BLANK_ROWS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeReceipt(Document):
    """What was charged for, the total in figures and in capital numerals, and how it was paid."""

    number: str = ""
    customer_name: str = ""
    product: str = ""
    charged_on: date | None = None
    lines: tuple[TextRow, ...] = ()
    """Each: what for, the words beside it, the amount."""
    total: str = ""
    capitals: str = ""
    answers: tuple[TextRow, ...] = ()
    """Each: what became of it, the amount, who took it and when."""
    invoice: str = ""

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the receipt out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Charge receipt")
        body = [
            *letterhead(self.shop, title, setter, width),
            *_head(self, setter, width),
            *text_table(_lines(self, setter), setter, width),
            *_total(self, setter, width),
            *(text_table(_answers(self, setter), setter, width) if self.answers else []),
            *_foot(self, setter, width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.number, self.customer_name),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _head(receipt: ChargeReceipt, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    rows: list[list[Pair]] = [
        [
            (words.text("Customer"), receipt.customer_name),
            (words.text("Day"), day_or_blank(words, receipt.charged_on)),
        ],
        [(words.text("Product"), receipt.product)],
    ]
    numbered = captioned(setter, words.text("Case no."), receipt.number, width / 2)
    if not receipt.number:
        return [*numbered, setter.spacer(4), *setter.fields(rows, width)]
    code, code_width = qr(receipt.number)
    square = Block(height=code_width, commands=(code,))
    top = row_of([(0.0, numbered), (width - code_width, [square])])
    return [top, setter.spacer(4), *setter.fields(rows, width)]


def _lines(receipt: ChargeReceipt, setter: Typesetter) -> TextTable:
    words = setter.words
    columns = (
        Column(words.text("Charged for"), 0.28),
        Column(words.text("Details"), 0.47),
        Column(words.text("Amount"), 0.25),
    )
    blank: TextRow = (" ", " ", "")
    rows = list(receipt.lines) or [blank] * _BLANK_ROWS
    return TextTable(words.text("Charged"), columns, rows, to_write=None if receipt.lines else 2)


def _total(receipt: ChargeReceipt, setter: Typesetter, width: float) -> list[Block]:
    """Set the total twice, so that neither can be changed by a stroke of a pen."""
    words = setter.words
    rows: list[list[Pair]] = [
        [(words.text("Total"), receipt.total)],
        [(words.text("In capitals"), receipt.capitals)],
    ]
    return keep_together([setter.spacer(3), *setter.fields(rows, width)])


def _answers(receipt: ChargeReceipt, setter: Typesetter) -> TextTable:
    words = setter.words
    columns = (
        Column(words.text("Paid how"), 0.4),
        Column(words.text("Amount"), 0.25),
        Column(words.text("Paid to"), 0.35),
    )
    return TextTable(words.text("Payment"), columns, list(receipt.answers))


def _foot(receipt: ChargeReceipt, setter: Typesetter, width: float) -> list[Block]:
    words, size = setter.words, setter.type.caption
    note = words.text("This charge receipt is no tax invoice.")
    signed = setter.signatures(
        [words.text("Taken by, signature"), words.text("Customer's signature")],
        words.text("Date"),
        width,
    )
    return [
        setter.spacer(5),
        *setter.paragraph(receipt.invoice, width, size),
        *setter.paragraph(note, width, size, bold=True),
        *keep_together([setter.spacer(8), *(block for line in signed for block in line)]),
    ]
