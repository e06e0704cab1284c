"""The timeline of a case: who, when, what, the newest on top (G-14)."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from shopcare.domain.shop.audit import AuditEntry
from shopcare.language.records.timeline_words import timeline_text
from shopcare.ui.kit.layout.box_layouts import column_layout, used_lines
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_M
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import moment_words
from shopcare.ui.kit.words.i18n import ntr, screen_catalog, tr
from shopcare.ui.pages.cases.facts import NameOf

AT_FIRST = 12
"""So many entries are shown before the rest is asked for."""


class _Entry(QWidget):
    """When and who above, what below."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Caption()
        self.words = Words(selectable=True)
        column_layout(self, 0, self.head, self.words)


class Timeline(QWidget):
    """Entries are made once and used again for the next case."""

    def __init__(self, name_of: NameOf) -> None:
        super().__init__()
        self._name_of = name_of
        self._told: Sequence[AuditEntry] = ()
        self._entries: list[_Entry] = []
        self.more_button = quiet_button("", "history")
        self._lines = column_layout(spacing=SPACE_M)
        column_layout(self, SPACE_M, SectionTitle(tr("Timeline")), self._lines, self.more_button)
        self.more_button.clicked.connect(self._on_more)

    def show_entries(self, entries: Sequence[AuditEntry]) -> None:
        """Show another timeline, given oldest first."""
        self._told = entries[::-1]
        self._show(AT_FIRST)

    def sentences(self) -> list[str]:
        """Give what is shown, the newest first."""
        return [entry.words.text() for entry in self._entries if not entry.isHidden()]

    def _show(self, most: int) -> None:
        told = self._told[:most]
        for line, entry in used_lines(self._lines, self._entries, told, _Entry):
            line.head.setText(self._head(entry))
            line.words.setText(timeline_text(screen_catalog(), entry))
        left = len(self._told) - len(told)
        self.more_button.setVisible(left > 0)
        self.more_button.setText(ntr("Show {n} earlier step", "Show {n} earlier steps", left))

    def _head(self, entry: AuditEntry) -> str:
        who = self._name_of(entry.staff_id)
        if entry.by_script:
            who = tr("{name}, by a script", name=who)
        if (manager := entry.approved_by()) is not None:
            who = tr("{name}, approved by {manager}", name=who, manager=self._name_of(manager))
        return f"{moment_words(entry.at)} · {who}"

    @Slot()
    def _on_more(self) -> None:
        self._show(len(self._told))
