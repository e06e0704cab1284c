"""What the shop has of a case, put together for the authority that asks about it (L-6)."""

from dataclasses import dataclass, replace
from itertools import accumulate

from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block, Text
from shopcare.printing.letterhead import (
    letterhead,
    number_and_promise,
    page_header,
    printed_text,
)
from shopcare.printing.pages import Content, Page, Pages, make_pages
from shopcare.printing.text_table import Column, TextRow, TextTable, text_table
from shopcare.printing.typesetter import Pair, Typesetter

_MARK_Y = 14.0
"""How far below the edge the number of a page in the whole pack stands, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePart:
    """One part that the pack itself sets: facts, or a table."""

    title: str
    facts: tuple[Pair, ...] = ()
    columns: tuple[tuple[str, float], ...] = ()
    """Each with its part of the width."""
    rows: tuple[TextRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePaper:
    """A paper of the case, as it is printed."""

    title: str
    paper: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePack(Document):
    """A page with what it is about and the contents, the parts, and the papers of the case."""

    number: str
    about: tuple[Pair, ...] = ()
    """Through whom it came, its number, by when the shop replies, and what it replied."""
    parts: tuple[EvidencePart, ...] = ()
    papers: tuple[EvidencePaper, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Set the contents, then every part and every paper from a page of its own."""
        bodies = [_part_pages(self, part, setter) for part in self.parts]
        bodies += [one.paper.lay_out(setter).pages for one in self.papers]
        titles = [*(part.title for part in self.parts), *(one.title for one in self.papers)]
        front = len(_contents(self, [(title, 0) for title in titles], setter))
        firsts = list(accumulate((len(body) for body in bodies), initial=front + 1))
        contents = _contents(self, list(zip(titles, firsts, strict=False)), setter)
        pages = [*contents, *(page for body in bodies for page in body)]
        return Pages(
            title=setter.words.text("Evidence pack"),
            pages=tuple(
                _numbered(page, f"{self.number}  ·  {number} / {len(pages)}", setter)
                for number, page in enumerate(pages, 1)
            ),
        )


def _contents(
    pack: EvidencePack, entries: list[tuple[str, int]], setter: Typesetter
) -> tuple[Page, ...]:
    width, words = setter.sheet.inner_width, setter.words
    title = words.text("Evidence pack")
    body = [
        *letterhead(pack.shop, title, setter, width),
        *number_and_promise(setter, pack.number, words.text("Reply by"), None, width)[:1],
        setter.rule(width, above=6, below=4),
        *setter.fields([[pair] for pair in pack.about], width),
        *setter.heading(words.text("Contents"), width),
    ]
    for number, (name, page) in enumerate(entries, 1):
        body.append(_entry(f"{number}. {name}", str(page), setter, width))
    return _set(pack, title, body, setter)


def _entry(name: str, page: str, setter: Typesetter, width: float) -> Block:
    left = setter.paragraph(name, width * 0.85)[0]
    right = setter.right_aligned(page, width, setter.type.body)[0]
    return replace(left, commands=left.commands + right.commands)


def _part_pages(pack: EvidencePack, part: EvidencePart, setter: Typesetter) -> tuple[Page, ...]:
    width = setter.sheet.inner_width
    if part.columns:
        columns = tuple(Column(title, share) for title, share in part.columns)
        table = TextTable(part.title, columns, list(part.rows))
        return _set(pack, part.title, text_table(table, setter, width), setter)
    facts = [[pair] for pair in part.facts if pair[1]]
    return _set(
        pack,
        part.title,
        [*setter.heading(part.title, width), *setter.fields(facts, width)],
        setter,
    )


def _set(pack: EvidencePack, title: str, body: list[Block], setter: Typesetter) -> tuple[Page, ...]:
    content = Content(
        title=title,
        body=body,
        page_header=page_header(setter, title),
        printed=printed_text(setter, pack.printed),
    )
    return make_pages(content, setter).pages


def _numbered(page: Page, words: str, setter: Typesetter) -> Page:
    """Write the number in the whole pack into the upper margin of a page."""
    size = setter.type.caption
    x = page.width - setter.sheet.right - setter.width(words, size)
    mark = Text(x, _MARK_Y + size, setter.fonts.printable(words), size, False, setter.type.faint)
    return replace(page, commands=(*page.commands, mark))
