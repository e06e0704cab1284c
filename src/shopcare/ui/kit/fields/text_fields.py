"""What every field of a form offers, and those typed into: a line, an amount, hours, a text."""

from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QFontMetrics, QInputMethodEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from shopcare.domain.calendar.opening import Intervals
from shopcare.domain.errors import Problem, Refusal
from shopcare.domain.money import Fen, fen_from_text, yuan_text
from shopcare.domain.typed.when_text import hours_as_typed, hours_from_text
from shopcare.language.day_words import hours_text
from shopcare.ui.kit.layout.box_layouts import row_layout
from shopcare.ui.kit.layout.card import Caption
from shopcare.ui.kit.shortcuts import note_composing
from shopcare.ui.kit.style.tokens import CONTROL, SPACE_M
from shopcare.ui.kit.words.i18n import screen_catalog

Value = TypeVar("Value")
LONGEST_LINE = 10_000


@runtime_checkable
class Field(Protocol):
    """A widget that a form can bind to one fact of its draft."""

    @property
    def edited(self) -> SignalInstance:
        """Signal that something else is typed or chosen."""

    def value(self) -> Any:
        """Give the fact; what cannot be read counts as nothing, see ``problem``."""

    def set_value(self, value: Any, /) -> None:
        """Show a fact."""

    def typed(self) -> object:
        """Give what is typed, readable or not, as JSON can hold it."""

    def restore(self, typed: object, /) -> None:
        """Show again what was typed; anything that does not fit empties the field."""

    def problem(self) -> Problem | None:
        """Say what is wrong; the form fills in the name of the field."""


class TypedText(Generic[Value]):
    """Turns a widget with ``text`` and ``setText`` into a field; ``read`` and ``write`` differ."""

    def text(self) -> str:
        """Give what is typed."""
        raise NotImplementedError

    def setText(self, text: str, /) -> None:  # Qt's own name
        """Show a text."""
        raise NotImplementedError

    def read(self, text: str) -> Value:
        """Read a text.

        Raises:
            Refusal: it cannot be read.
        """
        raise NotImplementedError

    def write(self, value: Value) -> str:
        """Write a value as ``read`` reads it."""
        raise NotImplementedError

    def value(self) -> Value:
        """Give what was read; of what cannot be read, what an empty field means."""
        try:
            return self.read(self.text())
        except Refusal:
            return self.read("")

    def set_value(self, value: Value) -> None:
        """Show a value."""
        self.setText(self.write(value))

    def typed(self) -> str | None:
        """Give the text."""
        return self.text()

    def restore(self, typed: object) -> None:
        """Show the text again."""
        self.setText(typed if isinstance(typed, str) else "")

    def problem(self) -> Problem | None:
        """Say why the text cannot be read."""
        try:
            self.read(self.text())
        except Refusal as refusal:
            return Problem(field="", code=refusal.code, values=refusal.values)
        return None

    def write_out(self) -> None:
        """Write what was understood in the shop's usual way; nothing and nonsense stay."""
        if self.text().strip() and self.problem() is None:
            self.set_value(self.value())


class PlainText(TypedText[str]):
    """For words that are taken as they are typed."""

    def read(self, text: str) -> str:
        """Take the text as it is."""
        return text

    def write(self, value: str | None) -> str:
        """Show the text as it is; a fact that is not there is an empty field."""
        return value or ""


class UnderstoodText(TypedText[Value], Generic[Value]):
    """For a line with words beside it that say how it is understood."""

    edit: QLineEdit
    beside: QLabel

    def text(self) -> str:
        """Give what is typed."""
        return self.edit.text()

    def setText(self, text: str) -> None:
        """Show a text."""
        self.edit.setText(text)


class TextLine(QLineEdit, TypedText[Value], Generic[Value]):
    """One line, as wide as its content is expected to be."""

    edited = Signal()

    def __init__(self, characters: int | None = None, placeholder: str = "") -> None:
        """Make the field.

        Args:
            characters: how many fit; without it the field takes what room there is.
        """
        super().__init__()
        self.setMaxLength(LONGEST_LINE)
        self.setPlaceholderText(placeholder)
        if characters is not None:
            self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("0") * characters + 28)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.edited)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep keys from saving or leaving while a word is composed."""
        note_composing(self, event)
        super().inputMethodEvent(event)


class LineEdit(PlainText, TextLine[str]):
    """A line of text."""


class SecretEdit(LineEdit):
    """A passphrase; nobody beside reads it unless it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.show_typed(False)

    @Slot(bool)
    def show_typed(self, shown: bool) -> None:
        """Show what is typed, or dots; only what is shown can be typed with an input method."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class CodeEdit(PlainText, TextLine[str]):
    """A line for a code that is scanned or typed; no input method takes its letters (W-9)."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(16, placeholder)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)


class MoneyEdit(TextLine[Fen | None]):
    """An amount in yuan, written out properly when the field is left."""

    def __init__(self) -> None:
        super().__init__(12, "0.00")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self.write_out)

    def read(self, text: str) -> Fen | None:
        """Read an amount; nothing typed is none."""
        return fen_from_text(text) if text.strip() else None

    def write(self, value: Fen | None) -> str:
        """Write an amount."""
        return yuan_text(value) if value is not None else ""


class _HoursText(TypedText[Intervals]):
    def read(self, text: str) -> Intervals:
        """Read hours; nothing typed is none."""
        return hours_from_text(text)

    def write(self, value: Intervals) -> str:
        """Write hours."""
        return hours_as_typed(value)


class HoursLine(_HoursText, TextLine[Intervals]):
    """Hours of a day in one line: 9:30-11:30, 14-17."""

    def __init__(self, example: str) -> None:
        super().__init__(24, example)


class HoursEdit(QWidget, _HoursText, UnderstoodText[Intervals]):
    """The hours of a day as they are typed; what was understood stands beside them."""

    edited = Signal()

    def __init__(self, nothing: str) -> None:
        """Make the field.

        Args:
            nothing: what no hours mean: closed, or no calls.
        """
        super().__init__()
        self._nothing = nothing
        self.edit = LineEdit(32, "9:00-12:00, 13:30-20:30")
        self.beside = Caption(nothing, wrap=False)
        row_layout(self, SPACE_M, self.edit, (self.beside, 1))
        self.setFocusProxy(self.edit)
        self.edit.edited.connect(self._on_typed)
        self.edit.editingFinished.connect(self.write_out)

    @Slot()
    def _on_typed(self) -> None:
        hours = self.value()
        words = hours_text(screen_catalog(), hours) if hours else self._nothing
        self.beside.setText("" if self.problem() else words)
        self.edited.emit()


class TextArea(QPlainTextEdit, PlainText):
    """A few lines of text; the field grows with them. Tab goes on to the next field."""

    edited = Signal()

    def __init__(self, lines: int = 3, most_lines: int = 10) -> None:
        super().__init__()
        self._lines, self._most_lines = lines, most_lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def text(self) -> str:
        """Give the text."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Keep keys from saving or leaving while a word is composed."""
        note_composing(self, event)
        super().inputMethodEvent(event)

    def sizeHint(self) -> QSize:
        """Tell Qt the size."""
        return QSize(320, self.height())

    def _fit(self) -> None:
        shown = round(self.document().size().height())
        lines = max(self._lines, min(shown, self._most_lines))
        height = max(CONTROL, lines * QFontMetrics(self.font()).lineSpacing() + 22)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    @Slot()
    def _on_changed(self) -> None:
        self._fit()
        self.edited.emit()
