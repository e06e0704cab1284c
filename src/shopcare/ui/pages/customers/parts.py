"""Small things that the parts of a customer's file share."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from shopcare.ui.kit.context.page_context import Dialogs
from shopcare.ui.kit.layout.box_layouts import add_items, column_layout, empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Card, SectionTitle
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_M, SPACE_S
from shopcare.ui.kit.widgets.buttons import escaped, quiet_button
from shopcare.ui.kit.words.i18n import ntr, tr

MOST_SHOWN: Final = 6
LEAST_WORDS: Final = 180
"""Pixels; words on less stand in a line of their own."""


class FormKind(StrEnum):
    """The forms of the page, for what is half typed."""

    NEW = "new"
    EDIT = "edit"
    PURCHASE = "purchase"
    PRESCRIPTION = "prescription"
    MEASUREMENT = "measurement"
    GIFT = "gift"


class Section(Card):
    """A titled card of entries; of many only the first few, the rest a press away."""

    def __init__(self, empty: str) -> None:
        """Make the card.

        Args:
            empty: what is said where there is nothing.
        """
        super().__init__()
        self.body.setSpacing(SPACE_S)
        self._empty = Caption(empty)
        self._title = SectionTitle("")
        self.head = row_layout(None, SPACE_S, (self._title, 1))
        self.entries: list[QWidget] = []
        self._lines = column_layout(spacing=SPACE_M)
        self._more_button = quiet_button("", "chevron-down")
        add_items(
            self.body,
            self.head,
            self._empty,
            self._lines,
            (self._more_button, 0, Qt.AlignmentFlag.AlignLeft),
        )
        self._more_button.clicked.connect(self._on_more)
        self.entry_form: QWidget | None = None
        """A form that is open below the title, and not kept when it is left half typed."""
        self._opened_by: QWidget | None = None

    def set_title(self, words: str) -> None:
        """Say what stands here."""
        self._title.setText(words)

    def title(self) -> str:
        """Give the title."""
        return self._title.text()

    def set_entries(self, entries: Sequence[QWidget], *, unfolded: int = 0) -> None:
        """Show other entries.

        Args:
            unfolded: at least so many are shown at once.
        """
        empty_layout(self._lines)
        self.entries = list(entries)
        shown = max(MOST_SHOWN, unfolded)
        for number, entry in enumerate(self.entries):
            self._lines.addWidget(entry)
            if number >= shown:  # the others are shown by Qt, all at once: half the time
                entry.hide()
        rest = len(self.entries) - shown
        self._more_button.setVisible(rest > 0)
        self._more_button.setText(ntr("{n} more", "{n} more", max(0, rest)))
        self._empty.setVisible(not self.entries)

    def open_entry(
        self, form: QWidget, left: SignalInstance, button: QWidget | None = None
    ) -> None:
        """Open a form below the title until it is left; a button gives way to it."""
        self.close_entry()
        self.entry_form, self._opened_by = form, button
        left.connect(self.close_entry)
        self.body.insertWidget(1, form)
        if button is not None:
            button.hide()

    @Slot()
    def close_entry(self) -> None:
        """Take the form away; what was typed is let go."""
        form, self.entry_form = self.entry_form, None
        if form is not None:
            form.hide()
            form.deleteLater()
            if self._opened_by is not None:
                self._opened_by.show()

    @Slot()
    def _on_more(self) -> None:
        self._more_button.hide()
        for entry in self.entries:
            entry.show()


class RecordButton(QWidget):
    """A quiet button that opens one record."""

    def __init__(self, words: str, sign: str, kind: str, record_id: int) -> None:
        super().__init__()
        self.button = quiet_button(escaped(words), sign)
        row_layout(self, None, self.button)
        self.setFocusProxy(self.button)
        RecordLink(self.button, kind, record_id)


def ask_to_give_up(
    dialogs: Dialogs, form: QWidget, question: str, then: Callable[[], None]
) -> None:
    """Ask before what was typed is given up; going on typing is the safe answer."""
    dialogs.confirm(form, question, action=tr("Discard"), then=then, keep=tr("Keep typing"))
