"""What the shop has of a case, put together for the authority that asks about it (L-6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shopcare.domain.papers.document import Promise
from shopcare.printing.document import Document
from shopcare.printing.draw_commands import Block, Text
from shopcare.printing.letterhead import (
    letterhead,
    number_and_promise,
    page_header,
    printed_text,
)
from shopcare.printing.pages import Content, Page, Pages, make_pages
from shopcare.printing.photos import PrintedPhoto, photo_rows
from shopcare.printing.text_table import Column, TextRow, TextTable, text_table
from shopcare.printing.typesetter import Pair, Typesetter

_BESIDE = 3
"""Photos side by side."""
_MARK_Y = 14.0
"""How far below the edge the number of a page in the whole pack stands, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePart:
    """One part that the pack itself sets: facts, a table, or photos."""

    title: str
    facts: tuple[Pair, ...] = ()
    columns: tuple[tuple[str, float], ...] = ()
    """Each with its part of the width."""
    rows: tuple[TextRow, ...] = ()
    photos: tuple[PrintedPhoto, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to put into it."""
        return not (self.facts or self.rows or self.photos)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePaper:
    """A paper of the case, as it is printed."""

    title: str
    paper: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePack(Document):
    """A page with what it is about and the contents, the parts, and the papers of the case."""

    number: str
    reply_by: Promise | None = None
    about: tuple[Pair, ...] = ()
    """Through whom it came, its number, and what the shop replied."""
    parts: tuple[EvidencePart, ...] = ()
    papers: tuple[EvidencePaper, ...] = ()

    def lay_out(self, setter: Typesetter) -> Pages:
        """Set the contents, the parts one behind the other, and each paper from its own page."""
        parts = [_part_blocks(part, setter) for part in self.parts]
        body = [block for blocks in parts for block in blocks]
        pages = _set(self, body, setter) if body else ()
        papers = [one.paper.lay_out(setter).pages for one in self.papers]
        titles = [*(part.title for part in self.parts), *(one.title for one in self.papers)]
        firsts = [*self._first_pages(parts, setter), *_begins(len(pages) + 1, papers)]
        front = len(_contents(self, [(title, 0) for title in titles], setter))
        entries = [(name, front + page) for name, page in zip(titles, firsts, strict=True)]
        whole = [*_contents(self, entries, setter), *pages, *(p for one in papers for p in one)]
        return Pages(
            title=setter.words.text("Evidence pack"),
            pages=tuple(
                _numbered(page, f"{self.number}  ·  {number} / {len(whole)}", setter)
                for number, page in enumerate(whole, 1)
            ),
        )

    def _first_pages(self, parts: list[list[Block]], setter: Typesetter) -> Iterator[int]:
        """Give the page on which each part begins: as many as hold what precedes, and its top."""
        before: list[Block] = []
        for blocks in parts:
            top = next((n for n, one in enumerate(blocks, 1) if not one.keep_with_next), 0)
            yield len(_set(self, [*before, *blocks[:top]], setter))
            before += blocks


def _begins(first: int, papers: list[tuple[Page, ...]]) -> Iterator[int]:
    for pages in papers:
        yield first
        first += len(pages)


def _contents(
    pack: EvidencePack, entries: list[tuple[str, int]], setter: Typesetter
) -> tuple[Page, ...]:
    width, words = setter.sheet.inner_width, setter.words
    body = [
        *letterhead(pack.shop, words.text("Evidence pack"), setter, width),
        *number_and_promise(setter, pack.number, words.text("Reply by"), pack.reply_by, width),
        setter.rule(width, above=1, below=4),
        *setter.fields([[pair] for pair in pack.about], width),
        *setter.heading(words.text("Contents"), width),
    ]
    for number, (name, page) in enumerate(entries, 1):
        body.append(_entry(f"{number}. {name}", str(page), setter, width))
    return _set(pack, body, setter)


def _entry(name: str, page: str, setter: Typesetter, width: float) -> Block:
    left = setter.paragraph(name, width * 0.85)[0]
    right = setter.right_aligned(page, width, setter.type.body)[0]
    return replace(left, commands=left.commands + right.commands)


def _part_blocks(part: EvidencePart, setter: Typesetter) -> list[Block]:
    width = setter.sheet.inner_width
    if part.columns:
        columns = tuple(Column(title, share) for title, share in part.columns)
        return text_table(TextTable(part.title, columns, list(part.rows)), setter, width)
    if part.photos:
        rows = photo_rows("", part.photos, setter, width, _BESIDE)
        return [*setter.heading(part.title, width), *rows]
    facts = [[pair] for pair in part.facts if pair[1]]
    return [*setter.heading(part.title, width), *setter.fields(facts, width)]


def _set(pack: EvidencePack, body: list[Block], setter: Typesetter) -> tuple[Page, ...]:
    title = setter.words.text("Evidence pack")
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
