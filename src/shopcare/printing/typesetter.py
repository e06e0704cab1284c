"""Turns texts into blocks: lines, fields with labels, lists, boxes to tick, lines to write on."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from shopcare.language.catalog import Catalog
from shopcare.printing.draw_commands import (
    Block,
    DrawCommand,
    Line,
    Rectangle,
    Text,
    keep_together,
    row_of,
)
from shopcare.printing.paper import Sheet, Type
from shopcare.printing.wrapping import wrap

if TYPE_CHECKING:
    from shopcare.printing.fonts import Fonts  # loads ReportLab

ASCENT: Final = 1.02
"""How far below the top of its line a text has its baseline, in sizes."""
_TALLEST_SIDE_BY_SIDE: Final = 0.4
"""Columns taller than this part of a page are set below each other, so that they can be cut."""
_COLUMN_GAP: Final = 12.0
_HANDWRITING: Final = 2.0
"""How high a line to write on is, in sizes of type."""
_ABOVE_LINE: Final = 3.0
"""How far above the foot of a line to write on a text beside it stands, in points."""
_BELOW_WRITING: Final = 0.45
"""White between a line to write on and the text in the next row, in heights of the body type."""
_LABEL_GAP: Final = 7.0
_LABEL_MOST: Final = 0.42
_SIGNED_PART: Final = 0.66
"""The part of a line that is for the signature; the rest is for the date."""
_RULE_GREY: Final = 1.7
"""Hairlines are lighter than captions by this factor."""

Pair = tuple[str, str]


class Typesetter:
    """Sets texts for one paper in one language."""

    def __init__(self, sheet: Sheet, words: Catalog, fonts: "Fonts") -> None:
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
    ) -> list[Block]:
        """Set a text, one block a line; an empty text is no block at all."""
        size = size or self.type.body
        grey = self.type.faint if faint else 0.0
        if not text:
            return []
        return [
            Block(
                height=self.type.line_height(size),
                commands=(Text(indent, size * ASCENT, line, size, bold, grey),) if line else (),
            )
            for line in self.lines(text, width - indent, size, bold=bold)
        ]

    def fitted_line(
        self, text: str, width: float, size: float, *, bold: bool = False, faint: bool = False
    ) -> list[Block]:
        """Set a text as large as fits on one line, down to 60 % of its size; else break it."""
        natural = self.width(text, size, bold=bold)
        if width < natural <= width / 0.6:
            size = size * width / natural - 0.01
        return self.paragraph(text, width, size, bold=bold, faint=faint)

    def spacer(self, height: float) -> Block:
        """Leave white."""
        return Block(height=height)

    def rule(self, width: float, *, above: float = 3.0, below: float = 4.0) -> Block:
        """Draw a hairline across."""
        grey = min(self.type.faint * _RULE_GREY, 0.7)
        return Block(
            height=above + below,
            commands=(Line(0, above, width, above, grey=grey),),
            keep_with_next=True,
        )

    def heading(self, text: str, width: float) -> list[Block]:
        """Set the heading of a section; it stays with what follows."""
        blocks = self.paragraph(text, width, self.type.strong, bold=True)
        rule = self.rule(width, above=2)
        return [*keep_together([self.spacer(self.type.body * 0.8), *blocks, rule])]

    def writing_line(self, width: float, indent: float = 0.0, *, height: float = 0.0) -> Block:
        """Draw a line to write on, on the baseline of a line of text or in a height."""
        size = self.type.body
        y = (height or size * ASCENT + 4.5) - 2
        command = Line(indent, y, width, y, grey=self.type.faint)
        return Block(height=height or self.type.line_height(size) + 2, commands=(command,))

    def label_width(self, labels: Iterable[str], width: float) -> float:
        """Find the width of a column of labels."""
        widest = max((self.width(label, self.type.caption) for label in labels), default=0.0)
        return min(widest + _LABEL_GAP, width * _LABEL_MOST)

    def field(
        self, label: str, value: str, width: float, label_width: float, *, bold: bool = False
    ) -> list[Block]:
        """Set a label and its value; an empty value is a line to write on (G-2)."""
        values = self.paragraph(value, width, bold=bold, indent=label_width) or [
            self.handwriting_line(width, label_width)
        ]
        captions = self.paragraph(label, max(label_width - 2, 20), self.type.caption, faint=True)
        if len(captions) > 1:  # too long for its column: above the value
            captions = self.paragraph(label, width, self.type.caption, faint=True)
            return [*keep_together([*captions, values[0]]), *values[1:]]
        lowered = (self.type.body - self.type.caption) * ASCENT  # one baseline
        if not value:
            lowered = self._above_writing(self.type.caption)
        return [row_of([(0, [Block(height=lowered), *captions]), (0, values[:1])]), *values[1:]]

    def fields(self, rows: Sequence[Sequence[Pair]], width: float) -> list[Block]:
        """Set rows of one or two fields; on a roll every field has its own row."""
        if self.sheet.is_roll:
            rows = [[pair] for row in rows for pair in row]
        half = (width - _COLUMN_GAP) / 2
        left_width = self.label_width(
            (row[0][0] for row in rows), width if self.sheet.is_roll else half
        )
        right_width = self.label_width((row[1][0] for row in rows if len(row) > 1), half)
        blocks: list[Block] = []
        is_above_written = False
        for row in rows:
            is_written = not all(value for _label, value in row)
            if is_above_written and not is_written:  # a text would hang on the line above it
                blocks.append(self.spacer(self.type.body * _BELOW_WRITING))
            is_above_written = is_written
            if len(row) == 1:
                blocks += [*self.field(*row[0], width, left_width), self.spacer(self.type.between)]
                continue
            left = self.field(*row[0], half, left_width)
            right = self.field(*row[1], half, right_width)
            if row[0][1] and not row[1][1]:
                left = self.level_with_writing_line(left)
            elif row[1][1] and not row[0][1]:
                right = self.level_with_writing_line(right)
            blocks += self.columns([(0, left), (half + _COLUMN_GAP, right)])
            blocks.append(self.spacer(self.type.between))
        return blocks

    def level_with_writing_line(
        self, blocks: Sequence[Block], size: float | None = None
    ) -> list[Block]:
        """Lower a text so that it stands on one line with the line to write on beside it."""
        return [self.spacer(self._above_writing(size or self.type.body)), *blocks]

    def handwriting_line(self, width: float, indent: float = 0.0) -> Block:
        """Draw a line to write on, with the height that handwriting needs."""
        return self.writing_line(width, indent, height=self.type.body * _HANDWRITING)

    def _above_writing(self, size: float) -> float:
        """Say how much white a text of a size has above it beside a line to write on."""
        return self.type.body * _HANDWRITING - _ABOVE_LINE - size * ASCENT

    def columns(self, columns: Sequence[tuple[float, Sequence[Block]]]) -> list[Block]:
        """Set columns beside each other; below each other where they are too tall to stay whole."""
        whole = row_of(columns)
        if whole.height <= self.sheet.inner_height * _TALLEST_SIDE_BY_SIDE:
            return [whole]
        return [block for _, blocks in columns for block in blocks]

    def numbered_list(
        self, items: Sequence[str], width: float, size: float | None = None
    ) -> list[Block]:
        """Set a list with numbers."""
        size = size or self.type.body
        indent = self.width(f"{len(items)}. ", size) + 1
        blocks: list[Block] = []
        for number, item in enumerate(items, 1):
            lines = self.paragraph(item, width, size, indent=indent) or [Block(height=0)]
            first = row_of([(0, self.paragraph(f"{number}.", width, size)), (0, lines[:1])])
            blocks += [first, *lines[1:]]
        return blocks

    def checkboxes(
        self, labels: Sequence[str], width: float, size: float | None = None, *, lead: str = ""
    ) -> list[Block]:
        """Set boxes to tick with their words; boxes are drawn, no font has them all."""
        size = size or self.type.body
        box = size * 0.82
        rows: list[list[DrawCommand]] = [[]]
        x = 0.0
        if lead:
            rows[0].append(Text(0, size * ASCENT, self.fonts.printable(lead), size))
            x = self.width(lead, size) + size
        for label in labels:
            wide = box + 3 + self.width(label, size)
            if rows[-1] and x + wide > width:
                rows.append([])
                x = 0.0
            grey = self.type.faint
            rows[-1].append(Rectangle(x, size * ASCENT - box * 0.9, box, box, 0.6, grey))
            text = self.fonts.printable(label)
            rows[-1].append(Text(x + box + 3, size * ASCENT, text, size))
            x += wide + size
        return [Block(height=self.type.line_height(size) + 2, commands=tuple(row)) for row in rows]

    def right_aligned(
        self, text: str, width: float, size: float, *, bold: bool = False
    ) -> list[Block]:
        """Set a text against the right edge."""
        return [
            Block(
                height=self.type.line_height(size),
                commands=(
                    Text(
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

    def signatures(self, labels: Sequence[str], date_label: str, width: float) -> list[list[Block]]:
        """Draw lines to sign on, each with a line for the date.

        Where one label is too long for its line, all of them stand above theirs.
        """
        longest = max(self.width(label, self.type.body) for label in labels)
        is_above = longest > (width * _SIGNED_PART - 10) * 0.62
        return [self._signature(label, date_label, width, is_above) for label in labels]

    def _signature(self, label: str, date_label: str, width: float, is_above: bool) -> list[Block]:
        size, middle = self.type.body, width * _SIGNED_PART
        above: list[Block] = []
        if is_above:
            above, label = self.paragraph(label, width, self.type.caption), ""
        commands: list[DrawCommand] = []
        for text, left, right in ((label, 0.0, middle - 10), (date_label, middle, width)):
            line = self.fonts.printable(text)
            commands.append(Text(left, size * ASCENT, line, size))
            start = left + (self.width(text, size) + 5 if text else 0)
            commands.append(Line(start, size + 3, right, size + 3, grey=self.type.faint))
        return keep_together([*above, Block(height=size * 2.1, commands=tuple(commands))])
