"""What is painted of a row in a list, as plain facts."""

from collections.abc import Sequence
from typing import NamedTuple

from shopcare.ui.kit.style.tokens import Meaning


class RowFold(NamedTuple):
    """A section's rows can be folded away."""

    key: str
    is_open: bool


class RowSection(NamedTuple):
    """A title between rows; it cannot be selected."""

    title: str
    rows: int
    fold: RowFold | None = None
    """How its rows fold away; None: they always stand."""


class RowChip(NamedTuple):
    """A chip in a row."""

    text: str
    meaning: Meaning | None = None
    sign: str | None = None


class RowContent(NamedTuple):
    """What is painted of one row."""

    title: str
    """Who, in bold."""
    lead: str = ""
    """First column: when."""
    number: str = ""
    """A number to call, after the title; where it is narrow, only the title stays longer."""
    detail: str = ""
    """Faint words after the title; the first to give way when it is narrow."""
    chips: Sequence[RowChip] = ()
    dots: int = 0
    """How often tried, of three."""
    trail: str = ""
    """Last column, on the right: for whom."""
    faint: bool = False
    """Done: written in faint ink."""
    sign: str = ""
    """The icon in front: what kind of thing it is."""

    def spoken(self) -> str:
        """Say the row for a screen reader."""
        chips = (chip.text for chip in self.chips)
        words = (self.lead, self.title, self.number, self.detail, *chips, self.trail)
        return ", ".join(filter(None, words))
