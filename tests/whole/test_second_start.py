"""A second start while the shop's window is open (fault 35)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from building.command_line import CommandLine
from shopcare.app.backup_watch import is_on_network
from shopcare.app.first_start import shop_language, tell_already_open
from shopcare.app.main import take_over_lock
from shopcare.app.second_start import FrontRequests, ask_for_front, other_pc
from shopcare.app.window import dress
from shopcare.services.setup.first_start import new_shop
from shopcare.system.paths import WINDOW_LOCK, shop_file


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """Give the application; a second wish to quit is let go, or it would end every later loop."""
    yield qapp
    qapp.processEvents()
    QTimer.singleShot(0, qapp.exit)
    qapp.exec()


@pytest.fixture
def chinese_shop(tmp_path: Path) -> Path:
    new_shop(
        shop_file(tmp_path),
        trade="optical",
        name="明亮眼镜",
        language="zh_CN",
        manager_initials="W",
        manager_name="王芳",
    ).close()
    return tmp_path


def test_the_open_window_comes_to_the_front(qtbot: Any, app: QApplication, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    requests = FrontRequests(app, tmp_path)
    requests.listen()
    try:
        assert ask_for_front(tmp_path)
        qtbot.waitUntil(lambda: not window.isMinimized())
    finally:
        requests.deleteLater()


def test_nobody_answers_for_another_folder(app: QApplication, tmp_path: Path) -> None:
    assert not ask_for_front(tmp_path / "another")


def test_the_box_of_a_second_start_speaks_the_shops_language(
    qtbot: Any, app: QApplication, chinese_shop: Path
) -> None:
    said: list[str] = []

    def read_and_close() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                said.append(box.text())
                box.close()
        app.quit()

    close_soon(read_and_close)
    try:
        tell_already_open(app, chinese_shop)
    finally:
        dress(app, "en", "light")
    assert said == ["本店已在这台电脑的另一个窗口中打开。"]


def close_soon(slot: Callable[[], None]) -> None:
    QTimer.singleShot(100, slot)


def test_a_shop_that_cannot_be_read_is_spoken_of_in_the_systems_language(tmp_path: Path) -> None:
    shop_file(tmp_path).write_text("no shop", encoding="utf-8")
    assert shop_language(tmp_path) in ("en", "zh_CN")


def test_this_pc_was_taken_for_another_one_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows' short name is in capitals and at most 15 characters long, unlike the host's."""
    monkeypatch.setenv("COMPUTERNAME", "SHOP-PC-OF-LI-M")
    (tmp_path / WINDOW_LOCK).write_text("123\nShopCare\nSHOP-PC-OF-LI-M\nabc\ndef\n", "utf-8")
    assert other_pc(QLockFile(str(tmp_path / WINDOW_LOCK))) == ""


@pytest.mark.parametrize("takes", [True, False])
def test_a_shop_that_another_pc_holds_is_taken_over_only_if_wanted(
    app: QApplication, chinese_shop: Path, takes: bool
) -> None:
    held = chinese_shop / "window.lock"
    held.write_text("123\nShopCare\nKASSE1\nabc\ndef\n", "utf-8")
    lock = QLockFile(str(held))
    lock.setStaleLockTime(0)
    assert not lock.tryLock(50)
    assert other_pc(lock) == "KASSE1"
    said: list[str] = []

    def answer() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                said.append(box.text())
                take_over, close = box.buttons()
                (take_over if takes else close).click()
        app.quit()

    close_soon(answer)
    try:
        assert take_over_lock(app, chinese_shop, lock) is takes
    finally:
        dress(app, "en", "light")
    assert "KASSE1" in said[0]
    assert ("KASSE1" in held.read_text("utf-8")) is not takes
    lock.unlock()


def test_a_local_disk_is_no_network_drive(tmp_path: Path) -> None:
    assert not is_on_network(tmp_path)


def test_a_command_replaces_no_file_under_an_open_window(chinese_shop: Path) -> None:
    line = CommandLine(chinese_shop)
    backup = line.json("backup", "now")["path"]
    lock = QLockFile(str(chinese_shop / WINDOW_LOCK))
    assert lock.tryLock(0)
    assert line.refused("backup", "restore", backup)["code"] == "window_open"
    assert line.refused("backup", "salvage")["code"] == "window_open"
    lock.unlock()
    assert not line.json("backup", "restore", backup)["dry_run"]
    assert not (chinese_shop / WINDOW_LOCK).exists()
