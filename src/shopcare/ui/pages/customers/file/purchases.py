"""What a customer bought: receipts with their lines, handing over, and a form for one more."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from shopcare.domain.calls.callback import Callback
from shopcare.domain.people.customer import Customer
from shopcare.domain.people.prescription import Prescription
from shopcare.domain.purchases.purchase import Purchase
from shopcare.language.reason_words import no_call_text
from shopcare.services.calls.explain import why_call
from shopcare.services.people import customers
from shopcare.services.people.customers import CustomerFile
from shopcare.services.people.prescriptions import standing
from shopcare.services.purchases.purchases import (
    Recorded,
    starting_categories,
    undo_hand_over,
)
from shopcare.services.shop import Shop
from shopcare.ui.kit.context.draft_autosave import DraftAutosave
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.shortcuts import HAND_OVER, PURCHASE, ButtonKey
from shopcare.ui.kit.words.formatting import day_words, weekday_words
from shopcare.ui.kit.words.i18n import label, screen_catalog, tr
from shopcare.ui.pages.customers.file.bought import Bought
from shopcare.ui.pages.customers.file.purchase_form import PurchaseForm
from shopcare.ui.pages.customers.form_section import FormSection


class Purchases(FormSection[PurchaseForm]):
    """The receipts, the newest first."""

    recorded = Signal(int)
    """A receipt was recorded, handed over or found on file: its id."""

    def __init__(self, context: PageContext, autosave: DraftAutosave) -> None:
        empty = tr("No purchases yet, or none on record.")
        super().__init__(context, autosave, empty, tr("Record a purchase"))
        self.bought: dict[int, Bought] = {}
        self.add_button.setToolTip(PURCHASE)
        ButtonKey(PURCHASE, self.add_button)
        QShortcut(QKeySequence(HAND_OVER), self).activated.connect(self._on_hand_over_key)
        self._eyes: Prescription | None = None
        self._said: tuple[int, str] | None = None
        self._said_of_handing_over = False

    def show_purchases(self, file: CustomerFile) -> None:
        """Show a customer's receipts."""
        self._eyes = next(iter(standing(file.prescriptions)), None)
        if self.show_customer(file.customer):
            self._said = None
        self.bought = {bill.id: self._entry(bill) for bill in file.purchases}
        count = sum(bill.voided is None for bill in file.purchases)  # W-8
        self.set_title(tr("Purchases · {n}", n=count) if count else tr("Purchases"))
        self.set_entries(list(self.bought.values()))

    def go_to(self, purchase_id: int) -> Bought | None:
        """Unfold and mark one receipt."""
        for number, bill in self.bought.items():
            bill.set_marked(number == purchase_id)
        found = self.bought.get(purchase_id)
        if found is not None and found.isHidden():
            self._on_more()
        return found

    def _make_form(self, customer: Customer) -> PurchaseForm:
        form = PurchaseForm(self._context, self._autosave, customer, self._eyes)
        form.kept.connect(self._on_kept)
        return form

    def _entry(self, bill: Purchase) -> Bought:
        entry = Bought(self._context, bill)
        entry.handed_over.connect(self._on_handed_over)
        is_undone = self._said_of_handing_over and bill.handed_over_on is None
        if self._said is not None and self._said[0] == bill.id and not is_undone:
            entry.say(self._said[1])
        return entry

    @Slot()
    def _on_hand_over_key(self) -> None:
        """Hand over what waits; of several receipts the newest, which stands first."""
        waiting = (one for one in self.bought.values() if not one.hand_over_button.isHidden())
        first = next(waiting, None)
        if first is not None:
            first.hand_over_button.click()

    @Slot(object)
    def _on_kept(self, known: Purchase) -> None:
        """Show the receipt on file instead of a second one."""
        self._done_with_form()
        self.go_to(known.id)
        page_of(self).message.emit(tr("Nothing was recorded: the purchase is on file already."))
        self.recorded.emit(known.id)

    @Slot(object)
    def _on_saved(self, result: Recorded) -> None:
        self._done_with_form()
        self._tell(result)
        page_of(self).message.emit(tr("The purchase is recorded."))
        self.recorded.emit(result.purchase.id)

    @Slot(object)
    def _on_handed_over(self, recorded: Recorded) -> None:
        self._tell(recorded)
        undo = partial(undo_hand_over, recorded=recorded)
        page_of(self).undo_offered.emit(tr("Handed over."), undo)
        self.recorded.emit(recorded.purchase.id)

    def _tell(self, recorded: Recorded) -> None:
        """Say which call this started, on which day and why, once the file is read anew (C-1)."""
        self._said = (recorded.purchase.id, started_words(self._context.shop, recorded))
        self._said_of_handing_over = recorded.purchase.handed_over_on is not None


def started_words(shop: Shop, recorded: Recorded) -> str:
    """Say what recording a purchase or handing it over led to."""
    on = recorded.purchase.handed_over_on
    done = tr("Recorded.") if on is None else tr("Handed over on {day}.", day=day_words(on))
    return f"{done} {_calls_words(shop, recorded)}"


def _calls_words(shop: Shop, recorded: Recorded) -> str:
    if recorded.no_call is not None:
        return no_call_text(screen_catalog(), recorded.no_call, starting_categories(shop))
    file = customers.customer_file(shop, recorded.purchase.customer_id)
    started = [call for call in file.callbacks if call.id in recorded.callbacks]
    return " ".join(_call_words(shop, call) for call in started)


def _call_words(shop: Shop, call: Callback) -> str:
    return tr(
        "{purpose} proposed for {weekday}, {day}, possible from {first} to {last}. {why}",
        purpose=label(call.purpose),
        weekday=weekday_words(call.due_on),
        day=day_words(call.due_on),
        first=day_words(call.opens_on),
        last=day_words(call.closes_on),
        why=why_call(shop, screen_catalog(), call).sentence,
    )
