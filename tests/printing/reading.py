"""Reads PDFs back, for the tests of this folder."""

from collections import Counter
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import zxingcpp
from pypdf import PdfReader
from pypdfium2 import PdfDocument, PdfTextPage

RECEIPT_PRINTER_DPI = 203


class Word(NamedTuple):
    """A word with its box; points from the left and from the top of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str


def reader(pdf: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Read all text, without the blanks and breaks that the layout makes."""
    return "".join("".join(page.extract_text().split()) for page in reader(pdf).pages)


def characters_of(pdf: bytes) -> Counter[str]:
    """Count the characters, wherever they stand: a broken line changes nothing."""
    return Counter(text_of(pdf))


def squeezed(text: str) -> str:
    """Take the blanks out of a text, to look it up in ``text_of``."""
    return "".join(text.split())


def words_with_places(pdf: bytes) -> list[Word]:
    """List every word of every page."""
    with PdfDocument(pdf) as document:
        return [
            word
            for number, page in enumerate(document)
            for word in _words(page.get_textpage(), number, page.get_height())
        ]


def _words(text: PdfTextPage, page: int, height: float) -> list[Word]:
    characters = [(text.get_text_range(n, 1), n) for n in range(text.count_chars())]
    words = []
    for blank, group in groupby(characters, key=lambda one: not one[0].strip()):
        if not blank:
            letters = list(group)
            boxes = [text.get_charbox(n, loose=True) for _, n in letters]
            left, bottom, right, top = zip(*boxes, strict=True)
            box = (min(left), height - max(top), max(right), height - min(bottom))
            words.append(Word(page, *box, "".join(letter for letter, _ in letters)))
    return words


def codes_of(pdf: bytes) -> set[tuple[str, str]]:
    """Scan the first page as a receipt printer prints it: {(sort of code, text)}."""
    with PdfDocument(pdf) as document:
        page = document[0].render(scale=RECEIPT_PRINTER_DPI / 72, grayscale=True)
        # a printer has dots and no shades of grey
        dots = page.to_pil().point(lambda grey: 255 if grey > 127 else 0)
    return {(code.format.name, code.text) for code in zxingcpp.read_barcodes(dots)}
