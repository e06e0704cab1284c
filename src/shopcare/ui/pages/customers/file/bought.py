"""One receipt: when, its number, its lines, and whether the customer has the goods."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout

from shopcare.domain.changes import Changes
from shopcare.domain.purchases.purchase import Purchase, PurchaseLine, SalesChannel
from shopcare.services.calls.undo_correction import undo_void_purchase
from shopcare.services.policies.verdicts import care_lines
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchases import Recorded
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, grid_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.shortcuts import HAND_OVER
from shopcare.ui.kit.style.tokens import RADIUS, SPACE_L, SPACE_S, SPACE_XS, Meaning, tokens_of
from shopcare.ui.kit.widgets.buttons import plain_button, sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words, money_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.customers.asking_row import AskingRow
from shopcare.ui.pages.customers.file.purchase_form import channel_box, channel_of
from shopcare.ui.pages.customers.parts import LEAST_WORDS


class Bought(AskingRow):
    """Shows a receipt; goods not handed over yet are handed over with one press (取镜)."""

    handed_over = Signal(object)
    """The goods are handed over: ``Recorded``."""

    def __init__(self, context: PageContext, purchase: Purchase) -> None:
        super().__init__(
            context,
            tr("Void the purchase"),
            partial(purchases.void_purchase, purchase_id=purchase.id),
            partial(undo_void_purchase, purchase_id=purchase.id),
        )
        self._purchase = purchase
        self._marked = False
        self.state_chip = _state_chip(purchase, context.shop.today())
        self.hand_over_button = plain_button(tr("Hand over today"), "package-check")
        self.hand_over_button.setToolTip(HAND_OVER)
        self.promise_button = sign_button("clock", tr("Change the promised day"))
        self.channel_button = sign_button("pencil", tr("Correct the sales channel"))
        add_items(self._rows, self._head(), self._lines())
        self.care_words = Caption(self._care_words())
        self._rows.addWidget(self.care_words)
        self.care_words.setVisible(bool(self.care_words.text()))
        self.notice = NoticeLine(Meaning.GREEN)
        self.notice.hide()
        self._rows.addWidget(self.notice)
        is_kept = purchase.voided is None
        waiting = is_kept and purchase.handed_over_on is None
        self.hand_over_button.setVisible(waiting)
        self.day_button.setVisible(waiting)
        self.promise_button.setVisible(waiting)
        self.void_button.setVisible(is_kept)
        self.channel_button.setVisible(is_kept)
        self._say_voided(purchase.voided)
        self.hand_over_button.clicked.connect(self._on_today)
        self.day_button.clicked.connect(self._on_day)
        self.promise_button.clicked.connect(self._on_promise)
        self.channel_button.clicked.connect(self._on_channel)

    def say(self, words: str) -> None:
        """Say what recording it or handing it over led to."""
        self.notice.tell(words)

    def set_marked(self, marked: bool) -> None:
        """Mark the receipt that was asked for."""
        self._marked = marked
        margin = SPACE_S if marked else 0
        self._rows.setContentsMargins(margin, margin, margin, margin)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of a marked receipt."""
        if self._marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens_of(self.palette()).accent_tint))
            painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)

    def _head(self) -> FlowLine:
        bill = self._purchase
        line = FlowLine()
        line.add(Words(day_words(bill.sold_on), wrap=False))
        number = tr("Receipt {number}", number=bill.receipt_number) if bill.receipt_number else ""
        seller = tr("sold by {name}", name=bill.seller) if bill.seller else ""
        is_distant = bill.channel not in (None, SalesChannel.COUNTER)  # L-3
        channel = label(bill.channel) if bill.channel and is_distant else ""
        said = " · ".join(filter(None, (number, seller, channel)))
        line.add(Caption(said), stretch=1, least=LEAST_WORDS)
        line.add(self.state_chip)
        line.add(self.day_button)
        line.add(self.hand_over_button)
        line.add(self.promise_button)
        line.add(self.channel_button)
        line.add(self.void_button)
        return line

    def _lines(self) -> QGridLayout:
        grid = grid_layout(None, SPACE_L, SPACE_XS, stretch=0)
        top_right = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        for row, line in enumerate(self._purchase.lines):
            grid.addWidget(Words(self._line_words(line)), row, 0)
            grid.addWidget(Words(_quantity(line), wrap=False), row, 1, top_right)
            amount = "" if line.amount_fen is None else money_words(line.amount_fen)
            grid.addWidget(Words(amount, wrap=False), row, 2, top_right)
        return grid

    def _care_words(self) -> str:
        """Say what is left of the free services of the receipt (A-6)."""
        shop, words = self._context.shop, screen_catalog()
        lines = self._purchase.lines
        said = [(line, text) for line in lines for text in care_lines(shop, words, line.id)]
        if len(lines) == 1:
            return "\n".join(text for _, text in said)
        return "\n".join(f"{line.product} · {text}" for line, text in said)

    def _line_words(self, line: PurchaseLine) -> str:
        category = self._context.shop.policy.category(line.category)
        named = screen_catalog().text(category.label) if category else line.category
        lot = tr("batch {lot}", lot=line.lot) if line.lot else ""
        until = line.shelf_life_until
        lasts = tr("keeps until {day}", day=day_words(until)) if until else ""  # B-2
        parts = (named, line.product, line.spec, lot, lasts, line.sale_kind)
        return " · ".join(filter(None, parts))

    @Slot()
    def _on_today(self) -> None:
        operation = self._handing_over(self._context.shop.today())
        self._context.write_queue.submit(self.hand_over_button, operation, self._on_done)

    @Slot()
    def _on_day(self) -> None:
        words = tr("Record the day")
        self._ask_day(tr("Handed over on"), words, self._handing_over, self._on_done)

    def _handing_over(self, day: date) -> Operation[Recorded]:
        return partial(purchases.hand_over, purchase_id=self._purchase.id, on=day)

    @Slot()
    def _on_promise(self) -> None:
        field, words, save = DayEdit(self._context.shop.today), tr("Promised for"), tr("Save")
        field.set_value(self._purchase.promised_on)
        self._ask(self.promise_button, words, field, save, "", self._promising, self._on_promised)

    def _promising(self, day: date | None) -> Operation[Changes]:
        return partial(purchases.correct_promise, purchase_id=self._purchase.id, on=day)

    @Slot(object)
    def _on_promised(self, _changes: Changes) -> None:
        undo = self._promising(self._purchase.promised_on)
        page_of(self).undo_offered.emit(tr("The promised day is changed."), undo)

    @Slot(object)
    def _on_done(self, recorded: Recorded) -> None:
        self.handed_over.emit(recorded)

    @Slot()
    def _on_channel(self) -> None:
        box, words, save = channel_box(), tr("Sales channel"), tr("Save")
        box.set_value(self._purchase.channel or "")
        self._ask(self.channel_button, words, box, save, "", self._correcting, self._on_corrected)

    def _correcting(self, key: str) -> Operation[Changes]:
        bill_id = self._purchase.id
        return partial(purchases.correct_channel, purchase_id=bill_id, channel=channel_of(key))

    @Slot(object)
    def _on_corrected(self, _changes: Changes) -> None:
        undo = self._correcting(self._purchase.channel or "")
        page_of(self).undo_offered.emit(tr("The sales channel is corrected."), undo)


def _state_chip(purchase: Purchase, today: date) -> Chip:
    if purchase.voided is not None:
        return Chip(tr("Voided"))
    if purchase.handed_over_on is None and purchase.promised_on is not None:
        late = purchase.promised_on < today
        words = tr("promised for {day}", day=day_words(purchase.promised_on))
        return Chip(words, Meaning.RED if late else Meaning.AMBER)
    if purchase.handed_over_on is None:
        return Chip(tr("not handed over yet"), Meaning.AMBER)
    return Chip(tr("handed over {day}", day=day_words(purchase.handed_over_on)), Meaning.GREEN)


def _quantity(line: PurchaseLine) -> str:
    return f"{line.quantity.normalize():f} {line.unit}".strip()
