"""Sets strips one below the other on pages, or on a roll as long as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shopcare.printing.draw_commands import Mark, Strip, height_of, melted, moved
from shopcare.printing.paper import Sheet
from shopcare.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its size in points and its marks, from its upper left corner down."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a document consists of, before it is cut into pages."""

    title: str
    body: Sequence[Strip]
    continued: Sequence[Strip] = ()
    """What stands at the top of the second page and every later one."""
    tail: Sequence[Strip] = ()
    """What stands at the foot of the last page, to be torn off."""
    margin_marks: tuple[Mark, ...] = ()
    """What stands in the margin of every page."""
    printed: str = ""


def paginate(
    body: Sequence[Strip], height: float, continued: Sequence[Strip] = (), tail_height: float = 0.0
) -> list[list[Strip]]:
    """Cut strips into pages of a height; strips that are joined stay together if a page can."""
    pages: list[list[Strip]] = [[]]
    room = height
    fresh = height - height_of(continued)
    for group in _groups(body):
        head = height_of(group[0].repeat)
        together = height_of(group)
        for index, strip in enumerate(group):
            does_not_fit = strip.height > room
            if index == 0 and together > room:
                does_not_fit = does_not_fit or together + head <= fresh
            if does_not_fit:
                pages.append([*continued, *strip.repeat])
                room = fresh - height_of(strip.repeat)
                if not strip.marks:
                    continue  # white at the top of a page is wasted
            pages[-1].append(strip)
            room -= strip.height
    if tail_height > room:
        pages.append(list(continued))
    return pages


def _groups(body: Sequence[Strip]) -> Iterator[list[Strip]]:
    group: list[Strip] = []
    for strip in body:
        group.append(strip)
        if not strip.joined:
            yield group
            group = []
    if group:
        yield group


def make_pages(layout: Layout, setter: Typesetter) -> list[Page]:
    """Set a document on its paper, with its foot line and page x of y."""
    sheet = setter.sheet
    foot_height = setter.type.line(setter.type.caption) * (2 if sheet.is_roll else 1) + 4
    tail_height = height_of(layout.tail)
    room = sheet.inner_height - foot_height
    pages = paginate(layout.body, room, layout.continued, tail_height)
    made = []
    for number, strips in enumerate(pages, 1):
        foot = _foot(layout.printed, number, len(pages), setter)
        tail = layout.tail if number == len(pages) else ()
        made.append(_page(strips, foot, tail, sheet, layout.margin_marks))
    return made


def _page(
    strips: Sequence[Strip],
    foot: Strip,
    tail: Sequence[Strip],
    sheet: Sheet,
    margin_marks: tuple[Mark, ...],
) -> Page:
    body = melted(strips)
    end = melted([foot, *tail])
    height = sheet.height
    if sheet.is_roll:
        height = sheet.top + body.height + end.height + sheet.bottom
    marks = moved(body.marks, sheet.left, sheet.top)
    marks += moved(end.marks, sheet.left, height - sheet.bottom - end.height)
    return Page(width=sheet.width, height=height, marks=marks + margin_marks)


def _foot(printed: str, number: int, count: int, setter: Typesetter) -> Strip:
    """Set the foot line: when and by whom it was printed, and which page this is."""
    width, size = setter.sheet.inner_width, setter.type.caption
    strips = setter.line(printed, width * (1 if setter.sheet.is_roll else 0.72), size, faint=True)
    marks = melted(strips[:1]).marks
    if count > 1:
        page = setter.words.text("Page {number} of {count}", number=number, count=count)
        line = setter.right(page, width, size)[0]
        marks += moved(line.marks, 0, setter.type.line(size) if setter.sheet.is_roll else 0)
    lines = 2 if setter.sheet.is_roll else 1
    return replace(Strip(height=setter.type.line(size) * lines + 4), marks=moved(marks, 0, 4))
