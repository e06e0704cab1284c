"""The bundled fonts in a PDF: which font has which character, and how wide it is.

ReportLab keeps fonts per process, so we load ours once, when the first document is drawn. The
fallback fonts are large and are loaded only when a character is in none of the smaller ones.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import chain, groupby
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray
from reportlab.pdfbase.ttfonts import TTFont

from shopcare.domain.typed.text import clean_text
from shopcare.system.paths import resource

REGULAR: Final = "ShopCareSans-Regular"
BOLD: Final = "ShopCareSans-Bold"
_FALLBACKS: Final = ("ShopCareEmoji", "ShopCareSans-More")
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
            font = fonts[f"{state.internalName}+{number}"]
            content = _unicode_map(font.BaseFont, codes)
            doc.idToObject[f"toUnicodeCMap:{font.BaseFont}"].content = content
            # Ready bytes: formatting hundreds of numbers with care takes a tenth of the time.
            font.Widths = PDFArray([b"%g" % width for width in font.Widths.sequence])


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
    # Readable ASCII codes would embed all of ASCII in every document.
    font = CopyableFont(name, str(resource(f"fonts/{name}.ttf")), asciiReadable=False)
    # Every document asks for the table of outlines anew: a copy of two megabytes each time.
    font.face.get_table = cache(font.face.get_table)
    pdfmetrics.registerFont(font)
    return font


class _Weight(dict[str, float]):
    """The width of every character of one weight, in thousandths of the size."""

    def __init__(self, core: CopyableFont, fallbacks: Callable[[], Iterator[CopyableFont]]) -> None:
        super().__init__()
        self.core = core
        self.elsewhere: dict[str, str] = {}
        """The fonts of those characters that are not in the core."""
        self._fallbacks = fallbacks

    def __missing__(self, character: str) -> float:
        """Look in the core, then in the fallback fonts.

        Raises:
            LookupError: no bundled font has it.
        """
        code = ord(character)
        for font in chain([self.core], self._fallbacks()):
            if code in font.face.charToGlyph:
                if font is not self.core:
                    self.elsewhere[character] = font.fontName
                self[character] = float(font.face.charWidths[code])
                return self[character]
        raise LookupError(character)


class Fonts:
    """Every bundled font. ``fonts()`` has the only one of the process."""

    def __init__(self) -> None:
        self._regular = _Weight(_load(REGULAR), self._fallbacks)
        self._bold = _Weight(_load(BOLD), self._fallbacks)

    def _fallbacks(self) -> Iterator[CopyableFont]:
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
            return self._regular[character] >= 0
        except LookupError:
            return False

    def printable(self, text: str) -> str:
        """Make a text of characters that can all be drawn; line breaks stay.

        A character that no font has stands as its code in brackets, never as an empty box; callers
        warn with ``missing_characters`` before.
        """
        plain = clean_text(text).translate(_UNSEEN)
        if plain.isascii() or self._regular.keys() >= set(plain):
            return plain
        return "".join(c if c == "\n" or self.has(c) else f"[{code_name(c)}]" for c in plain)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Measure printable text in points."""
        weight = self._bold if bold else self._regular
        return sum(map(weight.__getitem__, text)) * size / 1000

    def runs(self, text: str, *, bold: bool = False) -> Iterator[tuple[str, str]]:
        """Cut printable text into stretches of one font: (font name, stretch)."""
        weight = self._bold if bold else self._regular
        self.width(text, 1, bold=bold)  # finds every character its font
        name = weight.core.fontName
        if weight.elsewhere.keys().isdisjoint(text):
            yield name, text
            return
        for other, characters in groupby(text, key=lambda c: weight.elsewhere.get(c, name)):
            yield other, "".join(characters)


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
