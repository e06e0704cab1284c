"""The field for a PIN, and the form in which a new one is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from shopcare.domain.errors import Problem
from shopcare.domain.people.log_in import PIN_LENGTHS, NewPin
from shopcare.ui.kit.fields.text_fields import PlainText, TextLine
from shopcare.ui.kit.forms.bound_form import BoundForm, FieldSpec, Row
from shopcare.ui.kit.words.i18n import tr


class PinEdit(PlainText, TextLine[str]):
    """A few digits that nobody reads along; no input method takes them."""

    def __init__(self) -> None:
        super().__init__(14)
        self.setMaxLength(2 * PIN_LENGTHS[-1])
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )


class NewPinForm(BoundForm[NewPin]):
    """A new PIN, typed twice; whoever changes their own gives the current one first.

    It is watched by no autosave: a PIN is never kept as a draft.
    """

    def __init__(self, *rows: Row, asks_current: bool = False) -> None:
        """Make the form.

        Args:
            rows: what is asked before.
            asks_current: whether a row for the current PIN can be shown.
        """
        super().__init__(NewPin(), *rows)
        if asks_current:
            self.add_rows(FieldSpec("current", tr("PIN until &now"), PinEdit()))
        digits = tr("{least} to {most} digits.", least=PIN_LENGTHS[0], most=PIN_LENGTHS[-1])
        self.add_rows(
            (
                FieldSpec("pin", tr("New &PIN"), PinEdit(), help_text=digits),
                FieldSpec("again", tr("T&he same again"), PinEdit()),
            )
        )
        self.load(NewPin())

    def check(self) -> bool:
        """Also compare what was typed twice."""
        if not super().check():
            return False
        typed = self.draft()
        if typed.pin != typed.again:
            self.show_problems([Problem(field="again", code="pin_not_same")])
        return typed.pin == typed.again


def without_pins_words() -> str:
    """Say what it means to use no PINs."""
    return tr(
        "Without PINs, whoever is at this PC can act as anybody, and the log only knows who was "
        "chosen."
    )


def taken_file_words() -> str:
    """Say what PINs cannot do where the shop file is not encrypted."""
    return tr(
        "PINs hold up whoever is at this PC. Whoever takes the shop file or a backup away reads it "
        "without any, and finds out a PIN of four digits within the hour. Against that, encrypt "
        "the shop: Settings, Encryption."
    )
