"""A start on a damaged or missing shop file offers the last good backup and a salvage."""

from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from building.shops import MANAGER, make_shop
from shopcare.app import recovery
from shopcare.app.recovery import Recovery
from shopcare.domain.errors import Trouble
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.upkeep.backups import back_up
from shopcare.system.clock import SystemClock

LEFT = Qt.MouseButton.LeftButton
DAMAGED = Trouble("shop_file_damaged", path="shop.db")


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    with closing(make_shop(tmp_path, SystemClock(ZoneInfo("Asia/Shanghai")))) as shop:  # type: ignore[arg-type]
        back_up(shop, BackupReason.DAY_CLOSE)
        path = shop.path
    path.write_bytes(b"\0" * 20_000)
    return path


def test_the_last_good_backup_is_restored_with_one_key(qtbot: Any, lost: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    newer = lost.parent / "backups" / "shop-29991231T000000+0800-e99-import.db"
    newer.write_bytes(b"a damaged one is passed over")
    window = Recovery(app, DAMAGED, lost)
    qtbot.addWidget(window)
    window.show()
    qtbot.mouseClick(window.restore_button, LEFT)
    qtbot.waitUntil(lambda: window.shop is not None, timeout=60_000)
    assert window.shop is not None
    assert [member.name for member in window.shop.staff] == [MANAGER.name]
    window.shop.close()
    (evidence,) = lost.parent.glob("shop.damaged-*.db")
    assert evidence.read_bytes() == b"\0" * 20_000


def test_a_salvage_that_finds_nothing_says_so_and_the_backup_is_still_there(
    qtbot: Any, lost: Path
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = Recovery(app, DAMAGED, lost)
    qtbot.addWidget(window)
    window.show()
    qtbot.mouseClick(window.salvage_button, LEFT)
    qtbot.waitUntil(window.restore_button.isEnabled, timeout=60_000)
    assert window.shop is None
    assert "Nothing can be read" in window.notice.text()
    assert lost.read_bytes() == b"\0" * 20_000


def test_the_window_was_closed_while_the_file_was_being_written(
    qtbot: Any, lost: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = Event(), Event()

    def slowly(_path: Path) -> None:
        begun.set()
        may_end.wait(60)

    monkeypatch.setattr(recovery, "salvage_shop", slowly)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = Recovery(app, DAMAGED, lost)
    qtbot.addWidget(window)
    window.show()
    qtbot.mouseClick(window.salvage_button, LEFT)
    begun.wait(60)
    try:
        assert not window.close()
        assert window.isVisible()
    finally:
        may_end.set()
    qtbot.waitUntil(window.salvage_button.isEnabled, timeout=60_000)
    assert window.close()


def test_without_a_backup_only_a_salvage_is_offered(qtbot: Any, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    path = tmp_path / "shop.db"
    path.write_bytes(b"\0" * 100)
    window = Recovery(app, DAMAGED, path)
    qtbot.addWidget(window)
    window.show()
    assert not window.restore_button.isVisible()
    assert window.salvage_button.isVisible()
