"""The lines above the form: what was just saved, and that an unfinished form was restored."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopcare.domain.cases.case import WITHOUT_GOODS
from shopcare.services.cases.intake import Opened
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import column_layout, row_layout
from shopcare.ui.kit.layout.card import Caption, Card, Words
from shopcare.ui.kit.layout.flow_line import FlowLine
from shopcare.ui.kit.navigation import RecordLink
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Meaning, Role
from shopcare.ui.kit.widgets.buttons import plain_button, quiet_button, sign_button
from shopcare.ui.kit.widgets.chip import SignLabel
from shopcare.ui.kit.words.formatting import long_day_words
from shopcare.ui.kit.words.i18n import ntr, tr


class SavedStrip(Card):
    """Stays until the next customer is picked or it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: Opened | None = None
        self.number_words = Words("", Role.HEADING, wrap=False, selectable=True)
        self.promised_words = Words("", Role.EMPHASISED, wrap=False)
        self.calls_words = Caption()
        self.print_button = plain_button(tr("Print again"), "printer")
        self.labels_button = plain_button(tr("Item labels"), "printer")
        self.notice_button = quiet_button(tr("Notice and consents"), "printer")
        """What the shop keeps of a person, to be signed at intake (L-7)."""
        self.photos_button = quiet_button(tr("Add photos …"), "plus")
        self.open_button = quiet_button(tr("Open the case"), "clipboard-list")
        self.close_button = sign_button("x", tr("Close"))
        said = QWidget()
        column_layout(said, 0, self.promised_words, self.calls_words)
        line = FlowLine()
        line.add(SignLabel(Meaning.GREEN, 28))
        line.add(self.number_words, before=SPACE_S)
        line.add(said, stretch=1, before=SPACE_XL)
        for button in (
            self.open_button,
            self.photos_button,
            self.notice_button,
            self.labels_button,
            self.print_button,
            self.close_button,
        ):
            line.add(button)
        self.body.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        self.body.addWidget(line)
        self.hide()
        self._case = RecordLink(self.open_button, "case")
        self._photos = RecordLink(self.photos_button, "photos")
        """Photos of the case are to be added (X-4)."""
        self.close_button.clicked.connect(self.hide)

    def show_opened(self, opened: Opened) -> None:
        """Show a case that was just recorded."""
        self.opened = opened
        case = opened.case
        self._case.record_id = self._photos.record_id = case.id
        self.number_words.setText(case.number)
        promised = tr("Nothing promised")
        if case.promised_on is not None:
            promised = tr("Promised for {day}", day=long_day_words(case.promised_on))
        self.promised_words.setText(promised)
        planned = ntr("{n} call planned", "{n} calls planned", opened.calls)
        self.calls_words.setText(f"{tr('Saved.')} {planned}")
        self.labels_button.setVisible(case.kind not in WITHOUT_GOODS)
        self.show()


class RestoredLine(QWidget):
    """Says that an unfinished form is back, and offers to throw it away; that can be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeLine(Meaning.INFO)
        self.notice.say(tr("An unfinished form was restored."))
        self.discard_button = quiet_button(tr("Discard"), "trash-2")
        row_layout(
            self, SPACE_S, (self.notice, 1, Qt.AlignmentFlag.AlignVCenter), self.discard_button
        )
        self.hide()
