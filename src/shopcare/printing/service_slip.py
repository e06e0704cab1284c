"""The service slip: the receipt of a repair or a complaint, with the customer's stub."""

from dataclasses import replace

from shopcare.domain.papers.document import Paper, PlannedPart, ServiceSlip
from shopcare.printing.codes import QUIET_PT, qr
from shopcare.printing.draw_commands import (
    Mark,
    Strip,
    Stroke,
    Words,
    beside,
    joined,
    melted,
    moved,
)
from shopcare.printing.letterhead import (
    labelled,
    letterhead,
    number_and_promise,
    number_column,
    page_head,
    printed_text,
    promised,
)
from shopcare.printing.pages import Layout, Page, make_pages
from shopcare.printing.paper import TIGHTER
from shopcare.printing.typesetter import Pair, Typesetter
from shopcare.printing.wording import day_or_blank, fee_text, moment_or_blank


def service_slip_pages(slip: ServiceSlip, setter: Typesetter) -> list[Page]:
    """Lay a service slip out; tighter where that keeps it on one page."""
    pages = _pages(slip, setter)
    tighter = TIGHTER.get(setter.sheet.paper)
    if len(pages) == 1 or tighter is None:
        return pages
    sheet = replace(setter.sheet, type=tighter)
    tight = _pages(slip, Typesetter(sheet, setter.words, setter.fonts))
    return tight if len(tight) == 1 else pages


def _pages(slip: ServiceSlip, setter: Typesetter) -> list[Page]:
    width = setter.sheet.inner_width
    title = slip_title(slip, setter)
    body = [
        *letterhead(slip.shop, title, setter, width),
        *number_and_promise(setter, slip.number, _promise_label(slip, setter), slip.promise, width),
        setter.rule(width, above=1, below=4),
        *_facts(slip, setter, width),
        *_lists(slip, setter, width),
        *_signatures(slip, setter, width),
    ]
    layout = Layout(
        title=title,
        body=body,
        continued=page_head(setter, title, slip.number, slip.customer_name),
        tail=_tail(slip, setter, width),
        margin_marks=_part_names(setter),
        printed=printed_text(setter, slip.printed),
    )
    return make_pages(layout, setter)


def slip_title(slip: ServiceSlip, setter: Typesetter) -> str:
    """Name the slip by the kind of its case."""
    words = setter.words
    return words.text("Repair slip") if slip.is_repair else words.text("Service slip")


def _promise_label(slip: ServiceSlip, setter: Typesetter) -> str:
    words = setter.words
    return words.text("Promised for") if slip.is_repair else words.text("Answer promised for")


def _facts(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Strip]:
    """Set who, what, and what was agreed."""
    words = setter.words
    phones = slip.customer_phone
    if setter.sheet.is_roll:  # one a line: none is broken in the middle
        phones = phones.replace(" / ", "\n")
    rows: list[list[Pair]] = [
        [(words.text("Customer"), slip.customer_name), (words.text("Phone"), phones)],
        [(words.text("Product"), slip.category), (words.text("Model"), slip.model)],
        [(words.text("Spec"), slip.spec), (words.text("Lot or colour"), slip.lot)],
        [
            (words.text("Bought on"), day_or_blank(words, slip.purchased_on)),
            (words.text("Kind"), slip.kind),
        ],
        [
            (words.text("Received on"), moment_or_blank(words, slip.received_at)),
            (words.text("Received by"), slip.received_by),
        ],
    ]
    if slip.customer_address:
        rows.insert(1, [(words.text("Address"), slip.customer_address)])
    rows += [
        [(words.text("Fault as told"), slip.fault)],
        *([] if slip.fault else [[("", "")], [("", "")]]),
        [(words.text("Accessories"), slip.accessories)],
        [(words.text("Condition"), slip.condition)],
        *([[(words.text("Wishes"), slip.wishes)]] if slip.wishes else []),
        [(words.text("Plan"), slip.plan)],
        *([[(words.text("Parts"), _parts_text(slip.parts, setter))]] if slip.parts else []),
        [(words.text("Fee"), fee_text(words, slip.fee))],
    ]
    return setter.fields(rows, width)


def _parts_text(parts: tuple[PlannedPart, ...], setter: Typesetter) -> str:
    """Write every part with its origin, one a line (B-4)."""
    return "\n".join(
        setter.words.text("{part} ({origin})", part=part.name, origin=part.origin)
        if part.origin
        else part.name
        for part in parts
    )


def _lists(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Strip]:
    """Set the steps to follow, the terms, and what entitlement is left."""
    words, size = setter.words, setter.type.caption
    lists = [
        (words.text("What happens next"), slip.steps),
        (words.text("Free services left"), slip.entitlements),
        (words.text("Terms"), slip.terms),
    ]
    filled = [(heading, items) for heading, items in lists if items]
    in_columns = setter.sheet.paper is Paper.CONTINUOUS and filled
    room = width / len(filled) - 12 if in_columns else width
    blocks = []
    for heading, items in filled:
        title = setter.paragraph(heading, room, size, bold=True)
        lines = setter.numbered(items, room, size)
        blocks.append([setter.gap(4), *joined([*title, lines[0]]), *lines[1:]])
    if in_columns:
        return setter.columns([(n * (room + 12), block) for n, block in enumerate(blocks)])
    return [strip for block in blocks for strip in block]


def _signatures(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Strip]:
    """Set the consent and the lines to sign on, all on one page (G-5)."""
    words, size = setter.words, setter.type.caption
    agreed = words.text("I agree to the plan, the fee and the promised date above.")
    recorded = words.text("Consent on record: {how}", how=slip.consent) if slip.consent else ""
    labels = [words.text("Customer's signature"), words.text("Goods received back, signature")]
    return joined(
        [
            setter.gap(6),
            *setter.paragraph(agreed, width, size),
            *setter.paragraph(recorded, width, size),
            setter.gap(7),
            *_signature_lines(labels, setter, width),
        ]
    )


def _signature_lines(labels: list[str], setter: Typesetter, width: float) -> list[Strip]:
    """Set the lines below each other; on the low and wide form beside each other."""
    date = setter.words.text("Date")
    if setter.sheet.paper is not Paper.CONTINUOUS:
        return [strip for line in setter.signatures(labels, date, width) for strip in line]
    room = (width - 16) / 2
    lines = setter.signatures(labels, date, room)
    return [beside([(n * (room + 16), line) for n, line in enumerate(lines)])]


def _tail(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Strip]:
    """Set the customer's stub below a line to tear along.

    The continuous form has no stub: its second part goes to the customer as it is.
    """
    if setter.sheet.paper is Paper.CONTINUOUS:
        return []
    return [_cut_line(setter, width), *_stub(slip, setter, width)]


def _cut_line(setter: Typesetter, width: float) -> Strip:
    """Draw the line to tear along, out to both edges of the paper."""
    label = setter.words.text("Customer's stub – tear off here")
    size = setter.type.caption
    wide = setter.width(label, size) + 10
    y = size * 0.95
    left, right = -setter.sheet.left, width + setter.sheet.right
    middle = width / 2
    marks = (
        Stroke(left, y, middle - wide / 2, y, dashed=True),
        Stroke(middle + wide / 2, y, right, y, dashed=True),
        *moved(melted(setter.paragraph(label, width, size)[:1]).marks, middle - wide / 2 + 5, 0),
    )
    return Strip(height=setter.type.line(size) + 4, marks=marks)


def _stub(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Strip]:
    words, type_ = setter.words, setter.type
    shop = slip.shop
    fee = fee_text(words, slip.fee) or words.text("To be told")
    code, code_width = qr(slip.number)
    square = Strip(height=code_width, marks=(code,))
    facts: list[list[Pair]] = [
        [(words.text("Fee"), fee), (words.text("Shop phone"), shop.phone)],
        [(words.text("Opening hours"), shop.opening_hours)],
    ]
    number = labelled(setter, words.text("Case no."), slip.number, width)
    label = _promise_label(slip, setter)
    if setter.sheet.is_roll:
        name = setter.paragraph(shop.name, width, type_.strong, bold=True)
        number = labelled(setter, words.text("Case no."), slip.number, width - code_width - 8)
        return [
            *name,
            beside([(0, number), (width - code_width, [square])]),
            *promised(setter, label, slip.promise, width),
            setter.gap(3),
            *setter.fields(facts, width),
        ]
    room = width - code_width - 16
    left = number_column(setter, slip.number)
    name = setter.paragraph(shop.name, room, type_.strong, bold=True)
    top = beside([(0, number), (left, promised(setter, label, slip.promise, room - left))])
    body = [*name, setter.gap(2), top, setter.gap(3), *setter.fields(facts, room)]
    return setter.columns([(0, body), (width - code_width, [setter.gap(6), square])])


def _part_names(setter: Typesetter) -> tuple[Mark, ...]:
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
    return (Words(x, y, printable, size, turned=True),)
