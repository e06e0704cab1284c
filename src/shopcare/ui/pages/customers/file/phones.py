"""A customer's numbers, each with a key that copies it; the one to dial first is marked."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton, QWidget

from shopcare.domain.people.customer import Customer, call_order
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.ui.kit.layout.box_layouts import column_layout, empty_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.style.tokens import Meaning, Role
from shopcare.ui.kit.widgets.buttons import sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr


class Phones(QWidget):
    """The numbers in the order in which they are to be dialled (C-10)."""

    copied = Signal(str)
    """A number lies on the clipboard; carries it as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.copy_buttons: list[QToolButton] = []
        self._lines = column_layout(self, 0)

    def show_phones(self, customer: Customer) -> None:
        """Show a customer's numbers."""
        empty_layout(self._lines)
        self.copy_buttons = []
        phones = call_order(customer)
        for phone in phones:
            first = len(phones) > 1 and phone is phones[0]
            self._lines.addWidget(self._line(phone, first=first))

    def _line(self, phone: Phone, *, first: bool) -> QWidget:
        line = FlowLine()
        copy_button = sign_button("copy", tr("Copy the number"))
        copy_button.setProperty("digits", phone.digits)
        copy_button.clicked.connect(self._on_copy)
        self.copy_buttons.append(copy_button)
        kind = tr("Mobile") if phone.kind is PhoneKind.MOBILE else tr("Landline")
        caption = Caption(kind)
        caption.setWordWrap(False)
        number = Words(phone_words(phone.digits), Role.EMPHASISED, wrap=False, selectable=True)
        for widget in (number, copy_button, caption):
            line.add(widget)
        if first:
            line.add(Chip(tr("dialled first"), Meaning.INFO, "phone"))
        return line

    @Slot()
    def _on_copy(self) -> None:
        digits = str(self.sender().property("digits"))
        QGuiApplication.clipboard().setText(digits.replace("x", ","))
        self.copied.emit(phone_words(digits))
