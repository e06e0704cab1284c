"""Backs the shop up when the day and the program are closed, and says when it last did."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, QStorageInfo, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from shopcare.domain.changes import ChangeKind, Changes
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.shop import Shop, open_shop
from shopcare.services.upkeep.backups import (
    BackedUp,
    BackupState,
    SecondPlace,
    back_up_if_needed,
    backup_state,
)
from shopcare.services.upkeep.clock_guard import holds, last_entry
from shopcare.ui.frame.window import Window
from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.context.operation import Progress
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.layout.box_layouts import column_layout
from shopcare.ui.kit.layout.card import Words
from shopcare.ui.kit.style.tokens import SPACE_L, SPACE_XL, Meaning
from shopcare.ui.kit.widgets.busy import SHOWN_AFTER_MS, BusyLine
from shopcare.ui.kit.words.formatting import near_moment_words
from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from shopcare.services.upkeep.drill import Drill

LOOK_EVERY_MS: Final = 10 * 60_000
"""A second place may have been plugged in or pulled out."""
FILE_EVERY_MS: Final = 10_000
DRILL_AFTER_MS: Final = 2 * 60_000
"""After the start, when the first rush is over."""
_REMOTE: Final = 4
"""What Windows calls a drive of another computer."""
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "sshfs",
     "ncpfs", "9p", "ceph", "glusterfs"}
)  # fmt: skip


class BackupWatch(QObject):
    """Shows the last good backup in the window's bottom line; makes one when the day is closed."""

    def __init__(self, context: PageContext, window: Window) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._seen = last_entry(context.shop)
        """What was on file at the last look; another program may have restored a backup since."""
        self._tick = QTimer(self)
        self._tick.setInterval(LOOK_EVERY_MS)
        self._tick.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.look)
        self._file_tick = QTimer(self, interval=FILE_EVERY_MS)
        self._file_tick.timeout.connect(self.look_at_file)
        self._drill = QTimer(self, singleShot=True, interval=DRILL_AFTER_MS)
        self._drill.timeout.connect(self._on_drill_time)
        window.closing.connect(self._on_closing)

    def start(self) -> None:
        """Look now, and from now on; a window that is gone again already needs nothing."""
        if self._window.isVisible():
            self._tick.start()
            self._file_tick.start()
            self._drill.start()
            self.look()

    @Slot()
    def look_at_file(self) -> None:
        """Look whether another program has put another content into the shop file."""
        if not holds(self._context.shop, self._seen):
            self._context.background.changed.emit(Changes.of(*ChangeKind))
        self._seen = last_entry(self._context.shop)

    @Slot()
    def look(self) -> None:
        """Look at both places, beside the window: one on a network may take its time."""
        self._context.background.start(Job(_state, self._on_state))

    def take_changes(self, changes: Changes) -> None:
        """Make a backup where the day was closed; look again where the second place changed."""
        if changes.touches(ChangeKind.RESTORED):
            return
        if changes.touches(ChangeKind.DAY_CLOSE):
            job = Job(partial(_back_up, reason=BackupReason.DAY_CLOSE), self._on_backed_up)
            job.failed.connect(self._on_failed)
            self._context.background.start(job)
        elif changes.touches(ChangeKind.SETTINGS):
            self.look()

    def _on_backed_up(self, done: BackedUp | None) -> None:
        self.look()

    def _on_state(self, looked: tuple[BackupState, bool]) -> None:
        state, is_remote = looked
        line, today = self._window.status_line, self._context.shop.today()
        about = tr(
            "Two PCs that use it at once, or a network that breaks off, can damage the file. Keep "
            "it on this PC's own disk; a network drive is good for backups."
        )
        words = tr("The shop file is on a network drive") if is_remote else ""
        line.set_slot("network", words, Meaning.AMBER, about)
        if state.newest_at is None:
            words = tr("No backup yet")
        else:
            words = tr("Last good backup: {when}", when=near_moment_words(state.newest_at, today))
        line.set_slot("backup", words, tooltip=tr("Backups are in Settings, under Backup."))
        is_away = state.second is SecondPlace.ABSENT
        about = tr("Backups go on in the data folder; the second place is caught up on when it "
                   "is there again.")  # fmt: skip
        line.set_slot(
            "backup_place", tr("Backup disk not there") if is_away else "", Meaning.AMBER, about
        )

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        self._window.warn(sentence, technical)
        self.look()

    @Slot()
    def _on_drill_time(self) -> None:
        self._context.background.start(Job(_drill_if_due, self._on_drilled))

    def _on_drilled(self, done: "Drill | None") -> None:
        if done is not None and not done.is_fine:
            sentence = tr("The last backup could not be restored for trial. Back up now in "
                          "Settings, and ask for help if it happens again.")  # fmt: skip
            self._window.warn(sentence, "\n".join(done.problems))

    @Slot()
    def _on_closing(self) -> None:
        self._tick.stop()
        self._file_tick.stop()
        self._drill.stop()


class ClosingBackup(QWidget):
    """Stands while the last backup is made after the window has gone; it can be skipped."""

    def __init__(self, shop_path: Path) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle("ShopCare")
        self._words = Words(
            tr("Everything is saved. The shop is being backed up; this window closes by itself.")
        )
        self.busy = BusyLine()
        column_layout(self, SPACE_L, self._words, self.busy, margins=(SPACE_XL,) * 4)
        self._background = Background(partial(open_shop, shop_path), self)
        self._shown = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._shown.timeout.connect(self.show)

    def run(self) -> None:
        """Make the backup; come back with it, or when its window is closed."""
        job = Job(partial(_back_up, reason=BackupReason.PROGRAM_CLOSE), self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._loop.quit)
        self._shown.start()
        self.busy.run(self._background, job, tr("Backing up …"))
        self._loop.exec()
        self._shown.stop()
        self._background.stop()
        self.hide()
        self.deleteLater()

    def _on_done(self, _done: BackedUp | None) -> None:
        self._loop.quit()

    @Slot(str, str)
    def _on_failed(self, sentence: str, technical: str) -> None:
        self._words.setText(sentence)
        self._words.setToolTip(technical)
        self.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave without the backup; the next one has everything."""
        if self.busy.job is not None:
            self.busy.job.cancel()
        self._loop.quit()
        super().closeEvent(event)


def _state(shop: Shop, *, progress: Progress) -> tuple[BackupState, bool]:
    progress(0, 0)
    return backup_state(shop), is_on_network(shop.path.parent)


def is_on_network(folder: Path) -> bool:
    """Say whether a folder lies on another computer's disk."""
    if sys.platform == "win32":
        from ctypes import windll

        drive = folder.resolve().drive
        return drive.startswith("\\\\") or windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE
    kind = bytes(QStorageInfo(str(folder)).fileSystemType().data()).decode("ascii", "replace")
    return kind.removeprefix("fuse.") in _NETWORK


def _back_up(shop: Shop, *, reason: BackupReason, progress: Progress) -> BackedUp | None:
    return back_up_if_needed(shop, reason, progress)


def _drill_if_due(shop: Shop, *, progress: Progress) -> "Drill | None":
    from shopcare.services.upkeep.drill import drill, is_drill_due  # no start needs it

    return drill(shop, progress) if is_drill_due(shop) else None
