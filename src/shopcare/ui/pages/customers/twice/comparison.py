"""Two records side by side, with a choice for each fact in which they differ (W-2)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from shopcare.domain.people.customer import Customer
from shopcare.domain.people.same_person import JOINED, Choice, differing, usual_choice
from shopcare.domain.typed.phone import Phone, PhoneKind
from shopcare.language.day_words import birthday_words, hours_text
from shopcare.language.records.people_words import CUSTOMER_FIELDS
from shopcare.services.people.customers import CustomerFile
from shopcare.ui.kit.layout.box_layouts import column_layout, empty_layout, grid_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words, plain_tip
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_S
from shopcare.ui.kit.widgets.buttons import escaped, plain_button
from shopcare.ui.kit.words.formatting import phone_words
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr

_LONGEST: Final = 28


class Comparison(QWidget):
    """Shows which record stays, what the two say, and whose fact is taken."""

    swapped = Signal()
    """The other record is to stay."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: CustomerFile | None = None
        self.other: CustomerFile | None = None
        self.buttons: dict[str, dict[Choice, QRadioButton]] = {}
        """By field; only of facts in which the two differ."""
        self._groups: list[QButtonGroup] = []
        self.swap_button = plain_button(tr("Let the other one stay"), "refresh-cw")
        self._grid = grid_layout(None, SPACE_L, SPACE_S)
        self._ground = column_layout(spacing=0)
        self._same = Caption()
        column_layout(self, SPACE_S, self._ground, self._same)
        self.swap_button.clicked.connect(self.swapped)

    def show_pair(self, kept: CustomerFile, other: CustomerFile) -> None:
        """Show two records; what nobody has chosen yet is as proposed."""
        self.kept, self.other = kept, other
        empty_layout(self._ground)
        facts = QWidget()
        self._grid = grid_layout(facts, SPACE_L, SPACE_S)
        self._ground.addWidget(facts)
        self.buttons, self._groups = {}, []
        self._grid.addWidget(SectionTitle(tr("File {id}, stays", id=kept.customer.id)), 0, 1)
        self._grid.addWidget(SectionTitle(tr("File {id}", id=other.customer.id)), 0, 2)
        for field in differing(kept.customer, other.customer):
            if field in CUSTOMER_FIELDS:
                self._add_row(field, kept.customer, other.customer)
        self._add_contents(kept, other)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        same = [words for field, words in CUSTOMER_FIELDS.items() if field not in self.buttons]
        said = tr(", ").join(tr(words) for words in same)
        self._same.setText(tr("The same on both: {facts}", facts=said))

    def choices(self) -> dict[str, Choice]:
        """Give whose fact is taken, by field."""
        return {
            field: next(choice for choice, button in found.items() if button.isChecked())
            for field, found in self.buttons.items()
        }

    def focus_first(self) -> None:
        """Go to the first choice."""
        for found in self.buttons.values():
            next(button for button in found.values() if button.isChecked()).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
            return
        self.swap_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, field: str, kept: Customer, other: Customer) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Caption(tr(CUSTOMER_FIELDS[field]), wrap=False), row, 0)
        usual, group = usual_choice(field, kept, other), QButtonGroup(self)
        ways = [(Choice.KEPT, kept), (Choice.OTHER, other)]
        found: dict[Choice, QRadioButton] = {}
        for column, (choice, person) in enumerate(ways, start=1):
            found[choice] = _radio(field, _said(field, getattr(person, field)))
            self._grid.addWidget(found[choice], row, column)
        if field in JOINED:
            found[Choice.BOTH] = _radio(field, tr("Both"))
            self._grid.addWidget(found[Choice.BOTH], row, 3)
        for choice, button in found.items():
            group.addButton(button)
            button.setChecked(choice is usual)
        self.buttons[field] = found
        self._groups.append(group)

    def _add_contents(self, kept: CustomerFile, other: CustomerFile) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Caption(tr("Comes along"), wrap=False), row, 0)
        for column, file in enumerate((kept, other), start=1):
            self._grid.addWidget(Words(_contents(file)), row, column)


def _radio(field: str, words: str) -> QRadioButton:
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    button = QRadioButton(escaped(short))
    button.setAccessibleName(f"{tr(CUSTOMER_FIELDS[field])}: {words}")
    if short != words:
        button.setToolTip(plain_tip(words))
    return button


def _said(field: str, value: Any) -> str:
    if value is None or value in ("", ()):
        return "–"
    said = _SAID.get(field)
    return said(value) if said is not None else str(value).replace("\n", " / ")


def _yes_or_no(value: bool) -> str:
    return tr("yes") if value else tr("no")


def _phones(phones: tuple[Phone, ...]) -> str:
    return " / ".join(phone_words(phone.digits) for phone in phones)


def _kind(kind: PhoneKind) -> str:
    return tr("Mobile") if kind is PhoneKind.MOBILE else tr("Landline")


def _birthday(value: Any) -> str:
    return birthday_words(screen_catalog(), value)


def _hours(value: Any) -> str:
    return hours_text(screen_catalog(), value)


_SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "phones": _phones,
    "birthday": _birthday,
    "call_hours": _hours,
    "prefers": _kind,
    "key_account": _yes_or_no,
    "no_calls": _yes_or_no,
}


def _contents(file: CustomerFile) -> str:
    counts = (
        ntr("{n} purchase", "{n} purchases", len(file.purchases)),
        ntr("{n} case", "{n} cases", len(file.cases)),
        ntr("{n} call", "{n} calls", len(file.callbacks)),
    )
    return tr(", ").join(counts)
