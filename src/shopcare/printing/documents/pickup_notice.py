"""The notice that goods are ready, and those that nobody has collected them (G-8, X-3)."""

from dataclasses import dataclass
from datetime import date

from shopcare.domain.money import Fen
from shopcare.printing.codes import qr
from shopcare.printing.document import Document, day_or_blank, fee_text
from shopcare.printing.draw_commands import Block, row_of
from shopcare.printing.letterhead import captioned, letterhead, page_header, printed_text
from shopcare.printing.pages import Content, Pages, make_pages
from shopcare.printing.typesetter import Pair, Typesetter


@dataclass(frozen=True, slots=True, kw_only=True)
class PickupNotice(Document):
    """What is ready for whom, what it costs, and when the shop is open."""

    number: str = ""
    customer_name: str = ""
    goods: tuple[str, ...] = ()
    fee: Fen | None = None
    ready_on: date | None = None
    told_on: date | None = None
    step: int = 0
    """After how many days; 0: it has just become ready."""
    answer_by: date | None = None
    """Until when the customer is asked to come or to call; None: we go on keeping them."""

    def lay_out(self, setter: Typesetter) -> Pages:
        """Lay the notice out."""
        words, width = setter.words, setter.sheet.inner_width
        title = words.text("Your goods are waiting") if self.step else words.text("Pick-up notice")
        dear = words.text("Dear {name},", name=self.customer_name)
        size = setter.type.strong
        body = [
            *letterhead(self.shop, title, setter, width),
            setter.spacer(4),
            *(setter.paragraph(dear, width, size) if self.customer_name else ()),
            *setter.paragraph(_message(self, setter), width, setter.type.body),
            setter.spacer(6),
            *_number(self, setter, width),
            *setter.fields(_rows(self, setter), width),
        ]
        content = Content(
            title=title,
            body=body,
            page_header=page_header(setter, title, self.number),
            printed=printed_text(setter, self.printed),
        )
        return make_pages(content, setter)


def _message(notice: PickupNotice, setter: Typesetter) -> str:
    """Say what is asked, and what happens next (X-3)."""
    words = setter.words
    if not notice.step:
        return words.text("Your goods are ready. Please bring your slip when you collect them.")
    waiting = words.text(
        "Your goods have been ready since {day} and have not been collected yet.",
        day=day_or_blank(words, notice.told_on),
    )
    if notice.answer_by is None:
        kept = words.text("We keep them for you. If you cannot come, please call us.")
        return f"{waiting} {kept}"
    asked = words.text(
        "Please collect them, or call us, by {day}. If we hear nothing, we will contact you again "
        "and agree with you on what happens to them.",
        day=day_or_blank(words, notice.answer_by),
    )
    return f"{waiting} {asked}"


def _number(notice: PickupNotice, setter: Typesetter, width: float) -> list[Block]:
    """Set the number at arm's length, with the code that finds the case."""
    if not notice.number:
        return []
    code, side = qr(notice.number)
    left = captioned(setter, setter.words.text("Case no."), notice.number, width - side - 12)
    square = Block(height=side, commands=(code,))
    return [row_of([(0, left), (width - side, [square])]), setter.spacer(4)]


def _rows(notice: PickupNotice, setter: Typesetter) -> list[list[Pair]]:
    words, shop = setter.words, notice.shop
    fee = fee_text(words, notice.fee)
    return [
        [(words.text("Goods"), "\n".join(notice.goods))],
        *([[(words.text("Fee"), fee)]] if fee else []),
        [(words.text("To be collected from"), day_or_blank(words, notice.ready_on))],
        [(words.text("Opening hours"), shop.opening_hours)],
        *([[(words.text("Address"), shop.address)]] if shop.address else []),
        *([[(words.text("Shop phone"), shop.phone)]] if shop.phone else []),
    ]
