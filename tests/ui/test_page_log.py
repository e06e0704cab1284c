"""The log of a day in the settings: read beside the window, another day with a few keys."""

from PySide6.QtCore import Qt

from building.screen import show_page, type_text
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.settings.log_section import LogSection
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject


def test_today_is_read_and_an_empty_day_says_so(qtbot, context: PageContext) -> None:
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    page.list.choose(Subject.LOG)
    section = page.list.section(Subject.LOG)
    assert isinstance(section, LogSection)
    log = section.log
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
