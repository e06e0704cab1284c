"""What a customer was given: open vouchers first, each redeemed with one press (G-18)."""

from functools import partial

from PySide6.QtCore import Slot

from shopcare.domain.changes import Changes
from shopcare.domain.payments.gift import Gift
from shopcare.domain.people.customer import Customer
from shopcare.language.records.money_words import gift_text
from shopcare.services.payments import gifts
from shopcare.services.payments.gifts import Given
from shopcare.services.people.customers import CustomerFile
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import add_items, line_of
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.style.tokens import Meaning
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words, near_day_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.customers.asking_row import AskingRow
from shopcare.ui.pages.customers.form_section import FormSection
from shopcare.ui.pages.customers.gifts.gift_form import GiftForm, StockForm
from shopcare.ui.pages.customers.parts import LEAST_WORDS


class Gifts(FormSection[GiftForm]):
    """Gifts, vouchers and rewards, the newest first; the stock is a press away."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        super().__init__(context, autosave, tr("Nothing was given yet."), tr("Give something"))
        self.stock_button = quiet_button(tr("Gift stock"))
        self.head.insertWidget(1, self.stock_button)
        self.stock_button.clicked.connect(self._on_stock)

    def show_gifts(self, file: CustomerFile) -> None:
        """Show what a customer was given."""
        if self.show_customer(file.customer):
            self.close_entry()
        today = self._context.shop.today()
        count = sum(gift.voided is None for gift in file.gifts)
        self.set_title(tr("Gifts · {n}", n=count) if count else tr("Gifts"))
        shown = sorted(file.gifts, key=lambda gift: not gift.is_open(today))
        self.set_entries([Entry(self._context, gift) for gift in shown])

    def _make_form(self, customer: Customer) -> GiftForm:
        return GiftForm(self._context, self._autosave, customer)

    def _undo_of(self, result: Given) -> tuple[str, Operation[Changes]]:
        words = tr("Recorded: {gift}", gift=gift_text(screen_catalog(), result.gift))
        return words, partial(gifts.take_back_gift, gift_id=result.gift.id)

    @Slot()
    def _on_stock(self) -> None:
        form = StockForm(self._context)
        form.saved.connect(self.close_entry)
        self.open_entry(form, form.left)
        form.focus_first()


class Entry(AskingRow):
    """One thing that was given, and its state."""

    def __init__(self, context: PageContext, gift: Gift) -> None:
        super().__init__(
            context,
            tr("Void this gift"),
            partial(gifts.void_gift, gift_id=gift.id),
            partial(gifts.restore_gift, gift_id=gift.id),
        )
        self._gift = gift
        today = context.shop.today()
        self.redeem_button = plain_button(tr("Redeem"), "check")
        self.redeem_button.clicked.connect(self._on_redeem)
        head = line_of(
            Words(day_words(gift.given_at.date()), wrap=False),
            (Words(gift_text(screen_catalog(), gift)), 1, LEAST_WORDS),
        )
        for chip in self._chips(gift):
            head.add(chip)
        is_open = gift.is_open(today)
        if is_open:
            head.add(self.redeem_button)
        if gift.voided is None and gift.redeemed_at is None:
            head.add(self.void_button)
        by = tr("given by {name}", name=context.shop.name_of(gift.given_by))
        add_items(self._rows, head, Caption(" · ".join(filter(None, (gift.why, by)))))
        self._say_voided(gift.voided)

    def _chips(self, gift: Gift) -> list[Chip]:
        today = self._context.shop.today()
        if gift.voided is not None:
            return [Chip(tr("Voided"))]
        if gift.redeemed_at is not None:
            day = day_words(gift.redeemed_at.date())
            return [Chip(tr("redeemed {day}", day=day), Meaning.GREEN)]
        if gift.expires_on is None:
            return []
        until = near_day_words(gift.expires_on, today)
        if gift.expires_on < today:
            return [Chip(tr("expired {day}", day=until))]
        return [Chip(tr("good until {day}", day=until), Meaning.AMBER)]

    @Slot()
    def _on_redeem(self) -> None:
        operation = partial(gifts.redeem, gift_id=self._gift.id)
        self._context.write_queue.submit(self.redeem_button, operation, self._on_redeemed)

    def _on_redeemed(self, _changes: Changes) -> None:
        words = tr("{code} is redeemed.", code=self._gift.code)
        undo = partial(gifts.unredeem, gift_id=self._gift.id)
        page_of(self).undo_offered.emit(words, undo)
