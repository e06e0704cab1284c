"""Sheets about personal data: notice and consents, a person's data, a breach (L-7, L-8)."""

from dataclasses import dataclass

from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block, keep_together
from shopcare.printing.letterhead import letterhead, page_header, part_names, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Pair, Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """One part of a sheet; what of it is empty is left out."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Pair, ...] = ()
    """What it is, and what is known of it; an empty value is a line to write on."""
    steps: tuple[str, ...] = ()
    """A numbered list."""
    boxes: tuple[str, ...] = ()
    """Lines to tick."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacySheet(Document):
    """A sheet of headed parts, with lines to sign on below."""

    title: str
    lead: str = ""
    about: str = ""
    """Whom it is about; on the head of further pages."""
    parts: tuple[SheetPart, ...] = ()
    signatures: tuple[str, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the parts out below each other."""
        width = setter.sheet.inner_width
        body = [
            *letterhead(self.shop, self.title, setter, width),
            *setter.paragraph(self.lead, width),
            *(block for part in self.parts for block in _part(part, setter, width)),
            *_signatures(self.signatures, setter, width),
        ]
        content = Content(
            title=self.title,
            body=body,
            page_header=page_header(setter, self.title, self.about),
            margin=part_names(setter),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _part(part: SheetPart, setter: Typesetter, width: float) -> list[Block]:
    """Set a part; its heading stays with its first lines."""
    blocks: list[Block] = []
    for text in part.paragraphs:
        blocks += [*setter.paragraph(text, width), setter.spacer(2)]
    if part.rows:
        blocks += setter.fields([[row] for row in part.rows], width)
    if part.steps:
        blocks += setter.numbered_list(part.steps, width)
    for box in part.boxes:
        blocks += setter.checkboxes([box], width)
    heading = setter.heading(part.heading, width) if part.heading else []
    return [*keep_together([*heading, *blocks[:1]]), *blocks[1:]]


def _signatures(labels: tuple[str, ...], setter: Typesetter, width: float) -> list[Block]:
    if not labels:
        return []
    lines = setter.signatures(labels, setter.words.text("Date"), width)
    return keep_together([setter.spacer(10), *(block for line in lines for block in line)])
