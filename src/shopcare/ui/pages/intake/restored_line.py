"""The quiet line that says that an unfinished form was there and is back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr


class RestoredLine(QWidget):
    """Says so, and offers to throw it away; that can be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeLine(Meaning.INFO)
        self.notice.say(tr("An unfinished form was restored."))
        self.discard_button = quiet_button(tr("Throw it away"), "trash-2")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self.notice, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.discard_button)
        self.hide()
