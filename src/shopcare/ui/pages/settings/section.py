"""One section of the settings: a form that shows them, and knows what was changed by hand."""

from typing import Protocol, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shopcare.domain.shop.settings import ShopSettings
from shopcare.ui.kit.fields.choice_fields import HoursEdit, YearDayEdit
from shopcare.ui.kit.forms.form import Form, FormRow


class TextField(Protocol):
    """A field whose content is one text."""

    def text(self) -> str:
        """Give the text."""

    def setText(self, text: str, /) -> None:
        """Show a text."""


class Section(Form):
    """Fields of one subject. ``edited`` comes whenever something was typed or chosen."""

    title: str
    """In the screen's language."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._fields: dict[str, TextField] = {}
        self._shown: dict[str, str] = {}
        self.group(title)

    def field(
        self,
        name: str,
        label: str,
        widget: QWidget,
        *,
        required: bool = False,
        help_text: str = "",
        beside: QWidget | None = None,
    ) -> FormRow:
        """Add a row whose field is kept while it is not saved."""
        row = self.row(name, label, widget, required=required, help_text=help_text, beside=beside)
        self.keep(name, widget)
        return row

    def keep(self, name: str, widget: QWidget) -> None:
        """Let a field that is placed elsewhere be kept, too."""
        self._fields[name] = cast("TextField", widget)
        if isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(self._on_edited)
        elif isinstance(widget, QLineEdit):
            widget.textChanged.connect(self._on_edited)
        elif isinstance(widget, HoursEdit | YearDayEdit):
            widget.edited.connect(self._on_edited)

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what the shop has set."""
        self.fill(settings)
        self._shown = self.typed()
        self.clear_problems()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        raise NotImplementedError

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings with what stands in the fields."""
        raise NotImplementedError

    def has_field(self, name: str) -> bool:
        """Tell whether a problem of this name belongs here."""
        return name in self._fields or name in self._rows

    def problem_names(self) -> list[str]:
        """Name the fields beside which something is said."""
        return [name for name in self.problem_texts() if name]

    def is_changed(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.typed() != self._shown

    def typed(self) -> dict[str, str]:
        """Give what stands in the fields."""
        return {name: field.text() for name, field in self._fields.items()}

    def give_back(self, typed: dict[str, str]) -> None:
        """Show what was typed before, in the order in which the fields depend on each other."""
        for name, field in self._fields.items():
            if name in typed:
                field.setText(typed[name])

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit()
