"""Absences and training on the settings page and beside who handles a case (G-19, A-17)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from building.records import add_customer, open_case
from building.screen import show_page
from building.shops import MANAGER, NOW, hire, make_shop
from shopcare.domain.ids import StaffId
from shopcare.domain.people.duty import TrainingDraft
from shopcare.services.setup.duty import note_training
from shopcare.services.shop import Shop
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.page import CasesPage
from shopcare.ui.pages.settings.page import SettingsPage
from shopcare.ui.pages.settings.sections import Subject


@pytest.fixture
def shop(tmp_path) -> Iterator[Shop]:
    shop = make_shop(tmp_path, SetClock(NOW), staff=[MANAGER])
    hire(shop)
    yield shop
    shop.close()


def test_an_absence_and_a_training_are_noted_and_withdrawn_g19_a17(
    qtbot, theme, memory, contexts, shop
) -> None:
    page = SettingsPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page)
    offered: list[str] = []
    page.undo_offered.connect(lambda words, _operation: offered.append(words))
    page.list.choose(Subject.STAFF)
    section = page.list.staff
    section.rows.select_key(StaffId(2))
    records = section.records
    records.absence_form.field("from_on").edit.setText("3.9")
    records.absence_form.field("until_on").edit.setText("3.12")
    records.substitute_box.set_value("1")
    records.absence_button.click()
    qtbot.waitUntil(lambda: len(records.buttons) == 1)
    [absence] = shop.duty.absences
    assert (absence.staff_id, absence.substitute_id) == (2, 1)
    assert absence.until_on - absence.from_on == timedelta(days=3)
    records.training_form.field("trained_on").edit.setText("3.1")
    records.training_button.click()
    qtbot.waitUntil(lambda: len(records.buttons) == 2)
    button = next(iter(records.buttons))
    button.click()
    qtbot.waitUntil(lambda: len(records.buttons) == 1)
    assert shop.duty.absences == []
    assert offered == ["Noted.", "Noted.", "Withdrawn."]
    contexts.close()


def test_a_withdrawal_counts_when_the_list_was_made_anew_meanwhile(
    qtbot, theme, memory, contexts, shop
) -> None:
    training = TrainingDraft(staff_id=StaffId(2), work="frame_repair", trained_on=shop.today())
    note_training(shop, training)
    page = SettingsPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page)
    page.list.choose(Subject.STAFF)
    section = page.list.staff
    section.rows.select_key(StaffId(2))
    offered: list[str] = []
    page.undo_offered.connect(lambda words, _operation: offered.append(words))
    [button] = section.records.buttons
    button.click()
    section.records.look_again()
    qtbot.waitUntil(lambda: not section.records.buttons)
    assert offered == ["Withdrawn."]
    contexts.close()


def test_a_manager_says_why_somebody_untrained_handles_a_case_a17(
    qtbot, theme, memory, contexts, shop
) -> None:
    open_case(shop, add_customer(shop).id, service="frame_repair")
    draft = TrainingDraft(
        staff_id=StaffId(1), work="frame_repair", trained_on=shop.today() - timedelta(days=9)
    )
    note_training(shop, draft)
    page = CasesPage(contexts.open(shop, memory))
    show_page(qtbot, contexts[-1], page, (1278, 690))
    qtbot.waitUntil(page.records.table.hasFocus)
    handled_by = page.card.facts.handled_by
    assert [action.text() for action in handled_by.menu.actions()] == ["小陈 · no valid training"]
    handled_by.choose(2)
    assert handled_by.reason_edit.isVisible()
    assert page.card.file.case.handler_id == 1
    handled_by.reason_edit.setText("师傅不在")
    handled_by.assign_button.click()
    qtbot.waitUntil(lambda: page.card.file.case.handler_id == 2)
    assert handled_by.beside.text() == "no valid training"
    qtbot.waitUntil(lambda: not handled_by.reason_edit.isVisible())
    contexts.close()
