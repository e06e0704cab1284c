"""The slip for goods of the shop that a customer takes along (X-5)."""

from dataclasses import dataclass
from datetime import date, datetime

from shopcare.printing.document import Document, day_or_blank, moment_or_blank
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import letterhead, page_header, part_names, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Pair, Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanSlip(Document):
    """What was lent, in which condition, until when, and to whom."""

    customer_name: str = ""
    customer_phone: str = ""
    """Masked: the copy leaves the shop (G-15)."""
    number: str = ""
    """Of the case during which it is lent."""
    what: str = ""
    condition: str = ""
    lent_at: datetime | None = None
    lent_by: str = ""
    due_on: date | None = None

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the slip out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Loan slip")
        body = [
            *letterhead(self.shop, title, setter, width),
            setter.spacer(2),
            *setter.fields(_rows(self, setter), width),
            *_promise(setter, width),
            *_signatures(setter, width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.customer_name),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _rows(slip: LoanSlip, setter: Typesetter) -> list[list[Pair]]:
    words = setter.words
    rows: list[list[Pair]] = [
        [(words.text("Lent"), slip.what)],
        [(words.text("Condition"), slip.condition)],
        [(words.text("Back on"), day_or_blank(words, slip.due_on))],
        [(words.text("Customer"), slip.customer_name), (words.text("Phone"), slip.customer_phone)],
        [
            (words.text("Lent on"), moment_or_blank(words, slip.lent_at)),
            (words.text("Lent by"), slip.lent_by),
        ],
    ]
    return [*rows, [(words.text("Case no."), slip.number)]] if slip.number else rows


def _promise(setter: Typesetter, width: float) -> list[Block]:
    words = setter.words.text(
        "I have received these goods in the condition above and bring them back by that day."
    )
    return [setter.spacer(6), *setter.paragraph(words, width, setter.type.body)]


def _signatures(setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    labels = [words.text("Customer's signature"), words.text("Returned to us, signature")]
    lines = setter.signatures(labels, words.text("Date"), width)
    return keep_together([setter.spacer(10), *(block for line in lines for block in line)])
