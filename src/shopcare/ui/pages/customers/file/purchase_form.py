"""The form for a purchase: the receipt, and its products one below the other."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.people.customer import Customer
from shopcare.domain.people.prescription import Prescription
from shopcare.domain.purchases.purchase import Purchase, PurchaseDraft, SalesChannel
from shopcare.language.reason_words import no_call_text
from shopcare.services.purchases import purchases
from shopcare.services.purchases.purchase_calls import calls_about, starting_categories, why_no_call
from shopcare.services.purchases.purchases import Recorded
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave, DraftKey
from shopcare.ui.kit.context.operation import Operation
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.fields.choice_fields import ChoiceBox, WordBox
from shopcare.ui.kit.fields.day_edit import DayEdit, ProposedDayEdit
from shopcare.ui.kit.fields.text_fields import LineEdit
from shopcare.ui.kit.forms.bound_form import Facts, FieldSpec, Row, or_none
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, line_of
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import day_words, last_eyes_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.customers.file.lines_edit import LinesEdit
from shopcare.ui.pages.customers.form_section import FileForm
from shopcare.ui.pages.customers.parts import FormKind


class PurchaseForm(FileForm[PurchaseDraft]):
    """Records one receipt of a customer. Ctrl+Enter saves, Esc leaves."""

    kept = Signal(object)
    """It was entered before: the ``Purchase`` on file is kept."""

    def __init__(
        self,
        context: PageContext,
        autosave: DraftAutosave,
        customer: Customer,
        eyes: Prescription | None,
    ) -> None:
        """Make the form.

        Args:
            eyes: the customer's last prescription; None: there is none (R-2).
        """
        self._customer = customer
        shop = context.shop
        blank = PurchaseDraft(
            customer_id=customer.id,
            sold_on=shop.today(),
            seller=shop.acting.name,
            channel=SalesChannel.COUNTER,
            lines=(),
        )
        self.lines_edit = LinesEdit(shop.policy)
        super().__init__(
            context,
            autosave,
            DraftKey(FormKind.PURCHASE, customer.id),
            tr("Save the purchase"),
            tr("Discard what you typed for this purchase?"),
            blank,
            *self._receipt_rows(shop),
            FieldSpec("lines", "", self.lines_edit),
        )
        self.call_words = Caption()
        self.eyes_words = Caption("" if eyes is None else last_eyes_words(eyes))
        self.repeat = RepeatQuestion()
        self.add_rows(self.eyes_words, self.call_words)
        self.eyes_words.setVisible(eyes is not None)
        self._add_buttons()
        self.add(self.repeat)
        self.edited.connect(self._say_call)
        self.edited.connect(self.repeat.hide)
        self.repeat.keep_button.clicked.connect(self._on_keep)
        self.repeat.another_button.clicked.connect(self._on_another)
        self.load(blank)
        self._say_call()

    def _receipt_rows(self, shop: Shop) -> list[Row]:
        sold, handed_over = ProposedDayEdit(shop.today), DayEdit(shop.today)
        sold.propose(shop.today())
        later = tr("Leave it empty until the customer has the goods.")
        sellers = [member.name for member in shop.staff if member.active]
        day, missing = tr("Purchase date"), "sold_on_missing"
        return [
            (
                FieldSpec("sold_on", day, sold, required=True, missing=missing),
                FieldSpec("promised_on", tr("Promised for"), DayEdit(shop.today)),
            ),
            (
                FieldSpec("handed_over_on", tr("Handed over on"), handed_over, help_text=later),
                FieldSpec("receipt_number", tr("Receipt number"), LineEdit(18), reader=or_none),
            ),
            (
                FieldSpec("seller", tr("Seller"), WordBox(sellers, 8)),
                FieldSpec("channel", tr("Sales channel"), channel_box(), reader=channel_of),
            ),
        ]

    def check(self) -> bool:
        """Ask every field; the problem stands beside it, also in the line of a product."""
        fine = super().check()
        return self.lines_edit.check() and fine

    def facts_of(self, draft: PurchaseDraft) -> Facts:
        """Show that nobody said where it was sold as a choice of its own."""
        return super().facts_of(draft) | {"channel": draft.channel or ""}

    def draft_of(self, onto: PurchaseDraft, facts: Facts) -> PurchaseDraft:
        """Put the receipt together; a day of sale is asked for by ``check``."""
        return replace(onto, **facts | {"sold_on": facts["sold_on"] or onto.sold_on})

    def focus_first(self, name: str = "") -> bool:
        """Go to the first product: the days and the seller stand there already."""
        return super().focus_first(name or "lines")

    def count_anew(self) -> None:
        """Propose today, whatever day it was when the form was opened."""
        self.field("sold_on", ProposedDayEdit).propose(self._context.shop.today())
        self._say_call()

    def operation(self) -> Operation[Recorded]:
        """Give the recording."""
        return partial(purchases.add_purchase, draft=self.draft())

    @Slot()
    def _say_call(self) -> None:
        """Say quietly which call will follow, or that none will (C-1)."""
        typed = self.lines_edit.filled_lines()
        self.call_words.setVisible(bool(typed))
        if typed:
            draft = replace(self.draft(), lines=typed)
            self.call_words.setText(expected_words(self._context.shop, self._customer, draft))

    @Slot()
    def _on_save(self) -> None:
        """Save; the same sale twice is asked about first."""
        if not self.check():
            return
        known = purchases.same_sale(self._context.shop, self.draft())
        if known is not None:
            self.repeat.ask(known)
        else:
            self._submit(self.operation())

    @Slot()
    def _on_keep(self) -> None:
        self.kept.emit(self.repeat.known)

    @Slot()
    def _on_another(self) -> None:
        self.repeat.hide()
        if self.check():
            confirmed = partial(purchases.add_purchase, confirmed_repeat=True)
            self._submit(partial(confirmed, draft=self.draft()))


def channel_box() -> ChoiceBox[str]:
    """Ask where it was sold: the law knows distance sales (L-3)."""
    channels = [(channel.value, label(channel)) for channel in SalesChannel]
    return ChoiceBox([*channels, ("", tr("Not known"))])


def channel_of(key: str) -> SalesChannel | None:
    """Read the answer."""
    return SalesChannel(key) if key else None


class RepeatQuestion(QWidget):
    """Asks whether the same was bought twice, and shows what is on file already."""

    def __init__(self) -> None:
        super().__init__()
        self.known: Purchase | None = None
        self.words = NoticeLine(Meaning.AMBER)
        self.keep_button = plain_button(tr("No, keep the one on file"))
        self.another_button = plain_button(tr("Yes, record a second one"))
        buttons = line_of(self.keep_button, self.another_button)
        column_layout(self, SPACE_S, self.words, buttons)
        self.hide()

    def ask(self, known: Purchase) -> None:
        """Show the receipt on file and wait for an answer; Enter keeps it."""
        self.known = known
        self.words.say(
            tr("Bought twice? This is on file already: {purchase}", purchase=_said(known))
        )
        self.show()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that Enter stands on; Esc goes back to the form."""
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def _said(known: Purchase) -> str:
    """Say what is on a receipt: day, goods, number, seller, whether it was handed over."""
    goods = tr(", ").join(line.product for line in known.lines)
    number, on = known.receipt_number, known.handed_over_on
    return " · ".join(
        filter(
            None,
            (
                day_words(known.sold_on),
                goods,
                tr("Receipt {number}", number=number) if number else "",
                tr("sold by {name}", name=known.seller) if known.seller else "",
                tr("handed over {day}", day=day_words(on)) if on else tr("not handed over yet"),
            ),
        )
    )


def expected_words(shop: Shop, customer: Customer, draft: PurchaseDraft) -> str:
    """Say which call a receipt will start once it is saved, or that none will."""
    categories = [line.category for line in draft.lines]
    why = why_no_call(shop, customer, categories, draft.handed_over_on)
    if why is not None:
        return no_call_text(screen_catalog(), why, starting_categories(shop))
    asked = calls_about(shop, categories)
    purposes = dict.fromkeys(label(follow_up.purpose) for follow_up in asked)
    return tr("A call follows: {purpose}.", purpose=tr(", ").join(purposes))
