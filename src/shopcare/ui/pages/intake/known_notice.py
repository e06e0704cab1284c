"""Says that a number is on file already, before somebody is filed twice (X-7)."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopcare.domain.people.customer import Customer
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.style.tokens import SPACE_XS, Meaning
from shopcare.ui.kit.widgets.buttons import quiet_button
from shopcare.ui.kit.words.i18n import tr
from shopcare.ui.pages.intake.parts import Part

MOST_NAMED = 3


class KnownNotice(Part):
    """Names who has the number; a press takes that customer instead of a new one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(SPACE_XS)
        self._known: tuple[Customer, ...] = ()
        self.notice = NoticeLine(Meaning.AMBER)
        self.notice.say(tr("This number is on file. The same person, or another of the household?"))
        self._line = QWidget()
        self._layout = QHBoxLayout(self._line)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_XS)
        self.rows.addWidget(self.notice)
        self.rows.addWidget(self._line)
        self.hide()

    def show_known(self, known: tuple[Customer, ...]) -> None:
        """Name these customers; nobody takes the notice away."""
        if known == self._known:
            return
        self._known = known
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for customer in known[:MOST_NAMED]:
            button = quiet_button(tr("Take {name}", name=customer.name[:16]), "user")
            button.setToolTip(customer.name)
            button.setProperty("record", customer.id)
            button.clicked.connect(self._on_taken)
            self._layout.addWidget(button)
        self._layout.addStretch(1)
        self.setVisible(bool(known))

    @Slot()
    def _on_taken(self) -> None:
        self.chosen.emit(self.sender().property("record"))
