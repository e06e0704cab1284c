"""The top of every document: the shop, the title, the number as codes."""

from io import BytesIO

from shopcare.domain.papers.document import Paper, PrintedBy, Promise, ShopHead
from shopcare.language.day_words import full_moment_text
from shopcare.printing.codes import QUIET_PT, code_128, qr
from shopcare.printing.draw_commands import Picture, Strip, beside, melted, moved
from shopcare.printing.paper import MM
from shopcare.printing.typesetter import Typesetter
from shopcare.printing.wording import promise_text

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


def _logo(shop: ShopHead) -> tuple[list[Strip], float]:
    """Set the logo and say how much room it takes from the left."""
    size = picture_size(shop.logo_png) if shop.logo_png else None
    if not size or not shop.logo_png:
        return [], 0.0
    scale = min(_LOGO_HIGH / size[1], _LOGO_WIDE / size[0])
    width, height = size[0] * scale, size[1] * scale
    picture = Picture(0, 2, width, height, shop.logo_png)
    return [Strip(height=height + 2, marks=(picture,))], width + 8


def letterhead(shop: ShopHead, title: str, setter: Typesetter, width: float) -> list[Strip]:
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
    right = setter.right(title, title_width + 1, type_.title, bold=True)
    shift = width - title_width - 1
    return [
        *setter.columns([(0, logo), (indent, [*name, *lines]), (shift, right)]),
        setter.rule(width, above=4, below=6),
    ]


def number_and_promise(
    setter: Typesetter, number: str, label: str, promise: Promise | None, width: float
) -> list[Strip]:
    """Set the two things that are read at arm's length, and the number as two codes.

    Args:
        setter: sets for the paper.
        number: the case number.
        label: what the promised day is called.
        promise: the day; None is a line to write on.
        width: of the paper between its margins.
    """
    code, code_width = qr(number)
    square = Strip(height=code_width, marks=(code,))
    bars, bars_width = code_128(number, _BARCODE_HIGH)
    barcode = Strip(height=_BARCODE_HIGH + 4, marks=moved([bars], 0, 2))
    numbered = labelled(setter, setter.words.text("Case no."), number, width)
    if setter.sheet.is_roll:
        side_by_side = bars_width + 2 * QUIET_PT + code_width <= width
        codes = (
            [beside([(0, [*numbered, barcode]), (width - code_width, [setter.gap(6), square])])]
            if side_by_side
            else [*numbered, barcode, setter.gap(QUIET_PT), square]
        )
        return [*codes, setter.gap(6), *promised(setter, label, promise, width)]
    left = number_column(setter, number)
    right = width - code_width
    parts = [(right, [setter.gap(4), square])]
    if setter.sheet.paper is Paper.CONTINUOUS:  # low and wide: both codes at the right
        right -= bars_width + 2 * QUIET_PT
        parts.append((right, [setter.gap(4), barcode]))
    else:
        numbered.append(barcode)
    room = right - left - QUIET_PT
    parts += [(0.0, numbered), (left, promised(setter, label, promise, room))]
    return [beside(parts), setter.gap(5)]


def number_column(setter: Typesetter, number: str) -> float:
    """Say how far from the number the promised day stands, on the slip and on its stub."""
    bars_width = code_128(number, _BARCODE_HIGH)[1]
    return max(bars_width, setter.width(number, setter.type.display, bold=True)) + 18


def labelled(setter: Typesetter, label: str, value: str, width: float) -> list[Strip]:
    """Set a caption with a value below that can be read at arm's length."""
    caption = setter.paragraph(label, width, setter.type.caption, faint=True)
    value_strips = setter.line(value, width, setter.type.display, bold=True)
    blank = [setter.gap(setter.type.display * 0.6), setter.blank(width)]
    return [*caption, *(value_strips or blank)]


def promised(setter: Typesetter, label: str, promise: Promise | None, width: float) -> list[Strip]:
    """Set the promised day, and that it is provisional where it is."""
    strips = labelled(setter, label, promise_text(setter.words, promise), width)
    if promise and promise.is_provisional:
        note = setter.words.text("Provisional: the holiday calendar of that year is not out yet.")
        strips += setter.paragraph(note, width, setter.type.caption)
    return strips


def page_head(setter: Typesetter, *parts: str) -> list[Strip]:
    """Set the line at the top of every page after the first."""
    width = setter.sheet.inner_width
    text = "  ·  ".join(part for part in parts if part)
    first = setter.lines(text, width, setter.type.caption)[:1]
    strips = setter.paragraph(first[0] if first else "", width, setter.type.caption, faint=True)
    return [melted([*strips, setter.rule(width, above=2, below=6)])]
