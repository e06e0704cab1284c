"""The last three contacts with a customer."""

from datetime import date
from html import escape

from PySide6.QtWidgets import QWidget

from shopcare.domain.calls.callback import CallAttempt, Callback
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Caption, Words
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.today.call_rows import NameOf, purpose_words, result_words

MOST = 3
NOTE_SHOWN = 90
"""Characters of a remark that are shown; the whole is on the tooltip and in the customer file."""


class Contacts(QWidget):
    """One line for each contact: when, what for, how it ended, who, what was said."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Caption(tr("Last contacts"))
        self.lines = [Words() for _ in range(MOST)]
        layout = column_layout(self, 2, self._title)
        for line in self.lines:
            layout.addWidget(line)

    def show_contacts(
        self, contacts: tuple[tuple[Callback, CallAttempt], ...], today: date, name_of: NameOf
    ) -> None:
        """Show contacts, the newest first."""
        self._title.setText(tr("Last contacts") if contacts else tr("No contact yet"))
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(contacts))
            if number < len(contacts):
                callback, attempt = contacts[number]
                line.setText(_words(callback, attempt, today, name_of(attempt.by)))
                line.setToolTip(f"<p>{escape(attempt.note)}</p>" if attempt.note else "")


def _words(callback: Callback, attempt: CallAttempt, today: date, by: str) -> str:
    said = [
        near_moment_words(attempt.at, today),
        purpose_words(callback),
        result_words(attempt.result, attempt.satisfaction),
        by,
    ]
    words = " · ".join(part for part in said if part)
    if not attempt.note:
        return words
    note = " ".join(attempt.note.split())
    shown = note if len(note) <= NOTE_SHOWN else f"{note[:NOTE_SHOWN]}…"
    return tr("{contact}: {note}", contact=words, note=shown)
