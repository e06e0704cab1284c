"""The receipt for goods that a customer leaves with the shop (A-8)."""

from dataclasses import dataclass
from datetime import datetime

from shopcare.domain.goods.condition import Mark, Sketch
from shopcare.domain.papers.document import Paper, Promise
from shopcare.printing.document import Document, moment_or_blank
from shopcare.printing.draw_commands import Block, keep_together, row_of
from shopcare.printing.letterhead import (
    letterhead,
    number_and_promise,
    page_header,
    part_names,
    printed_text,
)
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.photos import PrintedPhoto
from shopcare.printing.sketching import condition
from shopcare.printing.typesetter import Pair, Typesetter

_BLANK_ROWS = 3
_BLANK_ROWS_ON_FORM = 2
"""The form is low, and one page of it has to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """One item that was taken in."""

    product: str = ""
    spec: str = ""
    quantity: str = ""
    condition: str = ""
    accessories: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReceipt(Document):
    """What was taken in, from whom, by whom, and when it comes back."""

    number: str = ""
    promise: Promise | None = None
    customer_name: str = ""
    customer_phone: str = ""
    """Masked: the copy leaves the shop (G-15)."""
    what_for: str = ""
    goods: tuple[GoodsLine, ...] = ()
    sketch: Sketch | None = None
    marks: tuple[Mark, ...] = ()
    photos: tuple[PrintedPhoto, ...] = ()
    """Those taken on receipt on which something is marked (X-4)."""
    photo_count: int = 0
    received_at: datetime | None = None
    received_by: str = ""
    terms: tuple[str, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the receipt out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Goods receipt")
        body = [
            *letterhead(self.shop, title, setter, width),
            *number_and_promise(setter, self.number, words.text("Back on"), self.promise, width),
            setter.rule(width, above=1, below=4),
            *_who(self, setter, width),
            *_goods(self, setter, width),
            *condition(self.sketch, self.marks, self.photos, self.photo_count, setter, width),
            *_terms(self, setter, width),
            *_signatures(setter, width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.number, self.customer_name),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _who(receipt: GoodsReceipt, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    name, phone = receipt.customer_name, receipt.customer_phone
    rows: list[list[Pair]] = [
        [(words.text("Customer"), name), (words.text("Phone"), phone)],
        [
            (words.text("Received on"), moment_or_blank(words, receipt.received_at)),
            (words.text("Taken by"), receipt.received_by),
        ],
        [(words.text("Taken in for"), receipt.what_for)],
    ]
    return setter.fields(rows, width)


def _goods(receipt: GoodsReceipt, setter: Typesetter, width: float) -> list[Block]:
    """Set each item with its condition; a form to fill in has room for three."""
    words = setter.words
    blocks: list[Block] = []
    is_form = setter.sheet.paper is Paper.CONTINUOUS
    goods = receipt.goods or (GoodsLine(),) * (_BLANK_ROWS_ON_FORM if is_form else _BLANK_ROWS)
    for number, line in enumerate(goods, 1):
        title = words.text("Goods {number}", number=number) if len(goods) > 1 else ""
        rows: list[list[Pair]] = [
            [(words.text("Product"), line.product), (words.text("Quantity"), line.quantity)],
            *_unless_empty(words.text("Specification"), line.spec),
            [(words.text("Condition"), line.condition)],
            [(words.text("Accessories"), line.accessories)],
        ]
        head = setter.paragraph(title, width, setter.type.body, bold=True)
        rule = setter.rule(width, above=2, below=3)
        blocks += keep_together([rule, *head, *setter.fields(rows, width)])
    return blocks


def _unless_empty(label: str, value: str) -> list[list[Pair]]:
    return [[(label, value)]] if value else []


def _terms(receipt: GoodsReceipt, setter: Typesetter, width: float) -> list[Block]:
    if not receipt.terms:
        return []
    size = setter.type.caption
    title = setter.paragraph(setter.words.text("Terms"), width, size, bold=True)
    lines = setter.numbered_list(receipt.terms, width, size)
    return [setter.spacer(4), *keep_together([*title, lines[0]]), *lines[1:]]


def _signatures(setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    labels = [
        words.text("Customer's signature"),
        words.text("Taken in, signature"),
        words.text("Goods received back, signature"),
    ]
    date_label = words.text("Date")
    if setter.sheet.paper is Paper.CONTINUOUS:
        room = (width - 32) / 3
        lines = setter.signatures(labels, date_label, room)
        row = row_of([(n * (room + 16), line) for n, line in enumerate(lines)])
        return keep_together([setter.spacer(6), row])
    lines = setter.signatures(labels, date_label, width)
    return keep_together([setter.spacer(8), *(block for line in lines for block in line)])
