"""The top of every document: the shop, the title, the number as codes."""

from io import BytesIO

from shopcare.domain.papers.document import Paper, PrintedBy, Promise, ShopHead
from shopcare.language.day_words import full_moment_text
from shopcare.printing.codes import QUIET_PT, code_128, qr
from shopcare.printing.document import promise_text
from shopcare.printing.draw_commands import Block, DrawCommand, Image, Text, row_of, shifted, stack
from shopcare.printing.paper import MM
from shopcare.printing.typesetter import Typesetter

_LOGO_HIGH = 9 * MM
_LOGO_WIDE = 26 * MM
_BARCODE_HIGH = 8 * MM


def picture_size(png: bytes) -> tuple[int, int] | None:
    """Measure a picture in pixels; None where it cannot be read, and then it is not printed."""
    from reportlab.lib.utils import ImageReader

    try:
        reader = ImageReader(BytesIO(png))
        reader.getRGBData()
    except Exception:  # the library lets whatever its image readers raise through
        return None
    width, height = reader.getSize()
    return width, height


def printed_text(setter: Typesetter, printed: PrintedBy) -> str:
    """Say when and by whom a document was printed."""
    return setter.words.text(
        "Printed {at} by {staff}",
        at=full_moment_text(setter.words, printed.at),
        staff=printed.staff_name,
    )


def _logo(shop: ShopHead) -> tuple[list[Block], float]:
    """Set the logo and say how much room it takes from the left."""
    size = picture_size(shop.logo_png) if shop.logo_png else None
    if not size or not shop.logo_png:
        return [], 0.0
    scale = min(_LOGO_HIGH / size[1], _LOGO_WIDE / size[0])
    width, height = size[0] * scale, size[1] * scale
    picture = Image(0, 2, width, height, shop.logo_png)
    return [Block(height=height + 2, commands=(picture,))], width + 8


def letterhead(shop: ShopHead, title: str, setter: Typesetter, width: float) -> list[Block]:
    """Set the shop at the left and the title at the right; on a roll below each other."""
    type_ = setter.type
    logo, indent = _logo(shop)
    is_narrow = setter.sheet.is_roll
    title_width = 0.0 if is_narrow else min(setter.width(title, type_.title, bold=True), width / 2)
    room = width - indent - (title_width + 12 if title_width else 0)
    name = setter.paragraph(shop.name, room, type_.strong if is_narrow else type_.title, bold=True)
    about = [shop.address, shop.phone, shop.opening_hours]
    if is_narrow:
        lines = [s for part in about for s in setter.paragraph(part, room, type_.caption)]
        titled = setter.paragraph(title, width, type_.title, bold=True)
        head = setter.columns([(0, logo), (indent, [*name, *lines])])
        return [*head, setter.rule(width), *titled]
    lines = setter.paragraph("  ·  ".join(filter(None, about)), room, type_.caption, faint=True)
    right = setter.right_aligned(title, title_width + 1, type_.title, bold=True)
    shift = width - title_width - 1
    return [
        *setter.columns([(0, logo), (indent, [*name, *lines]), (shift, right)]),
        setter.rule(width, above=4, below=6),
    ]


def number_and_promise(
    setter: Typesetter, number: str, label: str, promise: Promise | None, width: float
) -> list[Block]:
    """Set the two things that are read at arm's length, and the number as two codes.

    Args:
        setter: sets for the paper.
        number: the case number; empty on a form to fill in by hand.
        label: what the promised day is called.
        promise: the day; None is a line to write on.
        width: of the paper between its margins.
    """
    if not number:
        return _blank_number(setter, label, promise, width)
    code, code_width = qr(number)
    square = Block(height=code_width, commands=(code,))
    bars, bars_width = code_128(number, _BARCODE_HIGH)
    barcode = Block(height=_BARCODE_HIGH + 4, commands=shifted([bars], 0, 2))
    numbered = captioned(setter, setter.words.text("Case no."), number, width)
    if setter.sheet.is_roll:
        side_by_side = bars_width + 2 * QUIET_PT + code_width <= width
        codes = (
            [row_of([(0, [*numbered, barcode]), (width - code_width, [setter.spacer(6), square])])]
            if side_by_side
            else [*numbered, barcode, setter.spacer(QUIET_PT), square]
        )
        below = [] if promise else [setter.spacer(5)]  # no two lines on each other
        return [*codes, setter.spacer(6), *promised(setter, label, promise, width), *below]
    left = number_column(setter, number)
    right = width - code_width
    parts = [(right, [setter.spacer(4), square])]
    if setter.sheet.paper is Paper.CONTINUOUS:  # low and wide: both codes at the right
        right -= bars_width + 2 * QUIET_PT
        parts.append((right, [setter.spacer(4), barcode]))
    else:
        numbered.append(barcode)
    room = right - left - QUIET_PT
    parts += [(0.0, numbered), (left, promised(setter, label, promise, room))]
    return [row_of(parts), setter.spacer(5)]


def _blank_number(
    setter: Typesetter, label: str, promise: Promise | None, width: float
) -> list[Block]:
    """Set lines to write number and day on."""
    name = setter.words.text("Case no.")
    if setter.sheet.is_roll:
        lines = [*captioned(setter, name, "", width), *promised(setter, label, promise, width)]
        return [*lines, setter.spacer(5)]
    half = width / 2 - 8
    columns = [
        (0.0, captioned(setter, name, "", half)),
        (half + 16, promised(setter, label, promise, half)),
    ]
    return [row_of(columns), setter.spacer(5)]


def number_column(setter: Typesetter, number: str) -> float:
    """Say how far from the number the promised day stands, on the slip and on its stub."""
    bars_width = code_128(number, _BARCODE_HIGH)[1]
    return max(bars_width, setter.width(number, setter.type.display, bold=True)) + 18


def captioned(setter: Typesetter, label: str, value: str, width: float) -> list[Block]:
    """Set a caption with a value below that can be read at arm's length."""
    caption = setter.paragraph(label, width, setter.type.caption, faint=True)
    value_blocks = setter.fitted_line(value, width, setter.type.display, bold=True)
    blank = [setter.spacer(setter.type.display * 0.6), setter.writing_line(width)]
    return [*caption, *(value_blocks or blank)]


def promised(setter: Typesetter, label: str, promise: Promise | None, width: float) -> list[Block]:
    """Set the promised day, and that it is provisional where it is."""
    blocks = captioned(setter, label, promise_text(setter.words, promise), width)
    if promise and promise.is_provisional:
        blocks += provisional_note(setter, width)
    return blocks


def provisional_note(setter: Typesetter, width: float) -> list[Block]:
    """Say that days were counted without the official calendar."""
    note = setter.words.text("Provisional: the holidays of that year have not been entered yet.")
    return setter.paragraph(note, width, setter.type.caption)


def page_header(setter: Typesetter, *parts: str) -> list[Block]:
    """Set the line at the top of every page after the first."""
    width = setter.sheet.inner_width
    text = "  ·  ".join(part for part in parts if part)
    first = setter.lines(text, width, setter.type.caption)[:1]
    blocks = setter.paragraph(first[0] if first else "", width, setter.type.caption, faint=True)
    return [stack([*blocks, setter.rule(width, above=2, below=6)])]


def part_names(setter: Typesetter) -> tuple[DrawCommand, ...]:
    """Name the three parts of a continuous form in its right margin."""
    sheet = setter.sheet
    if sheet.paper is not Paper.CONTINUOUS:
        return ()
    text = setter.words.text(
        "Part 1 shop (white) · Part 2 customer (red) · Part 3 workshop (yellow)"
    )
    printable = setter.fonts.printable(text)
    size = setter.type.caption
    x = sheet.width - sheet.right + QUIET_PT + size / 2  # its lower edge is left of x
    y = (sheet.height - setter.width(text, size)) / 2
    return (Text(x, y, printable, size, rotated=True),)
