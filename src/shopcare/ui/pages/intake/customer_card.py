"""The customer who stands at the counter: numbers, what is missing, household, open cases."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from shopcare.domain.people.customer import Customer, call_order
from shopcare.language.records.record_words import fact_label
from shopcare.services.people.customers import CustomerFile
from shopcare.services.people.prescriptions import standing
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import add_items, empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Card, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Meaning, Role
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.widgets.chip import Chip
from shopcare.ui.kit.words.formatting import last_eyes_words, last_gifts_words, phone_words
from shopcare.ui.kit.words.i18n import label, ntr, screen_catalog, tr

MOST_NAMED = 3


class CustomerCard(Card):
    """Shows the picked customer; switches to another of the household, or lets go."""

    change_wanted = Signal()
    switch_wanted = Signal(int)
    """Another of the household is meant: the customer's id (X-7)."""

    def __init__(self, today: Callable[[], date]) -> None:
        """Make the card.

        Args:
            today: the shop's own today: what has expired by then is not shown.
        """
        super().__init__()
        self._today = today
        self.body.setSpacing(SPACE_XS)
        self.name_words = Words("", Role.TITLE)
        self.phones_words = Words("", Role.EMPHASISED, wrap=False)
        self.phones_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.where_words = Caption()
        self.eyes_words = Caption()
        self.gifts_words = Caption()
        self.missing_notice = NoticeLine(Meaning.INFO)
        self.change_button = quiet_button(tr("&Other customer"), "x")
        self._last_button = self.change_button
        self._chips = row_layout(spacing=SPACE_S)
        self.body.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_M)
        head = row_layout(
            None,
            SPACE_S,
            (self.name_words, 1),
            self._chips,
            (self.change_button, 0, Qt.AlignmentFlag.AlignTop),
        )
        add_items(self.body, head, self.phones_words, self.where_words, self.eyes_words)
        self.body.addWidget(self.gifts_words)
        add_items(self.body, self.missing_notice)
        self._household, self._cases = FlowLine(SPACE_XS), FlowLine(SPACE_XS)
        add_items(self.body, self._household, self._cases)
        self.change_button.clicked.connect(self.change_wanted)

    def show_file(self, file: CustomerFile) -> None:
        """Show a customer."""
        customer = file.customer
        self.name_words.setText(customer.name)
        numbers = [phone_words(phone.digits) for phone in call_order(customer)]
        self.phones_words.setText("  ·  ".join(numbers[:2]))
        self.phones_words.setToolTip("\n".join(numbers))
        self.phones_words.setVisible(bool(numbers))
        where = "  ·  ".join(filter(None, (customer.number or "", customer.address)))
        self.where_words.setText(where)
        self.where_words.setVisible(bool(where))
        eyes = next(iter(standing(file.prescriptions)), None)
        self.eyes_words.setText("" if eyes is None else last_eyes_words(eyes))
        self.eyes_words.setVisible(eyes is not None)
        given = last_gifts_words(file.gifts, self._today())  # G-18
        self.gifts_words.setText(given)
        self.gifts_words.setVisible(bool(given))
        self._last_button = self.change_button
        self._show_chips(customer)
        self._show_household(file.household)
        self._show_cases(file)

    def _show_chips(self, customer: Customer) -> None:
        empty_layout(self._chips)
        if customer.key_account:
            self._chips.addWidget(Chip(tr("Key account"), Meaning.GREEN, "star"))
        if customer.no_calls:
            self._chips.addWidget(Chip(tr("Wants no calls"), Meaning.AMBER, "phone-off"))
        words = screen_catalog()
        facts = tr(", ").join(fact_label(words, fact) for fact in customer.missing)
        self.missing_notice.say(tr("Missing: {facts}. Please ask.", facts=facts))  # G-2
        self.missing_notice.setVisible(bool(facts))

    def _show_household(self, others: tuple[Customer, ...]) -> None:
        line = self._household
        line.clear()
        line.setVisible(bool(others))
        if not others:
            return
        line.add(Caption(tr("Same number:"), wrap=False))
        for other in others[:MOST_NAMED]:
            button = quiet_button(_short(other.name), "user")
            button.setToolTip(other.name)
            button.setProperty("record", other.id)
            button.clicked.connect(self._on_other)
            line.add(button)
            self._next_in_order(button)
        _add_rest(line, len(others))

    def _show_cases(self, file: CustomerFile) -> None:
        line = self._cases
        line.clear()
        cases = [case for case in file.cases if case.is_open]
        line.setVisible(bool(cases))
        if not cases:
            return
        line.add(Caption(tr("Open:"), wrap=False))
        for case in cases[: MOST_NAMED - 1]:
            said = tr("{kind}, {stage}", kind=label(case.kind), stage=label(case.stage))
            button = quiet_button(f"{case.number}  {said}", "clipboard-list")
            RecordLink(button, "case", case.id)
            line.add(button)
            self._next_in_order(button)
        _add_rest(line, len(cases), MOST_NAMED - 1)

    def _next_in_order(self, button: QPushButton) -> None:
        QWidget.setTabOrder(self._last_button, button)
        self._last_button = button

    @Slot()
    def _on_other(self) -> None:
        self.switch_wanted.emit(self.sender().property("record"))


def _add_rest(line: FlowLine, count: int, named: int = MOST_NAMED) -> None:
    if count > named:
        line.add(Caption(ntr("and {n} more", "and {n} more", count - named), wrap=False))


def _short(name: str) -> str:
    """Keep a line of buttons in its place; the whole name is in the tooltip."""
    return name if len(name) <= 16 else f"{name[:15]}…"
