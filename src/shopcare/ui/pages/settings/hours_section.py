"""When the shop is open, weekday by weekday."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Slot

from shopcare.domain.shop.settings import ShopSettings
from shopcare.domain.typed.hours_text import hours_as_typed
from shopcare.ui.kit.fields.choice_fields import HoursEdit
from shopcare.ui.kit.widgets.buttons import plain_button
from shopcare.ui.kit.words.formatting import weekday_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.settings.section import Section

_A_MONDAY = date(2024, 1, 1)


class HoursSection(Section):
    """Seven lines, Monday first; several intervals in one line, none means closed."""

    def __init__(self) -> None:
        super().__init__(tr("Opening hours"))
        self.edits = [HoursEdit(tr("closed")) for _weekday in range(7)]
        self.same_button = plain_button(tr("&Every day like this"), "copy")
        for number, edit in enumerate(self.edits):
            weekday = weekday_words(_A_MONDAY + timedelta(days=number))
            beside = self.same_button if number == 0 else None
            self.field(f"opening.{number}", weekday, edit, beside=beside)
        self.same_button.clicked.connect(self._on_same)
        self.end()

    def fill(self, settings: ShopSettings) -> None:
        """Put what the shop has set into the fields."""
        for edit, hours in zip(self.edits, settings.opening, strict=True):
            edit.setText(hours_as_typed(hours))

    def put_into(self, settings: ShopSettings) -> ShopSettings:
        """Give the settings with what stands in the fields."""
        return replace(settings, opening=tuple(edit.hours() for edit in self.edits))

    def has_field(self, name: str) -> bool:
        """Tell whether a problem of this name belongs here."""
        return name == "opening" or super().has_field(name)

    @Slot()
    def _on_same(self) -> None:
        for edit in self.edits[1:]:
            edit.setText(self.edits[0].text())
