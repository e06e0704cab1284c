"""The sheet by which an adverse reaction is reported to the authority and the maker (L-9)."""

from dataclasses import dataclass
from datetime import date

from shopcare.printing.document import Document, day_or_blank
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import letterhead, page_header, part_names, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Pair, Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionReport(Document):
    """What happened, to whom, with which batch, and what was done at once."""

    number: str = ""
    severity: str = ""
    symptoms: str = ""
    course: str = ""
    began_on: date | None = None
    doctor: str = ""
    customer_name: str = ""
    customer_phone: str = ""
    product: str = ""
    lot: str = ""
    expires_on: date | None = None
    purchased_on: date | None = None
    advice: str = ""
    learned_on: date | None = None
    report_by: date | None = None
    reported_on: date | None = None
    report_number: str = ""
    handled_by: str = ""

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the sheet out."""
        width, words = setter.sheet.inner_width, setter.words
        title = words.text("Adverse reaction report")
        body = [
            *letterhead(self.shop, title, setter, width),
            *setter.fields(_head(self, setter), width),
            *setter.heading(words.text("The goods"), width),
            *setter.fields(_goods(self, setter), width),
            *setter.heading(words.text("What happened"), width),
            *setter.fields(_happened(self, setter), width),
            *_signed(setter, width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.number),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _head(sheet: ReactionReport, setter: Typesetter) -> list[list[Pair]]:
    words = setter.words
    return [
        [(words.text("Case no."), sheet.number), (words.text("Severity"), sheet.severity)],
        [
            (words.text("Known to the shop since"), day_or_blank(words, sheet.learned_on)),
            (words.text("To be reported by"), day_or_blank(words, sheet.report_by)),
        ],
        [
            (words.text("Reported on"), day_or_blank(words, sheet.reported_on)),
            (words.text("Number of the report"), sheet.report_number),
        ],
        [
            (words.text("Customer"), sheet.customer_name),
            (words.text("Phone"), sheet.customer_phone),
        ],
    ]


def _goods(sheet: ReactionReport, setter: Typesetter) -> list[list[Pair]]:
    words = setter.words
    return [
        [(words.text("Product"), sheet.product)],
        [
            (words.text("Batch"), sheet.lot),
            (words.text("Expires on"), day_or_blank(words, sheet.expires_on)),
        ],
        [(words.text("Purchase date"), day_or_blank(words, sheet.purchased_on))],
    ]


def _happened(sheet: ReactionReport, setter: Typesetter) -> list[list[Pair]]:
    words = setter.words
    return [
        [
            (words.text("Symptoms"), sheet.symptoms),
            (words.text("Began on"), day_or_blank(words, sheet.began_on)),
        ],
        [(words.text("Course"), sheet.course)],
        [(words.text("Doctor's finding"), sheet.doctor)],
        [(words.text("Done at once"), sheet.advice)],
        [(words.text("Handled by"), sheet.handled_by)],
    ]


def _signed(setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    lines = setter.signatures([words.text("Shop, signature")], words.text("Date"), width)
    return keep_together([setter.spacer(10), *(block for line in lines for block in line)])
