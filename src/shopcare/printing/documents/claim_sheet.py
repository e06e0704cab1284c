"""The sheet that goes to the maker or the laboratory with goods that failed (R-4, X-10)."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from shopcare.domain.papers.document import Paper
from shopcare.printing.document import Document, day_or_blank
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import (
    letterhead,
    number_and_promise,
    page_header,
    part_names,
    printed_text,
)
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.photos import PrintedPhoto, photo_rows
from shopcare.printing.text_table import Column, table_head, table_row
from shopcare.printing.typesetter import Pair, Typesetter

_BESIDE = {Paper.A4: 3, Paper.A5: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBehind:
    """A case of the same model with the same fault."""

    number: str
    received_on: date
    lot: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet(Document):
    """What was ordered and what came, the cause, photos and the cases behind it.

    No customer is named.
    """

    number: str = ""
    maker: str = ""
    product: str = ""
    lot: str = ""
    purchased_on: date | None = None
    fault: str = ""
    cause: str = ""
    ordered: str = ""
    wrong: str = ""
    made_to: str = ""
    """The prescription to which it is made now."""
    payer: str = ""
    handled_by: str = ""
    photos: tuple[PrintedPhoto, ...] = ()
    photo_count: int = 0
    """Of the fault and of the condition on receipt; more may be on file than are printed."""
    pattern: str = ""
    """How often this fault is met in this model, beside others."""
    cases: tuple[CaseBehind, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the sheet out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Claim sheet")
        back = words.text("Wanted back on")
        body = [
            *letterhead(self.shop, title, setter, width),
            *number_and_promise(setter, self.number, back, None, width),
            setter.rule(width, above=1, below=4),
            *_facts(self, setter, width),
            *_photos(self, setter, width),
            *_pattern(self, setter, width),
            *_answer(setter, width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.number),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _facts(sheet: ClaimSheet, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    rows: list[list[Pair]] = [
        [(words.text("Maker or laboratory"), sheet.maker), (words.text("Cause"), sheet.cause)],
        [(words.text("Product"), sheet.product), (words.text("Batch or colour"), sheet.lot)],
        [
            (words.text("Purchase date"), day_or_blank(words, sheet.purchased_on)),
            (words.text("Handled by"), sheet.handled_by),
        ],
        [(words.text("Ordered"), sheet.ordered)],
        [(words.text("Wrong against the order"), sheet.wrong)],
        [(words.text("Fault"), sheet.fault)],
        [(words.text("Make it to"), sheet.made_to)],
        [(words.text("Who pays"), sheet.payer)],
    ]
    return setter.fields(rows, width)


def _photos(sheet: ClaimSheet, setter: Typesetter, width: float) -> list[Block]:
    if not sheet.photo_count:
        return []
    beside = _BESIDE.get(setter.sheet.paper, 1)
    title = setter.words.text("Photos on file: {n}", n=sheet.photo_count)
    return photo_rows(title, sheet.photos, setter, width, beside)


def _pattern(sheet: ClaimSheet, setter: Typesetter, width: float) -> list[Block]:
    """Set the cases of the same model with the same fault (X-10)."""
    if not sheet.cases:
        return []
    words = setter.words
    columns = (
        Column(words.text("Case no."), 0.2),
        Column(words.text("Received on"), 0.2),
        Column(words.text("Batch or colour"), 0.2),
        Column(words.text("Fault"), 0.4),
    )
    head = table_head(columns, setter, width)
    heading = setter.heading(words.text("The same fault in this model"), width)
    said = setter.paragraph(sheet.pattern, width)
    blocks = keep_together([*heading, *said, setter.spacer(4), *head])
    for one in sheet.cases:
        texts = (one.number, f"{one.received_on:%Y-%m-%d}", one.lot, one.fault)
        cells = [partial(_cell, text, setter) for text in texts]
        blocks += table_row(columns, cells, setter, width, head)
    return blocks


def _cell(text: str, setter: Typesetter, width: float) -> list[Block]:
    return setter.paragraph(text, width, setter.type.caption)


def _answer(setter: Typesetter, width: float) -> list[Block]:
    """Leave room for the maker's answer."""
    words = setter.words
    heading = setter.heading(words.text("The maker's answer"), width)
    choices = [
        words.text("Claim accepted"),
        words.text("Accepted in part"),
        words.text("Not accepted"),
    ]
    lines = setter.signatures(
        [words.text("Shop, signature"), words.text("Maker, signature")], words.text("Date"), width
    )
    return [
        *heading,
        *setter.checkboxes(choices, width),
        *setter.fields([[(words.text("Because"), "")]], width),
        *keep_together([setter.spacer(8), *(block for line in lines for block in line)]),
    ]
