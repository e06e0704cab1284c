"""A shop file that cannot be used any more: its last good backup is offered, or a salvage."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.shop import Shop, open_shop
from shopcare.services.troubles import known_trouble
from shopcare.services.upkeep.backups import Backup, backup_folder, backups, contents_of
from shopcare.services.upkeep.restore import restore
from shopcare.services.upkeep.salvage import salvage_shop
from shopcare.system.log import traceback_text
from shopcare.ui.kit.context.background import WorkingWindow
from shopcare.ui.kit.forms.notice import NoticeLine
from shopcare.ui.kit.layout.box_layouts import STRETCH, column_layout, row_layout
from shopcare.ui.kit.layout.card import SectionTitle, Words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_M, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.buttons import main_button, plain_button
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import problem_text, tr

_WIDTH: Final = 560


class Recovery(WorkingWindow):
    """Says what is wrong and what can be done; the damaged file is kept whatever is chosen."""

    def __init__(self, app: QApplication, trouble: Refusal | Trouble, shop_path: Path) -> None:
        super().__init__()
        self._app = app
        self._path = shop_path
        self.shop: Shop | None = None
        """The shop that can be worked with again."""
        self.setWindowTitle("ShopCare")
        self.setMinimumWidth(_WIDTH)
        self._backups = _readable(shop_path)
        self._backup = next(self._backups, None)
        kept = tr("Whatever you choose, the file as it is now is kept under another name.")
        self.notice = NoticeLine()
        self.restore_button = main_button(self._restore_words(), "history")
        self.restore_button.setVisible(self._backup is not None)
        self.salvage_button = plain_button(tr("&Save what can be read"), "package-check")
        self.salvage_button.setVisible(shop_path.exists())
        self.close_button = plain_button(tr("Close"))
        column_layout(
            self,
            SPACE_L,
            SectionTitle(tr("The shop file cannot be used")),
            Words(problem_text(trouble)),
            Words(kept),
            self.notice,
            row_layout(
                None, SPACE_M, self.restore_button, self.salvage_button, STRETCH, self.close_button
            ),
            margins=(SPACE_XL,) * 4,
        )
        self.notice.hide()
        self.restore_button.clicked.connect(self._on_restore)
        self.salvage_button.clicked.connect(self._on_salvage)
        self.close_button.clicked.connect(self.close)

    def _restore_words(self) -> str:
        if self._backup is None:
            return ""
        from datetime import datetime

        today = datetime.now().astimezone().date()
        when = near_moment_words(self._backup.at.astimezone(), today)
        return tr("&Restore the backup of {when}", when=when)

    @Slot()
    def _on_restore(self) -> None:
        assert self._backup is not None
        backup = self._backup.path

        def work() -> None:
            restore(self._path, backup)

        self._start(work, tr("Restoring …"))

    @Slot()
    def _on_salvage(self) -> None:
        def work() -> None:
            salvage_shop(self._path)

        self._start(work, tr("Reading what can be read …"))

    def _start(self, work: Callable[[], None], words: str) -> None:
        self._enable(False)
        self.notice.tell(words, Meaning.INFO)
        self.carry_out(work, self._on_finished)

    def _enable(self, enabled: bool) -> None:
        for button in (self.restore_button, self.salvage_button, self.close_button):
            button.setEnabled(enabled)

    @Slot()
    def _on_finished(self) -> None:
        assert self.work is not None
        error = self.work.error
        try:
            if error is None:
                self.shop = open_shop(self._path)
        except (Refusal, Trouble) as met:
            error = met
        if error is None:
            self.close()
            return
        self._enable(True)
        known = error if isinstance(error, Refusal | Trouble) else None
        if known is not None and known.code == "backup_damaged":
            self._offer_the_one_before()
        known = known or known_trouble(error, self._path)
        known = known or Trouble("program_mistake", technical=traceback_text(error))
        self.notice.tell(problem_text(known), Meaning.RED)

    def _offer_the_one_before(self) -> None:
        self._backup = next(self._backups, None)
        self.restore_button.setText(self._restore_words())
        self.restore_button.setVisible(self._backup is not None)


def recover(app: QApplication, trouble: Refusal | Trouble, shop_path: Path) -> Shop | None:
    """Let somebody choose how to go on; None where the window was closed."""
    window = Recovery(app, trouble, shop_path)
    window.show()
    app.exec()
    window.deleteLater()
    return window.shop


def has_backups(shop_path: Path) -> bool:
    """Say whether there is anything to restore."""
    return bool(backups(backup_folder(shop_path)))


def _readable(shop_path: Path) -> Iterator[Backup]:
    """Give the backups that can be opened, the newest first; restoring looks through them."""
    for backup in backups(backup_folder(shop_path)):
        with suppress(Trouble):
            contents_of(backup.path)
            yield backup
