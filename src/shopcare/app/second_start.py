"""A second start of the same shop: the open window comes to the front, or its PC is named."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, QSysInfo, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from shopcare.system.paths import WINDOW_LOCK

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_LATER_MS: Final = 500
"""After the start; Qt's network library is loaded once the window stands."""
_ANSWER_WITHIN_MS: Final = 500


class FrontRequests(QObject):
    """Brings the open windows to the front when another start of the same shop asks for it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        """Stand ready.

        Args:
            app: the application; owns this.
            folder: the data folder, whose lock this process holds.
        """
        super().__init__(app)
        self._folder = folder
        self._server: QLocalServer | None = None

    def listen_later(self) -> None:
        """Listen once the window stands."""
        QTimer.singleShot(_LATER_MS, self, self.listen)

    @Slot()
    def listen(self) -> None:
        """Listen from now on; a socket that a crash has left is taken over."""
        from PySide6.QtNetwork import QLocalServer

        name = _socket_name(self._folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)
        self._server.newConnection.connect(self._on_asked)
        self._server.listen(name)

    @Slot()
    def _on_asked(self) -> None:
        assert self._server is not None
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().deleteLater()
        for window in QApplication.topLevelWidgets():
            if window.isWindow() and window.isVisible():
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.raise_()
                window.activateWindow()


def other_pc(lock: QLockFile) -> str:
    """Name the PC that holds a shop; empty where it is this one or cannot be told."""
    _process, pc, _program = lock.getLockInfo()
    return "" if pc == QSysInfo.machineHostName() else str(pc)


def is_window_open(folder: Path) -> bool:
    """Say whether the shop of a folder is open in a window, on this PC or another one."""
    lock = QLockFile(str(folder / WINDOW_LOCK))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        lock.unlock()
        return False
    return lock.error() is QLockFile.LockError.LockFailedError


def ask_for_front(folder: Path) -> bool:
    """Ask the process that holds a folder's lock to show its window; False without an answer."""
    from PySide6.QtNetwork import QLocalSocket

    asking = QLocalSocket()
    asking.connectToServer(_socket_name(folder))
    answered = asking.waitForConnected(_ANSWER_WITHIN_MS)
    asking.abort()
    return answered


def _socket_name(folder: Path) -> str:
    """Name the socket by its folder; a path itself may be too long for one."""
    import hashlib  # loads OpenSSL, which no start needs

    return f"shopcare-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
