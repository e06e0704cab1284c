"""A line after a step that says it is done and offers the slip again (G-9)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.style.tokens import SPACE_S, Meaning
from shopcare.ui.kit.widgets.buttons import plain_button, sign_button
from shopcare.ui.kit.words.i18n import tr


class SlipOffer(QWidget):
    """Stays until it is used, closed, or another case is shown."""

    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notice = NoticeLine(Meaning.GREEN)
        self.print_button = plain_button(tr("Print the slip"), "printer")
        self.close_button = sign_button("x", tr("Close"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self.notice, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.print_button)
        line.addWidget(self.close_button)
        self.hide()
        self.print_button.clicked.connect(self.print_wanted)
        self.close_button.clicked.connect(self.hide)

    def offer(self, words: str) -> None:
        """Say what is done and offer the slip."""
        self.notice.say(words, Meaning.GREEN)
        self.show()
