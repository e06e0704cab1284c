"""What is done to a shop file between two windows, while nobody has it open."""

import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication, QProgressBar

from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.papers.documents.recovery_codes import CodeSheet, code_sheet
from shopcare.services.shop import open_shop
from shopcare.services.troubles import known_trouble
from shopcare.services.upkeep.encrypting import Encrypted
from shopcare.system.log import traceback_text
from shopcare.ui.kit.context.background import Background, WorkingWindow
from shopcare.ui.kit.context.page_context import ClosedWork, Dialogs
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, grow_to_fit, row_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.papers.recovery_code_box import RecoveryCodeBox
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.buttons import main_button
from shopcare.ui.kit.words.i18n import problem_text, tr

_WIDTH: Final = 520
_BAR_HEIGHT: Final = 6


class ClosedShop(WorkingWindow):
    """Says what is being done; stays where that did not work, until it was read."""

    def __init__(self, work: ClosedWork, path: Path) -> None:
        super().__init__()
        self._path = path
        self._dialogs = Dialogs()
        self._background = Background(partial(open_shop, path), self)
        self.box: RecoveryCodeBox | None = None
        self.setWindowTitle("ShopCare")
        self.setMinimumWidth(_WIDTH)
        self.notice = NoticeLine()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR_HEIGHT)
        self.go_on_button = main_button(tr("&Go on"))
        column_layout(
            self,
            SPACE_L,
            Words(work.words),
            self._bar,
            self.notice,
            row_layout(None, None, STRETCH, self.go_on_button),
            margins=(SPACE_XL,) * 4,
        )
        self.notice.hide()
        self.go_on_button.hide()
        self.go_on_button.clicked.connect(self.close)
        self._closed_work = work

    def start(self) -> None:
        """Begin with the work."""
        self.show()
        self.carry_out(self._closed_work.work, self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        self._bar.hide()
        assert self.work is not None
        error, result = self.work.error, self.work.result
        if error is not None:
            self._tell(error)
        elif isinstance(result, Encrypted) and result.code:
            self._show_code(result)
        else:
            self.close()

    def _tell(self, error: Exception) -> None:
        known = error if isinstance(error, Refusal | Trouble) else known_trouble(error, self._path)
        known = known or Trouble("program_mistake", technical=traceback_text(error))
        self.notice.tell(problem_text(known), Meaning.RED)
        self.go_on_button.show()
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        grow_to_fit(self)

    def _show_code(self, done: Encrypted) -> None:
        """Show the code; what else has to be known stays behind it."""
        sheet = self._sheet(done.code)
        said = _said(done)
        self.notice.tell(said, Meaning.AMBER)
        self.go_on_button.setVisible(bool(said))
        QTimer.singleShot(0, self, self._fit)
        self.box = RecoveryCodeBox(self, sheet, self._dialogs, self._background)
        self.box.finished.connect(self._on_written_down)
        self.box.open()

    def _sheet(self, code: str) -> CodeSheet:
        """Draw the paper of the code, which nobody can make again: it is shown in any case."""
        try:
            with closing(open_shop(self._path)) as shop:
                return code_sheet(shop, code)
        except Exception as error:
            sys.excepthook(type(error), error, error.__traceback__)
            return CodeSheet(code, b"")

    @Slot()
    def _on_written_down(self) -> None:
        self._background.stop()
        if not self.notice.text():
            self.close()


def _said(done: Encrypted) -> str:
    said = []
    if done.store_problem:
        said.append(tr("This PC has no keychain that could open the shop; it goes on asking."))
    if done.second_place_away:
        said.append(
            tr(
                "The second place is not there just now; its older backups can still be read. "
                "Encrypt once more when it is there again."
            )
        )
    if done.plain_left:
        said.append(tr("Some files could not be encrypted. Settings, Encryption names them."))
    return " ".join(said)


def carry_out(app: QApplication, work: ClosedWork, path: Path) -> None:
    """Do the work, show what came of it, and come back when it was read."""
    window = ClosedShop(work, path)
    window.start()
    app.exec()
    window.deleteLater()
