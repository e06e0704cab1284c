"""The number to dial in large digits, with a copy key, and the other numbers beside it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.people.customer import MOST_PHONES
from shopcare.domain.typed.phone import Phone
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.shortcuts import COPY
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Role, role_font, set_role
from shopcare.ui.kit.widgets.buttons import plain_button, sign_button
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr

LONGEST_AT_FULL_SIZE = 15
"""Characters of a number that fit the card in dialling size."""
MOST_OTHERS = MOST_PHONES - 1
USUAL = "000 0000 0000"
"""A mobile number, as wide as any other."""


class NumberLine(QWidget):
    """Shows which number to dial (C-10, C-13); another one is a press away."""

    copied = Signal(str)
    """The digits lie on the clipboard; carries them as written."""

    def __init__(self) -> None:
        super().__init__()
        self._phones: list[Phone] = []
        self._dialled = ""
        self.number = Words("", Role.DIAL, wrap=False)
        digits = QFontMetrics(role_font(Role.DIAL)).horizontalAdvance(USUAL)
        self.number.setMinimumWidth(digits)  # the card is as wide for one call as for the next
        self.copy_button = sign_button("copy", tr("Copy the number"))
        self.copy_button.setToolTip(f"{tr('Copy the number')}  {COPY}")
        self._others = [plain_button("") for _ in range(MOST_OTHERS)]
        self._row = QWidget()
        self.beside = FlowLine(SPACE_XS, between_lines=0, top=True)
        """The line of the other numbers; what the card puts beside them."""
        self._lay_out()
        self.copy_button.clicked.connect(self.copy)
        for button in self._others:
            button.clicked.connect(self._on_other)

    def _lay_out(self) -> None:
        line = row_layout(
            None,
            SPACE_S,
            self.number,
            (self.copy_button, 0, Qt.AlignmentFlag.AlignVCenter),
            STRETCH,
        )
        others = column_layout(self._row, 0)
        for button in self._others:
            button.setToolTip(tr("Dial this number instead"))
            others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.beside.add(self._row)
        column_layout(self, 0, line, self.beside)

    def show_numbers(self, phones: tuple[Phone, ...], dial: Phone | None) -> None:
        """Show a customer's numbers, the one to dial in large digits."""
        self._phones = list(phones)
        self._dial(dial.digits if dial else "")

    def dialled(self) -> str:
        """Give the digits of the number that is shown large; empty where there is none."""
        return self._dialled

    @Slot()
    def copy(self) -> None:
        """Put the digits on the clipboard."""
        if self._dialled:
            QGuiApplication.clipboard().setText(self._dialled.replace("x", ","))
            self.copied.emit(phone_words(self._dialled))

    def _dial(self, digits: str) -> None:
        self._dialled = digits
        shown = phone_words(digits) if digits else tr("No number on file")
        fits = digits and len(shown) <= LONGEST_AT_FULL_SIZE
        set_role(self.number, Role.DIAL if fits else Role.HEADING)
        self.number.setText(shown)
        self.copy_button.setVisible(bool(digits))
        others = [phone for phone in self._phones if phone.digits != digits]
        self._row.setVisible(bool(others))
        for number, button in enumerate(self._others):
            button.setVisible(number < len(others))
            if number < len(others):
                button.setText(phone_words(others[number].digits))
                button.setProperty("digits", others[number].digits)

    @Slot()
    def _on_other(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self._dial(str(button.property("digits")))
