"""The sheets and rolls that documents are set on, and the sizes of type on each."""

from dataclasses import dataclass
from typing import Final

from shopcare.domain.papers.document import Paper

MM: Final = 72 / 25.4
LONGEST_PT: Final = 14_000.0
"""PDF readers take pages up to 14,400 points; what is longer goes on to another length of roll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """The sizes of type on a paper, in points."""

    caption: float
    body: float
    strong: float
    title: float
    display: float
    """The case number and the promised date: to be read at arm's length."""
    faint: float
    """How grey captions are, 0 black to 1 white. Thermal and dot matrix know only black."""
    leading: float = 1.42
    between: float = 1.5
    """White between two fields, in points."""

    def line_height(self, size: float) -> float:
        """Say how high a line of a size is."""
        return size * self.leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper with its margins, in points."""

    paper: Paper
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    type: Type

    @property
    def is_roll(self) -> bool:
        """A roll is cut where its content ends."""
        return self.paper in (Paper.ROLL_80, Paper.ROLL_58)

    @property
    def inner_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


def _sheet(
    paper: Paper, size_mm: tuple[float, float], margins_mm: tuple[float, ...], letters: Type
) -> Sheet:
    left, right, top, bottom = (margin * MM for margin in margins_mm)
    width, height = size_mm[0] * MM, min(size_mm[1] * MM, LONGEST_PT)
    return Sheet(
        paper=paper,
        width=width,
        height=height,
        left=left,
        right=right,
        top=top,
        bottom=bottom,
        type=letters,
    )


_LARGE: Final = Type(caption=8.5, body=10, strong=12, title=17, display=22, faint=0.38)
_SMALL: Final = Type(
    caption=7.5, body=8.8, strong=10.5, title=14, display=17, faint=0.38, between=0.4
)
_TIGHT: Final = Type(
    caption=6.8, body=8, strong=10, title=13, display=16, faint=0.38, leading=1.3, between=0
)
_FORM: Final = Type(
    caption=7.5, body=8.8, strong=10.5, title=14, display=16, faint=0, leading=1.26, between=0
)
_ROLL: Final = Type(caption=8, body=9, strong=11, title=14, display=17, faint=0, leading=1.38)
_LABEL: Final = Type(
    caption=6.5, body=7.5, strong=9, title=9, display=12, faint=0, leading=1.25, between=0
)
_NARROW: Final = Type(caption=7.5, body=8.5, strong=10, title=13, display=14.5, faint=0)

LABEL_TYPE: Final = _LABEL
TIGHTER: Final = {Paper.A5: _TIGHT}
"""For a document that would go on to a second page by a few lines only."""
NOTE_TYPE: Final = Type(caption=8.5, body=10.5, strong=12.5, title=17, display=20, faint=0.38)

SHEETS: Final = {
    sheet.paper: sheet
    for sheet in (
        _sheet(Paper.A4, (210, 297), (17, 17, 15, 13), _LARGE),
        _sheet(Paper.A5, (148, 210), (11, 11, 8.5, 8), _SMALL),
        # The strips with the holes are 12.7 mm on either side; the right margin names the parts.
        _sheet(Paper.CONTINUOUS, (241, 140), (17, 23, 7, 6), _FORM),
        _sheet(Paper.ROLL_80, (80, 1e9), (4, 4, 4, 8), _ROLL),
        _sheet(Paper.ROLL_58, (58, 1e9), (5, 5, 4, 8), _NARROW),
        _sheet(Paper.LABEL_40, (40, 30), (2, 2, 1.5, 1.5), _LABEL),
        _sheet(Paper.LABEL_50, (50, 30), (2, 2, 1.5, 1.5), _LABEL),
    )
}
