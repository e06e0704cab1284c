"""What stands before the window of an encrypted shop: its passphrase, or its recovery code."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QApplication

from shopcare.app.first_start import system_language
from shopcare.app.window import dress
from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.troubles import known_trouble
from shopcare.services.upkeep.encryption import (
    is_code,
    is_locked,
    is_store_refusing,
    seconds_to_wait,
    unlock,
    unlock_from_key_store,
)
from shopcare.system.log import traceback_text
from shopcare.ui.kit.context.background import WorkingWindow
from shopcare.ui.kit.fields.choice_fields import TickBox
from shopcare.ui.kit.fields.text_fields import SecretEdit
from shopcare.ui.kit.forms.form_row import FormRow
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, grow_to_fit, row_layout
from shopcare.ui.kit.layout.card import SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.i18n import problem_text, tr

_WIDTH: Final = 520
_SECOND_MS: Final = 1_000


class Unlock(WorkingWindow):
    """Asks until the shop opens or somebody gives up; after wrong passphrases the next one waits.

    The wait outlives this window; a recovery code does not wait, for nobody guesses one. Whoever
    has copied the files is held up by what each guess costs, not by this window.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._wait = 0
        self.is_open = False
        """Whether the shop can be opened now."""
        self.setWindowTitle("ShopCare")
        self.setMinimumWidth(_WIDTH)
        self.edit = SecretEdit()
        self.shown_box = TickBox(tr("&Show what is typed"))
        self.notice = NoticeLine()
        self.open_button = main_button(tr("&Open the shop"), "store")
        self.close_button = plain_button(tr("Close"))
        self._second = QTimer(self, interval=_SECOND_MS)
        self._lay_out()
        self._connect()
        if is_store_refusing(path):
            self._tell(
                tr("The system's keychain did not open the shop. Please type the passphrase."),
                Meaning.INFO,
            )
        self._begin_wait()
        if self._wait:
            waits = Refusal("passphrase_wait", seconds=self._wait)
            self._tell(problem_text(waits), Meaning.RED)

    def _lay_out(self) -> None:
        label = tr("&Passphrase or recovery code")
        column_layout(
            self,
            SPACE_L,
            SectionTitle(tr("This shop is encrypted")),
            Words(tr("Type the passphrase. If it is forgotten, type the recovery code instead.")),
            FormRow(label, self.edit, required=False, help_text="", beside=None),
            self.shown_box,
            self.notice,
            row_layout(None, SPACE_M, STRETCH, self.close_button, self.open_button),
            margins=(SPACE_XL,) * 4,
        )
        self.notice.hide()

    def _connect(self) -> None:
        self.edit.returnPressed.connect(self._on_open)
        self.edit.textChanged.connect(self._look_again)
        self.shown_box.toggled.connect(self.edit.show_typed)
        self.open_button.clicked.connect(self._on_open)
        self.close_button.clicked.connect(self.close)
        self._second.timeout.connect(self._on_second)

    @Slot()
    def _on_open(self) -> None:
        if not self.open_button.isEnabled() or not self.edit.text():
            return
        self.edit.setEnabled(False)
        self.open_button.setEnabled(False)
        self._tell(tr("Opening …"), Meaning.INFO)
        self.carry_out(partial(unlock, self._path, self.edit.text()), self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        assert self.work is not None
        error = self.work.error
        if error is None:
            self.is_open = True
            self.close()
            return
        known = error if isinstance(error, Refusal | Trouble) else known_trouble(error, self._path)
        known = known or Trouble("program_mistake", technical=traceback_text(error))
        self._tell(problem_text(known), Meaning.RED)
        self.edit.setEnabled(True)
        self.edit.setFocus()
        self.edit.selectAll()
        self._begin_wait()

    def _tell(self, words: str, meaning: Meaning) -> None:
        self.notice.tell(words, meaning)
        QTimer.singleShot(0, self, self._fit)

    @Slot()
    def _fit(self) -> None:
        grow_to_fit(self)

    def _begin_wait(self) -> None:
        self._wait = seconds_to_wait(self._path)
        if self._wait:
            self._second.start()
        self._look_again()

    @Slot()
    def _on_second(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._second.stop()
        if self.edit.isEnabled():  # else it is being tried
            self._look_again()

    @Slot()
    def _look_again(self) -> None:
        """Let what is typed be tried: a recovery code at once, a passphrase after the wait."""
        waits = self._wait > 0 and not is_code(self.edit.text())
        self.open_button.setText(tr("Wait {n} s", n=self._wait) if waits else tr("&Open the shop"))
        self.open_button.setEnabled(not waits)


def let_in(app: QApplication, path: Path) -> bool:
    """Have the key of a locked file: from the system's keychain, or of what somebody types."""
    if unlock_from_key_store(path):
        return True
    dress(app, system_language(), "system")
    window = Unlock(path)
    window.show()
    app.exec()
    window.deleteLater()
    return window.is_open and not is_locked(path)
