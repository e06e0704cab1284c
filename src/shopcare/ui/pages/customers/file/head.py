"""The head of a customer's file: who, how to reach them, what is missing, the household."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from shopcare.domain.changes import Changes
from shopcare.domain.ids import CustomerId
from shopcare.domain.people.customer import Customer, call_order
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.domain.typed.when_text import hours_as_typed
from shopcare.language.day_words import birthday_words
from shopcare.services.people import customers
from shopcare.services.people.customers import CustomerFile
from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import (
    add_items,
    column_layout,
    empty_layout,
    grid_layout,
    line_of,
)
from shopcare.ui.kit.layout.card import Caption, Card, Words, plain_tip
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import RecordLink, page_of
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S, SPACE_XS, Meaning, Role, set_role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import day_words, near_day_words, phone_words
from shopcare.ui.kit.words.i18n import screen_catalog, tr
from shopcare.ui.pages.customers.parts import LEAST_WORDS, RecordButton

LONGEST_LARGE = 12
"""Characters of a name that stand in one line in the largest size."""
MOST_NAMED = 6
IN_LINE = 3


class Head(Card):
    """Shows who the customer is; what is not known is shown as missing (G-2)."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._customer_id = CustomerId(0)
        self.body.setSpacing(SPACE_S)
        self.name_words = Words("", Role.HEADING, selectable=True)
        self.edit_button = plain_button(tr("&Edit"), "pencil")
        self.case_button = plain_button(tr("New &case"), "clipboard-pen")
        self.phones = Phones(context)
        self.chips: list[Chip] = []
        self.household_buttons: list[RecordButton] = []
        self._chips = FlowLine()
        self._facts = grid_layout(None, SPACE_L, SPACE_S, stretch=1)
        self._lay_out()

    def show_file(self, file: CustomerFile, birthday_on: date | None, today: date) -> None:
        """Show a customer.

        Args:
            birthday_on: the next birthday, if one is known.
        """
        customer = file.customer
        self._customer_id = customer.id
        self.name_words.setText(customer.name)
        large = len(customer.name) <= LONGEST_LARGE
        set_role(self.name_words, Role.HEADING if large else Role.TITLE)
        self._show_chips(customer)
        self._clear_facts()
        self.phones.show_phones(customer)
        self._fact(tr("Phone"), self.phones if customer.phones else None)
        self.phones.setVisible(bool(customer.phones))
        self._fact(tr("Address"), _said(customer.address))
        self._fact(tr("Birthday"), _birthday(customer, birthday_on, today))
        if customer.call_hours:
            self._fact(tr("Call hours"), _said(hours_as_typed(customer.call_hours)))
        if customer.remark:
            self._fact(tr("Note"), _said(customer.remark))
        if file.household:
            self._fact(tr("Same number"), self._household(file.household))
        if file.merged:
            self._fact(tr("Merged here"), self._merged(file))

    def _lay_out(self) -> None:
        top = line_of(
            (self.name_words, 1, LEAST_WORDS), self.edit_button, self.case_button, top=True
        )
        add_items(self.body, top, self._chips, self._facts)

    def _show_chips(self, customer: Customer) -> None:
        self._chips.clear()
        self.chips = []
        if customer.number:
            self.chips.append(Chip(tr("Member {number}", number=customer.number), None, "user"))
        if customer.key_account:
            self.chips.append(Chip(tr("Key account"), Meaning.GREEN, "star"))
        if customer.no_calls:
            self.chips.append(Chip(tr("Wants no calls"), Meaning.AMBER, "phone-off"))
        for chip in self.chips:
            self._chips.add(chip)
        self._chips.setVisible(bool(self.chips))

    def _clear_facts(self) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is None:
                continue
            widget.hide()
            if widget is not self.phones:
                widget.deleteLater()

    def _fact(self, title: str, value: QWidget | None) -> None:
        row = self._facts.rowCount()
        caption = Caption(title, wrap=False)
        if value is not None and not isinstance(value, Words):  # beside a button's height
            caption.setContentsMargins(0, SPACE_S, 0, 0)
        top = Qt.AlignmentFlag.AlignTop
        self._facts.addWidget(caption, row, 0, top)
        if value is None:
            value = Chip(tr("missing: ask next time"), Meaning.AMBER)
            self._facts.addWidget(value, row, 1, top | Qt.AlignmentFlag.AlignLeft)
        else:
            self._facts.addWidget(value, row, 1)

    def _household(self, others: tuple[Customer, ...]) -> QWidget:
        names = QWidget()
        grid = grid_layout(names, SPACE_XS, SPACE_XS)
        self.household_buttons = []
        for number, other in enumerate(others[:MOST_NAMED]):
            button = RecordButton(_short(other.name), "user", "customer", other.id)
            button.setToolTip(plain_tip(other.name))
            self.household_buttons.append(button)
            grid.addWidget(button, number // IN_LINE, number % IN_LINE)
        self.twice_button = quiet_button(tr("The same person?"), "users")
        RecordLink(self.twice_button, "duplicates", self._customer_id)
        below = (len(others[:MOST_NAMED]) - 1) // IN_LINE + 1
        left = Qt.AlignmentFlag.AlignLeft
        grid.addWidget(self.twice_button, below, 0, 1, IN_LINE + 1, left)
        grid.setColumnStretch(IN_LINE, 1)
        return names

    def _merged(self, file: CustomerFile) -> QWidget:
        """Show the records that are part of this one; the last can be parted again."""
        records = QWidget()
        lines = column_layout(records, SPACE_XS)
        for record in file.merged:
            said = [
                record.name,
                record.number or "",
                " / ".join(phone_words(one.digits) for one in record.phones),
                record.address,
            ]
            words = " · ".join(part for part in said if part)
            day = day_words(record.merged_at.date())
            lines.addWidget(
                Words(
                    tr("{facts} (file {id}, {day})", facts=words, id=record.id, day=day),
                    selectable=True,
                )
            )
        self.part_button = quiet_button(tr("Part the last one again"), "undo-2")
        self.part_button.clicked.connect(self._on_part)
        lines.addWidget(self.part_button, 0, Qt.AlignmentFlag.AlignLeft)
        return records

    @Slot()
    def _on_part(self) -> None:
        """Let the record that was merged last stand by itself again."""
        from shopcare.services.merging.undo_merge import undo_merge

        operation = partial(undo_merge, kept_id=self._customer_id)
        self._context.write_queue.submit(self, operation, self._on_parted)

    def _on_parted(self, _changes: Changes) -> None:
        page_of(self).message.emit(tr("The two files stand again as before."))


class Phones(QWidget):
    """The numbers in the order in which they are to be dialled (C-10)."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._customer_id = CustomerId(0)
        self.copy_buttons: list[QToolButton] = []
        self.right_buttons: list[QPushButton] = []
        """One for each number that was found wrong."""
        self._lines = column_layout(self, 0)

    def show_phones(self, customer: Customer) -> None:
        """Show a customer's numbers."""
        empty_layout(self._lines)
        self.copy_buttons = []
        self.right_buttons = []
        self._customer_id = customer.id
        phones = call_order(customer)
        for phone in phones:
            first = len(phones) > 1 and phone is phones[0]
            self._lines.addWidget(self._line(phone, first=first))
        for phone in customer.phones:
            if phone.digits in customer.wrong_numbers:
                self._lines.addWidget(self._wrong(phone))

    def _line(self, phone: Phone, *, first: bool) -> QWidget:
        line = FlowLine()
        copy_button = sign_button("copy", tr("Copy the number"))
        copy_button.setProperty("digits", phone.digits)
        copy_button.clicked.connect(self._on_copy)
        self.copy_buttons.append(copy_button)
        kind = tr("Mobile") if phone.kind is PhoneKind.MOBILE else tr("Landline")
        caption = Caption(kind, wrap=False)
        number = Words(phone_words(phone.digits), Role.EMPHASISED, wrap=False, selectable=True)
        for widget in (number, copy_button, caption):
            line.add(widget)
        if first:
            line.add(Chip(tr("dialled first"), Meaning.INFO, "phone"))
        return line

    def _wrong(self, phone: Phone) -> QWidget:
        line = line_of(
            Caption(phone_words(phone.digits)), Chip(tr("Wrong number"), Meaning.AMBER, "phone-off")
        )
        button = quiet_button(tr("It is right after all"), "check")
        button.setProperty("digits", phone.digits)
        button.clicked.connect(self._on_right)
        self.right_buttons.append(button)
        line.add(button)
        return line

    @Slot()
    def _on_right(self) -> None:
        digits = str(self.sender().property("digits"))
        operation = partial(
            customers.mark_number, customer_id=self._customer_id, digits=digits, wrong=False
        )  # C-14
        self._context.write_queue.submit(self, operation, self._on_marked)

    def _on_marked(self, _changes: Changes) -> None:
        page_of(self).message.emit(tr("The number is dialled again."))

    @Slot()
    def _on_copy(self) -> None:
        digits = str(self.sender().property("digits"))
        copy_text(digits.replace("x", ","))
        page_of(self).message.emit(tr("{number} is copied.", number=phone_words(digits)))


def _said(words: str) -> QWidget | None:
    return Words(words, selectable=True) if words else None


def _birthday(customer: Customer, next_on: date | None, today: date) -> QWidget | None:
    if customer.birthday is None:
        return None
    words = birthday_words(screen_catalog(), customer.birthday)
    if next_on is not None:
        when = near_day_words(next_on, today) if next_on >= today else day_words(next_on)
        words = tr("{birthday} · next on {day}", birthday=words, day=when)
    return Words(words, selectable=True)


def _short(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"
