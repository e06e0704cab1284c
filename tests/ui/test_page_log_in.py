"""Log-in in the settings: PINs are turned on, set and turned off."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from building.encryption import ALL_ENCRYPTED
from shopcare.domain.errors import Refusal
from shopcare.services.log_in.credentials import who_has_pin
from shopcare.services.log_in.log_in import log_in, log_in_with_token
from shopcare.services.log_in.recovery import is_recovery_code
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.kit.log_in.code_dialog import RecoveryCodeDialog
from shopcare.ui.pages.settings.log_in_section import LogInSection


@pytest.fixture
def section(qtbot: Any, context: PageContext) -> LogInSection:
    manager = context.shop.manager()
    assert manager is not None
    context.shop.act_as(manager.initials)
    window = QWidget()
    section = LogInSection(context)
    section.load(context.shop.settings)
    QVBoxLayout(window).addWidget(section)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    return section


def choose(section: LogInSection, **typed: str) -> None:
    for name, text in typed.items():
        section.pins.form.field(name, QLineEdit).setText(text)
    section.pins.set_button.click()


def test_pins_are_turned_on_set_and_turned_off(
    qtbot: Any, context: PageContext, section: LogInSection
) -> None:
    shop, pins = context.shop, section.pins
    assert "Without PINs" in pins.about.text()
    assert not pins.rows.isVisible()
    choose(section, pin="1234", again="1234")
    qtbot.waitUntil(lambda: "pin" in pins.form.problem_texts(), timeout=5_000)
    choose(section, pin="2580", again="2581")
    assert "again" in pins.form.problem_texts()
    choose(section, pin="2580", again="2580")
    qtbot.waitUntil(lambda: shop.settings.uses_pins, timeout=5_000)
    (shown,) = section.window().findChildren(RecoveryCodeDialog)
    assert is_recovery_code(shop, shown.code)
    shown.kept_button.click()
    assert not shop.is_locked, "whoever turned them on goes on"
    clerk = next(member for member in shop.staff if not member.is_manager)
    pins.rows.select_key(clerk.id)
    assert not pins.form.form_row("current").isVisible()
    choose(section, pin="1470", again="1470")
    qtbot.waitUntil(lambda: clerk in who_has_pin(shop), timeout=5_000)
    pins.rows.select_key(shop.acting.id)
    choose(section, current="9999", pin="3690", again="3690")
    qtbot.waitUntil(lambda: "wrong" in str(pins.form.problem_texts()), timeout=5_000)
    choose(section, current="2580", pin="3690", again="3690")
    qtbot.waitUntil(lambda: "is set" in pins.notice.text(), timeout=5_000)
    log_in(shop, shop.acting.initials, "3690")
    pins.off_button.click()
    qtbot.waitUntil(lambda: not shop.settings.uses_pins, timeout=5_000)
    assert "Without PINs" in pins.about.text()


def test_a_clerk_cannot_turn_pins_on(context: PageContext, section: LogInSection) -> None:
    clerk = next(member for member in context.shop.staff if not member.is_manager)
    context.shop.act_as(clerk.initials)
    section.pins.look_again()
    assert "Only a manager" in section.pins.about.text()
    assert not section.pins.set_button.isVisible()


def test_an_unusual_idle_time_is_offered_as_well(
    context: PageContext, section: LogInSection
) -> None:

    settings = replace(context.shop.settings, lock_minutes=7)
    section.load(settings)
    assert section.draft(settings).lock_minutes == 7
    section.minutes_box.set_value("0")
    assert section.draft(settings).lock_minutes == 0


def test_a_token_is_made_shown_once_copied_and_revoked(
    qtbot: Any, context: PageContext, section: LogInSection
) -> None:
    shop, view = context.shop, section.tokens
    assert not view.isVisible(), "nothing logs in where no PINs are used"
    choose(section, pin="2580", again="2580")
    qtbot.waitUntil(view.isVisible, timeout=5_000)
    view.make_button.click()
    assert "purpose" in view.form.problem_texts()
    view.form.field("purpose").set_value("cash register")
    view.make_button.click()
    qtbot.waitUntil(view.shown.isVisible, timeout=5_000)
    view.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert text == view.token_line.text().replace("\u200b", "")
    assert log_in_with_token(shop, text).name == view.staff_box.currentText()
    view.done_button.click()
    assert not view.shown.isVisible()
    assert view.token_line.text() == ""
    view.revoke_button.click()
    qtbot.waitUntil(lambda: "no more" in view.notice.text() or "any more" in view.notice.text())
    with pytest.raises(Refusal, match="token_ended"):
        log_in_with_token(shop, text)


def test_a_copied_file_is_not_kept_by_pins_and_the_manager_is_told(section: LogInSection) -> None:
    line = section.pins.taken_line
    assert line.isVisible() != ALL_ENCRYPTED
    assert ALL_ENCRYPTED or "Encryption" in line.text()
