"""The sheet that goes to the maker or the laboratory with goods that are made once more (R-4)."""

from dataclasses import dataclass
from datetime import date

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
from shopcare.printing.typesetter import Pair, Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet(Document):
    """What was ordered and what came, the cause and who pays; the customer is not named."""

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
