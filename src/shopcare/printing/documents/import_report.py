"""The report of an import: what was taken from a till's list, and which rows were not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from shopcare.language.day_words import full_moment_text
from shopcare.printing.document import Document, moment_or_blank
from shopcare.printing.draw_commands import Block
from shopcare.printing.letterhead import letterhead, page_header, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.text_table import Column, table_row
from shopcare.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNotTaken:
    """A row of the list that was skipped."""

    row: int
    """As the spreadsheet counts."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFacts:
    """One import."""

    number: int
    what: str
    file: str
    at: datetime
    by: str
    undone_at: datetime | None = None
    counts: tuple[tuple[str, int], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Each field, and the headings that it was taken from."""
    left_out: str = ""
    """Headings of the columns that were not taken."""
    rows: tuple[RowNotTaken, ...] = ()
    more_rows: int = 0
    """Rows that were skipped as well, but whose reasons are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReportPaper(Document):
    """What an import did; None: nothing was imported yet."""

    facts: ImportFacts | None = None

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay out what, when and who, the counts, the columns, and the rows not taken."""
        words, width = setter.words, setter.sheet.inner_width
        title = words.text("Import report")
        body = [*letterhead(self.shop, title, setter, width)]
        if self.facts is None:
            body += setter.paragraph(words.text("Nothing was imported yet."), width)
        else:
            body += _about(self.facts, setter, width)
            body += _columns(self.facts, setter, width)
            body += _rows(self.facts, setter, width)
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.facts.file if self.facts else ""),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _about(facts: ImportFacts, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    blocks = setter.paragraph(facts.file, width, setter.type.strong, bold=True)
    pairs = [
        (words.text("Import no."), str(facts.number)),
        (words.text("What"), facts.what),
        (words.text("Imported at"), full_moment_text(words, facts.at)),
        (words.text("Imported by"), facts.by),
    ]
    if facts.undone_at is not None:
        pairs.append((words.text("Undone at"), moment_or_blank(words, facts.undone_at)))
    blocks += [setter.spacer(setter.type.body * 0.5), *_table("", pairs, setter, width)]
    counts = [(title, f"{count:,}") for title, count in facts.counts]
    return [*blocks, *_table(words.text("Totals"), counts, setter, width)]


def _columns(facts: ImportFacts, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    pairs = list(facts.columns)
    if facts.left_out:
        pairs.append((words.text("Not imported"), facts.left_out))
    return _table(words.text("Columns"), pairs, setter, width)


def _rows(facts: ImportFacts, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    title = words.text("Rows not imported")
    if not facts.rows:
        every = setter.paragraph(words.text("Every row was imported."), width)
        return [*setter.heading(title, width), *every]
    pairs = [(words.text("row {n}", n=row.row), row.why) for row in facts.rows]
    blocks = _table(title, pairs, setter, width)
    if facts.more_rows:
        more = words.count("and {n} more row", "and {n} more rows", facts.more_rows)
        blocks += setter.paragraph(more, width, faint=True)
    return blocks


def _table(
    heading: str, pairs: Sequence[tuple[str, str]], setter: Typesetter, width: float
) -> list[Block]:
    columns = (Column("", 0.32), Column("", 0.68))
    blocks = setter.heading(heading, width) if heading and pairs else []
    for left, right in pairs:
        cells = (partial(_text, left, setter, True), partial(_text, right, setter, False))
        blocks += table_row(columns, cells, setter, width, ())
    return blocks


def _text(text: str, setter: Typesetter, faint: bool, width: float) -> list[Block]:
    return setter.paragraph(text, width, faint=faint)
