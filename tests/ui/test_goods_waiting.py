"""Goods that nobody collects, and repairs that end without the work (X-3, W-4)."""

from datetime import timedelta

from PySide6.QtCore import Qt

from building.records import READY, add_wang, move_case, open_case
from building.screen import press, show_page, type_text
from building.shops import NOW, make_shop
from shopcare.domain.cases.case import Ending, Stage
from shopcare.services.cases.cases import case_file
from shopcare.services.cases.moves import tell_ready
from shopcare.services.goods.uncollected import uncollected
from shopcare.system.clock import SetClock
from shopcare.ui.pages.cases.filters import Group
from shopcare.ui.pages.cases.page import CasesPage


def test_a_notice_is_found_by_age_and_recorded_by_keyboard_x3(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    clock = SetClock(NOW)
    shop = make_shop(tmp_path, clock)
    case = move_case(shop, open_case(shop, add_wang(shop).id), *READY)
    tell_ready(shop, case.id)
    clock.set(NOW + timedelta(days=16))
    context = contexts.open(shop, memory)
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    filters, model = page.filters, page.records.model
    filters.group_buttons[Group.READY].click()
    filters.stage_box.setCurrentIndex(filters.stage_box.findText("Not collected for 15 days"))
    qtbot.waitUntil(lambda: list(model.ids()) == [case.id])
    due = next(column for column in model.columns if column.key == "due")
    qtbot.waitUntil(lambda: model.row_at(0) is not None)
    assert due.text(model.row_at(0)) == "16 days here"
    page.open_record("case", case.id)
    qtbot.waitUntil(page.card.head.waits_chip.isVisible)
    page.card.bar.choose("goods/notice")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.start()
    press(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: uncollected(shop)[0].due_step is None)
    qtbot.waitUntil(lambda: not page.card.head.waits_chip.isVisible())
    filters.stage_box.setCurrentIndex(filters.stage_box.findText("Not collected for 30 days"))
    qtbot.waitUntil(lambda: list(model.ids()) == [])
    contexts.close()
    shop.close()


def test_a_repair_ends_without_the_work_by_keyboard_w4(
    qtbot, tmp_path, memory, theme, contexts
) -> None:
    shop = make_shop(tmp_path, SetClock(NOW))
    case = move_case(shop, open_case(shop, add_wang(shop).id), Stage.CONFIRMED, Stage.DIAGNOSED)
    context = contexts.open(shop, memory)
    page = CasesPage(context)
    show_page(qtbot, context, page, (1230, 640))
    page.open_record("case", case.id)
    page.card.bar.choose("move/closed")
    panel = page.card.forms.panel
    qtbot.waitUntil(panel.isVisible)
    panel.save_button.click()
    assert "go back without the work" in panel.form.problem_texts()["ending"]
    panel.form.field("ending").buttons[1].click()
    panel.form.field("charge_fen").setFocus()
    type_text(qtbot, "20")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: case_file(shop, case.id).case.stage is Stage.CLOSED)
    ended = case_file(shop, case.id).case
    assert (ended.ending, ended.fee_taken_fen) == (Ending.NOT_WORTH, 2_000)
    qtbot.waitUntil(
        lambda: page.card.facts.grid.rows["resolution"][1].text() == "Not worth repairing"
    )
    contexts.close()
    shop.close()
