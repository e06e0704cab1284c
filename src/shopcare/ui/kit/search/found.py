"""What the search box is given to show."""

from typing import Final, NamedTuple

MOST_ROWS: Final = 9


class Found(NamedTuple):
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
