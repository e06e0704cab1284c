"""How the width of a row is shared between its name, its number and its chips."""

from typing import Final

from PySide6.QtGui import QFontMetrics

from shopcare.ui.kit.lists.row_content import RowChip, RowContent
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S, Role, role_font
from shopcare.ui.kit.widgets.chip import SIGNS, chip_width

NARROW: Final = 300
"""Pixels for name and chips below which tries and the last column give way."""
LEAST_TITLE: Final = 46
"""Pixels for a name beside a number: three characters, so that most numbers stand in a column."""


def usual_name_room(width: int) -> int:
    """Give the width of the column of names, the same in every row of a list.

    Args:
        width: of a row, without its first column.
    """
    return width * (45 if width < NARROW else 38) // 100


def name_room(width: int, look: RowContent, usual: int) -> int:
    """Give the room for the name: the usual column, unless the chips need more of the row."""
    if not look.chips:
        return width
    left = width - chips_room(look)
    if look.number:
        return max(_least_names(width, look), min(usual, left))
    if left < width * 25 // 100:
        return max(min(width * 25 // 100, title_room(look)), left)
    return min(usual, left)


def _least_names(width: int, look: RowContent) -> int:
    """Give what name and number need: the chips give way but for the first, then a long name."""
    needed = title_room(look) + number_room(look)
    first = width - chips_room(look, 1)
    return needed if needed <= first else max(first, LEAST_TITLE + SPACE_M + number_room(look))


def least_room(look: RowContent) -> int:
    """Give what a row with chips needs for its name, number and chips."""
    if not look.chips:
        return 0
    return title_room(look) + number_room(look) + chips_room(look) - SPACE_S


def title_room(look: RowContent) -> int:
    """Give the width of the title, with what keeps the next word off."""
    font = role_font(Role.BODY, bold=not look.faint)
    title = QFontMetrics(font).horizontalAdvance(look.title)
    return (max(title, LEAST_TITLE) if look.number else title) + SPACE_M


def number_room(look: RowContent) -> int:
    """Give the width of the number, with what keeps the next word off."""
    if not look.number:
        return 0
    return QFontMetrics(role_font(Role.BODY)).horizontalAdvance(look.number) + SPACE_M


def chips_room(look: RowContent, most: int | None = None) -> int:
    """Give the width of the chips, or of the first so many."""
    return sum(chip_width(chip.text, sign_of(chip)) + SPACE_S for chip in look.chips[:most])


def sign_of(chip: RowChip) -> str | None:
    """Give the sign of a chip: its own, else that of its meaning."""
    return chip.sign or (SIGNS[chip.meaning] if chip.meaning else None)
