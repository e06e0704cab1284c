"""What the search box is given to show."""

from dataclasses import dataclass
from typing import Final

MOST_ROWS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was found."""

    kind: str
    """customer, purchase, case or callback."""
    id: int
    title: str
    phone: str = ""
    """Grouped as it is dialled."""
    number: str = ""
    """The case, receipt or member number."""
    why: str = ""
    """What it is or why it was found, in a few words."""
