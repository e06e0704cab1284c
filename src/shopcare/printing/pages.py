"""Sets blocks one below the other on pages, or on a roll as long as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shopcare.printing.draw_commands import Block, DrawCommand, shifted, stack, total_height
from shopcare.printing.paper import Sheet
from shopcare.printing.typesetter import Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its size in points and its commands, from its upper left corner down."""

    width: float
    height: float
    commands: tuple[DrawCommand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A document, ready to be drawn."""

    title: str
    """As readers of PDFs show it."""
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a document consists of, before it is cut into pages."""

    title: str
    body: Sequence[Block]
    page_header: Sequence[Block] = ()
    """What stands at the top of the second page and every later one."""
    last_foot: Sequence[Block] = ()
    """What stands at the foot of the last page, to be torn off."""
    margin: tuple[DrawCommand, ...] = ()
    """What stands in the margin of every page."""
    printed: str = ""


def paginate(
    body: Sequence[Block],
    height: float,
    page_header: Sequence[Block] = (),
    last_foot_height: float = 0.0,
) -> list[list[Block]]:
    """Cut blocks into pages of a height; what is kept together stays so if a page can hold it."""
    pages: list[list[Block]] = [[]]
    room = height
    fresh = height - total_height(page_header)
    for group in _groups(body):
        head = total_height(group[0].repeated_head)
        together = total_height(group)
        for index, block in enumerate(group):
            does_not_fit = block.height > room
            if index == 0 and together > room:
                does_not_fit = does_not_fit or together + head <= fresh
            if does_not_fit:
                pages.append([*page_header, *block.repeated_head])
                room = fresh - total_height(block.repeated_head)
                if not block.commands:
                    continue  # white at the top of a page is wasted
            pages[-1].append(block)
            room -= block.height
    if last_foot_height > room:
        pages.append(list(page_header))
    return pages


def _groups(body: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in body:
        group.append(block)
        if not block.keep_with_next:
            yield group
            group = []
    if group:
        yield group


def make_pages(content: Content, setter: Typesetter) -> Pages:
    """Set a document on its paper, with its foot line and page x of y."""
    sheet = setter.sheet
    foot_height = setter.type.line_height(setter.type.caption) * (2 if sheet.is_roll else 1) + 4
    last_foot_height = total_height(content.last_foot)
    room = sheet.inner_height - foot_height
    pages = paginate(content.body, room, content.page_header, last_foot_height)
    made = []
    for number, blocks in enumerate(pages, 1):
        foot = _foot(content.printed, number, len(pages), setter)
        last_foot = content.last_foot if number == len(pages) else ()
        made.append(_page(blocks, foot, last_foot, sheet, content.margin))
    return Pages(title=content.title, pages=tuple(made))


def _page(
    blocks: Sequence[Block],
    foot: Block,
    last_foot: Sequence[Block],
    sheet: Sheet,
    margin: tuple[DrawCommand, ...],
) -> Page:
    body = stack(blocks)
    end = stack([foot, *last_foot])
    height = sheet.height
    if sheet.is_roll:
        height = sheet.top + body.height + end.height + sheet.bottom
    commands = shifted(body.commands, sheet.left, sheet.top)
    commands += shifted(end.commands, sheet.left, height - sheet.bottom - end.height)
    return Page(width=sheet.width, height=height, commands=commands + margin)


def _foot(printed: str, number: int, count: int, setter: Typesetter) -> Block:
    """Set the foot line: when and by whom it was printed, and which page this is."""
    width, size = setter.sheet.inner_width, setter.type.caption
    blocks = setter.fitted_line(
        printed, width * (1 if setter.sheet.is_roll else 0.72), size, faint=True
    )
    commands = stack(blocks[:1]).commands
    if count > 1:
        page = setter.words.text("Page {number} of {count}", number=number, count=count)
        line = setter.right_aligned(page, width, size)[0]
        commands += shifted(
            line.commands, 0, setter.type.line_height(size) if setter.sheet.is_roll else 0
        )
    lines = 2 if setter.sheet.is_roll else 1
    return replace(
        Block(height=setter.type.line_height(size) * lines + 4), commands=shifted(commands, 0, 4)
    )
