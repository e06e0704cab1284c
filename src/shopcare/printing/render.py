"""A document and a paper in, a PDF out."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from shopcare.domain.papers.document import (
    CallSheet,
    DayCloseSheet,
    Document,
    DoorNoteSheet,
    Paper,
    RescheduleList,
    ServiceSlip,
)
from shopcare.language.catalog import Catalog
from shopcare.printing.call_sheet import call_sheet_pages, call_sheet_title
from shopcare.printing.day_close import day_close_pages, day_close_title
from shopcare.printing.door_note import door_note_pages, door_note_title
from shopcare.printing.fonts import fonts, missing_characters
from shopcare.printing.pages import Page
from shopcare.printing.paper import SHEETS
from shopcare.printing.pdf_renderer import PdfRenderer
from shopcare.printing.reschedule_list import reschedule_list_pages, reschedule_list_title
from shopcare.printing.service_slip import service_slip_pages, slip_title
from shopcare.printing.typesetter import Typesetter

_Pages = Callable[[Any, Typesetter], list[Page]]
_Title = Callable[[Any, Typesetter], str]
_LAYOUTS: Final[dict[type, tuple[_Title, _Pages]]] = {
    ServiceSlip: (slip_title, service_slip_pages),
    DoorNoteSheet: (door_note_title, door_note_pages),
    CallSheet: (call_sheet_title, call_sheet_pages),
    DayCloseSheet: (day_close_title, day_close_pages),
    RescheduleList: (reschedule_list_title, reschedule_list_pages),
}
_one_at_a_time: Final = threading.Lock()
"""ReportLab's fonts keep state per document; the preview and the printer may ask at once."""


def render(document: Document, paper: Paper, words: Catalog) -> bytes:
    """Draw a document as a PDF; the same document gives the same bytes.

    Args:
        document: its facts.
        paper: any paper; ``domain.document.PAPERS`` lists those it is made for.
        words: the catalogue of the paper's language.
    """
    with _one_at_a_time:
        setter = Typesetter(SHEETS[paper], words, fonts())
        title, pages = _LAYOUTS[type(document)]
        pen = PdfRenderer(
            setter.fonts,
            title=title(document, setter),
            author=document.shop.name,
            language=words.code,
        )
        return pen.draw(pages(document, setter))


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
