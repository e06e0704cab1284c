"""A document and a paper in, a PDF out.

ReportLab is loaded with this module: import it where something is printed, not before.
"""

import threading
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from shopcare.domain.papers.document import Paper
from shopcare.language.catalog import Catalog
from shopcare.printing.document import Document
from shopcare.printing.fonts import fonts, missing_characters
from shopcare.printing.paper import SHEETS
from shopcare.printing.pdf_renderer import PdfRenderer
from shopcare.printing.typesetter import Typesetter

_one_at_a_time: Final = threading.Lock()
"""ReportLab's fonts keep state per document; the preview and the printer may ask at once."""


def render(document: Document, paper: Paper, words: Catalog) -> bytes:
    """Draw a document as a PDF; the same document gives the same bytes.

    Args:
        document: its facts.
        paper: any paper; the document's description lists those it is made for.
        words: the catalogue of the paper's language.
    """
    with _one_at_a_time:
        setter = Typesetter(SHEETS[paper], words, fonts())
        made = document.lay_out(setter)
        renderer = PdfRenderer(
            setter.fonts,
            title=made.title,
            author=document.shop.name,
            language=words.code,
        )
        return renderer.draw(made.pages)


def unprintable(document: Document) -> list[str]:
    """List the characters of a document that no bundled font has: ``U+05D0 א``.

    Whoever prints asks first; in the PDF such a character stands as its code in brackets.
    """
    with _one_at_a_time:
        return missing_characters(_texts(document))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
