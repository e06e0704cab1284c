"""The forms about gifts: giving one, and counting the stock (G-18)."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Slot

from shopcare.domain.changes import Changes
from shopcare.domain.errors import Invalid
from shopcare.domain.money import Fen
from shopcare.domain.payments.gift import GiftDraft, GiftKind, check_gift
from shopcare.domain.people.customer import Customer
from shopcare.services.payments.gifts import Given, count_stock, gift_items, give
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceLine, WordBox
from shopcare.ui.kit.fields.day_edit import DayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit, MoneyEdit
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.i18n import ntr, tr
from shopcare.ui.pages.customers.asking_row import EntryForm
from shopcare.ui.pages.customers.form_section import FileForm
from shopcare.ui.pages.customers.parts import FormKind


class GiftForm(FileForm[GiftDraft]):
    """Asks what is given and why; a gift of the stock is proposed with what is left."""

    def __init__(self, context: PageContext, autosave: DraftAutosave, customer: Customer) -> None:
        self._customer_id = customer.id
        shop = context.shop
        self._items = {item.name: item for item in gift_items(shop)}
        blank = GiftDraft(kind=GiftKind.GIFT, what="")
        super().__init__(
            context,
            autosave,
            DraftKey(FormKind.GIFT, customer.id),
            tr("Save the gift"),
            tr("Discard what you typed for this gift?"),
            blank,
            FieldSpec("kind", tr("Kind"), ChoiceLine(tuple(GiftKind))),
            (
                FieldSpec("what", tr("What is given"), WordBox(list(self._items), 14)),
                FieldSpec("value_fen", tr("Value, ¥"), MoneyEdit()),
            ),
            (
                FieldSpec("why", tr("Why"), LineEdit(), required=True),
                FieldSpec("expires_on", tr("Can be redeemed until"), DayEdit(shop.today)),
            ),
        )
        self.stock_words = Caption()
        self.add(self.stock_words)
        self._add_buttons()
        self.edited.connect(self._on_edited)
        self.load(blank)
        self._on_edited()

    def draft_of(self, onto: GiftDraft, facts: Facts) -> GiftDraft:
        """Put it together; a gift has no day until which it is redeemed."""
        draft = replace(onto, **facts | {"kind": facts["kind"] or GiftKind.GIFT})
        return draft if draft.kind is GiftKind.VOUCHER else replace(draft, expires_on=None)

    def check(self) -> bool:
        """Ask every field, then whether it is complete."""
        if not super().check():
            return False
        try:
            check_gift(self.draft(), self._context.shop.today())
        except Invalid as invalid:
            self.show_problems(invalid.problems)
            return False
        return True

    def operation(self) -> Operation[Given]:
        """Give the giving."""
        return partial(give, customer_id=self._customer_id, draft=self.draft())

    @Slot()
    def _on_edited(self) -> None:
        draft = self.draft()
        self.form_row("expires_on").setVisible(draft.kind is GiftKind.VOUCHER)
        item = self._items.get(draft.what)
        left = ntr("{n} left in stock", "{n} left in stock", item.stock) if item else ""
        self.stock_words.setText(left)
        self.stock_words.setVisible(bool(left))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many of a gift are there."""

    name: str = ""
    stock: str = ""
    value_fen: Fen | None = None


class StockForm(EntryForm[Counted]):
    """Writes how many of a gift were counted."""

    def __init__(self, context: PageContext) -> None:
        items = gift_items(context.shop)
        told = tr("; ").join(f"{item.name} {item.stock}" for item in items)
        super().__init__(
            context,
            plain_button(tr("Save the count"), "check"),
            Counted(),
            Caption(told or tr("No gift in stock yet.")),
            (
                FieldSpec("name", tr("Gift"), WordBox([item.name for item in items], 14)),
                FieldSpec("stock", tr("Counted"), LineEdit(6)),
            ),
            FieldSpec("value_fen", tr("Value, ¥"), MoneyEdit()),
        )
        self._add_buttons()
        self.reset()

    def operation(self) -> Operation[Changes]:
        """Give the counting."""
        said = self.draft()
        stock = int(said.stock) if said.stock.strip().isdecimal() else -1
        return partial(count_stock, name=said.name, stock=stock, value_fen=said.value_fen)
