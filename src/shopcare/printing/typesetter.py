"""Turns texts into strips: lines, fields with labels, lists, boxes to tick, lines to write on."""

from collections.abc import Iterable, Sequence
from typing import Final

from shopcare.language.catalog import Catalog
from shopcare.printing.draw_commands import Frame, Mark, Strip, Stroke, Words, beside, joined
from shopcare.printing.fonts import Fonts
from shopcare.printing.paper import Sheet, Type
from shopcare.printing.wrapping import wrap

ASCENT: Final = 1.02
"""How far below the top of its line a text has its baseline, in sizes."""
_TALLEST_SIDE_BY_SIDE: Final = 0.4
"""Columns taller than this part of a page are set below each other, so that they can be cut."""
_COLUMN_GAP: Final = 12.0
_HANDWRITING: Final = 2.0
"""How high a line to write on is, in sizes of type."""
_ABOVE_LINE: Final = 3.0
"""How far above the foot of a line to write on a text beside it stands, in points."""
_LABEL_GAP: Final = 7.0
_LABEL_MOST: Final = 0.42
_SIGNED_PART: Final = 0.66
"""The part of a line that is for the signature; the rest is for the date."""
_RULE_GREY: Final = 1.7
"""Hairlines are lighter than captions by this factor."""

Pair = tuple[str, str]


class Typesetter:
    """Sets texts for one paper in one language."""

    def __init__(self, sheet: Sheet, words: Catalog, fonts: Fonts) -> None:
        self.sheet = sheet
        self.words = words
        self.fonts = fonts

    @property
    def type(self) -> Type:
        """The sizes of type on this paper."""
        return self.sheet.type

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Measure a text of one line in points."""
        return self.fonts.width(self.fonts.printable(text), size, bold=bold)

    def lines(self, text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
        """Break a text into printable lines."""
        return wrap(
            self.fonts.printable(text),
            width,
            lambda piece: self.fonts.width(piece, size, bold=bold),
        )

    def paragraph(
        self,
        text: str,
        width: float,
        size: float | None = None,
        *,
        bold: bool = False,
        faint: bool = False,
        indent: float = 0.0,
    ) -> list[Strip]:
        """Set a text, one strip a line; an empty text is no strip at all."""
        size = size or self.type.body
        grey = self.type.faint if faint else 0.0
        if not text:
            return []
        return [
            Strip(
                height=self.type.line(size),
                marks=(Words(indent, size * ASCENT, line, size, bold, grey),) if line else (),
            )
            for line in self.lines(text, width - indent, size, bold=bold)
        ]

    def line(
        self, text: str, width: float, size: float, *, bold: bool = False, faint: bool = False
    ) -> list[Strip]:
        """Set a text as large as fits on one line, down to 60 % of its size; else break it."""
        natural = self.width(text, size, bold=bold)
        if width < natural <= width / 0.6:
            size = size * width / natural - 0.01
        return self.paragraph(text, width, size, bold=bold, faint=faint)

    def gap(self, height: float) -> Strip:
        """Leave white."""
        return Strip(height=height)

    def rule(self, width: float, *, above: float = 3.0, below: float = 4.0) -> Strip:
        """Draw a hairline across."""
        grey = min(self.type.faint * _RULE_GREY, 0.7)
        return Strip(
            height=above + below, marks=(Stroke(0, above, width, above, grey=grey),), joined=True
        )

    def heading(self, text: str, width: float) -> list[Strip]:
        """Set the heading of a section; it stays with what follows."""
        strips = self.paragraph(text, width, self.type.strong, bold=True)
        rule = self.rule(width, above=2)
        return [*joined([self.gap(self.type.body * 0.8), *strips, rule])]

    def blank(self, width: float, indent: float = 0.0, *, height: float = 0.0) -> Strip:
        """Draw a line to write on, on the baseline of a line of text or in a height."""
        size = self.type.body
        y = (height or size * ASCENT + 4.5) - 2
        mark = Stroke(indent, y, width, y, grey=self.type.faint)
        return Strip(height=height or self.type.line(size) + 2, marks=(mark,))

    def label_width(self, labels: Iterable[str], width: float) -> float:
        """Find the width of a column of labels."""
        widest = max((self.width(label, self.type.caption) for label in labels), default=0.0)
        return min(widest + _LABEL_GAP, width * _LABEL_MOST)

    def field(
        self, label: str, value: str, width: float, label_width: float, *, bold: bool = False
    ) -> list[Strip]:
        """Set a label and its value; an empty value is a line to write on (G-2)."""
        values = self.paragraph(value, width, bold=bold, indent=label_width) or [
            self.writing_line(width, label_width)
        ]
        captions = self.paragraph(label, max(label_width - 2, 20), self.type.caption, faint=True)
        if len(captions) > 1:  # too long for its column: above the value
            captions = self.paragraph(label, width, self.type.caption, faint=True)
            return [*joined([*captions, values[0]]), *values[1:]]
        lowered = (self.type.body - self.type.caption) * ASCENT  # one baseline
        if not value:
            lowered = self._above_writing(self.type.caption)
        return [beside([(0, [Strip(height=lowered), *captions]), (0, values[:1])]), *values[1:]]

    def fields(self, rows: Sequence[Sequence[Pair]], width: float) -> list[Strip]:
        """Set rows of one or two fields; on a roll every field has its own row."""
        if self.sheet.is_roll:
            rows = [[pair] for row in rows for pair in row]
        half = (width - _COLUMN_GAP) / 2
        left_width = self.label_width(
            (row[0][0] for row in rows), width if self.sheet.is_roll else half
        )
        right_width = self.label_width((row[1][0] for row in rows if len(row) > 1), half)
        strips: list[Strip] = []
        for row in rows:
            if len(row) == 1:
                strips += [*self.field(*row[0], width, left_width), self.gap(self.type.between)]
                continue
            left = self.field(*row[0], half, left_width)
            right = self.field(*row[1], half, right_width)
            if row[0][1] and not row[1][1]:
                left = self.beside_writing(left)
            elif row[1][1] and not row[0][1]:
                right = self.beside_writing(right)
            strips += self.columns([(0, left), (half + _COLUMN_GAP, right)])
            strips.append(self.gap(self.type.between))
        return strips

    def beside_writing(self, strips: Sequence[Strip], size: float | None = None) -> list[Strip]:
        """Lower a text so that it stands on one line with the line to write on beside it."""
        return [self.gap(self._above_writing(size or self.type.body)), *strips]

    def writing_line(self, width: float, indent: float = 0.0) -> Strip:
        """Draw a line to write on, with the height that handwriting needs."""
        return self.blank(width, indent, height=self.type.body * _HANDWRITING)

    def _above_writing(self, size: float) -> float:
        """Say how much white a text of a size has above it beside a line to write on."""
        return self.type.body * _HANDWRITING - _ABOVE_LINE - size * ASCENT

    def columns(self, columns: Sequence[tuple[float, Sequence[Strip]]]) -> list[Strip]:
        """Set columns beside each other; below each other where they are too tall to stay whole."""
        whole = beside(columns)
        if whole.height <= self.sheet.inner_height * _TALLEST_SIDE_BY_SIDE:
            return [whole]
        return [strip for _, strips in columns for strip in strips]

    def numbered(
        self, items: Sequence[str], width: float, size: float | None = None
    ) -> list[Strip]:
        """Set a list with numbers."""
        size = size or self.type.body
        indent = self.width(f"{len(items)}. ", size) + 1
        strips: list[Strip] = []
        for number, item in enumerate(items, 1):
            lines = self.paragraph(item, width, size, indent=indent) or [Strip(height=0)]
            first = beside([(0, self.paragraph(f"{number}.", width, size)), (0, lines[:1])])
            strips += [first, *lines[1:]]
        return strips

    def ticks(
        self, labels: Sequence[str], width: float, size: float | None = None, *, lead: str = ""
    ) -> list[Strip]:
        """Set boxes to tick with their words; boxes are drawn, no font has them all."""
        size = size or self.type.body
        box = size * 0.82
        rows: list[list[Mark]] = [[]]
        x = 0.0
        if lead:
            rows[0].append(Words(0, size * ASCENT, self.fonts.printable(lead), size))
            x = self.width(lead, size) + size
        for label in labels:
            wide = box + 3 + self.width(label, size)
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0.0
            grey = self.type.faint
            rows[-1].append(Frame(x, size * ASCENT - box * 0.9, box, box, 0.6, grey))
            text = self.fonts.printable(label)
            rows[-1].append(Words(x + box + 3, size * ASCENT, text, size))
            x += wide + size
        return [Strip(height=self.type.line(size) + 2, marks=tuple(row)) for row in rows]

    def right(self, text: str, width: float, size: float, *, bold: bool = False) -> list[Strip]:
        """Set a text against the right edge."""
        return [
            Strip(
                height=self.type.line(size),
                marks=(
                    Words(
                        width - self.fonts.width(line, size, bold=bold),
                        size * ASCENT,
                        line,
                        size,
                        bold,
                    ),
                ),
            )
            for line in self.lines(text, width, size, bold=bold)
        ]

    def signatures(self, labels: Sequence[str], date_label: str, width: float) -> list[list[Strip]]:
        """Draw lines to sign on, each with a line for the date.

        Where one label is too long for its line, all of them stand above theirs.
        """
        longest = max(self.width(label, self.type.body) for label in labels)
        is_above = longest > (width * _SIGNED_PART - 10) * 0.62
        return [self._signature(label, date_label, width, is_above) for label in labels]

    def _signature(self, label: str, date_label: str, width: float, is_above: bool) -> list[Strip]:
        size, middle = self.type.body, width * _SIGNED_PART
        above: list[Strip] = []
        if is_above:
            above, label = self.paragraph(label, width, self.type.caption), ""
        marks: list[Mark] = []
        for text, left, right in ((label, 0.0, middle - 10), (date_label, middle, width)):
            line = self.fonts.printable(text)
            marks.append(Words(left, size * ASCENT, line, size))
            start = left + (self.width(text, size) + 5 if text else 0)
            marks.append(Stroke(start, size + 3, right, size + 3, grey=self.type.faint))
        return joined([*above, Strip(height=size * 2.1, marks=tuple(marks))])
