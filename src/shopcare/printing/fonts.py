"""The bundled fonts in a PDF: which font has which character, and how wide it is.

ReportLab keeps fonts per process, so we load ours once, when the first document is drawn. The
fallback fonts are large and are loaded only when a character is in none of the smaller ones.
"""

import threading
from collections.abc import Iterable, Iterator
from functools import cached_property
from importlib import resources
from itertools import chain, groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from shopcare.domain.text import clean_text

REGULAR: Final = "ShopCareSans-Regular"
BOLD: Final = "ShopCareSans-Bold"
_FALLBACKS: Final = ("ShopCareEmoji", "ShopCareSans-More")
_FOLDER: Final = "resources/fonts"
_UNSEEN: Final = dict.fromkeys(
    # Soft hyphen, joiners, direction marks and variation selectors ask for shaping that a PDF of
    # plain glyphs does not do; they are nothing to look at by themselves.
    code
    for span in ("\xad", "\u061c", "\u200b-\u200f", "\u2060-\u2064", "\ufe00-\ufe0f",
                 "\U000e0000-\U000e01ef")
    for code in range(ord(span[0]), ord(span[-1]) + 1)
)  # fmt: skip


class CopyableFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose characters can be copied out of the PDF as themselves.

    ReportLab writes the code of a character beyond the basic plane with five hex digits, which
    readers cut to four: 𬭎 is copied as Ⲵ. The map has to be in UTF-16, big end first.
    """

    def addObjects(self, doc: Any) -> None:
        """Add the font to the PDF, with our own map back to characters."""
        state = self.state[doc]  # the call below deletes it
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for number, codes in enumerate(state.subsets):
            base = fonts[f"{state.internalName}+{number}"].BaseFont
            doc.idToObject[f"toUnicodeCMap:{base}"].content = _unicode_map(base, codes)


def _unicode_map(name: str, codes: list[int]) -> str:
    """Write the map from glyph numbers to UTF-16; at most 100 lines a section, as PDF wants."""
    lines = [
        f"<{number:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for number, code in enumerate(codes)
    ]
    sections = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
            f"/CMapName /{name} def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in sections),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


def _load(name: str) -> CopyableFont:
    """Read one bundled font and make it known to ReportLab."""
    with resources.as_file(resources.files("shopcare").joinpath(_FOLDER, f"{name}.ttf")) as path:
        # Readable ASCII codes would embed all of ASCII in every document.
        font = CopyableFont(name, str(path), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font


class _Weight(dict[int, tuple[str, int]]):
    """For each character of one weight: its font, and its width in thousandths."""

    def __init__(self, fonts: "Fonts", name: str) -> None:
        super().__init__()
        self._fonts = fonts
        self._core = _load(name)

    def __missing__(self, code: int) -> tuple[str, int]:
        """Look in the core, then in the fallback fonts.

        Raises:
            LookupError: no bundled font has it.
        """
        for font in chain([self._core], self._fonts.fallbacks()):
            if code in font.face.charToGlyph:
                self[code] = (font.fontName, font.face.charWidths[code])
                return self[code]
        raise LookupError(code)


class Fonts:
    """Every bundled font. ``fonts()`` has the only one of the process."""

    def __init__(self) -> None:
        self.regular = _Weight(self, REGULAR)
        self.bold = _Weight(self, BOLD)

    def fallbacks(self) -> Iterator[CopyableFont]:
        """Offer the fonts that may have what the core has not, the small one first.

        Each is read only when it is asked for.
        """
        yield self._emoji
        yield self._more

    @cached_property
    def _emoji(self) -> CopyableFont:
        return _load(_FALLBACKS[0])

    @cached_property
    def _more(self) -> CopyableFont:
        return _load(_FALLBACKS[1])

    def has(self, character: str) -> bool:
        """Say whether some bundled font can draw a character."""
        try:
            return self.regular[ord(character)] is not None
        except LookupError:
            return False

    def printable(self, text: str) -> str:
        """Make a text of characters that can all be drawn; line breaks stay.

        A character that no font has stands as its code in brackets, never as an empty box; callers
        warn with ``missing_characters`` before.
        """
        plain = clean_text(text).translate(_UNSEEN)
        return "".join(c if c == "\n" or self.has(c) else f"[{code_name(c)}]" for c in plain)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Measure printable text in points."""
        table = self.bold if bold else self.regular
        return sum(table[ord(c)][1] for c in text) * size / 1000

    def runs(self, text: str, *, bold: bool = False) -> Iterator[tuple[str, str]]:
        """Cut printable text into stretches of one font: (font name, stretch)."""
        table = self.bold if bold else self.regular
        for name, characters in groupby(text, key=lambda c: table[ord(c)][0]):
            yield name, "".join(characters)


_loading = threading.Lock()
_loaded: list[Fonts] = []


def fonts() -> Fonts:
    """Load the bundled fonts, once per process as ReportLab keeps them."""
    with _loading:
        if not _loaded:
            _loaded.append(Fonts())
        return _loaded[0]


def code_name(character: str) -> str:
    """Write the code of a character: ``U+5B57``."""
    return f"U+{ord(character):04X}"


def missing_characters(texts: Iterable[str]) -> list[str]:
    """List the characters that no bundled font has, each once: ``U+05D0 א``."""
    every = fonts()
    seen = dict.fromkeys(c for text in texts for c in clean_text(text).translate(_UNSEEN))
    return [f"{code_name(c)} {c}" for c in seen if c != "\n" and not every.has(c)]
