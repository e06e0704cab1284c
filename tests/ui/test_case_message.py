"""The words to send on the card of a case: copied with one key, recorded with another (W-7)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from building.records import READY, add_customer, move_case, open_case
from building.screen import press, show_page
from building.shops import NOW, make_shop
from shopcare.domain.policy.policy import MessageStep
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.forms.message_panel import MessagePanel
from shopcare.ui.pages.cases.page import CasesPage

KEY = Qt.Key


@pytest.fixture
def page(qtbot, theme, memory, contexts, tmp_path) -> Iterator[CasesPage]:
    shop = make_shop(tmp_path, SetClock(NOW), phone="0571-87654321")
    case = open_case(shop, add_customer(shop, "张伟", "13800138000").id, product="BL5068")
    move_case(shop, case, *READY)
    page = CasesPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page, (1278, 690))
    yield page
    contexts.close()
    shop.close()


def test_one_key_copies_the_words_and_enter_records_them_w7(qtbot, page) -> None:
    qtbot.waitUntil(page.records.table.hasFocus)
    qtbot.keyClick(page.records.table, KEY.Key_M)
    panel = page.card.forms.panel
    assert isinstance(panel, MessagePanel)
    assert panel.step_line.value() is MessageStep.READY
    copied = QGuiApplication.clipboard().text()
    assert copied == panel.text_edit.value()
    assert "张伟" in copied and "BL5068" in copied and "0571-87654321" in copied
    assert str(len(copied)) in panel.length.text()
    assert panel.save_button.hasFocus()
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.card.forms.panel is None)
    qtbot.waitUntil(lambda: page.card.file.case.told_ready_at is not None)
    assert page.card.file.timeline[-1].action == "case.tell_ready"


def test_another_step_and_changed_words_are_copied_too_w7(qtbot, page) -> None:
    qtbot.waitUntil(page.records.table.hasFocus)
    qtbot.keyClick(page.records.table, KEY.Key_M)
    panel = page.card.forms.panel
    panel.step_line.buttons[list(MessageStep).index(MessageStep.PLAN)].click()
    assert "换螺丝" in QGuiApplication.clipboard().text()
    assert panel.left_out.isHidden()
    panel.text_edit.setFocus()
    panel.text_edit.selectAll()
    panel.text_edit.insertPlainText("好" * 71)
    assert "2" in panel.length.text()
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == "好" * 71
    press(qtbot, KEY.Key_Escape)
    qtbot.waitUntil(lambda: page.card.forms.panel is None)
