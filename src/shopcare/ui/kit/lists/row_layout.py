"""What a list paints of a row, and where it stands: how name, number and chips share the width."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QRect

from shopcare.domain.people.customer import Customer
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S, Meaning, text_width
from shopcare.ui.kit.widgets.chip import HEIGHT, SIGNS, chip_width
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr


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


def without_number(customer: Customer) -> RowContent:
    """Show a customer whose every number was found wrong (C-14)."""
    wrong = tr(", ").join(phone_words(phone.digits) for phone in customer.phones)
    chip = RowChip(text=tr("Wrong number"), meaning=Meaning.AMBER, sign="phone-off")
    return RowContent(title=customer.name, detail=wrong, chips=[chip])


NARROW: Final = 300
"""Pixels for name and chips below which tries and the last column give way."""
LEAST_TITLE: Final = 46
"""Pixels for a name beside a number: three characters, so that most numbers stand in a column."""
LEAST_CHIP: Final = 84
"""Pixels below which a chip shows its sign alone: enough for some three characters beside it."""
LEAST_DETAIL: Final = 60
"""Pixels below which faint words are left out rather than cut to nothing."""
DOT: Final = 7
MOST_DOTS: Final = 3
SIGN: Final = 18


class Text(NamedTuple):
    """One line of words in its place; cut with dots where it is too long."""

    rect: QRect
    words: str
    bold: bool = False
    faint: bool = False
    right: bool = False


class ChipPlace(NamedTuple):
    """A chip in its place; its words may have given way to its sign."""

    rect: QRect
    words: str
    meaning: Meaning | None
    sign: str | None


class Dots(NamedTuple):
    """The tries made, as full dots."""

    rect: QRect
    tries: int


class Sign(NamedTuple):
    """An icon in its place."""

    rect: QRect
    name: str


Part = Text | ChipPlace | Dots | Sign
RowLayout = Callable[[RowContent, QRect], list[Part]]
"""Says where the parts of a row stand in a rectangle."""


def flowing(lead_width: int) -> RowLayout:
    """Lay rows out by what they say: the less important gives way where it is narrow.

    Args:
        lead_width: pixels of the first column; 0 for none.
    """
    return partial(_flow, lead_width)


def in_columns(content: RowContent, rect: QRect) -> list[Part]:
    """Lay a row out in columns that are the same in every row: sign, name, number, why, number."""
    sign = QRect(rect.left() + SPACE_M, rect.center().y() - SIGN // 2, SIGN, SIGN)
    room = rect.adjusted(SPACE_M + SIGN + SPACE_M, 0, -SPACE_M, 0)
    twentieth = room.width() // 20

    def cell(first: int, many: int) -> QRect:
        left, width = room.left() + first * twentieth, many * twentieth - SPACE_S
        return QRect(left, room.top(), width, room.height())

    parts = (
        Text(cell(0, 6), content.title, bold=True),
        Text(cell(6, 5), content.number),
        Text(cell(11, 4), content.detail, faint=True),
        Text(cell(15, 5), content.trail, faint=True, right=True),
    )
    return [Sign(sign, content.sign), *(part for part in parts if part.words)]


class _Needs(NamedTuple):
    """What the parts of a row need, in pixels, with what keeps the next one off."""

    title: int
    number: int
    chips: list[int]
    signs: list[str | None]
    """The sign of each chip: its own, else that of its meaning."""
    signed: list[int]
    """What each chip needs to show its sign alone; 0 for one without."""


def _needs(content: RowContent) -> _Needs:
    title = text_width(content.title, bold=not content.faint)
    number = text_width(content.number) + SPACE_M if content.number else 0
    title = (max(title, LEAST_TITLE) if number else title) + SPACE_M
    needs = _Needs(title, number, [], [], [])
    for chip in content.chips:
        sign = chip.sign or (SIGNS[chip.meaning] if chip.meaning else None)
        needs.signs.append(sign)
        needs.chips.append(chip_width(chip.text, sign) + SPACE_S)
        needs.signed.append(chip_width("", sign) + SPACE_S if sign else 0)
    return needs


def _flow(lead_width: int, content: RowContent, rect: QRect) -> list[Part]:
    parts: list[Part] = []
    needs = _needs(content)
    room = rect.adjusted(SPACE_L, 0, -SPACE_L, 0)
    width = room.width() - lead_width
    usual = width * (45 if width < NARROW else 38) // 100  # the same in every row of a list
    if lead_width:
        lead = QRect(room.left(), room.top(), lead_width - SPACE_S, room.height())
        parts.append(Text(lead, content.lead, faint=True))
        room.setLeft(room.left() + lead_width)
    parts += _place_ends(content, room, needs)
    half = _name_room(room.width(), needs, usual)
    names = QRect(room.left(), room.top(), half - SPACE_S, room.height())
    parts += _place_names(content, names, needs)
    room.setLeft(room.left() + half)
    return [*parts, *_place_chips(content, room, needs)]


def _place_ends(content: RowContent, room: QRect, needs: _Needs) -> list[Part]:
    """Place the tries and the last column; the room becomes what is left."""
    if room.width() < NARROW:
        return []
    parts: list[Part] = []
    # where it is narrow, the chips say more than the last column
    needed = needs.title + needs.number + sum(needs.chips) - SPACE_S if needs.chips else 0
    if content.trail:
        width = text_width(content.trail)
        if room.width() - width - SPACE_M >= needed:
            trail = QRect(room.right() - width, room.top(), width + 1, room.height())
            parts.append(Text(trail, content.trail, faint=True))
            room.setRight(trail.left() - SPACE_M)
    if content.dots:  # else the chips may have their room
        width = MOST_DOTS * (DOT + 4)
        dots = QRect(room.right() - width, room.top(), width, room.height())
        parts.append(Dots(dots, content.dots))
        room.setRight(dots.left() - SPACE_S)
    return parts


def _place_names(content: RowContent, room: QRect, needs: _Needs) -> list[Part]:
    """Place who, the number to call, and the faint words, as far as there is room."""
    faint, bold = content.faint, not content.faint
    title, number = needs.title, needs.number
    if number and room.width() >= LEAST_TITLE + number - SPACE_M:
        start = min(title, room.width() - number + SPACE_M)
        place = room.adjusted(start, 0, 0, 0)
        room.setWidth(start - SPACE_M)
        return [Text(place, content.number, faint=faint), Text(room, content.title, bold, faint)]
    parts: list[Part] = [Text(room, content.title, bold, faint)]
    taken = min(text_width(content.title, bold=bold), room.width()) + SPACE_M
    if content.detail and room.width() - taken > LEAST_DETAIL:
        parts.append(Text(room.adjusted(taken, 0, 0, 0), content.detail, faint=True))
    return parts


def _place_chips(content: RowContent, room: QRect, needs: _Needs) -> list[Part]:
    parts: list[Part] = []
    left = room.left()
    for number, (chip, sign) in enumerate(zip(content.chips, needs.signs, strict=True), 1):
        words, spare = chip.text, room.right() - left
        wanted = needs.chips[number - 1] - SPACE_S
        least = min(LEAST_CHIP, wanted)
        if spare - sum(needs.signed[number:]) >= least:
            spare -= sum(needs.signed[number:])  # the others show their signs at least
        if spare < least:
            words = ""  # its sign alone says more than a letter and dots
            wanted = chip_width("", sign)
        width = min(wanted, spare)
        if width < chip_width("", sign) or not (words or sign):
            break
        top = room.center().y() - HEIGHT // 2 + 1
        parts.append(ChipPlace(QRect(left, top, width, HEIGHT), words, chip.meaning, sign))
        left += width + SPACE_S
    return parts


def _name_room(width: int, needs: _Needs, usual: int) -> int:
    """Give the room for the name: the usual column, unless the chips need more of the row."""
    if not needs.chips:
        return width
    left, quarter = width - sum(needs.chips), width * 25 // 100
    if needs.number:  # the chips give way but for the first, then a long name
        least, beside_first = needs.title + needs.number, width - needs.chips[0]
        if least > beside_first:
            least = max(beside_first, LEAST_TITLE + SPACE_M + needs.number)
        return max(least, min(usual, left))
    if left < quarter:
        return max(min(quarter, needs.title), left)
    return min(usual, left)
