"""Opens the window on a shop: paths, lock, shop, translator, window."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from shopcare.app import screen
from shopcare.domain.errors import Refusal, Trouble
from shopcare.services.shop import Shop, open_shop
from shopcare.system import garbage_collection
from shopcare.system.console import name_application, tell
from shopcare.system.files import close_to_others, private_folder, remove
from shopcare.system.paths import (
    BACKUPS,
    CRASH_LOG,
    WINDOW_LOCK,
    data_folder,
    resource,
    shop_file,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile
    from PySide6.QtWidgets import QApplication

    from shopcare.app.window import Counter
    from shopcare.ui.kit.context.crash import CrashHook

_BROKEN: Final = frozenset({"shop_file_damaged", "shop_file_foreign", "shop_file_unfinished"})
"""What is wrong with a shop file that a backup can take the place of."""


def run_window(data: Path | None = None, *, initials: str | None = None) -> int:
    """Open the window on the shop of a data folder, or the first start where it has none.

    Args:
        data: the data folder as given on the command line.
        initials: who is acting.

    Returns:
        The exit status.
    """
    if not screen.has_screen():
        tell(
            "This PC has no screen that ShopCare could open its window on.\n"
            "“shopcare demo --out FOLDER” writes pictures of every page instead.\n"
            "这台电脑没有可用的显示器。可用 “shopcare demo --out 文件夹” 输出每个页面的图片。"
        )
        return 1
    return open_window(data_folder(data), initials=initials)


def open_window(
    folder: Path,
    *,
    initials: str | None = None,
    opened: "Callable[[Counter], None] | None" = None,
) -> int:
    """Open the window on the shop of a folder.

    Args:
        folder: the data folder; made where it is missing.
        initials: who is acting.
        opened: is given the counter before its window is shown.

    Returns:
        The exit status.
    """
    garbage_collection.take_over()
    if not qt_is_there(window=screen.has_screen()):
        return 1
    private_folder(folder)
    app = make_application()
    hook = _crash_hook(folder, _nothing_typed)
    try:
        return _open_alone(app, folder, initials, opened)
    finally:
        hook.remove()


def _open_alone(
    app: "QApplication",
    folder: Path,
    initials: str | None,
    opened: "Callable[[Counter], None] | None",
) -> int:
    """Open the window, unless another program has it open already."""
    from PySide6.QtCore import QLockFile

    from shopcare.app.second_start import FrontRequests

    lock = QLockFile(str(folder / WINDOW_LOCK))
    lock.setStaleLockTime(0)
    if not lock.tryLock(50) and not take_over_lock(app, folder, lock):
        return _open_already(app, folder)
    close_to_others(folder / WINDOW_LOCK)
    FrontRequests(app, folder).listen_later()
    begun = _open_or_begin(app, folder, initials)
    if begun is None:
        return 0
    shop, code = begun
    status = run_on(app, shop, shop.path.parent, opened, code)
    if shop.path == shop_file(folder):  # a sample is made anew, not kept
        _back_up_at_close(shop.path)
    return status


def _back_up_at_close(shop_path: Path) -> None:
    """Back the shop up once its window has gone; an archive that is only read needs none."""
    if os.access(shop_path.parent, os.W_OK) and os.access(shop_path, os.W_OK):
        from shopcare.app.backup_watch import ClosingBackup

        ClosingBackup(shop_path).run()


def take_over_lock(app: "QApplication", folder: Path, lock: "QLockFile") -> bool:
    """Let the user take a shop over that another PC seems to hold; say whether it was done.

    Of a program on this PC the lock itself knows whether it still runs; of another PC it cannot.
    """
    from shopcare.app.first_start import ask_to_take_over
    from shopcare.app.second_start import other_pc

    pc = other_pc(lock)
    if not pc or not ask_to_take_over(app, folder, pc):
        return False
    remove(folder / WINDOW_LOCK)
    return lock.tryLock(50)


def _open_already(app: "QApplication", folder: Path) -> int:
    """Bring the shop's open window to the front; say so where it does not answer."""
    from shopcare.app.first_start import tell_already_open
    from shopcare.app.second_start import ask_for_front

    if ask_for_front(folder):
        return 0

    tell_already_open(app, folder)
    return 1


def make_application() -> "QApplication":
    """Make Qt's application object."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    # As a word of its command line: to set or ask for the style later costs 10 ms of the start.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("ShopCare")
    app.setDesktopFileName("org.shopcare.ShopCare")  # by it a desktop on Linux finds our icon
    name_application()
    app.setWindowIcon(QIcon(str(resource("program_icon/shopcare.ico"))))
    return app


def run_on(
    app: "QApplication",
    shop: Shop,
    folder: Path,
    opened: "Callable[[Counter], None] | None" = None,
    recovery_code: str = "",
) -> int:
    """Run the window on an open shop until it is closed; once more where it is to open anew.

    Args:
        app: the application.
        shop: is closed with the window.
        folder: where the screen's own memory and the notes of a crash are kept.
        opened: is given the counter before its window is shown.
        recovery_code: of a new shop that uses PINs; shown over the window.

    Returns:
        The exit status.
    """
    from shopcare.app.window import Counter, dress

    theme = dress(app, shop.settings.screen_language, shop.settings.theme)
    try:
        counter = Counter(app, shop, folder, theme)
    except Exception as error:  # a start ends in a window or in a box
        shop.close()
        _tell(app, _known(error, shop.path))
        return 1
    hook = _crash_hook(folder, counter.keep_drafts)
    if opened is not None:
        opened(counter)
    counter.show()
    if recovery_code:
        counter.show_recovery_code(recovery_code)
    status = app.exec()
    hook.remove()
    if counter.reopens:
        if counter.closed_work is not None:
            from shopcare.app.closed_shop import carry_out

            carry_out(app, counter.closed_work, shop.path)
        return run_on(app, _opened_anew(shop), folder)
    return status


def _opened_anew(shop: Shop) -> Shop:
    try:
        anew = open_shop(shop.path, initials=shop.acting.initials)
        if anew.acting == shop.acting:  # whoever had logged in goes on
            anew.is_locked = anew.is_locked and shop.is_locked
        return anew
    except Refusal:  # in a restored file somebody else may work here
        return open_shop(shop.path)


def _nothing_typed() -> None:
    """Keep nothing: before the window stands there is no draft."""


def _crash_hook(folder: Path, save_drafts: "Callable[[], None]") -> "CrashHook":
    from shopcare.system.log import write_crash
    from shopcare.ui.kit.context.crash import CrashHook

    def log(text: str) -> None:
        write_crash(folder, text)

    hook = CrashHook(save_drafts, log, str(folder / CRASH_LOG))
    hook.install()
    return hook


def qt_is_there(*, window: bool) -> bool:
    """Say what Qt lacks on this PC, if anything, with the command that installs it.

    Args:
        window: whether a window is to be shown, or only pictures are drawn.
    """
    fault = screen.qt_fault(window=window)
    if fault is None:
        return True
    if packages := screen.missing_packages(window=window):
        tell(
            "ShopCare needs system libraries that are not installed. Please run:\n"
            "需要先安装系统组件，请执行：\n"
            f"  sudo apt-get install -y {' '.join(packages)}"
        )
    else:
        tell(f"Qt, which draws the window, cannot be loaded:\n窗口组件 Qt 无法加载：\n  {fault}")
    return False


def _open_or_begin(
    app: "QApplication", folder: Path, initials: str | None
) -> tuple[Shop, str] | None:
    """Give the shop and, where it was just set up with PINs, its recovery code."""
    path = shop_file(folder)
    if not path.exists():
        from shopcare.app.first_start import begin

        if (folder / BACKUPS).exists() and (shop := _recovered(app, _missing(path), path)):
            return shop, ""
        return begin(app, folder)
    try:
        shop = _opened(app, path, initials)
        return None if shop is None else (shop, "")
    except Exception as error:  # a start ends in a window or in a box
        known = _known(error, path)
        if known.code in _BROKEN:
            shop = _recovered(app, known, path)
            return None if shop is None else (shop, "")
        _tell(app, known)
        return None


def _opened(app: "QApplication", path: Path, initials: str | None) -> Shop | None:
    """Open the shop file; None where it is encrypted, and nobody knows what opens it."""
    try:
        return open_shop(path, initials=initials)
    except Trouble as trouble:
        if trouble.code != "shop_locked":
            raise
    from shopcare.app.unlock import let_in  # no plain shop needs it

    return open_shop(path, initials=initials) if let_in(app, path) else None


def _missing(path: Path) -> Trouble:
    return Trouble("shop_missing", path=str(path))


def _recovered(app: "QApplication", trouble: Refusal | Trouble, path: Path) -> Shop | None:
    """Offer the last good backup and a salvage; None where somebody left it at that."""
    from shopcare.app.first_start import system_language
    from shopcare.app.recovery import has_backups, recover
    from shopcare.app.window import dress

    if not path.exists() and not has_backups(path):
        return None
    _unlock_backups(app, path)
    dress(app, system_language(), "system")
    return recover(app, trouble, path)


def _unlock_backups(app: "QApplication", path: Path) -> None:
    """Ask for what opens the newest backup, where it is locked: else nothing could be restored."""
    from shopcare.services.upkeep.backups import backup_folder, backups
    from shopcare.services.upkeep.encryption import is_locked

    newest = next(iter(backups(backup_folder(path))), None)
    if newest is not None and is_locked(newest.path):
        from shopcare.app.unlock import let_in

        let_in(app, newest.path)


def _known(error: Exception, path: Path) -> Refusal | Trouble:
    """Give what an error means to the user."""
    from shopcare.services.troubles import known_trouble
    from shopcare.system.log import traceback_text

    known = error if isinstance(error, Refusal | Trouble) else known_trouble(error, path)
    return known or Trouble("program_mistake", technical=traceback_text(error))


def _tell(app: "QApplication", trouble: Refusal | Trouble) -> None:
    from shopcare.app.first_start import tell_trouble

    tell_trouble(app, trouble)
