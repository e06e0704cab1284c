"""The arrangements that were saved, each with a way to take it back."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from shopcare.services.rescheduling.calendar_changes import AppliedNotice
from shopcare.ui.kit.layout.box_layouts import column_layout, empty_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_S
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.formatting import day_words
from shopcare.ui.kit.words.i18n import tr


class AppliedList(QWidget):
    """Shows what counts beside the almanac, the newest first."""

    undo_pressed = Signal(int)
    """A notice is to be taken back; carries its id."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column_layout(spacing=SPACE_S)
        layout = column_layout(self, SPACE_S)
        layout.addWidget(SectionTitle(tr("Saved arrangements")))
        layout.addLayout(self._rows)

    def show_notices(self, notices: list[AppliedNotice], *, may_undo: bool) -> None:
        """Show other notices."""
        empty_layout(self._rows)
        for notice in reversed(notices):
            self._rows.addWidget(self._row(notice, may_undo))
        self.setVisible(bool(notices))

    def _row(self, notice: AppliedNotice, may_undo: bool) -> QWidget:
        row = QWidget()
        title = Words(title_of(notice.text))
        saved = Caption(tr("saved on {day}", day=day_words(notice.applied_at.date())))
        words = column_layout(None, 0, title, saved)
        button = quiet_button(tr("Withdraw"), "undo-2")
        button.setObjectName(f"undo-{notice.id}")
        button.setProperty("notice_id", notice.id)
        button.setVisible(may_undo)
        button.clicked.connect(self._on_undo)
        line = row_layout(row)
        line.addLayout(words, 1)
        line.addWidget(button)
        return row

    @Slot()
    def _on_undo(self) -> None:
        self.undo_pressed.emit(int(self.sender().property("notice_id")))


def title_of(text: str) -> str:
    """Give the first line of a notice, short enough for a list."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first if len(first) <= 60 else f"{first[:59]}…"
