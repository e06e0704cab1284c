"""Backups in the settings: made, looked into, restored and taken back, beside the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from building.screen import show_page
from shopcare.domain.changes import ChangeKind
from shopcare.domain.shop.backups import BackupReason
from shopcare.services.upkeep.backups import backup_folder, backups
from shopcare.storage.file.inspection import contents
from shopcare.ui.kit.context.page_context import PageContext
from shopcare.ui.pages.settings.backup_section import BackupSection, BackupsView
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(qtbot, context: PageContext) -> BackupSection:
    page = SettingsPage(context)
    show_page(qtbot, context, page)
    page.list.choose(Subject.BACKUP)
    section = page.list.section(Subject.BACKUP)
    assert isinstance(section, BackupSection)
    return section


def rest(qtbot, view: BackupsView) -> None:
    qtbot.waitUntil(lambda: view.busy.job is None and view.now_button.isEnabled(), timeout=10_000)


def test_a_backup_is_made_looked_into_restored_and_the_restore_undone(
    qtbot, context: PageContext, section: BackupSection
) -> None:
    view, shop = section.backups, context.shop
    rest(qtbot, view)
    assert view.empty.isVisible()
    assert not view.restore_button.isEnabled()
    qtbot.mouseClick(view.now_button, LEFT)
    qtbot.waitUntil(lambda: len(view.rows.rows()) == 1, timeout=10_000)
    rest(qtbot, view)
    assert view.notice.text() == "Backed up and verified."
    customers = contents(shop.file).counts["customer"]
    shop.clock.advance(minutes=1)
    with shop.begin("note", "note"):
        pass
    view.rows.setFocus()
    view.rows.select_first()
    qtbot.waitUntil(view.restore_button.isEnabled, timeout=10_000)
    assert f"{customers} customers" in view.holds.text()
    assert "loses 1 entry" in view.holds.text()
    with qtbot.waitSignal(context.background.changed, timeout=10_000) as told:
        qtbot.mouseClick(view.restore_button, LEFT)
    assert told.args[0].touches(ChangeKind.RESTORED)
    assert "can be undone" in context.dialogs.details[-1]
    qtbot.waitUntil(view.undo_button.isVisible, timeout=10_000)
    rest(qtbot, view)
    shop.clock.advance(minutes=1)
    entries = contents(shop.file).last_entry
    with qtbot.waitSignal(context.background.changed, timeout=10_000):
        qtbot.mouseClick(view.undo_button, LEFT)
    rest(qtbot, view)
    assert contents(shop.file).last_entry == entries + 1, "the entry, and that it came back"
    reasons = [one.name.reason for one in backups(backup_folder(shop.path))]
    assert reasons == [BackupReason.RESTORE, BackupReason.RESTORE, BackupReason.BY_HAND]


def test_what_a_full_folder_says_is_shown_and_the_button_comes_back(
    qtbot, context: PageContext, section: BackupSection
) -> None:
    view = section.backups
    rest(qtbot, view)
    backup_folder(context.shop.path).write_text("a file in the way")
    qtbot.mouseClick(view.now_button, LEFT)
    qtbot.waitUntil(view.notice.isVisible, timeout=10_000)
    assert view.notice.text().startswith("No backup could be made in ")
    assert view.now_button.isEnabled()


def test_the_second_place_is_chosen_in_a_dialog_and_saved_with_the_settings(
    qtbot, context: PageContext, section: BackupSection, tmp_path: Path
) -> None:
    rest(qtbot, section.backups)
    context.dialogs.path = tmp_path
    qtbot.mouseClick(section.choose_button, LEFT)
    assert section.typed()["backup_folder"] == str(tmp_path)
    assert section.is_changed()
