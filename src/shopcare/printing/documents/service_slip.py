"""The service slip: the receipt of a repair or a complaint, with the customer's stub."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shopcare.domain.goods.condition import Mark, Sketch
from shopcare.domain.money import Fen
from shopcare.domain.papers.document import Paper, Promise
from shopcare.printing.codes import qr
from shopcare.printing.cutting import tear_line
from shopcare.printing.document import Document, day_or_blank, fee_text, moment_or_blank
from shopcare.printing.draw_commands import Block, keep_together, row_of
from shopcare.printing.letterhead import (
    captioned,
    letterhead,
    number_and_promise,
    number_column,
    page_header,
    part_names,
    printed_text,
    promised,
)
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.paper import TIGHTER
from shopcare.printing.photos import PrintedPhoto
from shopcare.printing.sketching import condition
from shopcare.printing.typesetter import Pair, Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """A part of the plan and where it comes from (B-4)."""

    name: str
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSlip(Document):
    """The receipt of a case: shop copy and customer stub."""

    number: str
    is_repair: bool = True
    kind: str = ""
    customer_name: str = ""
    customer_phone: str = ""
    """As it is to be printed on the shop copy; the stub carries none (G-15)."""
    customer_address: str = ""
    category: str = ""
    model: str = ""
    spec: str = ""
    lot: str = ""
    purchased_on: date | None = None
    fault: str = ""
    wishes: str = ""
    accessories: str = ""
    condition: str = ""
    more_items: tuple[str, ...] = ()
    """What was handed in beside the product, one line each (W-1)."""
    sketch: Sketch | None = None
    marks: tuple[Mark, ...] = ()
    """What was marked on the sketch at intake (X-4)."""
    photos: tuple[PrintedPhoto, ...] = ()
    """Those taken on receipt on which something is marked."""
    photo_count: int = 0
    """How many were taken on receipt."""
    plan: str = ""
    parts: tuple[PlannedPart, ...] = ()
    eyes: str = ""
    """Of a remake: the prescription to which it is made (R-2)."""
    fee: Fen | None = None
    promise: Promise | None = None
    steps: tuple[str, ...] = ()
    consent: str = ""
    """How the customer agreed, where that is on record (G-5)."""
    at_home: bool = False
    """The work is done at the customer's."""
    terms: tuple[str, ...] = ()
    entitlements: tuple[str, ...] = ()
    received_by: str = ""
    received_at: datetime | None = None

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the slip out; tighter where that keeps it on one page."""
        made = _pages(self, setter)
        tighter = TIGHTER.get(setter.sheet.paper)
        if len(made.pages) == 1 or tighter is None:
            return made
        sheet = replace(setter.sheet, type=tighter)
        tight = _pages(self, Typesetter(sheet, setter.words, setter.fonts))
        return tight if len(tight.pages) == 1 else made


def _pages(slip: ServiceSlip, setter: Typesetter) -> Pages:
    width = setter.sheet.inner_width
    title = _title(slip, setter)
    body = [
        *letterhead(slip.shop, title, setter, width),
        *number_and_promise(setter, slip.number, _promise_label(slip, setter), slip.promise, width),
        setter.rule(width, above=1, below=4),
        *_facts(slip, setter, width),
        *condition(slip.sketch, slip.marks, slip.photos, slip.photo_count, setter, width),
        *_lists(slip, setter, width),
        *_signatures(slip, setter, width),
    ]
    content = Content(
        title=title,
        body=body,
        page_header=page_header(setter, title, slip.number, slip.customer_name),
        last_foot=_last_foot(slip, setter, width),
        margin=part_names(setter),
        printed=printed_text(setter, slip.printed),
    )
    return make_pages(content, setter)


def _title(slip: ServiceSlip, setter: Typesetter) -> str:
    """Name the slip by the kind of its case."""
    words = setter.words
    return words.text("Repair slip") if slip.is_repair else words.text("Service slip")


def _promise_label(slip: ServiceSlip, setter: Typesetter) -> str:
    words = setter.words
    if slip.at_home:
        return words.text("To be done by")
    return words.text("Promised for") if slip.is_repair else words.text("Answer promised for")


def _facts(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Block]:
    """Set who, what, and what was agreed."""
    words = setter.words
    phones = slip.customer_phone
    if setter.sheet.is_roll:  # one a line: none is broken in the middle
        phones = phones.replace(" / ", "\n")
    rows: list[list[Pair]] = [
        [(words.text("Customer"), slip.customer_name), (words.text("Phone"), phones)],
        [(words.text("Product"), slip.category), (words.text("Model"), slip.model)],
        [(words.text("Specification"), slip.spec), (words.text("Batch or colour"), slip.lot)],
        [
            (words.text("Purchase date"), day_or_blank(words, slip.purchased_on)),
            (words.text("Kind"), slip.kind),
        ],
        [
            (words.text("Received on"), moment_or_blank(words, slip.received_at)),
            (words.text("Taken by"), slip.received_by),
        ],
    ]
    if slip.customer_address:
        rows.insert(1, [(words.text("Address"), slip.customer_address)])
    rows += [
        [(words.text("Fault"), slip.fault)],
        *([] if slip.fault else [[("", "")], [("", "")]]),
        [(words.text("Accessories"), slip.accessories)],
        [(words.text("Condition"), slip.condition)],
        *(
            [[(words.text("Also handed in"), "\n".join(slip.more_items))]]
            if slip.more_items
            else []
        ),
        *([[(words.text("Customer's request"), slip.wishes)]] if slip.wishes else []),
        [(words.text("Plan"), slip.plan)],
        *([[(words.text("Parts"), _parts_text(slip.parts, setter))]] if slip.parts else []),
        *([[(words.text("Prescription"), slip.eyes)]] if slip.eyes else []),
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


def _lists(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Block]:
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
    numbered = []
    for heading, items in filled:
        title = setter.paragraph(heading, room, size, bold=True)
        lines = setter.numbered_list(items, room, size)
        numbered.append([setter.spacer(4), *keep_together([*title, lines[0]]), *lines[1:]])
    if in_columns:
        return setter.columns([(n * (room + 12), one) for n, one in enumerate(numbered)])
    return [block for blocks in numbered for block in blocks]


def _signatures(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Block]:
    """Set the consent and the lines to sign on, all on one page (G-5)."""
    words, size = setter.words, setter.type.caption
    agreed = words.text("I agree to the plan, the fee and the promised date above.")
    recorded = words.text("Consent on record: {how}", how=slip.consent) if slip.consent else ""
    labels = [words.text("Customer's signature"), words.text("Goods received back, signature")]
    return keep_together(
        [
            setter.spacer(6),
            *setter.paragraph(agreed, width, size),
            *setter.paragraph(recorded, width, size),
            setter.spacer(7),
            *_signature_lines(labels, setter, width),
        ]
    )


def _signature_lines(labels: list[str], setter: Typesetter, width: float) -> list[Block]:
    """Set the lines below each other; on the low and wide form beside each other."""
    date = setter.words.text("Date")
    if setter.sheet.paper is not Paper.CONTINUOUS:
        return [block for line in setter.signatures(labels, date, width) for block in line]
    room = (width - 16) / 2
    lines = setter.signatures(labels, date, room)
    return [row_of([(n * (room + 16), line) for n, line in enumerate(lines)])]


def _last_foot(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Block]:
    """Set the customer's stub below a line to tear along.

    The continuous form has no stub: its second part goes to the customer as it is.
    """
    if setter.sheet.paper is Paper.CONTINUOUS:
        return []
    label = setter.words.text("Customer's stub – tear off here")
    return [tear_line(label, setter, width), *_stub(slip, setter, width)]


def _stub(slip: ServiceSlip, setter: Typesetter, width: float) -> list[Block]:
    words, type_ = setter.words, setter.type
    shop = slip.shop
    fee = fee_text(words, slip.fee) or words.text("To be told")
    code, code_width = qr(slip.number)
    square = Block(height=code_width, commands=(code,))
    count = len(slip.more_items) + 1
    facts: list[list[Pair]] = [
        *([[(words.text("Items"), str(count))]] if count > 1 else []),
        [(words.text("Fee"), fee), (words.text("Shop phone"), shop.phone)],
        [(words.text("Opening hours"), shop.opening_hours)],
    ]
    number = captioned(setter, words.text("Case no."), slip.number, width)
    label = _promise_label(slip, setter)
    if setter.sheet.is_roll:
        name = setter.paragraph(shop.name, width, type_.strong, bold=True)
        number = captioned(setter, words.text("Case no."), slip.number, width - code_width - 8)
        return [
            *name,
            row_of([(0, number), (width - code_width, [square])]),
            *promised(setter, label, slip.promise, width),
            setter.spacer(3),
            *setter.fields(facts, width),
        ]
    room = width - code_width - 16
    left = number_column(setter, slip.number)
    name = setter.paragraph(shop.name, room, type_.strong, bold=True)
    top = row_of([(0, number), (left, promised(setter, label, slip.promise, room - left))])
    body = [*name, setter.spacer(2), top, setter.spacer(3), *setter.fields(facts, room)]
    return setter.columns([(0, body), (width - code_width, [setter.spacer(6), square])])
