"""The application for a return or exchange: from the wish to the settlement (A-2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from shopcare.domain.papers.document import Paper, Promise
from shopcare.language.catalog import mark
from shopcare.printing.document import Document, day_or_blank, moment_or_blank
from shopcare.printing.draw_commands import Block, keep_together, row_of
from shopcare.printing.letterhead import (
    letterhead,
    number_and_promise,
    page_header,
    part_names,
    printed_text,
)
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.paper import TIGHTER, Type
from shopcare.printing.typesetter import Pair, Typesetter

_WISHES: Final = (mark("Return"), mark("Exchange"), mark("Repair"))
_FINDINGS: Final = {
    "receipt": mark("Proof of purchase seen"),
    "fault": mark("Quality fault"),
    "saleable": mark("Saleable again"),
    "laid": mark("Laid already"),
}
_OUTCOMES: Final = (mark("Refund"), mark("Exchange"), mark("Repair"), mark("Refused"))
"""What is ticked by hand on a form."""
_GAP: Final = 14.0
_CLOSE: Final = Type(
    caption=7.2, body=8.4, strong=10, title=13, display=15, faint=0, leading=1.18, between=0
)
"""For a continuous form that would go on to a second one; a dot matrix printer needs its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLine:
    """What law and policy say about one option."""

    option: str
    answer: str
    clauses: str
    """Each with its id; the law's also with its article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountLine:
    """One line of what is to be paid."""

    name: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnApplication(Document):
    """The application of one case; what is not known yet is left to write on."""

    number: str = ""
    promise: Promise | None = None
    customer_name: str = ""
    customer_phone: str = ""
    """Masked: the copy leaves the shop (G-15)."""
    product: str = ""
    spec: str = ""
    purchased_on: date | None = None
    receipt_number: str = ""
    quantity: str = ""
    """How much of how much."""
    wish: str = ""
    reason: str = ""
    fault_proof: str = ""
    received_at: datetime | None = None
    received_by: str = ""
    found: str = ""
    """What the inspection found (B-3)."""
    asks: frozenset[str] = frozenset()
    """The facts that the shop's clauses ask for, beside the receipt and the fault."""
    inspected_at: datetime | None = None
    inspected_by: str = ""
    rulings: tuple[RulingLine, ...] = ()
    judged_on: date | None = None
    outcome: str = ""
    new_goods: str = ""
    amounts: tuple[AmountLine, ...] = ()
    review_reason: str = ""
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    settlement: str = ""
    """How money and goods changed hands."""
    settled_at: datetime | None = None
    settled_by: str = ""

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the application out; closer where that keeps it on one page."""
        first = made = _pages(self, setter, beside=False)
        closer = TIGHTER.get(setter.sheet.paper)
        if len(made.pages) > 1 and setter.sheet.paper is Paper.CONTINUOUS:
            made = _pages(self, setter, beside=True)
            closer = _CLOSE
        if len(made.pages) > 1 and closer is not None:
            sheet = replace(setter.sheet, type=closer)
            closest = Typesetter(sheet, setter.words, setter.fonts)
            made = _pages(self, closest, beside=sheet.paper is Paper.CONTINUOUS)
        return made if len(made.pages) == 1 else first


def _pages(form: ReturnApplication, setter: Typesetter, *, beside: bool) -> Pages:
    """Make the pages.

    Args:
        form: the application.
        setter: sets for the paper.
        beside: whether its sections stand beside each other, on a form that is low and wide.
    """
    width, words = setter.sheet.inner_width, setter.words
    title = words.text("Return application")
    body = [
        *letterhead(form.shop, title, setter, width),
        *number_and_promise(setter, form.number, *_day(form, setter), width),
        setter.rule(width, above=1, below=4),
        *_application(form, setter, width),
        *(_beside(form, setter, width) if beside else _below(form, setter, width)),
        *_signatures(form, setter, width),
    ]
    content = Content(
        title=title,
        body=body,
        page_header=page_header(setter, title, form.number, form.customer_name),
        margin=part_names(setter),
        printed=printed_text(setter, form.printed),
    )
    return make_pages(content, setter)


def _day(form: ReturnApplication, setter: Typesetter) -> tuple[str, Promise | None]:
    """Name the day that is read at arm's length: when it was settled, else until when it is."""
    if form.settled_at is None:
        return setter.words.text("To be settled by"), form.promise
    return setter.words.text("Settled on"), Promise(on=form.settled_at.date())


def _below(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    """Set the sections below each other, in the order in which they come about."""
    sections = (_inspection, _verdict, _review, _settlement)
    return [block for section in sections for block in section(form, setter, width)]


def _beside(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    """Set the sections in two columns of much the same height; a form to fill in has no verdict."""
    half = (width - _GAP) / 2
    first, last = (_review, _settlement) if form.rulings else (_settlement, _review)
    left = [*_inspection(form, setter, half), *first(form, setter, half)]
    right = [*_verdict(form, setter, half), *last(form, setter, half)]
    return [row_of([(0, left), (half + _GAP, right)])]


def _section(title: str, blocks: list[Block], setter: Typesetter, width: float) -> list[Block]:
    """Set a section under a quiet title that stays with its first line."""
    head = [
        setter.spacer(3),
        *setter.paragraph(title, width, setter.type.body, bold=True),
        setter.rule(width, above=1, below=2),
    ]
    return [*keep_together([*head, *blocks[:1]]), *blocks[1:]]


def _application(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    rows: list[list[Pair]] = [
        [(words.text("Customer"), form.customer_name), (words.text("Phone"), form.customer_phone)],
        [(words.text("Product"), form.product), (words.text("Specification"), form.spec)],
        [
            (words.text("Purchase date"), day_or_blank(words, form.purchased_on)),
            (words.text("Receipt number"), form.receipt_number),
        ],
        [
            (words.text("Received on"), moment_or_blank(words, form.received_at)),
            (words.text("Received by"), form.received_by),
        ],
        [(words.text("Quantity"), form.quantity), *_chosen(words.text("Wish"), form.wish)],
    ]
    wishes = [] if form.wish else _boxes(_WISHES, words.text("Wish"), setter, width)
    proof = (words.text("Proof of the fault"), form.fault_proof)
    is_low = setter.sheet.paper is Paper.CONTINUOUS
    if is_low and not (form.wish or form.reason):  # a form to fill in has no line to spare
        rows[-1].append(proof)
        return [*setter.fields(rows, width), *wishes, *_reason(form, setter, width)]
    last: list[list[Pair]] = [*([] if form.reason or is_low else [[("", "")]]), [proof]]
    reason = _reason(form, setter, width)
    return [*setter.fields(rows, width), *wishes, *reason, *setter.fields(last, width)]


def _reason(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    return setter.fields([[(setter.words.text("Reason"), form.reason)]], width)


def _chosen(label: str, value: str) -> list[Pair]:
    return [(label, value)] if value else []


def _boxes(choices: tuple[str, ...], lead: str, setter: Typesetter, width: float) -> list[Block]:
    """Set what is chosen by hand as boxes to tick."""
    labels = [setter.words.text(choice) for choice in choices]
    return setter.checkboxes(labels, width, lead=lead)


def _inspection(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    boxes = []
    if not form.found:
        asked = form.asks | {"receipt", "fault"}
        findings = tuple(text for fact, text in _FINDINGS.items() if fact in asked)
        boxes = _boxes(findings, words.text("Found"), setter, width)
    rows: list[list[Pair]] = [
        [(words.text("Result"), form.found)],
        [
            (words.text("Inspected on"), moment_or_blank(words, form.inspected_at)),
            (words.text("Inspected by"), form.inspected_by),
        ],
    ]
    blocks = [*boxes, *setter.fields(rows, width)]
    return _section(words.text("Inspection of the goods"), blocks, setter, width)


def _verdict(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    """Set what law and policy say; a form to fill in has nothing to say yet."""
    if not form.rulings:
        return []
    words, size = setter.words, setter.type.caption
    title = words.text("Law and policy on {day}", day=day_or_blank(words, form.judged_on))
    blocks = []
    for ruling in form.rulings:
        said = words.text("{option}: {answer}", option=ruling.option, answer=ruling.answer)
        blocks += setter.paragraph(f"{said}  {ruling.clauses}".rstrip(), width, size)
    return _section(title, blocks, setter, width)


def _review(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    boxes = []
    if not form.outcome:
        boxes = _boxes(_OUTCOMES, words.text("Decision"), setter, width)
    rows: list[list[Pair]] = [
        *([[(words.text("Decision"), form.outcome)]] if form.outcome else []),
        *([[(words.text("New goods"), form.new_goods)]] if form.new_goods else []),
        *([[(words.text("Reason"), form.review_reason)]] if form.review_reason else []),
    ]
    who: list[list[Pair]] = [
        [
            (words.text("Reviewed on"), moment_or_blank(words, form.reviewed_at)),
            (words.text("Reviewed by"), form.reviewed_by),
        ],
    ]
    amounts = _amounts(form, setter, width)
    blocks = [*boxes, *setter.fields(rows, width), *amounts, *setter.fields(who, width)]
    return _section(words.text("Review and approval"), blocks, setter, width)


def _amounts(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    """Set the sum line by line, the amounts below each other; the last is what is due."""
    words = setter.words
    if not form.amounts:
        return [] if form.outcome else setter.fields([[(words.text("To be paid"), "")]], width)
    room = width if setter.sheet.is_roll else min(width, width * 0.62)
    blocks = []
    for number, line in enumerate(form.amounts, 1):
        is_sum = number == len(form.amounts)
        size = setter.type.body
        wide = setter.width(line.amount, size, bold=is_sum) + 1
        name = setter.paragraph(line.name, room - wide - 6, size, bold=is_sum)
        amount = setter.right_aligned(line.amount, wide, size, bold=is_sum)
        if is_sum:
            blocks.append(setter.rule(room, above=1, below=2))
        blocks.append(row_of([(0, name), (room - wide, amount)]))
    return keep_together([*blocks, setter.spacer(2)])


def _settlement(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    is_done = form.settled_at is not None and not form.settlement
    rows: list[list[Pair]] = [
        *([] if is_done else [[(words.text("How it was settled"), form.settlement)]]),
        [
            (words.text("Settled on"), moment_or_blank(words, form.settled_at)),
            (words.text("Handed over by"), form.settled_by),
        ],
    ]
    blocks = setter.fields(rows, width)
    return _section(words.text("Settlement"), blocks, setter, width)


def _signatures(form: ReturnApplication, setter: Typesetter, width: float) -> list[Block]:
    words = setter.words
    labels = [words.text("Applicant's signature"), words.text("Goods or money received, signature")]
    date_label = words.text("Date")
    if setter.sheet.paper is Paper.CONTINUOUS:
        room = (width - 16) / 2
        lines = setter.signatures(labels, date_label, room)
        return keep_together(
            [setter.spacer(4), row_of([(n * (room + 16), line) for n, line in enumerate(lines)])]
        )
    lines = setter.signatures(labels, date_label, width)
    return keep_together([setter.spacer(6), *(block for line in lines for block in line)])
