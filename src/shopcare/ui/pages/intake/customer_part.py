"""Who the customer is: found, picked, or added on the spot."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import CaseDraft
from shopcare.domain.errors import Refusal
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, CustomerDraft
from shopcare.services.people import customers
from shopcare.services.people.customers import CustomerFile
from shopcare.services.shop import Shop
from shopcare.ui.kit.customers.customer_form import NOBODY, CustomerForm
from shopcare.ui.kit.customers.customer_picker import (
    CustomerPicker,
    begun_number,
    new_customer_from,
)
from shopcare.ui.kit.fields.choice_fields import NoProblem
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, FormPart, Typed
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, row_layout
from shopcare.ui.kit.layout.card import Card, SectionTitle
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import problem_text, tr
from shopcare.ui.pages.intake.customer_card import CustomerCard

MOST_NAMED: Final = 3
CUSTOMER_FIELDS: Final = frozenset(CustomerDraft.__dataclass_fields__)


class KnownNotice(QWidget):
    """Names who has the number; a press takes that customer instead of a new one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        rows = column_layout(self, SPACE_XS)
        self._known: tuple[Customer, ...] = ()
        self.notice = NoticeLine(Meaning.AMBER)
        self.notice.say(
            tr(
                "This number is already on file. Is it the same person, or someone else in the "
                "household?"
            )
        )
        self._line = FlowLine(SPACE_XS)
        add_items(rows, self.notice, self._line)
        self.hide()

    def show_known(self, known: tuple[Customer, ...]) -> None:
        """Name these customers; nobody takes the notice away."""
        if known == self._known:
            return
        self._known = known
        self._line.clear()
        for customer in known[:MOST_NAMED]:
            button = quiet_button(tr("Take {name}", name=customer.name[:16]), "user")
            button.setToolTip(customer.name)
            button.setProperty("record", customer.id)
            button.clicked.connect(self._on_taken)
            self._line.add(button)
        self.setVisible(bool(known))

    @Slot()
    def _on_taken(self) -> None:
        self.chosen.emit(self.sender().property("record"))


class CustomerPart(FormPart, NoProblem):
    """One box; then either the card of who was picked or a small form for somebody new."""

    edited = Signal()
    customer_changed = Signal()
    """Somebody else is picked, or nobody."""
    settled = Signal()
    """The user has picked: go on with the product."""
    purchase_picked = Signal(int)

    def __init__(self, shop: Shop, form: BoundForm[CaseDraft]) -> None:
        super().__init__(form)
        self._shop = shop
        self.file: CustomerFile | None = None
        self.picker = CustomerPicker(shop)
        self.card = CustomerCard(shop.today)
        self.new_form = CustomerForm(folded=True)
        self.known_notice = KnownNotice()
        self.back_button = quiet_button(tr("Search again"), "undo-2")
        self._new_card = Card()
        self._row = form.make_row(
            FieldSpec("customer_id", tr("C&ustomer"), self.picker, required=True)
        )
        head = row_layout(None, SPACE_S, (SectionTitle(tr("New customer")), 1), self.back_button)
        add_items(self._new_card.body, head, self.known_notice, self.new_form)
        for widget in (self._row, self.card, self._new_card):
            self.rows.addWidget(widget)
        self._show(self._row)
        self._connect()

    def customer(self) -> Customer | None:
        """Give who is picked."""
        return self.file.customer if self.file is not None else None

    def is_new(self) -> bool:
        """Say whether somebody new is being typed in."""
        return not self._new_card.isHidden()

    def pick(self, customer_id: CustomerId) -> bool:
        """Pick a customer; False if there is no such customer, or their entry is damaged."""
        try:
            self.file = customers.customer_file(self._shop, customer_id)
        except Refusal as refusal:
            self._row.show_problem(problem_text(refusal))
            return False
        self.card.show_file(self.file)
        self.picker.clear()
        self._show(self.card)
        self.customer_changed.emit()
        self.edited.emit()
        return True

    def look_again(self) -> None:
        """Read the picked customer anew."""
        if self.file is not None and not self.pick(self.file.customer.id):
            self.clear()

    def begin_new(self, draft: CustomerDraft) -> None:
        """Open the form for somebody new."""
        self.file = None
        self.new_form.fill(draft)
        self._show(self._new_card)
        self.customer_changed.emit()
        self._on_new_typed()

    def value(self) -> CustomerId | None:
        """Give who is picked."""
        return self.file.customer.id if self.file is not None else None

    def set_value(self, customer_id: CustomerId | None) -> None:
        """Pick a customer, or wait for one."""
        if customer_id is None or not self.pick(customer_id):
            self.clear()

    def typed(self) -> Typed:
        """Give who is picked, what is typed about somebody new, and what is looked for."""
        new = self.new_form.typed() if self.is_new() else None
        return {"id": self.value(), "new": new, "search": self.picker.text()}

    def restore(self, typed: object) -> None:
        """Show what was there before a crash; a customer who is gone is nobody."""
        self.clear()
        match typed:
            case {"id": int(customer_id)}:
                self.set_value(CustomerId(customer_id))
            case {"new": dict(new)}:
                self.begin_new(NOBODY)
                self.new_form.restore(new)
            case {"search": str(search)}:
                self.picker.setText(search)

    def clear(self) -> None:
        """Wait for the next customer."""
        self.file = None
        self.picker.clear()
        if self.is_new():
            self.new_form.load(NOBODY)
        self._show(self._row)
        self.customer_changed.emit()

    def focus_first(self) -> None:
        """Go to the box, or to the form of somebody new."""
        if self.is_new():
            self.new_form.focus_first()
        elif self.file is None:
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: object) -> None:
        for widget in (self._row, self.card, self._new_card):
            widget.setVisible(widget is shown)

    def _connect(self) -> None:
        self.picker.picked.connect(self._on_picked)
        self.picker.new_wanted.connect(self._on_new)
        self.picker.purchase_picked.connect(self.purchase_picked)
        self.picker.textEdited.connect(self.edited)
        self.card.change_wanted.connect(self._on_change)
        self.card.switch_wanted.connect(self._on_picked)
        self.known_notice.chosen.connect(self._on_picked)
        self.back_button.clicked.connect(self._on_change)
        self.new_form.edited.connect(self._on_new_typed)

    @Slot(int)
    def _on_picked(self, customer_id: int) -> None:
        if self.pick(CustomerId(customer_id)):
            self.settled.emit()

    @Slot(str)
    def _on_new(self, typed: str) -> None:
        self.begin_new(new_customer_from(typed))
        if number := begun_number(typed):
            self.new_form.phones_edit.restore([number])
            self.edited.emit()
        self.new_form.focus_first()

    @Slot()
    def _on_change(self) -> None:
        self.clear()
        self.edited.emit()
        self.focus_first()

    @Slot()
    def _on_new_typed(self) -> None:
        known: dict[int, Customer] = {}
        for phone in self.new_form.phones_edit.value():
            for other in customers.on_phone(self._shop, phone.digits):
                known[other.id] = other
        self.known_notice.show_known(tuple(known.values()))
        self.edited.emit()
