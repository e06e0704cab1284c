"""The window of a shop that uses PINs: locked at first, switched, approved, locked again."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from building.shops import EVENING, hire, make_shop, open_copy
from shopcare.app.log_in import IdleWatch
from shopcare.app.window import Counter, dress
from shopcare.domain.calendar.opening import DayException
from shopcare.domain.people.staff import Staff
from shopcare.domain.shop.settings import ShopSettings
from shopcare.services.log_in.credentials import set_pin, turn_on
from shopcare.services.log_in.recovery import is_recovery_code
from shopcare.services.rescheduling.calendar_changes import set_day
from shopcare.services.setup.settings import save_member
from shopcare.services.shop import Shop
from shopcare.storage.file import audit
from shopcare.system.clock import SetClock
from shopcare.system.secret_hash import PinCost
from shopcare.ui.frame.lock_screen import LockScreen
from shopcare.ui.kit.clipboard import copy_text
from shopcare.ui.kit.context.background import Background, Job
from shopcare.ui.kit.context.write_queue import WriteQueue
from shopcare.ui.kit.log_in.code_dialog import RecoveryCodeDialog
from shopcare.ui.kit.log_in.pin_panel import PinDialog, PinPanel

CHEAP = PinCost(passes=1, memory_bytes=8192)
KEYS = Qt.Key


class Opened:
    """A window on a shop with a manager, DZ (PIN 2580), and a clerk, XC (PIN 1470)."""

    def __init__(self, qtbot: Any, counter: Counter, shop: Shop, code: str) -> None:
        self.bot, self.counter, self.window, self.shop = qtbot, counter, counter.window, shop
        self.code = code

    @property
    def screen(self) -> LockScreen:
        found = self.window.findChildren(LockScreen)
        return next(one for one in found if one.isVisible())

    @property
    def manager(self) -> Staff:
        return self.shop.signing("DZ")

    def is_locked(self) -> bool:
        return any(one.isVisible() for one in self.window.findChildren(LockScreen))

    def dialog(self) -> PinDialog:
        def asked() -> None:
            assert [one for one in self.window.findChildren(PinDialog) if one.isVisible()]

        self.bot.waitUntil(asked)
        return next(one for one in self.window.findChildren(PinDialog) if one.isVisible())

    def type_pin(self, panel: PinPanel, pin: str) -> None:
        QTest.keyClicks(panel.pin_edit, pin)
        QTest.keyClick(panel.pin_edit, KEYS.Key_Return)

    def log_in(self, pin: str, down: int = 0) -> None:
        for _ in range(down):
            QTest.keyClick(self.screen.panel.pin_edit, KEYS.Key_Down)
        self.type_pin(self.screen.panel, pin)
        self.bot.waitUntil(lambda: not self.is_locked(), timeout=5_000)

    def lock(self) -> None:
        QTest.keyClick(self.window, KEYS.Key_F11)
        assert self.is_locked()


@pytest.fixture(scope="module")
def with_pins(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    shop = make_shop(tmp_path_factory.mktemp("with_pins"), SetClock(EVENING))
    hire(shop)
    code = turn_on(shop, "2580", CHEAP).recovery_code
    set_pin(shop, shop.signing("XC").id, "1470", cost=CHEAP)
    shop.close()
    return shop.path, code


@pytest.fixture
def opened(qtbot: Any, with_pins: tuple[Path, str], tmp_path: Path) -> Iterator[Opened]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    shop = open_copy(with_pins[0], tmp_path, SetClock(EVENING))
    counter = Counter(app, shop, tmp_path, dress(app, "en", "light"))
    try:
        with qtbot.waitSignal(counter.rested):
            counter.show()
        yield Opened(qtbot, counter, shop, with_pins[1])
    finally:
        counter.window.close()
        gc.unfreeze()
        gc.enable()


def texts_seen(window: QWidget) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_the_window_is_locked_until_a_pin_is_right_and_shows_no_customer(opened: Opened) -> None:
    assert opened.is_locked()
    assert not opened.window.current_page().isVisible()
    QTest.keyClick(opened.window, KEYS.Key_F3)
    QTest.keyClick(opened.window, KEYS.Key_F7)
    assert type(opened.window.current_page()).__name__ == "TodayPage"
    assert "店长" not in texts_seen(opened.window)  # names of staff are painted in the list only
    opened.type_pin(opened.screen.panel, "9999")
    opened.bot.waitUntil(lambda: "wrong" in opened.screen.panel.notice.text())
    assert opened.shop.is_locked
    opened.log_in("1470", down=1)
    assert opened.shop.acting.initials == "XC"
    assert "XC" in opened.window.staff_button.text()
    assert opened.window.current_page().isVisible()


def test_a_paper_that_is_drawn_after_the_lock_waits_for_who_logs_in(opened: Opened) -> None:
    opened.log_in("2580")
    copy_text("13800138000")
    assert QGuiApplication.clipboard().text() == "13800138000"
    opened.lock()
    assert QGuiApplication.clipboard().text() == ""
    paper = QDialog(opened.window)
    paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    paper.show()
    opened.bot.waitUntil(lambda: not paper.isVisible())
    crash = QMessageBox(opened.window)
    crash.open()
    QApplication.processEvents()
    assert crash.isVisible(), "who is locked out is told of an error as well"
    crash.close()
    opened.log_in("2580")
    assert paper.isVisible()
    QTest.keyClick(paper, KEYS.Key_F10)
    assert not paper.isVisible(), "the privacy key hides papers beside the window, too (X-8)"
    QTest.keyClick(opened.window, KEYS.Key_F10)
    QTest.keyClick(opened.window, KEYS.Key_F10)
    assert paper.isVisible()
    paper.close()


def test_what_is_half_typed_outlives_the_lock_and_a_switch(opened: Opened) -> None:
    opened.log_in("1470", down=1)
    opened.window.show_page("intake")
    edit = QApplication.focusWidget()
    assert edit is not None
    QTest.keyClicks(edit, "13900")
    opened.lock()
    assert not edit.isVisible()
    opened.log_in("1470")  # who acted last is chosen already
    assert opened.shop.acting.initials == "XC"
    assert QApplication.focusWidget() is edit
    assert edit.property("text") == "13900"
    opened.window.staff_button.person_chosen.emit(opened.manager.id)
    opened.type_pin(opened.dialog().panel, "2580")
    opened.bot.waitUntil(lambda: opened.shop.acting == opened.manager, timeout=5_000)
    assert edit.property("text") == "13900"


def test_a_manager_approves_in_place_and_the_log_names_both_x13(opened: Opened) -> None:
    opened.log_in("1470", down=1)
    shop, clerk = opened.shop, opened.shop.acting
    queue = opened.counter.findChild(WriteQueue)
    button = opened.window.staff_button
    saving = partial(save_member, member=replace(clerk, name="小陈 2"))
    queue.submit(button, saving)
    opened.dialog().panel.leave_button.click()
    opened.bot.waitUntil(lambda: "Only a manager" in opened.window.message_bar.words.text())
    queue.submit(button, saving)
    asked = opened.dialog().panel
    opened.type_pin(asked, "1470")
    opened.bot.waitUntil(lambda: "wrong" in asked.notice.text())
    with opened.bot.waitSignal(queue.changed, timeout=5_000):
        opened.type_pin(asked, "2580")
    assert shop.acting.name == "小陈 2"
    (entry,) = audit.of_actions(shop.file, ["staff.change"], EVENING - timedelta(days=1))
    assert (entry.staff_id, entry.approved_by()) == (clerk.id, opened.manager.id)
    queue.submit(button, saving)  # the approval was for that one time
    asked = opened.dialog().panel
    button.lock_wanted.emit()
    assert not asked.isVisible(), "a locked screen shows no dialog either"
    opened.log_in("1470")
    opened.bot.waitUntil(lambda: "Only a manager" in opened.window.message_bar.words.text())
    assert not [one for one in opened.window.findChildren(PinDialog) if one.isVisible()]


def test_work_beside_the_window_is_approved_alike(opened: Opened) -> None:
    opened.log_in("1470", down=1)
    day = opened.shop.today() + timedelta(days=400)
    done: list[object] = []
    closed = DayException(day=day, working=None, intervals=(), reason="盘点")
    job = Job(partial(set_day, exception=closed), done.append)
    background = opened.counter.findChild(Background)
    background.start(job)
    with opened.bot.waitSignal(background.changed, timeout=10_000):
        opened.type_pin(opened.dialog().panel, "2580")
    assert len(done) == 1
    (entry, *_) = audit.of_actions(
        opened.shop.file, ["calendar.set_day"], EVENING - timedelta(days=1)
    )
    assert entry.approved_by() == opened.manager.id


def test_the_recovery_code_lets_the_manager_in_and_shows_the_next_one(opened: Opened) -> None:
    opened.screen.forgot_button.click()
    panel = opened.screen.recovery_panel
    panel.form.field("code", QLineEdit).setText(opened.code.lower())
    for name, pin in (("pin", "3690"), ("again", "3691")):
        panel.pin_form.field(name, QLineEdit).setText(pin)
    panel.enter_button.click()
    assert "again" in panel.pin_form.problem_texts()
    panel.pin_form.field("again", QLineEdit).setText("3690")
    panel.enter_button.click()
    opened.bot.waitUntil(lambda: not opened.is_locked(), timeout=5_000)
    assert opened.shop.acting == opened.manager
    (shown,) = opened.window.findChildren(RecoveryCodeDialog)
    assert is_recovery_code(opened.shop, shown.code)
    assert shown.code != opened.code
    shown.kept_button.click()


def test_nobody_at_the_keys_locks_the_screen_after_the_minutes_that_are_set(qtbot: Any) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    seconds = [0.0]
    settings = ShopSettings(name="-", trade="-", lock_minutes=2)
    shop: Any = SimpleNamespace(settings=settings, is_locked=False)
    watch = IdleWatch(window, shop, lambda: seconds[0])
    told: list[float] = []
    watch.passed.connect(lambda: told.append(seconds[0]))
    for seconds[0] in (60.0, 119.0):
        watch.look()
    QTest.keyClick(window.windowHandle(), KEYS.Key_A)
    for seconds[0] in (121.0, 238.0, 240.0):
        watch.look()
    assert told == [240.0]
    shop.settings = replace(settings, lock_minutes=0)
    seconds[0] = 9_999.0
    watch.look()
    assert told == [240.0]
    watch.stop()
