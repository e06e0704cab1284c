"""The log and the bin in the settings: read beside the window, put back with one button."""

from PySide6.QtCore import Qt

from building.screen import show_page, type_text
from shopcare.domain.ids import CaseId
from shopcare.services.cases.corrections import void_case
from shopcare.storage.cases import cases
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.settings.bin_section import BinSection
from shopcare.ui.pages.settings.log_section import LogSection
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject


def test_today_is_read_and_an_empty_day_says_so(qtbot, context: PageContext) -> None:
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    page.list.choose(Subject.LOG)
    section = page.list.section(Subject.LOG)
    assert isinstance(section, LogSection)
    log = section
    qtbot.waitUntil(lambda: log.lines.rowCount() > 3, timeout=10_000)
    assert not page.save_button.isEnabled(), "nothing here can be changed"
    log.table.setFocus()
    qtbot.keyClick(log.table, Qt.Key.Key_Down)
    assert log.whole.text()
    log.day_edit.setFocus()
    log.day_edit.edit.selectAll()
    type_text(qtbot, "2020-01-01")
    qtbot.waitUntil(log.empty.isVisible, timeout=10_000)
    assert log.lines.rowCount() == 0


def test_what_was_voided_is_put_back_from_the_bin_x9(qtbot, context: PageContext) -> None:
    shop = context.shop
    case = cases.get(shop.file, CaseId(cases.all_ids(shop.file)[-1]))
    void_case(shop, case.id, "双份")
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    page.list.choose(Subject.BIN)
    section = page.list.section(Subject.BIN)
    assert isinstance(section, BinSection)
    view = section
    qtbot.waitUntil(lambda: len(view.rows.rows()) > 0, timeout=10_000)
    view.rows.setFocus()
    view.rows.select_first()
    assert view.rows.current_row().title == case.number
    before = len(view.rows.rows())
    qtbot.mouseClick(view.back_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(view.rows.rows()) == before - 1, timeout=10_000)
    assert cases.get(shop.file, case.id).voided is None
