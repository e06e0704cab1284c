"""What every field of a form offers: a value, what is typed, and what is wrong with it."""

from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QLabel, QLineEdit

from shopcare.domain.errors import Problem, Refusal

Value = TypeVar("Value")


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
