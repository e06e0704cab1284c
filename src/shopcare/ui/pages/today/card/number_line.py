"""The number to dial in large digits, with a copy key, and the other numbers beside it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.people.customer import MOST_PHONES, Customer
from shopcare.domain.typed.phone import Phone
from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, filled_lines, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import page_of
from shopcare.ui.kit.shortcuts import COPY
from shopcare.ui.kit.style.tokens import SPACE_S, SPACE_XS, Role, role_font, set_role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import tr

MOST_OTHERS = MOST_PHONES - 1
USUAL = "000 0000 0000"
"""A mobile number, as wide as any other."""


class NumberLine(QWidget):
    """Shows which number to dial (C-10, C-13); another one is a press away."""

    right_after_all = Signal(str)
    """The number shown was found wrong but is right; carries its digits (C-14)."""

    def __init__(self) -> None:
        super().__init__()
        self._phones: list[Phone] = []
        self._wrong: tuple[str, ...] = ()
        self.dialled = ""
        """The digits of the number that is shown large; empty where there is none."""
        self.number = Words("", Role.DIAL, wrap=False)
        self._metrics = QFontMetrics(role_font(Role.DIAL))
        # the card is as wide for one call as for the next
        self.number.setMinimumWidth(self._metrics.horizontalAdvance(USUAL))
        self.copy_button = sign_button("copy", tr("Copy the number"))
        self.copy_button.setToolTip(f"{tr('Copy the number')}  {COPY}")
        self._others = [plain_button("") for _ in range(MOST_OTHERS)]
        self.right_button = quiet_button(tr("It is right after all"), "check")
        self._row = QWidget()
        self.beside = FlowLine(SPACE_XS, between_lines=0, top=True)
        """The line of the other numbers; what the card puts beside them."""
        self._lay_out()
        self.copy_button.clicked.connect(self.copy)
        self.right_button.clicked.connect(self._on_right)
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
            others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.beside.add(self._row)
        left = Qt.AlignmentFlag.AlignLeft
        column_layout(self, 0, line, (self.right_button, 0, left), self.beside)

    def show_numbers(self, customer: Customer, dial: Phone | None) -> None:
        """Show a customer's numbers, the one to dial in large digits, wrong ones marked (C-14)."""
        self._phones = list(customer.phones)
        self._wrong = customer.wrong_numbers
        self._dial(dial.digits if dial else "")

    def others(self) -> list[QPushButton]:
        """Give the buttons of the other numbers that are offered."""
        return [button for button in self._others if not button.isHidden()]

    @Slot()
    def copy(self) -> None:
        """Put the digits on the clipboard."""
        if self.dialled:
            copy_text(self.dialled.replace("x", ","))
            number = phone_words(self.dialled)
            page_of(self).message.emit(tr("{number} is copied.", number=number))

    def _dial(self, digits: str) -> None:
        self.dialled = digits
        no_number = tr("No number is right") if self._phones else tr("No number on file")
        shown = phone_words(digits) if digits else no_number
        self.number.setText(shown)
        self._fit()
        self.copy_button.setVisible(bool(digits))
        self.right_button.setVisible(digits in self._wrong)
        others = []
        for phone in self._phones:
            if phone.digits != digits:
                others.append(phone.digits)
        self._row.setVisible(bool(others))
        for button, other in filled_lines(self._others, others):
            self._offer(button, other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look whether the number still fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write the number as large as it fits: a fixed line's is longer than a mobile one's."""
        room = self.width() - self.copy_button.sizeHint().width() - SPACE_S
        needed = self._metrics.horizontalAdvance(self.number.text())
        fits = self.dialled and needed <= max(room, self.number.minimumWidth())
        role = Role.DIAL if fits else Role.HEADING
        if self.number.font() != role_font(role):
            set_role(self.number, role)

    def _offer(self, button: QPushButton, digits: str) -> None:
        """Let another number be dialled; one that was found wrong is right if it is dialled."""
        is_wrong = digits in self._wrong
        words, tip = phone_words(digits), tr("Dial this number instead")
        button.setText(tr("{number}, wrong", number=words) if is_wrong else words)
        button.setToolTip(tr("It is marked as wrong. Dial it anyway") if is_wrong else tip)
        button.setProperty("digits", digits)

    @Slot()
    def _on_right(self) -> None:
        self.right_after_all.emit(self.dialled)

    @Slot()
    def _on_other(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self._dial(str(button.property("digits")))
