"""Fields that only a customer has: several phones, a birthday in either calendar."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.people.birthday import birthday_as_typed, birthday_from_text
from shopcare.domain.people.customer import MOST_PHONES, CustomerBirthday
from shopcare.domain.typed.phone import Phone, grouped, phone_from_text
from shopcare.language.day_words import birthday_words
from shopcare.ui.kit.fields.text_fields import LineEdit, UnderstoodText
from shopcare.ui.kit.layout.box_layouts import grid_layout, row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.words.i18n import screen_catalog, tr


class PhonesEdit(QWidget):
    """Several numbers: an empty field waits behind the last one, up to the most there may be."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edits: list[LineEdit] = []
        self._grid = grid_layout(self, SPACE_S, SPACE_S, stretch=2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._add()
        self.setFocusProxy(self.edits[0])

    def value(self) -> tuple[Phone, ...]:
        """Give the numbers; what cannot be read is left out, see ``problem``."""
        return tuple(filter(None, (_phone(text) for text in self.typed())))

    def set_value(self, phones: tuple[Phone, ...]) -> None:
        """Show the numbers of a customer on file."""
        self.restore([grouped(phone.digits) for phone in phones])

    def typed(self) -> list[str]:
        """Give what is typed, without the empty fields."""
        return [edit.text() for edit in self.edits if edit.text().strip()]

    def restore(self, typed: object) -> None:
        """Show what was typed before."""
        given = typed if isinstance(typed, list) else []
        texts = [text for text in given if isinstance(text, str)]
        while len(self.edits) < min(len(texts), MOST_PHONES):
            self._add()
        for number, edit in enumerate(self.edits):
            edit.setText(texts[number] if number < len(texts) else "")
        self._grow()

    def problem(self) -> Problem | None:
        """Say which number cannot be read."""
        for text in self.typed():
            try:
                phone_from_text(text)
            except Refusal as refusal:
                return Problem(field="", code=refusal.code, values=refusal.values)
        return None

    def _add(self) -> None:
        edit = LineEdit(15)
        number = len(self.edits)
        edit.setAccessibleName(tr("Phone {n}", n=number + 1))
        edit.textChanged.connect(self._on_changed)
        edit.editingFinished.connect(self._on_finished)
        self._grid.addWidget(edit, number // 2, number % 2)
        if self.edits:
            QWidget.setTabOrder(self.edits[-1], edit)
        self.edits.append(edit)

    def _grow(self) -> None:
        if self.edits[-1].text().strip() and len(self.edits) < MOST_PHONES:
            self._add()

    @Slot()
    def _on_changed(self) -> None:
        self._grow()
        self.edited.emit()

    @Slot()
    def _on_finished(self) -> None:
        for edit in self.edits:
            phone = _phone(edit.text())
            if phone is not None and edit.text() != grouped(phone.digits):
                edit.setText(grouped(phone.digits))


class BirthdayEdit(QWidget, UnderstoodText[CustomerBirthday | None]):
    """A birthday as it is said: 3-5, 1985-3-5, 农历八月十五; what was understood stands beside."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.edit = LineEdit(16, tr("3-5, lunar 8-15"))
        self.beside = Caption(wrap=False)
        row_layout(self, SPACE_S, self.edit, self.beside)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.edit.edited.connect(self._on_typed)

    def read(self, text: str) -> CustomerBirthday | None:
        """Read a birthday; nothing typed is none."""
        return birthday_from_text(text) if text.strip() else None

    def write(self, value: CustomerBirthday | None) -> str:
        """Write a birthday."""
        return birthday_as_typed(value) if value else ""

    @Slot()
    def _on_typed(self) -> None:
        birthday = self.value()
        said = birthday_words(screen_catalog(), birthday) if birthday else ""
        self.beside.setText(said)
        self.edited.emit()


def _phone(text: str) -> Phone | None:
    try:
        return phone_from_text(text) if text.strip() else None
    except Refusal:
        return None
