"""What happens when the program meets its own bug: drafts first, then calm words, then the log."""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from shopcare.ui.kit.words.i18n import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


MOST: Final = 3
"""After so many errors within a minute it is better to start again than to go on."""
WITHIN_SECONDS: Final = 60.0
MOST_WRITTEN: Final = 20
"""So many of a minute are written down; what fails at every paint would fill the report."""


class CrashHook(QObject):
    """Takes every exception that nobody caught, from any thread."""

    _met = Signal(object)

    def __init__(
        self, save_drafts: Callable[[], None], write_log: Callable[[str], None], report: str
    ) -> None:
        """Stand ready; ``install`` hangs it in.

        Args:
            save_drafts: saves what is typed in every open page.
            write_log: keeps the traceback.
            report: the file that it is kept in, to be handed on.
        """
        super().__init__()
        self._save_drafts = save_drafts
        self._write_log = write_log
        self._report = report
        self._met_at: list[float] = []
        self._is_meeting = False
        self._before = sys.excepthook, threading.excepthook
        self._box: QMessageBox | None = None
        self._met.connect(self._on_met, Qt.ConnectionType.AutoConnection)

    def install(self) -> None:
        """Become the hook of the interpreter and of its threads."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self.take
        threading.excepthook = self._take_thread

    def remove(self) -> None:
        """Give the interpreter back the hooks that it had before."""
        sys.excepthook, threading.excepthook = self._before

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Handle one exception."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._met.emit((kind, error, trace))

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        error = args.exc_value if args.exc_value is not None else args.exc_type()
        self.take(args.exc_type, error, args.exc_traceback)

    @Slot(object)
    def _on_met(self, met: tuple[type[BaseException], BaseException, TracebackType]) -> None:
        from shopcare.system.log import traceback_text

        now = time.monotonic()
        self._met_at = [at for at in (*self._met_at, now) if now - at < WITHIN_SECONDS]
        if len(self._met_at) > MOST_WRITTEN:
            return
        technical = traceback_text(met[1].with_traceback(met[2]))
        is_written = self._keep(technical)
        if self._is_meeting:  # what fails below would come back here for ever
            return
        self._is_meeting = True
        try:
            self._show(technical, saved=self._saved(), is_written=is_written)
        finally:
            self._is_meeting = False

    def _saved(self) -> bool:
        """Save the drafts; say whether that went well."""
        from shopcare.system.log import traceback_text

        try:
            self._save_drafts()
        except Exception as error:  # nothing may stop the words that follow
            self._keep(traceback_text(error))
            return False
        return True

    def _keep(self, technical: str) -> bool:
        with suppress(OSError, MemoryError):  # a full disk may be what went wrong
            self._write_log(technical)
            return True
        return False

    def _show(self, technical: str, *, saved: bool, is_written: bool) -> None:
        if self._box is not None:  # one box is enough; the log has them all
            return
        from PySide6.QtWidgets import QMessageBox

        windows: list[QWidget] = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        box = QMessageBox(windows[0] if windows else None)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setText(tr("Something in the program went wrong. Everything saved before is safe."))
        parts = [self._advice(saved=saved)]
        if is_written:
            parts.append(
                tr(
                    "A report without customers' data, for whoever helps you: {file}",
                    file=self._report,
                )
            )
        box.setInformativeText("\n\n".join(parts))
        box.setDetailedText(technical)
        go_on = box.addButton(tr("Continue"), QMessageBox.ButtonRole.AcceptRole)
        if self._goes_on_badly():
            close = box.addButton(tr("Close ShopCare"), QMessageBox.ButtonRole.DestructiveRole)
            close.clicked.connect(QApplication.closeAllWindows)
            box.setDefaultButton(close)
        box.setEscapeButton(go_on)
        box.finished.connect(self._on_closed)
        self._box = box
        box.open()

    @Slot()
    def _on_closed(self) -> None:
        self._box = None

    def _goes_on_badly(self) -> bool:
        return len(self._met_at) >= MOST

    def _advice(self, *, saved: bool) -> str:
        if not saved:
            return tr("What you are typing could not be kept. Write it down, then restart.")
        if self._goes_on_badly():
            return tr(
                "What you were typing was kept. It keeps happening: close ShopCare and start it "
                "again."
            )
        return tr("What you were typing was kept. You can go on; if it happens again, restart.")
